import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../errors.ts';
import type { RunId } from '../ids.ts';
import type { JournalEntry } from '../engine/journal.ts';
import type { Lease, LeaseAnswer, OperatorRequest, RunRecord, RunStore } from '../engine/run-store.ts';

interface StoredLease extends Lease {
  readonly tag: string;
}

/**
 * Keeps runs in a directory of this machine. Its lease keeps processes on this machine apart and no others; a witness bucket
 * keeps all of them apart.
 */
export function localStore(directory: string): RunStore {
  const runDirectory = (run: RunId): string => join(directory, 'runs', checked(run));
  return {
    place: directory,
    create: async (record) => {
      await mkdir(join(runDirectory(record.run), 'requests'), { recursive: true, mode: 0o700 });
      await writeDurably(join(runDirectory(record.run), 'run.json'), JSON.stringify(record), 'wx');
    },
    read: async (run) => {
      const record = await readJson<RunRecord>(join(runDirectory(run), 'run.json'));
      if (record === undefined) return undefined;
      return { record, entries: await readEntries(join(runDirectory(run), 'journal.jsonl'), run) };
    },
    append: async (run, entries) => {
      await writeDurably(join(runDirectory(run), 'journal.jsonl'), entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), 'a');
    },
    list: async (service) => await listRuns(directory, service),
    acquireLease: async (service, lease, now) => await acquire(leasePath(directory, service), lease, now),
    renewLease: async (service, lease, tag) => await renew(leasePath(directory, service), lease, tag),
    releaseLease: async (service, tag) => {
      const path = leasePath(directory, service);
      if ((await readJson<StoredLease>(path))?.tag === tag) await rm(path, { force: true });
    },
    readLease: async (service) => await readJson<StoredLease>(leasePath(directory, service)),
    request: async (run, request) => {
      const path = join(runDirectory(run), 'requests', `${String(request.at)}-${randomUUID()}.json`);
      await writeFile(`${path}.part`, JSON.stringify(request), { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
    takeRequests: async (run) => await takeRequests(join(runDirectory(run), 'requests')),
  };
}

/** A run id becomes a folder name: nothing else may. */
function checked(name: string): string {
  if (!/^[\w.-]{1,128}$/.test(name) || name.startsWith('.')) throw fail({ code: 'RUN_UNKNOWN', message: `\`${name.slice(0, 80)}\` cannot be the name of a run.` });
  return name;
}

function leasePath(directory: string, service: string): string {
  return join(directory, `${checked(service)}.lease.json`);
}

async function writeDurably(path: string, text: string, flag: 'a' | 'wx'): Promise<void> {
  const file = await open(path, flag, 0o600);
  try {
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** A process that died while writing leaves half a line; its effect had not begun, so the line is cut off. */
async function readEntries(path: string, run: RunId): Promise<JournalEntry[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await truncate(path, Buffer.byteLength(whole));
  return whole.split('\n').filter(Boolean).map((line, index) => {
    try {
      return JSON.parse(line) as JournalEntry;
    } catch {
      throw fail({ code: 'JOURNAL_BROKEN', message: `The journal of ${run} is damaged at line ${index + 1} of ${path}.` });
    }
  });
}

async function listRuns(directory: string, service: string): Promise<RunId[]> {
  const names = await readdir(join(directory, 'runs')).catch(() => []);
  const records = await Promise.all(names.map((name) => readJson<RunRecord>(join(directory, 'runs', name, 'run.json'))));
  return records
    .flatMap((record) => (record?.service === service ? [record] : []))
    .sort((a, b) => b.declaredAt - a.declaredAt || (a.run < b.run ? 1 : -1))
    .map((record) => record.run);
}

/** A hard link is made by one process only, however many try: it is the atomic step of taking a free lease. */
async function acquire(path: string, lease: Lease, now: number): Promise<LeaseAnswer> {
  const stored: StoredLease = { ...lease, tag: randomUUID() };
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const current = await readJson<StoredLease>(path);
  if (current !== undefined) {
    if (current.expiresAt > now && !(current.run === lease.run && current.holder === lease.holder)) return { acquired: false, lease: current };
    const taken = await takeAway(path, current);
    if (taken !== undefined) return { acquired: false, lease: taken };
  }
  const part = `${path}.${stored.tag}`;
  await writeDurably(part, JSON.stringify(stored), 'wx');
  try {
    await link(part, path);
    return { acquired: true, tag: stored.tag };
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const winner = await readJson<StoredLease>(path);
    return { acquired: false, lease: winner ?? lease };
  } finally {
    await unlink(part);
  }
}

/** Moves an expired lease aside. Two processes may have found it: whoever moved away the other's fresh lease puts it back, and returns it. */
async function takeAway(path: string, expired: StoredLease): Promise<StoredLease | undefined> {
  const aside = `${path}.${randomUUID()}.aside`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  const moved = await readJson<StoredLease>(aside);
  const fresh = moved?.tag !== expired.tag;
  if (fresh) await link(aside, path);
  await unlink(aside);
  return fresh ? moved : undefined;
}

async function renew(path: string, lease: Lease, tag: string): Promise<LeaseAnswer> {
  const current = await readJson<StoredLease>(path);
  if (current?.tag !== tag) return { acquired: false, lease: current ?? lease };
  await writeFile(`${path}.${tag}.renewal`, JSON.stringify({ ...lease, tag }), { mode: 0o600 });
  await rename(`${path}.${tag}.renewal`, path);
  return { acquired: true, tag };
}

async function takeRequests(directory: string): Promise<OperatorRequest[]> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const taken: OperatorRequest[] = [];
  for (const name of names) {
    const request = await readJson<OperatorRequest>(join(directory, name));
    await rm(join(directory, name), { force: true });
    if (request !== undefined) taken.push(request);
  }
  return taken;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
