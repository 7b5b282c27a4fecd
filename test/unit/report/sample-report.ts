import type { RunEvent } from '../../../src/events.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { reportOfView, type RunReport } from '../../../src/report/run-report.ts';
import { denied, summaryOf, viewAfter } from './replay.ts';
import { draft, toyPlan } from './sample-plan.ts';

/** Two databases side by side, then traffic: `b` takes longest, so the end waits for it. */
export function smallPlan(): Plan {
  const promote = (name: string, id: string) => ({
    id: `databases/${id}`,
    drafts: [draft('promote', { title: `Promote ${name}`, risk: 'irreversible', expectedMs: 60_000 })],
  });
  return toyPlan([
    promote('a', 'a'),
    promote('b', 'b'),
    { id: 'dns', drafts: [draft('move', { title: 'Lead traffic to eu-west-2', phase: 'traffic' })] },
  ]);
}

type Timed = readonly [seconds: number, event: RunEvent];

const started = (step: string): RunEvent => ({ type: 'step-started', step, attempt: 1 });
const done = (step: string, seconds: number, note?: string): RunEvent => ({
  type: 'step-done',
  step,
  tookMs: seconds * 1000,
  note,
});

/** What that run says when all goes well. */
export const smallRun: readonly Timed[] = [
  [1, started('databases/a:promote')],
  [1, started('databases/b:promote')],
  [61, done('databases/a:promote', 60)],
  [241, done('databases/b:promote', 240, 'available')],
  [242, started('dns:move')],
  [302, done('dns:move', 60)],
];

/** How three resources of that run have kept objectives of their own: one did, one did not, one cannot tell. */
export const ownResults = [
  { resource: 'databases/a', rtoMs: 60_000, rtoObjectiveMs: 120_000 },
  { resource: 'databases/b', rtoMs: 240_000, rtoObjectiveMs: 120_000 },
  { resource: 'dns', rpoObjectiveMs: 5000 },
];

/** The report of the small run, done. */
export function doneReport(rest: Partial<RunReport> = {}): RunReport {
  const plan = smallPlan();
  const summary = summaryOf(plan, { endedAt: 302_000, rtoMs: 302_000 });
  return {
    ...reportOfView(viewAfter(plan, [...smallRun, [302, { type: 'run-ended', summary }]]), 400_000),
    ...rest,
  };
}

/** The report of a run in which `b` was refused. */
export function stoppedReport(): RunReport {
  const plan = smallPlan();
  const problem = { ...denied, step: 'databases/b:promote' };
  const summary = summaryOf(plan, {
    result: 'stopped',
    endedAt: 61_000,
    problems: [problem],
    rpo: undefined,
  });
  const failed: RunEvent = {
    type: 'step-failed',
    step: 'databases/b:promote',
    problem,
    optional: false,
    blocks: ['dns:move'],
  };
  const events: readonly Timed[] = [
    ...smallRun.slice(0, 2),
    [20, failed],
    [61, done('databases/a:promote', 60)],
    [61, { type: 'run-ended', summary }],
  ];
  return reportOfView(viewAfter(plan, events), 61_000);
}

/** What an attacker would write into every field that a person or a server fills. */
export const hostile =
  '"\'</style></title></script><script>alert(1)</script><img src=x onerror=alert(1)> $(touch /tmp/pwned) ${{ secrets.TOKEN }} \r\n::set-output name=a::b\n# heading\n| cell | [link](javascript:alert(1)) ![i](http://evil.example/x.png) @octocat <!-- ``` \u202egnp.exe\u2066 \u0007 www.evil.example';
