import type { StepId } from '../ids.ts';
import { buildGraph, type Graph } from '../plan/graph.ts';
import { phases, type Phase, type Step } from '../plan/plan.ts';
import { groupSteps } from '../plan/step-groups.ts';
import type { ReportStep, RunReport } from './run-report.ts';

/**
 * The chain of steps that determined when the run ended: from the step that ended last back through whatever each one waited for
 * longest. Only steps that were begun are in it, first step first. Of steps that ended in the same moment the one furthest on counts.
 */
export function measuredPath(planned: readonly Step[], steps: readonly ReportStep[]): StepId[] {
  const graph = buildGraph(planned);
  const readyAt = releaseTimes(graph, steps);
  let last = -1;
  steps.forEach(({ endedAt, startedAt }, index) => {
    if (startedAt !== undefined && endedAt !== undefined && endedAt >= (steps[last]?.endedAt ?? -Infinity))
      last = index;
  });
  const path: StepId[] = [];
  const seen = new Set<number>();
  for (let node = last; node !== -1 && !seen.has(node); node = latestNeed(graph, readyAt, node)) {
    seen.add(node);
    const step = steps[node];
    if (step?.startedAt !== undefined) path.unshift(step.id);
  }
  return path;
}

function latestNeed(graph: Graph, readyAt: Float64Array, node: number): number {
  let latest = -1;
  for (const need of graph.nodes[node]?.needs ?? [])
    if (latest === -1 || (readyAt[need] ?? 0) >= (readyAt[latest] ?? 0)) latest = need;
  return latest;
}

/** When each node let the ones behind it start: its end, or for a junction or a step that was not begun, that of the last thing it needs. */
function releaseTimes(graph: Graph, steps: readonly ReportStep[]): Float64Array {
  const times = new Float64Array(graph.nodes.length).fill(-1);
  const visit = [...graph.nodes.keys()];
  for (let node = visit.pop(); node !== undefined; node = visit.pop()) {
    if ((times[node] ?? -1) >= 0) continue;
    const needs = graph.nodes[node]?.needs ?? [];
    const step = steps[node];
    const open = step?.startedAt === undefined ? needs.filter((need) => (times[need] ?? -1) < 0) : [];
    if (open.length > 0) visit.push(node, ...open);
    else
      times[node] =
        step?.startedAt === undefined
          ? Math.max(0, ...needs.map((need) => times[need] ?? 0))
          : (step.endedAt ?? 0);
  }
  return times;
}

/** One bar of the picture. Times in ms since the epoch. */
export interface Bar {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly look: 'done' | 'failed' | 'warned' | 'running' | 'undone';
  readonly critical: boolean;
}

/** One line of the picture: a step, or many of the same shape. */
export interface TimelineRow {
  readonly name: string;
  readonly phase: Phase;
  /** How many steps it stands for. */
  readonly count: number;
  /** From the first start to the last end. */
  readonly whole: Bar;
  readonly bars: readonly Bar[];
}

/** A moment worth a line of its own, in ms since the epoch. */
export interface Mark {
  readonly at: number;
  readonly label: string;
  readonly kind: 'return' | 'restored' | 'objective';
}

/** The picture of a run: when each step ran, and the moments that matter. Times in ms since the epoch. */
export interface Timeline {
  readonly from: number;
  readonly until: number;
  readonly rows: readonly TimelineRow[];
  readonly marks: readonly Mark[];
}

/** With more steps than this, those of the same shape share a line. */
const mostRows = 60;

/** Lays out the steps that were begun, in the order of the stages and of their starts. */
export function timelineOf(report: RunReport, most = mostRows): Timeline {
  const critical = new Set(report.criticalPath);
  const byId = new Map(report.steps.map((step) => [step.id, step]));
  const begun = report.steps.filter(
    ({ startedAt, endedAt }) => startedAt !== undefined && endedAt !== undefined,
  );
  const groups =
    begun.length <= most ? begun.map((step) => ({ name: step.id, steps: [step] })) : groupsOf(begun, byId);
  const rows = groups
    .map(({ name, steps }): TimelineRow => {
      const bars = steps.map((step) => barOf(step, critical.has(step.id)));
      return { name, phase: steps[0]?.phase ?? 'evidence', count: steps.length, bars, whole: wholeOf(bars) };
    })
    .sort(
      (a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase) || a.whole.startedAt - b.whole.startedAt,
    );
  const ends = rows.map(({ whole }) => whole.endedAt);
  const { declaredAt, summary } = report;
  const until = Math.max(declaredAt + 1000, summary.endedAt, ...ends);
  return { from: declaredAt, until, rows, marks: marksOf(report, byId, until) };
}

/** Groups of steps that have the same shape; the planner's own grouping, which needs no more of a step than a report has. */
function groupsOf(
  begun: readonly ReportStep[],
  byId: ReadonlyMap<StepId, ReportStep>,
): { name: string; steps: ReportStep[] }[] {
  return groupSteps(begun.map(plainStep)).map(({ id, steps }) => ({
    name: id,
    steps: steps.flatMap((step) => byId.get(step.id) ?? []),
  }));
}

/** A step of a report as the planner's grouping takes it: its needs and calls play no part in a picture. */
export function plainStep({ id, title, resource, phase, region, risk, changes, inCode }: ReportStep): Step {
  const action = id.startsWith(`${resource}:`) ? id.slice(resource.length + 1) : id;
  return {
    id,
    title,
    resource,
    phase,
    region,
    risk,
    changes,
    action,
    kind: '',
    expectedMs: 0,
    timeoutMs: 0,
    params: {},
    calls: [],
    needs: [],
    ...(inCode === undefined ? {} : { inCode }),
  };
}

function barOf({ startedAt = 0, endedAt = 0, status }: ReportStep, critical: boolean): Bar {
  return { startedAt, endedAt, critical, look: lookOf(status) };
}

function lookOf(status: ReportStep['status']): Bar['look'] {
  switch (status) {
    case 'failed':
    case 'undo-failed':
      return 'failed';
    case 'warned':
    case 'uncertain':
      return 'warned';
    case 'undone':
      return 'undone';
    case 'running':
    case 'retrying':
      return 'running';
    case 'done':
    case 'skipped':
    case 'pending':
    case 'blocked':
      return 'done';
  }
}

function wholeOf(bars: readonly Bar[]): Bar {
  const worst = (['failed', 'warned', 'undone', 'running'] as const).find((look) =>
    bars.some((bar) => bar.look === look),
  );
  return {
    startedAt: Math.min(...bars.map(({ startedAt }) => startedAt)),
    endedAt: Math.max(...bars.map(({ endedAt }) => endedAt)),
    look: worst ?? 'done',
    critical: bars.some(({ critical }) => critical),
  };
}

function marksOf(
  { pointOfNoReturn, summary, declaredAt }: RunReport,
  byId: ReadonlyMap<StepId, ReportStep>,
  until: number,
): Mark[] {
  const passed = pointOfNoReturn === undefined ? undefined : byId.get(pointOfNoReturn)?.startedAt;
  const firstFinal = [...byId.values()].flatMap(({ risk, startedAt }) =>
    (risk === 'irreversible' || risk === 'lossy') && startedAt !== undefined ? [startedAt] : [],
  );
  const returnAt = firstFinal.length === 0 ? passed : Math.min(...firstFinal);
  const { rtoMs, rtoObjectiveMs } = summary;
  const objective = rtoObjectiveMs === undefined ? undefined : declaredAt + rtoObjectiveMs;
  return [
    ...(returnAt === undefined
      ? []
      : [{ at: returnAt, label: 'point of no return', kind: 'return' as const }]),
    ...(rtoMs === undefined
      ? []
      : [{ at: declaredAt + rtoMs, label: 'service restored', kind: 'restored' as const }]),
    ...(objective === undefined || objective > until
      ? []
      : [{ at: objective, label: 'RTO objective', kind: 'objective' as const }]),
  ];
}

/** Round moments for an axis, as ms from the start: at most about `most` of them. */
export function axisTicks(lengthMs: number, most = 8): number[] {
  const units = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400].map(
    (seconds) => seconds * 1000,
  );
  const unit =
    units.find((each) => lengthMs / each <= most) ?? Math.ceil(lengthMs / most / 86_400_000) * 86_400_000;
  const ticks: number[] = [];
  for (let at = 0; at <= lengthMs; at += unit) ticks.push(at);
  return ticks;
}
