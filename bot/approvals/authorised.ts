import type { Incident } from '../incidents/incident.ts';
import { tallyOf } from './tally.ts';

/** Whether approvals, or a break-glass, of this plan still count at this moment, in ms since the epoch. */
export function authorised(incident: Incident, at: number): boolean {
  const { counted, required, breakGlass } = tallyOf(incident);
  const { breakGlass: policy } = incident.policy.approvals;
  if (breakGlass !== undefined && policy !== undefined && at < breakGlass.at + policy.within) return true;
  return counted.length >= required && (incident.expiresAt === undefined || at < incident.expiresAt);
}
