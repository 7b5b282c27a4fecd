import { formatDuration } from '../format-duration.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Assessment, Call, Goal, Note, StepDraft } from '../plan/plan.ts';
import { addInstance, failOver, removeInstance, switchBack, switchOver } from './aurora-global-changes.ts';
import { checksOf, standbyChecks } from './aurora-global-checks.ts';
import { isBetweenRegions } from './aurora-global-lag.ts';
import { lookAtAurora } from './aurora-global-look.ts';
import type { AuroraSide } from './aurora-global-look.ts';
import { asideStep, rebuildSteps, regroupStep, replicateStep } from './aurora-global-rebuild.ts';
import type { RebuildWishes } from './aurora-global-rebuild.ts';
import { regroup, removeSecondary, replicate, setAside, takeBack, ungroup } from './aurora-global-replace.ts';
import { settledAurora, undoneAurora } from './aurora-global-settled.ts';
import { situationOf } from './aurora-global-situation.ts';
import type { AuroraSituation } from './aurora-global-situation.ts';
import { auroraRegional, auroraSpec, namesIn } from './aurora-global-spec.ts';
import type { AuroraRegional, AuroraResource, AuroraSpec } from './aurora-global-spec.ts';
import { auroraLookCalls, failoverStep, instanceStep, switchoverStep } from './aurora-global-steps.ts';
import type { MoveWishes } from './aurora-global-steps.ts';
import { clusterHoldings } from './aurora-global-cost.ts';
import { defineKind, valueIn } from './kind.ts';
import type { Observation } from './kind.ts';

/** Aurora global databases. */
export const auroraGlobal = defineKind<AuroraSpec, AuroraRegional, AuroraSide>({
  name: 'aurora-global',
  role: 'data',
  health: 'database',
  summary:
    'Switches or fails an Aurora global database over to its cluster in the region being activated, and brings the standby back behind it.',
  notes: [
    'Planned: `SwitchoverGlobalCluster`, called in the region of the current writer. Aurora stops the writes itself, waits until everything has arrived, and exchanges the roles: nothing is lost, and it can be taken back. Both clusters must run the same version.',
    'Unplanned: `FailoverGlobalCluster` with `AllowDataLoss`, called in the region being activated: nothing of the lost region is needed. It cannot be taken back, and what had not arrived is lost. The loss is read right before the call from `AuroraGlobalDBRPOLag`, else `AuroraGlobalDBReplicationLag`; `AuroraReplicaLagMaximum` and `ReplicaLag` are shown where those are silent, but say nothing about the way between the regions, so the loss is unknown then.',
    'Aurora fences the old writer as well as it can, which is no proof: an application that reaches it by its own address may write for a moment longer. Use the global writer endpoint (output `globalEndpoint`), which follows the writer, and check with `sql-check`.',
    'When the lost region is back, Aurora builds its cluster anew as a secondary, which takes from minutes to hours; `reprotect` waits for it. Before that it tries to keep what was lost in a snapshot called `rds:unplanned-global-failover-*`, which is deleted with the backups: copy it if it is needed.',
    'A cluster that was detached by hand accepts writes and counts as failed over. `reprotect` then makes a new global database around it; the old cluster, which holds the names, is renamed and kept, if `rebuild: replace` allows that. Nothing is deleted.',
    'A secondary without instances gets one first, since Aurora fails over to instances only. That takes minutes and needs capacity: keep one running.',
  ],
  example: [
    'kind: aurora-global',
    'globalCluster: matbakh',
    'eu-central-1: matbakh-eu-central-1',
    'eu-west-1: matbakh-eu-west-1',
  ].join('\n'),
  spec: auroraSpec,
  regional: auroraRegional,
  regionalNeeded: 'every',
  places: ['regions'],
  holdings: clusterHoldings,
  outputNames: ['endpoint', 'readerEndpoint', 'port', 'globalEndpoint'],
  observe: async (resources, place, context) => {
    const named = resources.flatMap((resource) => {
      const names = namesIn(resource, place);
      return names === undefined ? [] : [{ id: resource.id, names }];
    });
    // The steps prove themselves by roles and statuses: the lag need not be looked up time and again.
    const withLag = context.waiting === undefined;
    const sides = await lookAtAurora(
      named.map(({ names }) => names),
      place,
      { context, withLag },
    );
    return new Map(
      named.flatMap(({ id }, index): [ResourceId, AuroraSide][] => {
        const side = sides[index];
        return side?.cluster === undefined && side?.global === undefined ? [] : [[id, side]];
      }),
    );
  },
  reads: (_resource, place) => auroraLookCalls(place),
  changes: (resource, goal) => moveCalls(resource, goal),
  rebuilds: (resource, goal) => rebuildCalls(resource, goal),
  assess: (resource, observation, goal) => {
    const situation = situationIn(resource, observation, goal);
    if (situation.is === 'blocked')
      return {
        state: 'blocked',
        summary: situation.problem.message,
        problems: [{ ...situation.problem, resource: resource.id }],
      };
    return summaryOf(situation, goal);
  },
  steps: (resource, observation, goal) => {
    const situation = situationIn(resource, observation, goal);
    return situation.is === 'blocked' || situation.is === 'primary' ? [] : stepsIn(situation, resource, goal);
  },
  protect: (resource, observation, goal) => {
    const writer = valueIn(observation, goal.to);
    const wishes = rebuildWishes(resource, { region: goal.from, writerRegion: goal.to });
    if (writer === undefined || wishes === undefined || observation.places[goal.from]?.state === 'failed')
      return [];
    return rebuildSteps(wishes, valueIn(observation, goal.from) ?? {}, writer);
  },
  protected: (resource, observation, goal) => standbyChecks(namesIn(resource, goal.from), observation, goal),
  apply: async (step, context) => {
    switch (step.action) {
      case 'switchover':
        return switchOver(step, context);
      case 'failover':
        return failOver(step, context);
      case 'instance':
        return addInstance(step, context);
      case 'set-aside':
        return setAside(step, context);
      case 'regroup':
        return regroup(step, context);
      case 'replicate':
        return replicate(step, context);
      default:
        return {};
    }
  },
  undo: async (step, context) => {
    switch (step.action) {
      case 'switchover':
        return switchBack(step, context);
      case 'instance':
        return removeInstance(step, context);
      case 'set-aside':
        return takeBack(step, context);
      case 'regroup':
        return ungroup(step, context);
      case 'replicate':
        return removeSecondary(step, context);
      default:
        return {};
    }
  },
  inCode: ({ action }) =>
    ({
      switchover: '`aws_rds_cluster`: ignore `replication_source_identifier`, since the writer has moved.',
      failover: '`aws_rds_cluster`: ignore `replication_source_identifier`, since the writer has moved.',
      'set-aside': '`aws_rds_cluster`: take the renamed cluster out of the state; another one has its name.',
      regroup: '`aws_rds_global_cluster`: import it again, it was made anew.',
      replicate: '`aws_rds_cluster`, `aws_rds_cluster_instance`: import those that were built anew.',
      instance: '`aws_rds_cluster_instance`: import the new instance.',
    })[action],
  settled: settledAurora,
  undone: undoneAurora,
  verify: (resource, observation, goal) => checksOf(namesIn(resource, goal.to), observation, goal),
  outputs: (_resource, observation, region) => {
    const { cluster, global } = valueIn(observation, region) ?? {};
    return {
      endpoint: cluster?.endpoint,
      readerEndpoint: cluster?.readerEndpoint,
      port: cluster?.port?.toString(),
      globalEndpoint: global?.endpoint,
    };
  },
});

function situationIn(
  resource: AuroraResource,
  observation: Observation<AuroraSide>,
  goal: Goal,
): AuroraSituation {
  const names = namesIn(resource, goal.to);
  const mayReplace = resource.spec.rebuild === 'replace';
  if (names !== undefined) return situationOf(names, observation, { goal, mayReplace });
  const message = `${resource.id} names no cluster in ${goal.to}.`;
  return { is: 'blocked', problem: { code: 'RESOURCE_MISSING', message, region: goal.to } };
}

function summaryOf(situation: Exclude<AuroraSituation, { is: 'blocked' }>, goal: Goal): Assessment {
  const warning = (message: string): Note => ({ level: 'warning', message });
  switch (situation.is) {
    case 'primary':
      return {
        state: 'done',
        summary: `${situation.cluster.id} in ${goal.to} accepts writes`,
        notes: situation.warnings.map(warning),
      };
    case 'unprotected':
      return {
        state: 'ready',
        summary: `${situation.writer.cluster?.id ?? ''} in ${goal.from} has no secondary in ${goal.to}: one is built first`,
      };
    case 'secondary': {
      const { cluster, side, warnings } = situation;
      const lag = side.lag ?? { ms: undefined, source: 'AuroraGlobalDBRPOLag: not measured' };
      const behind = lag.ms === undefined ? 'its lag is unknown' : `${formatDuration(lag.ms)} behind`;
      const inside =
        lag.ms === undefined || isBetweenRegions(lag.source)
          ? []
          : [
              `${cluster.id}: only ${lag.source} has an answer, which says nothing about the lag between regions.`,
            ];
      return {
        state: 'ready',
        summary: `${cluster.id} (${cluster.engine} ${cluster.version}) is ${cluster.status}, ${behind} (${lag.source})`,
        lag,
        notes: [...warnings, ...inside].map(warning),
      };
    }
  }
}

function moveWishes(resource: AuroraResource, goal: Goal): MoveWishes | undefined {
  const names = namesIn(resource, goal.to);
  const former = namesIn(resource, goal.from)?.cluster;
  if (names === undefined || former === undefined) return undefined;
  const { switchoverTime, failoverTime } = resource.spec;
  return { names, former, goal, expectedMs: goal.mode === 'planned' ? switchoverTime : failoverTime };
}

function rebuildWishes(
  resource: AuroraResource,
  { region, writerRegion }: { readonly region: Region; readonly writerRegion: Region },
): RebuildWishes | undefined {
  const names = namesIn(resource, region);
  if (names === undefined) return undefined;
  const mayReplace = resource.spec.rebuild === 'replace';
  return { names, region, writerRegion, settings: resource.regional[region] ?? {}, mayReplace };
}

function stepsIn(
  situation: Extract<AuroraSituation, { is: 'secondary' | 'unprotected' }>,
  resource: AuroraResource,
  goal: Goal,
): readonly StepDraft[] {
  const wishes = moveWishes(resource, goal);
  if (wishes === undefined) return [];
  const move = goal.mode === 'planned' ? switchoverStep(wishes) : failoverStep(wishes);
  if (situation.is === 'secondary') {
    const { cluster } = situation;
    if (cluster.instances.length > 0) return [move];
    const size = resource.regional[goal.to]?.class ?? 'db.r6g.large';
    return [instanceStep(wishes, cluster.engine, size), move];
  }
  const rebuild = rebuildWishes(resource, { region: goal.to, writerRegion: goal.from });
  return rebuild === undefined ? [] : [...rebuildSteps(rebuild, situation.to, situation.writer), move];
}

function moveCalls(resource: AuroraResource, goal: Goal): readonly Call[] {
  const wishes = moveWishes(resource, goal);
  if (wishes === undefined) return [];
  const move = goal.mode === 'planned' ? switchoverStep(wishes) : failoverStep(wishes);
  return [move, instanceStep(wishes, '', '')].flatMap(({ calls }) => calls);
}

/** Only where the active side is known to be the truth: on the way home, and to build the standby again. */
function rebuildCalls(resource: AuroraResource, { from, to, mode, operation }: Goal): readonly Call[] {
  if (mode === 'unplanned' && operation !== 'reprotect') return [];
  const [region, writerRegion] = operation === 'reprotect' ? [from, to] : [to, from];
  const wishes = rebuildWishes(resource, { region, writerRegion });
  const writer = namesIn(resource, writerRegion)?.cluster;
  if (wishes === undefined || writer === undefined) return [];
  const like = { engine: '', version: '', encrypted: false, settings: {}, instances: [] };
  const any = { resourceId: '*', instances: [{ id: `${wishes.names.cluster}*`, status: '' }] };
  return [
    ...(wishes.mayReplace ? [asideStep(wishes, any, true)] : []),
    regroupStep(wishes, { id: writer }),
    replicateStep(wishes, { ...like, instances: any.instances }, undefined),
  ]
    .flatMap(({ calls }) => calls)
    .flatMap((call) => [call, ...anyInstance(call, wishes.names.cluster)]);
}

/** The instances of a secondary are called after it, with an ending that is not known beforehand. */
function anyInstance(call: Call, cluster: string): readonly Call[] {
  const resource = call.resource.replace(new RegExp(`:db:${cluster}-1$`), `:db:${cluster}*`);
  return resource === call.resource ? [] : [{ ...call, resource }];
}
