import { fixOf, type Problem } from '../errors.ts';
import { formatDuration } from '../format-duration.ts';
import { tellProblems } from '../plan/told-problems.ts';
import { tellTexts, type ToldText } from '../plan/told-texts.ts';
import { ownObjectives } from './own-objectives.ts';
import { folded, htmlProse, htmlTable, htmlText, section } from './html-text.ts';
import {
  decisionText,
  fencesOf,
  formatMoment,
  formatTime,
  toldToCode,
  lossesOf,
  signalText,
  stepText,
} from './report-text.ts';
import type { ReportStep, RunReport } from './run-report.ts';

/** Longer tables are folded away. */
const longTable = 24;

/** What went wrong, with what was expected and found and what to type; undefined when nothing did. */
export function problems({ summary }: RunReport): string | undefined {
  if (summary.problems.length === 0) return undefined;
  const all = tellProblems(summary.problems, 'every').map(({ problem, members }) => {
    const facts = [
      ['Expected', problem.expected],
      ['Found', problem.found],
      ['To do', fixOf(problem)],
    ].flatMap(([name, text]) =>
      text === undefined || text === '' ? [] : [`<dt>${name ?? ''}</dt><dd>${htmlProse(text)}</dd>`],
    );
    const of = members === '' ? '' : ` <span class="soft">(${htmlNames(members)})</span>`;
    return `<div class="problem"><strong>${htmlText(problem.code)}</strong> ${placeOf(problem)}${of}<p>${htmlProse(problem.message)}</p><dl>${facts.join('')}</dl></div>`;
  });
  return section('What went wrong', all.join('\n'));
}

function placeOf({ step, resource, region }: Problem): string {
  const what = step ?? resource;
  return `${what === undefined ? '' : `<code>${htmlText(what)}</code>`}${region === undefined ? '' : ` in ${htmlText(region)}`}`;
}

/** This page has everything, so every member is named in it, however many there are. */
function htmlNames(members: string): string {
  return members.split(', ').map(htmlText).join(', ');
}

function toldHtml({ about, members, rest }: ToldText): string {
  if (members === '') return htmlText(about + rest);
  return `<code>${htmlText(about)}</code> (${htmlNames(members)})${rest.startsWith(' ') ? ' ' : ''}${htmlText(rest)}`;
}

/** Whether the old side can still accept writes; undefined when nothing had to be fenced. */
export function fences(report: RunReport): string | undefined {
  const { fenced, unfenced } = fencesOf(report);
  if (fenced.length + unfenced.length === 0) return undefined;
  const row =
    (state: string, className: string) =>
    (step: ReportStep): string[] => [
      `<code>${htmlText(step.id)}</code>`,
      `<span class="${className}">${state}</span>`,
      htmlText(step.region),
      htmlText(stepText(step) === '' ? step.title : stepText(step)),
    ];
  const rows = [...unfenced.map(row('✖ Unfenced', 'is-failed')), ...fenced.map(row('✔ Fenced', 'is-done'))];
  const caution =
    unfenced.length === 0
      ? ''
      : `<p class="caution">What is unfenced may still accept writes in ${htmlText(report.goal.from)}. Fence it by hand before that region is used again.</p>`;
  const table = htmlTable(
    'Fence states',
    [
      { title: 'Step' },
      { title: 'State', className: 'state' },
      { title: 'Region', className: 'state wide' },
      { title: 'What it does' },
    ],
    [{ rows }],
  );
  return section('Fence', `${foldLong('fence steps', rows.length, table)}${caution}`);
}

const verdictClasses = { met: 'is-done', missed: 'is-failed', 'not measured': 'is-warned' } as const;

/** How single resources have kept objectives of their own; undefined when none has any, and while the run is under way. */
export function objectives({ summary, status }: RunReport): string | undefined {
  if (status === 'running' || status === 'aborting') return undefined;
  const rows = ownObjectives(summary).map(({ resource, name, limitMs, measuredMs, verdict }) => [
    `<code>${htmlText(resource)}</code>`,
    `${name} of ${formatDuration(limitMs)}`,
    measuredMs === undefined ? '–' : formatDuration(measuredMs),
    `<span class="${verdictClasses[verdict]}">${verdict}</span>`,
  ]);
  if (rows.length === 0) return undefined;
  const table = htmlTable(
    'Objectives of resources',
    [{ title: 'Resource' }, { title: 'Objective' }, { title: 'Measured' }, { title: '', className: 'state' }],
    [{ rows }],
  );
  return section('Objectives of resources', foldLong('objectives', rows.length, table));
}

/** How far behind each database was when it was promoted; undefined when none was. */
export function losses(report: RunReport): string | undefined {
  const rows = lossesOf(report).map(({ step, ms, source }) => [
    `<code>${htmlText(step.resource)}</code>`,
    ms === undefined ? '<strong class="is-warned">unknown</strong>' : `up to ${formatDuration(ms)}`,
    htmlText(source),
    step.endedAt === undefined ? '' : formatTime(step.startedAt ?? step.endedAt, report.declaredAt),
  ]);
  if (rows.length === 0) return undefined;
  const table = htmlTable(
    'Data lost',
    [
      { title: 'Resource' },
      { title: 'Behind at the promotion' },
      { title: 'Said by' },
      { title: 'Promoted', className: 'num' },
    ],
    [{ rows }],
  );
  return section('Data lost', foldLong('promotions', rows.length, table));
}

/** What was seen before, and what the checks at the end found. */
export function evidence({ evidence: all, checkedAt }: RunReport): string {
  const rows = all.map(({ resource, before, after }) => {
    const checks = after.map(
      ({ ok, name, expected, found }) =>
        `<li class="${ok ? '' : 'is-failed'}"><span class="${ok ? 'is-done' : 'is-failed'}">${ok ? '✔' : '✖'}</span> ${htmlText(name)}: ${htmlText(ok ? found : `expected ${expected}, found ${found}`)}</li>`,
    );
    const seen = before.region.length === 0 ? [before.summary] : before.region;
    return [
      `<code>${htmlText(resource)}</code>`,
      seen.map(htmlText).join('<br>'),
      checks.length === 0 ? '<span class="soft">–</span>' : `<ul class="checks">${checks.join('')}</ul>`,
    ];
  });
  const caption =
    checkedAt === undefined
      ? 'There are no checks at the end: the run is not done.'
      : `Everything was looked at once more at ${formatMoment(checkedAt)}.`;
  const table = htmlTable(
    'Before and after',
    [{ title: 'Resource', className: 'name' }, { title: 'Before' }, { title: 'After' }],
    [{ rows }],
  );
  return section(
    'Before and after',
    `<p class="soft">${caption}</p>${foldLong('resources', rows.length, table)}`,
  );
}

/** What people decided on the way, and when the process was interrupted; undefined when nothing of the kind happened. */
export function decisions({ decisions: all, declaredAt }: RunReport): string | undefined {
  if (all.length === 0) return undefined;
  return section(
    'Decisions and interruptions',
    `<ul class="plain">${all.map((decision) => `<li><span class="soft">${formatTime(decision.at, declaredAt)}</span> ${htmlText(decisionText(decision))}</li>`).join('')}</ul>`,
  );
}

/** Warnings of the plan and of the run; undefined without any. */
export function warnings({ warnings: all }: RunReport): string | undefined {
  return all.length === 0
    ? undefined
    : section(
        'Warnings',
        `<ul class="plain">${tellTexts(all, 'every')
          .map((told) => `<li>${toldHtml(told)}</li>`)
          .join('')}</ul>`,
      );
}

/** What infrastructure code has to be told; undefined when it need not know of anything. */
export function afterwards(report: RunReport): string | undefined {
  const told = toldToCode(report);
  return told === undefined
    ? undefined
    : section(
        'What to change afterwards',
        `<p>${told.lead}</p><ul class="plain">${told.lines.map((text) => `<li>${htmlText(text)}</li>`).join('')}</ul>`,
      );
}

/** The journal, each entry with its hash; undefined where there is none. */
export function journal({ journal: chained, run, declaredAt }: RunReport): string | undefined {
  if (chained === undefined) return undefined;
  const { place, start, entries } = chained;
  const rows = entries.map(({ seq, signal, hash }) => [
    String(seq),
    formatTime(signal.at, declaredAt),
    htmlText(signalText(signal)),
    `<code>${htmlText(hash)}</code>`,
  ]);
  const head = entries.at(-1)?.hash ?? start;
  const lead = `<p>${entries.length} entries in <code>${htmlText(place)}</code>. Each hash covers its entry and the hash before it; the first stands on the record of the run, <code>${htmlText(start)}</code>. The last is <code>${htmlText(head)}</code>.</p><p class="soft">Checked when this page was made. Check it again with <code>region-failover verify --run ${htmlText(run)}</code></p>`;
  return section(
    'Journal',
    `${lead}${folded(`${entries.length} entries`, htmlTable('Journal', [{ title: '#', className: 'num' }, { title: 'Time', className: 'num' }, { title: 'Entry' }, { title: 'SHA-256', className: 'wide' }], [{ rows }]), false)}`,
  );
}

function foldLong(name: string, rows: number, table: string): string {
  return rows > longTable ? folded(`${rows} ${name}`, table, false) : table;
}
