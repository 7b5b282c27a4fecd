import type { Aws } from '../aws/aws.ts';
import { endpointOverride } from '../aws/endpoint-override.ts';
import type { Credentials } from '../aws/service.ts';
import { fail } from '../errors.ts';
import { proxyFor } from '../http-proxy.ts';
import type { Region } from '../ids.ts';
import type { Connection } from './connection.ts';
import { eksToken } from './eks-token.ts';

/** EKS takes tokens for 15 minutes; a minute is left for the way. */
const tokenLifeMs = 14 * 60_000;

/** What an EKS connection is made of. */
export interface EksSource {
  readonly aws: Aws & { credentials(): Promise<Credentials>; refreshCredentials?(): Promise<void> };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** Looks an EKS cluster up (one DescribeCluster in its region) and makes tokens for it. Throws what the client throws. */
export async function eksConnection(
  cluster: { readonly name: string; readonly region: Region },
  source: EksSource,
): Promise<Connection> {
  const { name, region } = cluster;
  const { aws, env, now } = source;
  const eks = await aws.eks(region);
  const { cluster: found } = await eks.describeCluster({ name });
  if (found?.endpoint === undefined) {
    const message = `The EKS cluster ${name} in ${region} has no endpoint yet.`;
    throw fail({
      code: 'RESOURCE_NOT_READY',
      message,
      region,
      found: found?.status ?? 'no status',
      expected: 'ACTIVE',
    });
  }
  const server = new URL(found.endpoint);
  const authority = found.certificateAuthority?.data;
  const tls =
    authority === undefined || authority === ''
      ? {}
      : { ca: [Buffer.from(authority, 'base64').toString('utf8')] };
  const proxy = proxyFor(server, env);
  let token: { readonly text: string; readonly madeMs: number } | undefined;
  let refused = false;

  return {
    server,
    ...(proxy && { proxy }),
    credentials: async () => {
      // A token is signed with the AWS keys of its time: where those have expired, a new token of the same keys is refused as well.
      if (refused) await aws.refreshCredentials?.().catch(() => undefined);
      refused = false;
      if (token === undefined || now() - token.madeMs >= tokenLifeMs) {
        const madeMs = now();
        const endpoint = endpointOverride('sts', env);
        const request = { cluster: name, region, credentials: () => aws.credentials(), nowMs: madeMs };
        token = { text: await eksToken({ ...request, ...(endpoint !== undefined && { endpoint }) }), madeMs };
      }
      return { tls, headers: { authorization: `Bearer ${token.text}` } };
    },
    forget: () => {
      token = undefined;
      refused = true;
    },
  };
}
