import { formatDuration } from '../../src/format-duration.ts';
import { fixOf } from '../../src/errors.ts';
import { ganttSvg } from '../../src/report/gantt-svg.ts';
import { htmlProse, htmlText } from '../../src/report/html-text.ts';
import { formatTime } from '../../src/report/report-text.ts';
import { formatClock } from '../../src/terminal-text.ts';
import { tallyOf } from '../approvals/tally.ts';
import { isEnded, type Incident, type IncidentState } from '../incidents/incident.ts';
import { recovers } from '../incidents/purpose.ts';
import { returnQuestion } from '../messages/buttons.ts';
import { countedSteps, isFailed, isOver, listedSteps } from '../messages/checklist-lines.ts';
import { isWithin, rtoClock } from '../messages/clocks.ts';
import { htmlLine } from '../messages/email.ts';
import {
  approvalLines,
  cautionLines,
  factLines,
  lossLines,
  planLines,
  staleLines,
  stateLine,
  stateNames,
} from '../messages/incident-lines.ts';
import { plainLine, type Line } from '../messages/line.ts';
import { titleOf } from '../messages/purpose-words.ts';
import { tellFailures } from '../messages/told-failures.ts';
import { incidentTimeline } from './incident-timeline.ts';
import { checklistHtml, sinceHtml, untilHtml } from './page-checklist.ts';

/** What changes on the page: HTML by the id of the element it stands in, and two plain texts. `now` in ms since the epoch. */
export interface PageState {
  readonly now: number;
  readonly title: string;
  /** Read aloud when it changes. */
  readonly said: string;
  readonly parts: Readonly<Record<PartName, string>>;
}

/** The ids of the parts, in their order on the page. */
export const partNames = [
  ...(['head', 'stale', 'cards', 'attention'] as const),
  ...(['primary', 'timeline', 'secondary', 'report'] as const),
];

/** The id of a part. */
export type PartName = (typeof partNames)[number];

/** Renders everything that changes, from the incident as it is. */
export function pageState(incident: Incident, now: number): PageState {
  const { name } = stateNames[incident.state];
  const isBegun = incident.progress !== undefined;
  const checklist = checklistHtml(incident, now);
  const about = aboutHtml(incident);
  return {
    now,
    title: `${name}: ${titleOf(incident)}`,
    said: saidOf(incident),
    parts: {
      head: headHtml(incident),
      stale: staleLines(incident, now)
        .map((line) => `<p class="banner">${lineHtml(line)}</p>`)
        .join(''),
      cards: cardsHtml(incident, now),
      attention: attentionHtml(incident),
      // Before the run people read the plan to decide about it; then they watch the checklist.
      primary: isBegun ? checklist : about,
      timeline: timelineHtml(incident, now),
      secondary: isBegun ? about : checklist,
      report: reportHtml(incident),
    },
  };
}

/** A count that moves with every step would be read aloud all the time. */
function saidOf(incident: Incident): string {
  if (incident.state !== 'running' || incident.progress?.status === 'aborting')
    return plainLine(stateLine(incident)).replace(/^\p{S}\ufe0f? /u, '');
  const failed = listedSteps(incident).filter(isFailed).length;
  return failed === 0 ? 'Running. Nothing has failed so far.' : `Running. ${failed} failed.`;
}

const paints: Readonly<Record<IncidentState, string>> = {
  planning: 'live',
  'awaiting-approval': 'yellow',
  starting: 'live',
  running: 'live',
  stopped: 'yellow',
  done: 'green',
  failed: 'red',
  aborted: 'yellow',
  rejected: 'plain',
  expired: 'plain',
  refused: 'red',
};

function headHtml(incident: Incident): string {
  const { state, request } = incident;
  const dot = paints[state] === 'live' ? '<span class="pulse" aria-hidden="true"></span>' : '';
  return `<span class="badge ${paints[state]}">${dot}${htmlText(stateNames[state].name)}</span><h1>${htmlText(titleOf(incident))}</h1><blockquote dir="auto">${htmlText(request.reason === '' ? 'No reason was given.' : request.reason)}</blockquote>`;
}

function cardsHtml(incident: Incident, now: number): string {
  const cards = [
    rtoCard(incident, now),
    stepsCard(incident),
    lossCard(incident),
    approvalsCard(incident, now),
  ];
  return `<ul class="cards">${cards.join('')}</ul>`;
}

function card(
  name: string,
  figure: string,
  { more, paint = '' }: { readonly more: string; readonly paint?: string },
): string {
  return `<li${paint === '' ? '' : ` class="${paint}"`}><div class="name">${name}</div><div class="figure">${figure}</div><div class="more">${more}</div></li>`;
}

function rtoCard(incident: Incident, now: number): string {
  const clock = rtoClock(incident, now);
  if (clock === undefined) return '';
  const { ms, objectiveMs, state } = clock;
  const within = isWithin(clock);
  const figure = state === 'running' ? sinceHtml(incident.declaredAt, now) : formatClock(ms, 2);
  const of = objectiveMs === undefined ? '' : ` <small>of ${formatClock(objectiveMs, 2)}</small>`;
  const words =
    state === 'restored'
      ? within === false
        ? 'restored; objective missed'
        : 'restored'
      : state === 'stopped'
        ? 'not restored'
        : within === false
          ? 'over the objective'
          : 'since it was declared';
  const paint = within === false ? 'red' : state === 'restored' ? 'green' : '';
  return card('Time to recover (RTO)', `<span role="timer">${figure}</span>${of}`, { more: words, paint });
}

function stepsCard(incident: Incident): string {
  const steps = countedSteps(incident);
  if (steps.length === 0) return '';
  const over = steps.filter(isOver).length;
  const failed = steps.filter(isFailed).length;
  const bar = `<progress max="${steps.length}" value="${over}" aria-label="Steps done">${over} of ${steps.length}</progress>`;
  const more = failed > 0 ? `${failed} failed` : incident.progress === undefined ? 'planned' : 'done';
  return card('Steps', `${over} <small>of ${steps.length}</small>`, {
    more: `${bar}${more}`,
    paint: failed > 0 ? 'red' : '',
  });
}

function lossCard(incident: Incident): string {
  const { purpose } = incident.request;
  if (purpose !== 'plan' && !recovers(purpose)) return '';
  const measured = incident.progress?.summary;
  const objective = incident.policy.rpoMs;
  const of = objective === undefined ? '' : ` <small>of ${htmlText(formatDuration(objective))}</small>`;
  if (measured !== undefined) {
    const { rpo } = measured;
    if (rpo === undefined) return card('Data lost (RPO)', 'none', { more: 'measured', paint: 'green' });
    const missed = objective !== undefined && rpo.ms > objective;
    const paint = missed ? 'red' : rpo.known ? 'green' : 'yellow';
    return card('Data lost (RPO)', `${rpo.known ? '≤' : '≥'} ${htmlText(lossText(rpo.ms))}${of}`, {
      more: rpo.known ? (missed ? 'objective missed' : 'measured') : 'one replica could not tell',
      paint,
    });
  }
  const loss = incident.plan?.loss;
  if (loss === undefined) return '';
  return card('Data that would be lost', `${loss.known ? '≤' : '≥'} ${htmlText(lossText(loss.ms))}${of}`, {
    more: loss.known ? 'as of the plan' : 'one replica could not tell',
    paint: loss.known ? '' : 'yellow',
  });
}

/** Where it does not fit into its line, a number keeps its unit. */
function lossText(ms: number): string {
  return (ms === 0 ? '0 s' : formatDuration(ms)).replace(/ (?=\D)/g, '\u00a0');
}

function approvalsCard(incident: Incident, now: number): string {
  if (incident.plan === undefined || incident.request.purpose === 'plan') return '';
  const { required, counted, breakGlass, satisfied } = tallyOf(incident);
  const left =
    incident.state === 'awaiting-approval' && incident.expiresAt !== undefined
      ? `expires in ${untilHtml(incident.expiresAt, now)}`
      : breakGlass !== undefined || incident.breakGlass !== undefined
        ? 'break-glass'
        : satisfied
          ? 'complete'
          : '';
  return card('Approvals', `${counted.length} <small>of ${required}</small>`, {
    more: left,
    paint: satisfied ? 'green' : '',
  });
}

/** What somebody has to decide or mend. */
function attentionHtml(incident: Incident): string {
  const failed = listedSteps(incident).filter(isFailed);
  const told = tellFailures(failed);
  const problems = told.slice(0, 10).map(({ step: { title, id, region, problem }, members }) => {
    const where = `<strong>${htmlText(title)}</strong> in <code>${htmlText(region)}</code><br><code>${htmlText(id)}</code>${members === '' ? '' : ` ${htmlText(members)}`}`;
    if (problem === undefined) return `<div class="problem">${where}</div>`;
    const facts = [
      ['Expected', problem.expected],
      ['Found', problem.found],
      ['To do', fixOf(problem)],
    ].flatMap(([name, text]) =>
      text === undefined || text === '' ? [] : [`<dt>${name ?? ''}</dt><dd>${htmlProse(text)}</dd>`],
    );
    return `<div class="problem">${where}<p><strong>${htmlText(problem.code)}</strong> ${htmlProse(problem.message)}</p><dl>${facts.join('')}</dl></div>`;
  });
  const more = told.length > 10 ? `<p>… and ${told.length - 10} more: see the checklist.</p>` : '';
  const asked = returnQuestion(incident);
  const question =
    asked?.question.type === 'point-of-no-return'
      ? `<section class="attention ask"><h2>A decision is needed</h2><p>After <code>${htmlText(asked.question.step)}</code> the run cannot be taken back. Approve or decline it in Slack, or with <code>/failover approve</code> in the issue.</p></section>`
      : '';
  return `${question}${problems.length === 0 ? '' : `<section class="attention"><h2>What has failed</h2>${problems.join('')}${more}</section>`}`;
}

function timelineHtml(incident: Incident, now: number): string {
  const timeline = incidentTimeline(incident, now);
  if (timeline === undefined) return '';
  const moments = timeline.marks.map(({ label, at }) => `${label} at ${formatTime(at)}.`);
  const description = [
    `From ${formatTime(timeline.from)} to ${formatTime(timeline.until)} UTC.`,
    ...moments,
    'The checklist has the same times as text.',
  ].join(' ');
  return `<section><h2>Timeline</h2>${ganttSvg(timeline, description)}</section>`;
}

function aboutHtml(incident: Incident): string {
  const { places, dispatches } = incident;
  const job = dispatches.findLast(({ url }) => url !== undefined)?.url;
  const list = (lines: readonly string[]): string => lines.map((line) => `<li>${line}</li>`).join('');
  const part = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `<section><h2>${title}</h2><ul class="people">${list(lines)}</ul></section>`;
  const links = [
    ['Headline in Slack', places.slack?.permalink],
    [places.issue === undefined ? '' : `Issue #${places.issue.number} in GitHub`, places.issue?.url],
    ['Job in GitHub', job],
  ].flatMap(([text, url]) =>
    text === undefined || url === undefined ? [] : [htmlLine([{ link: text, url }])],
  );
  return [
    part('Approvals', approvalLines(incident).map(lineHtml)),
    part('Plan', [...planLines(incident), ...cautionLines(incident, 20)].map(lineHtml)),
    part('Declaration', [...factLines(incident), ...lossLines(incident)].map(lineHtml)),
    links.length === 0 ? '' : `<ul class="links">${list(links)}</ul>`,
  ].join('');
}

const pageSigns: Readonly<Record<string, { readonly sign: string; readonly look: string }>> = {
  '✅': { sign: '✔', look: 'done' },
  '❌': { sign: '✖', look: 'failed' },
  '⚠️': { sign: '▲', look: 'warned' },
  '🚨': { sign: '▲', look: 'failed' },
};

/** A line of a message with the signs of this page, which need no font of coloured pictures. */
function lineHtml(line: Line): string {
  const [first, ...rest] = line;
  const found =
    first !== undefined && 'text' in first
      ? Object.keys(pageSigns).find((sign) => first.text.startsWith(sign))
      : undefined;
  const shown = found === undefined ? undefined : pageSigns[found];
  if (found === undefined || shown === undefined || first === undefined || !('text' in first))
    return htmlLine(line);
  return `<span class="is-${shown.look}" aria-hidden="true">${shown.sign}</span>${htmlLine([{ text: first.text.slice(found.length) }, ...rest])}`;
}

/** A report as long as this is enough on a phone; all of it is in the job's summary. */
const mostLines = 1500;

function reportHtml({ report, ...incident }: Incident): string {
  if (report === undefined || !isEnded(incident)) return '';
  const lines = report.split('\n');
  const text = lines
    .slice(0, mostLines)
    .map((line) => htmlText(line))
    .join('\n');
  const more =
    lines.length > mostLines
      ? `\n… and ${lines.length - mostLines} more lines in the summary of the job.`
      : '';
  return `<section><h2>Report</h2><details data-key="the report"><summary>Show the report</summary><pre>${text}${more}</pre></details></section>`;
}
