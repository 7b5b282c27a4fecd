import { createHash } from 'node:crypto';
import { stableJson } from '../../src/plan/stable-json.ts';
import type { AuditDraft, AuditLine } from './store.ts';

/** What stands for the line before the first one. */
export const chainStart = '0'.repeat(64);

/** The next line of the chain and the text that its hash is over: stable JSON of everything in the line but the hash. */
export function chained(
  draft: AuditDraft,
  last: { readonly seq: number; readonly hash: string },
): { readonly seq: number; readonly line: string; readonly hash: string } {
  const seq = last.seq + 1;
  const line = hashedText({ ...draft, seq, previous: last.hash });
  return { seq, line, hash: sha256(line) };
}

/** Whether the line is what was written, and follows the line with the hash `previous`. */
export function follows(line: AuditLine, last: { readonly seq: number; readonly hash: string }): boolean {
  return line.seq === last.seq + 1 && line.previous === last.hash && sha256(hashedText(line)) === line.hash;
}

function hashedText(line: Omit<AuditLine, 'hash'>): string {
  return stableJson({ ...line, hash: undefined });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
