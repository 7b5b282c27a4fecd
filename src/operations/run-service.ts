import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { exitOf, fail, type Exit } from '../errors.ts';
import type { RunSummary } from '../events.ts';
import type { Host } from '../engine/host.ts';
import { resumeRun, startRun, unfinishedRun, type RunInput, type StoredRun, loadRun } from '../engine/run.ts';
import type { OperatorRequest } from '../engine/run-store.ts';
import { isFinal } from '../engine/run-state.ts';
import { markOfRun, runId, type RunId } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import type { Planned } from './plan-service.ts';
import { publishRun } from './run-metrics.ts';
import { heraldOf, type Herald } from './tell-deployment.ts';
import type { Session } from './session.ts';

/** Who runs something, and who is told about it. */
export interface Running {
  readonly host: Host;
  readonly signal: AbortSignal;
  readonly actor: string;
  readonly onWait?: (message: string) => void;
  /** Ask the host before the first step that cannot be undone. */
  readonly confirmPointOfNoReturn?: boolean;
}

/** What a run is started with besides its plan. */
export interface Starting extends Running {
  readonly reason: string;
  /** Its id; a new one where absent. */
  readonly run?: RunId;
  /** A second run of the same operation is refused. */
  readonly operation?: string;
}

/** Carries out a plan. Throws what stands in the way before anything is touched: PLAN_BLOCKED, LEASE_HELD, RUN_UNFINISHED, RUN_EXISTS. */
export async function runPlan(
  session: Session,
  { plan, observations }: Planned,
  running: Starting,
): Promise<RunSummary> {
  const [problem, ...more] = plan.problems;
  if (problem !== undefined)
    throw fail({
      code: 'PLAN_BLOCKED',
      message: [problem, ...more].map(({ message }) => message).join('\n'),
    });
  const now = session.clock.now();
  const record = {
    schemaVersion: 1 as const,
    run: running.run ?? newRunId(now, running.operation),
    service: plan.service,
    declaredAt: now,
    actor: running.actor,
    reason: running.reason,
    ...(running.operation === undefined ? {} : { operation: running.operation }),
    configDigest: session.config.digest,
    plan,
  };
  const herald = heraldOf(session, running.host);
  const summary = await startRun(inputOf(session, { ...running, host: herald.host }), record, observations);
  return await withAftermath(session, summary, { goal: plan.goal, herald });
}

/**
 * A new run's id at `now` (ms since the epoch). One made for an operation ends in the same digits every time, so that the runs of
 * one operation are known by their ids, and a second one is refused.
 */
export function newRunId(now: number, operation?: string): RunId {
  return runId(now, operation === undefined ? randomBytes(3).toString('hex') : operationMark(operation));
}

/** The run that was started for this operation, if there is one. */
export async function runOfOperation(session: Session, operation: string): Promise<StoredRun | undefined> {
  const run = (await session.store.list(session.config.service)).find(
    (candidate) => markOfRun(candidate) === operationMark(operation),
  );
  return run === undefined ? undefined : await loadRun(session.store, run);
}

function operationMark(operation: string): string {
  return createHash('sha256').update(operation).digest('hex').slice(0, 16);
}

/** How a process ends because of a run: done 0, aborted 1; stopped, interrupted, or without its lease 4. */
export function exitOfRun({ result, problems }: RunSummary): Exit {
  switch (result) {
    case 'done':
      return 'done';
    case 'aborted':
      return 'failed';
    case 'stopped':
      return 'stopped';
    case 'halted':
      return exitOf(problems.slice(0, 1));
  }
}

/** Takes a run up again with what the operator wants. */
export async function resumeService(
  session: Session,
  run: RunId,
  running: Running & { readonly requests: readonly OperatorRequest[] },
): Promise<RunSummary> {
  const { monitoring } = session.config;
  const before = monitoring === undefined ? undefined : await loadRun(session.store, run);
  const herald = heraldOf(session, running.host);
  const input = inputOf(session, { ...running, host: herald.host });
  const summary = await resumeRun(input, run, running.requests);
  return await withAftermath(session, summary, { goal: before?.record.plan.goal, herald });
}

/** Publishes what a run with this goal came to, tells of a deployment that went badly, and adds what was refused and made no step fail, such as giving the lease back. */
async function withAftermath(
  session: Session,
  summary: RunSummary,
  { goal, herald }: { readonly goal: Goal | undefined; readonly herald: Herald },
): Promise<RunSummary> {
  const [{ warnings, problems }, untold] = await Promise.all([
    goal === undefined ? { warnings: [], problems: [] } : publishRun(session, summary, goal),
    herald.ended(summary),
  ]);
  const denied = session.denials.take([...summary.problems, ...problems]);
  return { ...summary, warnings: [...summary.warnings, ...untold, ...warnings, ...denied] };
}

/** The named run, or the newest that has not ended. Throws RUN_UNKNOWN. */
export async function findRun(session: Session, run: RunId | undefined): Promise<StoredRun> {
  if (run !== undefined) return await loadRun(session.store, run);
  const unfinished = await unfinishedRun(session.store, session.config.service);
  if (unfinished === undefined) {
    const latest = await latestRun(session, undefined);
    const newest =
      latest === undefined ? '' : ` The newest, ${latest.record.run}, is ${latest.state.status}.`;
    const message = `No run of ${session.config.service} is unfinished in ${session.store.place}.${newest}`;
    throw fail({ code: 'RUN_UNKNOWN', message, fix: 'Name a run, or start one with `failover`.' });
  }
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

function inputOf(
  session: Session,
  { host, signal, onWait, confirmPointOfNoReturn = false }: Running,
): RunInput {
  return {
    config: session.config,
    looking: session.looking,
    store: session.store,
    host,
    holder: `${hostname()}/${process.pid}`,
    hasEnded,
    signal,
    confirmPointOfNoReturn,
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
