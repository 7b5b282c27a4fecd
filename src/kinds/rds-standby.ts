import { formatDuration } from '../format-duration.ts';
import type { Assessment, Call, Goal, StepDraft } from '../plan/plan.ts';
import { dbInstanceArn } from '../aws/arn.ts';
import { valueIn } from './kind.ts';
import type { Check, Observation } from './kind.ts';
import type { RdsDatabase } from './rds-database.ts';
import { instancesIn } from './rds-look.ts';
import type { RdsLook } from './rds-look.ts';
import { resizeSteps } from './rds-resize.ts';
import { situationOf } from './rds-situation.ts';
import type { RdsSituation } from './rds-situation.ts';
import { nextSnapshot } from './rds-snapshot.ts';
import type { RdsSnapshot } from './rds-snapshot.ts';
import { copySteps, restoreStep } from './rds-snapshot-steps.ts';
import { idIn, wayBack, wishesOf } from './rds-spec.ts';
import type { RdsResource } from './rds-spec.ts';
import { conditionOf } from './rds-status.ts';
import { drainStep, promoteStep, replicateStep, setAsideStep, startStep } from './rds-steps.ts';
import type { RdsOrigin } from './rds-steps.ts';
import { warningsOf } from './rds-summary.ts';

type Unprotected = Extract<RdsSituation, { is: 'unprotected' }>;

/** A snapshot that is older stands by for too much to be lost: a new one is taken. */
const FRESH_MS = 24 * 60 * 60_000;

/** Frees the name in `to` and builds a replica of the writer in `from` under it. */
function replicaSteps(resource: RdsResource, { writer, old }: Unprotected, goal: Goal): readonly StepDraft[] {
  const wishes = wishesOf(resource, goal);
  return [...asideSteps(resource, old, goal), replicateStep(wishes, writer, old)];
}

function asideSteps(resource: RdsResource, old: RdsDatabase | undefined, goal: Goal): readonly StepDraft[] {
  if (old === undefined) return [];
  const wishes = wishesOf(resource, goal);
  const start = conditionOf(old.status) === 'stopped' ? [startStep(wishes, old)] : [];
  return [...start, setAsideStep(wishes, old)];
}

/** Everything that makes `to` the primary where nothing in it follows the writer in `from` yet. */
export function returnSteps(
  resource: RdsResource,
  situation: Unprotected,
  { observation, goal }: { readonly observation: Observation<RdsLook>; readonly goal: Goal },
): readonly StepDraft[] {
  const wishes = wishesOf(resource, goal);
  if (resource.spec.rebuild === 'replica')
    return [...replicaSteps(resource, situation, goal), drainStep(wishes), promoteStep(wishes)];
  const { writer, old } = situation;
  const snapshot = nextSnapshot(writer.id, snapshotsOf(writer, observation));
  // After the fence, so that nothing is written that the snapshot does not have.
  const road = { origin: writer, old, snapshot, phase: 'data' } as const;
  return [...asideSteps(resource, old, goal), ...copySteps(wishes, road), restoreStep(wishes, road)];
}

/** What makes `goal.from` stand by behind `goal.to`, which is active. */
export function protectSteps(
  resource: RdsResource,
  observation: Observation<RdsLook>,
  goal: Goal,
): readonly StepDraft[] {
  const way = wayBack(goal);
  const situation = standbyOf(resource, observation, goal);
  if (situation.is === 'replica') return shrinkSteps(resource, situation.replica, goal);
  if (situation.is !== 'unprotected') return [];
  if (resource.spec.rebuild === 'replica') return replicaSteps(resource, situation, way);
  const { writer: origin, old } = situation;
  if (freshCopy(origin, observation, goal) !== undefined) return [];
  const snapshot = nextSnapshot(origin.id, snapshotsOf(origin, observation));
  return copySteps(wishesOf(resource, way), { origin, old, snapshot, phase: 'prepare' });
}

function shrinkSteps(resource: RdsResource, replica: RdsDatabase, goal: Goal): readonly StepDraft[] {
  const wanted = resource.spec.class?.standby;
  return resizeSteps(replica, { wanted, region: goal.from, phase: 'prepare' });
}

/** How the standby stands behind the region that is active. */
export function assessStandby(
  resource: RdsResource,
  observation: Observation<RdsLook>,
  goal: Goal,
): Assessment {
  const situation = standbyOf(resource, observation, goal);
  switch (situation.is) {
    case 'blocked': {
      const problems = [{ ...situation.problem, resource: resource.id }];
      return { state: 'blocked', summary: situation.problem.message, problems };
    }
    case 'primary': {
      const message = `${idIn(resource, goal.to) ?? resource.id} in ${goal.to} is not known to accept writes, so nothing can be built behind it.`;
      const problem = {
        code: 'RESOURCE_NOT_READY',
        message,
        resource: resource.id,
        region: goal.to,
      } as const;
      return { state: 'blocked', summary: message, problems: [problem] };
    }
    case 'replica': {
      const { replica } = situation;
      const ms = replica.lag?.ms;
      const behind = ms === undefined ? 'its lag is unknown' : `${formatDuration(ms)} behind`;
      const summary = `${replica.id} in ${goal.from} stands by, ${behind}`;
      const shrinks = shrinkSteps(resource, replica, goal).length > 0;
      if (!shrinks) return { state: 'done', summary };
      return {
        state: 'ready',
        summary: `${summary}; it is a ${replica.settings.class ?? 'database'} as yet`,
      };
    }
    case 'unprotected': {
      const { writer } = situation;
      const ready =
        resource.spec.rebuild === 'snapshot' && freshCopy(writer, observation, goal) !== undefined;
      if (ready) return { state: 'done', summary: `${goal.from} holds a fresh snapshot of ${writer.id}` };
      const what = resource.spec.rebuild === 'snapshot' ? 'a copy of a snapshot' : 'a replica';
      const summary = `${writer.id} in ${goal.to} has no standby in ${goal.from}: ${what} is made`;
      const notes = resource.spec.rebuild === 'snapshot' ? [] : warningsOf(situation);
      return { state: 'ready', summary, notes };
    }
  }
}

/** Whether `goal.from` stands by behind `goal.to`. */
export function standbyChecks(
  resource: RdsResource,
  observation: Observation<RdsLook>,
  goal: Goal,
): readonly Check[] {
  const id = idIn(resource, goal.from);
  if (id === undefined) return [];
  const situation = standbyOf(resource, observation, goal);
  if (resource.spec.rebuild === 'snapshot' && situation.is === 'unprotected') {
    const copy = freshCopy(situation.writer, observation, goal);
    return [
      {
        name: `${goal.from} holds a snapshot of ${situation.writer.id}`,
        ok: copy !== undefined,
        expected: 'an available copy of the last 24 hours',
        found: copy?.id ?? 'none',
      },
    ];
  }
  const seen = valueIn(instancesIn(observation), goal.from);
  const wanted = resource.spec.class?.standby;
  const origin = `a replica of ${idIn(resource, goal.to) ?? resource.id} in ${goal.to}`;
  const { status, source, settings } = seen ?? {};
  const found = `${status ?? ''}, ${source ?? 'no replication source'}`;
  return [
    {
      name: `${id} stands by in ${goal.from}`,
      ok: situation.is === 'replica' && (wanted === undefined || settings?.class === wanted),
      expected: wanted === undefined ? origin : `${origin}, ${wanted}`,
      found:
        seen === undefined
          ? 'not there'
          : wanted === undefined
            ? found
            : `${found}, ${settings?.class ?? 'no class'}`,
    },
  ];
}

/** Every call of building the other side anew, towards `goal.to`; with `whole` those of going there as well. */
export function rebuildCalls(resource: RdsResource, goal: Goal, whole: boolean): readonly Call[] {
  const id = idIn(resource, goal.from);
  if (id === undefined || idIn(resource, goal.to) === undefined) return [];
  const wishes = wishesOf(resource, goal);
  const origin: RdsOrigin = {
    id,
    arn: dbInstanceArn({ region: goal.from }, id),
    encrypted: false,
    settings: {},
  };
  const stale = { resourceId: '*' };
  const aside = [startStep(wishes, stale), setAsideStep(wishes, stale)];
  const road = { origin, old: undefined, snapshot: '*', phase: 'data' } as const;
  const steps =
    resource.spec.rebuild === 'replica'
      ? [...aside, replicateStep(wishes, origin, undefined)]
      : [...(whole ? [...aside, restoreStep(wishes, road)] : []), ...copySteps(wishes, road)];
  return steps.flatMap(({ calls }) => calls);
}

function standbyOf(resource: RdsResource, observation: Observation<RdsLook>, goal: Goal): RdsSituation {
  const id = idIn(resource, goal.from);
  if (id !== undefined)
    return situationOf({ id, rebuild: resource.spec.rebuild }, instancesIn(observation), wayBack(goal));
  const message = `${resource.id} names no instance in ${goal.from}.`;
  return { is: 'blocked', problem: { code: 'RESOURCE_MISSING', message, region: goal.from } };
}

function snapshotsOf(writer: RdsDatabase, { places }: Observation<RdsLook>): readonly RdsSnapshot[] {
  return Object.values(places)
    .flatMap((seen) => (seen.state === 'seen' ? (seen.value.snapshots ?? []) : []))
    .filter(({ instance }) => instance === writer.id);
}

function freshCopy(
  writer: RdsDatabase,
  observation: Observation<RdsLook>,
  goal: Goal,
): RdsSnapshot | undefined {
  return valueIn(observation, goal.from)?.snapshots?.find(
    ({ resourceId, status, takenAt }) =>
      status === 'available' &&
      resourceId === writer.resourceId &&
      observation.at - (takenAt ?? 0) < FRESH_MS,
  );
}
