import { whole, type Database } from './database.ts';
import type { Store } from './store.ts';

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** What the bot remembers besides incidents: deliveries and notes, and how it forgets. */
export function memoryStore(
  db: Database,
): Pick<Store, 'firstDelivery' | 'readNote' | 'writeNote' | 'changeNote' | 'tidy'> {
  return {
    firstDelivery: (id, at) =>
      db.write(async (tx) => {
        const first = await tx
          .insertInto('delivery')
          .values({ id, at: whole(at) })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst();
        return first !== undefined;
      }),
    readNote: async (key) => {
      const row = await db.read.selectFrom('note').select('value').where('key', '=', key).executeTakeFirst();
      return row && noted(row.value);
    },
    writeNote: (key, value) => changeNote(db, key, () => ({ value, result: undefined })),
    changeNote: (key, change) => changeNote(db, key, change),
    tidy: (now) => tidy(db, whole(now - keptMs)),
  };
}

async function changeNote<Result>(
  db: Database,
  key: string,
  change: (value: unknown) => { readonly value: unknown; readonly result: Result },
): Promise<Result> {
  return db.write(async (tx) => {
    // Written even when it is there already: that locks it, and a note that is not there cannot be locked.
    const before = await tx
      .insertInto('note')
      .values({ key, value: '' })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ key }))
      .returning('value')
      .executeTakeFirstOrThrow();
    const { value, result } = change(noted(before.value));
    if (value !== undefined)
      await tx
        .updateTable('note')
        .set({ value: JSON.stringify(value) })
        .where('key', '=', key)
        .execute();
    return result;
  });
}

/** An empty value, which is no JSON, stands for a note that has not been written yet. */
function noted(value: string): unknown {
  return value === '' ? undefined : (JSON.parse(value) as unknown);
}

async function tidy(db: Database, before: number): Promise<void> {
  await db.write(async (tx) => {
    await tx.deleteFrom('delivery').where('at', '<', before).execute();
    // Finished items of an open incident stay, because their keys still keep the same effect from being asked for twice.
    const old = await tx
      .selectFrom('outbox')
      .innerJoin('incident', 'incident.id', 'outbox.incident')
      .select('outbox.id')
      .where('outbox.done_at', '<', before)
      .where('incident.open', '=', 0)
      .orderBy('outbox.id')
      .limit(5000)
      // Skipped rather than waited for: whoever holds one of them may be waiting for another.
      .$if(db.kind === 'postgres', (query) => query.forUpdate('outbox').skipLocked())
      .execute();
    if (old.length === 0) return;
    await tx
      .deleteFrom('outbox')
      .where(
        'id',
        'in',
        old.map(({ id }) => id),
      )
      .execute();
  });
}
