import { describe, expect, test } from 'vitest';
import { initialState, runContext, type RunState } from '../../../src/engine/run-state.ts';
import type { RunEvent, RunSummary } from '../../../src/events.ts';
import { plainPalette } from '../../../src/report/palette.ts';
import { plainProgress } from '../../../src/report/plain-progress.ts';
import { renderProblem } from '../../../src/report/problem-text.ts';
import { renderStatus } from '../../../src/report/status-text.ts';
import { renderSummary } from '../../../src/report/summary-text.ts';
import { widthOf } from '../../../src/terminal-text.ts';
import { denied, numbered, run, runStarted, summaryOf } from './replay.ts';
import { draft, samplePlan, toyPlan } from './sample-plan.ts';

const plan = samplePlan();
const style = { palette: plainPalette, width: 100 };
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const orders = 'databases/orders:promote';

describe('a problem', () => {
  test('says code, place, what happened, expected, found and what to do', () => {
    expect(renderProblem({ ...denied, resource: 'databases/orders' }, plainPalette)).toBe(
      [
        'error DENIED databases/orders in eu-west-2',
        '  rds:PromoteReadReplica was refused.',
        '  expected  leave to promote',
        '  found     AccessDenied',
        '  fix       Grant the permission that is named to the role of this run.',
      ].join('\n'),
    );
  });

  test('leaves out what is not known, prefers its own fix, and keeps the lines of its message', () => {
    expect(renderProblem({ code: 'USAGE', message: 'one\ntwo', fix: 'Do this.' }, plainPalette)).toBe(
      'error USAGE\n  one\n  two\n  fix       Do this.',
    );
  });

  test('shows neither credentials nor control characters', () => {
    const text = renderProblem(
      { code: 'UNEXPECTED', message: 'postgres://user:hunter2@host/db \u001b[2J', found: 'password=hunter2' },
      plainPalette,
    );
    expect(text).not.toContain('hunter2');
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('plain progress', () => {
  const write = (events: readonly (readonly [number, RunEvent])[]): string[] => {
    const lines: string[] = [];
    const subscriber = plainProgress((line) => lines.push(line), { palette: plainPalette });
    for (const event of numbered([[0, runStarted(plan)], ...events])) subscriber(event);
    return lines.slice(2);
  };

  test('begins with who runs what and why', () => {
    const lines: string[] = [];
    const [start] = numbered([[35, runStarted(plan)]]);
    if (start !== undefined) plainProgress((line) => lines.push(line), { palette: plainPalette })(start);
    expect(lines).toEqual([
      `[ 0:35] ${run} started: lomash-wood eu-west-1 → eu-west-2, unplanned, 28 steps, about 6 min 25 s`,
      '[ 0:35]   by sarah: eu-west-1 is dark',
    ]);
  });

  test.each([
    [
      { type: 'step-started', step: orders, attempt: 1 },
      '● databases/orders:promote',
      'Promote lomash-orders-prod-replica',
    ],
    [{ type: 'step-started', step: orders, attempt: 2 }, '●', '(attempt 2)'],
    [
      { type: 'step-done', step: orders, tookMs: 241_000, note: 'promoted' },
      '✔',
      'done in 4 min 01 s: promoted',
    ],
    [{ type: 'step-retrying', step: orders, problem: denied, inMs: 5000 }, '↻', 'DENIED, again in 5 s'],
    [
      { type: 'step-failed', step: orders, problem: denied, optional: false, blocks: ['dns:move'] },
      '✖',
      'Fix: Grant the permission that is named to the role of this run. Blocks 1 step: dns:move.',
    ],
    [
      {
        ...{ type: 'step-failed', step: orders, optional: false, blocks: [] },
        problem: { code: 'STEP_TIMED_OUT', message: 'It has not ended', found: 'still replicating' },
      },
      '✖',
      'STEP_TIMED_OUT: It has not ended. Found: still replicating. Fix: Look at',
    ],
    [
      { type: 'step-failed', step: orders, problem: denied, optional: true, blocks: [] },
      '▲',
      'The run goes on without it.',
    ],
    [{ type: 'step-skipped', step: orders, reason: 'not used' }, '↷', 'skipped: not used'],
    [{ type: 'step-undone', step: orders, note: undefined }, '↶', 'taken back'],
    [{ type: 'step-undo-failed', step: orders, problem: denied }, '✖', 'could not be taken back'],
    [{ type: 'aborting', actor: 'sarah', reason: 'false alarm', undo: true }, 'sarah aborts', 'false alarm'],
    [{ type: 'warning', message: 'the lease is late' }, '▲', 'the lease is late'],
  ] satisfies [RunEvent, string, string][])('%j is one line', (event, mark, text) => {
    const lines = write([[245, event]]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\[ 4:05\] /);
    expect(lines[0]).toContain(mark);
    expect(lines[0]).toContain(text);
  });

  test('a wait is told again only when its note changes', () => {
    const waiting = (note: string): RunEvent => ({ type: 'step-waiting', step: orders, note });
    expect(
      write([
        [1, waiting('a')],
        [2, waiting('a')],
        [3, waiting('b')],
      ]),
    ).toHaveLength(2);
  });
});

describe('a summary', () => {
  const text = (rest: Partial<RunSummary>): string => flat(renderSummary(summaryOf(plan, rest), plan, style));

  test.each([
    [{ rtoMs: 672_000 }, 'RTO 11:12 of 30:00: met'],
    [{ rtoMs: 1_860_000 }, 'RTO 31:00 of 30:00: missed by 01:00'],
    [{ result: 'stopped' }, 'RTO the service is not restored'],
    [{}, 'RTO not measured'],
    [{ rpo: undefined }, 'data lost nothing was promoted by this run'],
    [{}, 'data lost up to 7 s of 30 s: met (ReplicaLag of databases/notifications, at the promotion)'],
    [{ rpo: { ms: 45_000, known: true, source: 'm' } }, 'up to 45 s of 30 s: missed by 15 s'],
    [
      { rpo: { ms: 7000, known: false, source: 'm' } },
      'at least 7 s of 30 s: met as far as known (m, at the promotion); unknown for at least one other database',
    ],
    [
      { rpo: { ms: 0, known: false, source: 'no data points' } },
      'data lost unknown: the replication lag could not be read',
    ],
  ] satisfies [Partial<RunSummary>, string][])('%j', (rest, expected) => {
    expect(text(rest)).toContain(expected);
  });

  test('names what is Fenced and what is Unfenced, and says what that means', () => {
    const said = text({ unfenced: ['services:fence(api-gateway)'] });
    expect(said).toContain('✖ Unfenced services:fence(*) in eu-west-1: api-gateway');
    expect(said).toContain(
      '✔ Fenced services:fence(*) in eu-west-1: auth-service, product-service, order-payment-service',
    );
    expect(said).toContain('may still accept writes in eu-west-1');
    expect(text({})).toContain('✔ Fenced services:fence(*) in eu-west-1, all 4');
    expect(text({})).not.toContain('may still accept writes');
  });

  test('a stopped run says what failed and what to type', () => {
    const said = text({
      result: 'stopped',
      problems: [{ ...denied, step: orders, resource: 'databases/orders' }],
    });
    expect(said).toContain('DENIED databases/orders:promote in eu-west-2');
    for (const command of [`retry '${orders}'`, `skip '${orders}' --reason`, `resume ${run}`, `abort ${run}`])
      expect(said).toContain(`region-failover ${command}`);
    expect(said).not.toContain('Freeze');
  });

  test('after a failover it says which pipelines to freeze and what has been promoted', () => {
    const said = text({ rtoMs: 1 });
    expect(said).toContain(
      'Freeze the pipelines of this service that run Terraform, CloudFormation or GitOps',
    );
    expect(said).toContain('Promote lomash-*-prod-replica (eu-west-2): auth, products, orders,');
    expect(said).toContain('plan --operation failback --from eu-west-2 --to eu-west-1');
  });

  test('with the state of the run it claims no promotion that has not happened', () => {
    const fresh = initialState(runContext(plan));
    const state: RunState = {
      ...fresh,
      status: 'stopped',
      steps: fresh.steps.map((step, index) =>
        plan.steps[index]?.id === orders ? { ...step, status: 'done' } : step,
      ),
    };
    const said = flat(renderSummary(summaryOf(plan, { result: 'stopped' }), plan, { ...style, state }));
    expect(said).toContain('Promote lomash-orders-prod-replica (eu-west-2)');
    expect(said).not.toContain('lomash-*');
  });

  test.each([60, 80, 120])('fits %i columns except for commands', (width) => {
    const summary = summaryOf(plan, {
      result: 'stopped',
      problems: [{ ...denied, step: orders, message: 'm '.repeat(100) }],
      unfenced: ['services:fence(api-gateway)'],
      warnings: ['w '.repeat(100)],
    });
    const long = renderSummary(summary, plan, { ...style, width })
      .split('\n')
      .filter((line) => widthOf(line) > width && !/region-failover|fo-2026/.test(line));
    expect(long).toEqual([]);
  });
});

describe('the status of a stored run', () => {
  const context = runContext(plan);
  const record = {
    schemaVersion: 1,
    run,
    service: plan.service,
    declaredAt: 0,
    actor: 'sarah',
    reason: 'eu-west-1 is dark',
    configDigest: 'sha256:0',
    plan,
  } as const;
  const fresh = initialState(context);
  const state: RunState = {
    ...fresh,
    status: 'stopped',
    steps: fresh.steps.map((step, index) =>
      plan.steps[index]?.id === orders
        ? {
            ...step,
            status: 'failed',
            startedAt: 1000,
            endedAt: 61_000,
            failure: { class: 'denied', problem: denied },
          }
        : step,
    ),
  };

  test('lists every step, the failure with its fix, and what to type', () => {
    const text = renderStatus({ record, state, context }, { ...style, now: 245_000 });
    for (const { id } of plan.steps) expect(text).toContain(id);
    expect(text).toContain('stopped, waits for the operator  04:05 since the declaration; the RTO is 30:00');
    expect(text).toMatch(/✖ databases\/orders:promote +eu-west-2 +1:00 {2}DENIED/);
    expect(text).toContain('fix       Grant the permission');
    expect(text).toContain(`resume ${run}, or abort ${run}`);
  });

  test('a run whose process is gone is not called running', () => {
    const running: RunState = { ...fresh, status: 'running' };
    expect(renderStatus({ record, state: running, context }, { ...style, now: 1 })).toContain(
      'running when its process was last heard of',
    );
    expect(
      renderStatus({ record, state: running, context, executing: true }, { ...style, now: 1 }),
    ).not.toContain('last heard of');
  });

  test('shows the checks in a table, the failed ones with what was expected and found', () => {
    const checks = [
      {
        resource: 'dns',
        checks: [
          { name: 'leads to eu-west-2', ok: false, expected: 'alb-2', found: 'alb-1' },
          { name: 'exists', ok: true, expected: '', found: 'one record' },
        ],
      },
    ];
    const text = renderStatus(
      { record, state: { ...fresh, status: 'done', endedAt: 5000 }, context, checks },
      { ...style, now: 9_999_999 },
    );
    expect(text).toContain('Checks: 1 of 2 checks failed');
    expect(text).toMatch(/✖ dns {2}leads to eu-west-2 {2}expected alb-2, found alb-1/);
    expect(text).toMatch(/✔ dns {2}exists +one record/);
    expect(text).toContain('00:05 since the declaration');
  });

  test('hostile text of a config and of an operator is shown as what it is', () => {
    const hostile = 'x\u001b[2J\u202e';
    const toy = toyPlan([{ id: hostile, drafts: [draft('x', { title: hostile })] }]);
    const text = renderStatus(
      {
        record: { ...record, plan: toy, service: hostile, actor: hostile, reason: hostile },
        state: initialState(runContext(toy)),
        context: runContext(toy),
      },
      { ...style, now: 1 },
    );
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });
});
