import { describe, expect, it } from 'vitest';
import {
  chain,
  chainStart,
  parseEntries,
  verifyChain,
  type JournalEntry,
} from '../../../src/engine/journal.ts';
import type { Signal } from '../../../src/engine/signal.ts';

const start = chainStart({ run: 'fo-1', reason: 'drill' });
const signals: Signal[] = [1, 2, 3, 4].map((at) => ({ type: 'applying', at, step: `s${at}:go` }));
const entries = chain(signals, { seq: 0, hash: start });

function damaged(list: readonly (JournalEntry | undefined)[]): string | undefined {
  try {
    verifyChain(
      'fo-1',
      list.filter((entry) => entry !== undefined),
      start,
    );
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a journal', () => {
  it('verifies as it was written, also after it has been JSON, and when it was written in parts', () => {
    expect(damaged(entries)).toBeUndefined();
    expect(damaged(JSON.parse(JSON.stringify(entries)) as JournalEntry[])).toBeUndefined();
    const [, second] = entries;
    expect([
      ...entries.slice(0, 2),
      ...chain(signals.slice(2), { seq: 2, hash: second?.hash ?? '' }),
    ]).toEqual(entries);
  });

  it.each([
    [
      'a changed signal',
      entries.map((entry) =>
        entry.seq === 3 ? { ...entry, signal: { type: 'resume' as const, at: 3 } } : entry,
      ),
      3,
    ],
    ['a changed hash', entries.map((entry) => (entry.seq === 2 ? { ...entry, hash: start } : entry)), 2],
    ['an entry that was taken out', entries.filter(({ seq }) => seq !== 2), 2],
    ['entries in another order', [entries[0], entries[2], entries[1], entries[3]], 2],
    ['an entry that was put in twice', [entries[0], entries[0], ...entries.slice(1)], 2],
    ['a first entry of another run', chain(signals, { seq: 0, hash: chainStart({ run: 'fo-2' }) }), 1],
  ])('is found to be damaged at the right entry by %s', (_, list, at) => {
    expect(damaged(list)).toContain(`at entry ${at}.`);
  });

  it('says what was done to it', () => {
    const changed = entries.map((entry) =>
      entry.seq === 3 ? { ...entry, signal: { type: 'resume' as const, at: 3 } } : entry,
    );
    expect(damaged(changed)).toContain('What stands in it was changed.');
    expect(damaged(entries.slice(1))).toContain('The record of the run was changed, or what stands first');
    expect(damaged(entries.filter(({ seq }) => seq !== 3))).toContain('something was taken out');
  });

  it('is not read where an entry has more in it than its hash is over, or another order', () => {
    const [first, ...others] = entries.map((entry) => JSON.stringify(entry));
    const read = (line: string) => () => parseEntries('fo-1', [line, ...others].join('\n'));
    expect(read(first ?? '')()).toEqual(entries);
    expect(read(first?.replace(/}$/, ',"note":"put in"}') ?? '')).toThrow('Line 1 of the journal');
    const { seq, previous, hash, signal } = entries[0] as JournalEntry;
    expect(read(JSON.stringify({ previous, seq, hash, signal }))).toThrow('Line 1 of the journal');
  });
});
