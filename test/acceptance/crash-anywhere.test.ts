import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { defaultAnswer } from '../../src/engine/host.ts';
import { planService } from '../../src/operations/plan-service.ts';
import { findRun, resumeService, runPlan } from '../../src/operations/run-service.ts';
import type { Session } from '../../src/operations/session.ts';
import type { RunSummary } from '../../src/events.ts';
import type { PlanRequest } from '../../src/plan/build-plan.ts';
import type { LoggedRequest } from '../../src/simulator/request-log.ts';
import { databases, once } from './failover-effects.ts';
import { begin } from './life.ts';
import { effectsOf, stateOf } from './lomash-wood.ts';
import { openLomashWood, problemsOf } from './service.ts';
import type { Service } from './service.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 240_000 });

/** Who runs it; nobody interrupts. */
function executor() {
  return {
    host: {
      emit: () => undefined,
      ask: (request: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(request)),
    },
    signal: new AbortController().signal,
    actor: 'ada',
  };
}

/** In a world as slow as the real one: where everything is done at once, entries of the journal fall into one write. */
async function open(): Promise<Service> {
  const service = await openLomashWood('dark');
  onTestFinished(() => service.close());
  return service;
}

async function failOver(session: Session): Promise<RunSummary> {
  const request: PlanRequest = {
    ...{
      from: 'eu-west-1',
      to: 'eu-west-2',
      operation: 'failover',
      mode: 'auto',
      only: [],
      acceptDataLoss: true,
    },
  };
  return await runPlan(session, await planService(session, request), { ...executor(), reason: 'a test' });
}

/** Undefined when nothing is left to be resumed. */
async function resume(session: Session): Promise<RunSummary | undefined> {
  try {
    const { record } = await findRun(session, undefined);
    return await resumeService(session, record.run, { ...executor(), requests: [] });
  } catch (error) {
    if (problemsOf(error)[0]?.code === 'RUN_UNKNOWN') return undefined;
    throw error;
  }
}

/** Starts the failover and takes it up again as often as it is killed: whenever something is done that nobody was killed after yet. */
async function killedAfterEach(
  service: Service,
  nameOf: (request: LoggedRequest) => string | undefined,
): Promise<readonly string[]> {
  const { log } = service.running;
  const killedAfter = new Set<string>();
  for (let first = true; ; first = false) {
    const session = service.open();
    const life = begin(session);
    let alive = true;
    log.beforeAnswer = (request) => {
      const name = alive ? nameOf(request) : undefined;
      if (name === undefined || killedAfter.has(name)) return;
      killedAfter.add(name);
      alive = false;
      life.kill();
    };
    const work = (first ? failOver(life.session) : resume(life.session)).then((summary) => ({ summary }));
    const ended = await Promise.race([work, life.killed]);
    log.beforeAnswer = undefined;
    session.close();
    if (ended === undefined) continue;
    if (ended.summary !== undefined) expect(ended.summary).toMatchObject({ result: 'done', problems: [] });
    return [...killedAfter];
  }
}

let firstRun: Promise<ReturnType<typeof stateOf>> | undefined;

/** The end state of a run that nobody disturbed; made once. */
async function undisturbed(): Promise<ReturnType<typeof stateOf>> {
  firstRun ??= (async () => {
    const service = await open();
    expect(await killedAfterEach(service, () => undefined)).toEqual([]);
    return stateOf(service.running);
  })();
  return await firstRun;
}

async function expectTheOneEnd({ running }: Service): Promise<void> {
  expect(effectsOf(running)).toEqual(once);
  expect(stateOf(running)).toEqual(await undisturbed());
}

/** What the newest entry that a write of the journal holds says of which kind of step: `applied databases:promote`. */
function entryName(
  { running }: Service,
  { operation, outcome, resource }: LoggedRequest,
): string | undefined {
  const [, bucket = '', key = ''] = /^arn:aws:s3:::([^/]+)\/(.*\/journal\/.*)$/.exec(resource ?? '') ?? [];
  if (operation !== 'PutObject' || outcome !== 'ok' || key === '') return undefined;
  const lines = running.world.buckets.get(bucket)?.objects.get(key)?.body.toString().trim().split('\n');
  const { signal } = JSON.parse(lines?.at(-1) ?? '{}') as {
    readonly signal: { readonly type: string; readonly step?: string };
  };
  const kindOfStep = signal.step?.replace(/\/[^:]+/, '').replace(/\(.*\)/, '');
  return [signal.type, ...(kindOfStep === undefined ? [] : [kindOfStep])].join(' ');
}

/** Those that no run is without, however its steps come to fall into one write. */
const entries = [
  'resume',
  ...['connections:update', 'databases:promote', 'services:scale', 'dns:upsert', 'smoke-test:run'].flatMap(
    (step) => [`applying ${step}`, `applied ${step}`],
  ),
  ...['connections:update', 'databases:promote', 'services:scale', 'smoke-test:run'].map(
    (step) => `settled ${step}`,
  ),
];

describe('a failover that is killed', () => {
  it('makes each change once when nobody disturbs it, and leaves London in charge', async () => {
    const { databases: promoted, records, supportCases, workloads } = await undisturbed();
    expect(promoted).toHaveLength(databases.length);
    expect(promoted.every(({ writable, replicates }) => writable && !replicates)).toBe(true);
    expect(new Set(Object.values(workloads[1]?.replicas ?? {}))).toEqual(new Set(['3 of 3']));
    expect(records[0]).toContain('PRIMARY lomash-api-eu-west-2');
    expect(supportCases).toBe(1);
  });

  it('after every kind of entry in its journal, for every kind of step, comes to the same end', async () => {
    const service = await open();
    const killedAfter = await killedAfterEach(service, (request) => entryName(service, request));

    expect(killedAfter).toEqual(expect.arrayContaining(entries));
    await expectTheOneEnd(service);
  });
});
