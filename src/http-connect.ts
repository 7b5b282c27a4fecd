import { request as httpRequest } from 'node:http';
import { connect as netConnect, isIP, type Socket } from 'node:net';
import { connect as tlsConnect, createSecureContext, type SecureContext } from 'node:tls';
import { proxyAuthorization } from './http-proxy.ts';

/** How a connection is secured; Node's defaults where a part is absent. */
export interface TlsSettings {
  /** The name sent as SNI and looked for in the certificate. */
  readonly name: string;
  /** The authorities to trust instead of the built-in ones, PEM. */
  readonly ca?: readonly string[];
  /** The client's own certificate and key, PEM. */
  readonly cert?: string;
  readonly key?: string;
  /** False leaves the certificate unchecked. */
  readonly verify?: boolean;
}

/** Where a connection goes and how it is secured. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** Present for TLS. */
  readonly tls?: TlsSettings;
  /** An http:// proxy to ask for a tunnel. */
  readonly proxy?: URL;
  /** Ends the attempt. */
  readonly signal: AbortSignal;
  /** For TCP, proxy and TLS together, in ms. */
  readonly timeoutMs: number;
}

/** Opens a connection, through the proxy's tunnel where there is one. Rejects with Node's error or the signal's reason. */
export async function openConnection(target: Target): Promise<Socket> {
  const deadline = AbortSignal.timeout(target.timeoutMs);
  const signal = AbortSignal.any([target.signal, deadline]);
  try {
    const plain =
      target.proxy === undefined ? await tcp(target, signal) : await tunnel(target, target.proxy, signal);
    return await secure(plain, target, signal);
  } catch (error) {
    if (!deadline.aborted && !isTimeout(target.signal)) throw error;
    throw Object.assign(
      new Error(`${target.host}:${target.port} did not accept a connection within ${target.timeoutMs} ms`),
      {
        code: 'UND_ERR_CONNECT_TIMEOUT',
      },
    );
  }
}

/** Whether the signal was aborted by the time limit of the whole exchange, which then has run out while still connecting. */
function isTimeout(signal: AbortSignal): boolean {
  const reason: unknown = signal.aborted ? signal.reason : undefined;
  return reason instanceof Error && reason.name === 'TimeoutError';
}

/** Resolves on the event that says the socket is ready; destroys it on an error or an abort. */
function ready(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      socket.removeListener('error', onError);
      socket.removeListener('close', onClose);
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const onError = (error: Error): void => {
      settle(() => {
        socket.destroy();
        reject(error);
      });
    };
    const onClose = (): void => {
      onError(
        Object.assign(new Error('the connection was closed before it was ready'), { code: 'ECONNRESET' }),
      );
    };
    const onAbort = (): void => {
      onError(signal.reason as Error);
    };
    socket.once('error', onError);
    socket.once('close', onClose);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once(event, () => {
      settle(() => {
        resolve(socket);
      });
    });
    if (signal.aborted) onAbort();
  });
}

function tcp({ host, port }: Pick<Target, 'host' | 'port'>, signal: AbortSignal): Promise<Socket> {
  return ready(netConnect({ host, port, autoSelectFamily: true }), 'connect', signal);
}

function secure(socket: Socket, { tls }: Target, signal: AbortSignal): Socket | Promise<Socket> {
  if (tls === undefined) return socket;
  const secured = tlsConnect({
    socket,
    // An address is not allowed as SNI, and is then matched against the certificate's addresses.
    ...(isIP(tls.name) === 0 ? { servername: tls.name } : { host: tls.name }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: tls.verify ?? true,
    secureContext: contextOf(tls),
  });
  return ready(secured, 'secureConnect', signal);
}

const contexts = new WeakMap<readonly string[], SecureContext>();

/** To read all authorities takes Node 20 ms, so what trusts the same list and shows no certificate of its own shares a context. */
function contextOf({ ca, cert, key }: TlsSettings): SecureContext | undefined {
  if (ca === undefined && cert === undefined && key === undefined) return undefined;
  const isShared = ca !== undefined && cert === undefined && key === undefined;
  const known = isShared ? contexts.get(ca) : undefined;
  if (known !== undefined) return known;
  const context = createSecureContext({
    ...(ca && { ca: [...ca] }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  });
  if (isShared) contexts.set(ca, context);
  return context;
}

/** Asks an HTTP proxy for a tunnel by CONNECT (RFC 9110, 9.3.6). */
function tunnel({ host, port }: Target, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    if (proxy.protocol !== 'http:') {
      reject(new Error(`a proxy must be an http:// URL, not ${proxy.protocol}//`));
      return;
    }
    const request = httpRequest({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port === '' ? 80 : Number(proxy.port),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyAuthorization(proxy) },
      agent: false,
      signal,
    });
    request.once('error', reject);
    request.once('response', (response) => {
      response.resume();
      reject(
        Object.assign(
          new Error(`the proxy ${proxy.host} answered CONNECT ${authority} with ${response.statusCode ?? 0}`),
          { code: 'UND_ERR_SOCKET' },
        ),
      );
    });
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(
        Object.assign(
          new Error(`the proxy ${proxy.host} answered CONNECT ${authority} with ${response.statusCode ?? 0}`),
          { code: 'UND_ERR_SOCKET' },
        ),
      );
    });
    request.end();
  });
}
