import { describe, expect, test } from 'vitest';
import { explainPlan } from '../../../src/plan/explain.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { ansiPalette, plainPalette } from '../../../src/report/palette.ts';
import { widthOf } from '../../../src/terminal-text.ts';
import { draft, samplePlan, toyPlan } from '../report/sample-plan.ts';

const style = { palette: plainPalette, width: 100 };
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const blocked = (): Plan => samplePlan({ mode: 'planned' });

describe('a plan in words', () => {
  test.each([60, 80, 120])('fits %i columns, with and without colour and Unicode', (width) => {
    for (const palette of [plainPalette, ansiPalette]) {
      for (const unicode of [true, false]) {
        const lines = explainPlan(samplePlan(), { palette, width, unicode }).split('\n');
        // A hash, a command and a row of the lag table are not broken.
        const long = lines.filter(
          (line) => widthOf(line) > width && !/sha256|region-failover|ReplicaLag/.test(line),
        );
        expect(long).toEqual([]);
      }
    }
  });

  test('without Unicode only ASCII is written', () => {
    expect(explainPlan(samplePlan(), { ...style, unicode: false })).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('says why: the mode, the condition of the region that is left, and the evidence', () => {
    const text = flat(explainPlan(samplePlan(), style));
    expect(text).toContain('Unplanned: eu-west-1 is down');
    expect(text).toContain('regions: rds.eu-west-1 did not answer within 10 s');
  });

  test('eight databases of the same shape are one line with their names; verbose shows each', () => {
    const short = explainPlan(samplePlan(), style);
    expect(short.match(/Promote lomash-/g)).toHaveLength(2); // once as a step, once as the point of no return
    expect(flat(short)).toContain(
      'databases/*:promote 8 of them: auth, products, orders, appointments, content, customers, notifications, analytics',
    );
    const long = explainPlan(samplePlan(), { ...style, verbose: true });
    expect(long.match(/^ +\+0:25 +Promote lomash-/gm)).toHaveLength(8);
  });

  test('steps that wait for something else are not put together', () => {
    const plan = toyPlan([
      {
        id: 'caches/a',
        drafts: [
          draft('create', { phase: 'capacity', provides: ['endpoint'] }),
          draft('use', {
            phase: 'config',
            reads: [{ resource: 'caches/a', output: 'endpoint', region: 'eu-west-2' }],
          }),
        ],
      },
      { id: 'caches/b', drafts: [draft('use', { phase: 'config' })] },
    ]);
    const text = flat(explainPlan(plan, style));
    expect(text).toContain(
      'caches/a:use waits for caches/a:create, because the step before it on the same resource; caches/a:create, because it takes the endpoint that this creates',
    );
    expect(text).toContain('caches/b:use');
  });

  test('names what cannot be undone, when, and what an abort before it does', () => {
    const text = flat(explainPlan(samplePlan(), style));
    expect(text).toContain(
      'point of no return +0:25, databases/auth:promote (Promote lomash-auth-prod-replica)',
    );
    expect(text).toContain('[cannot be undone]');
    expect(flat(explainPlan(toyPlan([{ id: 'a', drafts: [draft('x')] }]), style))).toContain(
      'point of no return none: every change can be taken back',
    );
  });

  test('says what would be lost and never takes an unknown lag for zero', () => {
    const text = flat(explainPlan(samplePlan(), style));
    expect(text).toContain(
      'data lost up to 7 s of writes (databases/notifications, ReplicaLag); the RPO allows 30 s; unknown for databases/analytics',
    );
    expect(text).toMatch(/databases\/analytics unknown ReplicaLag has no data points/);
  });

  test.each([
    [
      'an irreversible step without any metric',
      [draft('promote', { risk: 'irreversible' })],
      undefined,
      'data lost unknown: no database that is promoted tells its replication lag',
    ],
    [
      'a measured lag of zero',
      [draft('promote', { risk: 'irreversible' })],
      { ms: 0, source: 'ReplicaLag' },
      'data lost no lag was measured just now',
    ],
    ['nothing that gives up data', [draft('scale')], undefined, 'data lost none: no step gives up data'],
  ])('%s', (...[, drafts, lag, expected]) => {
    const plan = toyPlan([
      {
        id: 'db',
        drafts,
        assessment: { state: 'ready', summary: '', ...(lag === undefined ? {} : { lag }) },
      },
    ]);
    expect(flat(explainPlan(plan, style))).toContain(expected);
  });

  test('a planned run promises no loss only for what it drains', () => {
    const assessment = { state: 'ready', summary: '', lag: { ms: 9000, source: 'ReplicaLag' } } as const;
    const drained = [
      draft('drain', { phase: 'drain', risk: 'none', changes: false }),
      draft('promote', { risk: 'irreversible' }),
    ];
    const planned = { mode: 'planned' } as const;
    expect(flat(explainPlan(toyPlan([{ id: 'db', drafts: drained, assessment }], planned), style))).toContain(
      'data lost none expected',
    );
    expect(
      flat(explainPlan(toyPlan([{ id: 'db', drafts: drained.slice(1), assessment }], planned), style)),
    ).toContain('data lost up to 9 s of writes');
  });

  test('marks the region being left and global control planes among what it needs', () => {
    const call = {
      service: 'rds',
      action: 'Stop',
      resource: '*',
      region: 'eu-west-1',
      plane: 'control',
    } as const;
    const text = flat(
      explainPlan(toyPlan([{ id: 'old', drafts: [draft('fence', { calls: [call] })] }]), style),
    );
    expect(text).toContain('eu-west-1 rds control plane the region being left; 1 step: old:fence');
    expect(flat(explainPlan(samplePlan(), style))).toContain(
      'us-east-1 route53 control plane one region for the whole world; 1 step: dns:move',
    );
  });

  test('blockers come first, with code and fix, and no command to run', () => {
    const text = explainPlan(blocked(), style);
    expect(text).toContain('Blocked by 1 problem');
    expect(text).toContain('✖ REGION_UNREACHABLE  in eu-west-1');
    expect(text).toContain('fix: Use --mode unplanned.');
    expect(text.indexOf('Blocked by')).toBeLessThan(text.indexOf('Steps'));
    expect(text).not.toContain('region-failover failover');
  });

  test('a blocker says what was expected and found', () => {
    const problem = {
      code: 'REPLICA_MISSING',
      message: 'It follows another.',
      expected: 'a',
      found: 'b',
    } as const;
    const text = explainPlan({ ...blocked(), problems: [problem] }, style);
    expect(flat(text)).toContain('It follows another. expected: a; found: b fix:');
  });

  test('an estimate beyond the RTO says so', () => {
    const plan = toyPlan([{ id: 'db', drafts: [draft('promote', { expectedMs: 3_600_000 })] }]);
    expect(flat(explainPlan(plan, style))).toContain(
      'expected time 1 h, which is more than the RTO of 30 min',
    );
  });

  test('shows a step that is not needed with its reason, and the hash', () => {
    const plan = samplePlan();
    const text = explainPlan(plan, style);
    expect(text).toContain('↷ not done: lomash-sessions is there already');
    expect(text).toContain(plan.hash);
  });

  test('names from a config can neither colour, move nor reorder the output', () => {
    const hostile = 'x\u001b[2J\u202e\u0007';
    const plan = toyPlan([
      {
        id: hostile,
        drafts: [draft('x', { title: hostile, skip: hostile }), draft('y', { title: hostile })],
        assessment: {
          state: 'ready',
          summary: hostile,
          lag: { ms: 1, source: hostile },
          notes: [{ level: 'warning', message: hostile }],
        },
      },
    ]);
    expect(explainPlan(plan, style)).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });

  test('a thousand equal databases stay one line, and the table shows the worst', () => {
    const toys = Array.from({ length: 1000 }, (_, index) => ({
      id: `databases/db-${index}`,
      drafts: [draft('promote', { title: `Promote db-${index}`, risk: 'irreversible' })],
      assessment: { state: 'ready' as const, summary: '', lag: { ms: index * 10, source: 'ReplicaLag' } },
    }));
    const text = explainPlan(toyPlan(toys), { ...style, width: 120 });
    expect(text.match(/Promote \*/g)).toHaveLength(1);
    expect(text).toMatch(/databases\/db-999 +10\.0 s|databases\/db-999 +9\.\d+ s|databases\/db-999 +10 s/);
    expect(text).toContain('… and 988 more');
    expect(text.split('\n').length).toBeLessThan(140);
  });

  test('a plan without steps says that there is nothing to do', () => {
    expect(explainPlan(toyPlan([]), style)).toContain('There is nothing to do.');
  });
});
