import type { Updateable } from 'kysely';
import { whole, type Database, type Tx } from './database.ts';
import type { Change } from './store.ts';
import type { OutboxRow } from './tables.ts';

/** Puts effects of an incident, whose row is locked or new, into the outbox. `now` in ms since the epoch. */
export async function addEffects(
  writing: { readonly db: Database; readonly tx: Tx; readonly now: number },
  incident: string,
  effects: Change<unknown>['effects'],
): Promise<void> {
  for (const effect of effects) {
    if (effect.key === '') throw new Error(`An effect ${effect.type} of ${incident} has an empty key.`);
    const wish = {
      incident,
      type: effect.type,
      sequence: effect.sequence ?? effect.type,
      key: effect.key ?? '',
      payload: JSON.stringify(effect.payload),
      attempts: 0,
      created_at: writing.now,
      due_at: whole(effect.dueAt ?? writing.now),
      retry_at: 0,
    };
    if (effect.key === undefined) await askAgain(writing, wish);
    else
      await writing.tx
        .insertInto('outbox')
        .values(wish)
        .onConflict((conflict) => conflict.columns(['incident', 'type', 'key']).doNothing())
        .execute();
  }
}

type Wish = Omit<OutboxRow, 'id' | 'again_at' | 'claimed_by' | 'claimed_until' | 'done_at' | 'problem'>;

/** A coalesced item: made new, woken up, or, where a worker has it in hands, marked so that it comes again. */
async function askAgain({ db, tx }: { readonly db: Database; readonly tx: Tx }, wish: Wish): Promise<void> {
  const open = await tx
    .selectFrom('outbox')
    .select(['id', 'done_at', 'due_at', 'again_at', 'claimed_by'])
    .where('incident', '=', wish.incident)
    .where('type', '=', wish.type)
    .where('key', '=', '')
    .$if(db.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!open) {
    await tx.insertInto('outbox').values(wish).execute();
    return;
  }
  await tx.updateTable('outbox').set(woken(open, wish)).where('id', '=', open.id).execute();
}

function woken(
  open: Pick<OutboxRow, 'done_at' | 'due_at' | 'again_at' | 'claimed_by'>,
  wish: Wish,
): Updateable<OutboxRow> {
  const { payload, due_at } = wish;
  if (open.done_at !== null) return { ...wish, done_at: null, problem: null };
  if (open.claimed_by !== null) return { payload, again_at: Math.min(open.again_at ?? due_at, due_at) };
  // `retry_at` stays: asking again does not shorten the time that the other side asked for.
  return { payload, due_at: Math.min(open.due_at, due_at) };
}
