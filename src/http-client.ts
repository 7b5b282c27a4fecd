import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { authoritativeAddresses } from './dns-lookup.ts';
import type { Http } from './http.ts';
import { proxyFor } from './http-proxy.ts';
import { sendRequest } from './http-send.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** HTTP and DNS for the checks; `env` gives the proxies, NODE_EXTRA_CA_CERTS and REGION_FAILOVER_DNS. */
export function createHttp({ env = process.env }: { readonly env?: Env } = {}): Http {
  const authorities = extraAuthorities(env);
  return {
    request: async (request) => {
      const ca = authorities();
      const proxy = proxyFor(new URL(request.url), env);
      return await sendRequest(request, { ...(proxy && { proxy }), ...(ca && { tls: { ca } }) });
    },
    addresses: (name, signal) =>
      authoritativeAddresses(name, { server: env['REGION_FAILOVER_DNS'], ...(signal && { signal }) }),
  };
}

/**
 * The built-in authorities and those of NODE_EXTRA_CA_CERTS. Node reads that variable only when it starts, and not at all
 * when it is set by the program; hence the file is read here, once.
 */
function extraAuthorities(env: Env): () => readonly string[] | undefined {
  let read: { readonly ca: readonly string[] | undefined } | undefined;
  return () => {
    const file = env['NODE_EXTRA_CA_CERTS'];
    read ??= {
      ca: file === undefined || file === '' ? undefined : [...rootCertificates, readFileSync(file, 'utf8')],
    };
    return read.ca;
  };
}
