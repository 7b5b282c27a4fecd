import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { fail } from '../errors.ts';
import type { RunSummary } from '../events.ts';
import type { Host } from '../engine/host.ts';
import { resumeRun, startRun, unfinishedRun, type RunInput, type StoredRun, loadRun } from '../engine/run.ts';
import type { OperatorRequest } from '../engine/run-store.ts';
import { isFinal } from '../engine/run-state.ts';
import { runId, type RunId } from '../ids.ts';
import type { Planned } from './plan-service.ts';
import type { Session } from './session.ts';

/** Who runs something, and who is told about it. */
export interface Running {
  readonly host: Host;
  readonly signal: AbortSignal;
  readonly actor: string;
  readonly onWait?: (message: string) => void;
}

/** Carries out a plan. Throws what stands in the way before anything is touched: PLAN_BLOCKED, LEASE_HELD, RUN_UNFINISHED. */
export async function runPlan(session: Session, { plan, observations }: Planned, running: Running & { readonly reason: string }): Promise<RunSummary> {
  const [problem, ...more] = plan.problems;
  if (problem !== undefined) throw fail({ code: 'PLAN_BLOCKED', message: [problem, ...more].map(({ message }) => message).join('\n') });
  const now = session.clock.now();
  const record = {
    schemaVersion: 1 as const,
    run: runId(now, randomBytes(3).toString('hex')),
    service: plan.service,
    declaredAt: now,
    actor: running.actor,
    reason: running.reason,
    configDigest: session.config.digest,
    plan,
  };
  return await startRun(inputOf(session, running), record, observations);
}

/** Takes a run up again with what the operator wants. */
export async function resumeService(session: Session, run: RunId, running: Running & { readonly requests: readonly OperatorRequest[] }): Promise<RunSummary> {
  return await resumeRun(inputOf(session, running), run, running.requests);
}

/** The named run, or the newest that has not ended. Throws RUN_UNKNOWN. */
export async function findRun(session: Session, run: RunId | undefined): Promise<StoredRun> {
  if (run !== undefined) return await loadRun(session.store, run);
  const unfinished = await unfinishedRun(session.store, session.config.service);
  if (unfinished === undefined) throw fail({ code: 'RUN_UNKNOWN', message: `No run of ${session.config.service} is unfinished in ${session.store.place}.`, fix: 'Name a run, or start one with `failover`.' });
  return unfinished;
}

/** The named run, or the newest of the service, ended or not; undefined when there has been none. */
export async function latestRun(session: Session, run: RunId | undefined): Promise<StoredRun | undefined> {
  const wanted = run ?? (await session.store.list(session.config.service))[0];
  return wanted === undefined ? undefined : await loadRun(session.store, wanted);
}

/** Whether another live process is executing this run now, so that a request must go to it. */
export async function isBeingExecuted(session: Session, { record, state }: StoredRun): Promise<boolean> {
  if (isFinal(state)) return false;
  const lease = await session.store.readLease(session.config.service);
  return lease?.run === record.run && lease.expiresAt > session.clock.now() && !hasEnded(lease.holder);
}

function inputOf(session: Session, { host, signal, onWait }: Running): RunInput {
  return {
    config: session.config,
    looking: session.looking,
    store: session.store,
    host,
    holder: `${hostname()}/${process.pid}`,
    hasEnded,
    signal,
    ...(onWait === undefined ? {} : { onWait }),
  };
}

/** True only for a process of this machine that is surely gone; another machine's may always be alive. */
function hasEnded(holder: string): boolean {
  const slash = holder.lastIndexOf('/');
  if (holder.slice(0, slash) !== hostname()) return false;
  const pid = Number(holder.slice(slash + 1));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
