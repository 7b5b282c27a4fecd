import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Clock } from '../../src/clock.ts';
import type { Refusal } from '../http/answer.ts';

/** Who a job is, from the claims of its token (https://docs.github.com/actions/reference/security/oidc). */
export interface JobIdentity {
  /** `owner/name`, as GitHub spells it. */
  readonly repository: string;
  readonly repositoryId: number;
  /** Path of the workflow file in the repository. */
  readonly workflowPath: string;
  /** The ref the workflow file was taken from: `refs/heads/main`. */
  readonly workflowRef: string;
  readonly ref: string;
  readonly sha: string;
  readonly run: number;
  readonly attempt: number;
  readonly environment?: string;
  readonly actor: string;
  readonly event: string;
}

/** The identity, or why there is none: 401 for the token, 503 where the issuer's keys cannot be had. */
export type VerifiedJob = { readonly job: JobIdentity } | { readonly refusal: Refusal };

/** Checks a token's signature, issuer, audience and times, and reads its claims. */
export type VerifyJobToken = (token: string) => Promise<VerifiedJob>;

const digits = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);

const claims = z.looseObject({
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  repository_id: digits,
  workflow_ref: z.string().regex(/^[\w.-]+\/[\w.-]+\/.+@refs\/.+$/),
  ref: z.string(),
  sha: z.string(),
  run_id: digits,
  run_attempt: digits,
  environment: z.string().optional(),
  actor: z.string(),
  event_name: z.string(),
});

/** Seconds that clocks may differ. */
const toleranceSeconds = 30;

/**
 * Tokens of `issuer` (GitHub or a GitHub Enterprise Server) for `audience`, RS256 only. Keys are kept for ten minutes; an unknown key id
 * has them fetched again, at most every ten seconds, so a rotation is followed and a flood of forged ids is not passed on.
 */
export function createJobTokenVerifier({
  issuer,
  audience,
  clock,
}: {
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
}): VerifyJobToken {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks`), {
    timeoutDuration: 5000,
    cooldownDuration: 10_000,
    cacheMaxAge: 600_000,
  });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['RS256'],
        clockTolerance: toleranceSeconds,
        currentDate: new Date(clock.now()),
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      const read = claims.safeParse(payload);
      return read.success
        ? { job: identityOf(read.data) }
        : unauthorised('the claims are not those of a job');
    } catch (error) {
      return refusalOf(error);
    }
  };
}

function identityOf(from: z.output<typeof claims>): JobIdentity {
  const at = from.workflow_ref.indexOf('@');
  const place = from.workflow_ref.slice(0, at);
  const own = `${from.repository}/`;
  return {
    repository: from.repository,
    repositoryId: from.repository_id,
    // The workflow of another repository keeps its whole name, which is no path of this one.
    workflowPath: place.startsWith(own) ? place.slice(own.length) : place,
    workflowRef: from.workflow_ref.slice(at + 1),
    ref: from.ref,
    sha: from.sha,
    run: from.run_id,
    attempt: from.run_attempt,
    ...(from.environment === undefined ? {} : { environment: from.environment }),
    actor: from.actor,
    event: from.event_name,
  };
}

function refusalOf(error: unknown): VerifiedJob {
  if (error instanceof errors.JWTExpired) return unauthorised('it has expired');
  if (error instanceof errors.JWTClaimValidationFailed) return unauthorised(wrongClaim(error.claim));
  if (error instanceof errors.JOSEAlgNotAllowed) return unauthorised('its algorithm is not RS256');
  if (error instanceof errors.JWSSignatureVerificationFailed) return unauthorised('its signature is wrong');
  if (error instanceof errors.JWKSNoMatchingKey)
    return unauthorised('no published key of the issuer made it');
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return unauthorised('it is no signed token');
  if (error instanceof errors.JOSENotSupported)
    return unauthorised('it uses something that is not supported');
  return {
    refusal: {
      status: 503,
      code: 'ISSUER_UNREACHABLE',
      message: 'The keys of the token issuer cannot be fetched just now; send it again.',
    },
  };
}

function wrongClaim(claim: string): string {
  if (claim === 'aud') return 'its audience is not the origin of PUBLIC_URL';
  if (claim === 'iss') return 'its issuer is not the one of OIDC_ISSUER';
  if (claim === 'nbf') return 'it is not valid yet';
  return `its claim \`${claim.slice(0, 40)}\` is missing or wrong`;
}

function unauthorised(why: string): VerifiedJob {
  return {
    refusal: { status: 401, code: 'TOKEN_REFUSED', message: `The OIDC token of the job is refused: ${why}.` },
  };
}
