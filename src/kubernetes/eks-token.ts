import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { partitionOf } from '../aws/arn.ts';
import type { Credentials } from '../aws/service.ts';
import type { Region } from '../ids.ts';

/** What a token is made for and with. */
export interface TokenRequest {
  readonly cluster: string;
  readonly region: Region;
  readonly credentials: () => Promise<Credentials>;
  /** ms since the epoch. */
  readonly nowMs: number;
  /** In place of the regional STS endpoint. */
  readonly endpoint?: string;
}

/**
 * A bearer token for an EKS cluster: a presigned GetCallerIdentity that names the cluster, good for 15 minutes
 * (https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster). It is made here, without
 * a call; its expiry within a presigned URL is 60 s as kubectl has it, the server's own limit being what counts.
 */
export async function eksToken({
  cluster,
  region,
  credentials,
  nowMs,
  endpoint,
}: TokenRequest): Promise<string> {
  const url = new URL(endpoint ?? `https://sts.${region}.${partitionOf(region).suffix}`);
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 });
  const signed = await signer.presign(
    {
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port !== '' && { port: Number(url.port) }),
      method: 'GET',
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host: url.host, 'x-k8s-aws-id': cluster },
    },
    { expiresIn: 60, signingDate: new Date(nowMs), unhoistableHeaders: new Set(['x-k8s-aws-id']) },
  );
  const query = Object.entries(signed.query ?? {}).map(
    ([name, value]) => `${encode(name)}=${encode(String(value))}`,
  );
  const presigned = `${url.origin}/?${query.join('&')}`;
  return `k8s-aws-v1.${Buffer.from(presigned).toString('base64url')}`;
}

/** Percent-encoding as signatures need it: encodeURIComponent leaves five characters alone that AWS encodes. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
