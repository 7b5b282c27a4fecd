import type { Person } from './person.ts';

/** Whether both are surely one human being: the same entry under `people`, or a common account. */
export function isSamePerson(a: Person, b: Person): boolean {
  if (a.key === b.key) return true;
  return sharesAccount(a.slack, b.slack) || sharesAccount(a.github, b.github);
}

/**
 * Whether both are provably different human beings. Somebody without an entry under `people` may own a second account on the
 * other platform, so two people who have no platform in common are not, unless both have an entry.
 */
export function areDistinct(a: Person, b: Person): boolean {
  if (isSamePerson(a, b)) return false;
  if (isMapped(a) && isMapped(b)) return true;
  return bothHave(a.slack, b.slack) || bothHave(a.github, b.github);
}

/** Whether the person has an entry under `people` in failover.yml. */
function isMapped({ key }: Person): boolean {
  return key.startsWith('person:');
}

function sharesAccount(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}

/** Callers have made sure that the accounts differ. */
function bothHave(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined;
}
