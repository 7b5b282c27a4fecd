/** Where a connection string leads. */
export interface Address {
  readonly host: string;
  readonly port?: string;
}

interface Parts {
  /** Everything in front of the host: scheme, user and password. Secret. */
  readonly before: string;
  readonly address: Address;
  /** Everything behind it: path, options, white space. Secret. */
  readonly after: string;
}

const host = String.raw`\[[\da-fA-F:.]+\]|[^\s:/?#@,;[\]]+`;
// What follows the authority must begin with a separator: otherwise a password with a bare slash would pass for a host.
const url = new RegExp(
  String.raw`^((?:[a-z][a-z\d+.-]*:)+//(?:[^/?#\s]*@)?)(${host})(?::(\d+))?((?:[/?#;]\S*)?\s*)$`,
  'i',
);
// A bare value is an address only when it is a full name, or has a port: anything looser could be a password.
const bare =
  /^()([a-z\d](?:[a-z\d.-]*[a-z\d])?\.[a-z]{2,}|[a-z\d](?:[a-z\d.-]*[a-z\d])?(?=:\d))(?::(\d{1,5}))?(\s*)$/i;

function split(text: string): Parts | undefined {
  const match = url.exec(text) ?? bare.exec(text);
  if (match === null) return undefined;
  const [, before = '', name = '', port, after = ''] = match;
  return { before, address: port === undefined ? { host: name } : { host: name, port }, after };
}

/**
 * The address in a connection string: a URL of any scheme (`postgres://`, `jdbc:postgresql://`, `rediss://`), or a bare
 * `host` or `host:port`. Undefined when there is none, or several hosts.
 */
export function addressOf(text: string): Address | undefined {
  return split(text)?.address;
}

/** The same connection string with another host, and another port where one is given; user, password, path and options stay. */
export function withAddress(text: string, { host: name, port }: Address): string | undefined {
  const parts = split(text);
  if (parts === undefined) return undefined;
  // A string without a port relies on the default of its scheme, which the other side is taken to share.
  const kept = parts.address.port === undefined ? undefined : (port ?? parts.address.port);
  return `${parts.before}${name}${kept === undefined ? '' : `:${kept}`}${parts.after}`;
}

/** `host:port`, or the host alone. */
export function formatAddress({ host: name, port }: Address): string {
  return port === undefined ? name : `${name}:${port}`;
}
