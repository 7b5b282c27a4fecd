import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SentEvent } from '../../../src/job-protocol.ts';
import type { Plan, Step } from '../../../src/plan/plan.ts';
import { planSummaryOf } from '../../../bot/incidents/plan-summary.ts';
import { openRig } from './bot-rig.ts';
import {
  asks,
  begin,
  declaration,
  dispatched,
  hashA,
  jobEnded,
  omar,
  planned,
  priya,
  rechecked,
  run,
  runEnded,
  t0,
  yes,
} from './rig.ts';

const step = (id: string, resource: string, other: Partial<Step> = {}): Step => ({
  ...{
    id,
    resource,
    kind: 'rds-instance',
    action: 'promote',
    title: `Promote ${resource.split('/')[1] ?? resource}`,
  },
  ...{
    region: 'eu-west-2',
    phase: 'data',
    risk: 'irreversible',
    changes: true,
    expectedMs: 1_000,
    timeoutMs: 9_000,
  },
  ...{ params: { secretless: true }, calls: [], needs: [] },
  ...other,
});

const plan: Plan = {
  ...{ schemaVersion: 1, service: 'lomash-wood', only: [], objectives: {}, warnings: ['one'], problems: [] },
  goal: {
    from: 'eu-west-1',
    to: 'eu-west-2',
    operation: 'failover',
    mode: 'unplanned',
    fromCondition: 'down',
  },
  steps: [
    step('databases/auth:promote', 'databases/auth'),
    step('databases/orders:promote', 'databases/orders'),
    step('dns:switch', 'dns', {
      action: 'switch',
      title: 'Switch dns',
      phase: 'traffic',
      risk: 'reversible',
    }),
    step('mail:wait', 'mail', {
      action: 'wait',
      title: 'Wait',
      phase: 'verify',
      risk: 'none',
      skip: 'nothing to do',
    }),
  ],
  assessments: {
    'databases/auth': { state: 'ready', summary: '', lag: { ms: 4_000, source: 'ReplicaLag' } },
    'databases/orders': { state: 'ready', summary: '', lag: { ms: undefined, source: 'ReplicaLag' } },
  },
  estimate: { totalMs: 3_000, criticalPath: [], startMs: {} },
  ...{ dependencies: [], observedAt: t0, hash: hashA, pointOfNoReturn: 'databases/auth:promote' },
};

const at = (seq: number) => ({ seq, at: t0 + seq * 1_000, run });
const started: SentEvent = {
  type: 'run-started',
  plan,
  reason: 'dark',
  actor: 'bot',
  resumed: false,
  declaredAt: t0,
  ...at(2),
};
const done = (id: string, seq: number): SentEvent => ({
  type: 'step-done',
  step: id,
  tookMs: 500,
  note: undefined,
  ...at(seq),
});
const all: readonly SentEvent[] = [
  { type: 'planned', plan, seq: 1, at: t0 },
  started,
  done('databases/auth:promote', 3),
  done('databases/orders:promote', 4),
  {
    type: 'step-failed',
    step: 'dns:switch',
    optional: false,
    blocks: [],
    problem: { code: 'THROTTLED', message: 'Slow down.' },
    ...at(5),
  },
];

let bot: Awaited<ReturnType<typeof openRig>>;
beforeEach(async () => {
  bot = await openRig();
  await bot.service.declare(declaration());
  for (const signal of [
    planned(),
    yes(omar),
    yes(priya),
    rechecked(omar, priya),
    dispatched(),
    asks(begin()),
  ])
    await bot.service.signal('lomash-wood-1', signal);
});
afterEach(async () => {
  await bot.stop();
});

const send = (events: readonly SentEvent[], job = 'job/failover') =>
  bot.jobEvents({ incident: 'lomash-wood-1', operation: 'lomash-wood-1.2', githubRun: 4711, job, events });
const incident = async () => {
  const read = await bot.store.readIncident('lomash-wood-1');
  if (read === undefined) throw new Error('the incident is gone');
  return read;
};
const statuses = async () => (await incident()).progress?.steps.map(({ status }) => status);

describe('planSummaryOf', () => {
  it('says what would be lost, and that an answer is missing', () => {
    const summary = planSummaryOf(plan);
    expect(summary.loss).toEqual({ ms: 4_000, known: false, source: 'databases/auth, ReplicaLag' });
    expect(summary.steps.map(({ id, group }) => [id, group])).toEqual([
      ['databases/auth:promote', 'databases/*:promote'],
      ['databases/orders:promote', 'databases/*:promote'],
      ['dns:switch', 'dns:switch'],
    ]);
  });
});

describe('events of a job', () => {
  it('become a checklist, in their order, whatever the order in which they come', async () => {
    expect(await send(all.slice(3))).toBe(0);
    expect(await statuses()).toBeUndefined();
    expect(await send(all.slice(0, 3))).toBe(5);
    expect(await statuses()).toEqual(['done', 'done', 'failed', 'skipped']);
    expect((await incident()).state).toBe('running');
  });

  it('come to the same when they come twice, at once, and in pieces', async () => {
    const answers = await Promise.all([send(all), send(all.slice(1, 4)), send(all), send(all.slice(2))]);
    expect(Math.max(...answers)).toBe(5);
    expect(await send(all)).toBe(5);
    expect(await statuses()).toEqual(['done', 'done', 'failed', 'skipped']);
    const audit = await bot.store.readAudit({ incident: 'lomash-wood-1', limit: 99 });
    expect(audit.filter(({ details }) => details['event'] === 'step-failed')).toHaveLength(1);
  });

  it('are taken up again after a crash between the incident and the note of how far it was', async () => {
    await send(all);
    await bot.store.writeFold('job/failover', { seq: 0, view: null });
    const before = await incident();
    expect(await send(all)).toBe(5);
    expect(await incident()).toEqual(before);
  });

  it('go on with the checklist of the job before when another one takes the run up', async () => {
    await send([...all, runEnded(6, 'stopped'), jobEnded(7, 'stopped')]);
    expect((await incident()).state).toBe('stopped');
    await bot.service.signal('lomash-wood-1', {
      type: 'retry',
      at: t0,
      by: omar,
      member: true,
      step: 'dns:switch',
    });
    await bot.service.signal('lomash-wood-1', dispatched('lomash-wood-1.3', 4712));
    await bot.service.signal(
      'lomash-wood-1',
      asks(begin({ run, step: 'dns:switch' }), { operation: 'lomash-wood-1.3', id: 'q7' }),
    );
    const resumed: readonly SentEvent[] = [
      { ...started, resumed: true, seq: 1 },
      done('dns:switch', 2),
      runEnded(3, 'done'),
      jobEnded(4, 'done', { report: '# It worked' }),
    ];
    await bot.jobEvents({
      incident: 'lomash-wood-1',
      operation: 'lomash-wood-1.3',
      githubRun: 4712,
      job: 'job/retry',
      events: resumed,
    });
    expect(await statuses()).toEqual(['done', 'done', 'done', 'skipped']);
    expect(await incident()).toMatchObject({ state: 'done', report: '# It worked' });
  });

  it('tell of a finished group once', async () => {
    await send(all);
    const stories = (await bot.outbox()).map(({ payload }) => JSON.stringify(payload));
    const told = stories.filter((text) => text.includes('"about":"step-done"'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('databases/*:promote');
  });

  it('that read a run out tell nothing of it a second time', async () => {
    const skipped: SentEvent = { type: 'step-skipped', step: 'mail:wait', reason: 'not needed', ...at(6) };
    await send([...all, skipped]);
    const told = async () =>
      (await bot.outbox())
        .map(({ type, payload }) => `${type} ${JSON.stringify(payload)}`)
        .filter((text) => /begun|step-skipped/.test(text));
    const before = await told();
    expect(before.length).toBeGreaterThan(1);
    await bot.service.signal('lomash-wood-1', {
      ...{ type: 'job-over', at: t0, githubRun: 4711, conclusion: 'success' },
    });
    await bot.service.signal('lomash-wood-1', dispatched('lomash-wood-1.3', 4712));
    await bot.service.signal(
      'lomash-wood-1',
      asks(begin({ run }), { operation: 'lomash-wood-1.3', id: 'q7' }),
    );
    await bot.jobEvents({
      ...{ incident: 'lomash-wood-1', operation: 'lomash-wood-1.3', githubRun: 4712, job: 'job/resume' },
      events: [...all.slice(1), skipped, runEnded(7, 'done')].map((event, index) => ({
        ...event,
        seq: index + 1,
      })),
    });
    expect((await incident()).state).toBe('done');
    expect(await told()).toEqual([]);
  });

  it('without any only show that the job lives', async () => {
    bot.setNow(t0 + 999_000);
    expect(await send([])).toBe(0);
    expect((await incident()).dispatches[1]?.heardAt).toBe(t0 + 999_000);
  });
});
