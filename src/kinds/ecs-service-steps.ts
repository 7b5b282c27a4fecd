import type { Region } from '../ids.ts';
import { servesBoth } from '../plan/plan.ts';
import type { Goal, Read, StepDraft } from '../plan/plan.ts';
import type { DeployLook } from './ecs-service-deploy.ts';
import { isStable } from './ecs-service-look.ts';
import type { Limits, ServiceLook } from './ecs-service-look.ts';
import { changeCalls, restartReads, servicesIn } from './ecs-service-spec.ts';
import type { EcsSpec, Services } from './ecs-service-spec.ts';
import { valueIn } from './kind.ts';
import type { Observation } from './kind.ts';

/** What is seen of the services in one region, by name. */
export type ServicesSeen = Readonly<Record<string, ServiceLook & DeployLook>>;

/** What a step on one service carries. */
export interface EcsParams {
  readonly role: 'scale' | 'fence' | 'serve' | 'release' | 'standby';
  readonly cluster: string;
  readonly service: string;
  /** Tasks to ask for; null where only the bounds change. */
  readonly desired: number | null;
  /** Tasks that were asked for before. */
  readonly former: number;
  /** Tasks from which on a raised service is up: autoscaling may have lowered what it had beyond that. */
  readonly enough: number;
  readonly limits: Limits | null;
  readonly formerLimits: Limits | null;
  /** Whether new tasks are to replace those that run. */
  readonly force: boolean;
  /** The PRIMARY deployment when the plan was made. */
  readonly deployment: string;
}

type Situation = Pick<EcsParams, 'cluster' | 'service'> & {
  readonly look: ServiceLook | undefined;
  readonly region: Region;
};

/** Raising the services in `to`, and replacing the tasks that ran there with the old secrets. */
export function scaleSteps(
  resource: Services,
  observation: Observation<ServicesSeen>,
  goal: Goal,
): readonly StepDraft[] {
  const restarts = resource.spec.restart !== false && !hasMoved(resource, observation, goal);
  return situations(resource, observation, goal.to).flatMap(({ look, ...at }): StepDraft[] => {
    if (look === undefined) return [];
    const { active } = resource.spec.tasks;
    const limits = limitsFor(resource.spec, look.limits, { role: 'active', goal });
    const ran = look.desired > 0 || look.running > 0;
    // A deployment that has failed starts no tasks any more; only a new one does.
    const force = (restarts && ran) || look.primary?.rolloutState === 'FAILED';
    const desired = Math.max(active, look.desired);
    const up = look.desired >= active && look.running >= active && isStable(look);
    if (up && !force && (limits === null || reachesLimits(look.limits, limits, 'scale'))) return [];
    const what = force && look.desired >= desired ? 'Replace the tasks of' : 'Scale';
    return [
      {
        ...draft(resource, { look, ...at }, { role: 'scale', desired, enough: active, limits, force }),
        title: `${what} ${at.service} in ${at.region}${what === 'Scale' ? ` to ${desired} tasks` : ''}`,
        phase: 'compute',
        expectedMs: force ? 2 * resource.spec.startTime : resource.spec.startTime,
        timeoutMs: Math.max(20 * 60_000, 6 * resource.spec.startTime),
        reads: force
          ? restartReads(resource.spec).map((id): Read => ({
              resource: id,
              output: 'version',
              region: goal.to,
            }))
          : [],
        undo: { title: `Set ${at.service} in ${at.region} back to ${look.desired} tasks` },
      },
    ];
  });
}

/** Stopping what still writes in `from`. Where `from` cannot be seen it is tried all the same. */
export function fenceSteps(
  resource: Services,
  observation: Observation<ServicesSeen>,
  goal: Goal,
): readonly StepDraft[] {
  const { spec } = resource;
  if (!spec.fence) return [];
  const { from, mode, fromCondition } = goal;
  const seen = valueIn(observation, from) !== undefined;
  return situations(resource, observation, from).flatMap(({ look, ...at }): StepDraft[] => {
    if (look === undefined && seen) return [];
    if (look !== undefined && isEmpty(look)) return [];
    const known = look?.limits !== undefined || look === undefined;
    const limits: Limits | null =
      spec.autoscaling !== undefined && known ? { min: 0, max: 0, scheduled: 'suspended' } : null;
    return [
      {
        ...draft(resource, { look, ...at }, { role: 'fence', desired: 0, enough: 0, limits, force: false }),
        title: `Fence ${at.service} in ${from}: stop its tasks`,
        phase: 'fence',
        expectedMs: 30_000,
        // A dead region must not hold up the recovery; a living one gets the time that tasks need to end.
        timeoutMs: fromCondition === 'down' && mode === 'unplanned' ? 40_000 : 5 * 60_000,
        optional: mode === 'unplanned',
        undo: { title: `Scale ${at.service} in ${from} back to ${look?.desired ?? spec.tasks.active} tasks` },
      },
    ];
  });
}

/** Letting `from` go down to its standby count once everything is proven; what was fenced and answers nobody stays empty until `protect`. */
export function releaseSteps(
  resource: Services,
  observation: Observation<ServicesSeen>,
  goal: Goal,
): readonly StepDraft[] {
  if (goal.mode !== 'planned' || (resource.spec.fence && !servesBoth(goal))) return [];
  return standbySteps(resource, { observation, goal, role: 'release', fenced: new Set() });
}

/** Bringing `from` to its standby count and bounds; with `fence`, what still runs there is stopped first. */
export function protectSteps(
  resource: Services,
  observation: Observation<ServicesSeen>,
  goal: Goal,
): readonly StepDraft[] {
  const { standby } = resource.spec.tasks;
  const from = valueIn(observation, goal.from) ?? {};
  const tooMany = Object.entries(from).filter(([, { desired }]) => standby !== 'keep' && desired > standby);
  const fences = fenceSteps(resource, observation, { ...goal, mode: 'planned' }).filter((step) =>
    tooMany.some(([name]) => step.action === `fence(${name})`),
  );
  const fenced = new Set(fences.map(({ action }) => action));
  return [...fences, ...standbySteps(resource, { observation, goal, role: 'standby', fenced })];
}

interface Standby {
  readonly observation: Observation<ServicesSeen>;
  readonly goal: Goal;
  readonly role: 'release' | 'standby';
  /** Actions of the fences before it, which leave nothing of their service. */
  readonly fenced: ReadonlySet<string>;
}

function standbySteps(
  resource: Services,
  { observation, goal, role, fenced }: Standby,
): readonly StepDraft[] {
  return situations(resource, observation, goal.from).flatMap(({ look, ...at }): StepDraft[] => {
    // What was stopped and answers nobody keeps the bounds that keep it stopped.
    const stays = role === 'release' && resource.spec.fence && look?.desired === 0;
    if (look === undefined || stays) return [];
    const fence = `fence(${at.service})`;
    const empties = fenced.has(fence);
    const now = empties ? emptied(look) : look;
    const limits = limitsFor(resource.spec, look.limits, { role: 'standby', goal });
    const count = standbyCount(resource.spec, now, role);
    if (count === null && (limits === null || reachesLimits(now.limits, limits, role))) return [];
    const change = { role, desired: count, enough: count ?? 0, limits, force: false };
    const starts = count !== null && count > now.desired;
    return [
      {
        ...draft(resource, { look: now, ...at }, change),
        title: `${standbyWords(count, now)} ${at.service} in ${goal.from}${count === null ? '' : `${starts ? ' with' : ' to'} ${count} tasks`}`,
        phase: role === 'release' ? 'release' : 'compute',
        expectedMs: starts ? resource.spec.startTime : 60_000,
        timeoutMs: Math.max(20 * 60_000, 6 * resource.spec.startTime),
        after: empties ? [fence] : [],
        undo: { title: `Set ${at.service} in ${goal.from} back to ${now.desired} tasks` },
      },
    ];
  });
}

/** A service as its fence leaves it. */
export function emptied(look: ServiceLook): ServiceLook {
  const limits = look.limits && { min: 0, max: 0, scheduled: 'suspended' as const };
  return { ...look, desired: 0, running: 0, limits };
}

/** The count to ask for; null where it may stay. A release only goes down. */
function standbyCount(
  { tasks: { standby } }: EcsSpec,
  { desired }: ServiceLook,
  role: Standby['role'],
): number | null {
  if (standby === 'keep' || standby === desired) return null;
  return role === 'release' && desired < standby ? null : standby;
}

function standbyWords(count: number | null, { desired }: ServiceLook): string {
  if (count === null) return 'Restore the autoscaling of';
  return count < desired ? 'Shrink' : 'Start';
}

/** What all steps of this kind share. */
export function draft(
  resource: Services,
  { look, region, cluster, service }: Situation,
  change: Pick<EcsParams, 'role' | 'desired' | 'enough' | 'limits' | 'force'>,
) {
  const params: EcsParams = {
    ...change,
    cluster,
    service,
    former: look?.desired ?? resource.spec.tasks.active,
    formerLimits: look?.limits ?? null,
    deployment: look?.primary?.id ?? '',
  };
  const calls = changeCalls(resource, { region, name: service });
  return {
    action: `${change.role}(${service})`,
    region,
    risk: 'reversible' as const,
    changes: true,
    params: { ...params, limits: plain(params.limits), formerLimits: plain(params.formerLimits) },
    calls,
    after: [] as readonly string[],
    repeat: 'safe' as const,
  };
}

/** The services of a region as the config names them, with what is seen of each. */
export function situations(
  resource: Services,
  observation: Observation<ServicesSeen>,
  region: Region,
): readonly Situation[] {
  const given = servicesIn(resource, region);
  const seen = valueIn(observation, region);
  return (given?.names ?? []).map((service) => ({
    cluster: given?.cluster ?? '',
    service,
    look: seen?.[service],
    region,
  }));
}

/** Whether `from` stands by already, so that whatever was to be restarted has been. */
function hasMoved(resource: Services, observation: Observation<ServicesSeen>, { from, to }: Goal): boolean {
  const { tasks, fence } = resource.spec;
  const most = fence ? 0 : tasks.standby;
  const [left, right] = [valueIn(observation, from), Object.values(valueIn(observation, to) ?? {})];
  if (most === 'keep' || left === undefined || most >= tasks.active) return false;
  return (
    Object.values(left).every(({ desired }) => desired <= most) &&
    right.every((look) => look.desired >= enoughOf(resource.spec, look.limits) && isStable(look))
  );
}

/** The bounds a service shall have in a role; null where autoscaling is none of our business, or there is none. */
function limitsFor(
  { autoscaling, fence }: EcsSpec,
  now: Limits | undefined,
  { role, goal }: { role: 'active' | 'standby'; goal: Goal },
): Limits | null {
  if (autoscaling === undefined || now === undefined) return null;
  const { active, standby, schedulesFor } = autoscaling;
  const right = goal.to === schedulesFor ? 'running' : 'suspended';
  // A fence suspends them as well, so that somebody has to set them going again.
  const scheduled = schedulesFor === undefined ? (fence ? 'running' : now.scheduled) : right;
  if (role === 'standby') return { ...(standby ?? { min: now.min, max: now.max }), scheduled };
  return { min: Math.max(active.min, now.min), max: Math.max(active.max, now.max), scheduled };
}

/** Tasks from which on a service is up in the active region: autoscaling may go down to its minimum. */
export function enoughOf(
  { tasks, autoscaling }: Pick<EcsSpec, 'tasks' | 'autoscaling'>,
  limits: Limits | undefined,
): number {
  if (limits === undefined) return tasks.active;
  return Math.min(tasks.active, Math.max(autoscaling?.active.min ?? limits.min, 1));
}

/** Whether the bounds are as a step wants them; an activation is content with wider ones. A service without any has none to change. */
export function reachesLimits(now: Limits | undefined, wanted: Limits, role: EcsParams['role']): boolean {
  if (now === undefined) return true;
  if (now.scheduled !== wanted.scheduled) return false;
  if (role === 'scale') return now.min >= wanted.min && now.max >= wanted.max;
  return now.min === wanted.min && now.max === wanted.max;
}

/** Whether nothing of a service runs any more, and nothing will. */
export function isEmpty({ desired, running, pending, leaving }: ServiceLook): boolean {
  return desired === 0 && running === 0 && pending === 0 && leaving === 0;
}

function plain(limits: Limits | null) {
  return limits === null ? null : { ...limits };
}
