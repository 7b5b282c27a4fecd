import { fail, type FailoverError } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Credentials } from './service.ts';
import type { StsApi } from './services/sts.ts';

/** What a token of an identity provider is exchanged for. */
export interface WebIdentityRequest {
  readonly role: string;
  /** A JWT; it is sent to STS and nowhere else. */
  readonly token: string;
  /** Shows up in CloudTrail as the actor. */
  readonly sessionName: string;
  readonly durationSeconds: number;
  /** Inline session policy as JSON: the session may do what the role and this allow. */
  readonly policy?: string;
}

/** The claims of a token that decide about trust, as far as they are there. Not verified: AWS does that. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/**
 * Exchanges a token for the keys of a role (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html).
 * Throws PolicyTooLarge's own exception unchanged, DENIED with the trust policy that would match when the role refuses, else the SDK's.
 */
export async function assumeWithToken(
  sts: StsApi,
  request: WebIdentityRequest,
  region: Region,
): Promise<Credentials> {
  const { role, token, sessionName, durationSeconds, policy } = request;
  try {
    const { Credentials: keys } = await sts.assumeRoleWithWebIdentity({
      RoleArn: role,
      RoleSessionName: sessionName,
      WebIdentityToken: token,
      DurationSeconds: durationSeconds,
      ...(policy === undefined ? {} : { Policy: policy }),
    });
    if (keys?.AccessKeyId === undefined || keys.SecretAccessKey === undefined)
      throw new Error('STS answered without keys.');
    return {
      accessKeyId: keys.AccessKeyId,
      secretAccessKey: keys.SecretAccessKey,
      ...(keys.SessionToken === undefined ? {} : { sessionToken: keys.SessionToken }),
      ...(keys.Expiration === undefined ? {} : { expiration: keys.Expiration }),
    };
  } catch (error) {
    throw refusal(error, request, region) ?? misfit(error, request, region) ?? error;
  }
}

/** Whether STS found the session policy too large, which it measures in a packed form that nobody can compute beforehand. */
export function isPolicyTooLarge(error: unknown): boolean {
  return error instanceof Error && /^PackedPolicyTooLarge/.test(error.name);
}

/** The claims of a JWT, unverified; none where it is no JWT. */
export function claimsOf(token: string): TokenClaims {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? (claims as TokenClaims) : {};
  } catch {
    return {};
  }
}

/** The commonest failure of all: a trust policy that does not match the token. The token's claims say what would. */
function refusal(
  error: unknown,
  { role, token }: WebIdentityRequest,
  region: Region,
): FailoverError | undefined {
  if (!(error instanceof Error)) return undefined;
  const claims = claimsOf(token);
  const issuer = text(claims['iss']);
  const provider = issuer.replace(/^https:\/\//, '');
  const shown = `The job's token has sub \`${text(claims['sub'])}\`, aud \`${text(claims['aud'])}\`, iss \`${issuer}\`.`;
  if (error.name === 'AccessDenied' || error.name === 'AccessDeniedException') {
    return fail(
      {
        code: 'DENIED',
        message: `${role} does not trust this job (sts:AssumeRoleWithWebIdentity in ${region}). ${shown}`,
        fix: `Check that the role exists, that its principal is the provider ${provider}, and put into its trust policy: ${JSON.stringify({ Condition: trustCondition(claims, provider) })}`,
        region,
      },
      error,
    );
  }
  if (error.name === 'InvalidIdentityToken' || error.name === 'InvalidIdentityTokenException') {
    return fail(
      {
        code: 'DENIED',
        message: `AWS does not accept the job's token: ${error.message} ${shown}`,
        fix: `Create the IAM OIDC provider ${provider} with the audience sts.amazonaws.com in the account of the role.`,
        region,
      },
      error,
    );
  }
  return undefined;
}

/** What is wrong with the region or with the role itself, whomever it trusts. */
function misfit(
  error: unknown,
  { role, durationSeconds }: WebIdentityRequest,
  region: Region,
): FailoverError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (/^RegionDisabled/.test(error.name))
    return fail(
      {
        code: 'DENIED',
        message: `STS is not active in ${region} for the account of ${role}: ${error.message}`,
        fix: `Enable ${region} in the account, and activate STS there (IAM, Account settings, Endpoints).`,
        region,
      },
      error,
    );
  if (/MaxSessionDuration/.test(error.message))
    return fail(
      {
        code: 'INVALID_CALL',
        message: `${role} allows no sessions of ${durationSeconds} seconds: ${error.message}`,
        fix: 'Lower --role-duration, for keys are renewed under way, or raise the maximum session duration of the role.',
        region,
      },
      error,
    );
  return undefined;
}

/** The condition that matches this token and no other environment or branch, with both forms that a subject can have. */
export function trustCondition(claims: TokenClaims, provider: string) {
  const subjects = [...new Set([text(claims['sub']), ...bothForms(claims)])];
  return { StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: subjects } };
}

/** `repo:ORG/REPO:rest`, and with ids for repositories created, renamed or moved since 15 July 2026: `repo:ORG@ID/REPO@ID:rest`. */
function bothForms(claims: TokenClaims): string[] {
  const rest = /^repo:[^:]+:(.+)$/.exec(text(claims['sub']))?.[1];
  const [owner, name] = text(claims['repository']).split('/');
  const ownerId = text(claims['repository_owner_id']);
  const repositoryId = text(claims['repository_id']);
  if (rest === undefined || owner === undefined || name === undefined) return [];
  const plain = `repo:${owner}/${name}:${rest}`;
  return ownerId === '' || repositoryId === ''
    ? [plain]
    : [plain, `repo:${owner}@${ownerId}/${name}@${repositoryId}:${rest}`];
}

function text(claim: unknown): string {
  return typeof claim === 'string' || typeof claim === 'number' ? String(claim) : '';
}
