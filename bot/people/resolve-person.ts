import type { PersonEntry } from '../../src/config/incidents-schema.ts';
import type { Person, Platform } from './person.ts';

/** An account that has acted, as its platform proved it. */
export interface Account {
  readonly platform: Platform;
  /** Slack: the id of the user. GitHub: the login. */
  readonly id: string;
  /** What the platform calls them; not trusted. */
  readonly name: string;
  /** Slack: the id of the workspace. */
  readonly team?: string;
}

/** Who is behind an account, by the `people` of failover.yml; somebody who is not there stands for themselves alone. */
export function resolvePerson(people: readonly PersonEntry[], account: Account): Person {
  const entry = people.find((candidate) => owns(candidate, account));
  if (entry !== undefined)
    return {
      key: `person:${entry.name}`,
      name: entry.name,
      ...(entry.slack === undefined ? {} : { slack: entry.slack }),
      ...(entry.github === undefined ? {} : { github: entry.github.toLowerCase() }),
    };
  const name = account.name === '' ? account.id : account.name;
  if (account.platform === 'github')
    return { key: `github:${account.id.toLowerCase()}`, name, github: account.id.toLowerCase() };
  return { key: `slack:${account.team ?? 'unknown'}/${account.id}`, name, slack: account.id };
}

function owns({ slack, github }: PersonEntry, { platform, id }: Account): boolean {
  // GitHub logins ignore case; ids of Slack do not.
  return platform === 'slack' ? slack === id : github?.toLowerCase() === id.toLowerCase();
}
