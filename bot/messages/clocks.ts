import { formatClock } from '../../src/terminal-text.ts';
import { roughly } from '../../src/plan/roughly.ts';
import { isEnded, type Incident } from '../incidents/incident.ts';
import { recovers } from '../incidents/purpose.ts';

const minuteMs = 60_000;

/** The RTO clock of an incident: how long it has run or had run when the service was restored, in ms. */
export interface RtoClock {
  readonly ms: number;
  readonly objectiveMs?: number;
  /** `running`: the service is not restored yet. `restored`: it is, after `ms`. `stopped`: it ended without. */
  readonly state: 'running' | 'restored' | 'stopped';
}

/** The RTO clock at `now` (ms since the epoch); undefined where nothing is to be recovered. */
export function rtoClock(incident: Incident, now: number): RtoClock | undefined {
  const { request, policy, declaredAt, endedAt } = incident;
  if (!recovers(request.purpose)) return undefined;
  const objective = policy.rtoMs === undefined ? {} : { objectiveMs: policy.rtoMs };
  const restored = restoredAfter(incident);
  if (restored !== undefined) return { ms: restored, ...objective, state: 'restored' };
  if (isEnded(incident))
    return { ms: Math.max(0, (endedAt ?? now) - declaredAt), ...objective, state: 'stopped' };
  return { ms: Math.max(0, now - declaredAt), ...objective, state: 'running' };
}

/** The run counts from its own start; people count from the declaration. */
function restoredAfter({ progress, declaredAt }: Incident): number | undefined {
  const summary = progress?.summary;
  if (summary?.rtoMs === undefined) return undefined;
  return Math.max(summary.rtoMs, summary.declaredAt + summary.rtoMs - declaredAt);
}

/** `04:10 of 30:00`. */
export function clockText({ ms, objectiveMs }: RtoClock): string {
  const shown = formatClock(ms, 2);
  return objectiveMs === undefined ? shown : `${shown} of ${formatClock(objectiveMs, 2)}`;
}

/** Whether the objective is kept so far; undefined without one. */
export function isWithin({ ms, objectiveMs }: RtoClock): boolean | undefined {
  return objectiveMs === undefined ? undefined : ms <= objectiveMs;
}

/** How long something is expected to take, as people say it: whole minutes from five on, since nobody knows it better. In ms. */
export function expected(ms: number): string {
  return roughly(ms < 5 * minuteMs ? ms : Math.round(ms / minuteMs) * minuteMs);
}

/** How long until a moment, as people say it: `12 min`, `40 s`; undefined when it has passed. Times in ms since the epoch. */
export function until(at: number, now: number): string | undefined {
  const left = at - now;
  if (left <= 0) return undefined;
  return left < minuteMs ? `${Math.ceil(left / 1000)} s` : roughly(Math.ceil(left / minuteMs) * minuteMs);
}
