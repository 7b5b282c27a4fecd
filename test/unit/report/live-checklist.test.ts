import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/events.ts';
import { checklistView, viewOfRun } from '../../../src/report/checklist-view.ts';
import { renderChecklist } from '../../../src/report/live-checklist.ts';
import { ansiPalette, plainPalette } from '../../../src/report/palette.ts';
import { initialState, runContext } from '../../../src/engine/run-state.ts';
import { widthOf } from '../../../src/terminal-text.ts';
import { denied, numbered, runStarted, summaryOf, viewAfter } from './replay.ts';
import { draft, samplePlan, toyPlan } from './sample-plan.ts';

const plan = samplePlan();
const promote = (name: string): string => `databases/${name}:promote`;
const orders = promote('orders');
const started = (step: string): RunEvent => ({ type: 'step-started', step, attempt: 1 });
const failed: RunEvent = {
  type: 'step-failed',
  step: orders,
  problem: denied,
  optional: false,
  blocks: ['dns:move', 'website:answers'],
};
const style = { palette: plainPalette, width: 100, height: 60, now: 245_000 };
const lineOf = (lines: readonly string[], id: string): string =>
  lines.find((line) => line.includes(id)) ?? '';

describe('the checklist', () => {
  test('shows the RTO clock against its objective and how far the run is', () => {
    const lines = renderChecklist(viewAfter(plan, []), style);
    expect(lines[0]).toMatch(/^lomash-wood {2}eu-west-1 → eu-west-2 {2}unplanned +fo-20261121-104722-7f3a$/);
    expect(lines[1]).toMatch(/^RTO 04:05 of 30:00 .* 1\/28 steps$/);
  });

  test('says by how much an RTO is exceeded', () => {
    expect(renderChecklist(viewAfter(plan, []), { ...style, now: 1_860_000 })[1]).toContain(
      'RTO 31:00 of 30:00, 01:00 over',
    );
  });

  test.each([
    [[started(orders)], /● databases\/orders:promote +eu-west-2 +2:05 {2}Promote lomash-orders-prod-replica/],
    [
      [started(orders), { type: 'step-waiting', step: orders, note: 'status rebooting' }],
      /● .* 2:05 {2}status rebooting/,
    ],
    [
      [started(orders), { type: 'step-retrying', step: orders, problem: denied, inMs: 130_000 }],
      /↻ .* 2:05 {2}DENIED, again in 0:05/,
    ],
    [
      [started(orders), { type: 'step-done', step: orders, tookMs: 61_000, note: 'promoted' }],
      /✔ .* 1:01 {2}promoted/,
    ],
    [[started(orders), failed], /✖ .* 0:00 {2}DENIED/],
    [[{ ...failed, optional: true }], /▲ .*DENIED: the run goes on without it/],
    [[{ type: 'step-skipped', step: orders, reason: 'sarah: not used' }], /↷ .*sarah: not used/],
    [[{ type: 'step-undone', step: orders, note: undefined }], /↶ .*taken back/],
    [[{ type: 'step-undo-failed', step: orders, problem: denied }], /✖ .*DENIED/],
    [[], /○ .*waits for fence/],
  ] satisfies [RunEvent[], RegExp][])('draws a step after %j', (events, expected) => {
    const view = viewAfter(
      plan,
      events.map((event) => [120, event] as const),
    );
    expect(lineOf(renderChecklist(view, style), orders)).toMatch(expected);
  });

  test('a failure is told with its fix, and what it blocks says because of which', () => {
    const lines = renderChecklist(
      viewAfter(plan, [
        [120, started(orders)],
        [150, failed],
      ]),
      style,
    );
    expect(lineOf(lines, 'dns:move')).toMatch(/⊘ dns:move .*because of databases\/orders:promote/);
    expect(lines.slice(-5)).toEqual([
      'DENIED  databases/orders:promote in eu-west-2',
      '  rds:PromoteReadReplica was refused.',
      '  expected  leave to promote',
      '  found     AccessDenied',
      '  fix       Grant the permission that is named to the role of this run.',
    ]);
  });

  test('a retry takes the block away, unless another failed step still stands in the way', () => {
    const other: RunEvent = { ...failed, step: promote('auth') };
    const both = viewAfter(plan, [
      [10, failed],
      [11, other],
      [20, started(orders)],
    ]);
    expect(both.steps.get('dns:move')).toEqual({ status: 'blocked', blockedBy: [promote('auth')] });
    const one = viewAfter(plan, [
      [10, failed],
      [20, { type: 'step-skipped', step: orders, reason: 'x' }],
    ]);
    expect(one.steps.get('dns:move')).toEqual({ status: 'pending' });
  });

  test.each([12, 16, 24, 30, 45])(
    'never exceeds %i lines or its columns, whatever has happened',
    (height) => {
      const events = plan.steps
        .filter(({ phase }) => phase === 'data')
        .map(({ id }) => [120, { ...failed, step: id }] as const);
      for (const happened of [[], events]) {
        for (const width of [40, 60, 80, 120]) {
          const lines = renderChecklist(viewAfter(plan, happened), {
            ...style,
            height,
            width,
            palette: ansiPalette,
          });
          expect(lines.length).toBeLessThanOrEqual(height);
          expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
        }
      }
    },
  );

  test('equal steps come together where they do not fit: how many are done, which are waited for', () => {
    const done = ['auth', 'products', 'content', 'customers', 'analytics'].map(
      (name) => [60, { type: 'step-done', step: promote(name), tookMs: 1, note: undefined }] as const,
    );
    const view = viewAfter(plan, [
      ...done,
      [60, started(orders)],
      [60, started(promote('appointments'))],
      [61, { ...failed, step: promote('notifications') }],
    ]);
    const lines = renderChecklist(view, { ...style, height: 20 });
    expect(lineOf(lines, 'databases/*:promote')).toMatch(
      /✖ databases\/\*:promote +eu-west-2 +5\/8 {2}failed notifications; waiting orders, appointments/,
    );
  });

  test('a thousand steps collapse to a screen', () => {
    const toys = Array.from({ length: 1000 }, (_, index) => ({
      id: `group${index % 30}/db-${index}`,
      drafts: [draft('promote')],
    }));
    const lines = renderChecklist(viewAfter(toyPlan(toys), []), { ...style, height: 24 });
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.join('\n')).toContain('Make the data writable  0/1000');
  });

  test('long and hostile names are cut and shown as what they are', () => {
    const hostile = `${'n'.repeat(200)}\u001b[2J`;
    const toy = toyPlan([{ id: hostile, drafts: [draft('x', { title: hostile })] }]);
    const lines = renderChecklist(
      viewAfter(toy, [[1, { type: 'step-waiting', step: `${hostile}:x`, note: '\u001b[31m\u202e' }]]),
      { ...style, width: 80 },
    );
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(80);
    expect(lines.join('\n')).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });

  test('events before the start change nothing, and a resumed run keeps what is known of its steps', () => {
    const [early] = numbered([[1, started(orders)]]);
    expect(early && checklistView(undefined, early)).toBeUndefined();
    const view = viewAfter(plan, [[5, { type: 'step-done', step: orders, tookMs: 1, note: undefined }]]);
    const [again] = numbered([
      [
        9,
        {
          ...runStarted(plan),
          type: 'run-started',
          plan,
          reason: '',
          actor: '',
          resumed: true,
          declaredAt: 0,
        },
      ],
    ]);
    expect(again && checklistView(view, again)?.steps.get(orders)?.status).toBe('done');
  });

  test('a stored run is seen as its state tells it', () => {
    const context = runContext(plan);
    const fresh = initialState(context);
    const at = plan.steps.findIndex(({ id }) => id === orders);
    const steps = fresh.steps.map((step, index) =>
      index === at
        ? {
            ...step,
            status: 'failed' as const,
            startedAt: 1000,
            endedAt: 3000,
            failure: { class: 'denied' as const, problem: denied },
          }
        : step,
    );
    const record = {
      schemaVersion: 1,
      run: 'r',
      service: 's',
      declaredAt: 0,
      actor: 'a',
      reason: 'b',
      configDigest: '',
      plan,
    } as const;
    const view = viewOfRun(record, context, { ...fresh, steps });
    expect(view.steps.get(orders)).toEqual({ status: 'failed', since: 1000, tookMs: 2000, problem: denied });
    expect(view.steps.get('website:answers')).toEqual({ status: 'blocked', blockedBy: [orders] });
  });

  test('after the end the clock stands still', () => {
    const view = viewAfter(plan, [
      [672, { type: 'run-ended', summary: summaryOf(plan, { rtoMs: 600_000 }) }],
    ]);
    expect(renderChecklist(view, { ...style, now: 9_999_999 })[1]).toContain('RTO 10:00 of 30:00');
  });
});
