import { addDispatch, externalRun, isWaiting, withdraw } from './dispatches.ts';
import type { IncidentEffect } from './effect.ts';
import type { Incident, PlanSummary } from './incident.ts';
import { moved, story, type Outcome } from './outcome.ts';
import { carriesOut } from './purpose.ts';

/** What was approved is not what would run: the approvals are void, jobs that carry them are called off, and the new plan is shown. */
export function showChangedPlan(incident: Incident, plan: PlanSummary, at: number): Outcome {
  const { called, effects } = callOff(incident);
  const shown: Incident = {
    ...called,
    state: 'awaiting-approval',
    plan,
    approvals: [],
    expiresAt: at + incident.policy.approvals.expires,
  };
  return moved(shown, { effects: [...effects, voidStory(incident, plan.hash, at)] });
}

/** The same where the new plan is not known yet: a job is asked to make it. */
export function planAgain(incident: Incident, at: number): Outcome {
  const { called, effects } = callOff(incident);
  const {
    incident: planning,
    effect,
    dispatch,
  } = addDispatch({ ...called, state: 'planning', approvals: [] }, { command: 'plan', at });
  return moved(planning, { effects: [...effects, effect, voidStory(incident, dispatch.operation, at)] });
}

/** A run that was started straight from GitHub stays: it waits for the approvals of the new plan. */
function callOff(incident: Incident): {
  readonly called: Incident;
  readonly effects: readonly IncidentEffect[];
} {
  const external = externalRun(incident);
  let called = incident;
  const effects: IncidentEffect[] = [];
  for (const dispatch of incident.dispatches) {
    const carriesApproval = carriesOut(dispatch.command) && isWaiting(dispatch);
    if (!carriesApproval || dispatch.operation === external?.operation) continue;
    const taken = withdraw(called, dispatch, 'The plan has changed since it was approved.');
    called = taken.incident;
    effects.push(...taken.effects);
  }
  return { called, effects };
}

function voidStory(incident: Incident, once: string, at: number): IncidentEffect {
  const names = incident.approvals.map(({ by }) => by.name).join(', ');
  const facts = { ...(incident.plan === undefined ? {} : { was: incident.plan.hash }), names };
  return story(incident, 'approvals-void', { at, once, facts, broadcast: true });
}
