import { formatDuration } from '../format-duration.ts';
import { phases } from '../plan/plan.ts';
import { groupSteps, phaseTitles } from '../plan/step-groups.ts';
import { folded, htmlProse, htmlTable, htmlText, section } from './html-text.ts';
import { formatTime, statusMarks, statusWords, stepText } from './report-text.ts';
import type { ReportStep, RunReport } from './run-report.ts';
import { plainStep } from './timeline.ts';

/** Steps of the same shape that came to the same are one line from this many on. */
const foldFrom = 13;

/** Every step with its state, start and length, stage by stage. */
export function checklist(report: RunReport): string {
  const groups = phases.flatMap((phase) => {
    const own = report.steps.filter((step) => step.phase === phase);
    return own.length === 0 ? [] : [{ title: phaseTitles[phase], rows: stageRows(report, own) }];
  });
  const columns = [
    { title: 'Step', className: 'step' },
    { title: 'State', className: 'state wide' },
    { title: 'Region', className: 'state wide' },
    { title: 'Start', className: 'num' },
    { title: 'Took', className: 'num' },
  ];
  return section('Checklist', htmlTable('Every step, stage by stage', columns, groups));
}

function stageRows(report: RunReport, own: readonly ReportStep[]): string[][] {
  const byId = new Map(own.map((step) => [step.id, step]));
  const critical = new Set(report.criticalPath);
  return groupSteps(own.map(plainStep)).flatMap((group) => {
    const members = group.steps.flatMap(({ id }) => byId.get(id) ?? []);
    return [...new Set(members.map(({ status }) => status))].flatMap((status) => {
      const alike = members.filter((step) => step.status === status);
      return alike.length < foldFrom
        ? alike.map((step) => stepRow(report, step, critical))
        : [foldedRow(report, { id: group.id, title: group.title, members: alike }, critical)];
    });
  });
}

function stepRow(report: RunReport, step: ReportStep, critical: ReadonlySet<string>): string[] {
  const tags = [
    ...(critical.has(step.id) ? ['<span class="tag critical">critical path</span>'] : []),
    ...(report.pointOfNoReturn === step.id ? ['<span class="tag return">point of no return</span>'] : []),
  ];
  const text = stepText(step);
  const paint =
    step.status === 'failed' || step.status === 'undo-failed'
      ? ' red'
      : step.status === 'warned'
        ? ' yellow'
        : '';
  const note = text === '' ? '' : ` <span class="said${paint}">${htmlProse(text)}</span>`;
  return [
    `${markOf(step)} ${htmlText(step.title)}${tags.join('')}<span class="note"><code>${htmlText(step.id)}</code>${note}</span>`,
    `<span class="is-${step.status}">${htmlText(statusWords[step.status])}</span>`,
    htmlText(step.region),
    step.startedAt === undefined ? '' : formatTime(step.startedAt, report.declaredAt),
    tookText(step),
  ];
}

/** The sign is for the eye, the word for everyone else. */
function markOf({ status }: ReportStep): string {
  return `<span class="is-${status}" aria-hidden="true">${statusMarks[status]}</span><span class="hidden">${htmlText(statusWords[status])}: </span>`;
}

function tookText({ tookMs }: ReportStep): string {
  return tookMs === undefined ? '' : formatDuration(tookMs);
}

function foldedRow(
  report: RunReport,
  {
    id,
    title,
    members,
  }: { readonly id: string; readonly title: string; readonly members: readonly ReportStep[] },
  critical: ReadonlySet<string>,
): string[] {
  const [first] = members;
  if (first === undefined) return [];
  const starts = members.flatMap(({ startedAt }) => startedAt ?? []);
  const times = members.flatMap(({ tookMs }) => tookMs ?? []);
  const list = members.map(
    (step) =>
      `<li><code>${htmlText(step.id)}</code> ${tookText(step)}${critical.has(step.id) ? '<span class="tag critical">critical path</span>' : ''}${stepText(step) === '' ? '' : ` <span class="soft">${htmlText(stepText(step))}</span>`}</li>`,
  );
  return [
    `${markOf(first)} ${htmlText(title)} <strong>×${members.length}</strong>${members.some((step) => step.id === report.pointOfNoReturn) ? '<span class="tag return">point of no return</span>' : ''}<span class="note"><code>${htmlText(id)}</code></span>${folded(`all ${members.length}`, `<ul class="plain">${list.join('')}</ul>`, false)}`,
    `<span class="is-${first.status}">${htmlText(statusWords[first.status])}</span>`,
    htmlText(first.region),
    starts.length === 0 ? '' : formatTime(Math.min(...starts), report.declaredAt),
    times.length === 0 ? '' : `up to ${formatDuration(Math.max(...times))}`,
  ];
}
