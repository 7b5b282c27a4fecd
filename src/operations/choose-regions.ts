import type { Config } from '../config/config.ts';
import { fail } from '../errors.ts';
import type { Region } from '../ids.ts';

/** The region that is left and the one that is activated. */
export interface Direction {
  readonly from: Region;
  readonly to: Region;
}

/**
 * Completes what the operator gave: with two regions one of them is enough; with more, `from` is home where it is not given.
 * Throws USAGE, REGION_UNKNOWN and REGIONS_EQUAL.
 */
export function chooseRegions(
  { regions, file }: Config,
  given: { readonly from?: string | undefined; readonly to?: string | undefined },
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
  const to =
    givenTo ??
    (givenFrom !== undefined && regions.length === 2
      ? regions.find((region) => region !== givenFrom)
      : undefined);
  if (to === undefined)
    throw fail({
      code: 'USAGE',
      message: 'Say which region to activate.',
      fix: `Add --to ${regions.slice(1).join(' or --to ')}.`,
    });
  const others = regions.filter((region) => region !== to);
  const from = givenFrom ?? (others.length === 1 || others[0] === regions[0] ? others[0] : undefined);
  if (from === undefined)
    throw fail({
      code: 'USAGE',
      message: 'Say which region is left.',
      fix: `Add --from ${others.join(' or --from ')}.`,
    });
  return { from, to };
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}
