import type { Problem } from '../errors.ts';
import type { Numbered, RunEvent } from '../events.ts';
import type { StepId } from '../ids.ts';

/** A question of a run. Each has a default, so a host without a person to ask can always answer. */
export type HostRequest =
  /** A step has failed. Default: `wait`, which ends in a run that is stopped for the operator. */
  | {
      readonly type: 'step-failed';
      readonly step: StepId;
      readonly problem: Problem;
      readonly blocks: readonly StepId[];
    }
  /** The next step cannot be undone. Default: `proceed`. A decline undoes what was reversible. */
  | { readonly type: 'point-of-no-return'; readonly step: StepId };

/** What a person answers. */
export type HostAnswer =
  | { readonly type: 'wait' }
  | { readonly type: 'proceed' }
  | { readonly type: 'retry'; readonly actor: string }
  | { readonly type: 'skip'; readonly actor: string; readonly reason: string }
  | { readonly type: 'abort'; readonly actor: string; readonly reason: string };

/** Whoever runs the engine: a terminal prompts, a job takes the default or asks the bot, the bot posts buttons. */
export interface Host {
  /** Must return at once and never throw. */
  emit(event: Numbered<RunEvent>): void;
  /** May take as long as it likes; aborted when the run ends before there is an answer. */
  ask(request: HostRequest, signal: AbortSignal): Promise<HostAnswer>;
}

/** The answer that changes nothing. */
export function defaultAnswer(request: HostRequest): HostAnswer {
  return request.type === 'step-failed' ? { type: 'wait' } : { type: 'proceed' };
}
