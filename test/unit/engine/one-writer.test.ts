import { describe, expect, it } from 'vitest';
import { checkOneWriter } from '../../../src/engine/one-writer.ts';
import type { Kind, Observation } from '../../../src/kinds/kind.ts';
import type { Goal } from '../../../src/plan/plan.ts';
import { toyConfig } from '../../rig/rig.ts';
import { makeProcess, toyKind } from '../../rig/toy-kind.ts';
import { toyWorld } from '../../rig/toy-world.ts';

const goal: Goal = {
  ...{ from: 'eu-west-1', to: 'eu-west-2', operation: 'failover' },
  ...{ mode: 'unplanned', fromCondition: 'up' },
};

function check(
  writes: ReturnType<NonNullable<Kind['writes']>> | undefined,
  from?: Observation['places'][string],
) {
  const toy = toyKind(toyWorld(), makeProcess());
  const kind: Kind = writes === undefined ? toy : { ...toy, writes: () => writes };
  const { resources } = toyConfig({ db: { steps: [] } });
  const places: Observation['places'] = from === undefined ? {} : { 'eu-west-1': from };
  return checkOneWriter(resources, new Map([['db', { at: 0, places }]]), {
    registry: new Map([['toy', kind]]),
    goal,
  });
}

const seen = { state: 'seen', value: {} } as const;

describe('after a run', () => {
  it('a side that is still written to is a failed check', () => {
    expect(check('written', seen)).toMatchObject({
      unknown: [],
      checks: [{ resource: 'db', checks: [{ ok: false, found: 'it is written to' }] }],
    });
  });

  it.each([
    ['accepts', 'it would accept writes, though nobody makes any'],
    ['refuses', 'it accepts no writes'],
  ] as const)('a side that %s them is told as what it is', (writes, found) => {
    expect(check(writes, seen).checks).toMatchObject([{ checks: [{ ok: true, found }] }]);
  });

  it('what is not there cannot be written to', () => {
    expect(check('written').checks).toMatchObject([{ checks: [{ ok: true }] }]);
  });

  it('a side that does not answer is unknown, not fine', () => {
    const problem = { code: 'UNREACHABLE' as const, message: 'nothing answers.' };
    const { checks, unknown } = check('refuses', { state: 'failed', reachable: false, problem });
    expect(checks).toEqual([]);
    expect(unknown).toEqual([
      'Whether anybody still writes to db in eu-west-1 is not known: nothing answers. Make sure that nobody can.',
    ]);
  });

  it('a kind that holds no data is not asked', () => {
    expect(check(undefined, seen)).toEqual({ checks: [], unknown: [] });
  });
});
