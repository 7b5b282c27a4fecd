import { createHash } from 'node:crypto';
import type { Failure, Problem } from '../errors.ts';
import { formatDuration } from '../format-duration.ts';
import type { Kind, ApplyContext, Settled } from '../kinds/kind.ts';
import type { Step } from '../plan/plan.ts';
import { lookInterval } from './look-interval.ts';
import { watchedPlaces, type Looking } from './observe.ts';
import { isPassing, retryDelay } from './retry-policy.ts';
import type { RunRecord } from './run-store.ts';
import type { Evidence, Signal } from './signal.ts';
import type { WorldView } from './world-view.ts';

/** What carrying out a step takes. */
export interface Performing {
  readonly record: RunRecord;
  readonly looking: Looking;
  readonly view: WorldView;
  /** Aborted when the process has to stop. */
  readonly signal: AbortSignal;
}

/** Longest age of a value that a step takes from another resource, in ms. */
const readsMaxAgeMs = 60_000;

/** Makes the change of a step. Never throws: what went wrong is in the signal. */
export async function applyStep(performing: Performing, step: Step): Promise<Signal> {
  return await change(performing, step, async (kind, context) => {
    const result = (await kind.apply?.(step, context)) ?? {};
    return { type: 'applied', at: performing.looking.clock.now(), step: step.id, result };
  });
}

/** Takes a step back, trying again as the retry policy says, and waits until it is back where its kind can tell. Never throws. */
export async function undoStep(performing: Performing, step: Step): Promise<Signal> {
  const signal = await tryUndo(performing, step);
  return signal.type === 'undone' ? await untilUndone(performing, step, signal) : signal;
}

async function untilUndone(
  performing: Performing,
  step: Step,
  undone: Extract<Signal, { type: 'undone' }>,
): Promise<Signal> {
  const { looking, view, signal } = performing;
  const { clock } = looking;
  const kind = kindOf(looking, step);
  if (kind.undone === undefined) return undone;
  const deadline = undone.at + step.timeoutMs;
  const failed = (problem: Problem): Signal => ({
    type: 'undo-failed',
    at: clock.now(),
    step: step.id,
    failure: { class: 'unknown', problem: { ...problem, step: step.id } },
  });
  for (;;) {
    const seen = await seeStep(performing, step);
    const settled = 'unseen' in seen ? undefined : kind.undone(step, view.observation(step));
    if (settled?.state === 'done' || settled?.state === 'unobservable') return { ...undone, at: clock.now() };
    if (settled?.state === 'broken') return failed(settled.problem);
    const now = clock.now();
    if (now >= deadline || signal.aborted) {
      const found = 'unseen' in seen ? seen.unseen : settled?.note;
      const message = `\`${step.title}\` was taken back, but is not back within ${formatDuration(step.timeoutMs)}.`;
      return failed({
        code: 'STEP_TIMED_OUT',
        message,
        resource: step.resource,
        region: step.region,
        ...(found === undefined ? {} : { found }),
      });
    }
    await clock
      .sleep(lookInterval(now - undone.at, step.expectedMs, deadline - now), signal)
      .catch(() => undefined);
  }
}

async function seeStep(
  { view, signal }: Performing,
  step: Step,
): Promise<{ readonly seen: true } | { readonly unseen: string }> {
  const looked = await Promise.all(view.looks([step]).map((look) => view.look(look, signal)));
  const failure = looked.find((each) => each.failure !== undefined)?.failure;
  return failure === undefined ? { seen: true } : { unseen: failure.problem.message };
}

async function tryUndo(performing: Performing, step: Step): Promise<Signal> {
  const { clock } = performing.looking;
  for (let attempt = 1; ; attempt += 1) {
    const signal = await change(performing, step, async (kind, context) => {
      const result = (await kind.undo?.(step, context)) ?? {};
      return { type: 'undone', at: clock.now(), step: step.id, result };
    });
    if (signal.type !== 'failed') return signal;
    const delay = retryDelay(signal.failure, attempt, `undo ${step.id}`);
    if (delay === undefined || performing.signal.aborted) return { ...signal, type: 'undo-failed' };
    await clock.sleep(delay, performing.signal).catch(() => undefined);
  }
}

async function change(
  performing: Performing,
  step: Step,
  work: (kind: Kind, context: ApplyContext) => Promise<Signal>,
): Promise<Signal> {
  const { looking, view, record } = performing;
  const failed = (failure: Failure): Signal => ({
    type: 'failed',
    at: looking.clock.now(),
    step: step.id,
    failure,
  });
  const inputs = view.inputs(step);
  if ('failure' in inputs) return failed(inputs.failure);
  const kind = kindOf(looking, step);
  const late = new AbortController();
  const context: ApplyContext = {
    outside: looking.outside,
    now: looking.clock.now(),
    signal: AbortSignal.any([performing.signal, late.signal]),
    token: createHash('sha256').update(`${record.run} ${step.id}`).digest('hex').slice(0, 32),
    run: record.run,
    reason: record.reason,
    goal: record.plan.goal,
    inputs: inputs.values,
  };
  try {
    return await withinTime(looking.clock.during(work(kind, context)), { looking, step, late });
  } catch (error) {
    if (late.signal.aborted) return failed({ class: 'unknown', problem: timedOut(step) });
    const failure = looking.classify(error, { resource: step.resource, region: step.region });
    if (failure.class === 'expired-credentials') await renew(looking);
    return failed({ ...failure, problem: { ...failure.problem, step: step.id } });
  }
}

/** Gets new credentials; when there are none to be had, the next call says so better than this one could. */
export async function renew(looking: Looking): Promise<void> {
  await looking.renewCredentials?.().catch(() => undefined);
}

/** A call that never comes back must not hold up the run for ever: after the step's time it is given up. */
async function withinTime<T>(
  work: Promise<T>,
  { looking, step, late }: { looking: Looking; step: Step; late: AbortController },
): Promise<T> {
  const stop = new AbortController();
  const timer = looking.clock.sleep(step.timeoutMs, stop.signal).then(
    () => {
      late.abort(new Error(timedOut(step).message));
    },
    () => undefined,
  );
  const givenUp = new Promise<never>((_, reject) => {
    late.signal.addEventListener('abort', () => {
      reject(new Error(timedOut(step).message));
    });
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    stop.abort();
    await timer;
  }
}

function timedOut(step: Step): Problem {
  const message = `\`${step.title}\` has not ended within ${formatDuration(step.timeoutMs)}.`;
  return { code: 'STEP_TIMED_OUT', message, step: step.id, resource: step.resource, region: step.region };
}

/** Reads afresh, in as few looks as possible, what these steps are about to take from other resources. */
export async function refreshReads({ view, signal }: Performing, steps: readonly Step[]): Promise<void> {
  await view.refreshReads(steps, readsMaxAgeMs, signal);
}

/** What the last looks say about a step, or why they say nothing. */
export function judgeStep(
  { looking, view }: Performing,
  step: Step,
  startedAt: number | undefined,
): { readonly settled: Settled } | { readonly unseen: string } {
  const observation = { ...view.observation(step), ...(startedAt === undefined ? {} : { startedAt }) };
  for (const place of watchedPlaces(looking.registry.get(step.kind), step)) {
    const seen = observation.places[place];
    if (seen === undefined) return { unseen: 'has not been looked at yet' };
    if (seen.state === 'failed') return { unseen: seen.problem.message };
  }
  return { settled: kindOf(looking, step).settled(step, observation, looking.clock.now()) };
}

/** Finds out whether a change was made that was under way when its process died. */
export async function probeStep(
  performing: Performing,
  step: Step,
  startedAt: number | undefined,
): Promise<Signal> {
  const { view, looking } = performing;
  for (let attempt = 0; ; attempt += 1) {
    await view.refreshReads([step], readsMaxAgeMs, performing.signal);
    const looked = await Promise.all(view.looks([step]).map((look) => view.look(look, performing.signal)));
    const failure = looked.find((each) => each.failure !== undefined)?.failure;
    if (failure === undefined) return verdict(performing, step, startedAt);
    if (failure.class === 'expired-credentials') await renew(looking);
    if (!isPassing(failure.class) || attempt >= 5)
      return { type: 'failed', at: looking.clock.now(), step: step.id, failure };
    await looking.clock.sleep(1_000 * 2 ** attempt, performing.signal).catch(() => undefined);
  }
}

function verdict(performing: Performing, step: Step, startedAt: number | undefined): Signal {
  const at = performing.looking.clock.now();
  const judged = judgeStep(performing, step, startedAt);
  const again = { type: 'not-begun' as const, at, step: step.id };
  if (!('settled' in judged)) return again;
  const { settled } = judged;
  switch (settled.state) {
    case 'done':
      return {
        type: 'settled',
        at,
        step: step.id,
        result: { ...evidenceOf(settled), ...unrecordedLoss(performing, step) },
      };
    case 'pending':
      return { type: 'applied', at, step: step.id, result: unrecordedLoss(performing, step) };
    case 'not-begun':
      return again;
    case 'broken':
      return { type: 'failed', at, step: step.id, failure: { class: 'unknown', problem: settled.problem } };
    case 'unobservable':
      if (step.repeat === 'safe') return { ...again, unknown: true };
      return {
        type: 'failed',
        at,
        step: step.id,
        failure: {
          class: 'unknown',
          problem: {
            code: 'STEP_UNCERTAIN',
            message: `It is not known whether \`${step.title}\` was carried out before the run was interrupted.`,
            step: step.id,
            resource: step.resource,
          },
        },
      };
  }
}

/** The process died before it could write down what a promotion gave up: that is unknown now, not zero. */
function unrecordedLoss({ record }: Performing, step: Step): Pick<Evidence, 'loss'> {
  const lag = record.plan.assessments[step.resource]?.lag;
  if (lag === undefined || (step.risk !== 'irreversible' && step.risk !== 'lossy')) return {};
  return { loss: { ms: undefined, source: lag.source } };
}

/** The part of a verdict that the journal keeps. */
export function evidenceOf(settled: Extract<Settled, { note: string }>): {
  note: string;
  evidence?: NonNullable<typeof settled.evidence>;
} {
  return { note: settled.note, ...(settled.evidence === undefined ? {} : { evidence: settled.evidence }) };
}

function kindOf(looking: Looking, step: Step): Kind {
  const kind = looking.registry.get(step.kind);
  if (kind === undefined) throw new Error(`step ${step.id} has the unknown kind ${step.kind}`);
  return kind;
}
