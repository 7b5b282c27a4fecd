import { createHash } from 'node:crypto';
import { fail, type FailoverError } from '../errors.ts';
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
    const damage = damageOf(entry, { seq: index + 1, previous });
    if (damage !== undefined) {
      const { why, ...compared } = damage;
      const message = `The journal of ${run} is damaged at entry ${index + 1}. ${why}`;
      throw fail({ code: 'JOURNAL_BROKEN', message, ...compared });
    }
    previous = entry.hash;
  });
}

interface Damage {
  readonly why: string;
  readonly expected: string;
  readonly found: string;
}

/** What has been done to an entry that should have this number and follow from this hash. */
function damageOf(
  entry: JournalEntry,
  { seq, previous }: Pick<JournalEntry, 'seq' | 'previous'>,
): Damage | undefined {
  if (entry.previous !== previous)
    return {
      why:
        seq === 1
          ? 'The record of the run was changed, or what stands first is not the first entry.'
          : 'It does not follow from the one before: something was taken out, put in or moved.',
      expected: previous,
      found: entry.previous,
    };
  if (entry.seq !== seq)
    return { why: 'Its number was changed.', expected: String(seq), found: String(entry.seq) };
  const hash = hashOf(entry);
  if (entry.hash !== hash)
    return { why: 'What stands in it was changed.', expected: hash, found: entry.hash };
  return undefined;
}

/** Reads what `JSON.stringify` has written for a run, to the letter; throws JOURNAL_BROKEN, naming `what`, for anything else. */
export function parseStored(run: RunId, text: string, what: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && JSON.stringify(value) === text) return value;
  } catch {
    // It is not JSON at all, which is said below.
  }
  throw damaged(run, what);
}

function damaged(run: RunId, what: string): FailoverError {
  return fail({ code: 'JOURNAL_BROKEN', message: `${what} of ${run} is damaged.` });
}

/** The entries in the whole lines of a journal. Throws JOURNAL_BROKEN; the chain is not looked at. */
export function parseEntries(run: RunId, text: string): JournalEntry[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const what = `Line ${index + 1} of the journal`;
    // What is not an entry after all does not fit the chain, which is verified before anything in it is believed.
    const entry = parseStored(run, line, what) as JournalEntry;
    // The hash is over these; whatever else stood there would be covered by nothing.
    if (Object.keys(entry).join() !== 'seq,previous,hash,signal') throw damaged(run, what);
    return entry;
  });
}

function hashOf({ seq, previous, signal }: Omit<JournalEntry, 'hash'>): string {
  return digest(stableJson({ seq, previous, signal }));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
