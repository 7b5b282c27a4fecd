import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import type { World } from '../world.ts';

/** The roles that the workflow assumes: one that looks, one that changes. */
export const roles = {
  plan: 'arn:aws:iam::111122223333:role/region-failover-plan',
  run: 'arn:aws:iam::111122223333:role/region-failover',
} as const;

/** Makes AWS trust this issuer of tokens, and each role one environment of the repository, as docs/permissions.md advises. */
export function trustGitHub(
  world: World,
  { issuer, clock, repository }: { issuer: string; clock: Clock; repository: string },
): void {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks`));
  world.verifyWebIdentity = async (token) => {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: 'sts.amazonaws.com',
      algorithms: ['RS256'],
      currentDate: new Date(clock.now()),
    });
    return payload;
  };
  const add = (arn: string, environment: string, id: string): void => {
    const trusts = (claims: Record<string, unknown>): boolean =>
      claims['repository'] === repository && claims['environment'] === environment;
    world.roles.set(arn, { arn, name: arn.split('/').at(-1) ?? '', id, trusts });
  };
  add(roles.plan, 'failover-plan', 'AROASIMULATOR00000002');
  add(roles.run, 'failover', 'AROASIMULATOR00000003');
}
