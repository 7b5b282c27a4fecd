/** One page of a list, and the marker of the next one where there is more. */
export interface Page<T> {
  items: T[];
  next: string | undefined;
}

/** Cuts a page out of a list: the marker says at which position it begins. */
export function pageOf<T>(all: T[], marker: string | undefined, size: number): Page<T> {
  const start = marker === undefined ? 0 : Number(Buffer.from(marker, 'base64').toString()) || 0;
  const end = start + size;
  const next = end < all.length ? Buffer.from(String(end)).toString('base64') : undefined;
  return { items: all.slice(start, end), next };
}
