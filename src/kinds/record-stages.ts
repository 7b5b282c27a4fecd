import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Goal, Stages } from '../plan/plan.ts';
import { differenceOf, recordsAfter } from './record-sets.ts';
import type { Difference, RecordChange, RecordWish } from './record-sets.ts';
import { emptyRecord, leadsTo, styleOf, withTarget, without } from './record-shape.ts';
import { stagesAhead } from './traffic-stages.ts';

/** One shift of traffic: `percent` of it goes to `to` afterwards. */
export interface Shift extends Difference {
  readonly percent: number;
}

/**
 * The shifts from the records that are there to those of `change`, through weighted records between: a simple record or a pair becomes
 * weighted with the first shift and is itself again after the last. None where the routing policy cannot be weighed.
 */
export function shiftsFor(
  {
    wish,
    records,
    change,
  }: { wish: RecordWish; records: readonly ResourceRecordSet[]; change: RecordChange },
  goal: Goal,
  stages: Stages,
): readonly Shift[] {
  const style = styleOf(records);
  if (records.length === 0 || style === undefined || style === 'latency') return [];
  const last = recordsAfter(records, change);
  const ends = endsOf({ wish, records, last }, goal);
  const between = stagesAhead(stages, shareOf(records, ends)).map((percent) => ({
    percent,
    records: weighted({ records, ends, percent }),
  }));
  let before = records;
  return [...between, { percent: 100, records: last }].map(({ percent, records: after }) => {
    const shift = { percent, ...differenceOf(before, after) };
    before = after;
    return shift;
  });
}

/** The two weighted records that traffic moves between, without their weights. */
interface Ends {
  readonly to: ResourceRecordSet;
  readonly from: ResourceRecordSet;
}

function endsOf(
  { wish, records, last }: { wish: RecordWish; records: Records; last: Records },
  { to, from }: Goal,
): Ends {
  const [aim, left] = [wish.targets[to], wish.targets[from]];
  const leadsAway = (record: ResourceRecordSet) => leadsTo(record, left) && !leadsTo(record, aim);
  // The records of the end come first: there each health check belongs to the target that it judges.
  const toRecord = last.find((record) => leadsTo(record, aim)) ?? emptyRecord(wish);
  const fromRecord =
    last.find(leadsAway) ??
    records.find(leadsAway) ??
    (left === undefined ? records[0] : withTarget(emptyRecord(wish), left, wish.ttl)) ??
    emptyRecord(wish);
  return { to: bare(toRecord, to), from: bare(fromRecord, from) };
}

type Records = readonly ResourceRecordSet[];

function bare(record: ResourceRecordSet, name: string): ResourceRecordSet {
  return {
    ...without(record, ['Failover', 'Weight']),
    SetIdentifier: record.SetIdentifier ?? name,
  };
}

/** How much of the traffic between the two ends goes to `to` now, in percent. */
function shareOf(records: Records, { to, from }: Ends): number {
  const weightOf = ({ SetIdentifier }: ResourceRecordSet) =>
    records.find((record) => record.SetIdentifier === SetIdentifier)?.Weight ?? 0;
  const sum = weightOf(to) + weightOf(from);
  return sum === 0 ? 0 : (100 * weightOf(to)) / sum;
}

/** The records at a stage; weighted records of third regions stay as they are. */
function weighted({
  records,
  ends,
  percent,
}: {
  readonly records: Records;
  readonly ends: Ends;
  readonly percent: number;
}): Records {
  const { to, from } = ends;
  const others = records.filter(
    (record) =>
      record.Weight !== undefined &&
      record.SetIdentifier !== to.SetIdentifier &&
      record.SetIdentifier !== from.SetIdentifier,
  );
  return [{ ...to, Weight: percent }, { ...from, Weight: 100 - percent }, ...others];
}
