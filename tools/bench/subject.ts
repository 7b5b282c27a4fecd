// The measured process: what `failover --yes` and its relatives do, on a clock that it shares with the simulated world.
import type { Clock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { defaultAnswer } from '../../src/engine/host.ts';
import { FailoverError } from '../../src/errors.ts';
import type { Numbered, RunEvent } from '../../src/events.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { openSession } from '../../src/operations/session.ts';
import { planService } from '../../src/operations/plan-service.ts';
import { runPlan } from '../../src/operations/run-service.ts';
import { operations } from '../../src/plan/plan.ts';
import { lockstepClock } from './lockstep-clock.ts';
import { usageOfThisProcess, type FromChild, type StepTimes } from './messages.ts';
import { recordRequests } from './recorder.ts';

const {
  BENCH_FROM = 'eu-west-1',
  BENCH_TO = 'eu-west-2',
  BENCH_OPERATION = 'failover',
  BENCH_START = '0',
  BENCH_CONFIG = '',
  BENCH_DIRECTORY = '',
  BENCH_RECORD = '',
  AWS_ENDPOINT_URL = '',
} = process.env;

async function main(): Promise<void> {
  const clock = lockstepClock(Number(BENCH_START), moveWorld);
  const finishRecord =
    BENCH_RECORD === ''
      ? undefined
      : recordRequests({ file: BENCH_RECORD, aws: AWS_ENDPOINT_URL, now: () => clock.now() });
  const steps: Record<string, StepTimes> = {};
  const { plan, summary } = await carryOut(clock, (event) => {
    if (event.type === 'step-started') steps[event.step] = { startedAt: event.at, endedAt: event.at };
    const started = 'step' in event ? steps[event.step] : undefined;
    if (started !== undefined && 'step' in event)
      steps[event.step] = { startedAt: started.startedAt, endedAt: event.at };
  });
  finishRecord?.();
  const usage = usageOfThisProcess();
  await tell({ type: 'report', plan, summary, steps, usage });
  process.disconnect();
}

async function carryOut(clock: Clock, onEvent: (event: Numbered<RunEvent>) => void) {
  const loaded = await loadConfig({ directory: process.cwd(), registry: kinds, file: BENCH_CONFIG });
  if ('problems' in loaded) throw new FailoverError(loaded.problems);
  const session = openSession({
    config: loaded.config,
    registry: kinds,
    clock,
    to: BENCH_TO,
    env: process.env,
    directory: BENCH_DIRECTORY,
  });
  try {
    const planned = await planService(session, {
      from: BENCH_FROM,
      to: BENCH_TO,
      operation: operations.find((each) => each === BENCH_OPERATION) ?? 'failover',
      mode: 'auto',
      only: [],
    });
    const host = {
      emit: onEvent,
      ask: (request: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(request)),
    };
    const summary = await runPlan(session, planned, {
      host,
      signal: new AbortController().signal,
      actor: 'bench',
      reason: 'bench',
    });
    return { plan: planned.plan, summary };
  } finally {
    session.close();
  }
}

function moveWorld(toMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    process.once('message', () => {
      resolve();
    });
    tell({ type: 'advance', toMs }).catch(reject);
  });
}

function tell(message: FromChild): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}

void main();
