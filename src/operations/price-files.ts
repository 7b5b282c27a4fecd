import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseData } from '../config/parse-data.ts';
import type { Diagnostic } from '../config/diagnostic.ts';
import { priceTableSchema } from '../plan/price-table.ts';
import type { PriceTable } from '../plan/price-table.ts';
import type { Problem } from '../errors.ts';
import prices from './prices.json' with { type: 'json' };

/** The prices that come with the program, each with its source and its date: list prices on demand, without taxes and discounts. */
export function builtInPrices(): PriceTable {
  return priceTableSchema.parse(prices);
}

/** A price table of one's own, or what is wrong with it. Problems: CONFIG_NOT_FOUND, CONFIG_INVALID. */
export type PriceFile =
  | { readonly table: PriceTable; readonly diagnostics: readonly Diagnostic[] }
  | { readonly problem: Problem; readonly diagnostics: readonly Diagnostic[] };

/** Reads a price table in YAML or JSON. */
export async function readPrices(directory: string, file: string): Promise<PriceFile> {
  let text: string;
  try {
    text = await readFile(path.resolve(directory, file), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const message = `${file} cannot be read (${code}).`;
    return {
      problem: { code: 'CONFIG_NOT_FOUND', message, fix: 'Check the path after --prices.' },
      diagnostics: [],
    };
  }
  const { value, diagnostics } = parseData(text, file, priceTableSchema);
  if (value !== undefined) return { table: value, diagnostics };
  const count = diagnostics.filter(({ severity }) => severity === 'error').length;
  const message = `${file} is not a valid price table: ${count === 1 ? '1 mistake' : `${count} mistakes`}.`;
  const fix = 'Correct what is listed above; docs/cost.md has an example.';
  return { problem: { code: 'CONFIG_INVALID', message, fix }, diagnostics };
}
