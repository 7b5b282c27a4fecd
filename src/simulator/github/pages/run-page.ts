import { isoTime } from '../site.ts';
import type { Repository } from '../state/repository.ts';
import { currentAttempt, type Attempt, type Job, type Run, type Step } from '../state/runs.ts';
import { escapeHtml } from './html.ts';
import { crumbsOf } from './issue-page.ts';
import { layout } from './layout.ts';
import { renderMarkdown } from './markdown.ts';

const logTailLines = 200;

/** A run: its jobs with steps and the ends of their logs, annotations, summaries. */
export function runPage(repository: Repository, run: Run): string {
  const attempt = currentAttempt(run);
  const { status, conclusion, problem } = attempt;
  const about = `${escapeHtml(run.workflow.name)} #${run.number}, attempt ${attempt.number}, by ${escapeHtml(attempt.triggeringActor.login)}, ${isoTime(attempt.startedAt)}, <code>${run.sha.slice(0, 7)}</code> on ${escapeHtml(run.branch)}`;
  const html = `<h1>${escapeHtml(run.title)}</h1>
<p>${badge(conclusion ?? status)} <span class="quiet">${about}</span></p>
${problem === undefined ? '' : `<p class="bad">${escapeHtml(problem)}</p>`}
${waiting(attempt)}
${attempt.jobs.map(jobCard).join('\n')}
${attempt.jobs.map(summaryCard).join('\n')}`;
  return layout({ title: run.title, crumbs: crumbsOf(repository), html, live: status !== 'completed' });
}

/** A repository: its runs and issues. */
export function repositoryPage(repository: Repository): string {
  const runs = [...repository.runs.values()].reverse().map((run) => {
    const { status, conclusion } = currentAttempt(run);
    const href = `/${repository.fullName}/actions/runs/${run.id}`;
    return `<li>${badge(conclusion ?? status)} <a href="${escapeHtml(href)}">${escapeHtml(run.title)}</a></li>`;
  });
  const issues = [...repository.issues.values()].reverse().map(({ number, title, state }) => {
    const href = `/${repository.fullName}/issues/${number}`;
    return `<li><a href="${escapeHtml(href)}">${escapeHtml(title)}</a> <span class="quiet">#${number} ${state}</span></li>`;
  });
  const html = `<h1>${escapeHtml(repository.fullName)}</h1>
<section class="card"><h2>Issues</h2><div><ul>${issues.join('') || '<li>None</li>'}</ul></div></section>
<section class="card"><h2>Runs</h2><div><ul class="steps">${runs.join('') || '<li>None</li>'}</ul></div></section>`;
  return layout({ title: repository.fullName, crumbs: [], html, live: true });
}

/** The repositories there are. */
export function indexPage(repositories: Iterable<Repository>): string {
  const items = [...repositories].map(
    ({ fullName }) => `<li><a href="/${escapeHtml(fullName)}">${escapeHtml(fullName)}</a></li>`,
  );
  return layout({
    title: 'Local GitHub',
    crumbs: [],
    html: `<h1>Repositories</h1><ul>${items.join('')}</ul>`,
  });
}

function waiting({ gates, remarks }: Attempt): string {
  const lines = [
    ...gates.map(
      ({ environment, open }) => `Waits at <b>${escapeHtml(environment)}</b> for ${[...open].join(' and ')}`,
    ),
    ...remarks.map(({ environment, comment }) => `<b>${escapeHtml(environment)}</b>: ${escapeHtml(comment)}`),
  ];
  return lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;
}

function jobCard(job: Job): string {
  const { announcement, status, conclusion, steps, annotations, log } = job;
  const open = conclusion === 'success' || conclusion === 'skipped' ? '' : ' open';
  const lines = log.trimEnd().split('\n');
  const tail = lines.slice(-logTailLines).join('\n');
  const notes = annotations.map(
    ({ level, title, message }) =>
      `<li class="${level === 'failure' ? 'bad' : 'busy'}">${escapeHtml([title, message].filter(Boolean).join(': '))}</li>`,
  );
  const list = [...steps.values()].map(stepLine).join('');
  return `<details class="card"${open} id="job-${job.id}"><summary>${escapeHtml(announcement.name)} ${badge(conclusion ?? status)}</summary>
<div><ul class="steps">${list}</ul>${notes.length > 0 ? `<ul>${notes.join('')}</ul>` : ''}${log === '' ? '' : `<pre tabindex="0"><code>${escapeHtml(tail)}</code></pre>`}</div></details>`;
}

function stepLine({ name, status, conclusion }: Step): string {
  return `<li>${badge(conclusion ?? status)} ${escapeHtml(name)}</li>`;
}

function summaryCard({ summary, announcement }: Job): string {
  if (summary === '') return '';
  return `<section class="card"><h2>${escapeHtml(announcement.name)} summary</h2><div>${renderMarkdown(summary)}</div></section>`;
}

function badge(state: string): string {
  const look = state === 'success' ? 'good' : /failure|timed_out|cancelled/.test(state) ? 'bad' : 'busy';
  return `<span class="state ${look}">${escapeHtml(state.replaceAll('_', ' '))}</span>`;
}
