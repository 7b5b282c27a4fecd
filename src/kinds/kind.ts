import type { z } from 'zod';
import type { Aws } from '../aws/aws.ts';
import type { Role } from '../config/config-kind.ts';
import type { Resource } from '../config/config.ts';
import type { Json, Place, Region, ResourceId } from '../ids.ts';
import type { Kubernetes } from '../kubernetes/kubernetes.ts';
import type { Assessment, Call, Goal, StepDraft, Step } from '../plan/plan.ts';
import type { Problem } from '../errors.ts';
import type { Http } from '../http.ts';
import type { Programs } from '../programs.ts';

/** The ways out of the process that a kind may use; each is opened when it is first used. */
export interface Outside {
  readonly aws: Aws;
  readonly kubernetes: Kubernetes;
  readonly http: Http;
  readonly programs: Programs;
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
  settled(step: Step, observation: Observation<Value>, now: number): Settled;
  /** Whether a taken-back step is really back; where absent, `undo` having returned is enough. */
  undone?(step: Step, observation: Observation<Value>): Settled;
  verify(resource: Resource<Spec, Regional>, observation: Observation<Value>, goal: Goal): readonly Check[];
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
