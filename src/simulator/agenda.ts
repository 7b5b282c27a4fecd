/** Where an entry for `at` belongs in a list that is in the order of times: behind all that are not later. */
export function firstAfter(entries: readonly { readonly at: number }[], at: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.at ?? Infinity) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
