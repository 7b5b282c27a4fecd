import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** How the servers of a zone are found; the defaults ask the real DNS. */
export interface LookupOptions {
  /** `ip` or `ip:port` of one server to ask instead of the zone's own. */
  readonly server?: string | undefined;
  readonly signal?: AbortSignal;
}

const attempt = { timeout: 2000, tries: 2 };

/** c-ares' codes for: the server has answered, and there is nothing. */
const nothingThere = ['ENOTFOUND', 'ENODATA'];

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

async function orEmpty(lookup: Promise<string[]>): Promise<readonly string[]> {
  try {
    return await lookup;
  } catch (error) {
    if (nothingThere.includes(codeOf(error))) return [];
    throw error;
  }
}

/** A resolver whose queries end with the signal. */
async function asking<Value>(
  servers: readonly string[],
  signal: AbortSignal | undefined,
  ask: (resolver: Resolver) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted();
  const resolver = new Resolver(attempt);
  if (servers.length > 0) resolver.setServers(servers);
  const cancel = (): void => {
    resolver.cancel();
  };
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await ask(resolver);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/**
 * The IPv4 addresses of a name as a server of its zone gives them now, past all caches. Empty when it says that there are none.
 * Throws the resolver's error when no server answers.
 */
export async function authoritativeAddresses(
  name: string,
  { server, signal }: LookupOptions = {},
): Promise<readonly string[]> {
  const host = name.replace(/\.$/, '');
  if (isIP(host) === 4) return [host];
  const servers = server !== undefined && server !== '' ? [server] : await zoneServers(host, signal);
  let failure: unknown = new Error(`no name server of the zone of ${host} was found`);
  for (const one of servers) {
    try {
      return await asking([one], signal, (resolver) => orEmpty(resolver.resolve4(host)));
    } catch (error) {
      signal?.throwIfAborted();
      failure = error;
    }
  }
  throw failure;
}

/** The addresses of the name servers of the nearest zone above a name: NS of the name, then of its parents. */
async function zoneServers(host: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const labels = host.split('.');
  for (let cut = 0; cut < labels.length; cut += 1) {
    const zone = labels.slice(cut).join('.');
    const names = await asking([], signal, (resolver) => orEmpty(resolver.resolveNs(zone)));
    if (names.length === 0) continue;
    const found = await Promise.all(
      names.map((name) => asking([], signal, (resolver) => orEmpty(resolver.resolve4(name))).catch(() => [])),
    );
    // One address of each server first, so that the next one asked stands elsewhere.
    const addresses = found.flatMap((list) => list.slice(0, 1));
    if (addresses.length > 0) return addresses;
  }
  throw Object.assign(new Error(`no name server of the zone of ${host} was found`), {
    code: 'ENOTFOUND',
    hostname: host,
  });
}
