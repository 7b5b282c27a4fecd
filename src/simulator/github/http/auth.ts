import { createPublicKey, randomBytes } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import type { Site } from '../site.ts';
import type { Holder } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import { notAccessible, notFound, refused, type Answer } from './answer.ts';
import type { Needs } from './route.ts';

/** Who sent a request. `installation`: `repositories` are the ids it is narrowed to. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'app' }
  | {
      readonly kind: 'installation';
      readonly permissions: Readonly<Record<string, string>>;
      readonly repositories: ReadonlySet<number>;
      readonly narrowed: boolean;
    }
  | { readonly kind: 'user'; readonly user: Holder };

/** A token and how long it lives, in ms of the App's clock. */
interface IssuedToken {
  readonly caller: Caller;
  readonly expiresAt: number;
}

/** The tokens that are out, and the check of what comes in. */
export interface Credentials {
  /** Makes an installation token, which lives an hour. */
  issue(caller: Extract<Caller, { kind: 'installation' }>): {
    readonly token: string;
    readonly expiresAt: number;
  };
  /** The personal access token of somebody. */
  userToken(user: Holder): string;
  /** Who the header speaks for, or the refusal. */
  identify(header: string | undefined): Promise<Caller | Answer>;
  /** Makes every installation token invalid, as uninstalling does. */
  revokeAll(): void;
}

const tokenLifeMs = 3_600_000;
const messages = {
  bad: 'Bad credentials',
  undecodable: 'A JSON web token could not be decoded',
  expired:
    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
  tooFar: "'Expiration time' claim ('exp') is too far in the future",
  issued: "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
};

/** Keeps the tokens of one GitHub. */
export function createCredentials(site: Site): Credentials {
  const tokens = new Map<string, IssuedToken>();
  const publicKey = createPublicKey(site.app.privateKeyPem);
  const userTokens = new Map<string, string>();
  return {
    issue: (caller) => {
      const token = `ghs_${randomBytes(18).toString('hex')}`;
      const expiresAt = site.appClock.now() + tokenLifeMs;
      tokens.set(token, { caller, expiresAt });
      return { token, expiresAt };
    },
    userToken: (user) => {
      const token = userTokens.get(user.login) ?? `ghp_${randomBytes(18).toString('hex')}`;
      userTokens.set(user.login, token);
      tokens.set(token, { caller: { kind: 'user', user }, expiresAt: Infinity });
      return token;
    },
    revokeAll: () => {
      for (const [token, { caller }] of tokens) if (caller.kind === 'installation') tokens.delete(token);
    },
    identify: async (header) => {
      if (header === undefined || header === '') return { kind: 'nobody' };
      const token = /^(?:bearer|token)\s+(\S+)$/i.exec(header)?.[1];
      if (token === undefined) return refused(401, messages.bad);
      if (token.split('.').length === 3) return identifyApp(site, token, publicKey);
      const issued = tokens.get(token);
      if (!issued || issued.expiresAt <= site.appClock.now()) return refused(401, messages.bad);
      return issued.caller;
    },
  };
}

/** An App shows a JWT: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
async function identifyApp(
  site: Site,
  jwt: string,
  key: ReturnType<typeof createPublicKey>,
): Promise<Caller | Answer> {
  const nowSeconds = site.appClock.now() / 1000;
  try {
    const currentDate = new Date(site.appClock.now());
    const { payload } = await jwtVerify(jwt, key, { algorithms: ['RS256'], currentDate });
    const issuer = String(payload.iss);
    if (issuer !== String(site.app.id) && issuer !== site.app.clientId)
      return refused(404, 'Integration not found');
    if (payload.exp === undefined) return refused(401, messages.expired);
    if (payload.exp > nowSeconds + 600 + 60) return refused(401, messages.tooFar);
    if (payload.iat === undefined || payload.iat > nowSeconds + 60) return refused(401, messages.issued);
    return { kind: 'app' };
  } catch (problem) {
    return refused(401, problem instanceof errors.JWTExpired ? messages.expired : messages.undecodable);
  }
}

/** Whether the caller may do this to the repository; the refusal when not. */
export function mayUse(caller: Caller, repository: Repository, needs: Needs): Answer | undefined {
  switch (caller.kind) {
    case 'nobody':
      if (!repository.public) return notFound;
      return needs.access === 'read' ? undefined : refused(401, 'Requires authentication');
    case 'app':
      return notAccessible;
    case 'installation': {
      if (!caller.repositories.has(repository.id)) return repository.public ? notAccessible : notFound;
      const granted = caller.permissions[needs.permission];
      const enough =
        granted === 'write' || granted === 'admin' || (granted === 'read' && needs.access === 'read');
      return enough || needs.permission === 'metadata' ? undefined : notAccessible;
    }
    case 'user': {
      const { permission } = caller.user;
      if (permission === 'none' && !repository.public) return notFound;
      // Anybody who can read may open issues and comment: https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
      if (needs.access === 'read' || needs.permission === 'issues') return undefined;
      return permission === 'write' || permission === 'admin'
        ? undefined
        : refused(403, 'Must have write access to this repository.');
    }
  }
}

/** The account that a caller acts as. */
export function accountOf(site: Site, caller: Caller): Holder {
  return caller.kind === 'user' ? caller.user : site.accounts.bot;
}
