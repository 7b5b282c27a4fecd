import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { z } from 'zod';
import { healthCheckArn, hostedZoneArn, partitionOf } from '../aws/arn.ts';
import type { Resource } from '../config/config.ts';
import type { Problem } from '../errors.ts';
import type { Json } from '../ids.ts';
import type { Assessment, Call, Goal, Note, StepDraft } from '../plan/plan.ts';
import { describeRecord, recordParams, restoreRecords, upsertRecords } from './record-change.ts';
import { findZone, healthOf, isZoneId, recordsOf, zoneIdPattern } from './record-lookup.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { ObserveContext, Observation, Settled } from './kind.ts';
import { changeFor, leadsTo, sameRecord, zoneName } from './record-sets.ts';
import type { RecordChange, RecordTarget } from './record-sets.ts';

const spec = z.strictObject({
  zone: z
    .string()
    .min(2)
    .describe('The hosted zone: its id (better: one call less in an emergency), or its name.'),
  name: z.string().min(1).describe('The full name of the record, such as api.example.com.'),
  type: z.enum(['A', 'AAAA', 'CNAME']).default('A').describe('The type of the record.'),
  ttl: z
    .int()
    .min(1)
    .max(172_800)
    .default(60)
    .describe('Seconds that resolvers may keep it, where a record with values is made anew.'),
  style: z
    .enum(['auto', 'simple', 'failover', 'weighted'])
    .default('auto')
    .describe('The routing policy that the records must have; `auto` takes what is there.'),
  pin: z
    .boolean()
    .default(true)
    .describe(
      'Failover pairs: in an unplanned failover lead both records to the new region, so that DNS cannot flip back to old data.',
    ),
});

const regional: z.ZodType<RecordTarget> = z.union([
  z.strictObject({
    alias: z
      .strictObject({
        dnsName: z.string().min(1).describe('DNS name of the load balancer.'),
        hostedZoneId: z
          .string()
          .regex(zoneIdPattern)
          .describe('Zone id of the load balancer, not of the record.'),
      })
      .describe('An alias to a name of AWS, such as a load balancer.'),
    evaluateTargetHealth: z
      .boolean()
      .optional()
      .describe('Whether Route 53 asks the load balancer for its health; as it is now where absent.'),
  }),
  z.strictObject({
    values: z.array(z.string().min(1)).min(1).describe('Plain values: addresses, or a name for CNAME.'),
  }),
]);

type Spec = z.infer<typeof spec>;
type DnsRecord = Resource<Spec, RecordTarget>;

interface Value {
  readonly zoneId: string;
  readonly records: readonly ResourceRecordSet[];
  /** What the health check of PRIMARY says; undefined when there is none or it cannot be read. */
  readonly primaryHealthy?: boolean;
}

/** Leads a DNS name to the region being activated. */
export const route53Record = defineKind<Spec, RecordTarget, Value>({
  name: 'route53-record',
  role: 'traffic',
  summary: 'Leads a public name to the region being activated by changing its records in Route 53.',
  notes: [
    'Changing records needs the control plane of Route 53, which is in us-east-1. Where that must not matter, use `route53-switch`.',
    'A failover pair stays a pair, since Route 53 refuses a simple record beside it. In an unplanned failover both records are led to the new region (`pin`): whatever a health check says then, nobody is sent back to data that has been left behind when the old region returns. Failing back leads PRIMARY home again, with the health check that it kept.',
    'In a planned switchover PRIMARY and SECONDARY swap their targets together with their health checks, so that PRIMARY is not judged by the health of the region that was left. A PRIMARY without a health check gets EvaluateTargetHealth.',
    'With `pin: false` a pair that Route 53 has failed over by itself is left alone, and DNS flips back as soon as the old region looks healthy.',
    'Weighted records: the new region gets 100, the old one 0, others stay. Route 53 still answers with a record of weight 0 when every other record is unhealthy.',
    'The change is one batch: all records or none. Resolvers may keep the old answer for the TTL.',
  ],
  example: `kind: route53-record
zone: Z0123456789ABCDEFGHIJ
name: api.example.com
type: A
eu-west-1: { alias: { dnsName: api-1.eu-west-1.elb.amazonaws.com, hostedZoneId: Z32O12XQLNTSW2 } }
eu-west-2: { alias: { dnsName: api-2.eu-west-2.elb.amazonaws.com, hostedZoneId: ZHURV8PSTC4K8 } }
`,
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['global'],
  batch: ({ spec: { zone } }) => zone,
  observe,
  reads: (resource) => [
    ...(isZoneId(resource.spec.zone) ? [] : [call('ListHostedZonesByName', '*', resource)]),
    call('ListResourceRecordSets', zoneArn(resource), resource),
    ...['GetHealthCheck', 'GetHealthCheckStatus'].map((action) =>
      call(action, healthCheckArn(anyRegion(resource), '*'), resource),
    ),
  ],
  changes: (resource) => upsertCalls(resource, zoneArn(resource)),
  assess,
  steps,
  apply: upsertRecords,
  undo: restoreRecords,
  settled: (step, observation): Settled => {
    const seen = seenIn(observation, 'global');
    if (seen.state === 'failed')
      return { state: 'pending', note: `Route 53 cannot be read: ${seen.problem.message}` };
    const records = seen.state === 'seen' ? seen.value.records : [];
    const { wanted } = recordParams(step);
    const present = wanted.filter((each) => records.some((record) => sameRecord(record, each))).length;
    const note = `${present} of ${wanted.length} records are as wanted`;
    if (present === wanted.length) return { state: 'done', note };
    return { state: present === 0 ? 'not-begun' : 'pending', note };
  },
  verify: (resource, observation, goal) => {
    const seen = seenIn(observation, 'global');
    const value = valueIn(observation, 'global');
    const ok = value !== undefined && planned(resource, value, goal).state === 'done';
    const found =
      seen.state === 'failed' ? seen.problem.message : (value?.records ?? []).map(describeRecord).join('; ');
    return [
      {
        name: `${resource.spec.name} leads to ${goal.to}`,
        ok,
        expected: `records that lead to ${goal.to}`,
        found: found || 'no record',
      },
    ];
  },
});

async function observe(resources: readonly DnsRecord[], _place: string, { outside, signal }: ObserveContext) {
  const api = await outside.aws.route53();
  const zone = await findZone(api, resources[0]?.spec.zone ?? '', signal);
  if (zone === undefined) return new Map<string, Value>();
  const seen = resources.map(async ({ id, spec: { name, type } }) => {
    const records = await recordsOf(api, { zone, Name: zoneName(name), Type: type }, signal);
    const check = records.find(({ Failover }) => Failover === 'PRIMARY')?.HealthCheckId;
    const primaryHealthy = check === undefined ? undefined : await healthOf(api, check, signal);
    return [
      id,
      { zoneId: zone, records, ...(primaryHealthy === undefined ? {} : { primaryHealthy }) },
    ] as const;
  });
  return new Map<string, Value>(await Promise.all(seen));
}

function planned(
  { spec: block, regional: targets }: DnsRecord,
  { records }: Value,
  goal: Goal,
): RecordChange {
  return changeFor({ ...block, targets }, records, goal);
}

/** PRIMARY is unhealthy and SECONDARY leads to `to`: Route 53 answers with `to` already, for as long as that lasts. */
function hasFailedOver(
  { regional: targets }: DnsRecord,
  { records, primaryHealthy }: Value,
  { to }: Goal,
): boolean {
  const secondary = records.find(({ Failover }) => Failover === 'SECONDARY');
  return primaryHealthy === false && secondary !== undefined && leadsTo(secondary, targets[to]);
}

function assess(resource: DnsRecord, observation: Observation<Value>, goal: Goal): Assessment {
  const { name, zone, pin } = resource.spec;
  const seen = seenIn(observation, 'global');
  const blocked = (problem: Problem): Assessment => ({
    state: 'blocked',
    summary: `${name} cannot be changed`,
    problems: [{ resource: resource.id, ...problem }],
  });
  if (seen.state === 'failed') return blocked(seen.problem);
  if (seen.state === 'absent')
    return blocked({ code: 'RESOURCE_MISSING', message: `There is no public hosted zone ${zone}.` });
  const change = planned(resource, seen.value, goal);
  if (change.state === 'impossible')
    return blocked({
      code: 'RESOURCE_NOT_READY',
      message: `${name} cannot be led to ${goal.to}: ${change.why}.`,
    });
  if (change.state === 'done') return { state: 'done', summary: `${name} leads to ${goal.to}` };
  const notes: Note[] = [];
  if (hasFailedOver(resource, seen.value, goal)) {
    const back = pin
      ? 'pinning it keeps DNS from flipping back'
      : `DNS flips back when ${goal.from} looks healthy again`;
    notes.push({
      level: pin ? 'info' : 'warning',
      message: `Route 53 has failed ${name} over to ${goal.to} by itself; ${back}`,
    });
  }
  return { state: 'ready', summary: `${name}: ${change.summary}`, notes };
}

function steps(resource: DnsRecord, observation: Observation<Value>, goal: Goal): readonly StepDraft[] {
  const value = valueIn(observation, 'global');
  const change = value && planned(resource, value, goal);
  if (value === undefined || change?.state !== 'change') return [];
  const { name, pin, ttl } = resource.spec;
  const former = value.records.filter((record) =>
    change.upserts.some(({ SetIdentifier }) => SetIdentifier === record.SetIdentifier),
  );
  const alone = !pin && goal.mode === 'unplanned' && hasFailedOver(resource, value, goal);
  return [
    {
      action: 'upsert',
      title: `Lead ${name} to ${goal.to}`,
      region: goal.to,
      phase: 'traffic',
      risk: 'reversible',
      changes: true,
      expectedMs: (ttl + 30) * 1000,
      timeoutMs: Math.max(10 * 60_000, 3 * ttl * 1000),
      params: {
        zoneId: value.zoneId,
        wanted: change.upserts.map(recordJson),
        former: former.map(recordJson),
      },
      calls: upsertCalls(resource, hostedZoneArn(goal.to, value.zoneId)),
      watch: ['global'],
      undo: { title: `Put the former records of ${name} back` },
      repeat: 'safe',
      ...(alone ? { skip: `Route 53 has failed over to ${goal.to} by itself, and pin is false` } : {}),
    },
  ];
}

/** A record without what JSON has no word for; the cast is sound because nothing else is in a record. */
function recordJson(record: ResourceRecordSet): Json {
  return JSON.parse(JSON.stringify(record)) as Json;
}

function upsertCalls(resource: DnsRecord, zone: string): readonly Call[] {
  return ['ListResourceRecordSets', 'ChangeResourceRecordSets'].map((action) => call(action, zone, resource));
}

function call(action: string, arn: string, resource: DnsRecord): Call {
  return {
    service: 'route53',
    action,
    resource: arn,
    region: partitionOf(anyRegion(resource)).globalRegion,
    plane: 'control',
  };
}

/** Only the partition of it matters: all regions of a service are in one. */
function anyRegion({ regional: targets }: DnsRecord): string {
  return Object.keys(targets)[0] ?? 'us-east-1';
}

function zoneArn(resource: DnsRecord): string {
  return hostedZoneArn(anyRegion(resource), isZoneId(resource.spec.zone) ? resource.spec.zone : '*');
}
