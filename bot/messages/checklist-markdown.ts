import { phaseTitles } from '../../src/plan/step-groups.ts';
import type { Incident } from '../incidents/incident.ts';
import {
  failureLines,
  groupsOf,
  isFailed,
  isOver,
  isRunning,
  listedSteps,
  stepLine,
  type ListedGroup,
} from './checklist-lines.ts';
import { markdownLine } from './markdown.ts';
import { code, say, type Line } from './line.ts';
import type { ListedStep } from './shown.ts';
import { tellFailures } from './told-failures.ts';

/** With more steps than this only those under way and failed are named one by one. */
const mostSteps = 120;
const mostGroups = 150;
const mostNamed = 20;

/** The checklist as a task list, stage by stage where the stages are known. */
export function taskList(incident: Incident, now: number): string[] {
  const steps = listedSteps(incident);
  const all = groupsOf(steps);
  const groups = all.slice(0, mostGroups);
  const lines: string[] = [];
  let phase: ListedStep['phase'];
  for (const group of groups) {
    const [first] = group.steps;
    if (first.phase !== undefined && first.phase !== phase)
      lines.push(...(lines.length === 0 ? [] : ['']), `**${phaseTitles[first.phase]}**`, '');
    phase = first.phase;
    lines.push(...tasksOf(group, { now, brief: steps.length > mostSteps }));
  }
  const missing = all.length - groups.length;
  return missing > 0 ? [...lines, '', `… and ${missing} more groups of steps.`] : lines;
}

function tasksOf(
  { name, steps, over }: ListedGroup,
  { now, brief }: { readonly now: number; readonly brief: boolean },
): string[] {
  const [first, ...more] = steps;
  if (more.length === 0) return [task(first, now)];
  const shown = (brief ? steps.filter((step) => isRunning(step) || isFailed(step)) : steps).slice(
    0,
    brief ? mostNamed : mostSteps,
  );
  const head = `- [${over === steps.length ? 'x' : ' '}] ${markdownLine(say`${code(name)} ${over}/${steps.length}`)}`;
  return [head, ...shown.map((step) => `  ${task(step, now)}`)];
}

function task(step: ListedStep, now: number): string {
  return `- [${isOver(step) ? 'x' : ' '}] ${markdownLine(stepLine(step, now), 200)}`;
}

/** Failed steps in full, as paragraphs. */
export function failureParagraphs(incident: Incident): string[] {
  const failed = listedSteps(incident).filter(isFailed);
  const text = (line: Line): string => markdownLine(line);
  return tellFailures(failed)
    .slice(0, 10)
    .map((told) => failureLines(told).map(text).join('  \n'));
}
