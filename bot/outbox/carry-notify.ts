import type { IncidentEffect } from '../incidents/effect.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Store } from '../store/store.ts';

/** That a stakeholder is to be told. */
export type NotifyEffect = Extract<IncidentEffect, { readonly type: 'notify' }>;

/** Puts the stakeholder into a sequence of their own, so that one who cannot be reached holds up none of the others. */
export async function carryNotify(
  store: Pick<Store, 'changeIncident'>,
  incident: Incident,
  effect: NotifyEffect,
): Promise<void> {
  const { key, target } = effect;
  await store.changeIncident(incident.id, (newest) => ({
    incident: newest,
    effects: [{ type: 'notify-target', key, payload: effect, sequence: `notify:${String(target)}` }],
    audit: [],
    result: undefined,
  }));
}
