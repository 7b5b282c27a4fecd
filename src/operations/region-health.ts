import type { Role } from '../config/config-kind.ts';
import type { Config, Resource } from '../config/config.ts';
import { fixOf } from '../errors.ts';
import { formatDuration } from '../format-duration.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { HealthClass, Kind, Registry, Vital } from '../kinds/kind.ts';
import type { Assessment, Goal, Lag, RegionCondition } from '../plan/plan.ts';
import type { TimedObservation } from './timed-look.ts';

/** One resource in one region, as a part of a service. */
export interface PartHealth extends Vital {
  readonly resource: ResourceId;
  /** How long the region took to answer for it, in ms. */
  readonly responseMs?: number;
}

/** One part of the service in one region: as well as the worst of its resources, as slow as the slowest. */
export interface ServiceHealth {
  readonly service: HealthClass;
  readonly state: Vital['state'];
  readonly responseMs?: number;
  readonly parts: readonly PartHealth[];
}

/** Something that makes a failover to a region impossible, or worth nothing, today. */
export interface Obstacle {
  readonly region: Region;
  readonly resource: ResourceId;
  readonly sentence: string;
  readonly fix: string;
}

/** A resource with what its kind says of it. */
export interface Assessed {
  readonly resource: Resource;
  readonly kind: Kind;
  readonly assessment: Assessment;
  readonly observation: TimedObservation;
}

const classes: readonly HealthClass[] = ['api', 'database', 'cache', 'storage', 'secrets'];

/** What every kind says of its resources with regard to a goal. */
export function assessAll(
  config: Config,
  registry: Registry,
  {
    observations,
    goal,
  }: { readonly observations: ReadonlyMap<ResourceId, TimedObservation>; readonly goal: Goal },
): readonly Assessed[] {
  return config.resources.flatMap((resource): Assessed[] => {
    const kind = registry.get(resource.kind);
    if (kind === undefined) return [];
    const observation = observations.get(resource.id) ?? { at: 0, places: {}, tookMs: {} };
    return [{ resource, kind, observation, assessment: kind.assess(resource, observation, goal) }];
  });
}

/** The parts of the service in a region, in the order that people read them. */
export function servicesIn(
  region: Region,
  assessed: readonly Assessed[],
  rpoMs: number | undefined,
): readonly ServiceHealth[] {
  return classes.flatMap((service) => {
    const parts = assessed.flatMap((each) =>
      each.kind.health === service ? partIn(region, each, rpoMs) : [],
    );
    if (parts.length === 0) return [];
    const times = parts.flatMap(({ responseMs }) => responseMs ?? []);
    const worst = (['unhealthy', 'degraded'] as const).find((state) =>
      parts.some((part) => part.state === state),
    );
    return [
      {
        service,
        state: worst ?? 'healthy',
        ...(times.length === 0 ? {} : { responseMs: Math.max(...times) }),
        parts,
      },
    ];
  });
}

function partIn(
  region: Region,
  { resource, kind, assessment, observation }: Assessed,
  rpoMs: number | undefined,
): PartHealth[] {
  const seen = observation.places[region];
  if (seen === undefined) return [];
  const took = observation.tookMs[region];
  const about = { resource: resource.id, ...(took === undefined ? {} : { responseMs: took }) };
  if (seen.state === 'failed') return [{ ...about, state: 'unhealthy', detail: seen.problem.message }];
  if (
    kind.regional !== undefined &&
    kind.regionalNeeded !== 'every' &&
    resource.regional[region] === undefined
  )
    return [];
  if (seen.state === 'absent') {
    // What a failover would create is missing by intention.
    const state = assessment.state === 'blocked' ? 'unhealthy' : 'degraded';
    return [{ ...about, state, detail: assessment.summary }];
  }
  const vital = kind.vitals === undefined ? well : kind.vitals(resource, observation, region);
  if (vital === undefined) return [];
  const late = lateness(assessment.lag, resource.objectives?.rpoMs ?? rpoMs);
  if (vital.state === 'healthy' && late !== undefined) return [{ ...about, state: 'degraded', detail: late }];
  return [{ ...about, ...vital }];
}

const well: Vital = { state: 'healthy', detail: 'answers' };

function lateness(lag: Lag | undefined, rpoMs: number | undefined): string | undefined {
  if (lag?.ms === undefined || rpoMs === undefined || lag.ms <= rpoMs) return undefined;
  return `${formatDuration(lag.ms)} behind (${lag.source}); the objective allows ${formatDuration(rpoMs)}`;
}

/**
 * Whether a region is the active one: nothing would have to be done to its data; to its compute, where a service has no data. Of a
 * service with neither, every region that is up.
 */
export function isActive(assessed: readonly Assessed[], condition: RegionCondition): boolean {
  const of = (role: Role) => assessed.filter(({ kind }) => kind.role === role);
  const data = of('data');
  const decisive = data.length > 0 ? data : of('compute');
  if (decisive.length === 0) return condition === 'up';
  return decisive.every(({ assessment }) => assessment.state === 'done');
}

/** What stands in the way of `goal.to` taking over: plain sentences, the gravest of each resource first. */
export function obstaclesTo(
  goal: Goal,
  assessed: readonly Assessed[],
  rpoMs: number | undefined,
): readonly Obstacle[] {
  return assessed.flatMap((each) => {
    const { resource, kind, assessment, observation } = each;
    const at = (sentence: string, fix: string): Obstacle => ({
      region: goal.to,
      resource: resource.id,
      sentence,
      fix,
    });
    if (assessment.state === 'blocked')
      return (assessment.problems ?? []).map((problem) => at(problem.message, fixOf(problem)));
    const unseen = [goal.to, 'global'].flatMap((place) => {
      const seen = observation.places[place];
      return seen?.state === 'failed'
        ? [at(`It could not be looked at in ${place}: ${seen.problem.message}`, fixOf(seen.problem))]
        : [];
    });
    if (unseen.length > 0) return unseen;
    const late = lateness(assessment.lag, resource.objectives?.rpoMs ?? rpoMs);
    const failed = (kind.prerequisites?.(resource, observation, goal) ?? []).filter(({ ok }) => !ok);
    return [
      ...(late === undefined
        ? []
        : [at(`${resource.id} is ${late}.`, 'Find out what holds the replication up.')]),
      ...failed.map(({ name, expected, found }) =>
        at(`${capital(name)}: expected ${expected}, found ${found}.`, `Mend it before ${goal.to} is needed.`),
      ),
    ];
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
