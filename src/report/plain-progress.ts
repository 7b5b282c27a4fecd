import { cleanText } from '../clean-text.ts';
import { fixOf, type Problem } from '../errors.ts';
import type { Numbered, RunEvent } from '../events.ts';
import type { StepId } from '../ids.ts';
import type { Plan, Step } from '../plan/plan.ts';
import {
  counted,
  formatClock,
  marksOf,
  padTo,
  printable,
  someOf,
  widthOf,
  type Palette,
} from '../terminal-text.ts';
import { roughly } from '../plan/roughly.ts';

/** How progress is written where nothing can be redrawn: a pipe, a log, a job. */
export interface PlainStyle {
  readonly palette: Palette;
  readonly unicode?: boolean;
}

interface Watched {
  readonly plan: Plan;
  readonly declaredAt: number;
  readonly steps: ReadonlyMap<StepId, Step>;
  readonly name: number;
  readonly region: number;
}

/** A subscriber that writes one line (without its line break) for each event, with the time since the declaration. */
export function plainProgress(
  write: (line: string) => void,
  style: PlainStyle,
): (event: Numbered<RunEvent>) => void {
  const notes = new Map<StepId, string>();
  let watched: Watched | undefined;
  return (event) => {
    if (event.type === 'run-started') watched = watch(event.plan, event.declaredAt);
    if (event.type === 'step-waiting') {
      if (notes.get(event.step) === event.note) return;
      notes.set(event.step, event.note);
    }
    const time = style.palette.dim(
      `[${formatClock(event.at - (watched?.declaredAt ?? event.at)).padStart(5)}]`,
    );
    for (const line of 'step' in event ? [stepText(event, watched, style)] : runText(event, style))
      write(`${time} ${line}`);
  };
}

function watch(plan: Plan, declaredAt: number): Watched {
  const widest = (texts: readonly string[], most: number): number =>
    Math.min(most, Math.max(0, ...texts.map((text) => widthOf(printable(text)))));
  return {
    plan,
    declaredAt,
    steps: new Map(plan.steps.map((step) => [step.id, step])),
    name: widest(
      plan.steps.map(({ id }) => id),
      40,
    ),
    region: widest(
      plan.steps.map(({ region }) => region),
      16,
    ),
  };
}

type StepEvent = Extract<Numbered<RunEvent>, { readonly step: StepId }>;

function stepText(event: StepEvent, watched: Watched | undefined, style: PlainStyle): string {
  const { palette } = style;
  const marks = marksOf(style);
  const step = watched?.steps.get(event.step);
  const head = `${padTo(printable(event.step), watched?.name ?? 0)}  ${palette.dim(padTo(printable(step?.region ?? ''), watched?.region ?? 0))}`;
  const says = (mark: string, text: string): string => `${mark} ${head}  ${text}`;
  switch (event.type) {
    case 'step-started':
      return says(
        palette.cyan(marks.running),
        `${printable(step?.title ?? 'started')}${event.attempt > 1 ? ` (attempt ${event.attempt})` : ''}`,
      );
    case 'step-waiting':
      return says(palette.dim(marks.pending), palette.dim(`waiting: ${cleanText(event.note)}`));
    case 'step-retrying':
      return says(
        palette.yellow(marks.retrying),
        `${event.problem.code}, again in ${roughly(event.inMs)}: ${cleanText(event.problem.message)}`,
      );
    case 'step-done':
      return says(
        palette.green(marks.done),
        `done in ${roughly(event.tookMs)}${event.note === undefined ? '' : `: ${cleanText(event.note)}`}`,
      );
    case 'step-failed': {
      const blocks = event.optional
        ? ' The run goes on without it.'
        : event.blocks.length === 0
          ? ''
          : ` Blocks ${counted(event.blocks.length, 'step')}: ${someOf(event.blocks.map(printable), 3)}.`;
      return says(
        event.optional ? palette.yellow(marks.warning) : palette.red(marks.failed),
        `${toldInLine(event.problem)}${blocks}`,
      );
    }
    case 'step-skipped':
      return says(palette.dim(marks.skipped), `skipped: ${cleanText(event.reason)}`);
    case 'step-undone':
      return says(
        palette.yellow(marks.undone),
        `taken back${event.note === undefined ? '' : `: ${cleanText(event.note)}`}`,
      );
    case 'step-undo-failed':
      return says(
        palette.red(marks.failed),
        `could not be taken back: ${event.problem.code}: ${cleanText(event.problem.message)}`,
      );
  }
}

function toldInLine(problem: Problem): string {
  const { code, message, found } = problem;
  const told = found === undefined || message.includes(found) ? [message] : [message, `Found: ${found}`];
  const sentences = [...told, `Fix: ${fixOf(problem)}`].map((text) => {
    const clean = cleanText(text);
    return /[.!?]$/.test(clean) ? clean : `${clean}.`;
  });
  return `${code}: ${sentences.join(' ')}`;
}

function runText(event: Exclude<Numbered<RunEvent>, StepEvent>, style: PlainStyle): string[] {
  const { palette } = style;
  const marks = marksOf(style);
  switch (event.type) {
    case 'run-started': {
      const { goal, service, estimate, steps } = event.plan;
      const what = `${printable(service)} ${goal.from} ${marks.arrow} ${goal.to}, ${goal.mode}, ${counted(steps.length, 'step')}, about ${roughly(estimate.totalMs)}`;
      return [
        palette.bold(`${event.run} ${event.resumed ? 'resumed' : 'started'}: ${what}`),
        `  by ${cleanText(event.actor)}: ${cleanText(event.reason)}`,
      ];
    }
    case 'aborting':
      return [
        palette.yellow(
          `${cleanText(event.actor)} aborts: ${cleanText(event.reason)}; ${event.undo ? 'what is reversible is being taken back' : 'past the point of no return, so nothing is taken back'}`,
        ),
      ];
    case 'warning':
      return [palette.yellow(`${marks.warning} ${cleanText(event.message)}`)];
    case 'run-ended':
      return [palette.bold(`${event.run} ${event.summary.result}`)];
  }
}
