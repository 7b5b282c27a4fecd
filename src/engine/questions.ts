import type { Clock } from '../clock.ts';
import type { StepId } from '../ids.ts';
import type { Host, HostAnswer, HostRequest } from './host.ts';
import { blockedSteps, type RunContext, type RunState } from './run-state.ts';
import type { Signal } from './signal.ts';

/** What the questions of a run take. */
export interface Asking {
  readonly host: Host;
  readonly clock: Clock;
  readonly context: RunContext;
  /** Whether the first step that cannot be undone may begin without asking. */
  readonly confirmed: boolean;
  /** For the advice to an operator. */
  readonly run: string;
  readonly signal: (signal: Signal) => void;
}

/** The open questions of one run. Promises of questions end with their answers, which have become signals by then. */
export interface Questions {
  /** How many questions have no answer yet. */
  open(): number;
  /** Whether steps that cannot be undone may begin. */
  isConfirmed(): boolean;
  /** Asks once whether this step may begin; undefined when that has been asked already. */
  confirm(step: StepId): Promise<void> | undefined;
  /** Asks about a failed step; undefined when it is failed no more. */
  aboutFailed(state: RunState, index: number): Promise<void> | undefined;
  /** Withdraws what is open. */
  close(): void;
}

/** Makes the questions of one run. */
export function makeQuestions(asking: Asking): Questions {
  const open = new Set<HostRequest>();
  const withdrawn = new AbortController();
  let { confirmed } = asking;
  const ask = async (request: HostRequest): Promise<void> => {
    open.add(request);
    const answer = await asking.host.ask(request, withdrawn.signal);
    open.delete(request);
    if (answer.type === 'proceed') confirmed = true;
    const signal = signalOf(asking, request, answer);
    if (signal !== undefined) asking.signal(signal);
  };
  return {
    open: () => open.size,
    isConfirmed: () => confirmed,
    confirm: (step) => {
      const isAsked = [...open].some((request) => request.type === 'point-of-no-return');
      return isAsked ? undefined : ask({ type: 'point-of-no-return', step });
    },
    aboutFailed: (state, index) => {
      const { failure, status } = state.steps[index] ?? {};
      const step = asking.context.plan.steps[index];
      if (step === undefined || failure === undefined || status !== 'failed') return undefined;
      const blocks = blockedSteps(asking.context, state, index);
      return ask({ type: 'step-failed', step: step.id, problem: failure.problem, blocks });
    },
    close: () => {
      withdrawn.abort();
    },
  };
}

function signalOf(
  { clock, run }: Asking,
  { type, step }: HostRequest,
  answer: HostAnswer,
): Signal | undefined {
  const at = clock.now();
  switch (answer.type) {
    case 'proceed':
      return undefined;
    case 'wait': {
      if (type === 'step-failed') return undefined;
      const message = `\`${step}\` cannot be undone and was not confirmed.`;
      return {
        type: 'halt',
        at,
        problem: { code: 'NOT_CONFIRMED', message, step, fix: `Go on with: resume ${run}` },
      };
    }
    case 'retry':
      return { type: 'operator-retry', at, step, actor: answer.actor };
    case 'skip':
      return { type: 'operator-skip', at, step, actor: answer.actor, reason: answer.reason };
    case 'abort':
      return { type: 'operator-abort', at, actor: answer.actor, reason: answer.reason };
  }
}
