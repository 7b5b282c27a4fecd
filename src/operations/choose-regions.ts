import type { Config } from '../config/config.ts';
import { fail } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Operation } from '../plan/plan.ts';

/** The region that is left and the one that is activated. */
export interface Direction {
  readonly from: Region;
  readonly to: Region;
}

/**
 * Completes what the operator gave: with two regions one of them is enough; with more, `from` is home where it is not given. A failback
 * goes home, and a drill practises on home, where nothing else is said.
 * Throws USAGE, REGION_UNKNOWN and REGIONS_EQUAL.
 */
export function chooseRegions(
  { regions, file }: Config,
  given: { readonly from?: string | undefined; readonly to?: string | undefined },
  operation: Operation = 'failover',
): Direction {
  for (const region of [given.from, given.to]) {
    if (region !== undefined && !regions.includes(region)) {
      throw fail({
        code: 'REGION_UNKNOWN',
        message: `\`${printable(region)}\` is not a region of this service; ${file} has ${regions.join(', ')}.`,
        expected: regions.join(' or '),
        found: printable(region),
      });
    }
  }
  const { from: givenFrom, to: givenTo } = given;
  if (givenFrom !== undefined && givenFrom === givenTo) {
    throw fail({ code: 'REGIONS_EQUAL', message: `--from and --to are both ${givenTo}.` });
  }
  const from = givenFrom ?? (operation === 'drill' && givenTo !== regions[0] ? regions[0] : undefined);
  const to =
    givenTo ??
    (operation === 'failback' && from !== regions[0] ? regions[0] : undefined) ??
    (from !== undefined && regions.length === 2 ? regions.find((region) => region !== from) : undefined);
  if (to === undefined) {
    const [first, ...others] = regions;
    const possible = operation === 'reprotect' || first === undefined ? regions : others;
    throw fail({
      code: 'USAGE',
      message: wanted[operation],
      fix: `Add --to ${possible.join(' or --to ')}.`,
    });
  }
  return { from: from ?? leaving(regions, to), to };
}

const wanted: Readonly<Record<Operation, string>> = {
  failover: 'Say which region to activate.',
  failback: 'Say which region to go home to.',
  reprotect: 'Say which region is active now; the other one shall stand by behind it.',
  drill: 'Say which region to practise with.',
};

function leaving(regions: readonly Region[], to: Region): Region {
  const others = regions.filter((region) => region !== to);
  const from = others.length === 1 || others[0] === regions[0] ? others[0] : undefined;
  if (from === undefined)
    throw fail({
      code: 'USAGE',
      message: 'Say which region is left.',
      fix: `Add --from ${others.join(' or --from ')}.`,
    });
  return from;
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}
