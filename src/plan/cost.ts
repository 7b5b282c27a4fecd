import type { Place, ResourceId } from '../ids.ts';
import { strategies } from './cost-strategies.ts';
import type { Alternative, Holding, Strategy } from './holding.ts';
import { monthly, priceOf } from './price-table.ts';
import type { Price, PriceTable } from './price-table.ts';

/** What stands by of one resource in one place. */
export interface ResourceHoldings {
  readonly resource: ResourceId;
  readonly holdings: readonly Holding[];
}

/** One line of an estimate. A line without `usd` is not counted: what is not known is never 0. */
export interface CostLine {
  readonly resources: readonly ResourceId[];
  readonly what: string;
  readonly quantity?: number;
  readonly price?: Price;
  /** USD a month, in whole cents. */
  readonly usd?: number;
  /** Whether it may cost more. */
  readonly atLeast: boolean;
  /** Why `usd` is absent. */
  readonly unknown?: string;
}

/** What a strategy would save. */
export interface Saving {
  readonly strategy: Strategy;
  readonly sentence: string;
  readonly resources: readonly ResourceId[];
  /** `done`: it is so already; `open`: it could be. */
  readonly state: 'done' | 'open';
  /** USD a month; absent where it cannot be computed. */
  readonly usd?: number;
  /** Whether it is the most that can be saved. */
  readonly upTo: boolean;
}

/** What standing by in one place costs a month. */
export interface PlaceCost {
  readonly place: Place;
  readonly lines: readonly CostLine[];
  /** USD a month: the sum of the lines that have a price. */
  readonly usd: number;
  /** Whether something is not counted, or may cost more. */
  readonly atLeast: boolean;
  /** Resources of which something is not counted. */
  readonly unknown: readonly ResourceId[];
  readonly savings: readonly Saving[];
}

/** Prices what stands by in one place. Own tables stand before the built-in one. */
export function costOf(
  place: Place,
  resources: readonly ResourceHoldings[],
  tables: readonly PriceTable[],
): PlaceCost {
  const owned = mergedHoldings(resources);
  const lines = owned.map((each) => lineOf(each, place, tables));
  const cents = lines.reduce((sum, { usd = 0 }) => sum + Math.round(usd * 100), 0);
  const unknown = lines.filter(({ usd }) => usd === undefined).flatMap((line) => line.resources);
  return {
    place,
    lines,
    usd: cents / 100,
    atLeast: unknown.length > 0 || lines.some(({ atLeast }) => atLeast),
    unknown: [...new Set(unknown)],
    savings: savingsOf(owned, place, tables),
  };
}

interface Owned {
  readonly holding: Holding;
  readonly resources: readonly ResourceId[];
}

/** What several resources have in common is paid once. */
function mergedHoldings(resources: readonly ResourceHoldings[]): readonly Owned[] {
  const found = new Map<string, { holding: Holding; resources: ResourceId[] }>();
  for (const { resource, holdings } of resources)
    for (const [index, holding] of holdings.entries()) {
      const key = holding.same ?? JSON.stringify([resource, index]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { holding, resources: [resource] });
      else if (!known.resources.includes(resource)) known.resources.push(resource);
    }
  return [...found.values()];
}

function lineOf({ holding, resources }: Owned, place: Place, tables: readonly PriceTable[]): CostLine {
  const { what, item, quantity, missing } = holding;
  const price = item === undefined ? undefined : priceOf(tables, item, place);
  const known = {
    ...{ resources, what, atLeast: holding.atLeast === true },
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price }),
  };
  if (quantity === 0) return { ...known, usd: 0 };
  if (item === undefined || quantity === undefined)
    return { ...known, unknown: `unknown: ${missing ?? 'how much of it there is'}` };
  if (price === undefined) return { ...known, unknown: `no price known for ${item}` };
  return { ...known, usd: inCents(quantity * monthly(price.usd, price.unit)) };
}

/** Whole cents, so that lines add up to their sum. */
function inCents(usd: number): number {
  return Math.round(usd * 100) / 100;
}

interface Chance {
  readonly strategy: Strategy;
  readonly state: 'done' | 'open';
  readonly resources: readonly ResourceId[];
  readonly usd?: number;
  readonly upTo: boolean;
}

function savingsOf(owned: readonly Owned[], place: Place, tables: readonly PriceTable[]): readonly Saving[] {
  const chances = owned.flatMap((each) => chancesOf(each, place, tables));
  return [...strategies].flatMap(([strategy, sentence]) =>
    (['open', 'done'] as const).flatMap((state): readonly Saving[] => {
      const own = chances.filter((chance) => chance.strategy === strategy && chance.state === state);
      if (own.length === 0) return [];
      const counted = own.filter(({ usd }) => usd !== undefined);
      // A saving that is none is not worth a line.
      const usd = inCents(counted.reduce((sum, chance) => sum + (chance.usd ?? 0), 0));
      if (counted.length === own.length && usd <= 0 && state === 'open') return [];
      return [
        {
          ...{ strategy, sentence, state },
          resources: [...new Set(own.flatMap(({ resources }) => resources))],
          ...(counted.length === 0 ? {} : { usd }),
          upTo: own.some(({ upTo }) => upTo),
        },
      ];
    }),
  );
}

function chancesOf({ holding, resources }: Owned, place: Place, tables: readonly PriceTable[]): Chance[] {
  const { item, quantity, instead = [], done } = holding;
  const price = item === undefined ? undefined : priceOf(tables, item, place);
  const now =
    price === undefined || quantity === undefined ? undefined : quantity * monthly(price.usd, price.unit);
  const open = instead.map(({ strategy, upTo, ...other }): Chance => {
    const then = alternativeUsd({ item, ...other }, place, tables);
    const usd = now === undefined || then === undefined ? {} : { usd: inCents(now - then) };
    return { strategy, state: 'open', resources, ...usd, upTo: upTo === true };
  });
  const reserved = price?.reservedUsd;
  if (now !== undefined && quantity !== undefined && price !== undefined && reserved !== undefined) {
    const usd = inCents(now - quantity * monthly(reserved, price.unit));
    open.push({ strategy: 'reserved', state: 'open', resources, usd, upTo: false });
  }
  return done === undefined ? open : [...open, { strategy: done, state: 'done', resources, upTo: false }];
}

function alternativeUsd(
  { item, quantity }: Pick<Alternative, 'quantity'> & { readonly item: string | undefined },
  place: Place,
  tables: readonly PriceTable[],
): number | undefined {
  if (quantity === undefined) return undefined;
  if (quantity === 0) return 0;
  const price = item === undefined ? undefined : priceOf(tables, item, place);
  return price === undefined ? undefined : quantity * monthly(price.usd, price.unit);
}
