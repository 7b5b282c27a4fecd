import { createAws, type AwsConnection } from '../aws/clients.ts';
import type { Credentials } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Looking } from '../engine/observe.ts';
import type { RunStore } from '../engine/run-store.ts';
import { classify } from '../error-class.ts';
import { collectDenials, type Denials } from './denials.ts';
import { createHttp } from '../http-client.ts';
import type { Region } from '../ids.ts';
import type { Registry } from '../kinds/kind.ts';
import { createKubernetes } from '../kubernetes/clients.ts';
import { createPrograms } from '../program-runner.ts';
import { createSql } from '../sql-client.ts';
import { localStore } from '../store/local-store.ts';
import { s3Store } from '../store/s3-store.ts';

/** What a session is opened with. */
export interface SessionInput {
  readonly config: Config;
  readonly registry: Registry;
  readonly clock: Clock;
  /** The region being activated: its STS endpoint is the one that is used. */
  readonly to: Region;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where runs are kept without a witness bucket. */
  readonly directory: string;
  /** Where keys come from; the SDK's default chain where absent. */
  readonly credentials?: () => Promise<Credentials>;
}

/** A service with everything that is needed to look at it and to change it. */
export interface Session {
  readonly config: Config;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly looking: Looking;
  readonly store: RunStore;
  readonly aws: AwsConnection;
  readonly denials: Denials;
  /** What the operator should know about this session. */
  readonly warnings: readonly string[];
  /** Closes all connections. */
  close(): void;
}

/** Longest time for one look at the world, in ms of the machine's clock. */
const lookTimeoutMs = 60_000;

/** Opens a session. Nothing is contacted yet: clients are made when they are first used. */
export function openSession({
  config,
  registry,
  clock,
  to,
  env,
  directory,
  credentials,
}: SessionInput): Session {
  const denials = collectDenials();
  const aws = createAws({
    homeRegion: to,
    env,
    onFailure: denials.note,
    ...(credentials === undefined ? {} : { credentials }),
  });
  const outside = {
    aws,
    kubernetes: createKubernetes({ aws, env }),
    http: createHttp({ env }),
    programs: createPrograms({ env }),
    sql: createSql(env),
    env,
  };
  const { witness } = config;
  return {
    config,
    registry,
    clock,
    looking: {
      registry,
      outside,
      clock,
      classify,
      lookTimeoutMs,
      renewCredentials: () => aws.refreshCredentials(),
    },
    store: witness === undefined ? localStore(directory) : s3Store({ aws, witness, clock, classify }),
    aws,
    denials,
    warnings:
      witness === undefined
        ? [
            `There is no witness bucket in ${config.file}: the lease and the journal are in ${directory} on this machine only.`,
          ]
        : [],
    close: () => {
      aws.close();
    },
  };
}
