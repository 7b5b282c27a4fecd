import type { Person } from '../people/person.ts';
import type { IncidentEffect } from './effect.ts';
import type { Dispatch, Incident } from './incident.ts';
import { keyOf } from './outcome.ts';
import { carriesOut } from './purpose.ts';

/** Whether a job may still do something: it has not ended, nor been given up. */
export function isLive({ state }: Pick<Dispatch, 'state'>): boolean {
  return state === 'asked' || state === 'unclear' || state === 'dispatched' || state === 'begun';
}

/** Whether a job has been started, or is being started, and has not been let begin. */
export function isWaiting({ state }: Pick<Dispatch, 'state'>): boolean {
  return state === 'asked' || state === 'unclear' || state === 'dispatched';
}

/** The job with this number at GitHub, or else with this operation. The number goes first: a hand-started job may claim any operation. */
export function dispatchOf(
  { dispatches }: Pick<Incident, 'dispatches'>,
  by: { readonly githubRun?: number | undefined; readonly operation?: string | undefined },
): Dispatch | undefined {
  const ofRun =
    by.githubRun === undefined ? undefined : dispatches.find(({ githubRun }) => githubRun === by.githubRun);
  if (ofRun !== undefined || by.operation === undefined) return ofRun;
  const ofOperation = dispatches.find(({ operation }) => operation === by.operation);
  const isAnother = by.githubRun !== undefined && ofOperation?.githubRun !== undefined;
  return isAnother ? undefined : ofOperation;
}

/** The job that carries out, or is to carry out, what was approved. */
function liveRun({ dispatches }: Pick<Incident, 'dispatches'>): Dispatch | undefined {
  return dispatches.find((dispatch) => carriesOut(dispatch.command) && isLive(dispatch));
}

/** A job that somebody started straight from GitHub and that waits for the bot. */
export function externalRun(incident: Pick<Incident, 'dispatches'>): Dispatch | undefined {
  const live = liveRun(incident);
  return live?.external === true ? live : undefined;
}

/** What a new job is to do. */
export interface NewJob {
  readonly command: Dispatch['command'];
  readonly at: number;
  readonly by?: Person | undefined;
  readonly step?: string | undefined;
  readonly reason?: string | undefined;
}

/** The incident with one more job asked for, and the effect that starts it. */
export function addDispatch(
  incident: Incident,
  { command, at, by, step, reason }: NewJob,
): { readonly incident: Incident; readonly effect: IncidentEffect; readonly dispatch: Dispatch } {
  const dispatch: Dispatch = {
    operation: `${incident.id}.${incident.dispatches.length + 1}`,
    command,
    state: 'asked',
    at,
    ...(by === undefined ? {} : { by }),
    ...(step === undefined ? {} : { step }),
    ...(reason === undefined ? {} : { reason }),
  };
  return {
    incident: { ...incident, dispatches: [...incident.dispatches, dispatch] },
    effect: { type: 'dispatch', key: keyOf(incident, 'dispatch', dispatch.operation), dispatch },
    dispatch,
  };
}

/** Answers the deployment that waits, if one does. `comment` is shown in GitHub. */
export function answerGate(
  incident: Incident,
  { operation, gate }: Dispatch,
  { state, comment }: { readonly state: 'approved' | 'rejected'; readonly comment: string },
): { readonly incident: Incident; readonly effects: readonly IncidentEffect[] } {
  if (gate === undefined || gate.answer !== undefined) return { incident, effects: [] };
  const dispatches = incident.dispatches.map((dispatch) =>
    dispatch.operation === operation ? { ...dispatch, gate: { ...gate, answer: state } } : dispatch,
  );
  const { callbackUrl, environment, attempt = 1 } = gate;
  const key = keyOf(incident, 'review', operation, environment, attempt, callbackUrl);
  return {
    incident: { ...incident, dispatches },
    effects: [{ type: 'review', key, callbackUrl, environment, state, comment }],
  };
}

/** Takes back a job that has not begun: its gate is rejected, GitHub is asked to cancel it, and it will be refused if it asks all the same. */
export function withdraw(
  incident: Incident,
  dispatch: Dispatch,
  comment: string,
): { readonly incident: Incident; readonly effects: readonly IncidentEffect[] } {
  const gated = answerGate(incident, dispatch, { state: 'rejected', comment });
  const dispatches = gated.incident.dispatches.map((one) =>
    one.operation === dispatch.operation ? { ...one, state: 'ended' as const } : one,
  );
  const { githubRun } = dispatch;
  return {
    incident: { ...gated.incident, dispatches },
    effects: [
      ...gated.effects,
      ...(githubRun === undefined
        ? []
        : [{ type: 'cancel' as const, key: keyOf(incident, 'cancel', githubRun), githubRun }]),
    ],
  };
}
