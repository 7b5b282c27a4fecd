import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fail } from '../errors.ts';
import type { TlsSettings } from '../http-connect.ts';
import { proxyFor } from '../http-proxy.ts';
import type { Connection } from './connection.ts';
import { type ExecCredential, execCredential } from './exec-credential.ts';
import { type KubeconfigContext, readContext } from './kubeconfig.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Renewed this long before it expires, in ms. */
const renewBeforeMs = 60_000;

/** How a kubeconfig context is turned into a connection. */
export interface ContextSource {
  readonly env: Env;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** Text from base64 in the file itself or from a file next to it. */
async function part(
  data: string | undefined,
  path: string | undefined,
  folder: string,
): Promise<string | undefined> {
  if (data !== undefined && data !== '') return Buffer.from(data, 'base64').toString('utf8');
  return path === undefined || path === '' ? undefined : await readFile(resolve(folder, path), 'utf8');
}

async function tlsOf({
  cluster,
  clusterFolder,
  user,
  userFolder,
}: KubeconfigContext): Promise<Partial<TlsSettings>> {
  const ca = await part(
    cluster['certificate-authority-data'],
    cluster['certificate-authority'],
    clusterFolder,
  );
  const cert = await part(user['client-certificate-data'], user['client-certificate'], userFolder);
  const key = await part(user['client-key-data'], user['client-key'], userFolder);
  return {
    ...(cluster['tls-server-name'] !== undefined && { name: cluster['tls-server-name'] }),
    ...(ca !== undefined && { ca: [ca] }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(cluster['insecure-skip-tls-verify'] === true && { verify: false }),
  };
}

/** The Authorization header of a user, in kubectl's order: a token file is read afresh each time, since it is rotated. */
async function authorization(
  { user, userFolder }: KubeconfigContext,
  made: ExecCredential | undefined,
): Promise<string | undefined> {
  if (user.tokenFile !== undefined)
    return `Bearer ${(await readFile(resolve(userFolder, user.tokenFile), 'utf8')).trim()}`;
  const token = user.token ?? made?.token;
  if (token !== undefined) return `Bearer ${token}`;
  if (user.username === undefined) return undefined;
  return `Basic ${Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')}`;
}

/** Connects by a context of a kubeconfig file. Throws CONFIG_INVALID for a context that cannot be used. */
export async function contextConnection(
  ref: { readonly context: string; readonly kubeconfig?: string },
  { env, now }: ContextSource,
): Promise<Connection> {
  const context = await readContext(ref, env);
  const { cluster, user, userFolder } = context;
  if (user['auth-provider'] !== undefined) {
    const message = `The context ${ref.context} uses the auth provider ${user['auth-provider'].name}, which Kubernetes has removed.`;
    throw fail({ code: 'CONFIG_INVALID', message, fix: 'Use a credential plugin (`exec:`) for that user.' });
  }
  const server = new URL(cluster.server);
  const named = cluster['proxy-url'];
  const proxy = named === undefined || named === '' ? proxyFor(server, env) : new URL(named);
  const { exec } = user;
  let made: ExecCredential | undefined;

  return {
    server,
    ...(proxy && { proxy }),
    credentials: async () => {
      if (
        exec !== undefined &&
        (made === undefined || (made.expiresMs ?? Infinity) - now() < renewBeforeMs)
      ) {
        made = await execCredential(exec, { folder: userFolder, env, cluster });
      }
      const header = await authorization(context, made);
      const own = {
        ...(made?.cert !== undefined && { cert: made.cert }),
        ...(made?.key !== undefined && { key: made.key }),
      };
      return {
        tls: { ...(await tlsOf(context)), ...own },
        headers: header === undefined ? {} : { authorization: header },
      };
    },
    forget: () => {
      made = undefined;
    },
  };
}
