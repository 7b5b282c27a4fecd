import { createHash } from 'node:crypto';
import { fail } from '../errors.ts';
import type { RunId } from '../ids.ts';
import { stableJson } from '../plan/stable-json.ts';
import type { Signal } from './signal.ts';

/** One line of a journal: a signal, chained to the line before it so that no line can be changed or taken out unnoticed. */
export interface JournalEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  /** The hash of the entry before, or of the run's record for the first. */
  readonly previous: string;
  /** SHA-256 over `seq`, `previous` and `signal`, as 64 hexadecimal digits. */
  readonly hash: string;
  readonly signal: Signal;
}

/** Where a chain starts: the hash of what the run was started with. */
export function chainStart(record: unknown): string {
  return digest(stableJson(record));
}

/** Chains signals onto a journal that ends with `last` (`seq` 0 and the chain's start for an empty one). */
export function chain(
  signals: readonly Signal[],
  last: { readonly seq: number; readonly hash: string },
): JournalEntry[] {
  let { seq, hash } = last;
  return signals.map((signal) => {
    seq += 1;
    const previous = hash;
    hash = hashOf({ seq, previous, signal });
    return { seq, previous, hash, signal };
  });
}

/** Throws JOURNAL_BROKEN at the first entry that does not follow from the one before it. */
export function verifyChain(run: RunId, entries: readonly JournalEntry[], start: string): void {
  let previous = start;
  entries.forEach((entry, index) => {
    if (entry.seq !== index + 1 || entry.previous !== previous || entry.hash !== hashOf(entry)) {
      throw fail({
        code: 'JOURNAL_BROKEN',
        message: `The journal of ${run} is damaged at entry ${index + 1}.`,
        expected: previous,
        found: entry.previous,
      });
    }
    previous = entry.hash;
  });
}

/** Reads what `JSON.stringify` has written for a run, to the letter; throws JOURNAL_BROKEN, naming `what`, for anything else. */
export function parseStored(run: RunId, text: string, what: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && JSON.stringify(value) === text) return value;
  } catch {
    // It is not JSON at all, which is said below.
  }
  throw fail({ code: 'JOURNAL_BROKEN', message: `${what} of ${run} is damaged.` });
}

/** The entries in the whole lines of a journal. Throws JOURNAL_BROKEN; the chain is not looked at. */
export function parseEntries(run: RunId, text: string): JournalEntry[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  // What is not an entry after all does not fit the chain, which is verified before anything in it is believed.
  return lines.map(
    (line, index) => parseStored(run, line, `Line ${index + 1} of the journal`) as JournalEntry,
  );
}

function hashOf({ seq, previous, signal }: Omit<JournalEntry, 'hash'>): string {
  return digest(stableJson({ seq, previous, signal }));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
