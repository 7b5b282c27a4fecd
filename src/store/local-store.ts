import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../errors.ts';
import type { RunId } from '../ids.ts';
import { parseEntries, parseStored, type JournalEntry } from '../engine/journal.ts';
import type { LeftRequest, OperatorRequest, RunRecord, RunStore } from '../engine/run-store.ts';
import { inDirectory, isCode, readJson, readText, writeDurably } from './files.ts';
import { leaseFiles, type LeaseFiles } from './lease-files.ts';

/**
 * Keeps runs in a directory of this machine. Its lease keeps processes on this machine apart and no others; a witness bucket
 * keeps all of them apart.
 */
export function localStore(directory: string): RunStore {
  const runDirectory = (run: RunId): string => join(directory, 'runs', checked(run));
  const journalPath = (run: RunId): string => join(runDirectory(run), 'journal.jsonl');
  const leaseOf = (service: string): LeaseFiles => leaseFiles(join(directory, 'leases', checked(service)));
  const within = async <T>(work: Promise<T>): Promise<T> => await inDirectory(directory, work);
  return {
    place: directory,
    create: async (record) => {
      await within(create(runDirectory(record.run), record));
    },
    read: async (run) => await within(read(runDirectory(run), run)),
    append: async (run, entries) => {
      await within(append(journalPath(run), run, entries));
    },
    list: async (service) => await within(listRuns(directory, service)),
    acquireLease: async (service, lease, now) => await within(leaseOf(service).acquire(lease, now)),
    renewLease: async (service, lease, tag) => await within(leaseOf(service).renew(lease, tag)),
    releaseLease: async (service, tag) => {
      await within(leaseOf(service).release(tag));
    },
    readLease: async (service) => await within(leaseOf(service).read()),
    request: async (run, request) => {
      await within(leave(join(runDirectory(run), 'requests'), request));
    },
    readRequests: async (run) => await within(readRequests(join(runDirectory(run), 'requests'))),
    dropRequests: async (run, names) => {
      for (const name of names) await rm(join(runDirectory(run), 'requests', checked(name)), { force: true });
    },
  };
}

/** A run id becomes a folder name: nothing else may. */
function checked(name: string): string {
  if (!/^[\w.-]{1,128}$/.test(name) || name.startsWith('.'))
    throw fail({ code: 'RUN_UNKNOWN', message: `\`${name.slice(0, 80)}\` cannot be the name of a run.` });
  return name;
}

/** The record appears whole or not at all: half of one would stand in the way of every later run. */
async function create(directory: string, record: RunRecord): Promise<void> {
  await mkdir(join(directory, 'requests'), { recursive: true, mode: 0o700 });
  const part = join(directory, `${randomUUID()}.part`);
  try {
    await writeDurably(part, JSON.stringify(record), 'wx');
    await link(part, join(directory, 'run.json'));
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    throw fail({ code: 'RUN_UNFINISHED', message: `A run ${record.run} exists already.` }, error);
  } finally {
    await rm(part, { force: true });
  }
}

async function read(directory: string, run: RunId): ReturnType<RunStore['read']> {
  const text = await readText(join(directory, 'run.json'));
  if (text === undefined) return undefined;
  const record = parseStored(run, text, 'The record') as RunRecord;
  const journal = await readJournal(join(directory, 'journal.jsonl'));
  return { record, entries: parseEntries(run, journal.text), torn: journal.torn };
}

async function leave(directory: string, request: OperatorRequest): Promise<void> {
  const path = join(directory, `${String(request.at)}-${randomUUID()}.json`);
  await writeFile(`${path}.part`, JSON.stringify(request), { mode: 0o600 });
  await rename(`${path}.part`, path);
}

interface JournalText {
  /** The whole lines. */
  readonly text: string;
  /** Whether half a line follows: the process died while writing, before the effect of that line had begun; or is writing now. */
  readonly torn: boolean;
}

async function readJournal(path: string): Promise<JournalText> {
  const all = (await readText(path)) ?? '';
  const text = all.slice(0, all.lastIndexOf('\n') + 1);
  return { text, torn: text.length < all.length };
}

/** Only the holder of the lease appends, and only it may cut off half a line that a dead process has left. */
async function append(path: string, run: RunId, entries: readonly JournalEntry[]): Promise<void> {
  const [first] = entries;
  if (first === undefined) return;
  const journal = await readJournal(path);
  const lines = countLines(journal.text);
  if (lines !== first.seq - 1)
    throw fail({
      code: 'LEASE_LOST',
      message: `Another process writes the journal of ${run}.`,
      expected: `${first.seq - 1} entries`,
      found: `${lines} entries`,
    });
  if (journal.torn) await truncate(path, Buffer.byteLength(journal.text));
  await writeDurably(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), 'a');
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

async function listRuns(directory: string, service: string): Promise<RunId[]> {
  const names = await readdir(join(directory, 'runs')).catch(() => []);
  const records = await Promise.all(
    names.map((name) => readJson<RunRecord>(join(directory, 'runs', name, 'run.json'))),
  );
  return records
    .flatMap((record) => (record?.service === service ? [record] : []))
    .sort((a, b) => b.declaredAt - a.declaredAt || (a.run < b.run ? 1 : -1))
    .map((record) => record.run);
}

async function readRequests(directory: string): Promise<LeftRequest[]> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const found: LeftRequest[] = [];
  for (const name of names) {
    const request = await readJson<OperatorRequest>(join(directory, name));
    if (request !== undefined) found.push({ name, request });
  }
  return found;
}
