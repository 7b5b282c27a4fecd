import { describe, expect, it } from 'vitest';
import { observeAll, type Looking } from '../../../src/engine/observe.ts';
import { worldView } from '../../../src/engine/world-view.ts';
import { valueIn, type Kind, type Outside } from '../../../src/kinds/kind.ts';
import { virtualClock } from '../../../src/simulator/clock.ts';
import { startMs, toyConfig } from '../../rig/rig.ts';
import { makeProcess, toyKind } from '../../rig/toy-kind.ts';
import { classifyToy, toyWorld } from '../../rig/toy-world.ts';

/** A check that is told the address of a cache, which is another resource. */
function scene() {
  const toy = toyKind(toyWorld(), makeProcess());
  let cacheIs = 'cache-1';
  const order: string[] = [];
  const cache: Kind = {
    ...toy,
    name: 'cache',
    observe: async (resources) => {
      order.push('cache');
      return await Promise.resolve(new Map(resources.map(({ id }) => [id, cacheIs])));
    },
    outputs: (_resource, observation, region) => ({ endpoint: valueIn(observation, region) as string }),
  };
  const check: Kind = {
    ...toy,
    name: 'check',
    looksByInputs: true,
    references: () => ['cache.endpoint'],
    observe: async (resources, _place, { inputs }) => {
      order.push('check');
      return await Promise.resolve(new Map(resources.map(({ id }) => [id, { ...inputs }])));
    },
  };
  const config = toyConfig({ check: { steps: [] }, cache: { steps: [] } });
  const looking: Looking = {
    registry: new Map([
      ['check', check],
      ['cache', cache],
    ]),
    outside: {} as Outside, // Toys reach nothing outside.
    clock: virtualClock(startMs),
    classify: classifyToy,
    lookTimeoutMs: 60_000,
  };
  const resources = config.resources.map((resource) => ({ ...resource, kind: resource.id }));
  return {
    ...{ order, looking },
    config: { ...config, resources },
    move: () => {
      cacheIs = 'cache-2';
    },
  };
}

describe('a kind that must be told what it refers to', () => {
  it('is looked at after that, with its outputs in the place that is looked at', async () => {
    const { config, looking, order } = scene();
    const seen = await observeAll(config, looking, { regions: ['eu-west-2'], tries: 1 });
    expect(order).toEqual(['cache', 'check']);
    expect(seen.get('check')?.places).toEqual({
      'eu-west-2': { state: 'seen', value: { 'cache.endpoint': 'cache-1' } },
    });
  });

  it('is told during a run what was seen last', async () => {
    const { config, looking, move } = scene();
    const seen = await observeAll(config, looking, { regions: ['eu-west-2'], tries: 1 });
    const view = worldView(config, looking, seen);
    const [check, cache] = config.resources;
    if (check === undefined || cache === undefined) throw new Error('two toys');
    const lookAt = (resource: typeof check) => ({
      ...{ kind: looking.registry.get(resource.kind) as Kind, place: 'eu-west-2', resources: [resource] },
    });
    move();
    await view.look(lookAt(cache));
    const { seen: now } = await view.look(lookAt(check));
    expect(now.get('check')).toEqual({ state: 'seen', value: { 'cache.endpoint': 'cache-2' } });
  });
});
