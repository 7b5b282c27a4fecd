import type { Change, Store } from '../store/store.ts';
import type { IncidentEffect } from './effect.ts';
import type { Incident, IncidentId } from './incident.ts';
import type { Verdict } from './signal.ts';
import type { IncidentSignal } from './signal.ts';
import { transition } from './transition.ts';

/**
 * Lets signals happen to an incident, one after the other, all in one transaction: the new state, its effects and its audit are
 * written together or not at all. The verdicts stand in the order of the signals. Throws where there is no such incident.
 */
export async function applySignals(
  store: Pick<Store, 'changeIncident'>,
  id: IncidentId,
  signals: readonly IncidentSignal[],
): Promise<readonly Verdict[]> {
  return await store.changeIncident(id, (before) => {
    let incident: Incident = before;
    const effects: IncidentEffect[] = [];
    const verdicts: Verdict[] = [];
    const audit = signals.flatMap((signal) => {
      const next = transition(incident, signal);
      incident = next.incident;
      effects.push(...next.effects);
      verdicts.push(next.verdict);
      return next.audit;
    });
    if (incident === before && effects.length === 0) return { result: verdicts, audit };
    return { incident, effects: outgoing(effects), audit, result: verdicts };
  });
}

type Alone = Extract<IncidentEffect, { readonly type: 'review' | 'recheck' | 'cancel' }>;

/** Effects as the store takes them; of those that are coalesced, one of each is enough. */
export function outgoing(effects: readonly IncidentEffect[]): Change<unknown>['effects'] {
  const seen = new Set<string>();
  return effects
    .map((effect) => ({
      type: effect.type,
      payload: effect,
      ...('key' in effect ? { key: effect.key } : {}),
      ...(isAlone(effect) ? { sequence: effect.key } : {}),
    }))
    .filter((effect) => {
      const name = 'key' in effect ? effect.key : `${effect.type} (newest)`;
      if (seen.has(name)) return false;
      seen.add(name);
      return true;
    });
}

/** What asks GitHub or Slack something that may not be answered for minutes, and must not hold up the next of its type. */
function isAlone(effect: IncidentEffect): effect is Alone {
  return effect.type === 'review' || effect.type === 'recheck' || effect.type === 'cancel';
}
