import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/kinds/kind.ts';
import { mskCluster as kind } from '../../src/kinds/msk-cluster.ts';
import type { KafkaCluster } from '../../src/kinds/msk-cluster-calls.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addKafkaCluster } from '../../src/simulator/store-builders.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { resourceOf } from './resource.ts';
import { awsWire, lookAll, stepOf } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'degraded',
};
const resource = resourceOf(kind, kind.example);

function seen(to: Partial<KafkaCluster>, from: Partial<KafkaCluster> = {}): Observation<KafkaCluster> {
  const cluster = (name: string, more: Partial<KafkaCluster>): KafkaCluster => ({
    ...{ name, arn: `arn:${name}`, state: 'ACTIVE', brokers: { tls: 't:9094', iam: 'i:9098' } },
    ...more,
  });
  return {
    at: 0,
    places: {
      'eu-west-1': { state: 'seen', value: cluster('events', from) },
      'eu-west-2': { state: 'seen', value: cluster('events-standby', to) },
    },
  };
}

describe('an MSK cluster', () => {
  it.each([
    ['ACTIVE', 'done', true],
    ['UPDATING', 'ready', true],
    ['HEALING', 'ready', true],
    ['CREATING', 'ready', false],
    ['FAILED', 'blocked', false],
    ['DELETING', 'blocked', false],
  ])('that is %s is %s', (state, assessed, serves) => {
    const observation = seen({ state });
    expect(kind.assess(resource, observation, goal).state).toBe(assessed);
    expect(kind.verify(resource, observation, goal)).toMatchObject([{ ok: serves }]);
    expect(kind.outputs?.(resource, observation, 'eu-west-2')).toMatchObject({
      healthy: serves ? 'yes' : 'no',
    });
  });

  it('that is worked on is waited for, but not at any price', () => {
    const [worked] = kind.steps(resource, seen({ state: 'MAINTENANCE' }), goal);
    const [created] = kind.steps(resource, seen({ state: 'CREATING' }), goal);
    expect(worked).toMatchObject({ action: 'wait', phase: 'ready', optional: true });
    expect(created?.optional).toBeUndefined();
    if (created === undefined) throw new Error('there is no step');
    const wait = stepOf(created, resource);
    expect(kind.settled(wait, seen({ state: 'FAILED' }), 0)).toMatchObject({ state: 'broken' });
    expect(kind.settled(wait, seen({ state: 'ACTIVE' }), 0)).toMatchObject({ state: 'done' });
  });

  it('that has failed says that its region is degraded', () => {
    expect(kind.assess(resource, seen({}, { state: 'FAILED' }), goal).condition).toEqual({
      region: 'eu-west-1',
      state: 'degraded',
      evidence: ['MSK cluster events is FAILED'],
    });
    expect(kind.assess(resource, seen({}), goal).condition).toBeUndefined();
  });

  it('warns of a replicator that does not run, and demands it of a standby', () => {
    const observation = seen({ replicator: { name: 'copies', state: 'FAILED' } });
    expect(kind.assess(resource, observation, goal).notes).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining('copies into events-standby is FAILED') as string,
      },
    ]);
    const reprotect: Goal = { ...goal, operation: 'reprotect', from: 'eu-west-2', to: 'eu-west-1' };
    expect(kind.protected?.(resource, observation, reprotect)).toMatchObject([{ ok: true }, { ok: false }]);
    expect(kind.verify(resource, observation, goal)).toMatchObject([{ ok: true }]);
  });

  it('gives the brokers of the way in which clients log in', () => {
    const brokers = (block: string) =>
      kind.outputs?.(resourceOf(kind, block), seen({}), 'eu-west-2')['brokers'];
    expect(brokers(kind.example)).toBe('i:9098');
    expect(brokers(`${kind.example}\naccess: tls`)).toBe('t:9094');
    expect(brokers(`${kind.example}\naccess: scram`)).toBeUndefined();
  });

  it('is looked at together with all others of its region', async () => {
    const wire = await awsWire((world) => {
      for (const name of ['events', 'audit']) addKafkaCluster(world, { name, region: 'eu-west-1' });
    });
    try {
      const others = ['events', 'audit', 'gone'].map((name) =>
        resourceOf(kind, `kind: msk-cluster\neu-west-1: ${name}\neu-west-2: ${name}`, name),
      );
      const observations = await lookAll(kind, others, { wire, goal });
      const states = others.map(({ id }) => observations.get(id)?.places['eu-west-1']?.state);
      expect(states).toEqual(['seen', 'seen', 'absent']);
      expect(findRequests(wire.log, { operation: 'ListClustersV2', region: 'eu-west-1' })).toHaveLength(1);
    } finally {
      await wire.close();
    }
  });
});
