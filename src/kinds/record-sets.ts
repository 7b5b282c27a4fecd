import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Region } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import { emptyRecord, leadsTo, sameRecord, styleOf, withTarget, without } from './record-shape.ts';
import type { RecordStyle, RecordTarget } from './record-shape.ts';

/** What is wanted of the records of one name. */
export interface RecordWish {
  readonly name: string;
  readonly type: string;
  /** In seconds, for records with values. */
  readonly ttl: number;
  readonly style: 'auto' | RecordStyle;
  readonly pin: boolean;
  readonly targets: Readonly<Record<Region, RecordTarget>>;
}

/** The change that makes `to` answer, or why there is none. */
export type RecordChange =
  | {
      readonly state: 'change';
      readonly upserts: readonly ResourceRecordSet[];
      /** Records of another routing policy that must go in the same batch. */
      readonly removes?: readonly ResourceRecordSet[];
      readonly summary: string;
    }
  | { readonly state: 'done' }
  | { readonly state: 'impossible'; readonly why: string };

/** The change that makes `to` answer for the name, given the records that are there. */
export function changeFor(wish: RecordWish, records: readonly ResourceRecordSet[], goal: Goal): RecordChange {
  const impossible = (why: string): RecordChange => ({ state: 'impossible', why });
  if (records.some(({ TrafficPolicyInstanceId: id }) => id !== undefined))
    return impossible('its records belong to a traffic policy; use the kind route53-traffic-policy');
  const found = records.length === 0 && wish.style !== 'auto' ? wish.style : styleOf(records);
  if (found === undefined)
    return impossible('its records use a routing policy other than simple, failover, weighted or latency');
  const target = wish.targets[goal.to];
  if (target === undefined) return impossible(`the config gives no target for ${goal.to}`);
  const aim = { goal, target };
  if (wish.style !== 'auto' && wish.style !== found) {
    // What a failback in stages left when it was given up half way.
    if (found === 'weighted' && wish.style !== 'latency') return unweighted(wish, records, aim);
    return impossible(
      `its records are ${found}, the config says ${wish.style}; Route 53 refuses both side by side`,
    );
  }
  switch (found) {
    case 'failover':
      return failoverChange(wish, records, aim);
    case 'simple':
      return simpleChange(wish, records, target);
    case 'weighted':
      return weightedChange(wish, records, aim);
    case 'latency':
      return latencyChange(wish, records, aim);
  }
}

/** The records as they are after a change. */
export function recordsAfter(
  records: readonly ResourceRecordSet[],
  change: RecordChange,
): readonly ResourceRecordSet[] {
  if (change.state !== 'change') return records;
  const { upserts, removes = [] } = change;
  const replaced = [...upserts, ...removes];
  const kept = records.filter(
    (record) => !replaced.some(({ SetIdentifier }) => SetIdentifier === record.SetIdentifier),
  );
  return [...kept, ...upserts];
}

/** What a step must change, and what is there in its place. */
export interface Difference {
  readonly wanted: readonly ResourceRecordSet[];
  readonly former: readonly ResourceRecordSet[];
}

/** What leads from some records of a name to others. */
export function differenceOf(
  before: readonly ResourceRecordSet[],
  after: readonly ResourceRecordSet[],
): Difference {
  const lacking = (these: typeof before, those: typeof before) =>
    these.filter((record) => !those.some((other) => sameRecord(other, record)));
  return { wanted: lacking(after, before), former: lacking(before, after) };
}

interface Aim {
  readonly goal: Goal;
  readonly target: RecordTarget;
}

function simpleChange(
  wish: RecordWish,
  records: readonly ResourceRecordSet[],
  target: RecordTarget,
): RecordChange {
  const [record = emptyRecord(wish)] = records;
  return finish(
    [withTarget(record, target, wish.ttl)],
    records,
    `one record led to ${describeTarget(target)}`,
  );
}

/**
 * Unplanned and pinned: both records lead to `to`, so that whatever a health check says, nobody is sent back to data that has
 * been left behind. Otherwise the pair swaps: each target takes its health check along, so that PRIMARY is never judged by
 * the health of the region that was left.
 */
function failoverChange(
  wish: RecordWish,
  records: readonly ResourceRecordSet[],
  { goal, target }: Aim,
): RecordChange {
  const primary = records.find(({ Failover }) => Failover === 'PRIMARY');
  const secondary = records.find(({ Failover }) => Failover === 'SECONDARY');
  if (primary === undefined || secondary === undefined)
    return { state: 'impossible', why: 'its failover pair is not complete' };
  const pinned = [primary, secondary].map((record) =>
    leadsTo(record, target) ? record : withTarget(record, target, wish.ttl),
  );
  if (goal.mode === 'unplanned' && wish.pin)
    return finish(pinned, records, `both records of the pair led to ${goal.to}`);
  if (leadsTo(primary, target)) return { state: 'done' };
  // Nothing to swap with: PRIMARY alone moves, and keeps the health check that it had for this region before.
  if (!leadsTo(secondary, target))
    return finish([withTarget(primary, target, wish.ttl)], records, `PRIMARY led to ${goal.to}`);
  const swapped = [swap(primary, secondary), swap(secondary, primary)];
  // Route 53 wants something that tells whether PRIMARY lives; values without a health check have nothing.
  const judged = swapped[0]?.HealthCheckId !== undefined || swapped[0]?.AliasTarget !== undefined;
  return finish(
    judged ? swapped : pinned,
    records,
    judged ? `the pair swapped` : `both records of the pair led to ${goal.to}`,
  );
}

/**
 * The pair behind which `from` stands by while `to` is active: PRIMARY leads to `to`, SECONDARY to `from`. The health check of a pinned
 * PRIMARY is the one of the region it led to before, so it goes to SECONDARY. Done for records that are no pair.
 */
export function standbyPair(
  wish: RecordWish,
  records: readonly ResourceRecordSet[],
  { from, to }: Goal,
): RecordChange {
  const primary = records.find(({ Failover }) => Failover === 'PRIMARY');
  const secondary = records.find(({ Failover }) => Failover === 'SECONDARY');
  const [active, standby] = [wish.targets[to], wish.targets[from]];
  if (primary === undefined || secondary === undefined || active === undefined || standby === undefined)
    return { state: 'done' };
  // Records without an alias have nothing but the health check to judge PRIMARY by.
  if (!leadsTo(primary, active) || !leadsTo(secondary, active) || primary.AliasTarget === undefined)
    return { state: 'done' };
  const { HealthCheckId, ...unchecked } = primary;
  const { HealthCheckId: own, ...second } = withTarget(secondary, standby, wish.ttl);
  const check = HealthCheckId ?? own;
  const pair = [
    judged(own === undefined ? unchecked : { ...unchecked, HealthCheckId: own }),
    check === undefined ? second : { ...second, HealthCheckId: check },
  ];
  return finish(pair, records, `${from} stands by as SECONDARY`);
}

/** The record in its own role with everything else taken from the other one. */
function swap(record: ResourceRecordSet, other: ResourceRecordSet): ResourceRecordSet {
  const alias = other.AliasTarget;
  const mustBeJudged =
    record.Failover === 'PRIMARY' && other.HealthCheckId === undefined && alias !== undefined;
  return {
    Name: record.Name,
    Type: record.Type,
    ...(record.SetIdentifier === undefined ? {} : { SetIdentifier: record.SetIdentifier }),
    ...(record.Failover === undefined ? {} : { Failover: record.Failover }),
    ...(other.TTL === undefined ? {} : { TTL: other.TTL }),
    ...(other.ResourceRecords === undefined ? {} : { ResourceRecords: other.ResourceRecords }),
    ...(other.HealthCheckId === undefined ? {} : { HealthCheckId: other.HealthCheckId }),
    ...(alias === undefined
      ? {}
      : { AliasTarget: mustBeJudged ? { ...alias, EvaluateTargetHealth: true } : alias }),
  };
}

function weightedChange(
  wish: RecordWish,
  records: readonly ResourceRecordSet[],
  { goal, target }: Aim,
): RecordChange {
  const toRecord = records.find((record) => leadsTo(record, target)) ?? {
    ...withTarget(emptyRecord(wish), target, wish.ttl),
    SetIdentifier: goal.to,
  };
  const others = records.filter(
    (record) => leadsTo(record, wish.targets[goal.from]) && !leadsTo(record, target),
  );
  const upserts = [{ ...toRecord, Weight: 100 }, ...others.map((record) => ({ ...record, Weight: 0 }))];
  return finish(upserts, records, `weights: ${goal.to} 100, ${goal.from} 0`);
}

/**
 * A lost region is taken out by leading its record to the new one: users near it are answered from there, and its set identifier, its
 * region and its health check stay where they can be found again. A failback leads it home and leaves the other region's own record.
 */
function latencyChange(
  wish: RecordWish,
  records: readonly ResourceRecordSet[],
  { goal, target }: Aim,
): RecordChange {
  // The casts narrow a checked region name to the SDK's list of them.
  const Region = goal.to as NonNullable<ResourceRecordSet['Region']>;
  const own = records.find((record) => record.Region === goal.to);
  const put = own ?? { ...emptyRecord(wish), SetIdentifier: goal.to, Region };
  const lost = records.filter(
    (record) =>
      record.Region !== goal.to && leadsTo(record, wish.targets[goal.from]) && !leadsTo(record, target),
  );
  const taken = goal.operation === 'failback' ? [] : lost;
  const upserts = [
    ...(own !== undefined && leadsTo(own, target) ? [] : [withTarget(put, target, wish.ttl)]),
    ...taken.map((record) => withTarget(record, target, wish.ttl)),
  ];
  const out = taken.length > 0 ? `${goal.from} taken out` : `${goal.to} put back`;
  return finish(upserts, records, `latency records: ${out}`);
}

/** Weighted records made one record, or a pair, again: `to` takes all traffic, and its health check is PRIMARY's. */
function unweighted(
  wish: RecordWish,
  records: readonly ResourceRecordSet[],
  { goal, target }: Aim,
): RecordChange {
  const bare = (record: ResourceRecordSet) => without(record, ['Weight']);
  const to = bare(
    records.find((record) => leadsTo(record, target)) ?? {
      ...withTarget(emptyRecord(wish), target, wish.ttl),
      SetIdentifier: goal.to,
    },
  );
  const summary = `weights: all to ${goal.to}, then ${wish.style} again`;
  if (wish.style === 'simple') {
    const simple = without(to, ['SetIdentifier', 'HealthCheckId']);
    return { state: 'change', upserts: [simple], removes: records, summary };
  }
  const other = records.find((record) => !leadsTo(record, target));
  const pinned = goal.mode === 'unplanned' && wish.pin;
  const from = wish.targets[goal.from];
  const second = bare(other ?? { ...emptyRecord(wish), SetIdentifier: goal.from });
  const secondTarget = pinned || from === undefined ? target : from;
  const pair: ResourceRecordSet[] = [
    { ...judged(to), Failover: 'PRIMARY' },
    { ...withTarget(second, secondTarget, wish.ttl), Failover: 'SECONDARY' },
  ];
  return { state: 'change', upserts: pair, removes: records, summary };
}

/** Route 53 wants something that tells whether PRIMARY lives. */
function judged(record: ResourceRecordSet): ResourceRecordSet {
  const { AliasTarget: alias, HealthCheckId } = record;
  if (alias === undefined || HealthCheckId !== undefined) return record;
  return { ...record, AliasTarget: { ...alias, EvaluateTargetHealth: true } };
}

function finish(
  upserts: readonly ResourceRecordSet[],
  records: readonly ResourceRecordSet[],
  summary: string,
): RecordChange {
  const needed = upserts.filter((upsert) => !records.some((record) => sameRecord(record, upsert)));
  return needed.length === 0 ? { state: 'done' } : { state: 'change', upserts: needed, summary };
}

/** The target as people read it. */
function describeTarget(target: RecordTarget): string {
  return 'alias' in target ? target.alias.dnsName : target.values.join(', ');
}
