import type { Problem } from '../errors.ts';
import type { Json, Place, Region, ResourceId, StepId } from '../ids.ts';

/** Planned: writes are stopped and replication drained first. Unplanned: `from` is lost or abandoned. */
export type Mode = 'planned' | 'unplanned';

/**
 * What a plan is for. failover and failback make `to` active; a failback is planned and moves traffic in stages. reprotect finds `to`
 * active and makes `from` stand by behind it. drill practises on the real thing, and leaves it as it was.
 */
export const operations = ['failover', 'failback', 'reprotect', 'drill'] as const;

/** One of `operations`. */
export type Operation = (typeof operations)[number];

/** What a drill practises. dns: traffic leaves a region by its health check, and comes back. The others change nothing. */
export type DrillType = 'dns' | 'health-check' | 'failover-simulation' | 'data-consistency' | 'performance';

/** How traffic moves: `percent` of it goes to `to`, one after the other; each is held for `holdMs` while the guards' checks pass. */
export interface Stages {
  readonly percent: readonly number[];
  readonly holdMs: number;
  /** Resources whose output `healthy` must be `yes` all the while. */
  readonly guards: readonly ResourceId[];
  /** `both`: the applications of `from` answer as well until all traffic has moved, on the data of `to`; `home` where absent. */
  readonly serving?: 'home' | 'both';
}

/** Whether this goal wants the applications of `from` to go on answering, on the data of `to`, while traffic moves. */
export function servesBoth({ stages }: Goal): boolean {
  return stages?.serving === 'both' && stages.percent.some((percent) => percent < 100);
}

/** What every plan is about: `to` is active, `from` stands by or is lost. */
export interface Goal {
  readonly from: Region;
  readonly to: Region;
  /** `deploy`: another version in one region, which `from` and `to` are. */
  readonly operation: Operation | 'deploy';
  readonly mode: Mode;
  /** Where traffic is to move in stages. */
  readonly stages?: Stages;
  /** Of a drill. */
  readonly drill?: DrillType;
  /** How `from` answers at planning time, from the evidence of every kind that looked at it. */
  readonly fromCondition: RegionCondition;
}

/** `up`: answers and is healthy. `degraded`: answers in part. `down`: nothing answers. */
export type RegionCondition = 'up' | 'degraded' | 'down';

/** The stages of a failover; between stages stand the only dependencies that kinds do not state themselves. */
export const phases = [
  'evidence',
  'announce',
  'prepare',
  'fence',
  'drain',
  'data',
  'capacity',
  'config',
  'compute',
  'ready',
  'traffic',
  'verify',
  'release',
  'restore',
] as const;

/** One stage of a failover. */
export type Phase = (typeof phases)[number];

/** Whether a phase comes when everything is proven: nobody waits for it, and it is no part of the time to recover. */
export function isAftermath(phase: Phase): boolean {
  return phase === 'release' || phase === 'restore';
}

/** none: changes nothing. reversible: `undo` exists. lossy: data may be lost. irreversible: cannot be undone (a promotion). */
export type Risk = 'none' | 'reversible' | 'lossy' | 'irreversible';

/** One API call a step makes: what IAM must allow, and which plane in which region must be alive. */
export interface Call {
  /** IAM prefix of the service, such as `rds`; `kubernetes` and `http` for neighbours of AWS. */
  readonly service: string;
  /** IAM action without the prefix, such as `PromoteReadReplica`. */
  readonly action: string;
  /** ARN the call touches, or `*` where the API has no resource-level permission. */
  readonly resource: string;
  /** The region whose API answers; for global services, the region of their control plane. */
  readonly region: Region;
  readonly plane: 'control' | 'data';
  /** Under which condition alone it is made, where IAM can be told. */
  readonly condition?: CallCondition;
}

/** A condition key of IAM and the value that it has in the call; a value may have `*` for anything. */
export interface CallCondition {
  readonly key: string;
  readonly value: string;
}

/** What can be waited for: one step, every step of a phase, or every step of a resource or group before its release. */
export type NeedTarget =
  { readonly step: StepId } | { readonly phase: Phase } | { readonly resource: string };

/** What a step waits for, and why, in words an operator reads. */
export interface Need {
  readonly on: NeedTarget;
  readonly why: string;
}

/** One value that a step takes from another resource at the moment it runs, such as a fresh endpoint. */
export interface Read {
  readonly resource: ResourceId;
  readonly output: string;
  readonly region: Region;
}

/** What may be done when a run died without knowing whether a step took effect and no observation can tell. */
export type Repeat = 'safe' | 'ask';

/** A step as a kind proposes it, before the planner gives it an id and its needs. */
export interface StepDraft {
  /** Unique among the steps of its resource: `promote`. */
  readonly action: string;
  /** Imperative, with names: `Promote lomash-orders-prod-replica`. */
  readonly title: string;
  readonly region: Region;
  readonly phase: Phase;
  readonly risk: Risk;
  /** False for a step that only waits or looks. */
  readonly changes: boolean;
  /** How long it takes when all goes well, in ms: the estimate adds these up. */
  readonly expectedMs: number;
  /** After this long, in ms from its start, the step has failed. */
  readonly timeoutMs: number;
  /** Everything `apply` and `undo` need besides fresh inputs; JSON, no secrets. */
  readonly params: { readonly [key: string]: Json };
  readonly calls: readonly Call[];
  /** Where `settled` must look; the step's own region where absent, nowhere where empty. */
  readonly watch?: readonly Place[];
  /** For a step that waits: it cannot be over sooner than this after its start, in ms; only what it `reads` can break it before. */
  readonly restMs?: number;
  readonly reads?: readonly Read[];
  /** Earlier actions of the same resource it waits for; the draft before it where absent. */
  readonly after?: readonly string[];
  /** Outputs of the resource that do not exist before this step is done (`endpoint` of a cluster that it creates). */
  readonly provides?: readonly string[];
  /** The run goes on without it; a failure becomes a warning. */
  readonly optional?: boolean;
  /** Whether `undo` of the kind can take it back. */
  readonly undo?: { readonly title: string };
  /** An earlier action of the same resource that is taken back when this step fails: traffic goes back to the stage before. */
  readonly retreats?: string;
  /** It cannot be undone, but no data is given up by it: a secret that was a replica. */
  readonly losesNothing?: boolean;
  readonly repeat?: Repeat;
  /** What infrastructure code must say before it runs again, lest it take this change back; from the kind. */
  readonly inCode?: string;
  /** Not to be done, and why; shown in the plan as skipped. */
  readonly skip?: string;
}

/** A step of a plan. */
export interface Step extends StepDraft {
  readonly id: StepId;
  readonly resource: ResourceId;
  readonly kind: string;
  readonly needs: readonly Need[];
}

/** How far a replica is behind and which metric said so. No answer is not zero. */
export interface Lag {
  readonly ms: number | undefined;
  readonly source: string;
  /** When it was measured, ms since the epoch, where the metric tells. */
  readonly at?: number;
  /** The lag when the replica stopped replaying, where it stands still: once the source is gone, no more than this is lost however long that was ago. */
  readonly atStandstillMs?: number;
}

/** Something worth saying about a resource, without consequences. */
export interface Note {
  readonly level: 'info' | 'warning';
  readonly message: string;
}

/** What a kind says about a resource with regard to a goal. */
export interface Assessment {
  /** `done`: already as the goal wants it. `blocked`: cannot get there; `problems` say why. */
  readonly state: 'ready' | 'done' | 'blocked';
  readonly summary: string;
  readonly lag?: Lag;
  readonly notes?: readonly Note[];
  readonly problems?: readonly Problem[];
  /** What this resource tells about a region as a whole. */
  readonly condition?: {
    readonly region: Region;
    readonly state: RegionCondition;
    readonly evidence: readonly string[];
  };
}

/** Expected times, in ms from the start of the run. */
export interface Estimate {
  readonly totalMs: number;
  readonly criticalPath: readonly StepId[];
  readonly startMs: Readonly<Record<StepId, number>>;
}

/** A region or control plane that the plan cannot do without, and the steps that need it. */
export interface Dependency {
  readonly service: string;
  readonly region: Region;
  readonly plane: 'control' | 'data';
  readonly steps: readonly StepId[];
  /** True for services whose control plane lives in one region for the whole world. */
  readonly global: boolean;
}

/** The steps that make `to` the active region. Data: print it, hash it, approve it, store it. */
export interface Plan {
  readonly schemaVersion: 1;
  readonly service: string;
  readonly goal: Goal;
  readonly only: readonly ResourceId[];
  readonly objectives: {
    readonly rtoMs?: number;
    readonly rpoMs?: number;
    /** Of resources that have their own. */
    readonly resources?: Readonly<Record<ResourceId, { readonly rtoMs?: number; readonly rpoMs?: number }>>;
  };
  /** In an order in which every step stands after what it needs. */
  readonly steps: readonly Step[];
  readonly assessments: Readonly<Record<ResourceId, Assessment>>;
  readonly estimate: Estimate;
  /** The first step that cannot be undone. */
  readonly pointOfNoReturn?: StepId;
  readonly dependencies: readonly Dependency[];
  readonly warnings: readonly string[];
  /** What forbids the run; a plan with problems is printed, never run. */
  readonly problems: readonly Problem[];
  /** When the world was looked at, ms since the epoch. Not part of the hash. */
  readonly observedAt: number;
  /** `sha256:` and 64 hexadecimal digits over everything that decides what the run will do, and nothing that changes by the second. */
  readonly hash: string;
}
