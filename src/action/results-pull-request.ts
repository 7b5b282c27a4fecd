import * as z from 'zod';
import type { Http, HttpResponse } from '../http.ts';

/** What is proposed, where, and as whom. */
export interface Proposal {
  readonly http: Http;
  /** Address of GitHub's API. */
  readonly api: string;
  readonly token: string;
  /** `owner/name` */
  readonly repository: string;
  readonly branch: string;
  /** Path of the file; it is made where there is none. */
  readonly path: string;
  /** Names the section: it is added once, however often it is proposed. */
  readonly id: string;
  readonly title: string;
  /** Markdown. */
  readonly section: string;
}

/** Where the section is to be found. */
export interface Proposed {
  readonly url: string;
  /** False where it was there before. */
  readonly isNew: boolean;
}

const timeoutMs = 30_000;

/** Files of results grow; GitHub gives files of up to 1 MB with their content. */
const maxBytes = 3_000_000;

/** Other jobs may commit to the same branch in between. */
const tries = 4;

const repositoryShape = z.object({ default_branch: z.string(), html_url: z.string() });
const refShape = z.object({ object: z.object({ sha: z.string() }) });
/** A file of more than 1 MB comes without its content; adding to nothing would lose it. */
const fileShape = z.object({ sha: z.string(), encoding: z.literal('base64'), content: z.string() });
const pullShape = z.object({ html_url: z.string() });

/**
 * Adds a section to the end of a file on a branch of its own, and opens a pull request for that branch where none is open. Every part of
 * it is looked at before it is done, so it may be repeated. Throws what GitHub said where it refuses.
 */
export async function proposeSection(proposal: Proposal): Promise<Proposed> {
  const { repository, branch, path, id } = proposal;
  const about = await asked(proposal, 'GET ');
  const { default_branch: base, html_url: page } = repositoryShape.parse(about);
  const merged = await fileOn(proposal, base);
  if (merged?.text.includes(markOf(id)) === true)
    return { url: `${page}/blob/${base}/${path}`, isNew: false };
  await makeBranch(proposal, base);
  const isNew = await addSection(proposal);
  const owner = repository.split('/')[0] ?? '';
  const query = new URLSearchParams({ head: `${owner}:${branch}`, base, state: 'open' });
  const open = async () =>
    pullShape.array().parse(await asked(proposal, `GET /pulls?${query.toString()}`))[0];
  const found = await open();
  if (found !== undefined) return { url: found.html_url, isNew };
  const body = `Results of a drill, for \`${path}\`. Opened by region-failover.`;
  const answer = await send(proposal, 'POST /pulls', { title: proposal.title, head: branch, base, body });
  // 422: another job has opened it since we looked.
  const opened = answer.status === 422 ? await open() : undefined;
  return { url: (opened ?? pullShape.parse(contentOf(answer))).html_url, isNew };
}

async function makeBranch(proposal: Proposal, base: string): Promise<void> {
  const { branch } = proposal;
  const there = await send(proposal, `GET /git/ref/heads/${escaped(branch)}`);
  if (there.status === 200) return;
  if (there.status !== 404) contentOf(there);
  const { object } = refShape.parse(await asked(proposal, `GET /git/ref/heads/${escaped(base)}`));
  const made = await send(proposal, 'POST /git/refs', { ref: `refs/heads/${branch}`, sha: object.sha });
  // 422: it exists by now.
  if (made.status !== 422) contentOf(made);
}

/** False where the section is there already. */
async function addSection(proposal: Proposal): Promise<boolean> {
  const { branch, path, id, title, section } = proposal;
  for (let attempt = 1; ; attempt += 1) {
    const before = await fileOn(proposal, branch);
    if (before?.text.includes(markOf(id)) === true) return false;
    const kept = before === undefined ? '# Drills\n' : before.text.trimEnd().concat('\n');
    const text = `${kept}\n${markOf(id)}\n\n${section.trimEnd()}\n`;
    const content = Buffer.from(text).toString('base64');
    const answer = await send(proposal, `PUT /contents/${escaped(path)}`, {
      ...{ message: title, content, branch },
      ...(before === undefined ? {} : { sha: before.sha }),
    });
    // 409 and 422: somebody else has written the file since it was read.
    if ((answer.status !== 409 && answer.status !== 422) || attempt === tries) {
      contentOf(answer);
      return true;
    }
  }
}

async function fileOn(
  proposal: Proposal,
  branch: string,
): Promise<{ readonly text: string; readonly sha: string } | undefined> {
  const query = new URLSearchParams({ ref: branch });
  const answer = await send(proposal, `GET /contents/${escaped(proposal.path)}?${query.toString()}`);
  if (answer.status === 404) return undefined;
  const { sha, content } = fileShape.parse(contentOf(answer));
  return { text: Buffer.from(content, 'base64').toString('utf8'), sha };
}

function markOf(id: string): string {
  return `<!-- region-failover ${id} -->`;
}

function escaped(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

async function asked(proposal: Proposal, what: string): Promise<unknown> {
  return contentOf(await send(proposal, what));
}

/** `what` is the method and the path below the repository, as in `GET /pulls`. */
async function send(
  { http, api, token, repository }: Proposal,
  what: string,
  body?: object,
): Promise<HttpResponse> {
  const [method = '', path = ''] = what.split(' ');
  return await http.request({
    ...{ method, url: `${api}/repos/${repository}${path}`, timeoutMs, maxBytes },
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': 'region-failover',
      'x-github-api-version': '2022-11-28',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The content of an answer. Throws, with the reason that GitHub gave, for a refusal. */
function contentOf({ status, body }: HttpResponse): unknown {
  const content = parsed(body);
  if (status < 400) return content;
  const { message } = z.object({ message: z.string().default('no reason given') }).parse(content ?? {});
  const hint =
    status === 403
      ? ' The job needs `contents: write` and `pull-requests: write`, and the repository the setting "Allow GitHub Actions to create and approve pull requests".'
      : '';
  throw new Error(`GitHub answered ${status}: ${message}.${hint}`);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
