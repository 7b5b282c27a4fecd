import { isoTime } from '../site.ts';
import type { Issue } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import { escapeHtml } from './html.ts';
import { layout } from './layout.ts';
import { renderMarkdown } from './markdown.ts';

/** The crumbs of everything in a repository. */
export function crumbsOf(repository: Repository) {
  return [{ text: repository.fullName, href: `/${repository.fullName}` }];
}

/** An issue with its comments. */
export function issuePage(repository: Repository, issue: Issue): string {
  const { title, number, state, labels } = issue;
  const names = labels.map(({ name }) => `<span class="state quiet">${escapeHtml(name)}</span>`).join(' ');
  const entries = [
    { id: 'body', by: issue.user.login, at: issue.createdAt, text: issue.body ?? '' },
    ...issue.comments.map(({ id, user, createdAt, body }) => ({
      id: `issuecomment-${id}`,
      by: user.login,
      at: createdAt,
      text: body,
    })),
  ];
  const html = `<h1>${escapeHtml(title)} <span class="number">#${number}</span></h1>
<p><span class="state ${state === 'open' ? 'good' : 'quiet'}">${state === 'open' ? 'Open' : 'Closed'}</span> ${names}</p>
${entries.map(entry).join('\n')}`;
  return layout({ title: `${title} #${number}`, crumbs: crumbsOf(repository), html, live: state === 'open' });
}

function entry({ id, by, at, text }: { id: string; by: string; at: number; text: string }): string {
  const head = `${escapeHtml(by)} <span class="quiet">${isoTime(at)}</span>`;
  return `<section class="card" id="${id}"><h2>${head}</h2><div>${renderMarkdown(text)}</div></section>`;
}
