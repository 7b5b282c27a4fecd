import { formatDuration } from '../../src/format-duration.ts';
import { phaseTitles } from '../../src/plan/step-groups.ts';
import { htmlText } from '../../src/report/html-text.ts';
import { statusMarks, statusWords } from '../../src/report/report-text.ts';
import { formatClock } from '../../src/terminal-text.ts';
import type { Incident } from '../incidents/incident.ts';
import { groupsOf, isFailed, isRunning, listedSteps, type ListedGroup } from '../messages/checklist-lines.ts';
import type { ListedStep } from '../messages/shown.ts';

/** The checklist, stage by stage; groups of like steps fold, and stand open while something in them moves or has failed. */
export function checklistHtml(incident: Incident, now: number): string {
  const steps = listedSteps(incident);
  if (steps.length === 0) return '';
  const parts: string[] = [];
  let phase: string | undefined;
  let items: string[] = [];
  const close = (): void => {
    if (items.length > 0) parts.push(`<ol class="steps">${items.join('')}</ol>`);
    items = [];
  };
  for (const group of groupsOf(steps)) {
    const [first] = group.steps;
    if (first.phase !== undefined && first.phase !== phase) {
      close();
      parts.push(`<h3>${htmlText(phaseTitles[first.phase])}</h3>`);
    }
    phase = first.phase;
    items.push(groupItem(group, now));
  }
  close();
  return `<section aria-labelledby="checklist-title"><h2 id="checklist-title">Checklist</h2>${parts.join('')}</section>`;
}

/** Of a group as long as this, done steps are left out of what unfolds. */
const mostListed = 100;

function groupItem(group: ListedGroup, now: number): string {
  const { name, steps, status, over } = group;
  const [first] = steps;
  if (steps.length === 1) return `<li>${lineHtml(first, now)}</li>`;
  const moving = steps.some((step) => isRunning(step) || isFailed(step));
  const times = steps.flatMap(({ tookMs }) => tookMs ?? []);
  const when = over === steps.length && times.length > 0 ? `up to ${formatDuration(Math.max(...times))}` : '';
  const listed =
    steps.length <= mostListed
      ? steps
      : [...steps].sort((a, b) => weight(b) - weight(a)).slice(0, mostListed);
  const rest =
    steps.length > listed.length ? `<li class="soft">… and ${steps.length - listed.length} more</li>` : '';
  const summary = `<div class="line is-${status}">${sign(status)}<span class="what"><code>${htmlText(name)}</code><span class="count">${over} of ${steps.length}</span></span><span class="when">${when}</span></div>`;
  return `<li><details data-key="${htmlText(name)}"${moving ? ' open' : ''}><summary>${summary}</summary><ol>${listed.map((step) => `<li>${lineHtml(step, now)}</li>`).join('')}${rest}</ol></details></li>`;
}

/** What needs attention comes first where not everything can be shown. */
function weight(step: ListedStep): number {
  return isFailed(step) ? 3 : isRunning(step) ? 2 : step.status === 'done' ? 0 : 1;
}

function sign(status: ListedStep['status']): string {
  return `<span class="sign is-${status}" aria-hidden="true">${statusMarks[status]}</span><span class="hidden">${statusWords[status]}: </span>`;
}

function lineHtml(step: ListedStep, now: number): string {
  const { status, title, id, note, problem } = step;
  const grave = isFailed(step) ? ' red' : status === 'warned' || status === 'retrying' ? ' yellow' : '';
  const text = problem !== undefined && grave !== '' ? `${problem.code}: ${problem.message}` : (note ?? '');
  const said = text === '' ? '' : `<span class="note${grave}">${htmlText(text)}</span>`;
  return `<div class="line is-${status}">${sign(status)}<span class="what">${htmlText(title === '' ? id : title)}</span><span class="when">${timeHtml(step, now)}</span>${said}</div>`;
}

function timeHtml(step: ListedStep, now: number): string {
  if (step.tookMs !== undefined) return formatDuration(step.tookMs);
  if (isRunning(step) && step.since !== undefined) return sinceHtml(step.since, now);
  return step.status === 'pending' ? `about ${formatDuration(step.expectedMs)}` : '';
}

/** A clock that the page lets run: what has passed since then. */
export function sinceHtml(since: number, now: number): string {
  return `<span data-since="${since}">${formatClock(now - since, 2)}</span>`;
}

/** A clock that the page lets run: what is left until then. */
export function untilHtml(until: number, now: number): string {
  return `<span data-until="${until}">${formatClock(until - now, 2)}</span>`;
}
