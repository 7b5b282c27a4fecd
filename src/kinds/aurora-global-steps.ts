import { dbClusterArn, dbInstanceArn, globalClusterArn } from '../aws/arn.ts';
import type { Region } from '../ids.ts';
import type { Call, Goal, StepDraft } from '../plan/plan.ts';
import type { AuroraNames } from './aurora-global-look.ts';

const MINUTE = 60_000;

/** A call of RDS's control plane. */
export function rdsCall(action: string, resource: string, region: Region): Call {
  return { service: 'rds', action, resource, region, plane: 'control' };
}

/** The calls of one look at a region. RDS checks a filtered list against everything there is. */
export function auroraLookCalls(region: Region): readonly Call[] {
  return [
    rdsCall('DescribeGlobalClusters', globalClusterArn({ region }, '*'), region),
    rdsCall('DescribeDBClusters', dbClusterArn({ region }, '*'), region),
    rdsCall('DescribeDBInstances', dbInstanceArn({ region }, '*'), region),
    { service: 'cloudwatch', action: 'GetMetricData', resource: '*', region, plane: 'data' },
  ];
}

/** What switching and failing over need from the config. */
export interface MoveWishes {
  /** The global database, and its cluster in `to`. */
  readonly names: AuroraNames;
  /** The cluster in `from`. */
  readonly former: string;
  readonly goal: Goal;
  /** In ms. */
  readonly expectedMs: number;
}

/** Exchanges the roles without losing anything: Aurora stops the writes, waits until everything has arrived, then promotes. */
export function switchoverStep({ names, former, goal, expectedMs }: MoveWishes): StepDraft {
  const { from, to } = goal;
  const calls = (region: Region, target: Region, cluster: string): readonly Call[] => [
    // The primary's region takes the order, and permission is asked for both.
    rdsCall('SwitchoverGlobalCluster', dbClusterArn({ region: target }, cluster), region),
    rdsCall('SwitchoverGlobalCluster', globalClusterArn({ region }, names.global), region),
  ];
  return {
    action: 'switchover',
    title: `Switch ${names.global} over to ${names.cluster} in ${to}`,
    region: to,
    phase: 'data',
    risk: 'reversible',
    changes: true,
    expectedMs,
    timeoutMs: Math.max(30 * MINUTE, 5 * expectedMs),
    params: { ...names, former, formerRegion: from },
    calls: [...calls(from, to, names.cluster), ...calls(to, from, former), ...auroraLookCalls(to)],
    undo: { title: `Switch ${names.global} back to ${former} in ${from}` },
    repeat: 'safe',
  };
}

/** Makes the secondary the writer without the old one: the point of no return. */
export function failoverStep({ names, goal, expectedMs }: MoveWishes): StepDraft {
  const region = goal.to;
  return {
    action: 'failover',
    title: `Fail ${names.global} over to ${names.cluster} in ${region}, allowing data loss`,
    region,
    phase: 'data',
    risk: 'irreversible',
    changes: true,
    expectedMs,
    timeoutMs: Math.max(30 * MINUTE, 3 * expectedMs),
    params: { ...names },
    calls: [
      rdsCall('FailoverGlobalCluster', dbClusterArn({ region }, names.cluster), region),
      rdsCall('FailoverGlobalCluster', globalClusterArn({ region }, names.global), region),
      ...auroraLookCalls(region),
    ],
    repeat: 'safe',
  };
}

/** Gives a secondary without instances one, since Aurora fails over to instances only. */
export function instanceStep({ names, goal }: MoveWishes, engine: string, size: string): StepDraft {
  const region = goal.to;
  const id = `${names.cluster}-1`;
  const instance = dbInstanceArn({ region }, id);
  return {
    action: 'instance',
    title: `Create ${id}, the first instance of ${names.cluster}`,
    region,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: 8 * MINUTE,
    timeoutMs: 45 * MINUTE,
    params: { ...names, instance: id, engine, class: size },
    calls: [
      rdsCall('CreateDBInstance', instance, region),
      rdsCall('CreateDBInstance', dbClusterArn({ region }, names.cluster), region),
      rdsCall('DeleteDBInstance', instance, region),
      ...auroraLookCalls(region),
    ],
    undo: { title: `Delete ${id}` },
    repeat: 'safe',
  };
}
