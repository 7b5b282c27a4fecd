import type { Story } from '../incidents/effect.ts';
import type { Incident } from '../incidents/incident.ts';
import { announcementOf } from '../messages/announce.ts';
import { plainLine, plainText } from '../messages/line.ts';

/** What machines are told about an incident: JSON with times in ms since the epoch. No address that would let its holder in. */
export interface NotifyFacts {
  readonly schemaVersion: 1;
  readonly incident: string;
  /** What has happened: `declared`, `begun`, `ended`, ... */
  readonly about: Story['about'];
  readonly state: Incident['state'];
  readonly service: string;
  readonly from: string;
  readonly to: string;
  readonly mode: string;
  readonly reason: string;
  readonly declaredAt: number;
  readonly endedAt?: number;
  readonly rtoMs?: number;
  readonly issue?: string;
  /** Title and lines for people. */
  readonly title: string;
  readonly text: string;
}

/** The facts of an incident as it is at `now`, ms since the epoch. */
export function notifyFacts(incident: Incident, about: Story['about'], now: number): NotifyFacts {
  const { id, state, request, plan, declaredAt, endedAt, progress, places } = incident;
  const { title, lines } = announcementOf(incident, { now });
  const rtoMs = progress?.summary?.rtoMs;
  return {
    schemaVersion: 1,
    incident: id,
    about,
    state,
    service: request.service,
    from: request.from,
    to: request.to,
    mode: plan?.mode ?? request.mode,
    reason: plainText(request.reason, 500),
    declaredAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(rtoMs === undefined ? {} : { rtoMs }),
    ...(places.issue === undefined ? {} : { issue: places.issue.url }),
    title: plainText(title, 200),
    text: lines.map(plainLine).join('\n'),
  };
}
