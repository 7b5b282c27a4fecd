import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { runContext } from '../../../src/engine/run-state.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { addFault } from '../../../src/simulator/faults.ts';
import { setRegionCondition } from '../../../src/simulator/world.ts';
import type { World } from '../../../src/simulator/world.ts';
import { retry } from '../service.ts';
import { atRest, awayOf, carryOut, examples, openQuick } from './examples.ts';
import type { Leg } from './examples.ts';
import { changesOf, isChange } from './runbook-service.ts';
import type { RunbookService } from './runbook-service.ts';
import { worldDiff } from './world-diff.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** A sort of change: which operation of which service, where. */
interface Sort {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
}

/** One member of each example that fails: the call that is refused, for which resource, and the step that makes it. */
const members: Readonly<
  Record<string, { readonly action: string; readonly resource: RegExp; readonly step: string }>
> = {
  'lomash-wood': {
    action: 'rds:PromoteReadReplica',
    resource: /:lomash-orders-prod-replica$/,
    step: 'databases/orders:promote',
  },
  'union-eyes': {
    action: 'elasticache:FailoverGlobalReplicationGroup',
    resource: /unioneyes-global$/,
    step: 'cache:promote',
  },
  maip: { action: 'eks:UpdateNodegroupConfig', resource: /maip-prod-dr-nodegroup/, step: 'nodes:scale' },
  matbakh: {
    action: 'rds:FailoverGlobalCluster',
    resource: /:matbakh/,
    step: 'database:failover',
  },
  rail: {
    action: 'rds:PromoteReadReplica',
    resource: /:rail-backend-eu-west-1$/,
    step: 'database:promote',
  },
};

/** Refuses a call for some resources until it is told to stop. */
function refuse(world: World, action: string, resource: RegExp): () => void {
  const before = world.authorize;
  world.authorize = (request) =>
    request.action === action && resource.test(request.resource)
      ? { allowed: false }
      : (before?.(request) ?? { allowed: true });
  return () => {
    world.authorize = before;
  };
}

/** The steps that must wait for this one, and itself. */
function waitingFor(plan: Plan, step: string): ReadonlySet<string> {
  const { graph } = runContext(plan);
  const found = new Set<number>();
  const follow = (index: number): void => {
    if (found.has(index)) return;
    found.add(index);
    for (const dependent of graph.nodes[index]?.dependents ?? []) follow(dependent);
  };
  follow(graph.index.get(step) ?? -1);
  return new Set(plan.steps.filter((_, index) => found.has(index)).map(({ id }) => id));
}

function doneIn({ events }: RunbookService): ReadonlySet<string> {
  return new Set(events.flatMap((event) => (event.type === 'step-done' ? [event.step] : [])));
}

describe.each(examples)('$name', (example) => {
  let undisturbed: Leg;
  let sorts: readonly Sort[];

  async function openHere(variant: string): Promise<RunbookService> {
    const service = await openQuick(example, variant);
    onTestFinished(() => service.close());
    return service;
  }

  beforeAll(async () => {
    const service = await openQuick(example, 'dark');
    try {
      undisturbed = await carryOut(service, awayOf(example));
      const named = service.running.log.entries
        .filter(isChange)
        .map(({ service: of, operation, region }) => ({
          ...{ service: of, operation, region },
        }));
      sorts = [...new Map(named.map((sort) => [JSON.stringify(sort), sort])).values()];
    } finally {
      await service.close();
    }
    expect(undisturbed.summary).toMatchObject({ result: 'done', problems: [] });
  });

  it('comes to the same end when every control plane that it changes something with throttles it at first', async () => {
    const service = await openHere('dark');
    const { faults } = service.running;
    for (const sort of sorts) addFault(faults, { ...sort, times: 2, effect: { kind: 'throttle' } });
    const { summary, effects, end } = await carryOut(service, awayOf(example));
    expect(summary).toMatchObject({ result: 'done', problems: [] });
    expect(faults.entries.filter(({ hit }) => hit !== 2)).toEqual([]);
    expect(effects).toEqual(undisturbed.effects);
    expect(worldDiff(undisturbed.end, end)).toEqual([]);
  });

  it('stops where one member fails and names it, goes on with what does not need it, and comes to the same end by a retry', async () => {
    const service = await openHere('dark');
    const { action, resource, step } = members[example.name] ?? { action: '', resource: /^$/, step: '' };
    const mend = refuse(service.running.world, action, resource);
    const plan = await service.plan(awayOf(example));
    const stopped = await service.run(awayOf(example));
    expect(stopped).toMatchObject({
      result: 'stopped',
      problems: [{ code: 'DENIED', step, region: example.standby }],
    });
    expect(stopped.problems[0]?.message).toContain(action);
    const waiting = waitingFor(plan, step);
    const done = doneIn(service);
    expect([...waiting].filter((id) => done.has(id))).toEqual([]);
    const others = plan.steps.filter(({ id, skip, optional }) => !waiting.has(id) && !skip && !optional);
    expect(others.length).toBeGreaterThan(0);
    expect(others.map(({ id }) => id).filter((id) => !done.has(id))).toEqual([]);

    mend();
    expect(await service.resume(retry(step))).toMatchObject({ result: 'done', problems: [] });
    const changed = Object.entries(undisturbed.effects).filter(([name]) => !name.startsWith('tell '));
    expect(changesOf(service.running)).toEqual(Object.fromEntries(changed));
    expect(worldDiff(undisturbed.end, await atRest(service))).toEqual([]);
  });

  it('fences a home that is well in parts and refuses every second change, leaves it, and does nothing twice', async () => {
    const service = await openHere('healthy');
    setRegionCondition(service.running.world, example.home, 'degraded');
    const { summary, effects } = await carryOut(service, awayOf(example));
    expect(summary).toMatchObject({ result: 'done', problems: [], unfenced: [] });
    expect(Object.entries(effects).filter(([, times]) => times > 1)).toEqual([]);
  });
});
