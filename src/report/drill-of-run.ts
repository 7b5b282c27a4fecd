import type { StoredRun } from '../engine/run.ts';
import { summarise } from '../engine/summary.ts';
import { formatDuration } from '../format-duration.ts';
import type { DrillCheck, DrillReport, Measured } from '../plan/drill-report.ts';
import type { Step } from '../plan/plan.ts';
import type { RunSummary } from '../events.ts';

/** A run as the drill that it was: its steps and the checks at its end, RTO and RPO. `now` in ms since the epoch. */
export function drillOfRun({ record, context, state, signals }: StoredRun, now: number): DrillReport {
  const { plan, run, declaredAt } = record;
  const { operation, drill, from, to } = plan.goal;
  const summary = summarise(record, context, { state, now, warnings: [] });
  const steps = plan.steps.flatMap((step, index): DrillCheck[] =>
    step.skip === undefined ? [ofStep(step, state.steps[index])] : [],
  );
  const ended = signals.flatMap((signal) => (signal.type === 'checked' ? [signal.checks] : [])).at(-1) ?? [];
  const checks = [
    ...steps,
    ...ended.flatMap(({ resource, checks: found }) => found.map((check) => ({ ...check, resource }))),
    ...objectives(summary),
  ];
  const tookMs = summary.endedAt - declaredAt;
  return {
    ...{ service: plan.service, from, to, startedAt: declaredAt, tookMs },
    ok: summary.result === 'done' && checks.every(({ ok }) => ok),
    parts: [
      {
        type: operation === 'drill' ? (drill ?? 'dns') : operation,
        ...{ tookMs, checks, notes: summary.warnings },
      },
    ],
    // A drill of DNS restores nothing and promotes nothing.
    run: { id: run, measured: operation === 'drill' ? {} : measuredBy(summary) },
  };
}

function ofStep(step: Step, state: StoredRun['state']['steps'][number] | undefined): DrillCheck {
  const { status = 'pending', result, failure, reason, startedAt, endedAt } = state ?? {};
  const note = failure?.problem.message ?? reason ?? result?.note;
  return {
    ...{ name: step.title, resource: step.resource, region: step.region, expected: 'done' },
    ok: status === 'done' || step.optional === true,
    found: note === undefined ? status : `${status}: ${note}`,
    ...(startedAt === undefined || endedAt === undefined ? {} : { ms: endedAt - startedAt }),
  };
}

function objectives({ rtoMs, rtoObjectiveMs, rpo, rpoObjectiveMs }: RunSummary): DrillCheck[] {
  const checks: DrillCheck[] = [];
  if (rtoMs !== undefined && rtoObjectiveMs !== undefined)
    checks.push({
      ...{ name: 'RTO', ok: rtoMs <= rtoObjectiveMs },
      ...{ expected: `at most ${formatDuration(rtoObjectiveMs)}`, found: formatDuration(rtoMs) },
    });
  if (rpo !== undefined && rpoObjectiveMs !== undefined)
    checks.push({
      ...{ name: 'RPO', ok: rpo.known && rpo.ms <= rpoObjectiveMs },
      expected: `at most ${formatDuration(rpoObjectiveMs)}`,
      found: rpo.known ? formatDuration(rpo.ms) : `unknown (${rpo.source})`,
    });
  return checks;
}

function measuredBy({ rtoMs, rtoObjectiveMs, rpo, rpoObjectiveMs }: RunSummary): Measured {
  return {
    ...(rtoMs === undefined ? {} : { rtoMs }),
    ...(rtoObjectiveMs === undefined ? {} : { rtoObjectiveMs }),
    ...(rpo?.known === true ? { rpoMs: rpo.ms } : {}),
    ...(rpoObjectiveMs === undefined ? {} : { rpoObjectiveMs }),
  };
}
