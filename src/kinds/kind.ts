import type * as z from 'zod';
import type { Aws } from '../aws/aws.ts';
import type { Role } from '../config/config-kind.ts';
import type { Resource } from '../config/config.ts';
import type { Json, Place, Region, ResourceId } from '../ids.ts';
import type { Kubernetes } from '../kubernetes/kubernetes.ts';
import type { DeployMoment, DeployProposal, DeployRequest } from '../plan/deploy-request.ts';
import type { Holding, Sight } from '../plan/holding.ts';
import type { Assessment, Call, Goal, StepDraft, Step } from '../plan/plan.ts';
import type { Problem } from '../errors.ts';
import type { Http } from '../http.ts';
import type { Programs } from '../programs.ts';
import type { Sql } from '../sql.ts';

/** The ways out of the process that a kind may use; each is opened when it is first used. */
export interface Outside {
  readonly aws: Aws;
  readonly kubernetes: Kubernetes;
  readonly http: Http;
  readonly programs: Programs;
  readonly sql: Sql;
  /** Environment variables that a spec names (`fromEnv`, `apiKeyEnv`); those of the process where absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What a kind gets when it looks. */
export interface ObserveContext {
  readonly outside: Outside;
  /** ms since the epoch. */
  readonly now: number;
  /** Aborted when the run is interrupted or the look takes too long. */
  readonly signal: AbortSignal;
  /** The values that these resources refer to in the place looked at, by `<resource>.<output>`, as far as they were known when the look began. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The steps that wait for this look; a kind may leave out what they do not need. Absent when everything is wanted. */
  readonly waiting?: readonly Step[];
}

/** What a kind gets when it changes something. */
export interface ApplyContext extends ObserveContext {
  /** The same for every attempt of this step in this run: an idempotency token of 32 hexadecimal digits. */
  readonly token: string;
  /** The id of the run, for session names, tags and subjects. */
  readonly run: string;
  readonly reason: string;
  readonly goal: Goal;
  /** The values of `step.reads`, by `<resource>.<output>`. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** What was seen of one resource in one place. `absent`: it is certain that it does not exist. */
export type Seen<Value = unknown> =
  | { readonly state: 'seen'; readonly value: Value }
  | { readonly state: 'absent' }
  | { readonly state: 'failed'; readonly reachable: boolean; readonly problem: Problem };

/** What was seen of one resource, everywhere; `at` in ms since the epoch. */
export interface Observation<Value = unknown> {
  readonly at: number;
  readonly places: Readonly<Record<Place, Seen<Value>>>;
  /** What the step's `reads` give at this moment, by `<resource>.<output>`; where `settled` is asked about a step that reads. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** When the step that `settled` is asked about began, ms since the epoch. */
  readonly startedAt?: number;
}

/** What a finished change leaves behind for the report. */
export interface Applied {
  /** One sentence for the checklist. */
  readonly note?: string;
  readonly evidence?: { readonly [key: string]: Json };
  /** Data that this step gave up, as replication lag at the moment it acted, in ms, and the metric that said so. */
  readonly loss?: { readonly ms: number | undefined; readonly source: string };
}

/**
 * Whether a step has reached its end, judged from a fresh observation only.
 * `not-begun`: no trace of the change is visible (which after a resume means: do it; right after doing it: a stale read).
 * `unobservable`: nothing in the world can tell; the step is over when `apply` has returned.
 */
export type Settled =
  | {
      readonly state: 'done' | 'pending' | 'not-begun';
      readonly note: string;
      readonly evidence?: { readonly [key: string]: Json };
    }
  | { readonly state: 'broken'; readonly problem: Problem }
  | { readonly state: 'unobservable' };

/** One post-condition: the same check serves the run, `status`, `verify` and drills. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly found: string;
}

/** The parts of a service that `health` tells of. */
export type HealthClass = 'api' | 'database' | 'cache' | 'storage' | 'secrets';

/** How well something is in a region, whatever part it plays there. */
export interface Vital {
  readonly state: 'healthy' | 'degraded' | 'unhealthy';
  /** A few words. */
  readonly detail: string;
}

/**
 * One kind of resource. It knows one type of thing and nothing of loops, timers, retries or other kinds: the engine owns those.
 * `Spec` is its block in failover.yml, `Regional` what the block says under a region's name, `Value` what it sees.
 */
export interface Kind<Spec = unknown, Regional = unknown, Value = unknown> {
  readonly name: string;
  /** One sentence: what it does for a failover. */
  readonly summary: string;
  /** What an operator must know, one Markdown paragraph each, for the docs page. */
  readonly notes: readonly string[];
  /** A block for failover.yml that validates, for the docs page and the conformance suite. */
  readonly example: string;
  readonly spec: z.ZodType<Spec>;
  /** Schema of the values under region names; absent where the block has none. */
  readonly regional?: z.ZodType<Regional>;
  /** Whether a region must be given for every region of the service (`every`), may be (`some`). */
  readonly regionalNeeded?: 'every' | 'some';
  /** Where it is looked at: in each region, or once for all. */
  readonly places: readonly ('regions' | 'global')[];
  /** Resources whose keys agree are looked at in one `observe` (one cluster, one bucket); all of a kind where absent. */
  batch?(resource: Resource<Spec, Regional>, place: Place): string;
  /** One look at these resources in this place. What is missing from the answer does not exist. Throws what the clients throw. */
  observe(
    resources: readonly Resource<Spec, Regional>[],
    place: Place,
    context: ObserveContext,
  ): Promise<ReadonlyMap<ResourceId, Value>>;
  /** Whether `observe` needs `context.inputs`: such a resource is looked at after what it refers to. */
  readonly looksByInputs?: true;
  /** The calls that `observe` makes for this resource in this place. */
  reads(resource: Resource<Spec, Regional>, place: Place): readonly Call[];
  assess(resource: Resource<Spec, Regional>, observation: Observation<Value>, goal: Goal): Assessment;
  /** What to do towards the goal, in order; none when it is reached. Never called for a blocked resource. */
  steps(
    resource: Resource<Spec, Regional>,
    observation: Observation<Value>,
    goal: Goal,
  ): readonly StepDraft[];
  /**
   * For `reprotect`, where `goal.to` is active: what makes `goal.from` stand by behind it, in order; none when it does. Also the first
   * part of a way back that finds no standby. Absent for kinds whose other side needs nothing.
   */
  protect?(
    resource: Resource<Spec, Regional>,
    observation: Observation<Value>,
    goal: Goal,
  ): readonly StepDraft[];
  /** The post-conditions of `protect`. */
  protected?(
    resource: Resource<Spec, Regional>,
    observation: Observation<Value>,
    goal: Goal,
  ): readonly Check[];
  /** For `drill`, by `goal.drill`: what is practised, in order. Every change is taken back by a later step of the same resource, of phase `release`. */
  drill?(
    resource: Resource<Spec, Regional>,
    observation: Observation<Value>,
    goal: Goal,
  ): readonly StepDraft[];
  /** For `deploy` and `rollback`: what puts another version into this resource in one region. No part of a failover. Throws what stands in the way. */
  deploy?(
    resource: Resource<Spec, Regional>,
    request: DeployRequest,
    context: ObserveContext,
  ): Promise<DeployProposal<Value>>;
  /** Every call that `deploy`, its steps and taking them back may make in this region, besides those of `reads`; present where `deploy` is. */
  deploys?(resource: Resource<Spec, Regional>, region: Region): readonly Call[];
  /**
   * For a notification: what tells people at this moment of a deployment in `goal.to`, an optional step; undefined where nobody is told.
   * Its beginning and end are steps of the plan; the other moments are told beside it, by `apply`.
   */
  announces?(
    resource: Resource<Spec, Regional>,
    observation: Observation<Value>,
    deployment: { readonly goal: Goal; readonly moment: DeployMoment },
  ): StepDraft | undefined;
  /**
   * Every call that a step towards this goal may make, taking it back included, whatever is found in the world: what must be
   * permitted beforehand. Absent for kinds whose steps only look, or call nothing that permissions are kept for. See `rebuilds`.
   */
  changes?(resource: Resource<Spec, Regional>, goal: Goal): readonly Call[];
  /** Such calls of steps that build a standby anew before `to` can take over, as the way back home needs them. */
  rebuilds?(resource: Resource<Spec, Regional>, goal: Goal): readonly Call[];
  /** One change. Idempotent: "already so" is success. Throws what the clients throw. Absent for kinds whose steps only look. */
  apply?(step: Step, context: ApplyContext): Promise<Applied>;
  /** Takes a reversible step back; as idempotent as `apply`. */
  undo?(step: Step, context: ApplyContext): Promise<Applied>;
  /**
   * What infrastructure code (Terraform, GitOps) must say before it runs again, lest it take this change of the kind back: the resource
   * in its words and what of it to change or ignore, without names. Undefined where no such code knows of it.
   */
  inCode?(step: Pick<StepDraft, 'action'>): string | undefined;
  settled(step: Step, observation: Observation<Value>, now: number): Settled;
  /** Whether a taken-back step is really back; where absent, `undo` having returned is enough. */
  undone?(step: Step, observation: Observation<Value>): Settled;
  verify(resource: Resource<Spec, Regional>, observation: Observation<Value>, goal: Goal): readonly Check[];
  /**
   * For the drill `data-consistency`: compares a sample of the data of both sides, where `observe` sees only how it is replicated. Makes
   * no calls besides those of `reads`.
   */
  compare?(
    resource: Resource<Spec, Regional>,
    goal: Goal,
    context: ObserveContext,
  ): Promise<readonly Check[]>;
  /** What must hold in `goal.to` for a failover to be worth anything, besides what `assess` calls blocked; `health` looks at it every day. */
  prerequisites?(
    resource: Resource<Spec, Regional>,
    observation: Observation<Value>,
    goal: Goal,
  ): readonly Check[];
  /** The part of a service that it is to `health`. */
  readonly health?: HealthClass;
  /** How well it is in a region, of those it was seen in; undefined where it says nothing of that region. That it was seen is all where absent. */
  vitals?(
    resource: Resource<Spec, Regional>,
    observation: Observation<Value>,
    region: Region,
  ): Vital | undefined;
  /**
   * Whether data is written in this region, as was seen: `accepts` where it could be although nobody does, `refuses` where it cannot.
   * After a run only one region may be written to. Absent for kinds that hold no data, or take writes everywhere by design.
   */
  writes?(
    resource: Resource<Spec, Regional>,
    observation: Observation<Value>,
    region: Region,
  ): 'written' | 'accepts' | 'refuses' | 'unknown';
  /** Named values that other resources may read (`endpoint`, `port`); undefined while they do not exist. */
  outputs?(
    resource: Resource<Spec, Regional>,
    observation: Observation<Value>,
    region: Region,
  ): Readonly<Record<string, string | undefined>>;
  /** Names that `outputs` may yield, for validating references. */
  readonly outputNames?: readonly string[];
  /** What it is there for, for the rules that ask whether a service has a thing of this sort at all. */
  readonly role?: Role;
  /** Whether a failback leads the applications of `goal.from` to `goal.to` by it, while both regions answer. */
  readonly leadsHome?: true;
  /**
   * What of it costs money while this region stands by, or wherever it is (`global`), for `cost`: from the config alone, or with what
   * was seen there. What is not known says so. Absent for kinds that cost nothing themselves.
   */
  holdings?(
    resource: Resource<Spec, Regional>,
    place: Place,
    sight?: Sight<Value>,
  ): readonly Holding[] | Promise<readonly Holding[]>;
  /** Other resources that the spec refers to, as `<resource>` or `<resource>.<output>`, for validation. */
  references?(resource: Resource<Spec, Regional>): readonly string[];
}

/** The kinds by name. The core takes it as an argument. */
export type Registry = ReadonlyMap<string, Kind>;

/**
 * Checks a kind's type and forgets its parameters. That is sound because the config parser gives a kind only specs
 * that its own schema has produced, and the engine only values that its own `observe` has returned.
 */
export function defineKind<Spec, Regional, Value>(kind: Kind<Spec, Regional, Value>): Kind {
  return kind;
}

/** What was seen in a place; `absent` where nobody looked. */
export function seenIn<Value>(observation: Observation<Value>, place: Place): Seen<Value> {
  return observation.places[place] ?? { state: 'absent' };
}

/** The value seen in a place, or undefined when it does not exist there or could not be seen. */
export function valueIn<Value>(observation: Observation<Value>, place: Place): Value | undefined {
  const seen = seenIn(observation, place);
  return seen.state === 'seen' ? seen.value : undefined;
}
