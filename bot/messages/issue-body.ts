import { isEnded, type Incident } from '../incidents/incident.ts';
import { failureParagraphs, taskList } from './checklist-markdown.ts';
import {
  approvalLines,
  cautionLines,
  clockLines,
  factLines,
  lossLines,
  planLines,
  staleLines,
  stateLine,
} from './incident-lines.ts';
import { cut, githubLimits } from './limits.ts';
import { link, moment, plainText, say, type Line } from './line.ts';
import { incidentMarker, markdownLine } from './markdown.ts';
import { objectiveLines } from './objective-lines.ts';
import { titleOf } from './purpose-words.ts';
import type { Shown } from './shown.ts';

/** The label by which the bot lists the issues of its incidents. */
export const issueLabel = 'region-failover';

/** The issue of an incident as it is now. */
export interface IssueText {
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
}

/** Builds title and body from the newest state: declaration, approvals, checklist as a task list, report. */
export function issueText(incident: Incident, shown: Shown): IssueText {
  const { now } = shown;
  const parts = [
    incidentMarker(incident.id),
    paragraph([
      stateLine(incident),
      ...clockLines(incident, now),
      ...lossLines(incident),
      ...objectiveLines(incident, 20),
      ...staleLines(incident, now),
    ]),
    part('Declaration', [bullets(factLines(incident))]),
    part('Plan', [bullets([...planLines(incident), ...cautionLines(incident, 20)])]),
    part('Approvals', [bullets(approvalLines(incident, now))]),
    part('Failed', failureParagraphs(incident)),
    part('Checklist', [taskList(incident, now).join('\n')]),
    markdownLine(footLine(incident, shown)),
    isEnded(incident) && incident.report !== undefined ? foldedReport(incident.report) : '',
  ].filter((text) => text !== '');
  return {
    title: cut(plainText(`${titleOf(incident)} (${incident.id})`), githubLimits.title),
    body: fitBody(parts),
    state: isEnded(incident) ? 'closed' : 'open',
  };
}

function part(title: string, paragraphs: readonly string[]): string {
  const shown = paragraphs.filter((text) => text !== '');
  return shown.length === 0 ? '' : `### ${title}\n\n${shown.join('\n\n')}`;
}

function paragraph(lines: readonly Line[]): string {
  return lines.map((line) => markdownLine(line)).join('  \n');
}

function bullets(lines: readonly Line[]): string {
  return lines.map((line) => `- ${markdownLine(line)}`).join('\n');
}

function footLine({ state }: Incident, { now, page }: Shown): Line {
  const how = ['done', 'failed', 'aborted', 'rejected', 'expired', 'refused'].includes(state)
    ? say``
    : say` Comment ${{ code: '/failover approve' }}, ${{ code: '/failover reject' }}, ${{ code: '/failover abort' }} or ${{ code: '/failover help' }} to act from here.`;
  return [
    ...say`As of ${moment(now)}.`,
    ...(page === undefined ? [] : say` ${link('Live page', page)}.`),
    ...how,
  ];
}

/** The report is Markdown of our own, made by the job; nobody may be called by it all the same, and no marker may be forged. */
function foldedReport(report: string): string {
  const quiet = report
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/&#64;/g, '$&\u200b')
    .replace(/<!--/g, '&lt;!--');
  return `<details><summary>Report</summary>\n\n${quiet.trim()}\n\n</details>`;
}

const leftOut = '\n\n… The rest does not fit into an issue: see the live page, or the summary of the job.';

/** As many lines as GitHub takes, with open blocks closed behind them. */
function fitBody(parts: readonly string[]): string {
  const body = parts.join('\n\n');
  if (body.length <= githubLimits.body) return body;
  const end = body.lastIndexOf('\n', githubLimits.body - leftOut.length - 40);
  const kept = body.slice(0, end);
  const fence = (kept.match(/^```/gm) ?? []).length % 2 === 1 ? '\n```' : '';
  const open = (kept.match(/<details>/g) ?? []).length - (kept.match(/<\/details>/g) ?? []).length;
  return `${kept}${fence}${'\n</details>'.repeat(Math.min(Math.max(open, 0), 2))}${leftOut}`;
}
