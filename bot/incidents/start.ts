import { tallyOf } from '../approvals/tally.ts';
import { authorised } from '../approvals/authorised.ts';
import { addDispatch, answerGate, externalRun } from './dispatches.ts';
import type { IncidentEffect } from './effect.ts';
import type { Incident } from './incident.ts';
import { keyOf, moved, unchanged, type Outcome } from './outcome.ts';
import { settleBegins } from './on-begin.ts';
import { operationOf } from './purpose.ts';

/** Has everybody's membership looked up again; only then the job is started. */
export function recheck(incident: Incident, at: number): IncidentEffect {
  const { counted } = tallyOf(incident);
  const key = keyOf(incident, 'recheck', incident.plan?.hash ?? '', at, ...counted.map(({ by }) => by.key));
  return { type: 'recheck', key, approvals: counted };
}

/** Starts what has been approved: lets go the run that waits for it in GitHub, or dispatches one. Does nothing unless it is authorised now. */
export function start(incident: Incident, at: number): Outcome {
  if (incident.state !== 'awaiting-approval' || !authorised(incident, at)) return unchanged(incident);
  const starting: Incident = { ...incident, state: 'starting' };
  const external = externalRun(starting);
  if (external !== undefined) {
    const gated = answerGate(starting, external, { state: 'approved', comment: approvedBy(starting) });
    const settled = settleBegins(gated.incident, at);
    return { ...settled, effects: [...gated.effects, ...settled.effects] };
  }
  const { incident: next, effect } = addDispatch(starting, {
    command: operationOf(incident.request.purpose),
    at,
    by: incident.requester,
    reason: incident.request.reason,
  });
  return moved(next, { effects: [effect] });
}

/** Who let it go, for GitHub's own record of the deployment. */
export function approvedBy(incident: Incident): string {
  const { counted, breakGlass } = tallyOf(incident);
  const names = counted.map(({ by }) => by.github ?? by.name).join(', ');
  const who = breakGlass === undefined ? `Approved by ${names}` : `Break-glass by ${breakGlass.by.name}`;
  return `${who} in incident ${incident.id}, plan ${incident.plan?.hash ?? 'unknown'}.`.slice(0, 1_000);
}
