import type { Json } from '../ids.ts';

/** What stands for the item in the strings of a block that has `each`. */
export const placeholder = '${each}';

/** A copy of a value with the item in place of every `${each}` in its strings; keys stay as they are. */
export function withItem(value: Json, item: string): Json {
  if (typeof value === 'string') return value.replaceAll(placeholder, () => item);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((entry) => withItem(entry, item));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withItem(entry, item)]));
}

/** The path of the first string below a value that passes a test, or undefined. */
export function findString(
  value: Json,
  test: (text: string) => boolean,
): readonly (string | number)[] | undefined {
  if (typeof value === 'string') return test(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const entries: Iterable<[string | number, Json]> = isList(value) ? value.entries() : Object.entries(value);
  for (const [key, entry] of entries) {
    const path = findString(entry, test);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}

/** An upper bound of what `withItem` makes for all items together, in nodes and characters. */
export function expandedWeight(value: Json, weight: number, items: readonly string[]): number {
  const longest = Math.max(0, ...items.map((item) => item.length));
  return items.length * (weight + placeholders(value) * longest);
}

function placeholders(value: Json): number {
  if (typeof value === 'string') return value.split(placeholder).length - 1;
  if (typeof value !== 'object' || value === null) return 0;
  const entries = isList(value) ? value : Object.values(value);
  return entries.reduce((sum: number, entry) => sum + placeholders(entry), 0);
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
