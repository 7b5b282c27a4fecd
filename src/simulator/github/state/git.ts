import { createHash } from 'node:crypto';
import type { Holder } from './accounts.ts';

/** A commit with all of its files, text only. */
export interface Commit {
  readonly sha: string;
  readonly treeSha: string;
  readonly files: Readonly<Record<string, string>>;
  readonly message: string;
  readonly author: Holder;
  readonly at: number;
  readonly parents: readonly string[];
}

/** The commits and branches of one repository. */
export interface Git {
  readonly commits: Map<string, Commit>;
  /** Branch to commit. */
  readonly branches: Map<string, string>;
  readonly defaultBranch: string;
}

/** What is to be committed onto a branch; `undefined` removes a file. */
export interface Change {
  readonly branch: string;
  readonly files: Readonly<Record<string, string | undefined>>;
  readonly message: string;
  readonly author: Holder;
  readonly at: number;
}

/** Adds a commit to a branch, which is made when there is none. */
export function commitTo(git: Git, change: Change): Commit {
  const parent = git.commits.get(git.branches.get(change.branch) ?? '');
  const kept = Object.entries({ ...parent?.files, ...change.files }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const files = Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)));
  const parents = parent ? [parent.sha] : [];
  const treeSha = hash(JSON.stringify(files));
  const { message, author, at } = change;
  const sha = hash(JSON.stringify([treeSha, message, author.login, at, parents]));
  const commit: Commit = { sha, treeSha, files, message, author, at, parents };
  git.commits.set(sha, commit);
  git.branches.set(change.branch, sha);
  return commit;
}

/** The commit that a branch, `refs/heads/...`, full or abbreviated commit names; without a name, the newest of the default branch. */
export function resolveCommit(git: Git, ref: string = git.defaultBranch): Commit | undefined {
  const branch = git.branches.get(branchOf(ref) ?? ref);
  const exact = git.commits.get(branch ?? ref);
  if (exact) return exact;
  if (!/^[0-9a-f]{7,39}$/.test(ref)) return undefined;
  const matching = [...git.commits.values()].filter(({ sha }) => sha.startsWith(ref));
  return matching.length === 1 ? matching[0] : undefined;
}

/** The branch of `refs/heads/...` or `heads/...`. */
export function branchOf(ref: string): string | undefined {
  return /^(?:refs\/)?heads\/(.+)$/.exec(ref)?.[1];
}

/** The commit and its ancestors, newest first. */
export function history(git: Git, head: Commit): Commit[] {
  const found: Commit[] = [];
  let next: Commit | undefined = head;
  while (next) {
    found.push(next);
    next = git.commits.get(next.parents[0] ?? '');
  }
  return found;
}

/** A file's name as Git knows it: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function blobSha(text: string): string {
  return hash(`blob ${Buffer.byteLength(text)}\0${text}`);
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
