import { createHash } from 'node:crypto';
import type { Failure } from '../errors.ts';
import type { Kind, ApplyContext, Settled } from '../kinds/kind.ts';
import type { Step } from '../plan/plan.ts';
import type { Looking } from './observe.ts';
import { isPassing, retryDelay } from './retry-policy.ts';
import type { RunRecord } from './run-store.ts';
import type { Signal } from './signal.ts';
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

/** Takes a step back, trying again as the retry policy says. Never throws. */
export async function undoStep(performing: Performing, step: Step): Promise<Signal> {
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

async function change(performing: Performing, step: Step, work: (kind: Kind, context: ApplyContext) => Promise<Signal>): Promise<Signal> {
  const { looking, view, record } = performing;
  const failed = (failure: Failure): Signal => ({ type: 'failed', at: looking.clock.now(), step: step.id, failure });
  const inputs = view.inputs(step);
  if ('failure' in inputs) return failed(inputs.failure);
  const kind = kindOf(looking, step);
  const context: ApplyContext = {
    outside: looking.outside,
    now: looking.clock.now(),
    signal: performing.signal,
    token: createHash('sha256').update(`${record.run} ${step.id}`).digest('hex').slice(0, 32),
    run: record.run,
    reason: record.reason,
    goal: record.plan.goal,
    inputs: inputs.values,
  };
  try {
    return await looking.clock.during(work(kind, context));
  } catch (error) {
    const failure = looking.classify(error, { resource: step.resource, region: step.region });
    if (failure.class === 'expired-credentials') await looking.renewCredentials?.();
    return failed({ ...failure, problem: { ...failure.problem, step: step.id } });
  }
}

/** Reads afresh, in as few looks as possible, what these steps are about to take from other resources. */
export async function refreshReads({ view, signal }: Performing, steps: readonly Step[]): Promise<void> {
  await view.refreshReads(steps, readsMaxAgeMs, signal);
}

/** What a look says about a step; `undefined` when it could not be made this time and says nothing. */
export function judgeStep({ looking, view }: Performing, step: Step): { readonly settled: Settled } | { readonly failure: Failure } | { readonly unseen: string } {
  const observation = view.observation(step);
  for (const place of step.watch ?? [step.region]) {
    const seen = observation.places[place];
    if (seen === undefined) return { unseen: 'has not been looked at yet' };
    if (seen.state === 'failed') return { unseen: seen.problem.message };
  }
  return { settled: kindOf(looking, step).settled(step, observation, looking.clock.now()) };
}

/** Finds out whether a change was made that was under way when its process died. */
export async function probeStep(performing: Performing, step: Step): Promise<Signal> {
  const { view, looking } = performing;
  for (let attempt = 0; ; attempt += 1) {
    await view.refreshReads([step], readsMaxAgeMs, performing.signal);
    const looked = await Promise.all(view.looks([step]).map((look) => view.look(look, performing.signal)));
    const failure = looked.find((each) => each.failure !== undefined)?.failure;
    if (failure === undefined) return verdict(performing, step);
    if (!isPassing(failure.class) || attempt >= 5) return { type: 'failed', at: looking.clock.now(), step: step.id, failure };
    await looking.clock.sleep(1_000 * 2 ** attempt, performing.signal).catch(() => undefined);
  }
}

function verdict(performing: Performing, step: Step): Signal {
  const at = performing.looking.clock.now();
  const judged = judgeStep(performing, step);
  const again: Signal = { type: 'not-begun', at, step: step.id };
  if (!('settled' in judged)) return again;
  const { settled } = judged;
  switch (settled.state) {
    case 'done':
      return { type: 'settled', at, step: step.id, result: evidenceOf(settled) };
    case 'pending':
      return { type: 'applied', at, step: step.id, result: {} };
    case 'not-begun':
      return again;
    case 'broken':
      return { type: 'failed', at, step: step.id, failure: { class: 'unknown', problem: settled.problem } };
    case 'unobservable':
      if (step.repeat === 'safe') return again;
      return { type: 'failed', at, step: step.id, failure: { class: 'unknown', problem: { code: 'STEP_UNCERTAIN', message: `It is not known whether \`${step.title}\` was carried out before the run was interrupted.`, step: step.id, resource: step.resource } } };
  }
}

/** The part of a verdict that the journal keeps. */
export function evidenceOf(settled: Extract<Settled, { note: string }>): { note: string; evidence?: NonNullable<typeof settled.evidence> } {
  return { note: settled.note, ...(settled.evidence === undefined ? {} : { evidence: settled.evidence }) };
}

function kindOf(looking: Looking, step: Step): Kind {
  const kind = looking.registry.get(step.kind);
  if (kind === undefined) throw new Error(`step ${step.id} has the unknown kind ${step.kind}`);
  return kind;
}
