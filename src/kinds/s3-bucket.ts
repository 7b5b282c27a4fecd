import { bucketArn } from '../aws/arn.ts';
import { formatDuration } from '../format-duration.ts';
import type { Region } from '../ids.ts';
import type { Call, Goal, Lag, Note, StepDraft } from '../plan/plan.ts';
import { classify } from '../error-class.ts';
import type { Holding } from '../plan/holding.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, Observation, ObserveContext } from './kind.ts';
import { forRegion } from './per-region.ts';
import { newestPoints } from './replication-lag.ts';
import { compareBuckets } from './s3-compare.ts';
import { lockChecks } from './s3-lock.ts';
import { describeBucket, lagFrom, lagQueries } from './s3-replication.ts';
import type { BucketLook, Partner } from './s3-replication.ts';
import { protectBucket, standbySettled, unprotectBucket } from './s3-rules.ts';
import { bucketName, bucketSpec } from './s3-spec.ts';
import type { BucketResource as Bucket, BucketSpec } from './s3-spec.ts';
import { assessStandby, protectSteps, standbyCalls, standbyChecks } from './s3-standby.ts';
import { textParam } from './step-params.ts';

/** How many bytes a bucket holds is in no call that the plan makes; a price for them is given all the same. */
const copies: Holding = {
  what: 'objects',
  item: 's3/standard',
  missing: 'how much is stored',
  instead: [{ strategy: 'storage-tiering' }],
  done: 'pay-per-object',
};

/** S3 buckets with cross-region replication. */
export const s3Bucket = defineKind<BucketSpec, string, BucketLook>({
  name: 's3-bucket',
  role: 'data',
  health: 'storage',
  summary:
    'Watches the replication of an S3 bucket: how far the copy is behind, and whether there is a way back.',
  notes: [
    'There is nothing to promote: the copy is an ordinary bucket. In a planned switchover a step waits until replication has caught up.',
    'Objects that are written to the copy flow back only where a second replication rule leads the other way, and that rule must exist before the failover: bucket configuration is a control plane.',
    'A reprotect makes the rule that leads back where there is none (its role is `replicationRole`, for S3 asks for one), and then copies what was written while there was none: it lists both buckets and copies what the other lacks or has older, 16 objects at a time. It deletes nothing, leaves newer objects alone, and does not carry over deletions, older versions, or objects of more than 5 GiB, at which it stops and says so. For many millions of objects S3 Batch Replication is faster. Until everything is copied the id of the rule ends in `-unsynced`.',
    'Objects encrypted with a KMS key are copied only by whoever may use the key; that permission is not part of what `iam` prints.',
    'A bucket with Object Lock needs nothing but its versioning: locked versions are kept, and copies are new versions. `objectLock: true` verifies that the lock is there, in `health`, before a failover and after it; with `mode` and `days` also that new versions are locked by default in that mode, for so many days at least (a year of a retention counts as 365).',
    "The lag is CloudWatch's `ReplicationLatency`, which S3 publishes in the region of the destination bucket, and only for rules whose replication metrics are turned on. Without data points the lag is unknown. See https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html.",
  ],
  example: ['kind: s3-bucket', 'eu-west-1: shop-media', 'eu-west-2: shop-media-replica'].join('\n'),
  spec: bucketSpec,
  regional: bucketName,
  regionalNeeded: 'every',
  places: ['regions'],
  outputNames: ['bucket'],
  holdings: (resource, place) => (resource.regional[place] === undefined ? [] : [copies]),
  observe: observeBuckets,
  reads: (resource, place) => lookCalls(resource, place),
  changes: (resource, goal) => (goal.operation === 'reprotect' ? standbyCalls(resource, goal) : []),
  assess: (resource, observation, goal) => {
    if (goal.operation === 'reprotect') return assessStandby(resource, observation, goal);
    const seen = seenIn(observation, goal.to);
    const bucket = resource.regional[goal.to] ?? resource.id;
    if (seen.state === 'failed')
      return {
        state: 'blocked',
        summary: seen.problem.message,
        problems: [{ ...seen.problem, resource: resource.id }],
      };
    if (seen.state === 'absent') {
      const message = `The bucket ${bucket} does not exist in ${goal.to}.`;
      return {
        state: 'blocked',
        summary: message,
        problems: [{ code: 'RESOURCE_MISSING', message, resource: resource.id, region: goal.to }],
      };
    }
    if (seen.value.region !== undefined && seen.value.region !== goal.to) {
      const message = `The bucket ${bucket} is not in ${goal.to}.`;
      return {
        state: 'blocked',
        summary: message,
        problems: [
          {
            code: 'RESOURCE_MISSING',
            message,
            resource: resource.id,
            region: goal.to,
            expected: goal.to,
            found: seen.value.region,
          },
        ],
      };
    }
    const lag = lagOf(resource, observation, goal);
    const behind = lag.ms === undefined ? 'its lag is unknown' : `${formatDuration(lag.ms)} behind`;
    return {
      state: goal.mode === 'planned' ? 'ready' : 'done',
      summary: `${bucket} in ${goal.to} is there, ${behind}`,
      lag,
      notes: notesOn(resource, observation, goal),
    };
  },
  steps: (resource, observation, goal) => {
    const replicating =
      valueIn(observation, goal.from)?.targets.includes(resource.regional[goal.to] ?? '') === true;
    return goal.mode === 'planned' && replicating
      ? [drainStep(resource, lagOf(resource, observation, goal), goal)]
      : [];
  },
  protect: protectSteps,
  protected: standbyChecks,
  compare: compareBuckets,
  apply: protectBucket,
  undo: unprotectBucket,
  inCode: ({ action }) =>
    action === 'replicate-back'
      ? '`aws_s3_bucket_replication_configuration`: add the rule that leads back.'
      : undefined,
  settled: (step, observation) => {
    if (step.action !== 'drain') return standbySettled(step, observation);
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
    const { ms, source } = valueIn(observation, step.region)?.lags[textParam(step, 'source')] ?? {
      ms: undefined,
      source: 'not measured',
    };
    if (ms === undefined) return { state: 'pending', note: `replication latency unknown (${source})` };
    const note = `${formatDuration(ms)} behind`;
    return ms <= Number(step.params['belowMs'])
      ? { state: 'done', note, evidence: { lagMs: ms, source } }
      : { state: 'pending', note };
  },
  verify: (resource, observation, goal) => {
    const bucket = resource.regional[goal.to] ?? resource.id;
    const seen = seenIn(observation, goal.to);
    const found =
      seen.state === 'failed'
        ? seen.problem.message
        : seen.state === 'absent'
          ? 'no such bucket'
          : `${seen.value.region ?? goal.to}, versioning ${seen.value.versioning ?? 'never enabled'}`;
    const ok =
      seen.state === 'seen' &&
      seen.value.versioning === 'Enabled' &&
      (seen.value.region ?? goal.to) === goal.to;
    return [
      { name: `${bucket} is there in ${goal.to}`, ok, expected: `${goal.to}, versioning Enabled`, found },
      ...locksIn(resource, observation, goal.to),
    ];
  },
  prerequisites: (resource, observation, { to }) => locksIn(resource, observation, to),
  vitals: (resource, observation, region) => {
    const wrong = locksIn(resource, observation, region).find(({ ok }) => !ok);
    return wrong === undefined
      ? { state: 'healthy', detail: 'answers' }
      : { state: 'degraded', detail: `Object Lock: expected ${wrong.expected}, found ${wrong.found}` };
  },
  outputs: (resource, observation, region) => ({
    bucket: seenIn(observation, region).state === 'seen' ? resource.regional[region] : undefined,
  }),
});

/** The check of its Object Lock in a region, where the config asks for one. */
function locksIn(resource: Bucket, observation: Observation<BucketLook>, region: Region): readonly Check[] {
  return lockChecks(resource.spec.objectLock, {
    ...{ bucket: resource.regional[region] ?? resource.id, region },
    lock: valueIn(observation, region)?.objectLock,
  });
}

async function observeBuckets(
  resources: readonly Bucket[],
  place: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, BucketLook>> {
  const found = new Map<string, BucketLook>();
  await Promise.all(
    resources.map(async (resource) => {
      const name = resource.regional[place];
      const look =
        name === undefined
          ? undefined
          : await describeBucket({ name, objectLock: resource.spec.objectLock !== false }, place, context);
      if (look !== undefined) found.set(resource.id, look);
    }),
  );
  const partners = resources
    .filter(({ id }) => found.has(id))
    .flatMap((resource) => partnersOf(resource, place));
  const measured = await measure(partners, place, context);
  for (const partner of partners) {
    const look = found.get(partner.resource);
    const lag =
      typeof measured === 'string'
        ? { ms: undefined, source: `ReplicationLatency: ${measured}` }
        : lagFrom(measured, partner);
    if (look !== undefined)
      found.set(partner.resource, { ...look, lags: { ...look.lags, [partner.source]: lag } });
  }
  return found;
}

/** A CloudWatch that does not answer leaves the lag unknown, which is said; it must not hide the bucket. */
async function measure(
  partners: readonly Partner[],
  place: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, { value: number }> | string> {
  if (partners.length === 0) return new Map();
  try {
    return await newestPoints(lagQueries(partners), place, context);
  } catch (error) {
    context.signal.throwIfAborted();
    return classify(error, { region: place }).problem.message;
  }
}

function partnersOf(resource: Bucket, place: Region): readonly Partner[] {
  const destination = resource.regional[place];
  if (destination === undefined) return [];
  return Object.entries(resource.regional).flatMap(([region, source]) => {
    if (region === place) return [];
    const rule = resource.spec.rule === undefined ? undefined : forRegion(resource.spec.rule, region);
    return [{ resource: resource.id, source, destination, rule }];
  });
}

function lookCalls(resource: Bucket, region: Region): readonly Call[] {
  const bucket = bucketArn(region, resource.regional[region] ?? '*');
  return [
    // HeadBucket is allowed by ListBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
    { service: 's3', action: 'ListBucket', resource: bucket, region, plane: 'data' },
    { service: 's3', action: 'GetBucketVersioning', resource: bucket, region, plane: 'control' },
    { service: 's3', action: 'GetReplicationConfiguration', resource: bucket, region, plane: 'control' },
    ...(resource.spec.objectLock !== false
      ? [
          {
            service: 's3',
            action: 'GetBucketObjectLockConfiguration',
            resource: bucket,
            region,
            plane: 'control',
          } as const,
        ]
      : []),
    { service: 'cloudwatch', action: 'GetMetricData', resource: '*', region, plane: 'data' },
  ];
}

function lagOf(resource: Bucket, observation: Observation<BucketLook>, goal: Goal): Lag {
  const source = resource.regional[goal.from] ?? '';
  return (
    valueIn(observation, goal.to)?.lags[source] ?? {
      ms: undefined,
      source: 'ReplicationLatency: not measured',
    }
  );
}

function notesOn(resource: Bucket, observation: Observation<BucketLook>, goal: Goal): readonly Note[] {
  const [from, to] = [resource.regional[goal.from], resource.regional[goal.to]];
  const notes: Note[] = [];
  if (from === undefined || to === undefined) return notes;
  const look = valueIn(observation, goal.to);
  if (look?.versioning !== 'Enabled')
    notes.push({
      level: 'warning',
      message: `${to} in ${goal.to} is not versioned, so nothing can be replicated to or from it.`,
    });
  if (resource.spec.reverse && look?.targets.includes(from) !== true) {
    notes.push({
      level: 'warning',
      message: `No rule replicates ${to} back to ${from}: what is written in ${goal.to} stays there until a reprotect makes the rule and copies it. Better have it now, while nothing is burning.`,
    });
  }
  const source = valueIn(observation, goal.from);
  if (source !== undefined && !source.targets.includes(to))
    notes.push({ level: 'warning', message: `No rule replicates ${from} to ${to}.` });
  return notes;
}

function drainStep(resource: Bucket, lag: Lag, goal: Goal): StepDraft {
  const [source = '', bucket = ''] = [resource.regional[goal.from], resource.regional[goal.to]];
  return {
    action: 'drain',
    title: `Wait until ${bucket} has caught up with ${source}`,
    region: goal.to,
    phase: 'drain',
    risk: 'none',
    changes: false,
    expectedMs: 60_000,
    timeoutMs: 15 * 60_000,
    params: { source, bucket, belowMs: resource.spec.drainedBelow },
    calls: [],
    ...(lag.ms === undefined ? { skip: `the replication latency is not known (${lag.source})` } : {}),
  };
}
