import { auditOf } from './audit.ts';
import type { Incident } from './incident.ts';
import { onApprove, onBreakGlass, onRechecked, onReject } from './on-approval.ts';
import { onJobEvent } from './on-event.ts';
import { onDispatch, onGateAsked, onJobOver } from './on-job.ts';
import { onOperator } from './on-operator.ts';
import { onPlanned } from './on-plan.ts';
import { onQuestion } from './on-question.ts';
import { onTick } from './on-time.ts';
import { dispatchOf } from './dispatches.ts';
import { moved, unchanged, type Outcome, type Transition } from './outcome.ts';
import { heard } from './silence.ts';
import type { IncidentSignal } from './signal.ts';

/**
 * The whole life of an incident, as a pure function: what a signal makes of it, and what must then be done outside. Every signal is
 * defined in every state; one that comes late, again or out of turn changes nothing or is refused, so delivering twice is safe.
 */
export function transition(incident: Incident, signal: IncidentSignal): Transition {
  const outcome = outcomeOf(incident, signal);
  return { ...outcome, audit: auditOf(incident, signal, outcome) };
}

function outcomeOf(incident: Incident, signal: IncidentSignal): Outcome {
  switch (signal.type) {
    case 'planned':
      return onPlanned(incident, signal);
    case 'approve':
      return onApprove(incident, signal);
    case 'reject':
      return onReject(incident, signal);
    case 'rechecked':
      return onRechecked(incident, signal);
    case 'break-glass':
      return onBreakGlass(incident, signal);
    case 'own':
    case 'abort':
    case 'retry':
    case 'skip':
    case 'resume':
      return onOperator(incident, signal);
    case 'dispatched':
    case 'dispatch-unclear':
    case 'dispatch-refused':
      return onDispatch(incident, signal);
    case 'gate-asked':
      return onGateAsked(incident, signal);
    case 'job-over':
      return onJobOver(incident, signal);
    case 'question':
      return onQuestion(incident, signal);
    case 'job-event':
      return onJobEvent(incident, signal);
    case 'heard':
      return unchanged(heard(incident, dispatchOf(incident, signal)?.operation ?? '', signal.at));
    case 'posted':
      return onPosted(incident, signal);
    case 'tick':
      return onTick(incident, signal.at);
  }
}

/** The thread and the issue link to each other, so when one appears the other is brought up to date. */
function onPosted(
  incident: Incident,
  { places }: Extract<IncidentSignal, { readonly type: 'posted' }>,
): Outcome {
  const next: Incident = { ...incident, places: { ...incident.places, ...places } };
  const isNew =
    (incident.places.slack === undefined && places.slack !== undefined) ||
    (incident.places.issue === undefined && places.issue !== undefined);
  if (isNew) return moved(next);
  const isSame = JSON.stringify(next.places) === JSON.stringify(incident.places);
  return unchanged(isSame ? incident : next);
}
