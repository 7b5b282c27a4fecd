import type { SentEvent } from '../../src/job-protocol.ts';
import type { Database } from './database.ts';
import type { Store } from './store.ts';

/** Rows an insert, far below the 32 766 parameters that SQLite takes. */
const rowsAtOnce = 500;

/** The job events' part of the store. */
export function jobEventStore(
  db: Database,
): Pick<Store, 'keepEvents' | 'readEvents' | 'readFold' | 'writeFold'> {
  return {
    keepEvents: (job, events) => keep(db, job, events),
    readEvents: async (job, from, limit) => {
      const rows = await db.read
        .selectFrom('job_event')
        .select(['seq', 'body'])
        .where('job', '=', job)
        .where('seq', '>=', from)
        .orderBy('seq')
        .limit(limit)
        .execute();
      const gap = rows.findIndex(({ seq }, index) => seq !== from + index);
      // Written by `keep`, from a SentEvent.
      return rows.slice(0, gap === -1 ? undefined : gap).map(({ body }) => JSON.parse(body) as SentEvent);
    },
    readFold: async (job) => {
      const row = await db.read
        .selectFrom('job_fold')
        .select(['seq', 'view'])
        .where('job', '=', job)
        .executeTakeFirst();
      return row && { seq: row.seq, view: JSON.parse(row.view) as unknown };
    },
    writeFold: (job, fold) =>
      db.write(async (tx) => {
        const kept = { seq: fold.seq, view: JSON.stringify(fold.view) };
        await tx
          .insertInto('job_fold')
          .values({ job, ...kept })
          .onConflict((conflict) =>
            // A bot that was slower than another must not take the view back to where it was.
            conflict.column('job').doUpdateSet(kept).where('job_fold.seq', '<=', fold.seq),
          )
          .execute();
      }),
  };
}

async function keep(db: Database, job: string, events: readonly SentEvent[]): Promise<void> {
  // In one order, so that two bots given the same events never wait for each other in a circle.
  const rows = events
    .map((event) => ({ job, seq: event.seq, body: JSON.stringify(event) }))
    .sort((one, other) => one.seq - other.seq);
  if (rows.length === 0) return;
  await db.write(async (tx) => {
    for (let start = 0; start < rows.length; start += rowsAtOnce)
      await tx
        .insertInto('job_event')
        .values(rows.slice(start, start + rowsAtOnce))
        .onConflict((conflict) => conflict.columns(['job', 'seq']).doNothing())
        .execute();
  });
}
