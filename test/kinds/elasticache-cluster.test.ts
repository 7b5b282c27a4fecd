import { describe, expect, it } from 'vitest';
import { elasticacheCluster } from '../../src/kinds/elasticache-cluster.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addCacheCluster } from '../../src/simulator/builders.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { regionOf } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const resource = resourceOf(elasticacheCluster, elasticacheCluster.example);
const nothing = { at: 0, places: {} };

describe('a cache', () => {
  it.each([
    ['available', 'done'],
    ['creating', 'pending'],
    ['modifying', 'pending'],
    ['create-failed', 'broken'],
    ['incompatible-network', 'broken'],
    ['deleting', 'broken'],
  ])('that is %s is %s', (status, state) => {
    const [draft] = elasticacheCluster.steps(resource, nothing, goal);
    if (draft === undefined) throw new Error('there is no step');
    const value = { status, engine: 'redis', endpoint: 'sessions.example', port: 6379 };
    const observation = { at: 0, places: { 'eu-west-2': { state: 'seen' as const, value } } };
    expect(elasticacheCluster.settled(stepOf(draft, resource), observation, 0).state).toBe(state);
  });

  it('that is available counts as there without an endpoint, which not every emulator gives', () => {
    const [draft] = elasticacheCluster.steps(resource, nothing, goal);
    if (draft === undefined) throw new Error('there is no step');
    const value = { status: 'available', engine: 'redis' };
    const observation = { at: 0, places: { 'eu-west-2': { state: 'seen' as const, value } } };
    expect(elasticacheCluster.settled(stepOf(draft, resource), observation, 0)).toMatchObject({
      state: 'done',
      evidence: { endpoint: null },
    });
    expect(elasticacheCluster.verify(resource, observation, goal)).toMatchObject([
      { ok: true, found: 'available, no endpoint' },
    ]);
  });

  it('says beforehand that sessions are lost', () => {
    expect(elasticacheCluster.assess(resource, nothing, goal).notes).toMatchObject([
      { message: expect.stringContaining('users sign in again') as string },
    ]);
  });

  it.each([
    ['engine: valkey', 'must be true for valkey'],
    ['nodes: 3', 'must be 1 for redis'],
  ])('refuses %s without a replication group', (line, message) => {
    const block = elasticacheCluster.example.replace('engine: redis', line);
    expect(() => resourceOf(elasticacheCluster, block)).toThrow(message);
  });

  it('only waits for a cache that somebody else is creating', () => {
    const value = { status: 'creating', engine: 'redis' };
    const steps = elasticacheCluster.steps(
      resource,
      { at: 0, places: { 'eu-west-2': { state: 'seen', value } } },
      goal,
    );
    expect(steps).toMatchObject([{ action: 'wait', changes: false, risk: 'none', calls: [] }]);
  });

  it('of the region that stands by is kept, unless the config says that it does without', () => {
    const value = { status: 'available', engine: 'redis', endpoint: 'sessions.example', port: 6379 };
    const observation = { at: 0, places: { 'eu-west-1': { state: 'seen' as const, value } } };
    const reprotect: Goal = { ...goal, operation: 'reprotect', mode: 'planned', fromCondition: 'up' };
    const actions = (line: string) =>
      elasticacheCluster
        .protect?.(
          resourceOf(elasticacheCluster, `${elasticacheCluster.example}\n${line}`),
          observation,
          reprotect,
        )
        .map(({ action, risk }) => [action, risk]);
    expect(actions('standby: keep')).toEqual([]);
    expect(actions('standby: { eu-west-2: absent }')).toEqual([]);
    expect(actions('standby: absent')).toEqual([['delete', 'lossy']]);
  });

  it('that is older than the run is not deleted when the run is taken back', async () => {
    const wire = await awsWire(() => undefined);
    const [draft] = elasticacheCluster.steps(
      resource,
      await look(elasticacheCluster, resource, { wire, goal }),
      goal,
    );
    if (draft === undefined) throw new Error('there is no step');
    addCacheCluster(wire.world, { id: 'sessions', region: 'eu-west-2', createdAt: wire.now() - 60_000 });
    try {
      await elasticacheCluster.undo?.(stepOf(draft, resource), contextOf(wire, goal));
    } finally {
      await wire.close();
    }
    expect(regionOf(wire.world, 'eu-west-2').cacheClusters.has('sessions')).toBe(true);
    expect(findRequests(wire.log, { mutating: true })).toEqual([]);
  });
});
