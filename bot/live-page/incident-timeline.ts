import { groupsOf, isRunning } from '../messages/checklist-lines.ts';
import type { ListedStep } from '../messages/shown.ts';
import { rtoClock } from '../messages/clocks.ts';
import type { Incident } from '../incidents/incident.ts';
import { phases } from '../../src/plan/plan.ts';
import type { Bar, Mark, Timeline, TimelineRow } from '../../src/report/timeline.ts';

/** With more steps than this those of a group share a line. */
const mostRows = 40;

/** When each step ran, so far; undefined while none has begun, or where the stages are not known. Times in ms since the epoch. */
export function incidentTimeline(incident: Incident, now: number): Timeline | undefined {
  const { progress, plan, declaredAt, endedAt } = incident;
  const begun = (progress?.steps ?? []).filter(
    (step) =>
      step.since !== undefined && step.phase !== undefined && (step.tookMs !== undefined || isRunning(step)),
  );
  if (begun.length === 0) return undefined;
  const end = endedAt ?? now;
  const groups =
    begun.length <= mostRows ? begun.map((step) => ({ name: step.id, steps: [step] })) : groupsOf(begun);
  const rows = groups.map(({ name, steps }): TimelineRow => {
    const bars = steps.map((step) => barOf(step, end));
    const phase = steps.find((step) => step.phase !== undefined)?.phase ?? 'evidence';
    return { name, phase, count: steps.length, bars, whole: wholeOf(bars) };
  });
  rows.sort(
    (a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase) || a.whole.startedAt - b.whole.startedAt,
  );
  const from = Math.min(declaredAt, ...rows.map(({ whole }) => whole.startedAt));
  const clock = rtoClock(incident, now);
  const restored = clock?.state === 'restored' ? declaredAt + clock.ms : from;
  const until = Math.max(from + 60_000, restored, ...rows.map(({ whole }) => whole.endedAt));
  const passed = begun.find(({ id }) => id === plan?.pointOfNoReturn)?.since;
  return { from, until, rows, marks: marksOf(incident, { passed, until, now }) };
}

function marksOf(
  incident: Incident,
  {
    passed,
    until,
    now,
  }: { readonly passed: number | undefined; readonly until: number; readonly now: number },
): Mark[] {
  const clock = rtoClock(incident, now);
  const objective = clock?.objectiveMs === undefined ? undefined : incident.declaredAt + clock.objectiveMs;
  return [
    ...(passed === undefined ? [] : [{ at: passed, label: 'point of no return', kind: 'return' as const }]),
    ...(clock?.state === 'restored'
      ? [{ at: incident.declaredAt + clock.ms, label: 'service restored', kind: 'restored' as const }]
      : []),
    ...(objective === undefined || objective > until
      ? []
      : [{ at: objective, label: 'RTO objective', kind: 'objective' as const }]),
  ];
}

function barOf(step: ListedStep, end: number): Bar {
  const startedAt = step.since ?? end;
  const open = isRunning(step) ? Math.max(startedAt, end) : startedAt;
  const endedAt = step.tookMs === undefined ? open : startedAt + step.tookMs;
  return { startedAt, endedAt, look: lookOf(step), critical: false };
}

function lookOf(step: ListedStep): Bar['look'] {
  if (step.status === 'failed' || step.status === 'undo-failed') return 'failed';
  if (step.status === 'warned' || step.status === 'uncertain') return 'warned';
  if (step.status === 'undone') return 'undone';
  return isRunning(step) ? 'running' : 'done';
}

function wholeOf(bars: readonly Bar[]): Bar {
  const worst = (['failed', 'warned', 'undone', 'running'] as const).find((look) =>
    bars.some((bar) => bar.look === look),
  );
  return {
    startedAt: Math.min(...bars.map(({ startedAt }) => startedAt)),
    endedAt: Math.max(...bars.map(({ endedAt }) => endedAt)),
    look: worst ?? 'done',
    critical: false,
  };
}
