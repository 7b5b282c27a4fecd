import type { ReplicationRule } from '@aws-sdk/client-s3';
import { bucketArn, objectArn } from '../aws/arn.ts';
import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Call, Goal, StepDraft } from '../plan/plan.ts';
import { seenIn, valueIn } from './kind.ts';
import type { Check, Observation } from './kind.ts';
import { forRegion } from './per-region.ts';
import { lockChecks } from './s3-lock.ts';
import { bucketOf } from './s3-replication.ts';
import type { BucketLook } from './s3-replication.ts';
import type { BucketResource, BucketSpec } from './s3-spec.ts';
import { plain, UNSYNCED } from './s3-rules.ts';

/** What makes the bucket in `goal.from` stand by behind the one in `goal.to`: a rule, and what was written while there was none. */
export function protectSteps(
  resource: BucketResource,
  observation: Observation<BucketLook>,
  goal: Goal,
): readonly StepDraft[] {
  const [bucket, target] = [resource.regional[goal.to], resource.regional[goal.from]];
  const look = valueIn(observation, goal.to);
  if (!resource.spec.reverse || bucket === undefined || target === undefined || look === undefined) return [];
  const rule = ruleTo(target, look);
  if (rule === undefined) {
    const id = finalId(resource, goal.to);
    const former = look.rules?.find(({ ID }) => ID === id) ?? null;
    return [ruleStep(resource, { goal, id: `${id}${UNSYNCED}`, former }), syncStep(resource, goal)];
  }
  const renew = fits(rule, resource.spec)
    ? []
    : [ruleStep(resource, { goal, id: rule.ID ?? '', former: rule })];
  return [...renew, ...(isUnsynced(rule) ? [syncStep(resource, goal)] : [])];
}

/** How the bucket in `goal.from` stands behind the one in `goal.to`. */
export function assessStandby(
  resource: BucketResource,
  observation: Observation<BucketLook>,
  goal: Goal,
): Assessment {
  const { reverse, replicationRole } = resource.spec;
  const places = [goal.to, goal.from];
  const problem = places.flatMap((region) => problemIn(resource, observation, region))[0];
  if (problem !== undefined)
    return {
      state: 'blocked',
      summary: problem.message,
      problems: [{ ...problem, resource: resource.id }],
    };
  const [bucket = '', target = ''] = places.map((region) => resource.regional[region]);
  if (!reverse)
    return { state: 'done', summary: `${bucket} is not replicated to ${target}, as \`reverse: false\` says` };
  const steps = protectSteps(resource, observation, goal);
  if (steps.length === 0) return { state: 'done', summary: `${bucket} replicates to ${target}` };
  const role = replicationRole === undefined ? undefined : forRegion(replicationRole, goal.to);
  if (role !== undefined || steps.every(({ action }) => action === 'sync-back'))
    return { state: 'ready', summary: `${bucket} is made to replicate to ${target}` };
  const message = `No rule replicates ${bucket} in ${goal.to} to ${target}, and the config names no role to make one with.`;
  const fix = `Add \`replicationRole: arn:aws:iam::...\` to ${resource.id}, or \`reverse: false\`.`;
  const missing = {
    code: 'RESOURCE_NOT_READY',
    message,
    resource: resource.id,
    region: goal.to,
    fix,
  } as const;
  return { state: 'blocked', summary: message, problems: [missing] };
}

function problemIn(
  resource: BucketResource,
  observation: Observation<BucketLook>,
  region: Region,
): readonly Problem[] {
  const bucket = resource.regional[region];
  if (bucket === undefined) return [];
  const seen = seenIn(observation, region);
  if (seen.state === 'failed') return [seen.problem];
  if (seen.state === 'absent')
    return [
      { code: 'RESOURCE_MISSING', message: `The bucket ${bucket} does not exist in ${region}.`, region },
    ];
  if (!resource.spec.reverse || seen.value.versioning === 'Enabled') return [];
  const message = `${bucket} in ${region} is not versioned, so nothing can be replicated to or from it.`;
  const fix = `aws s3api put-bucket-versioning --bucket ${bucket} --region ${region} --versioning-configuration Status=Enabled`;
  return [
    {
      code: 'RESOURCE_NOT_READY',
      message,
      region,
      expected: 'Enabled',
      found: seen.value.versioning ?? 'never enabled',
      fix,
    },
  ];
}

/** The post-conditions of a reprotect. */
export function standbyChecks(
  resource: BucketResource,
  observation: Observation<BucketLook>,
  goal: Goal,
): readonly Check[] {
  const { reverse, timeControl, objectLock } = resource.spec;
  const [bucket = '', target = ''] = [resource.regional[goal.to], resource.regional[goal.from]];
  const look = valueIn(observation, goal.to);
  const rule = look === undefined ? undefined : ruleTo(target, look);
  const found =
    rule === undefined
      ? 'no rule'
      : `rule ${rule.ID ?? ''}${isUnsynced(rule) ? ', what was written before it is not copied yet' : ''}`;
  const replicates = {
    name: `${bucket} replicates to ${target} in ${goal.from}`,
    ok: rule !== undefined && !isUnsynced(rule) && fits(rule, resource.spec),
    expected: `an enabled rule${timeControl === undefined ? '' : ' with time control'}, and everything copied`,
    found,
  };
  return [
    ...(reverse ? [replicates] : []),
    ...lockChecks(objectLock, {
      ...{ bucket: target, region: goal.from },
      lock: valueIn(observation, goal.from)?.objectLock,
    }),
  ];
}

/** Every call of `protectSteps`. */
export function standbyCalls(resource: BucketResource, goal: Goal): readonly Call[] {
  if (!resource.spec.reverse) return [];
  return [...ruleCalls(resource, goal), ...syncCalls(resource, goal)];
}

function finalId({ spec: { rule } }: BucketResource, region: Region): string {
  return (rule === undefined ? undefined : forRegion(rule, region)) ?? 'region-failover';
}

function ruleTo(target: string, { rules = [] }: BucketLook): ReplicationRule | undefined {
  return rules.find((rule) => rule.Status === 'Enabled' && bucketOf(rule) === target);
}

function isUnsynced({ ID = '' }: ReplicationRule): boolean {
  return ID.endsWith(UNSYNCED);
}

/** Whether a rule keeps what the config asks of the rules that are made. */
function fits({ Destination }: ReplicationRule, { timeControl, storageClass }: BucketSpec): boolean {
  return (
    (timeControl === undefined || Destination?.ReplicationTime?.Status === 'Enabled') &&
    (storageClass === undefined || Destination?.StorageClass === storageClass)
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html */
function ruleOf(resource: BucketResource, goal: Goal, former: ReplicationRule | null): ReplicationRule {
  const { timeControl, storageClass } = resource.spec;
  const time = { Minutes: 15 };
  // A prefix outside the filter is the old form, which knows neither metrics nor time control.
  const fields: [string, unknown][] = Object.entries(former ?? {});
  const outside = fields.find(([name]) => name === 'Prefix')?.[1];
  return {
    ...Object.fromEntries(fields.filter(([name]) => name !== 'Prefix')),
    Priority: former?.Priority ?? 1,
    Filter: former?.Filter ?? { Prefix: typeof outside === 'string' ? outside : '' },
    DeleteMarkerReplication: former?.DeleteMarkerReplication ?? { Status: 'Disabled' },
    Status: 'Enabled',
    Destination: {
      ...former?.Destination,
      Bucket: bucketArn(goal.from, resource.regional[goal.from] ?? ''),
      ...(storageClass === undefined ? {} : { StorageClass: storageClass }),
      // Without metrics nobody could tell how far the copy is behind.
      Metrics: { Status: 'Enabled', ...(timeControl === undefined ? {} : { EventThreshold: time }) },
      ...(timeControl === undefined ? {} : { ReplicationTime: { Status: 'Enabled', Time: time } }),
    },
  };
}

function ruleStep(
  resource: BucketResource,
  { goal, id, former }: { goal: Goal; id: string; former: ReplicationRule | null },
): StepDraft {
  const [bucket = '', target = ''] = [resource.regional[goal.to], resource.regional[goal.from]];
  const { replicationRole } = resource.spec;
  const rule = { ...ruleOf(resource, goal, former), ID: id };
  return {
    action: 'replicate-back',
    title: `Replicate ${bucket} to ${target} in ${goal.from}`,
    region: goal.to,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: 5_000,
    timeoutMs: 5 * 60_000,
    params: {
      bucket,
      role: (replicationRole === undefined ? undefined : forRegion(replicationRole, goal.to)) ?? null,
      rule: plain(rule),
      former: plain(former),
    },
    calls: ruleCalls(resource, goal),
    undo: { title: `Put the replication rules of ${bucket} back` },
    repeat: 'safe',
  };
}

function ruleCalls(resource: BucketResource, { to: region }: Goal): readonly Call[] {
  const { replicationRole } = resource.spec;
  const role = replicationRole === undefined ? undefined : forRegion(replicationRole, region);
  const bucket = bucketArn(region, resource.regional[region] ?? '*');
  return [
    ...['PutReplicationConfiguration', 'GetReplicationConfiguration'].map((action): Call => ({
      service: 's3',
      action,
      resource: bucket,
      region,
      plane: 'control',
    })),
    // Not called, but asked for: S3 gets the role to replicate with.
    ...(role === undefined
      ? []
      : [{ service: 'iam', action: 'PassRole', resource: role, region, plane: 'data' } as const]),
  ];
}

function syncStep(resource: BucketResource, goal: Goal): StepDraft {
  const [source = '', bucket = ''] = [resource.regional[goal.to], resource.regional[goal.from]];
  return {
    action: 'sync-back',
    title: `Copy to ${bucket} what was written to ${source} meanwhile`,
    region: goal.from,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs: 10 * 60_000,
    timeoutMs: 12 * 60 * 60_000,
    params: { source, sourceRegion: goal.to, bucket, rule: finalId(resource, goal.to) },
    calls: syncCalls(resource, goal),
    watch: [goal.to],
    undo: { title: `Count ${bucket} as not copied yet; what was copied stays` },
    repeat: 'safe',
  };
}

function syncCalls(resource: BucketResource, goal: Goal): readonly Call[] {
  const [source = '*', bucket = '*'] = [resource.regional[goal.to], resource.regional[goal.from]];
  const call = (action: string, arn: string, region: Region): Call => ({
    service: 's3',
    action,
    resource: arn,
    region,
    plane: 'data',
  });
  return [
    call('ListBucket', bucketArn(goal.to, source), goal.to),
    call('ListBucket', bucketArn(goal.from, bucket), goal.from),
    call('GetObject', objectArn(goal.to, source, '*'), goal.from),
    call('PutObject', objectArn(goal.from, bucket, '*'), goal.from),
    ...ruleCalls(resource, goal),
  ];
}
