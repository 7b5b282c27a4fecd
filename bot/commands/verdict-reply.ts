import type { Verdict } from '../incidents/signal.ts';
import { sayLines, type Reply } from './reply.ts';

/** What a verdict says to the one who acted. */
export function replyOf(verdict: Verdict): Reply {
  return sayLines(verdict.ok, verdict.say ?? 'Done.');
}
