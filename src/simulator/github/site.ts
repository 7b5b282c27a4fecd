import type { Clock } from '../clock.ts';
import type { Accounts } from './state/accounts.ts';
import type { Repository } from './state/repository.ts';
import type { LocalApp } from './world.ts';

/** What every part of the local GitHub shares: where it is, the time, and what there is. */
export interface Site {
  /** Without a slash at the end; `apiUrl` has the `/api/v3` of GitHub Enterprise Server. */
  readonly url: string;
  readonly apiUrl: string;
  readonly clock: Clock;
  /** By which App JWTs and installation tokens are judged. */
  readonly appClock: Clock;
  readonly app: LocalApp & {
    readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
    readonly events: readonly string[];
  };
  readonly accounts: Accounts;
  /** By lower-case `owner/name`. */
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly nextId: () => number;
}

/** A repository by its `owner/name` in any case. */
export function findRepository(site: Site, fullName: string): Repository | undefined {
  return site.repositories.get(fullName.toLowerCase());
}

/** A time as the API writes it: to the second. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The opaque id that GraphQL knows a thing by; here only its kind and number. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}
