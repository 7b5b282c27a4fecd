import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Json } from '../ids.ts';
import type { Goal, StepDraft } from '../plan/plan.ts';
import { upsertCalls } from './record-calls.ts';
import type { DnsRecord, RecordValue } from './record-look.ts';
import { changeFor, differenceOf, recordsAfter } from './record-sets.ts';
import type { Difference, RecordChange, RecordWish } from './record-sets.ts';
import { leadsTo, styleOf } from './record-shape.ts';
import { shiftsFor } from './record-stages.ts';
import { standbyChange } from './record-switched.ts';
import { holdDraft } from './traffic-stages.ts';

/** Within this time a change has reached all name servers of Route 53: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html */
const propagationMs = 60_000;

/** How long resolvers keep what these records say, in seconds; an alias has the TTL of a load balancer's name. */
export function ttlOf(records: readonly ResourceRecordSet[]): number {
  return Math.max(...records.map(({ TTL = 60 }) => TTL), 0);
}

/** What is wanted of the name. */
export function wishOf({ spec, regional: targets }: DnsRecord): RecordWish {
  return { ...spec, targets };
}

/** What makes `to` answer. */
export function planned(resource: DnsRecord, { records }: RecordValue, goal: Goal): RecordChange {
  return changeFor(wishOf(resource), records, goal);
}

/** PRIMARY, or every latency record of `from`, is unhealthy, and another record leads to `to`: Route 53 has moved by itself, for as long as that lasts. */
export function hasFailedOver(
  { regional: targets }: DnsRecord,
  { records, checks }: RecordValue,
  { from, to }: Goal,
): boolean {
  const isDown = ({ HealthCheckId = '' }: ResourceRecordSet) => checks[HealthCheckId]?.healthy === false;
  if (styleOf(records) === 'latency') {
    const left = records.filter((record) => leadsTo(record, targets[from]));
    return left.length > 0 && left.every(isDown) && records.some((record) => leadsTo(record, targets[to]));
  }
  const primary = records.find(({ Failover }) => Failover === 'PRIMARY');
  const secondary = records.find(({ Failover }) => Failover === 'SECONDARY');
  const healthy = checks[primary?.HealthCheckId ?? '']?.healthy;
  return healthy === false && secondary !== undefined && leadsTo(secondary, targets[to]);
}

/** The steps that make `to` answer: one change, or one for each stage with a hold after it. */
export function recordSteps(resource: DnsRecord, value: RecordValue, goal: Goal): readonly StepDraft[] {
  const change = planned(resource, value, goal);
  if (change.state !== 'change') return [];
  const { stages } = goal;
  const { records } = value;
  const shifts =
    stages === undefined ? [] : shiftsFor({ wish: wishOf(resource), records, change }, goal, stages);
  if (stages === undefined || shifts.length === 0) return [wholeStep(resource, value, { goal, change })];
  const { name, ttl } = resource.spec;
  const leastMs = Math.max(ttl, ttlOf(records)) * 1000 + propagationMs;
  const staged = shifts.flatMap(({ percent, wanted, former }) => [
    ...(wanted.length + former.length === 0
      ? []
      : [
          {
            ...changeStep(resource, { zoneId: value.zoneId, goal, difference: { wanted, former } }),
            action: `shift-${percent}`,
            title: `Send ${percent} % of ${name} to ${goal.to}`,
            undo: { title: `Put the records of ${name} back to the stage before` },
          },
        ]),
    ...(percent === 100 ? [] : [holdDraft({ name, percent, stages, goal, leastMs })]),
  ]);
  return [...staged, expireStep(resource, goal, leastMs)];
}

function wholeStep(
  resource: DnsRecord,
  value: RecordValue,
  { goal, change }: { readonly goal: Goal; readonly change: RecordChange },
): StepDraft {
  const { name, pin } = resource.spec;
  const difference = differenceOf(value.records, recordsAfter(value.records, change));
  const alone = !pin && goal.mode === 'unplanned' && hasFailedOver(resource, value, goal);
  return {
    ...changeStep(resource, { zoneId: value.zoneId, goal, difference }),
    action: 'upsert',
    title: `Lead ${name} to ${goal.to}`,
    ...(alone ? { skip: `Route 53 has failed over to ${goal.to} by itself, and pin is false` } : {}),
  };
}

/** What makes `from` stand by behind `to`: a pair that was pinned is a pair again, each target with its health check. */
export function protectSteps(resource: DnsRecord, value: RecordValue, goal: Goal): readonly StepDraft[] {
  const pair = standbyChange(resource, { wish: wishOf(resource), records: value.records }, goal);
  if (pair.state !== 'change') return [];
  const difference = differenceOf(value.records, recordsAfter(value.records, pair));
  const { name, ttl, switched } = resource.spec;
  const standBy = {
    ...changeStep(resource, { zoneId: value.zoneId, goal, difference }),
    action: 'stand-by',
    title: `Make ${goal.from} the SECONDARY of ${name}`,
  };
  if (switched?.includes(goal.to) !== true) return [standBy];
  // The switch may let go only when no name server and no resolver goes by the former records any more.
  const leastMs = Math.max(ttl, ttlOf(value.records)) * 1000 + propagationMs;
  return [standBy, { ...expireStep(resource, goal, leastMs), provides: ['leads'] }];
}

interface RecordStep {
  readonly zoneId: string;
  readonly goal: Goal;
  readonly difference: Difference;
}

function changeStep(
  resource: DnsRecord,
  { zoneId, goal, difference }: RecordStep,
): Omit<StepDraft, 'action' | 'title'> {
  const { name, ttl } = resource.spec;
  return {
    region: goal.to,
    phase: 'traffic',
    risk: 'reversible',
    changes: true,
    expectedMs: (ttl + 30) * 1000,
    timeoutMs: Math.max(10 * 60_000, 3 * ttl * 1000),
    params: {
      zoneId,
      wanted: difference.wanted.map(recordJson),
      former: difference.former.map(recordJson),
    },
    calls: upsertCalls(resource, zoneId),
    watch: ['global'],
    undo: { title: `Put the former records of ${name} back` },
    repeat: 'safe',
  };
}

/** What is taken away from `from` after this is no longer missed by anyone whose resolver keeps to the TTL. */
export function expireStep({ spec: { name } }: DnsRecord, goal: Goal, holdMs: number): StepDraft {
  return {
    action: 'expire',
    title: `Wait until resolvers have dropped what ${name} said before`,
    region: goal.to,
    phase: 'traffic',
    risk: 'none',
    changes: false,
    expectedMs: holdMs,
    timeoutMs: holdMs + 10 * 60_000,
    params: { holdMs, guards: [] },
    calls: [],
    watch: [],
    restMs: holdMs,
    repeat: 'safe',
  };
}

/** A record without what JSON has no word for; the cast is sound because nothing else is in a record. */
function recordJson(record: ResourceRecordSet): Json {
  return JSON.parse(JSON.stringify(record)) as Json;
}
