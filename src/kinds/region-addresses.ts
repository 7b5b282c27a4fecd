import { isIP } from 'node:net';
import type { Http } from '../http.ts';
import type { Region } from '../ids.ts';

/** IPv4 addresses of a public name, and of each region's own address. */
export interface Addresses {
  readonly name: readonly string[];
  readonly regions: Readonly<Record<Region, readonly string[]>>;
}

/** What to look up: a public name, and what stands for each region: host names or addresses. */
export interface AddressQuestion {
  readonly name: string;
  readonly regions: ReadonlyMap<Region, readonly string[]>;
}

/** Asks authoritative name servers, so that no cache stands between; what has no answer has no addresses. */
export async function lookUpAddresses(
  http: Http,
  { name, regions }: AddressQuestion,
  signal: AbortSignal,
): Promise<Addresses> {
  const addresses = async (host: string): Promise<readonly string[]> =>
    isIP(host) > 0 ? [host] : await http.addresses(host, signal).catch(() => []);
  const hosts = [...regions].map(
    async ([region, own]) => [region, (await Promise.all(own.map(addresses))).flat()] as const,
  );
  const [found, entries] = await Promise.all([addresses(name), Promise.all(hosts)]);
  return { name: found, regions: Object.fromEntries(entries) };
}

/**
 * What speaks against the name leading to a region alone; undefined when nothing does. A load balancer may answer with some of its
 * addresses only: one must agree, and none may belong to another region.
 */
export function strayFrom({ name, regions }: Addresses, to: Region): string | undefined {
  const own = regions[to] ?? [];
  const strange = Object.entries(regions).flatMap(([region, addresses]) => (region === to ? [] : addresses));
  if (name.some((address) => own.includes(address)) && !name.some((address) => strange.includes(address)))
    return undefined;
  const expected = own.join(', ') || `the addresses of ${to}, which are unknown`;
  return `DNS answers ${name.join(', ') || 'nothing'}, expected ${expected}`;
}
