import { secretArn } from '../aws/arn.ts';
import type { Region } from '../ids.ts';
import type { Call, Goal, Mode, StepDraft } from '../plan/plan.ts';
import { readsOfRule } from './connection-rules.ts';
import type { KeyRule } from './connection-rules.ts';

/** What steps need to know of a secret. */
export interface SecretName {
  /** Name or ARN in the region. */
  readonly secret: string;
  readonly region: Region;
}

/**
 * Cuts the replica off its primary. Only the primary can make it a replica again, so there is a way back where that region can be
 * counted on, and none in an unplanned failover: there it waits for the fence like every promotion, so that an abort before it still
 * takes everything back.
 */
export function promoteStep(
  { secret, region }: SecretName,
  primary: (SecretName & { readonly kmsKey?: string | undefined }) | undefined,
  mode: Mode,
): StepDraft {
  const { kmsKey } = primary ?? {};
  const back = {
    ...(primary === undefined ? {} : { primary: primary.secret, primaryRegion: primary.region }),
    ...(kmsKey === undefined ? {} : { kmsKey }),
  };
  return {
    action: 'promote',
    title: `Make the replica ${secret} in ${region} a secret of its own`,
    region,
    phase: mode === 'unplanned' ? 'data' : 'config',
    risk: primary === undefined ? 'irreversible' : 'reversible',
    losesNothing: true,
    changes: true,
    expectedMs: 5_000,
    timeoutMs: 10 * 60_000,
    params: { secret, ...back },
    calls: [
      ...promoteCalls({ secret, region }),
      ...(primary === undefined ? [] : replicateCalls(primary, region)),
    ],
    repeat: 'safe',
    ...(primary === undefined ? {} : { undo: { title: `Make ${secret} in ${region} a replica again` } }),
  };
}

/** Rewrites the keys; its undo moves the label AWSCURRENT back. */
export function updateStep(
  { secret, region }: SecretName,
  seen: {
    readonly rules: Readonly<Record<string, KeyRule>>;
    readonly whole: boolean;
    readonly former: string;
  },
): StepDraft {
  const { rules, whole, former } = seen;
  return {
    action: 'update',
    title: `Point the secret ${secret} at ${region}`,
    region,
    phase: 'config',
    risk: 'reversible',
    changes: true,
    expectedMs: 2_000,
    timeoutMs: 5 * 60_000,
    params: { secret, rules: { ...rules }, whole, former },
    calls: updateCalls({ secret, region }),
    reads: Object.values(rules).flatMap((rule) => readsOfRule(rule, region)),
    provides: ['version'],
    undo: { title: `Put the former version of ${secret} in ${region} back` },
    repeat: 'safe',
  };
}

/** Makes the secret of the other region a replica of the active one. What that one held is gone. */
export function replicateStep(
  { secret, region }: SecretName,
  { from }: Goal,
  kmsKey: string | undefined,
): StepDraft {
  return {
    action: 'replicate',
    title: `Replicate the secret ${secret} from ${region} to ${from}`,
    region,
    phase: 'config',
    risk: 'irreversible',
    losesNothing: true,
    changes: true,
    expectedMs: 20_000,
    timeoutMs: 15 * 60_000,
    params: { secret, target: from, ...(kmsKey === undefined ? {} : { kmsKey }) },
    calls: replicateCalls({ secret, region }, from),
    watch: [region, from],
    repeat: 'safe',
  };
}

/** The calls of a look. */
export function lookCalls(name: SecretName): readonly Call[] {
  return [call('DescribeSecret', name), call('GetSecretValue', name)];
}

/** The calls of `promoteStep`. */
export function promoteCalls(name: SecretName): readonly Call[] {
  return [call('DescribeSecret', name), call('StopReplicationToReplica', name)];
}

/** The calls of `updateStep`. */
export function updateCalls(name: SecretName): readonly Call[] {
  return ['GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'].map((action) => call(action, name));
}

/** The calls of `replicateStep`; Secrets Manager makes the replica in the other region with the same permissions. */
export function replicateCalls(name: SecretName, target: Region): readonly Call[] {
  const { secret } = name;
  return [
    call('DescribeSecret', name),
    call('ReplicateSecretToRegions', name),
    ...['CreateSecret', 'PutSecretValue'].map((action) => call(action, { secret, region: target })),
  ];
}

function call(action: string, { secret, region }: SecretName): Call {
  const resource = secret.startsWith('arn:') ? secret : secretArn({ region }, secret);
  const plane = action === 'GetSecretValue' ? 'data' : 'control';
  return { service: 'secretsmanager', action, resource, region, plane };
}
