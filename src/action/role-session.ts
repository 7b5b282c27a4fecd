import { createAws } from '../aws/clients.ts';
import type { Credentials } from '../aws/service.ts';
import { assumeWithToken, isPolicyTooLarge } from '../aws/web-identity.ts';
import type { Clock } from '../clock.ts';
import { classify } from '../error-class.ts';
import { createHttp } from '../http-client.ts';
import type { Region, RunId } from '../ids.ts';
import { awsAudience, fetchIdToken } from './id-token.ts';
import type { Masks } from './masks.ts';

/** What a role is assumed with. */
export interface RoleInput {
  readonly role: string;
  /** The region being activated: its STS endpoint is asked, never the global one. */
  readonly region: Region;
  readonly run: RunId;
  readonly durationSeconds: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly masks: Masks;
  readonly warn: (message: string) => void;
}

/** Keys of a role, asked for anew whenever they are needed. */
export interface RoleSession {
  readonly load: () => Promise<Credentials>;
  /** The session policy of the next exchange; none where undefined. */
  readonly narrow: (policy: string | undefined) => void;
  readonly close: () => void;
}

const tries = 3;

/** Exchanges the job's OIDC token for keys of a role, with a fresh token each time: those live for minutes, a run may last for hours. */
export function openRoleSession({
  role,
  region,
  run,
  durationSeconds,
  env,
  clock,
  masks,
  warn,
}: RoleInput): RoleSession {
  const http = createHttp({ env });
  // The exchange is not signed: the token is the proof, so there are no keys to give here.
  const aws = createAws({
    homeRegion: region,
    env,
    credentials: () => Promise.reject(new Error('The exchange of a token is not signed.')),
  });
  let policy: string | undefined;
  const exchange = async (): Promise<Credentials> => {
    const token = await fetchIdToken(http, env, awsAudience);
    masks.add(token);
    const sts = await aws.sts(region);
    const request = { role, token, sessionName: run, durationSeconds };
    try {
      return await assumeWithToken(sts, policy === undefined ? request : { ...request, policy }, region);
    } catch (error) {
      if (policy === undefined || !isPolicyTooLarge(error)) throw error;
      warn(
        'STS finds the session policy of this plan too large; the credentials are those of the whole role.',
      );
      policy = undefined;
      return await assumeWithToken(sts, request, region);
    }
  };
  const load = async (): Promise<Credentials> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const keys = await exchange();
        masks.add(keys.secretAccessKey);
        masks.add(keys.sessionToken);
        return keys;
      } catch (error) {
        const { class: errorClass } = classify(error);
        const passing =
          errorClass === 'throttled' || errorClass === 'transient' || errorClass === 'unreachable';
        if (!passing || attempt >= tries) throw error;
        await clock.sleep(1_000 * attempt);
      }
    }
  };
  return {
    load,
    narrow: (wanted) => {
      policy = wanted;
    },
    close: () => {
      aws.close();
    },
  };
}
