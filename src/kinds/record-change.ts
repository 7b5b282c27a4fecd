import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Step } from '../plan/plan.ts';
import type { ApplyContext, Applied } from './kind.ts';
import { recordsOf } from './record-lookup.ts';
import { sameRecord } from './record-sets.ts';

/** What a step on records carries. */
export interface RecordParams {
  readonly zoneId: string;
  readonly wanted: readonly ResourceRecordSet[];
  /** The records that `wanted` replaces, as they were. */
  readonly former: readonly ResourceRecordSet[];
}

/** Makes the records as the step wants them. */
export async function upsertRecords(step: Step, context: ApplyContext): Promise<Applied> {
  const { wanted } = recordParams(step);
  const changed = await change(step, context, { upserts: wanted, deletes: [] });
  return { note: `${changed} records changed`, evidence: { records: wanted.map(describeRecord) } };
}

/** One batch again: records that were there are put back, those that the run made are deleted where they still are as it made them. */
export async function restoreRecords(step: Step, context: ApplyContext): Promise<Applied> {
  const { wanted, former } = recordParams(step);
  const isNew = (record: ResourceRecordSet) =>
    !former.some(({ SetIdentifier }) => SetIdentifier === record.SetIdentifier);
  await change(step, context, { upserts: former, deletes: wanted.filter(isNew) });
  return { note: 'the former records are back' };
}

interface Batch {
  readonly upserts: readonly ResourceRecordSet[];
  readonly deletes: readonly ResourceRecordSet[];
}

/** Sends what is not so already, in one atomic batch, and says how many changes that were. */
async function change(
  step: Step,
  { outside, signal, run }: ApplyContext,
  { upserts, deletes }: Batch,
): Promise<number> {
  const {
    zoneId,
    wanted: [one],
  } = recordParams(step);
  const api = await outside.aws.route53();
  const there = await recordsOf(api, { zone: zoneId, Name: one?.Name, Type: one?.Type }, signal);
  const isThere = (record: ResourceRecordSet) => there.some((found) => sameRecord(found, record));
  const Changes = [
    ...upserts
      .filter((record) => !isThere(record))
      .map((ResourceRecordSet) => ({ Action: 'UPSERT' as const, ResourceRecordSet })),
    ...deletes.filter(isThere).map((ResourceRecordSet) => ({ Action: 'DELETE' as const, ResourceRecordSet })),
  ];
  if (Changes.length === 0) return 0;
  await api.changeResourceRecordSets(
    { HostedZoneId: zoneId, ChangeBatch: { Comment: `region-failover ${run}`, Changes } },
    { signal },
  );
  return Changes.length;
}

/** What the step carries. The cast is sound: the steps of this kind get their params from `route53-record.ts` alone. */
export function recordParams(step: Step): RecordParams {
  return step.params as unknown as RecordParams;
}

/** A record in a few words: its role, where it leads, its weight. */
export function describeRecord({
  Failover,
  SetIdentifier,
  Weight,
  AliasTarget,
  ResourceRecords = [],
}: ResourceRecordSet): string {
  const role = Failover ?? SetIdentifier ?? 'record';
  const target = AliasTarget?.DNSName ?? ResourceRecords.map(({ Value: value }) => value).join(', ');
  return `${role} -> ${target}${Weight === undefined ? '' : ` (weight ${Weight})`}`;
}
