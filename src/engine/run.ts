import type { Config } from '../config/config.ts';
import { fail, FailoverError } from '../errors.ts';
import type { RunSummary } from '../events.ts';
import { markOfRun, type ResourceId, type RunId } from '../ids.ts';
import type { Observation } from '../kinds/kind.ts';
import type { Host } from './host.ts';
import { Execution } from './execution.ts';
import { recordFinalChecks } from './final-checks.ts';
import { chainStart, verifyChain, type JournalEntry } from './journal.ts';
import { renewLease, takeLease, type LeaseRequest } from './lease.ts';
import type { Looking } from './observe.ts';
import { observeAll } from './observe.ts';
import { initialState, isFinal, runContext, type RunContext, type RunState } from './run-state.ts';
import type { OperatorRequest, RunRecord, RunStore } from './run-store.ts';
import type { Signal } from './signal.ts';
import { transition } from './transition.ts';
import { worldView } from './world-view.ts';

/** What both starting and resuming a run take. */
export interface RunInput {
  readonly config: Config;
  readonly looking: Looking;
  readonly store: RunStore;
  readonly host: Host;
  /** This process, as `host name/process id`. */
  readonly holder: string;
  readonly hasEnded: (holder: string) => boolean;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** Changes under way at once; 32 where absent. */
  readonly slots?: number;
  readonly confirmPointOfNoReturn?: boolean;
  /** Told, in words, while a resumed run waits for the lease of its earlier process. */
  readonly onWait?: (message: string) => void;
}

/** A run as its journal tells it. */
export interface StoredRun {
  readonly record: RunRecord;
  readonly context: RunContext;
  readonly state: RunState;
  readonly last: { readonly seq: number; readonly hash: string };
  readonly signals: readonly Signal[];
  /** The journal itself, whose chain has been verified, and the hash of the record that it starts from. */
  readonly entries: readonly JournalEntry[];
  readonly start: string;
  /** Whether half a line follows the last entry: its writer died, is writing now, or somebody has touched it. */
  readonly torn: boolean;
}

/**
 * Starts a run of a plan that has no problems. Throws LEASE_HELD, RUN_UNFINISHED, PLAN_BLOCKED before anything is touched, and what
 * the store throws when it cannot be written.
 */
export async function startRun(
  input: RunInput,
  record: RunRecord,
  observations: ReadonlyMap<ResourceId, Observation>,
): Promise<RunSummary> {
  if (record.plan.problems.length > 0)
    throw fail({ code: 'PLAN_BLOCKED', message: 'A plan with problems cannot be run.' });
  const lease = leaseRequest(input, record);
  const held = await beforeTouching(takeLease(lease, () => undefined, input.signal));
  try {
    await beforeTouching(enter(input, record));
    const context = runContext(record.plan);
    const view = worldView(input.config, input.looking, observations);
    const execution = new Execution(
      { ...shared(input), record, context, lease, held, view, resumed: false },
      { state: initialState(context), last: { seq: 0, hash: chainStart(record) } },
    );
    const summary = await execution.run([{ type: 'begin', at: input.looking.clock.now() }]);
    return await recordFinalChecks(input, { record, summary, last: execution.last });
  } finally {
    await input.store.releaseLease(record.service, held.tag).catch(() => undefined);
  }
}

/** Waits for what has to go well before anything is touched: where it does not, the process ends as refused. */
async function beforeTouching<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof FailoverError)) throw error;
    const [first, ...others] = error.problems;
    if (first === undefined || error.exit === 'usage') throw error;
    throw new FailoverError([first, ...others], error, 'refused');
  }
}

/** Enters a new run in the store, unless another one stands in its way. */
async function enter(input: RunInput, record: RunRecord): Promise<void> {
  await refuseRepeated(input, record);
  await refuseUnfinished(input, record.service);
  await input.looking.clock.during(input.store.create(record));
}

/**
 * Takes a run up again where its journal ends, after `requests` of the operator. Whatever was under way is looked at before anything
 * is done. Throws RUN_UNKNOWN, RUN_FINISHED, STEP_UNKNOWN, PLAN_CHANGED (another config than the run's), JOURNAL_BROKEN.
 */
export async function resumeRun(
  input: RunInput,
  run: RunId,
  requests: readonly OperatorRequest[],
): Promise<RunSummary> {
  const before = await loadRun(input.store, run);
  refuseFinished(before);
  for (const request of requests) checkRequest(before, request);
  if (before.record.configDigest !== input.config.digest) {
    throw fail({
      code: 'PLAN_CHANGED',
      message: `${input.config.file} is not the config that run ${run} was started with.`,
      fix: 'Restore the config of the run, then `resume`.',
      expected: before.record.configDigest,
      found: input.config.digest,
    });
  }
  const lease = leaseRequest(input, before.record);
  const held = await takeLease(lease, input.onWait ?? (() => undefined), input.signal);
  try {
    // Read again: until the lease was ours, an earlier process may have gone on writing.
    const stored = await loadRun(input.store, run);
    refuseFinished(stored);
    const { record, context, state, last } = stored;
    const { from, to } = record.plan.goal;
    const observations = await observeAll(input.config, input.looking, {
      regions: [from, to],
      tries: 3,
      signal: input.signal,
    });
    // Looking at a region that does not answer can take longer than a lease lasts.
    const renewed = await renewLease(lease, held);
    if ('lost' in renewed) throw fail(renewed.lost);
    const view = worldView(input.config, input.looking, observations);
    const execution = new Execution(
      { ...shared(input), record, context, lease, held: renewed.held, view, resumed: true },
      { state, last },
    );
    const at = input.looking.clock.now();
    const first: Signal = state.startedAt === 0 ? { type: 'begin', at } : { type: 'resume', at };
    const summary = await execution.run([first, ...requests]);
    return await recordFinalChecks(input, { record, summary, last: execution.last });
  } finally {
    await input.store.releaseLease(before.record.service, held.tag).catch(() => undefined);
  }
}

/** Reads a run and replays its journal. Throws RUN_UNKNOWN and JOURNAL_BROKEN. */
export async function loadRun(store: RunStore, run: RunId): Promise<StoredRun> {
  const stored = await store.read(run);
  if (stored === undefined)
    throw fail({ code: 'RUN_UNKNOWN', message: `There is no run ${run} in ${store.place}.` });
  const { record, entries } = stored;
  const start = chainStart(record);
  verifyChain(run, entries, start);
  const context = runContext(record.plan);
  const signals = entries.map((entry) => entry.signal);
  const state = signals.reduce(
    (before, signal) => transition(context, before, signal).state,
    initialState(context),
  );
  const lastEntry = entries.at(-1);
  return {
    record,
    context,
    state,
    signals,
    entries,
    start,
    torn: stored.torn === true,
    last: lastEntry === undefined ? { seq: 0, hash: start } : { seq: lastEntry.seq, hash: lastEntry.hash },
  };
}

/** The newest run of a service that is not over, if there is one. */
export async function unfinishedRun(store: RunStore, service: string): Promise<StoredRun | undefined> {
  for (const run of await store.list(service)) {
    const stored = await loadRun(store, run);
    if (!isFinal(stored.state)) return stored;
  }
  return undefined;
}

async function refuseUnfinished(input: RunInput, service: string): Promise<void> {
  const unfinished = await unfinishedRun(input.store, service);
  if (unfinished === undefined) return;
  const { run } = unfinished.record;
  throw fail({
    code: 'RUN_UNFINISHED',
    message: `Run ${run} of ${service} has not ended (${unfinished.state.status}).`,
    fix: `Finish it with \`resume ${run}\`, or give it up with \`abort ${run}\`.`,
    found: run,
  });
}

/** Asked while the lease is held, so that of two callers at the same moment only one starts. */
async function refuseRepeated({ store }: RunInput, { operation, service, run }: RunRecord): Promise<void> {
  if (operation === undefined) return;
  const earlier = (await store.list(service)).find((other) => markOfRun(other) === markOfRun(run));
  if (earlier === undefined) return;
  throw fail({
    code: 'RUN_EXISTS',
    message: `Run ${earlier} was started for the same operation.`,
    found: earlier,
  });
}

function refuseFinished({ record, state }: StoredRun): void {
  if (isFinal(state))
    throw fail({ code: 'RUN_FINISHED', message: `Run ${record.run} is over: ${state.status}.` });
}

function checkRequest({ record, context, state }: StoredRun, request: OperatorRequest): void {
  if (request.type === 'operator-abort') return;
  const index = context.graph.index.get(request.step);
  if (index === undefined)
    throw fail({ code: 'STEP_UNKNOWN', message: `Run ${record.run} has no step \`${request.step}\`.` });
  const status = state.steps[index]?.status;
  if (request.type === 'operator-retry' && status !== 'failed' && status !== 'uncertain') {
    throw fail({
      code: 'USAGE',
      message: `\`${request.step}\` is ${status ?? 'unknown'}; only a failed step can be tried again.`,
      fix: '`status` shows the failed steps.',
    });
  }
  if (request.type === 'operator-skip' && (status === 'done' || status === 'skipped')) {
    throw fail({
      code: 'USAGE',
      message: `\`${request.step}\` is ${status} already.`,
      fix: '`status` shows the steps that can be skipped.',
    });
  }
}

function leaseRequest(input: RunInput, record: RunRecord): LeaseRequest {
  return {
    store: input.store,
    clock: input.looking.clock,
    service: record.service,
    run: record.run,
    holder: input.holder,
    hasEnded: input.hasEnded,
  };
}

function shared(input: RunInput) {
  return {
    host: input.host,
    looking: input.looking,
    signal: input.signal,
    slots: input.slots ?? 32,
    confirmPointOfNoReturn: input.confirmPointOfNoReturn ?? false,
  };
}
