import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import type { DnsRecord, RecordValue } from './record-look.ts';
import { changeFor, standbyPair } from './record-sets.ts';
import type { RecordChange, RecordWish } from './record-sets.ts';
import { leadsTo } from './record-shape.ts';

/** Whether the name is led to the region being activated by an object in it, and these records stay as they are. */
export function isSwitched({ spec }: DnsRecord, { operation, to }: Goal): boolean {
  return operation === 'failover' && spec.switched?.includes(to) === true;
}

/** The change after which `from` stands by behind `to`: a pair that an object has led to `to` comes to lead there by itself. */
export function standbyChange(
  { spec, regional }: DnsRecord,
  { wish, records }: { readonly wish: RecordWish; readonly records: readonly ResourceRecordSet[] },
  goal: Goal,
): RecordChange {
  const secondary = records.find(({ Failover }) => Failover === 'SECONDARY');
  const primary = records.find(({ Failover }) => Failover === 'PRIMARY');
  const waits =
    spec.switched?.includes(goal.to) === true &&
    primary !== undefined &&
    secondary !== undefined &&
    leadsTo(secondary, regional[goal.to]) &&
    !leadsTo(primary, regional[goal.to]);
  return waits ? changeFor(wish, records, goal) : standbyPair(wish, records, goal);
}

/** What keeps a name from going home in stages while only the object keeps it away: without the object all of it would go at once. */
export function switchedAway(
  { spec, regional }: DnsRecord,
  { records, checks }: RecordValue,
  { operation, from, to }: Goal,
): Problem | undefined {
  if (operation !== 'failback' || spec.switched?.includes(from) !== true) return undefined;
  const primary = records.find(({ Failover }) => Failover === 'PRIMARY');
  const held = primary?.HealthCheckId === undefined ? undefined : checks[primary.HealthCheckId];
  if (primary === undefined || !leadsTo(primary, regional[to]) || held?.healthy !== false) return undefined;
  return {
    code: 'RESOURCE_NOT_READY',
    message: `${spec.name} is kept in ${from} by its switch alone: all of its traffic would go to ${to} at once.`,
    fix: `First let the records lead to ${from}: region-failover reprotect --from ${to} --to ${from}`,
  };
}

/** Whether the records lead to a region by themselves, whatever a health check says. */
export function leadsBySelf({ regional }: DnsRecord, { records }: RecordValue, region: Region): 'yes' | 'no' {
  const answering = records.filter(({ Failover, Weight }) => Failover !== 'SECONDARY' && Weight !== 0);
  const all = answering.length > 0 && answering.every((record) => leadsTo(record, regional[region]));
  return all ? 'yes' : 'no';
}
