import { cleanText } from '../clean-text.ts';
import type { ResourceId } from '../ids.ts';
import type { Check } from '../kinds/kind.ts';
import { tellOnce } from '../plan/told-once.ts';
import { printable } from '../terminal-text.ts';

/** A check as it is told of one or of many. */
export interface ToldCheck {
  /** The resource, or `databases/*`. */
  readonly about: string;
  /** `8 of them: auth, orders`; empty for one. */
  readonly members: string;
  /** With `*` for the members' names where it stands for many; fit to print. */
  readonly check: Check;
}

/** Checks that differ only by the member that they are about, or by it and figures, once for all of these; in the order of the first of each. */
export function tellChecks(
  resources: readonly { readonly resource: ResourceId; readonly checks: readonly Check[] }[],
): ToldCheck[] {
  const sayings = resources.flatMap(({ resource, checks }) =>
    checks.map((check) => {
      const { name, ok, expected, found } = check;
      return {
        item: check,
        id: resource,
        // What a resource that is a group by itself checks of each of its names begins with that name.
        name: name.split(' ', 1)[0] ?? '',
        texts: [name, expected, found].map(cleanText),
        equal: String(ok),
      };
    }),
  );
  return tellOnce(sayings).map(
    ({ items: [{ ok }], id, members, texts: [name = '', expected = '', found = ''] }) => ({
      about: printable(id),
      members,
      check: { name, ok, expected, found },
    }),
  );
}
