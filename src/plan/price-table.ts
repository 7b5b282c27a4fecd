import * as z from 'zod';
import { regionPattern } from '../ids.ts';

const text = z.string().min(1);
const date = z.iso.date();
const price = z.number().min(0);

const region = z.string().regex(regionPattern, 'must be the name of an AWS region');

const byRegion = z
  .union([price, z.record(region, price)])
  .describe('One price for every region, or a price by region; in USD a unit.');

const source = z.strictObject({
  url: text.describe('Where whoever sets the price publishes it.'),
  read: text.optional().describe('Where it was read, if elsewhere.'),
  published: date.optional().describe('The date of what was read; absent where that is not known.'),
  retrieved: date.describe('When it was read.'),
  note: text.optional().describe('What to know about it.'),
});

const entry = z.strictObject({
  item: text.describe('What it is a price of, such as `eks/cluster`.'),
  unit: z
    .string()
    .regex(/^[\w ]+-(hour|second|month)$/, 'must be a thing and a time, such as `instance-hour`')
    .describe('What is counted, and for how long it is had at that price.'),
  usd: byRegion,
  reserved: byRegion.optional().describe('The same for one that is reserved for a year, nothing upfront.'),
  source: text.describe('The key of its source.'),
});

/** Schema of a price table: the built-in one, and a file of your own. */
export const priceTableSchema = z
  .strictObject({
    schema_version: z.literal(1).default(1).describe('Version of this format.'),
    currency: z.literal('USD').describe('The currency of all prices.'),
    sources: z.record(text, source).describe('Where prices come from, by a key of your choice.'),
    prices: z.array(entry).min(1).describe('The prices.'),
  })
  .superRefine(({ sources, prices }, context) => {
    for (const [index, each] of prices.entries())
      if (sources[each.source] === undefined)
        context.addIssue({
          code: 'custom',
          path: ['prices', index, 'source'],
          message: `names \`${each.source}\`, which \`sources\` does not have`,
        });
  });

/** A price table, checked. */
export type PriceTable = z.output<typeof priceTableSchema>;
/** Where a price comes from. */
export type PriceSource = z.output<typeof source>;

/** One price in one place. */
export interface Price {
  readonly item: string;
  /** Such as `instance-hour`. */
  readonly unit: string;
  /** USD a unit. */
  readonly usd: number;
  /** The same, reserved for a year. */
  readonly reservedUsd?: number;
  readonly source: PriceSource & { readonly key: string };
}

/** The price of an item in a region (or `global`): that of the first table that has one. */
export function priceOf(tables: readonly PriceTable[], item: string, place: string): Price | undefined {
  for (const { prices, sources } of tables)
    for (const each of prices) {
      const found = each.item === item ? sources[each.source] : undefined;
      const usd = inPlace(each.usd, place);
      if (found === undefined || usd === undefined) continue;
      const reservedUsd = each.reserved === undefined ? undefined : inPlace(each.reserved, place);
      return {
        ...{ item, unit: each.unit, usd, source: { ...found, key: each.source } },
        ...(reservedUsd === undefined ? {} : { reservedUsd }),
      };
    }
  return undefined;
}

function inPlace(value: number | Readonly<Record<string, number>>, place: string): number | undefined {
  return typeof value === 'number' ? value : value[place];
}

/** Hours that AWS's own calculator gives a month. */
export const hoursAMonth = 730;

/** What one thing costs a month, in USD, at a price for such a unit. */
export function monthly(usd: number, unit: string): number {
  if (unit.endsWith('-hour')) return usd * hoursAMonth;
  if (unit.endsWith('-second')) return usd * hoursAMonth * 3600;
  return usd;
}
