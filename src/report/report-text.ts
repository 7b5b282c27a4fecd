import type { Signal } from '../engine/signal.ts';
import { formatDuration } from '../format-duration.ts';
import { tellCode, type ToldToCode } from './code-notes.ts';
import type { ShownStatus } from './checklist-view.ts';
import type { Decision } from './evidence.ts';
import type { ReportStep, RunReport } from './run-report.ts';
import { saidRpo, saidRto, type Said } from './summary-text.ts';
import { plainStep } from './timeline.ts';

/** A moment in ms since the epoch as `2026-11-21 10:47:22 UTC`. */
export function formatMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The time of day of a moment in ms since the epoch, in UTC: `10:47:22`; with its date where it is another day than `day`. */
export function formatTime(at: number, day = at): string {
  const text = new Date(at).toISOString();
  return text.slice(0, 10) === new Date(day).toISOString().slice(0, 10)
    ? text.slice(11, 19)
    : `${text.slice(5, 10)} ${text.slice(11, 19)}`;
}

/** What came of a run, in a few words, and whether it is good. */
export function verdictOf({
  status,
  goal,
}: RunReport): Said & { readonly paint: 'green' | 'yellow' | 'red' } {
  switch (status) {
    case 'done':
      return { text: `Done: ${goal.to} is active`, paint: 'green' };
    case 'stopped':
      return { text: 'Stopped: waits for the operator', paint: 'red' };
    case 'halted':
      return { text: 'Interrupted: can be resumed', paint: 'yellow' };
    case 'aborted':
      return { text: 'Aborted', paint: 'yellow' };
    case 'running':
      return { text: 'Under way', paint: 'yellow' };
    case 'aborting':
      return { text: 'Being aborted', paint: 'yellow' };
  }
}

/** RTO and RPO against their objectives; a run that is under way has not failed them yet. */
export function objectivesOf({ status, summary, madeAt, declaredAt }: RunReport): {
  readonly rto: Said;
  readonly rpo: Said;
} {
  if (status !== 'running' && status !== 'aborting') return { rto: saidRto(summary), rpo: saidRpo(summary) };
  const { rtoObjectiveMs } = summary;
  const so = `${formatDuration(Math.max(0, madeAt - declaredAt))} so far`;
  const rto: Said =
    rtoObjectiveMs === undefined
      ? { text: so }
      : {
          text: `${so}, of ${formatDuration(rtoObjectiveMs)}`,
          paint: madeAt - declaredAt > rtoObjectiveMs ? 'red' : 'yellow',
        };
  return {
    rto,
    rpo: summary.rpo === undefined ? { text: 'measured when the data is promoted' } : saidRpo(summary),
  };
}

/** How many steps came to what: `38 done, 2 skipped`. */
export function countsText({ summary: { counts }, steps }: RunReport): string {
  const { done, skipped, failed, pending, undone } = counts;
  const warned = steps.filter(({ status }) => status === 'warned').length;
  const rest = [
    `${skipped} skipped`,
    `${failed - warned} failed`,
    `${warned} failed and could be done without`,
    `${pending} not done`,
    `${undone} taken back`,
  ];
  return [`${done} done`, ...rest.filter((text) => !text.startsWith('0 '))].join(', ');
}

/** What people call the state of a step. */
export const statusWords: Readonly<Record<ShownStatus, string>> = {
  pending: 'not begun',
  running: 'running',
  retrying: 'trying again',
  done: 'done',
  failed: 'failed',
  warned: 'failed, went on without it',
  skipped: 'skipped',
  blocked: 'blocked',
  undone: 'taken back',
  'undo-failed': 'could not be taken back',
  uncertain: 'uncertain',
};

/** One sign for the state of a step. */
export const statusMarks: Readonly<Record<ShownStatus, string>> = {
  pending: '○',
  running: '●',
  retrying: '↻',
  done: '✔',
  failed: '✖',
  warned: '▲',
  skipped: '↷',
  blocked: '⊘',
  undone: '↶',
  'undo-failed': '✖',
  uncertain: '▲',
};

/** What a report says beside a step: its note, what went wrong, or why nothing was done. */
export function stepText({ status, note, problem }: ReportStep): string {
  if (
    problem !== undefined &&
    (status === 'failed' || status === 'warned' || status === 'undo-failed' || status === 'retrying')
  )
    return `${problem.code}: ${problem.message}`;
  return note ?? '';
}

/** The steps meant to fence the old side, and whether they did. */
export function fencesOf({ steps, summary }: RunReport): {
  readonly fenced: readonly ReportStep[];
  readonly unfenced: readonly ReportStep[];
} {
  const open = new Set(summary.unfenced);
  const own = steps.filter(
    ({ phase, status }) => phase === 'fence' && (status !== 'skipped' || open.size > 0),
  );
  return {
    fenced: own.filter(({ id, status }) => !open.has(id) && status === 'done'),
    unfenced: own.filter(({ id }) => open.has(id)),
  };
}

/** What each promotion gave up, the most first; unknown before everything else. */
export function lossesOf({
  steps,
}: RunReport): { readonly step: ReportStep; readonly ms: number | undefined; readonly source: string }[] {
  return steps
    .flatMap((step) => (step.loss === undefined ? [] : [{ step, ...step.loss }]))
    .sort((a, b) => (b.ms ?? Infinity) - (a.ms ?? Infinity));
}

/** What infrastructure code has to be told of this run; undefined when it need not know of anything. */
export function toldToCode({ steps }: RunReport): ToldToCode | undefined {
  return tellCode(
    steps
      .filter(({ status, changes, risk }) => status === 'done' && changes && risk !== 'none')
      .map(plainStep),
  );
}

/** A decision or interruption as a sentence. */
export function decisionText({ type, actor, step, reason }: Decision): string {
  const who = actor ?? 'somebody';
  const why = reason === undefined ? '' : `: ${reason}`;
  switch (type) {
    case 'retry':
      return `${who} had ${step ?? 'a step'} tried again`;
    case 'skip':
      return `${who} skipped ${step ?? 'a step'}${why}`;
    case 'abort':
      return `${who} aborted the run${why}`;
    case 'resume':
      return 'The run was taken up again';
    case 'halt':
      return `The run was interrupted${why}`;
  }
}

/** A journal entry in a few words. */
export function signalText(signal: Signal): string {
  switch (signal.type) {
    case 'begin':
      return 'begins';
    case 'resume':
      return 'taken up again';
    case 'halt':
      return `halted: ${signal.problem.code}`;
    case 'checked':
      return `${signal.checks.reduce((sum, { checks }) => sum + checks.length, 0)} checks made`;
    case 'operator-abort':
      return `aborted by ${signal.actor}: ${signal.reason}`;
    case 'operator-retry':
      return `${signal.step}: to be tried again, says ${signal.actor}`;
    case 'operator-skip':
      return `${signal.step}: skipped by ${signal.actor}: ${signal.reason}`;
    case 'failed':
    case 'undo-failed':
      return `${signal.step}: ${signal.type === 'failed' ? 'failed' : 'could not be taken back'}: ${signal.failure.problem.code}`;
    case 'applying':
    case 'applied':
    case 'settled':
    case 'not-begun':
    case 'retry-due':
    case 'undoing':
    case 'undone':
      return `${signal.step}: ${stepSignalWords[signal.type]}`;
  }
}

const stepSignalWords = {
  applying: 'begun',
  applied: 'change made',
  settled: 'done',
  'not-begun': 'seen not to have begun',
  'retry-due': 'tried again',
  undoing: 'being taken back',
  undone: 'taken back',
} as const;
