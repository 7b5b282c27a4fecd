import { createPublicKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import { rsaKey } from '../rsa-key.ts';
import type { InAttempt } from './actions/run-events.ts';
import { findRepository, type Site } from './site.ts';
import { resolveCommit } from './state/git.ts';
import type { Repository } from './state/repository.ts';
import type { Job } from './state/runs.ts';

/** The claims of a token; `sub`, `iss` and all the others may be overridden by tests. */
export type Claims = Readonly<Record<string, string | number | undefined>>;

/** What is wrong with a token that tests ask for. `hmac`: HS256 with the public key as the secret. */
export type Forgery = 'wrong-issuer' | 'alg-none' | 'expired' | 'not-yet' | 'other-key' | 'hmac';

/** A token that no job asked for. Everything has a default but the audience. */
export interface TokenRequest {
  readonly audience: string;
  /** Default: the first repository of the world. */
  readonly repository?: string;
  readonly run?: number;
  readonly attempt?: number;
  readonly job?: string;
  readonly environment?: string;
  /** Default: `.github/workflows/failover.yml`. */
  readonly workflowPath?: string;
  readonly actor?: string;
  /** Laid over the claims; undefined removes one. */
  readonly claims?: Claims;
  readonly forged?: Forgery;
}

/** GitHub's OIDC issuer. */
export interface Oidc {
  readonly issuer: string;
  issueToken(request: TokenRequest): Promise<string>;
  /** A new signing key; the published ones are the new one and, when kept, those before. */
  rotateKey(options?: { readonly keepOld?: boolean }): void;
  /** How often the keys were fetched. */
  readonly keyFetches: number;
}

/** The issuer with what only GitHub itself uses. */
export interface OidcServer extends Oidc {
  requestFor(at: InAttempt, job: Job): { readonly url: string; readonly token: string };
  /** The answer to a job's request: the token, or undefined when its bearer is wrong or its job over. */
  answer(request: { job: string; bearer: string; audience: string | undefined }): Promise<string | undefined>;
  configuration(): object;
  keys(): Promise<object>;
}

interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const lifeSeconds = 300;

/** Makes an issuer under the address of the site. Claims: https://docs.github.com/en/actions/reference/security/oidc */
export function createOidc(site: Site): OidcServer {
  const issuer = `${site.url}/_oidc`;
  // Made when first needed: most tests never do.
  let made: Key[] | undefined;
  let keyNumber = 0;
  const nextKey = (): Key => {
    keyNumber += 1;
    return keyOf(`issuer ${keyNumber}`);
  };
  const keys = () => (made ??= [nextKey()]);
  let keyFetches = 0;
  const requests = new Map<string, { bearer: string; at: InAttempt; job: Job }>();

  const sign = async (claims: Claims, forged?: Forgery): Promise<string> => {
    const payload = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
    if (forged === 'alg-none') return new UnsecuredJWT(payload).encode();
    const key = forged === 'other-key' ? keyOf('somebody else') : keys()[0];
    if (!key) throw new Error('The issuer has no key.');
    const kid = keys()[0]?.kid ?? key.kid;
    if (forged === 'hmac') {
      const secret = new TextEncoder().encode(String(key.publicKey.export({ type: 'spki', format: 'pem' })));
      return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid }).sign(secret);
    }
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key.privateKey);
  };

  const times = (forged?: Forgery) => {
    const shift = forged === 'expired' ? -3_600 : forged === 'not-yet' ? 3_600 : 0;
    const iat = Math.floor(site.clock.now() / 1000) + shift;
    return { iat, nbf: iat - 600 * Number(forged !== 'not-yet'), exp: iat + lifeSeconds, jti: randomUUID() };
  };

  return {
    issuer,
    get keyFetches() {
      return keyFetches;
    },
    rotateKey: ({ keepOld = false } = {}) => {
      const old = keys();
      made = [nextKey(), ...(keepOld ? old : [])];
    },
    issueToken: ({ audience, forged, claims, ...about }) => {
      const iss = forged === 'wrong-issuer' ? 'https://issuer.example.com' : issuer;
      return sign({ ...testClaims(site, about), iss, aud: audience, ...times(forged), ...claims }, forged);
    },
    requestFor: (at, job) => {
      const there = requests.get(String(job.id)) ?? { bearer: randomBytes(24).toString('hex'), at, job };
      requests.set(String(job.id), there);
      return { url: `${issuer}/token/${job.id}?api-version=2.0`, token: there.bearer };
    },
    answer: async ({ job: id, bearer, audience }) => {
      const known = requests.get(id);
      if (known?.bearer !== bearer || known.job.status === 'completed' || known.job.lost) return undefined;
      const aud = audience ?? `${site.url}/${known.at.repository.owner.login}`;
      return sign({ ...claimsOfJob(known.at, known.job), iss: issuer, aud, ...times() });
    },
    configuration: () => ({
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks`,
      subject_types_supported: ['public', 'pairwise'],
      response_types_supported: ['id_token'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid'],
    }),
    keys: async () => {
      keyFetches += 1;
      return {
        keys: await Promise.all(
          keys().map(async ({ kid, publicKey }) => ({
            ...(await exportJWK(publicKey)),
            kid,
            alg: 'RS256',
            use: 'sig',
          })),
        ),
      };
    },
  };
}

function keyOf(name: string): Key {
  const privateKey = rsaKey(name);
  return { kid: randomUUID(), privateKey, publicKey: createPublicKey(privateKey) };
}

interface About {
  readonly repository: Repository;
  readonly run: number;
  readonly runNumber: number;
  readonly attempt: number;
  readonly workflow: string;
  readonly workflowRef: string;
  readonly jobWorkflowRef: string;
  readonly event: string;
  readonly ref: string;
  readonly sha: string;
  readonly actor: { readonly login: string; readonly id: number };
  readonly environment: string | undefined;
}

function claimsOfJob({ repository, run, attempt }: InAttempt, job: Job): Claims {
  const ref = `refs/heads/${run.branch}`;
  const workflowRef = `${repository.fullName}/${run.workflow.path}@${ref}`;
  return claimsOf({
    repository,
    run: run.id,
    runNumber: run.number,
    attempt: attempt.number,
    workflow: run.workflow.name,
    workflowRef,
    jobWorkflowRef: job.announcement.workflowRef ?? workflowRef,
    event: run.event,
    ref,
    sha: run.sha,
    actor: run.actor,
    environment: job.environment,
  });
}

function testClaims(site: Site, about: Omit<TokenRequest, 'audience' | 'claims' | 'forged'>): Claims {
  const repository = about.repository
    ? findRepository(site, about.repository)
    : [...site.repositories.values()][0];
  if (!repository) throw new Error(`There is no repository ${about.repository ?? ''}.`);
  const run = repository.runs.get(about.run ?? 0);
  const ref = `refs/heads/${run?.branch ?? repository.git.defaultBranch}`;
  const path = about.workflowPath ?? run?.workflow.path ?? '.github/workflows/failover.yml';
  const workflowRef = `${repository.fullName}/${path}@${ref}`;
  return claimsOf({
    repository,
    run: about.run ?? 1,
    runNumber: run?.number ?? 1,
    attempt: about.attempt ?? run?.attempts.length ?? 1,
    workflow: run?.workflow.name ?? path,
    workflowRef,
    jobWorkflowRef: workflowRef,
    event: run?.event ?? 'workflow_dispatch',
    ref,
    sha: run?.sha ?? resolveCommit(repository.git)?.sha ?? '',
    actor: site.accounts.find(about.actor ?? '') ?? run?.actor ?? site.accounts.bot,
    environment: about.environment,
  });
}

function claimsOf(about: About): Claims {
  const { repository, environment, ref } = about;
  const { owner, name, id, fullName } = repository;
  const who = repository.olderSubject ? fullName : `${owner.login}@${owner.id}/${name}@${id}`;
  return {
    sub: environment === undefined ? `repo:${who}:ref:${ref}` : `repo:${who}:environment:${environment}`,
    ref,
    ref_type: 'branch',
    ref_protected: 'false',
    sha: about.sha,
    repository: fullName,
    repository_id: String(id),
    repository_owner: owner.login,
    repository_owner_id: String(owner.id),
    repository_visibility: repository.public ? 'public' : 'private',
    run_id: String(about.run),
    run_number: String(about.runNumber),
    run_attempt: String(about.attempt),
    actor: about.actor.login,
    actor_id: String(about.actor.id),
    workflow: about.workflow,
    workflow_ref: about.workflowRef,
    workflow_sha: about.sha,
    job_workflow_ref: about.jobWorkflowRef,
    job_workflow_sha: about.sha,
    event_name: about.event,
    base_ref: '',
    head_ref: '',
    runner_environment: 'github-hosted',
    ...(environment === undefined ? {} : { environment }),
  };
}
