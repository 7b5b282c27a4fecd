import { formatDuration } from '../format-duration.ts';
import { phases } from '../plan/plan.ts';
import { groupSteps, phaseTitles } from '../plan/step-groups.ts';
import { fixOf } from '../errors.ts';
import { tellProblems } from '../plan/told-problems.ts';
import { tellTexts, toldLine } from '../plan/told-texts.ts';
import { ganttMermaid } from './gantt-mermaid.ts';
import { markdownCode, markdownTable, markdownText } from './markdown-text.ts';
import {
  countsText,
  decisionText,
  fencesOf,
  formatMoment,
  formatTime,
  toldToCode,
  lossesOf,
  objectivesOf,
  statusMarks,
  statusWords,
  stepText,
  verdictOf,
} from './report-text.ts';
import { toldEvidence } from './told-evidence.ts';
import { ownObjectives, toldObjectives } from './own-objectives.ts';
import type { ReportStep, RunReport } from './run-report.ts';
import { plainStep, timelineOf } from './timeline.ts';

interface Section {
  /** What is left out first when there is no room: the highest number. */
  readonly rank: number;
  readonly title: string;
  readonly text: string;
  /** A shorter form of the same. */
  readonly short?: string;
}

/**
 * A run as Markdown with a Mermaid timeline, for job summaries, issues and files. With `maxBytes` (UTF-8) the least important sections
 * are shortened or left out, and it says which.
 */
export function renderMarkdownReport(
  report: RunReport,
  { maxBytes = Infinity }: { readonly maxBytes?: number } = {},
): string {
  const sections = [
    headline(report),
    problems(report),
    objectives(report),
    timeline(report),
    checklist(report),
    fences(report),
    losses(report),
    evidence(report),
    decisions(report),
    list(
      { title: 'Warnings', rank: 2 },
      tellTexts(report.warnings).map((told) => markdownText(toldLine(told))),
    ),
    afterwards(report),
    journal(report),
  ].filter((section) => section !== undefined);
  return fit(sections, maxBytes);
}

function fit(sections: readonly Section[], maxBytes: number): string {
  let kept = [...sections];
  const left: string[] = [];
  const whole = (): string => {
    const note =
      left.length === 0
        ? []
        : [
            `_Left out for length: ${left.join(', ')}. The page that \`region-failover report\` writes has everything._`,
          ];
    return `${[...kept.map(({ title, text }) => (title === '' ? text : `## ${title}\n\n${text}`)), ...note].join('\n\n')}\n`;
  };
  let text = whole();
  while (Buffer.byteLength(text) > maxBytes && kept.length > 1) {
    const worst = kept.reduce((a, b) => (b.rank > a.rank ? b : a));
    const { short, ...rest } = worst;
    if (short === undefined) left.push(worst.title.toLowerCase());
    kept = kept.flatMap((section) =>
      section !== worst
        ? [section]
        : short === undefined
          ? []
          : [{ ...rest, rank: rest.rank / 10, text: short }],
    );
    text = whole();
  }
  return text;
}

function headline(report: RunReport): Section {
  const { service, goal, summary, run, actor, reason, declaredAt, planHash } = report;
  const verdict = verdictOf(report);
  const { rto, rpo } = objectivesOf(report);
  const ends =
    report.status === 'running' || report.status === 'aborting'
      ? []
      : [`ended ${formatMoment(summary.endedAt)}`];
  const rows = [
    ['RTO', said(rto)],
    ['Data lost (RPO)', said(rpo)],
    ['Steps', countsText(report)],
    [
      'Took',
      `${formatDuration(summary.endedAt - summary.declaredAt)}; ${formatDuration(summary.expectedMs)} expected`,
    ],
    ['Declared', [formatMoment(declaredAt), ...ends].join(', ')],
    ['By', markdownText(actor)],
    ['Why', markdownText(reason)],
    ['Run', `${markdownCode(run)}, plan ${markdownCode(planHash)}`],
  ];
  const title = `# ${light(verdict.paint)} ${markdownText(service)}: ${goal.from} → ${goal.to} (${goal.mode})`;
  return {
    rank: 0,
    title: '',
    text: [title, `**${verdict.text}**`, markdownTable(['', ''], rows)].join('\n\n'),
  };
}

function light(paint: 'green' | 'yellow' | 'red'): string {
  return { green: '🟢', yellow: '🟡', red: '🔴' }[paint];
}

function said({
  text,
  paint,
}: {
  readonly text: string;
  readonly paint?: 'green' | 'yellow' | 'red';
}): string {
  return `${paint === undefined ? '' : `${light(paint)} `}${markdownText(text)}`;
}

function problems({ summary }: RunReport): Section | undefined {
  const lines = tellProblems(summary.problems).map(({ problem, members }) => {
    const place = [problem.step ?? problem.resource, problem.region]
      .filter((part) => part !== undefined)
      .map(markdownCode);
    const facts = [
      ['expected', problem.expected],
      ['found', problem.found],
      ['do', fixOf(problem)],
    ].flatMap(([label, text]) =>
      text === undefined || text === '' ? [] : [`\n  - ${label ?? ''}: ${markdownText(text)}`],
    );
    const of = members === '' ? '' : ` (${markdownText(members)})`;
    return `**${problem.code}** ${place.join(' in ')}${of}: ${markdownText(problem.message)}${facts.join('')}`;
  });
  const all = list({ title: 'What went wrong', rank: 4.5 }, lines);
  if (all === undefined || lines.length <= 5) return all;
  const few = [...lines.slice(0, 5), `and ${lines.length - 5} more`].map((line) => `- ${line}`);
  return { ...all, short: few.join('\n') };
}

function timeline(report: RunReport): Section | undefined {
  const drawn = timelineOf(report);
  if (drawn.rows.length === 0) return undefined;
  const fence = (chart: string): string => `\`\`\`mermaid\n${chart}\n\`\`\``;
  const caption = `_Times in UTC. Red: the critical path, ${criticalText(report)}._`;
  return {
    rank: 6,
    title: 'Timeline',
    text: [fence(ganttMermaid(drawn)), caption].join('\n\n'),
    short: [fence(ganttMermaid(timelineOf(report, 0))), caption].join('\n\n'),
  };
}

/** The critical path in words: `regions:look → databases/orders:promote → ...`. */
function criticalText({ criticalPath }: RunReport): string {
  const shown =
    criticalPath.length <= 12
      ? criticalPath
      : [...criticalPath.slice(0, 5), '...', ...criticalPath.slice(-6)];
  return shown.map((id) => (id === '...' ? id : markdownCode(id))).join(' → ');
}

function checklist(report: RunReport): Section {
  const rows = (steps: readonly ReportStep[]): string[][] =>
    steps.map((step) => [
      `${statusMarks[step.status]} ${statusWords[step.status]}`,
      `${markdownText(step.title)}<br>${markdownCode(step.id)}`,
      step.startedAt === undefined ? '' : formatTime(step.startedAt, report.declaredAt),
      step.tookMs === undefined ? '' : formatDuration(step.tookMs),
      markdownText(stepText(step)),
    ]);
  const head = ['', 'Step', 'Start (UTC)', 'Took', ''];
  const stages = phases.flatMap((phase) => {
    const own = report.steps.filter((step) => step.phase === phase);
    return own.length === 0
      ? []
      : [[`### ${phaseTitles[phase]}`, markdownTable(head, rows(own))].join('\n\n')];
  });
  return { rank: 5, title: 'Checklist', text: stages.join('\n\n'), short: groupTable(report) };
}

/** One line for steps of the same shape. */
function groupTable({ steps }: RunReport): string {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const rows = groupSteps(steps.map(plainStep)).map(({ id, title, steps: members }) => {
    const counts = new Map<string, number>();
    for (const member of members) {
      const word = statusWords[byId.get(member.id)?.status ?? 'pending'];
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const longest = Math.max(0, ...members.map((member) => byId.get(member.id)?.tookMs ?? 0));
    return [
      [...counts].map(([word, count]) => (members.length === 1 ? word : `${count} ${word}`)).join(', '),
      `${markdownText(title)}<br>${markdownCode(id)}`,
      formatDuration(longest),
    ];
  });
  return markdownTable(['', 'Steps', 'Longest'], rows);
}

function fences(report: RunReport): Section | undefined {
  const { fenced, unfenced } = fencesOf(report);
  const line =
    (mark: string) =>
    (step: ReportStep): string =>
      `${mark} ${markdownCode(step.id)} in ${step.region}: ${markdownText(step.title)}`;
  const caution =
    unfenced.length === 0
      ? []
      : [
          `**What is unfenced may still accept writes in ${report.goal.from}. Fence it by hand before that region is used again.**`,
        ];
  return list({ title: 'Fence', rank: 3 }, [
    ...unfenced.map(line('❌ Unfenced')),
    ...fenced.map(line('✔ Fenced')),
    ...caution,
  ]);
}

function objectives({ summary, status }: RunReport): Section | undefined {
  if (status === 'running' || status === 'aborting') return undefined;
  const marks = { met: '🟢', missed: '🔴', 'not measured': '🟡' } as const;
  const lines = toldObjectives(ownObjectives(summary)).map(
    ({ verdict, told: { about, members, rest } }) =>
      `${marks[verdict]} ${markdownCode(about)} ${markdownText(members === '' ? rest : `(${members})${rest}`)}`,
  );
  const all = list({ title: 'Objectives of resources', rank: 3.5 }, lines);
  const few = [...lines.slice(0, 5), `and ${lines.length - 5} more`];
  return all === undefined || lines.length <= 6
    ? all
    : { ...all, short: few.map((line) => `- ${line}`).join('\n') };
}

function losses(report: RunReport): Section | undefined {
  const rows = lossesOf(report).map(({ step, ms, source }) => [
    markdownCode(step.resource),
    ms === undefined ? '**unknown**' : `up to ${formatDuration(ms)}`,
    markdownText(source),
  ]);
  return rows.length === 0
    ? undefined
    : {
        rank: 3,
        title: 'Data lost',
        text: markdownTable(['Resource', 'Behind at the promotion', 'Source'], rows),
      };
}

function evidence({ evidence: all, checkedAt }: RunReport): Section {
  const rows = toldEvidence(all).map(({ about, members, before, after }) => [
    [markdownCode(about), ...(members === '' ? [] : [markdownText(members)])].join('<br>'),
    before.map(markdownText).join('<br>'),
    after.map(({ ok, text }) => `${ok ? '✔' : '✖'} ${markdownText(text)}`).join('<br>'),
  ]);
  const caption =
    checkedAt === undefined
      ? '_There are no checks at the end: the run is not done._'
      : `_Checked at ${formatMoment(checkedAt)}._`;
  return {
    rank: 7,
    title: 'Before and after',
    text: [markdownTable(['Resource', 'Before', 'After'], rows), caption].join('\n\n'),
  };
}

function decisions({ decisions: all, declaredAt }: RunReport): Section | undefined {
  return list(
    { title: 'Decisions and interruptions', rank: 3 },
    all.map((decision) => `${formatTime(decision.at, declaredAt)} ${markdownText(decisionText(decision))}`),
  );
}

function afterwards(report: RunReport): Section | undefined {
  const told = toldToCode(report);
  if (told === undefined) return undefined;
  return {
    rank: 4,
    title: 'What to change afterwards',
    text: `${told.lead}\n\n${told.lines.map((line) => `- ${markdownText(line)}`).join('\n')}`,
  };
}

function journal({ journal: chained, run }: RunReport): Section | undefined {
  if (chained === undefined) return undefined;
  const head = chained.entries.at(-1)?.hash ?? chained.start;
  return {
    rank: 2,
    title: 'Journal',
    text: `${chained.entries.length} entries in ${markdownText(chained.place)}, each chained to the one before it. The last hash is ${markdownCode(head)}; \`region-failover verify --run ${run}\` checks the chain.`,
  };
}

function list(
  { title, rank }: { readonly title: string; readonly rank: number },
  lines: readonly string[],
): Section | undefined {
  return lines.length === 0 ? undefined : { rank, title, text: lines.map((line) => `- ${line}`).join('\n') };
}
