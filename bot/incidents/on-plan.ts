import { authorised } from '../approvals/authorised.ts';
import { externalRun, dispatchOf } from './dispatches.ts';
import { end } from './end.ts';
import type { Approval, Incident, PlanSummary } from './incident.ts';
import { operationOf } from './purpose.ts';
import { settleBegins } from './on-begin.ts';
import { andThen, moved, story, unchanged, type Outcome } from './outcome.ts';
import type { IncidentSignal } from './signal.ts';
import { start } from './start.ts';
import { showChangedPlan } from './void-approvals.ts';

type Planned = Extract<IncidentSignal, { readonly type: 'planned' }>;

/** A job has made a plan: it is shown, or compared with the one that is shown already. */
export function onPlanned(incident: Incident, { operation, plan, at }: Planned): Outcome {
  const dispatch = dispatchOf(incident, { operation });
  if (dispatch === undefined || dispatch.state === 'ended' || dispatch.state === 'failed')
    return unchanged(incident);
  const newest = incident.dispatches.findLast(({ command }) => command === 'plan');
  // What an earlier look has found is not what is waited for now.
  if (dispatch.command === 'plan' && dispatch !== newest) return unchanged(incident);
  switch (incident.state) {
    case 'planning':
      return otherOperation(incident, plan, at) ?? firstPlan(incident, plan, at);
    case 'awaiting-approval':
    case 'starting': {
      if (plan.hash === incident.plan?.hash) return unchanged(incident);
      // What a run in GitHub has planned itself is what it will do; our own look beside it is not.
      if (dispatch.command === 'plan' && externalRun(incident) !== undefined) return unchanged(incident);
      return otherOperation(incident, plan, at) ?? orBlocked(plan, at, showChangedPlan(incident, plan, at));
    }
    case 'running':
    case 'stopped':
    case 'done':
    case 'failed':
    case 'aborted':
    case 'rejected':
    case 'expired':
    case 'refused':
      return unchanged(incident);
  }
}

function firstPlan(incident: Incident, plan: PlanSummary, at: number): Outcome {
  const { purpose } = incident.request;
  const shown: Incident = { ...incident, plan, state: 'awaiting-approval' };
  const effects = [
    story(incident, 'planned', {
      at,
      once: `${plan.hash}/${at}`,
      facts: { hash: plan.hash },
      broadcast: purpose !== 'plan',
    }),
  ];
  if (plan.problems.length > 0) return orBlocked(plan, at, moved(shown, { effects }));
  if (purpose === 'plan')
    return andThen(moved(shown, { effects }), (now) =>
      end(now, { state: 'done', at, reason: 'The plan was made; nothing has been changed.' }),
    );
  const expiresAt = at + incident.policy.approvals.expires;
  return andThen(moved({ ...shown, expiresAt }, { effects }), (now) =>
    andThen(withBreakGlass(now, plan, at), (ready) => settleBegins(ready, at)),
  );
}

/** A break-glass that was used while the plan was still being made holds for the plan that came of it. */
function withBreakGlass(incident: Incident, { hash }: PlanSummary, at: number): Outcome {
  const { breakGlass } = incident;
  if (breakGlass === undefined || incident.approvals.length > 0) return unchanged(incident);
  // Void approvals may have left an earlier plan behind; then the glass must be broken again.
  if (incident.dispatches.filter(({ command }) => command === 'plan').length > 1) return unchanged(incident);
  const approval: Approval = { by: breakGlass.by, via: 'break-glass', at: breakGlass.at, planHash: hash };
  const used: Incident = { ...incident, approvals: [approval] };
  return authorised(used, at) ? start(used, at) : unchanged(incident);
}

/** What people read above the plan must be what it does: a job that plans something else ends it. */
function otherOperation(
  incident: Incident,
  { operation = 'failover' }: PlanSummary,
  at: number,
): Outcome | undefined {
  const wanted = operationOf(incident.request.purpose);
  if (operation === wanted) return undefined;
  const reason = `The job has planned a ${operation}, where a ${wanted} was asked for. Compare the workflow on the branch with workflows/failover.yml of the Action.`;
  return end(incident, { state: 'refused', at, reason });
}

/** A plan with problems is printed, never run. */
function orBlocked({ problems }: PlanSummary, at: number, shown: Outcome): Outcome {
  const [first] = problems;
  if (first === undefined) return shown;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const reason = `The plan cannot be carried out: ${first.message}${more}`;
  return andThen(shown, (now) => end(now, { state: 'refused', at, reason, facts: { code: first.code } }));
}
