import type { Region, ResourceId, RunId } from '../ids.ts';
import type { DrillType, Goal } from './plan.ts';

/** The drills that change nothing, in the order in which `all` holds them. */
export const lookingDrills = [
  'health-check',
  'failover-simulation',
  'data-consistency',
  'performance',
] as const satisfies readonly DrillType[];

/** One of `lookingDrills`. */
export type LookingDrill = (typeof lookingDrills)[number];

/** What may be asked for: a drill, or `all` that change nothing. */
export const drillTypes = ['dns', ...lookingDrills, 'all'] as const satisfies readonly (DrillType | 'all')[];

/** One of `drillTypes`. */
export type DrillChoice = (typeof drillTypes)[number];

/** One thing that a drill has looked at or done. */
export interface DrillCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly found: string;
  readonly resource?: ResourceId;
  readonly region?: Region;
  /** How long it took, in ms, where that was measured. */
  readonly ms?: number;
}

/** One drill; of a run that was one, its steps are the checks. */
export interface DrillPart {
  readonly type: DrillType | Goal['operation'];
  /** In ms. */
  readonly tookMs: number;
  readonly checks: readonly DrillCheck[];
  /** What is worth knowing and is neither right nor wrong. */
  readonly notes: readonly string[];
}

/** What a run measured, in ms; absent where it could not be told. */
export interface Measured {
  readonly rtoMs?: number;
  readonly rtoObjectiveMs?: number;
  readonly rpoMs?: number;
  readonly rpoObjectiveMs?: number;
}

/** What drills of a service have come to. */
export interface DrillReport {
  readonly service: string;
  readonly from: Region;
  readonly to: Region;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly tookMs: number;
  /** Whether every check has passed. */
  readonly ok: boolean;
  readonly parts: readonly DrillPart[];
  /** The run that was the drill. */
  readonly run?: { readonly id: RunId; readonly measured: Measured };
}

/** The drills that a choice stands for; none for `dns`, which is carried out as a run. */
export function drillsOf(choice: DrillChoice): readonly LookingDrill[] {
  if (choice === 'dns') return [];
  return choice === 'all' ? lookingDrills : [choice];
}
