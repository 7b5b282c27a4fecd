import type { ServerResponse } from 'node:http';
import { findRepository, type Site } from '../site.ts';
import type { Repository } from '../state/repository.ts';
import { issuePage } from './issue-page.ts';
import { layout } from './layout.ts';
import { indexPage, repositoryPage, runPage } from './run-page.ts';

/** Answers for people with a browser; 404 for what there is no page of. */
export function servePage(site: Site, path: string, response: ServerResponse): void {
  const log = logAt(site, path);
  const html = log === undefined ? pageAt(site, path) : undefined;
  const missing = layout({ title: 'Not found', crumbs: [], html: '<h1>There is no such page</h1>' });
  response
    .writeHead(html === undefined && log === undefined ? 404 : 200, {
      'content-type': log === undefined ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .end(log ?? html ?? missing);
}

function repositoryAt(site: Site, path: string): { repository: Repository; rest: string } | undefined {
  const [, owner = '', name = '', rest = ''] = /^\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const repository = findRepository(site, `${owner}/${name}`);
  return repository && { repository, rest };
}

function pageAt(site: Site, path: string): string | undefined {
  if (path === '/') return indexPage(site.repositories.values());
  const { repository, rest = '' } = repositoryAt(site, path) ?? {};
  if (!repository) return undefined;
  if (rest === '') return repositoryPage(repository);
  const issue = repository.issues.get(Number(/^\/issues\/(\d+)$/.exec(rest)?.[1]));
  if (issue) return issuePage(repository, issue);
  const run = repository.runs.get(Number(/^\/actions\/runs\/(\d+)(?:\/.*)?$/.exec(rest)?.[1]));
  return run && runPage(repository, run);
}

function logAt(site: Site, path: string): string | undefined {
  const { repository, rest = '' } = repositoryAt(site, path) ?? {};
  const [, run, id] = /^\/actions\/runs\/(\d+)\/job\/(\d+)\/log$/.exec(rest) ?? [];
  const jobs = repository?.runs.get(Number(run))?.attempts.flatMap((attempt) => attempt.jobs);
  return jobs?.find((job) => job.id === Number(id))?.log;
}
