type Env = Readonly<Record<string, string | undefined>>;

function read(env: Env, name: string): string | undefined {
  const value = env[name.toLowerCase()] ?? env[name];
  return value === undefined || value === '' ? undefined : value;
}

/**
 * The proxy for a URL, chosen as curl does (https://everything.curl.dev/usingcurl/proxies/env.html): lower-case names win,
 * HTTP_PROXY counts only in lower case (a CGI request header can set the other), NO_PROXY is a list of host suffixes,
 * addresses and `*`. Only http:// proxies; undefined means a direct connection.
 */
export function proxyFor(url: URL, env: Env): URL | undefined {
  const own = url.protocol === 'https:' ? read(env, 'HTTPS_PROXY') : env['http_proxy'];
  const chosen = own === undefined || own === '' ? read(env, 'ALL_PROXY') : own;
  if (chosen === undefined || excluded(url, read(env, 'NO_PROXY') ?? '')) return undefined;
  return new URL(chosen.includes('://') ? chosen : `http://${chosen}`);
}

function excluded(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = entry, entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
      if (entryPort !== undefined && entryPort !== port) return false;
      const suffix = name.replace(/^\*?\./, '');
      return host === suffix || host.endsWith(`.${suffix}`);
    });
}

/** The Proxy-Authorization header for the user and password in a proxy's URL, if there are any. */
export function proxyAuthorization(proxy: URL): Readonly<Record<string, string>> {
  if (proxy.username === '' && proxy.password === '') return {};
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
