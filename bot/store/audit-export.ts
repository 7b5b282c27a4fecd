import { stableJson } from '../../src/plan/stable-json.ts';
import { chainStart, follows } from './audit-hash.ts';
import type { AuditLine, Store } from './store.ts';

const page = 500;

/** The audit as JSON lines (https://jsonlines.org), oldest first, each with its line break; of one incident, or whole, which alone can be verified. */
export async function* exportAudit(
  store: Pick<Store, 'readAudit'>,
  incident?: string,
): AsyncGenerator<string, void> {
  let after = 0;
  for (;;) {
    const lines = await store.readAudit({
      after,
      limit: page,
      ...(incident === undefined ? {} : { incident }),
    });
    for (const line of lines) yield `${stableJson(line)}\n`;
    const last = lines.at(-1);
    if (last === undefined || lines.length < page) return;
    after = last.seq;
  }
}

/** What an exported file is worth. `hash` of the last line: compare it with one kept elsewhere, since lines cut off at the end leave no trace in the file itself. */
export type ExportVerdict =
  | { readonly ok: true; readonly lines: number; readonly hash: string }
  | { readonly ok: false; readonly line: number; readonly why: 'not a line of the audit' | 'does not fit' };

/** Follows the chain through an exported audit, given line by line; `line` of the verdict counts from 1. Needs no database. */
export async function verifyExport(lines: AsyncIterable<string> | Iterable<string>): Promise<ExportVerdict> {
  let last = { seq: 0, hash: chainStart };
  let count = 0;
  for await (const text of lines) {
    if (text.trim() === '') continue;
    count++;
    const line = asLine(text);
    if (line === undefined) return { ok: false, line: count, why: 'not a line of the audit' };
    if (!follows(line, last)) return { ok: false, line: count, why: 'does not fit' };
    last = { seq: line.seq, hash: line.hash };
  }
  return { ok: true, lines: count, hash: last.hash };
}

function asLine(text: string): AuditLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // Its members need no check of their own: `follows` holds only where all of them are as they were written.
    return typeof value === 'object' && value !== null ? (value as AuditLine) : undefined;
  } catch {
    return undefined;
  }
}
