import type { IncidentEffect } from '../incidents/effect.ts';
import type { Incident } from '../incidents/incident.ts';
import { Later } from '../ports.ts';
import type { OutboxItem } from '../store/store.ts';
import { carryDispatch, type DispatchContext } from './carry-dispatch.ts';

/** That a job is to be started. */
export type DispatchEffect = Extract<IncidentEffect, { readonly type: 'dispatch' }>;

/** When a dispatch that has not said when to come back is looked at again, in ms. */
const againMs = 1_000;

/**
 * Tries once to start a job. What is not settled by that is handed on into a sequence of its own, so that an abort does not wait behind
 * a job of which GitHub does not say whether it was started. A second try of this item itself comes after a crash, and hands on only.
 */
export async function carryFirstDispatch(
  context: DispatchContext,
  incident: Incident,
  { effect, item }: { readonly effect: DispatchEffect; readonly item: OutboxItem },
): Promise<void> {
  if (item.attempts > 1) {
    await handOn(context, incident, { effect, dueAt: context.clock.now() });
    return;
  }
  try {
    await carryDispatch(context, incident, effect.dispatch);
  } catch (error) {
    const waitMs = (error instanceof Later ? error.afterMs : undefined) ?? againMs;
    await handOn(context, incident, { effect, dueAt: context.clock.now() + waitMs });
  }
}

async function handOn(
  { store }: DispatchContext,
  incident: Incident,
  { effect, dueAt }: { readonly effect: DispatchEffect; readonly dueAt: number },
): Promise<void> {
  const { key } = effect;
  await store.changeIncident(incident.id, (newest) => ({
    incident: newest,
    effects: [{ type: 'dispatch-settle', key, payload: effect, dueAt, sequence: `dispatch:${key}` }],
    audit: [],
    result: undefined,
  }));
}
