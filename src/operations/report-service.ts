import { fail, type Problem } from '../errors.ts';
import type { StoredRun } from '../engine/run.ts';
import type { RunId } from '../ids.ts';
import { isBeingExecuted, latestRun } from './run-service.ts';
import type { Session } from './session.ts';

/** A run to report on, and whether a live process is executing it now. */
export interface ReportedRun {
  readonly stored: StoredRun;
  readonly executing: boolean;
}

/** The named run, or the newest of the service, with its chain verified. Throws RUN_UNKNOWN and JOURNAL_BROKEN. */
export async function runToReport(session: Session, run: RunId | undefined): Promise<ReportedRun> {
  const stored = await latestRun(session, run);
  if (stored === undefined) {
    throw fail({
      code: 'RUN_UNKNOWN',
      message: `There has been no run of ${session.config.service} in ${session.store.place}.`,
      fix: 'Start one with `failover`, or name the config of another service with --config.',
    });
  }
  return { stored, executing: await isBeingExecuted(session, stored) };
}

/** What checking a journal has found. Hashes are SHA-256 as 64 hexadecimal digits. */
export interface JournalCheck {
  readonly run: RunId;
  readonly place: string;
  readonly entries: number;
  /** The hash of the record, from which the chain starts. */
  readonly start: string;
  /** The hash of the last entry: compare it with the one in a report to see that nothing was cut off the end. */
  readonly head: string;
  readonly status: string;
  readonly problem?: Problem;
}

/** Checks the record and every entry of a run against the chain of hashes. Throws RUN_UNKNOWN, and JOURNAL_BROKEN at the first that does not fit. */
export async function checkJournal(session: Session, run: RunId): Promise<JournalCheck> {
  const { stored, executing } = await runToReport(session, run);
  const { entries, start, last, state, torn } = stored;
  const problem: Problem = {
    code: 'JOURNAL_BROKEN',
    message: `Half a line follows entry ${entries.length} of the journal of ${run}: the process that wrote it died, or somebody has touched the file.`,
    fix:
      state.status === 'done' || state.status === 'aborted'
        ? 'Restore the journal from its copy.'
        : `\`resume ${run}\` looks at the world and goes on from entry ${entries.length}.`,
  };
  return {
    run,
    place: session.store.place,
    entries: entries.length,
    start,
    head: last.hash,
    status: state.status,
    ...(torn && !executing ? { problem } : {}),
  };
}
