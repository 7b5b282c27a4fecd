import { describe, expect, it } from 'vitest';
import { auroraGlobal } from '../../src/kinds/aurora-global.ts';
import type { Kind } from '../../src/kinds/kind.ts';
import type { Goal, Step } from '../../src/plan/plan.ts';
import { addDbCluster, addGlobalCluster } from '../../src/simulator/aurora-builders.ts';
import { addMetric } from '../../src/simulator/builders.ts';
import { addFault } from '../../src/simulator/faults.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { lastReplayedAt } from '../../src/simulator/replication-lag.ts';
import { regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import {
  away,
  back,
  clusterOf,
  globalDatabase,
  home,
  planned,
  reprotect,
  secondaryDetached,
  standby,
} from './aurora-worlds.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const resource = resourceOf(auroraGlobal, auroraGlobal.example, 'databases/main');
const kind: Kind = auroraGlobal;

async function inWorld(build: (world: World) => void, play: (wire: Wire) => Promise<void>): Promise<void> {
  const wire = await awsWire(build);
  await play(wire).finally(() => wire.close());
}

const see = (wire: Wire, goal: Goal) => look(kind, resource, { wire, goal });

async function stepIn(wire: Wire, action: string, goal: Goal): Promise<Step> {
  const draft = kind.steps(resource, await see(wire, goal), goal).find((step) => step.action === action);
  return stepOf(draft ?? expect.fail(`there is no step ${action}`), resource);
}

const settled = async (step: Step, wire: Wire, goal: Goal) =>
  kind.settled(step, await see(wire, goal), wire.now());

const dark = (world: World): void => {
  globalDatabase(world);
  setRegionCondition(world, home, 'dark');
};

describe('looking at an Aurora global database', () => {
  it('gives the addresses of the cluster, and the one that follows the writer', () =>
    inWorld(globalDatabase, async (wire) => {
      const outputs = kind.outputs?.(resource, await see(wire, away), standby);
      expect(outputs).toMatchObject({
        endpoint: expect.stringMatching(/^matbakh-eu-west-1\.cluster-c/) as string,
        readerEndpoint: expect.stringMatching(/^matbakh-eu-west-1\.cluster-ro-c/) as string,
        port: '5432',
        globalEndpoint: expect.stringMatching(/^matbakh\.global-/) as string,
      });
    }));

  // matbakh: "AuroraGlobalDBRPLag, AuroraReplicaLagMaximum, ReplicaLag", "seconds to milliseconds for consistent reporting".
  it.each([
    [
      ['AuroraGlobalDBRPOLag', 'AuroraGlobalDBReplicationLag', 'AuroraReplicaLagMaximum', 'ReplicaLag'],
      'AuroraGlobalDBRPOLag',
      250,
    ],
    [
      ['AuroraGlobalDBReplicationLag', 'AuroraReplicaLagMaximum', 'ReplicaLag'],
      'AuroraGlobalDBReplicationLag',
      250,
    ],
    [['AuroraReplicaLagMaximum', 'ReplicaLag'], 'AuroraReplicaLagMaximum', 250],
    [['ReplicaLag'], 'ReplicaLag', 250_000],
  ])('asks for %j and takes %s in milliseconds', (names, source, ms) =>
    inWorld(
      (world) => {
        globalDatabase(world, 1);
        clusterOf(world, standby).lag = [];
        const instance = regionOf(world, standby).dbInstances.get(`matbakh-${standby}-1`);
        // The world gives ReplicaLag itself, from the instance.
        if (names.includes('ReplicaLag'))
          Object.assign(instance ?? {}, { baseLagMs: ms, lag: [{ from: 0, mode: 'steady', lagMs: ms }] });
        for (const metricName of names.filter((name) => name !== 'ReplicaLag')) {
          const dimensions = { DBClusterIdentifier: `matbakh-${standby}` };
          const metric = { namespace: 'AWS/RDS', metricName, dimensions, unit: 'Milliseconds' };
          addMetric(world, standby, { ...metric, valueAt: () => ms });
        }
        // Nothing follows here, so the world computes no lag of its own.
        clusterOf(world, standby).promotedAt = 0;
      },
      async (wire) => {
        const assessment = kind.assess(resource, await see(wire, away), away);
        expect(assessment.lag).toMatchObject({ ms, source });
        const inside = assessment.notes?.filter(({ message }) => message.includes('says nothing')) ?? [];
        expect(inside).toHaveLength(source.startsWith('AuroraGlobalDB') ? 0 : 1);
      },
    ),
  );

  it('takes silence for an unknown lag, never for none', () =>
    inWorld(globalDatabase, async (wire) => {
      addFault(wire.faults, { operation: 'GetMetricData', effect: { kind: 'error5xx' } });
      const { lag } = kind.assess(resource, await see(wire, away), away);
      expect(lag).toEqual({
        ms: undefined,
        source: expect.stringMatching(/^AuroraGlobalDBRPOLag: /) as string,
      });
    }));

  it('refuses what Aurora would refuse: another version', () =>
    inWorld(
      (world) => {
        globalDatabase(world);
        clusterOf(world, standby).engineVersion = '15.10';
      },
      async (wire) => {
        expect(kind.assess(resource, await see(wire, planned), planned)).toMatchObject({
          state: 'blocked',
          problems: [
            {
              expected: '16.6',
              found: '15.10',
              fix: expect.stringContaining('remove-from-global-cluster') as string,
            },
          ],
        });
      },
    ));

  it('is told apart from a database whose writer is elsewhere', () =>
    inWorld(
      (world) => {
        const clusters = ['eu-north-1', home, standby].map((region) =>
          addDbCluster(world, { identifier: `matbakh-${region}`, region }),
        );
        const [first = expect.fail(), ...others] = clusters;
        addGlobalCluster(world, 'matbakh', [first, ...others]);
      },
      async (wire) => {
        expect(kind.assess(resource, await see(wire, planned), planned)).toMatchObject({
          state: 'blocked',
          problems: [{ expected: home, found: 'eu-north-1' }],
        });
      },
    ));
});

describe('an unplanned failover', () => {
  it('asks the region being activated alone, and measures what is lost', () =>
    inWorld(dark, async (wire) => {
      wire.advance(5 * 60_000);
      const step = await stepIn(wire, 'failover', away);
      expect(step.calls.filter(({ region }) => region !== standby)).toEqual([]);
      const before = wire.log.entries.length;
      const applied = await kind.apply?.(step, contextOf(wire, away));
      expect(wire.log.entries.slice(before).filter(({ region }) => region === home)).toEqual([]);
      const writer = clusterOf(wire.world, standby);
      const lostMs = applied?.loss?.ms ?? expect.fail('the loss is unknown');
      expect(applied?.loss?.source).toBe('AuroraGlobalDBRPOLag');
      // Home has been dark for five minutes, in which it wrote nothing: only what was on its way is lost.
      expect(lostMs).toBeLessThan(60_000);
      expect(lastReplayedAt(writer, wire.now())).toBeLessThan(wire.now() - 4 * 60_000);
    }));

  it('reads available before it has begun, which proves nothing', () =>
    inWorld(dark, async (wire) => {
      const step = await stepIn(wire, 'failover', away);
      await kind.apply?.(step, contextOf(wire, away));
      expect((await settled(step, wire, away)).state).toBe('not-begun');
      wire.advance(10_000);
      expect(await settled(step, wire, away)).toEqual({ state: 'pending', note: 'failing-over' });
      wire.advance(3 * 60_000);
      expect(await settled(step, wire, away)).toMatchObject({
        state: 'done',
        evidence: { status: 'available' },
      });
    }));

  it('is not fooled by a stale read', () =>
    inWorld(dark, async (wire) => {
      const step = await stepIn(wire, 'failover', away);
      await kind.apply?.(step, contextOf(wire, away));
      wire.advance(4 * 60_000);
      for (const operation of ['DescribeGlobalClusters', 'DescribeDBClusters'])
        addFault(wire.faults, { operation, times: 1, effect: { kind: 'stale', ageMs: 4 * 60_000 } });
      expect((await settled(step, wire, away)).state).toBe('not-begun');
      expect((await settled(step, wire, away)).state).toBe('done');
    }));

  it('takes a failover whose answer was lost for begun', () =>
    inWorld(dark, async (wire) => {
      const step = await stepIn(wire, 'failover', away);
      addFault(wire.faults, { operation: 'FailoverGlobalCluster', times: 1, effect: { kind: 'dropAfter' } });
      await expect(kind.apply?.(step, contextOf(wire, away))).rejects.toThrow();
      wire.advance(10_000);
      await expect(kind.apply?.(step, contextOf(wire, away))).resolves.toMatchObject({
        note: expect.stringContaining('under way already') as string,
      });
      expect(findRequests(wire.log, { operation: 'FailoverGlobalCluster' })).toHaveLength(1);
    }));

  it('is broken when the cluster ends in a status that nobody recovers from', () =>
    inWorld(dark, async (wire) => {
      const step = await stepIn(wire, 'failover', away);
      addFault(wire.faults, {
        operation: 'FailoverGlobalCluster',
        effect: { kind: 'fail', status: 'inaccessible-encryption-credentials' },
      });
      await kind.apply?.(step, contextOf(wire, away));
      wire.advance(5 * 60_000);
      expect(await settled(step, wire, away)).toMatchObject({
        state: 'broken',
        problem: { found: 'inaccessible-encryption-credentials' },
      });
    }));

  it('counts a secondary that was detached by hand as failed over', () =>
    inWorld(
      (world) => {
        secondaryDetached(world);
        setRegionCondition(world, home, 'dark');
      },
      async (wire) => {
        const observation = await see(wire, away);
        expect(kind.assess(resource, observation, away).state).toBe('done');
        expect(kind.steps(resource, observation, away)).toEqual([]);
        expect(kind.verify(resource, observation, away).every(({ ok }) => ok)).toBe(true);
      },
    ));

  it('sees two writers', () =>
    inWorld(secondaryDetached, async (wire) => {
      const observation = await see(wire, away);
      expect(kind.verify(resource, observation, away)).toContainEqual(
        expect.objectContaining({ name: 'matbakh has exactly one writer', ok: false }),
      );
    }));
});

describe('there and back', () => {
  it('comes home by itself after the lost region has returned, and ends where it began', () =>
    inWorld(globalDatabase, async (wire) => {
      const picture = () => ({
        members: wire.world.globalClusters.get('matbakh')?.members,
        names: [home, standby].map((region) => [...regionOf(wire.world, region).dbInstances.keys()]),
        writable: [home, standby].map((region) => clusterOf(wire.world, region).writable),
      });
      const before = structuredClone(picture());
      setRegionCondition(wire.world, home, 'dark');
      await kind.apply?.(await stepIn(wire, 'failover', away), contextOf(wire, away));
      wire.advance(5 * 60_000);
      wire.world.settle();
      expect(picture().writable).toEqual([false, true]);
      setRegionCondition(wire.world, home, 'healthy');
      const waiting = kind.protect?.(resource, await see(wire, reprotect), reprotect) ?? [];
      expect(waiting.map(({ action }) => action)).toEqual(['rejoin']);
      wire.advance(2 * 60_000);
      expect(kind.protect?.(resource, await see(wire, reprotect), reprotect)).toEqual([]);
      const applied = await kind.apply?.(await stepIn(wire, 'switchover', back), contextOf(wire, back));
      expect(applied?.loss?.ms).toBe(0);
      wire.advance(3 * 60_000);
      wire.world.settle();
      expect(picture()).toEqual(before);
    }));

  it('leaves a cluster alone that has left the global database, unless it is told otherwise', () =>
    inWorld(secondaryDetached, async (wire) => {
      const drafts = kind.protect?.(resource, await see(wire, reprotect), reprotect) ?? [];
      expect(drafts.map(({ action, skip }) => [action, skip !== undefined])).toEqual([
        ['set-aside', true],
        ['regroup', true],
        ['replicate', true],
      ]);
      expect(kind.protected?.(resource, await see(wire, reprotect), reprotect)[0]?.ok).toBe(false);
      expect(kind.assess(resource, await see(wire, back), back)).toMatchObject({ state: 'blocked' });
    }));
});
