import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Step } from '../plan/plan.ts';
import type { ApplyContext, Applied, Settled } from './kind.ts';
import { recordsOf } from './record-lookup.ts';
import { policyOf, sameRecord } from './record-shape.ts';

/** What a step on records carries: the records that it changes, as they are before and after it. */
export interface RecordParams {
  readonly zoneId: string;
  /** What must be there afterwards. */
  readonly wanted: readonly ResourceRecordSet[];
  /** What was there in place of it; a record of another routing policy goes, since Route 53 refuses both side by side. */
  readonly former: readonly ResourceRecordSet[];
}

/** Makes the records as the step wants them. */
export async function upsertRecords(step: Step, context: ApplyContext): Promise<Applied> {
  const { wanted, former } = recordParams(step);
  const changed = await change(step, context, { upserts: wanted, gone: formerAlone({ wanted, former }) });
  return { note: `${changed} records changed`, evidence: { records: wanted.map(describeRecord) } };
}

/** One batch again: records that were there are put back, those that the run made are deleted. */
export async function restoreRecords(step: Step, context: ApplyContext): Promise<Applied> {
  const { wanted, former } = recordParams(step);
  await change(step, context, { upserts: former, gone: madeByRun({ wanted, former }) });
  return { note: 'the former records are back' };
}

/** Whether the records that are there are the wanted ones, and those that had to go are gone. */
export function recordsAsWanted(step: Step, records: readonly ResourceRecordSet[]): Settled {
  const { wanted, former } = recordParams(step);
  return asIn(records, { present: wanted, gone: formerAlone({ wanted, former }) });
}

/** Whether the records are those that were there before the step. */
export function recordsAsBefore(step: Step, records: readonly ResourceRecordSet[]): Settled {
  const { wanted, former } = recordParams(step);
  return asIn(records, { present: former, gone: madeByRun({ wanted, former }) });
}

function asIn(
  records: readonly ResourceRecordSet[],
  { present, gone }: { readonly present: readonly ResourceRecordSet[]; readonly gone: Batch['gone'] },
): Settled {
  const there = present.filter((each) => records.some((record) => sameRecord(record, each))).length;
  const left = records.filter((record) => gone(record)).length;
  const note = `${there} of ${present.length} records are as wanted`;
  if (there === present.length && left === 0) return { state: 'done', note };
  return { state: there === 0 ? 'not-begun' : 'pending', note };
}

type Records = Pick<RecordParams, 'wanted' | 'former'>;

function isSame(one: ResourceRecordSet, other: ResourceRecordSet): boolean {
  return one.SetIdentifier === other.SetIdentifier && policyOf(one) === policyOf(other);
}

/** Records that the step takes away, whatever has been changed about them meanwhile: they would keep the new ones from being made. */
function formerAlone({ wanted, former }: Records): Batch['gone'] {
  return (there) =>
    former.some((record) => isSame(record, there)) && !wanted.some((record) => isSame(record, there));
}

/** Records that the step has made. Those beside records of their own policy go only where they are as the step made them. */
function madeByRun({ wanted, former }: Records): Batch['gone'] {
  return (there) => {
    const made = wanted.find((record) => isSame(record, there));
    if (made === undefined || former.some((record) => isSame(record, there))) return false;
    const inTheWay = former.some((record) => policyOf(record) !== policyOf(there));
    return inTheWay || sameRecord(made, there);
  };
}

interface Batch {
  readonly upserts: readonly ResourceRecordSet[];
  /** Which of the records that are there must go. */
  readonly gone: (there: ResourceRecordSet) => boolean;
}

/** Sends what is not so already, in one atomic batch, and says how many changes that were. */
async function change(
  step: Step,
  { outside, signal, run }: ApplyContext,
  { upserts, gone }: Batch,
): Promise<number> {
  const { zoneId, wanted, former } = recordParams(step);
  const one = wanted[0] ?? former[0];
  const api = await outside.aws.route53();
  const there = await recordsOf(api, { zone: zoneId, Name: one?.Name, Type: one?.Type }, signal);
  const isThere = (record: ResourceRecordSet) => there.some((found) => sameRecord(found, record));
  // Deletions first: Route 53 refuses a record beside one of another routing policy, also within a batch.
  const Changes = [
    ...there.filter(gone).map((ResourceRecordSet) => ({ Action: 'DELETE' as const, ResourceRecordSet })),
    ...upserts
      .filter((record) => !isThere(record))
      .map((ResourceRecordSet) => ({ Action: 'UPSERT' as const, ResourceRecordSet })),
  ];
  if (Changes.length === 0) return 0;
  await api.changeResourceRecordSets(
    { HostedZoneId: zoneId, ChangeBatch: { Comment: `region-failover ${run}`, Changes } },
    { signal },
  );
  return Changes.length;
}

/** What the step carries. The cast is sound: steps on records get their params from `record-steps.ts` alone. */
function recordParams(step: Step): RecordParams {
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
