import type { Region, RunId } from '../ids.ts';
import type { Note } from '../plan/plan.ts';
import type { RdsDatabase } from './rds-database.ts';

/** The longest name of an instance: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html */
const LONGEST_IDENTIFIER = 63;

/** An old primary that an earlier run has set aside. */
export type Leftover = Pick<RdsDatabase, 'id' | 'status' | 'allocatedGiB'> & {
  readonly class?: string | undefined;
};

/** The name of an old primary that was set aside by a run; as long as RDS allows, without a hyphen doubled by the cut. */
export function asideName(id: string, run: RunId): string {
  const suffix = `-before-${run.toLowerCase()}`;
  return `${id.slice(0, LONGEST_IDENTIFIER - suffix.length).replace(/-+$/, '')}${suffix}`;
}

/** The instances of a region that runs have set aside to free this name. */
export function leftoversOf(id: string, all: readonly RdsDatabase[]): readonly Leftover[] {
  return all
    .filter((database) => {
      const run = /-before-(fo-[a-z0-9-]+)$/.exec(database.id)?.[1];
      return run !== undefined && asideName(id, run) === database.id;
    })
    .map(({ id: name, status, allocatedGiB, settings }) => ({
      id: name,
      status,
      allocatedGiB,
      class: settings.class,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Nobody deletes what may be the only copy of lost writes, and everybody forgets that it costs money. */
export function leftoverNotes(leftovers: readonly Leftover[], region: Region): readonly Note[] {
  return leftovers.map(({ id, status, allocatedGiB, class: size }) => ({
    level: 'info',
    message: `${id} in ${region} was set aside by an earlier run and is still paid for (${size ?? 'unknown class'}, ${allocatedGiB} GiB, ${status}). When nothing of it is needed any more: aws rds delete-db-instance --db-instance-identifier ${id} --region ${region} --final-db-snapshot-identifier ${id}`,
  }));
}
