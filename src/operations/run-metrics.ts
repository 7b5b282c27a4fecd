import { fixOf, type Problem } from '../errors.ts';
import type { RunSummary } from '../events.ts';
import type { Goal } from '../plan/plan.ts';
import { minutes, publishTo, recoveryOf, type Measurement } from './health-metrics.ts';
import type { Session } from './session.ts';

/** How long the end of a run may be held up by telling CloudWatch of it, in ms of the machine's clock. */
const publishTimeoutMs = 15_000;

/** What could not be published: sentences for the operator, and the problems behind them. */
interface Unpublished {
  readonly warnings: readonly string[];
  readonly problems: readonly Problem[];
}

const nothing: Unpublished = { warnings: [], problems: [] };

/** What a run came to in numbers: how long it took and whether it was done, by its operation; RTO and RPO where they were measured. */
export function runOutcome(summary: RunSummary, { operation }: Goal): readonly Measurement[] {
  const { service, result, declaredAt, endedAt } = summary;
  const dimensions = { Service: service, Operation: operation };
  const moves = operation === 'failover' || operation === 'failback';
  return [
    minutes('Run', dimensions, endedAt - declaredAt),
    {
      ...{ namespace: 'MultiRegion/Run', name: 'Success', dimensions, unit: 'None' },
      value: result === 'done' ? 1 : 0,
    },
    ...(moves ? recoveryOf(summary) : []),
  ];
}

/**
 * Puts the numbers of a run that has ended into CloudWatch, where the config has `monitoring`. Never throws: what cannot be put is told, and
 * the run is what it was. A region that was down when the run was planned is not tried.
 */
export async function publishRun(session: Session, summary: RunSummary, goal: Goal): Promise<Unpublished> {
  if (session.config.monitoring === undefined) return nothing;
  if (summary.result !== 'done' && summary.result !== 'aborted') return nothing;
  const isLost = goal.mode === 'unplanned' && goal.fromCondition === 'down';
  const regions = session.config.regions.filter((region) => !isLost || region !== goal.from);
  const failed = await publishTo(session, runOutcome(summary, goal), {
    regions,
    signal: AbortSignal.timeout(publishTimeoutMs),
  });
  return {
    problems: failed.map(({ problem }) => problem),
    warnings: failed.map(
      ({ region, problem }) =>
        `The numbers of this run could not be put into CloudWatch in ${region}: ${problem.message}${problem.code === 'DENIED' ? ` ${fixOf(problem)}` : ''}`,
    ),
  };
}
