import { fail } from '../errors.ts';
import type { ResourceId } from '../ids.ts';
import type { Observation } from '../kinds/kind.ts';

/** Without credentials nothing has been seen at all, so nothing may be concluded from it. Throws CREDENTIALS_MISSING and CREDENTIALS_EXPIRED once instead of one problem for each resource. */
export function refuseWithoutCredentials(observations: ReadonlyMap<ResourceId, Observation>): void {
  for (const { places } of observations.values()) {
    for (const seen of Object.values(places)) {
      if (seen.state !== 'failed') continue;
      const { code, message, fix } = seen.problem;
      if (code === 'CREDENTIALS_MISSING' || code === 'CREDENTIALS_EXPIRED')
        throw fail({ code, message, ...(fix === undefined ? {} : { fix }) });
    }
  }
}
