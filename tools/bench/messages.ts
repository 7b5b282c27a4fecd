import type { RunSummary } from '../../src/events.ts';
import type { Plan } from '../../src/plan/plan.ts';

/** What a measured process used. */
export interface Usage {
  /** From the start of the process, in ms. */
  readonly wallMs: number;
  /** User and system time, in ms. */
  readonly cpuMs: number;
  /** The most memory it ever held, in MiB. */
  readonly peakMiB: number;
}

/** When a step was begun last and when it was seen to be over, ms since the epoch. */
export interface StepTimes {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What the process of a failover tells at its end. */
export interface RunReport {
  readonly type: 'report';
  readonly plan: Plan;
  readonly summary: RunSummary;
  readonly steps: Readonly<Record<string, StepTimes>>;
  readonly usage: Usage;
}

/** What a measured process says to the bench. */
export type FromChild =
  | { readonly type: 'advance'; readonly toMs: number }
  | RunReport
  | { readonly type: 'bare'; readonly usage: Usage; readonly failed: number };

/** A request as it left the process, without what a signature adds. */
export interface Recorded {
  readonly to: 'aws' | 'kubernetes';
  /** The clock when it left: requests of one moment may be on their way together. */
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the signature, for AWS. */
  readonly scope?: { readonly region: string; readonly service: string };
}

/** What this process has used so far. */
export function usageOfThisProcess(): Usage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { wallMs: performance.now(), cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMiB: maxRSS / 1024 };
}
