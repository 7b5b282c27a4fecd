import { cleanText } from '../clean-text.ts';
import type { RunState } from '../engine/run-state.ts';
import type { RunSummary } from '../events.ts';
import type { Goal, Plan, Step } from '../plan/plan.ts';
import { followUps, outcomeOf, planCommandOf } from '../plan/operation-words.ts';
import { groupSteps } from '../plan/step-groups.ts';
import { roughly } from '../plan/roughly.ts';
import { tellProblems } from '../plan/told-problems.ts';
import { tellTexts, toldLine } from '../plan/told-texts.ts';
import {
  counted,
  formatClock,
  hanging,
  marksOf,
  printable,
  someOf,
  type TextStyle,
} from '../terminal-text.ts';
import { tellCode } from './code-notes.ts';
import { saidOfOwn } from './own-objectives.ts';
import { membersLine, placeOf, problemDetails } from './problem-text.ts';

/** How a summary is drawn. With the run's `state` it names exactly what has been changed; without it, only for a run that is done. */
export interface SummaryStyle extends TextStyle {
  readonly state?: RunState;
}

/** What a run came to: result, RTO and RPO against their objectives, fencing, failures with what to type, and what to do next. */
export function renderSummary(summary: RunSummary, plan: Plan, style: SummaryStyle): string {
  const sections = [
    results(summary, plan, style),
    fences(summary, plan, style),
    failures(summary, style),
    warnings(summary, style),
    afterwards(summary, plan, style),
    nextSteps(summary, plan, style),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function results(summary: RunSummary, { goal, service }: Plan, style: SummaryStyle): string[] {
  const { palette, width } = style;
  const fact = (label: string, { text, paint }: Said): string[] =>
    hanging(`  ${label.padEnd(11)}`, text, {
      width,
      ...(paint === undefined ? {} : { paint: palette[paint] }),
    });
  // Only a failover has an outage to end; a standby that is built and a drill give no data up either.
  const recovers = goal.operation === 'failover';
  const moves = recovers || goal.operation === 'failback';
  const { done, skipped, failed, pending, undone } = summary.counts;
  const counts = [
    `${done} done`,
    ...[`${skipped} skipped`, `${failed} failed`, `${pending} not done`, `${undone} taken back`].filter(
      (text) => !text.startsWith('0 '),
    ),
  ].join(', ');
  return [
    `${verdict(summary, goal, style)}  ${printable(service)}  ${goal.from} ${marksOf(style).arrow} ${goal.to}`,
    ...fact('run', { text: summary.run }),
    ...(recovers ? fact('RTO', saidRto(summary)) : []),
    ...(moves ? fact('data lost', saidRpo(summary)) : []),
    ...saidOfOwn(summary).flatMap((each) => fact('', each)),
    ...fact('steps', { text: counts }),
    ...fact('took', {
      text: `${roughly(summary.endedAt - summary.declaredAt)} from the declaration; ${roughly(summary.expectedMs)} were expected`,
    }),
  ];
}

/** A fact in words, and the colour that says whether it is good. */
export interface Said {
  readonly text: string;
  readonly paint?: 'red' | 'green' | 'yellow';
}

function verdict({ result }: RunSummary, goal: Goal, style: SummaryStyle): string {
  const { palette } = style;
  const marks = marksOf(style);
  switch (result) {
    case 'done':
      return palette.bold(palette.green(`${marks.done} Done: ${outcomeOf(goal)}`));
    case 'stopped':
      return palette.bold(palette.red(`${marks.failed} Stopped: waits for you`));
    case 'halted':
      return palette.bold(palette.yellow(`${marks.warning} Interrupted: can be resumed`));
    case 'aborted':
      return palette.bold(palette.yellow(`${marks.undone} Aborted`));
  }
}

/** The time to recover against its objective. */
export function saidRto({ rtoMs, rtoObjectiveMs, result }: RunSummary): Said {
  if (rtoMs === undefined)
    return {
      text:
        result === 'done'
          ? 'not measured: the run had no step that restores the service'
          : 'the service is not restored',
      ...(result === 'done' ? {} : { paint: 'red' as const }),
    };
  const clock = formatClock(rtoMs, 2);
  if (rtoObjectiveMs === undefined) return { text: `${clock}; the config has no objective` };
  if (rtoMs <= rtoObjectiveMs)
    return { text: `${clock} of ${formatClock(rtoObjectiveMs, 2)}: met`, paint: 'green' };
  return {
    text: `${clock} of ${formatClock(rtoObjectiveMs, 2)}: missed by ${formatClock(rtoMs - rtoObjectiveMs, 2)}`,
    paint: 'red',
  };
}

/** The data lost against its objective; unknown is said, never taken for nothing. */
export function saidRpo({ rpo: loss, rpoObjectiveMs }: RunSummary): Said {
  if (loss === undefined) return { text: 'nothing was promoted by this run' };
  const source = cleanText(loss.source);
  if (!loss.known && loss.ms === 0)
    return {
      text: `unknown: the replication lag could not be read at the promotion (${source})`,
      paint: 'yellow',
    };
  const objective =
    rpoObjectiveMs === undefined
      ? ''
      : loss.ms <= rpoObjectiveMs
        ? ` of ${roughly(rpoObjectiveMs)}: ${loss.known ? 'met' : 'met as far as known'}`
        : ` of ${roughly(rpoObjectiveMs)}: missed by ${roughly(loss.ms - rpoObjectiveMs)}`;
  const blind = loss.known ? '' : '; unknown for at least one other database';
  const paint =
    rpoObjectiveMs !== undefined && loss.ms > rpoObjectiveMs
      ? 'red'
      : loss.known
        ? rpoObjectiveMs === undefined
          ? undefined
          : 'green'
        : 'yellow';
  return {
    text: `${loss.known ? 'up to' : 'at least'} ${roughly(loss.ms)}${objective} (${source}, at the promotion)${blind}`,
    ...(paint === undefined ? {} : { paint }),
  };
}

/** Fence states in RamenDR's words: https://github.com/RamenDR/ramen */
function fences({ unfenced }: RunSummary, plan: Plan, style: SummaryStyle): string[] {
  const { palette } = style;
  const marks = marksOf(style);
  const steps = plan.steps.filter(({ phase, skip }) => phase === 'fence' && skip === undefined);
  if (steps.length === 0) return [];
  const open = new Set(unfenced);
  const lines = groupSteps(steps).flatMap((group) => {
    const line = (label: string, wanted: boolean, paint: (text: string) => string): string[] => {
      const names = group.steps.flatMap((step, index) =>
        open.has(step.id) === wanted ? [printable(group.members[index] ?? '')] : [],
      );
      if (names.length === 0) return [];
      const who =
        group.members.length === 0
          ? ''
          : names.length === group.steps.length
            ? `, all ${names.length}`
            : `: ${someOf(names, 6)}`;
      return hanging(
        `  ${paint(label)}  `,
        `${printable(group.id)} in ${printable(group.steps[0].region)}${who}`,
        { width: style.width },
      );
    };
    return [
      ...line(`${marks.failed} Unfenced`, true, palette.red),
      ...line(`${marks.done} Fenced  `, false, palette.green),
    ];
  });
  const caution =
    open.size === 0
      ? []
      : hanging(
          '  ',
          `What is Unfenced may still accept writes in ${plan.goal.from}. Fence it by hand before that region is used again.`,
          { width: style.width, paint: palette.yellow },
        );
  return [palette.bold(palette.cyan('Fence')), ...lines, ...caution];
}

function failures({ problems }: RunSummary, { palette, width }: SummaryStyle): string[] {
  if (problems.length === 0) return [];
  return [
    palette.bold(palette.red('What went wrong')),
    ...tellProblems(problems).flatMap(({ problem, members }) => [
      `  ${palette.bold(problem.code)}${placeOf(problem)}`,
      ...[...membersLine(members, palette, width - 2), ...problemDetails(problem, palette, width - 2)].map(
        (line) => `  ${line}`,
      ),
    ]),
  ];
}

function warnings(summary: RunSummary, style: SummaryStyle): string[] {
  const { palette, width } = style;
  const lines = tellTexts(summary.warnings).flatMap((told) =>
    hanging(`  ${palette.yellow(marksOf(style).warning)} `, toldLine(told), { width }),
  );
  return lines.length === 0 ? [] : [palette.bold(palette.yellow('Warnings')), ...lines];
}

/** What infrastructure code has to be told of the run, as far as it is known what was changed. */
function afterwards({ result }: RunSummary, plan: Plan, style: SummaryStyle): string[] {
  const { palette, width, state } = style;
  if (state === undefined && result !== 'done') return [];
  const told = tellCode(
    plan.steps.filter(
      (step, index) =>
        step.skip === undefined &&
        step.changes &&
        step.risk !== 'none' &&
        (state === undefined || state.steps[index]?.status === 'done'),
    ),
  );
  if (told === undefined) return [];
  const marks = marksOf(style);
  return [
    palette.bold(palette.cyan(told.heading)),
    ...hanging('  ', told.lead, { width }),
    ...told.lines.flatMap((line) => hanging(`  ${marks.bullet} `, printable(line), { width })),
  ];
}

function nextSteps(
  { result, run, problems, counts }: RunSummary,
  { goal, steps }: Plan,
  { palette, width }: SummaryStyle,
): string[] {
  const command = (line: string, why: string): string[] => [
    `  ${palette.bold(line)}`,
    ...hanging('      ', why, { width, paint: palette.dim }),
  ];
  const title = palette.bold(palette.cyan('Next'));
  const active = goal.operation === 'drill' ? goal.from : goal.to;
  const failed = problems.flatMap(({ step }) => (step === undefined ? [] : [step]));
  switch (result) {
    case 'done':
      return [
        title,
        ...command(
          `region-failover verify --to ${active}`,
          `asks every resource again whether ${active} is active`,
        ),
        ...followUps(goal).flatMap(([line, why]) => command(line, why)),
        ...(steps.some(({ optional }) => optional === true) && counts.failed > 0
          ? command(`region-failover status ${run}`, 'shows the optional steps that failed')
          : []),
      ];
    case 'stopped':
      return [
        title,
        ...failed
          .slice(0, 3)
          .flatMap((step) => [
            `  ${palette.bold(`region-failover retry '${printable(step)}'`)}`,
            `  ${palette.bold(`region-failover skip '${printable(step)}' --reason '...'`)}`,
          ]),
        ...(failed.length > 3
          ? [palette.dim(`  and the same for ${counted(failed.length - 3, 'more step')}`)]
          : []),
        ...command(`region-failover resume ${run}`, 'goes on with everything that can go on'),
        ...command(`region-failover abort ${run}`, abortText(steps)),
      ];
    case 'halted':
      return [
        title,
        ...command(
          `region-failover resume ${run}`,
          'looks at the world first, then goes on where it stopped',
        ),
        ...command(`region-failover abort ${run}`, abortText(steps)),
      ];
    case 'aborted':
      return [title, ...command(planCommandOf(goal), 'plans again from how things are now')];
  }
}

function abortText(steps: readonly Step[]): string {
  return steps.some(({ risk, skip }) => skip === undefined && (risk === 'irreversible' || risk === 'lossy'))
    ? 'gives the run up; takes back what is reversible, unless the point of no return is passed'
    : 'gives the run up and takes back what is reversible';
}
