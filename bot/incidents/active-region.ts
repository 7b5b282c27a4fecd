import type { Region } from '../../src/ids.ts';
import { isEnded, type Incident, type IncidentId } from './incident.ts';

/** The region that is active and the one beside it, and by which incident that is known. */
export interface KnownActive {
  readonly active: Region;
  readonly other: Region;
  readonly incident: IncidentId;
}

/** Which region is active; `unsure` names the incident after which nobody can tell. */
export type ActiveRegion = { readonly active: Region } | { readonly unsure: IncidentId };

/** By the last incident that has changed something. After a move that did not finish nobody can tell. */
export function whereActive(past: readonly Incident[], regions: readonly string[]): KnownActive | undefined {
  const last = past.find(hasChanged);
  return last === undefined ? undefined : knownBy(last, regions);
}

/** The same where somebody has to be first: home, as long as nothing has been moved. */
export function activeRegion(
  past: readonly Incident[],
  regions: readonly Region[],
): ActiveRegion | undefined {
  const last = past.find((incident) => hasChanged(incident) && !isTakenBack(incident));
  const [home] = regions;
  if (last === undefined) return home === undefined ? undefined : { active: home };
  const known = knownBy(last, regions);
  return known === undefined ? { unsure: last.id } : { active: known.active };
}

function hasChanged(incident: Incident): boolean {
  return (
    incident.request.purpose !== 'plan' &&
    isEnded(incident) &&
    (incident.state === 'done' || incident.progress !== undefined)
  );
}

function knownBy({ id, state, request }: Incident, regions: readonly string[]): KnownActive | undefined {
  const { purpose, from, to } = request;
  const hasMoved = purpose === 'failover' || purpose === 'failback';
  if (hasMoved && state !== 'done') return undefined;
  if (!regions.includes(from) || !regions.includes(to)) return undefined;
  return purpose === 'drill'
    ? { active: from, other: to, incident: id }
    : { active: to, other: from, incident: id };
}

/** Aborted before the point of no return, with all that was reversible taken back: everything is as it was before. */
function isTakenBack({ state, plan, progress }: Incident): boolean {
  if (state !== 'aborted' || plan === undefined || progress === undefined) return false;
  return progress.steps.every(({ id, status }) =>
    id === plan.pointOfNoReturn
      ? status === 'pending' || status === 'blocked'
      : status !== 'undo-failed' && status !== 'uncertain' && status !== 'running',
  );
}
