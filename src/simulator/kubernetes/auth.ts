import { readClaim, verifySignature } from '../signature.ts';
import type { World } from '../world.ts';
import type { Cluster } from './cluster.ts';

/** EKS accepts a token for a quarter of an hour, whatever its URL says: https://docs.aws.amazon.com/eks/latest/userguide/cluster-auth.html */
const TOKEN_SECONDS = 900;

/** Who may talk to the clusters besides those with an EKS token: static bearer tokens and whom they stand for. */
export type StaticTokens = ReadonlyMap<string, string>;

/** The principal behind an authorization header, or undefined where the token is not good for this cluster. */
export function authenticate(
  cluster: Cluster,
  authorization: string | undefined,
  { world, tokens }: { world: World; tokens: StaticTokens },
): string | undefined {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  const known = tokens.get(token);
  if (known !== undefined) return known;
  if (!token.startsWith('k8s-aws-v1.')) return undefined;
  const text = Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString();
  return URL.canParse(text) ? principalOf(new URL(text), cluster, world) : undefined;
}

function principalOf(url: URL, cluster: Cluster, world: World): string | undefined {
  const headers = { host: url.host, 'x-k8s-aws-id': cluster.name };
  const claim = readClaim(headers, url.searchParams);
  if (claim?.service !== 'sts' || url.searchParams.get('Action') !== 'GetCallerIdentity') return undefined;
  if (!claim.signedHeaders.includes('x-k8s-aws-id')) return undefined;
  const query = url.search.slice(1);
  const signed = { method: 'GET', path: url.pathname, query, headers, body: Buffer.alloc(0) };
  const verified = verifySignature(world, { ...claim, expiresSeconds: TOKEN_SECONDS }, signed);
  return 'key' in verified ? verified.key.principal : undefined;
}
