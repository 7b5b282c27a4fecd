import type { Call } from './route.ts';

/** One page of a list, and the Link header that leads to the others. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Cuts out the page that `page` and `per_page` (at most 100, default 30) ask for. */
export function pageOf<T>(call: Call, all: readonly T[]): Page<T> {
  const size = Math.min(100, Math.max(1, wholeNumber(call.query.get('per_page'), 30)));
  const number = Math.max(1, wholeNumber(call.query.get('page'), 1));
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (page: number, rel: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(page));
    return `<${call.address}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((number - 1) * size, number * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function wholeNumber(text: string | null, otherwise: number): number {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isNaN(number) ? otherwise : number;
}
