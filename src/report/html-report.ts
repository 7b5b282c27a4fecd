import { createHash } from 'node:crypto';
import { formatDuration } from '../format-duration.ts';
import { formatClock } from '../terminal-text.ts';
import { ganttSvg } from './gantt-svg.ts';
import { checklist } from './html-checklist.ts';
import {
  afterwards,
  decisions,
  evidence,
  fences,
  journal,
  losses,
  objectives,
  problems,
  warnings,
} from './html-sections.ts';
import { pageStyle } from './html-style.ts';
import { htmlText } from './html-text.ts';
import { countsText, formatMoment, formatTime, objectivesOf, verdictOf } from './report-text.ts';
import type { RunReport } from './run-report.ts';
import type { Said } from './summary-text.ts';
import { timelineOf } from './timeline.ts';

/** A run as one HTML page that needs nothing else: no script, no network, readable on paper and on a phone. Made of the same data as the Markdown report. */
export function renderHtmlReport(report: RunReport): string {
  const { service, goal } = report;
  const title = `${service}: ${goal.from} → ${goal.to}, ${verdictOf(report).text}`;
  // Only this style may be used: even text that got past the escaping could load and run nothing.
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const sections = [
    problems(report),
    objectives(report),
    timeline(report),
    checklist(report),
    fences(report),
    losses(report),
    evidence(report),
    decisions(report),
    warnings(report),
    afterwards(report),
    journal(report),
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${htmlText(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    '<main>',
    header(report),
    cards(report),
    ...sections.filter((section) => section !== undefined),
    `<footer>Made by region-failover at ${formatMoment(report.madeAt)}. All times are UTC.</footer>`,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function header(report: RunReport): string {
  const { service, goal, run, actor, reason, declaredAt, planHash, status, summary } = report;
  const verdict = verdictOf(report);
  const open = status === 'running' || status === 'aborting';
  const facts = [
    ['Declared', formatMoment(declaredAt)],
    ...(open ? [] : [['Ended', formatMoment(summary.endedAt)]]),
    ['By', actor],
    ['Mode', `${goal.mode}, ${goal.from} was ${goal.fromCondition}`],
    ['Run', run],
    ['Plan', planHash],
  ];
  return [
    '<header>',
    `<span class="badge ${verdict.paint}">${htmlText(verdict.text)}</span>`,
    `<h1>${htmlText(service)}: ${htmlText(goal.from)} → ${htmlText(goal.to)}</h1>`,
    `<blockquote>${htmlText(reason)}</blockquote>`,
    `<dl class="facts">${facts.map(([name, text]) => `<div><dt>${name ?? ''}</dt><dd>${htmlText(text ?? '')}</dd></div>`).join('')}</dl>`,
    '</header>',
  ].join('\n');
}

function cards(report: RunReport): string {
  const { summary, criticalPath, steps, status } = report;
  const { rto, rpo } = objectivesOf(report);
  const open = status === 'running' || status === 'aborting';
  const critical = new Set(criticalPath);
  const onPath = steps.reduce(
    (sum, { id, startedAt, endedAt }) => sum + (critical.has(id) ? (endedAt ?? 0) - (startedAt ?? 0) : 0),
    0,
  );
  const elapsed = summary.endedAt - summary.declaredAt;
  const warned = steps.filter(({ status: shown }) => shown === 'warned').length;
  const all = [
    {
      name: 'Time to recover (RTO)',
      figure:
        summary.rtoMs === undefined ? (open ? formatClock(elapsed, 2) : '–') : formatClock(summary.rtoMs, 2),
      more: rto,
    },
    { name: 'Data lost (RPO)', figure: lossFigure(report), more: rpo },
    {
      name: 'Steps',
      figure: `${summary.counts.done + summary.counts.skipped + warned}/${steps.length}`,
      more: {
        text: countsText(report),
        ...(summary.counts.failed > warned ? { paint: 'red' as const } : {}),
      },
    },
    {
      name: open ? 'So far' : 'Took',
      figure: formatClock(elapsed, 2),
      more: {
        text: `${formatDuration(summary.expectedMs)} expected; ${formatDuration(Math.floor(onPath / 1000) * 1000)} of it in ${criticalPath.length === 1 ? '1 step' : `${criticalPath.length} steps`} on the critical path`,
      },
    },
  ];
  const card = ({ name, figure, more }: { name: string; figure: string; more: Said }): string =>
    `<li${more.paint === undefined ? '' : ` class="${more.paint}"`}><div class="name">${name}</div><div class="figure">${htmlText(figure)}</div><div class="more">${htmlText(more.text)}</div></li>`;
  return `<ul class="cards">\n${all.map(card).join('\n')}\n</ul>`;
}

function lossFigure({ summary: { rpo } }: RunReport): string {
  if (rpo === undefined) return 'none';
  if (!rpo.known && rpo.ms === 0) return 'unknown';
  return `${rpo.known ? '≤' : '≥'} ${rpo.ms === 0 ? '0 s' : formatDuration(rpo.ms)}`;
}

function timeline(report: RunReport): string | undefined {
  const drawn = timelineOf(report);
  if (drawn.rows.length === 0) return undefined;
  const moments = drawn.marks.map(({ label, at }) => `${label} at ${formatTime(at)}`);
  const description = [
    `From ${formatTime(drawn.from)} to ${formatTime(drawn.until)} UTC.`,
    ...moments.map((text) => `${text}.`),
    'The checklist below has the same times as text.',
  ].join(' ');
  const key = (look: string, text: string): string =>
    `<li><svg aria-hidden="true"><rect class="bar ${look}" width="16" height="10" rx="3"/></svg>${text}</li>`;
  const looks = new Set(drawn.rows.map(({ whole }) => whole.look));
  const legend = [
    key('critical', 'critical path: what the end of the run waited for'),
    key('done', 'other steps'),
    ...(looks.has('failed') ? [key('failed', 'failed')] : []),
    ...(looks.has('warned') ? [key('warned', 'failed, the run went on without it')] : []),
    ...(looks.has('running') ? [key('running', 'not ended')] : []),
    ...(looks.has('undone') ? [key('undone', 'taken back')] : []),
  ];
  return `<section><h2>Timeline</h2>\n${ganttSvg(drawn, description)}\n<ul class="legend">${legend.join('')}</ul></section>`;
}
