import { whereActive, type KnownActive } from '../incidents/active-region.ts';
import type { Purpose } from '../incidents/purpose.ts';
import type { CommandContext } from './context.ts';

/** The regions of a declaration as far as they are known, or why there is nothing to declare. */
export type Direction =
  { readonly from?: string | undefined; readonly to?: string | undefined } | { readonly say: string };

/** What the regions of a declaration are told from. */
export interface Asked {
  readonly purpose: Purpose;
  /** Those that were typed. */
  readonly typed: readonly string[];
  readonly service: string | undefined;
  /** Those of the service, home first. */
  readonly regions: readonly string[];
}

/** The regions that were typed, or where nobody has to type them, what the service's own past says. */
export async function directionOf({ store }: CommandContext, asked: Asked): Promise<Direction> {
  const { purpose, typed, service, regions } = asked;
  const [from, to] = typed;
  if (purpose === 'failover' || purpose === 'plan' || to !== undefined) return { from, to };
  if (service === undefined) return {};
  const past = await store.listIncidents({ service, limit: 50 });
  const known = whereActive(past, regions);
  const told = fromPast(purpose, { known, regions });
  // One region alone does not say what it is meant for; it may only agree.
  const disagrees = 'say' in told || ![told.from, told.to].includes(from);
  return from !== undefined && disagrees ? {} : told;
}

function fromPast(
  purpose: 'failback' | 'reprotect' | 'drill',
  { known, regions }: { readonly known: KnownActive | undefined; readonly regions: readonly string[] },
): Direction {
  const [home, ...others] = regions;
  const only = others.length === 1 ? others[0] : undefined;
  switch (purpose) {
    case 'failback':
      if (known !== undefined && known.active === home)
        return {
          say: `\`${home}\` is home, and active since \`${known.incident}\`. If that is not so: \`/failover failback FROM TO [service] ["reason"]\`.`,
        };
      return { from: known?.active ?? only, to: home };
    case 'reprotect':
      return { from: known?.other, to: known?.active };
    case 'drill':
      return { from: known?.active ?? home, to: known?.other ?? only };
  }
}
