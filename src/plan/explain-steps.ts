import {
  formatClock,
  hanging,
  padTo,
  marksOf,
  printable,
  widthOf,
  wrap,
  type TextStyle,
} from '../terminal-text.ts';
import { phases, type Phase, type Plan, type Risk, type Step } from './plan.ts';
import { groupNeeds, groupSteps, phaseTitles, type StepGroup } from './step-groups.ts';
import { roughly } from './roughly.ts';

/** The steps of a plan in words: stages in the order in which they start, equal steps on one line unless `verbose`. */
export function explainSteps(plan: Plan, style: TextStyle, verbose: boolean): string[] {
  const groups = verbose ? plan.steps.map(alone) : groupSteps(plan.steps);
  const start = (group: StepGroup): number =>
    Math.min(...group.steps.map((step) => plan.estimate.startMs[step.id] ?? 0));
  const stages = phases
    .map((phase) => ({ phase, groups: groups.filter((group) => group.phase === phase) }))
    .filter((stage) => stage.groups.length > 0)
    .map((stage) => ({ ...stage, start: Math.min(...stage.groups.map(start)) }))
    .sort((a, b) => a.start - b.start || phases.indexOf(a.phase) - phases.indexOf(b.phase));
  const clock = Math.max(...groups.map((group) => widthOf(formatClock(start(group)))), 4) + 1;
  return stages.flatMap(({ phase, groups: members }) => [
    '',
    ...stageHead(phase, members, style),
    ...members.flatMap((group) =>
      explainGroup(group, { style, clock: padTo(`+${formatClock(start(group))}`, clock) }),
    ),
  ]);
}

function alone(step: Step): StepGroup {
  return { id: step.id, title: step.title, phase: step.phase, members: [], steps: [step] };
}

/** What every step of a stage waits for is said once, at its head. */
function stageHead(phase: Phase, groups: readonly StepGroup[], { palette, width }: TextStyle): string[] {
  const needs = new Map(
    groups.flatMap(groupNeeds).flatMap((need) => (need.phase ? [[need.target, need.why] as const] : [])),
  );
  const waits = [...needs].map(([target, why]) => `after ${target} (${printable(why)})`).join(', ');
  const head = `${palette.bold(phaseTitles[phase])}  ${palette.dim(phase)}`;
  return waits === '' ? [head] : [head, ...hanging('  ', waits, { width, paint: palette.dim })];
}

function explainGroup(group: StepGroup, { style, clock }: { style: TextStyle; clock: string }): string[] {
  const { palette, width } = style;
  const marks = marksOf(style);
  const [step] = group.steps;
  const indent = ' '.repeat(widthOf(clock) + 4);
  const inner = width - indent.length;
  const title = printable(inRegion(group.title, step.region));
  const facts = factsOf(step);
  const oneLine = widthOf(title) + widthOf(facts) + 3 <= inner;
  const painted = paintFacts(step, palette);
  const lines =
    facts === ''
      ? wrap(title, inner)
      : oneLine
        ? [`${title}   ${painted}`]
        : [...wrap(title, inner), painted];
  const own = groupNeeds(group).filter((need) => !need.phase);
  const reads =
    own.length === 0
      ? []
      : [
          `waits for ${own.map(({ target, why }) => `${printable(target)}, because ${printable(why)}`).join('; ')}`,
        ];
  const about = [
    ...wrap(printable(group.id), inner),
    ...(group.members.length === 0
      ? []
      : wrap(`${group.members.length} of them: ${group.members.map(printable).join(', ')}`, inner)),
    ...reads.flatMap((line) => wrap(line, inner)),
  ].map(palette.dim);
  const skipped =
    step.skip === undefined
      ? []
      : hanging(`${marks.skipped} `, `not done: ${printable(step.skip)}`, {
          width: inner,
          paint: palette.yellow,
        });
  return [...lines, ...skipped, ...about].map((line, position) =>
    position === 0 ? `  ${palette.cyan(clock)}  ${line}` : indent + line,
  );
}

function inRegion(title: string, region: string): string {
  return title.includes(region) ? title : `${title} in ${region}`;
}

const risks: Readonly<Record<Risk, string>> = {
  none: '',
  reversible: '',
  lossy: 'may lose data',
  irreversible: 'cannot be undone',
};

function factsOf(step: Step): string {
  return [step.skip === undefined ? `~${roughly(step.expectedMs)}` : '', ...warningsOf(step)]
    .filter((part) => part !== '')
    .join('  ');
}

function warningsOf(step: Step): string[] {
  if (step.skip !== undefined) return [];
  // At the end nothing is taken back any more.
  const risk = step.phase === 'restore' ? '' : risks[step.risk];
  return [risk === '' ? '' : `[${risk}]`, step.optional === true ? '[optional]' : ''];
}

function paintFacts(step: Step, palette: TextStyle['palette']): string {
  const [risk = '', optional = ''] = warningsOf(step);
  const time = step.skip === undefined ? palette.dim(`~${roughly(step.expectedMs)}`) : '';
  return [time, palette.red(risk), palette.dim(optional)].filter((part) => part !== '').join('  ');
}
