import type { Region } from '../ids.ts';
import { nothingThere } from '../plan/holding.ts';
import type { Alternative, Holding, Sight } from '../plan/holding.ts';
import type { RdsDatabase } from './rds-database.ts';
import type { RdsLook } from './rds-look.ts';
import type { RdsResource } from './rds-spec.ts';

const smallest = 'db.t3.medium';

/** What a database costs in a region that stands by: its instance and its storage. Old primaries that a run has set aside come on top. */
export function databaseHoldings(
  { regional, spec }: RdsResource,
  region: Region,
  sight?: Sight<RdsLook>,
): readonly Holding[] {
  if (regional[region] === undefined) return [];
  const storage: Holding = { what: 'storage', missing: 'its size and type' };
  if (sight === undefined) {
    const wanted = spec.class?.standby ?? regional[region].class;
    const missing =
      wanted === undefined ? 'its instance class' : 'its engine, and whether it is in two zones';
    return [
      {
        what: wanted ?? 'database instance',
        missing,
        instead: alternatives({ rebuild: spec.rebuild }),
        ...(wanted === smallest ? { done: 'small-database' } : {}),
      },
      storage,
    ];
  }
  const { value } = sight;
  if (value === undefined || !('arn' in value)) return [nothingThere];
  return [instanceOf(value, spec.rebuild), storageOf(value)];
}

function instanceOf(database: RdsDatabase, rebuild: 'replica' | 'snapshot'): Holding {
  const { class: type } = database.settings;
  const zones = database.multiAz ? 'multi-az' : 'single-az';
  const where = database.multiAz ? 'two zones' : 'one zone';
  const prefix = `rds/${database.engine}`;
  if (type === undefined) return { what: `${database.engine}, ${where}`, missing: 'its instance class' };
  // RDS says `stopped` of an instance whose hours are not billed: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html
  if (database.status === 'stopped') return { what: `${type}, stopped`, quantity: 0 };
  return {
    what: `${database.engine} ${type}, ${where}`,
    ...{ item: `${prefix}/${zones}/${type}`, quantity: 1 },
    instead: alternatives({
      rebuild,
      ...(type === smallest ? {} : { small: `${prefix}/${zones}/${smallest}` }),
      ...(database.multiAz ? { single: `${prefix}/single-az/${type}` } : {}),
    }),
    ...(type === smallest ? { done: 'small-database' } : {}),
  };
}

function storageOf({ allocatedGiB, storageType, multiAz }: RdsDatabase): Holding {
  const zones = multiAz ? 'multi-az' : 'single-az';
  const what = `storage${storageType === undefined ? '' : `, ${storageType}`}`;
  // RDS answers 0 for nothing that is a database; then its size is not known.
  if (allocatedGiB === 0 || storageType === undefined) return { what, missing: 'its size and type' };
  return { what, item: `rds/storage/${storageType}/${zones}`, quantity: allocatedGiB };
}

function alternatives(given: {
  readonly rebuild: 'replica' | 'snapshot';
  readonly small?: string;
  readonly single?: string;
}): readonly Alternative[] {
  return [
    ...(given.small === undefined
      ? []
      : [{ strategy: 'small-database', item: given.small, quantity: 1 } as const]),
    ...(given.single === undefined
      ? []
      : [{ strategy: 'single-zone', item: given.single, quantity: 1 } as const]),
    ...(given.rebuild === 'replica' ? [{ strategy: 'snapshots', quantity: 0 } as const] : []),
  ];
}
