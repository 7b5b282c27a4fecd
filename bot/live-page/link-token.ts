import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncidentId } from '../incidents/incident.ts';

/** For how long a link opens the page, in ms. */
const linkLifetimeMs = 24 * 3_600_000;

/** Links that are made within this time are the same one, so that a message that is edited does not change its link each time. */
const stepMs = 300_000;

/** The token of a link to this incident's page, made at `now` (ms since the epoch). */
export function signLink(secret: string, incident: IncidentId, now: number): string {
  const expiresAt = Math.floor((now + linkLifetimeMs) / stepMs) * stepMs;
  const seconds = String(expiresAt / 1000);
  return `${seconds}.${signature(secret, incident, seconds)}`;
}

/** What a token is worth at `now` (ms since the epoch). An expired one is told from a wrong one only when its signature is right. */
export type LinkCheck =
  { readonly state: 'good'; readonly expiresAt: number } | { readonly state: 'expired' | 'wrong' };

/** Checks a token; takes as long for a wrong one as for a right one. */
export function checkLink(
  {
    secret,
    incident,
    token,
  }: { readonly secret: string; readonly incident: IncidentId; readonly token: string },
  now: number,
): LinkCheck {
  const [, seconds = '', given = ''] = /^(\d{1,12})\.([\w-]{43})$/.exec(token) ?? [];
  const expected = Buffer.from(signature(secret, incident, seconds));
  const found = Buffer.alloc(expected.length, given);
  const same = timingSafeEqual(expected, found) && given.length === expected.length;
  if (!same) return { state: 'wrong' };
  const expiresAt = Number(seconds) * 1000;
  return expiresAt > now ? { state: 'good', expiresAt } : { state: 'expired' };
}

/** The purpose is signed too, so that no other signature made with the secret opens a page. */
function signature(secret: string, incident: IncidentId, seconds: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['region-failover live page', incident, seconds]))
    .digest('base64url');
}
