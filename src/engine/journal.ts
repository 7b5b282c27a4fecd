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

function hashOf({ seq, previous, signal }: Omit<JournalEntry, 'hash'>): string {
  return digest(stableJson({ seq, previous, signal }));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
