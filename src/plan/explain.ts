import { cleanText } from '../clean-text.ts';
import { fixOf, type Problem } from '../errors.ts';
import {
  counted,
  formatClock,
  hanging,
  someOf,
  table,
  marksOf,
  printable,
  wrap,
  type TextStyle,
} from '../terminal-text.ts';
import { explainLag, lossOf } from './explain-lag.ts';
import { explainSteps } from './explain-steps.ts';
import { commandOf, headingOf, meaningOf, planCommandOf } from './operation-words.ts';
import { groupSteps } from './step-groups.ts';
import { isAftermath, type Plan, type Step } from './plan.ts';
import { roughly } from './roughly.ts';
import { tellProblems } from './told-problems.ts';
import { tellTexts, toldLine } from './told-texts.ts';

/** How a plan is explained. */
export interface ExplainStyle extends TextStyle {
  /** Every step, problem and warning on its own instead of equal ones together, and every database in the table. */
  readonly verbose?: boolean;
  /** What to type next; made from the plan where absent. */
  readonly next?: readonly string[];
}

/** A plan as a person reads it before saying yes: why, how long, what is lost, what cannot be undone, then every step. */
export function explainPlan(plan: Plan, style: ExplainStyle): string {
  const verbose = style.verbose ?? false;
  const sections = [
    headline(plan, style),
    blockers(plan.problems, style, verbose),
    facts(plan, style),
    section('Steps', explainSteps(plan, style, verbose), style),
    section('Critical path', criticalPath(plan, style), style),
    section(`Replication now`, explainLag(plan, style, verbose), style),
    section('Needs', dependencies(plan, style), style),
    section(
      'Warnings',
      (verbose ? plan.warnings.map(cleanText) : tellTexts(plan.warnings).map(toldLine)).flatMap((warning) =>
        hanging(`  ${style.palette.yellow(marksOf(style).warning)} `, warning, style),
      ),
      style,
    ),
    next(plan, style),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function section(title: string, lines: readonly string[], { palette }: TextStyle): string[] {
  return lines.length === 0
    ? []
    : [palette.bold(palette.cyan(title)), ...(lines[0] === '' ? lines.slice(1) : lines)];
}

function headline({ service, goal, assessments, only }: Plan, style: ExplainStyle): string[] {
  const { palette, width } = style;
  const marks = marksOf(style);
  const title = `${palette.bold(headingOf(goal, printable(service)))}  ${goal.from} ${marks.arrow} ${palette.bold(goal.to)}`;
  const paint =
    goal.fromCondition === 'up'
      ? palette.green
      : goal.fromCondition === 'degraded'
        ? palette.yellow
        : palette.red;
  const evidence = Object.entries(assessments).flatMap(([resource, { condition }]) =>
    condition?.region === goal.from
      ? condition.evidence.map((sentence) => `${printable(resource)}: ${cleanText(sentence)}`)
      : [],
  );
  return [
    title,
    ...wrap(meaningOf(goal), width).map((line) =>
      line.replace(`is ${goal.fromCondition}`, `is ${paint(goal.fromCondition)}`),
    ),
    ...evidence.flatMap((sentence) => hanging(`  ${marks.bullet} `, sentence, { width })),
    ...(only.length === 0
      ? []
      : wrap(`Only ${only.map(printable).join(', ')}: nothing else is touched.`, width).map(palette.yellow)),
  ];
}

function blockers(problems: readonly Problem[], style: ExplainStyle, verbose: boolean): string[] {
  if (problems.length === 0) return [];
  const { palette, width } = style;
  const marks = marksOf(style);
  const told = verbose ? problems.map((problem) => ({ problem, members: '' })) : tellProblems(problems);
  const lines = told.flatMap(({ problem, members }) => {
    const place = [problem.resource, problem.region === undefined ? undefined : `in ${problem.region}`]
      .filter((part) => part !== undefined)
      .map(printable);
    return [
      `  ${palette.red(marks.failed)} ${palette.bold(problem.code)}${place.length === 0 ? '' : `  ${place.join(' ')}`}`,
      ...(members === '' ? [] : hanging('    ', members, { width, paint: palette.dim })),
      ...hanging('    ', cleanText(problem.message), { width }),
      ...comparison(problem).flatMap((line) => hanging('    ', line, { width })),
      ...hanging('    fix: ', cleanText(fixOf(problem)), { width, paint: palette.cyan }),
    ];
  });
  return [palette.bold(palette.red(`Blocked by ${counted(told.length, 'problem')}`)), ...lines];
}

function comparison({ expected, found }: Problem): string[] {
  if (expected === undefined || found === undefined) return [];
  return [`expected: ${cleanText(expected)}; found: ${cleanText(found)}`];
}

/** The handful of facts that decide, one a line. */
function facts(plan: Plan, style: ExplainStyle): string[] {
  const { palette, width } = style;
  const fact = (label: string, text: string, paint?: (line: string) => string): string[] =>
    hanging(`  ${label.padEnd(20)}`, text, { width, ...(paint === undefined ? {} : { paint }) });
  const todo = plan.steps.filter((step) => step.skip === undefined);
  const loss = lossOf(plan);
  // Who goes home by day, builds a standby or practises has no outage to end.
  const rto = plan.goal.operation === 'failover' ? plan.objectives.rtoMs : undefined;
  const restored = restoredMs(plan);
  const late = rto !== undefined && restored > rto;
  const left = plan.steps.length - todo.length;
  return [
    ...fact(
      'expected time',
      `${durationText(plan, restored)}${rto === undefined ? '' : late ? `, which is more than the RTO of ${roughly(rto)}` : `; the RTO allows ${roughly(rto)}`}`,
      late ? palette.yellow : undefined,
    ),
    ...fact('data lost', loss.text, loss.grave ? palette.red : undefined),
    ...fact('point of no return', returnText(plan)),
    ...fact(
      'steps',
      `${counted(todo.length, 'step')}, ${todo.filter((step) => step.changes).length} of them changes${left === 0 ? '' : `; ${left} not needed`}`,
    ),
    ...fact('plan', plan.hash, palette.dim),
  ];
}

/** When the last step ends that restores the service: what is cleared up behind it does not count, in a run neither. */
function restoredMs({ steps, estimate: { startMs } }: Plan): number {
  const ends = steps
    .filter(({ phase, skip }) => !isAftermath(phase) && skip === undefined)
    .map(({ id, expectedMs }) => (startMs[id] ?? 0) + expectedMs);
  return Math.max(0, ...ends);
}

function durationText({ goal: { operation }, estimate }: Plan, restored: number): string {
  const total = estimate.totalMs;
  const moves = operation === 'failover' || operation === 'failback';
  if (!moves || roughly(restored) === roughly(total)) return roughly(total);
  return `${roughly(restored)} until it is proven, ${roughly(total)} with clearing up`;
}

function returnText({ pointOfNoReturn, steps, estimate }: Plan): string {
  const step = steps.find(({ id }) => id === pointOfNoReturn);
  if (step === undefined) return 'none: every change can be taken back';
  return `+${formatClock(estimate.startMs[step.id] ?? 0)}, ${printable(step.id)} (${printable(step.title)}); an abort before it takes back what is reversible`;
}

function criticalPath(plan: Plan, style: ExplainStyle): string[] {
  const { width } = style;
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const path = plan.estimate.criticalPath
    .map((id) => byId.get(id))
    .filter((step): step is Step => step !== undefined && step.expectedMs > 0);
  if (path.length === 0) return [];
  const text = path
    .map((step) => `${printable(step.id)} ${roughly(step.expectedMs)}`)
    .join(` ${marksOf(style).arrow} `);
  return hanging('  ', text, { width });
}

function dependencies(
  { dependencies: needed, goal, steps }: Plan,
  { palette, width }: ExplainStyle,
): string[] {
  const groupOf = new Map(
    groupSteps(steps).flatMap((group) => group.steps.map((step) => [step.id, group.id] as const)),
  );
  const heads = table(
    needed.map(({ service, region, plane }) => [
      `  ${printable(region)}`,
      printable(service),
      `${plane} plane`,
      '|',
    ]),
  );
  return needed.flatMap(({ region, steps: needing, global }, index) => {
    const by = [...new Set(needing.map((id) => groupOf.get(id) ?? id))].map(printable);
    const lost = region === goal.from;
    const mark = lost ? 'the region being left; ' : global ? 'one region for the whole world; ' : '';
    const paint = lost ? palette.red : global ? palette.yellow : palette.dim;
    return hanging(
      (heads[index] ?? '').slice(0, -1),
      `${mark}${counted(needing.length, 'step')}: ${someOf(by, 3)}`,
      { width, paint },
    );
  });
}

function next({ goal, problems, steps }: Plan, { palette, next: given }: ExplainStyle): string[] {
  const own =
    problems.length > 0
      ? [`Clear what blocks it, then plan again: ${planCommandOf(goal)}`]
      : steps.some((step) => step.skip === undefined)
        ? [`To carry it out: ${commandOf(goal)}`]
        : ['There is nothing to do.'];
  return (given ?? own).map((line) => palette.bold(line));
}
