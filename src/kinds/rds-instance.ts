import type { Call, Goal, Note, Step, StepDraft } from '../plan/plan.ts';
import { databaseHoldings } from './rds-cost.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { ApplyContext, Applied, Observation } from './kind.ts';
import { leftoverNotes } from './rds-aside.ts';
import {
  deleteReplica,
  fence,
  promote,
  replicate,
  setAside,
  setMultiAz,
  takeBack,
  unfence,
} from './rds-changes.ts';
import { isWriter } from './rds-database.ts';
import type { RdsDatabase } from './rds-database.ts';
import { instancesIn, observeDatabases } from './rds-look.ts';
import type { RdsLook } from './rds-look.ts';
import { settledRds, undoneRds } from './rds-settled.ts';
import { classNotes, resize, resizeBack, resizeCalls, resizeSteps } from './rds-resize.ts';
import { situationOf } from './rds-situation.ts';
import type { RdsSituation } from './rds-situation.ts';
import {
  copySnapshot,
  deleteSnapshot,
  isSnapshotStep,
  restoreSnapshot,
  snapshotSettled,
  takeSnapshot,
} from './rds-snapshot.ts';
import { snapshotLookCall } from './rds-snapshot-steps.ts';
import { idIn, rdsRegional, rdsSpec, wayBack, wishesOf } from './rds-spec.ts';
import type { RdsRegional, RdsResource, RdsSpec } from './rds-spec.ts';
import { assessStandby, protectSteps, rebuildCalls, returnSteps, standbyChecks } from './rds-standby.ts';
import { conditionOf, vitalOf } from './rds-status.ts';
import { drainStep, fenceStep, lookCalls, multiAzStep, promoteStep } from './rds-steps.ts';
import { summaryOf, warningsOf } from './rds-summary.ts';
import { textParam } from './step-params.ts';

/** RDS instances with a cross-region read replica. */
export const rdsInstance = defineKind<RdsSpec, RdsRegional, RdsLook>({
  name: 'rds-instance',
  role: 'data',
  health: 'database',
  vitals: (_resource, observation, region) => vitalOf(valueIn(observation, region)),
  summary:
    'Promotes the cross-region read replica of an RDS instance, and builds the replica anew for the way back.',
  notes: [
    'A promotion cannot be undone: afterwards there are two instances of their own. It is proven by the replication source having vanished; the status alone reads `available` before the promotion has begun, too.',
    'Data that had not reached the replica when it was promoted is lost. The lag is read from CloudWatch (`ReplicaLag`) right before the call and reported as the loss; without data points it is reported as unknown, never as zero. Once the region of the source is down the lag grows as time passes, and no more is lost for that: what counts is the lag right before. Whatever a replica fell behind within the last minute or two before cannot be told from that growth.',
    'Failback is the same plan with the regions exchanged, in planned mode: the old primary is renamed (its data is kept), a replica of the instance that is active now takes its name, catches up while writes go on, and is promoted when they have been stopped. Building the replica takes from half an hour to hours.',
    'A reprotect does the first half of that beforehand: it renames the old primary and builds the replica. A failback then finds the replica and has only to drain and to promote it. An old primary that `fence: stop` has stopped is started first, since a stopped instance cannot be renamed.',
    'Where no cross-region replica can be had (backups are off, the engine has none), `rebuild: snapshot` goes another way. A reprotect copies a snapshot of the active instance to the other region, which is as old as the last reprotect. A failback stops writes, takes a snapshot, copies it and restores from it: nothing is lost, but nobody writes for as long as that takes, which is an hour or more.',
    'Instances that were set aside are never deleted. The plan lists them, with their size, for as long as they are there: they are paid for.',
    'A PostgreSQL replica of an instance that nobody writes to reports up to five minutes of lag, since it measures the age of the last transaction. The drain of an idle database may take as long: it ends when a point of the metric proves that the replica has replayed past the end of writes.',
    'RDS does not stop an instance that has a replica, so `fence: stop` takes effect after the promotion. RDS starts a stopped instance again after seven days.',
    '`class: { active: db.r6g.large, standby: db.t3.medium }` is for a standby that is smaller than what it stands by for. A planned run enlarges the replica before writes stop, while the other region serves, so that nobody waits for it. **In an unplanned failover it comes between the promotion and the traffic and is added to the RTO: about eight minutes**, twice that with a second zone; AWS names no time, only that there is [downtime](https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html), since the instance moves to another host and starts there. Where that is too long, leave `class` out: each side keeps the class that it has, and you enlarge the promoted instance when few people are there. A new class that fails there, or takes longer than half an hour, does not stop the run: the report says that the instance is still small. A way back that builds the instance of its home anew gives it the class of `active` at once.',
    'A reprotect gives the standby the class of `standby`, when it builds it or to the replica that is there. What stands by with less memory must be able to follow: PostgreSQL stops replaying where `max_connections` is [lower than at the source](https://www.postgresql.org/docs/current/hot-standby.html), and the default of RDS goes with the memory, so give both sides a parameter group with the same number.',
    'A replica that is built anew is Multi-AZ where the instance that it replaces was. `multiAz: true` adds the other zone after traffic has moved instead, since that takes long.',
  ],
  example: ['kind: rds-instance', 'eu-west-1: orders-prod', 'eu-west-2: orders-prod-replica'].join('\n'),
  spec: rdsSpec,
  regional: rdsRegional,
  regionalNeeded: 'every',
  places: ['regions'],
  holdings: databaseHoldings,
  outputNames: ['endpoint', 'port'],
  observe: observeDatabases,
  reads: ({ spec }, place) => [
    ...lookCalls(place),
    ...(spec.rebuild === 'snapshot' ? [snapshotLookCall(place)] : []),
  ],
  changes: possibleCalls,
  // Only a planned switchover builds the other side anew.
  rebuilds: (resource, goal) =>
    goal.mode === 'planned' && goal.operation !== 'reprotect' ? rebuildCalls(resource, goal, true) : [],
  assess: (resource, observation, goal) => {
    const leftovers = asideNotes(observation);
    if (goal.operation === 'reprotect') {
      const standby = assessStandby(resource, observation, goal);
      return { ...standby, notes: [...(standby.notes ?? []), ...leftovers] };
    }
    const situation = situationIn(resource, instancesIn(observation), goal);
    if (situation.is === 'blocked')
      return {
        state: 'blocked',
        summary: situation.problem.message,
        problems: [{ ...situation.problem, resource: resource.id }],
      };
    const notes = [
      ...warningsOf(situation),
      ...classNotes(resource.spec, situation, goal),
      ...fenceNotes(resource, instancesIn(observation), goal),
    ];
    return { ...summaryOf(situation, goal, resource.spec.class?.active), notes: [...notes, ...leftovers] };
  },
  steps: (resource, observation, goal) => {
    const situation = situationIn(resource, instancesIn(observation), goal);
    return situation.is === 'blocked' ? [] : stepsIn(situation, resource, { observation, goal });
  },
  protect: protectSteps,
  protected: standbyChecks,
  apply: changeDatabase,
  undo: restoreDatabase,
  inCode: ({ action }) =>
    ({
      promote: '`aws_db_instance`: remove `replicate_source_db`, since it is no replica any more.',
      'set-aside': '`aws_db_instance`: take the renamed instance out of the state; another one has its name.',
      replicate: '`aws_db_instance`: import the new replica and name its source in `replicate_source_db`.',
      restore: '`aws_db_instance`: import the restored instance; it has no `replicate_source_db`.',
      'multi-az': '`aws_db_instance`: say `multi_az = true`.',
      resize: '`aws_db_instance`: ignore `instance_class`, which goes with the part of the region.',
    })[action],
  settled: (step, observation) => {
    if (!isSnapshotStep(step)) return settledRds(step, instancesIn(observation));
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
    return snapshotSettled(step, valueIn(observation, step.region)?.snapshots ?? []);
  },
  undone: (step, observation) => {
    if (!isSnapshotStep(step)) return undoneRds(step, instancesIn(observation));
    const gone = snapshotSettled(step, valueIn(observation, step.region)?.snapshots ?? []);
    const there = seenIn(observation, step.region).state === 'failed' || gone.state !== 'not-begun';
    return { state: there ? 'pending' : 'done', note: there ? 'still there' : 'deleted' };
  },
  verify: (resource, observation, goal) => {
    const seen = seenIn(instancesIn(observation), goal.to);
    const name = `${idIn(resource, goal.to) ?? resource.id} accepts writes in ${goal.to}`;
    const expected = 'available, no replication source, an endpoint';
    if (seen.state !== 'seen')
      return [
        {
          name,
          ok: false,
          expected,
          found: seen.state === 'absent' ? 'does not exist' : seen.problem.message,
        },
      ];
    const { status, source, endpoint } = seen.value;
    const ok = conditionOf(status) === 'usable' && source === undefined && endpoint !== undefined;
    return [
      {
        name,
        ok,
        expected,
        found: `${status}, ${source === undefined ? 'no replication source' : `replicates from ${source}`}, ${endpoint ?? 'no endpoint'}`,
      },
    ];
  },
  writes: (_resource, observation, region) => {
    const database = valueIn(instancesIn(observation), region);
    if (database === undefined || !isWriter(database)) return 'refuses';
    // Nobody can write who is not connected. The metric is some minutes old, so connections that it shows may be gone by now.
    return database.connections === 0 ? 'accepts' : 'unknown';
  },
  outputs: (_resource, observation, region) => {
    const database = valueIn(instancesIn(observation), region);
    return { endpoint: database?.endpoint, port: database?.port?.toString() };
  },
});

async function changeDatabase(step: Step, context: ApplyContext): Promise<Applied> {
  switch (step.action) {
    case 'promote':
      return promote(step, context);
    case 'start':
      return unfence(step, context);
    case 'set-aside':
      return setAside(step, context);
    case 'replicate':
      return replicate(step, context);
    case 'snapshot':
      return takeSnapshot(step, context);
    case 'copy-snapshot':
      return copySnapshot(step, context);
    case 'restore':
      return restoreSnapshot(step, context);
    case 'fence':
      return fence(step, context);
    case 'multi-az':
      return setMultiAz(true, step, context);
    case 'resize':
      return resize(textParam(step, 'class'), step, context);
    default:
      return {};
  }
}

async function restoreDatabase(step: Step, context: ApplyContext): Promise<Applied> {
  switch (step.action) {
    case 'start':
      return fence(step, context);
    case 'set-aside':
      return takeBack(step, context);
    case 'replicate':
      return deleteReplica(step, context);
    case 'snapshot':
    case 'copy-snapshot':
      return deleteSnapshot(step, context);
    case 'fence':
      return unfence(step, context);
    case 'multi-az':
      return setMultiAz(false, step, context);
    case 'resize':
      return resizeBack(step, context);
    default:
      return {};
  }
}

function situationIn(resource: RdsResource, observation: Observation<RdsDatabase>, goal: Goal): RdsSituation {
  const id = idIn(resource, goal.to);
  if (id !== undefined) return situationOf({ id, rebuild: resource.spec.rebuild }, observation, goal);
  const message = `${resource.id} names no instance in ${goal.to}.`;
  return { is: 'blocked', problem: { code: 'RESOURCE_MISSING', message, region: goal.to } };
}

/** The calls of promoting, with what the config asks for beside it; of a reprotect, those of building the standby. */
function possibleCalls(resource: RdsResource, goal: Goal): readonly Call[] {
  const wishes = wishesOf(resource, goal);
  const { active, standby } = resource.spec.class ?? {};
  const fromId = idIn(resource, goal.from);
  if (goal.operation === 'reprotect') {
    const resized = standby === undefined || fromId === undefined ? [] : resizeCalls(fromId, goal.from);
    return [...rebuildCalls(resource, wayBack(goal), false), ...resized];
  }
  const stops = goal.mode === 'unplanned' && resource.spec.fence === 'stop' && fromId !== undefined;
  const steps = [
    promoteStep(wishes),
    ...(resource.spec.multiAz === true ? [multiAzStep(wishes)] : []),
    ...(stops ? [fenceStep(fromId, wishes)] : []),
  ];
  const resized = active === undefined ? [] : resizeCalls(wishes.id, goal.to);
  return [...steps.flatMap(({ calls }) => calls), ...resized];
}

function asideNotes({ places }: Observation<RdsLook>): readonly Note[] {
  return Object.entries(places).flatMap(([region, seen]) =>
    seen.state === 'seen' ? leftoverNotes(seen.value.leftovers ?? [], region) : [],
  );
}

function fenceNotes(
  resource: RdsResource,
  observation: Observation<RdsDatabase>,
  goal: Goal,
): readonly Note[] {
  const from = valueIn(observation, goal.from);
  if (goal.mode === 'planned' || resource.spec.fence === 'stop' || from === undefined || !isWriter(from))
    return [];
  return [
    {
      level: 'info',
      message: `${from.id} in ${goal.from} goes on accepting writes after the promotion; \`fence: stop\` would stop it.`,
    },
  ];
}

function stepsIn(
  situation: Exclude<RdsSituation, { is: 'blocked' }>,
  resource: RdsResource,
  { observation, goal }: { observation: Observation<RdsLook>; goal: Goal },
): readonly StepDraft[] {
  const wishes = wishesOf(resource, goal);
  const to = valueIn(instancesIn(observation), goal.to);
  const zones =
    resource.spec.multiAz === true && (situation.is !== 'primary' || to?.multiAz === false)
      ? [multiAzStep(wishes)]
      : [];
  switch (situation.is) {
    case 'primary':
      return [
        ...resizeSteps(situation.primary, { wanted: wishes.class, region: goal.to, phase: 'data' }),
        ...zones,
      ];
    case 'unprotected':
      return [...returnSteps(resource, situation, { observation, goal }), ...zones];
    case 'replica': {
      const phase = goal.mode === 'planned' ? 'prepare' : 'data';
      const resized = resizeSteps(situation.replica, { wanted: wishes.class, region: goal.to, phase });
      // It restarts for that, so it does while writes go on elsewhere; in an emergency being able to write comes first.
      if (goal.mode === 'planned') return [...resized, drainStep(wishes), promoteStep(wishes), ...zones];
      const fromId = idIn(resource, goal.from);
      const stop = resource.spec.fence === 'stop' && fromId !== undefined ? [fenceStep(fromId, wishes)] : [];
      // Nothing waits for the fence.
      const then = (steps: readonly StepDraft[], action: string): readonly StepDraft[] =>
        stop.length === 0 ? steps : steps.map((step) => ({ ...step, after: [action] }));
      return [
        promoteStep(wishes),
        ...stop,
        ...then(resized, 'promote'),
        ...then(zones, resized.length === 0 ? 'promote' : 'resize'),
      ];
    }
  }
}
