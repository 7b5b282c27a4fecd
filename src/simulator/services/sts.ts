import { randomBytes } from 'node:crypto';
import * as client from '@aws-sdk/client-sts';
import { addAccessKey } from '../builders.ts';
import { letters } from '../names.ts';
import { defineOperation, failure, isFailure, operationsOf } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { nextSequence } from '../world.ts';
import type { AccessKey, Role } from '../global-resources.ts';

interface Session {
  role: Role;
  name: string;
  durationSeconds: number;
  policy: string | undefined;
}

function getCallerIdentity(_input: object, call: Call): client.GetCallerIdentityResponse {
  return {
    UserId: call.caller?.userId,
    Account: call.world.accountId,
    Arn: call.caller?.principal,
  };
}

function assumeRole(input: client.AssumeRoleRequest, call: Call): Answer<client.AssumeRoleResponse> {
  const role = call.world.roles.get(input.RoleArn ?? '');
  const name = input.RoleSessionName ?? '';
  if (!role) {
    const subject = `User: ${call.caller?.principal ?? 'anonymous'} is not authorized to perform: sts:AssumeRole`;
    return failure({ code: 'AccessDenied', status: 403 }, `${subject} on resource: ${input.RoleArn ?? ''}`);
  }
  const durationSeconds = input.DurationSeconds ?? 3600;
  return openSession(call, { role, name, durationSeconds, policy: input.Policy });
}

async function assumeRoleWithWebIdentity(
  input: client.AssumeRoleWithWebIdentityRequest,
  call: Call,
): Promise<Answer<client.AssumeRoleWithWebIdentityResponse>> {
  const claims = await readIdentity(input.WebIdentityToken ?? '', call);
  if (isFailure(claims)) return claims;
  const role = call.world.roles.get(input.RoleArn ?? '');
  if (!role || role.trusts?.(claims) === false) {
    const message = 'Not authorized to perform sts:AssumeRoleWithWebIdentity';
    return failure({ code: 'AccessDenied', status: 403 }, message);
  }
  const name = input.RoleSessionName ?? '';
  const durationSeconds = input.DurationSeconds ?? 3600;
  const session = openSession(call, { role, name, durationSeconds, policy: input.Policy });
  return {
    ...session,
    SubjectFromWebIdentityToken: claimText(claims['sub']),
    Provider: claimText(claims['iss']),
    Audience: claimText(claims['aud']),
  };
}

async function readIdentity(token: string, call: Call): Promise<Answer<Record<string, unknown>>> {
  const invalid = (message: string) => failure(client.InvalidIdentityTokenException$, message);
  try {
    const claims = call.world.verifyWebIdentity
      ? await call.world.verifyWebIdentity(token)
      : decodeClaims(token);
    const expiresAt = claims['exp'];
    if (typeof expiresAt === 'number' && expiresAt * 1000 < Date.now()) {
      const times = `Token expired: current date/time must be before the expiration date/time`;
      return failure(client.ExpiredTokenException$, times);
    }
    return claims;
  } catch (problem) {
    return invalid(problem instanceof Error ? problem.message : 'The ID Token provided is not a valid JWT.');
  }
}

function decodeClaims(token: string): Record<string, unknown> {
  const payload = token.split('.')[1];
  if (payload === undefined) throw new Error('The ID Token provided is not a valid JWT.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

function claimText(claim: unknown): string {
  return typeof claim === 'string' ? claim : JSON.stringify(claim ?? '');
}

function openSession(call: Call, session: Session): client.AssumeRoleResponse {
  const { world, now } = call;
  const { role, name, durationSeconds } = session;
  const principal = `arn:aws:sts::${world.accountId}:assumed-role/${role.name}/${name}`;
  const key: AccessKey = addAccessKey(world, {
    id: `ASIA${letters(`${principal}${nextSequence(world)}`, 16).toUpperCase()}`,
    secret: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(60).toString('base64'),
    principal,
    userId: `${role.id}:${name}`,
    expiresAt: now + durationSeconds * 1000,
    sessionPolicy: session.policy,
  });
  return {
    Credentials: {
      AccessKeyId: key.id,
      SecretAccessKey: key.secret,
      SessionToken: key.sessionToken,
      // Clients compare this with the wall clock, so it is told in wall time; the world's own time decides.
      Expiration: new Date(Date.now() + durationSeconds * 1000),
    },
    AssumedRoleUser: { AssumedRoleId: key.userId, Arn: principal },
  };
}

const role = (input: { RoleArn?: string | undefined }) => [input.RoleArn ?? '*'];

/** AWS STS, in every region by itself. */
export const sts: Service = {
  name: 'sts',
  signingName: 'sts',
  protocol: 'query',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  global: false,
  throttling: { code: 'Throttling', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.GetCallerIdentity$, { handle: getCallerIdentity }),
    defineOperation(client.AssumeRole$, { resources: role, handle: assumeRole }),
    defineOperation(client.AssumeRoleWithWebIdentity$, {
      resources: role,
      handle: assumeRoleWithWebIdentity,
    }),
  ],
};
