import { sql, type ExpressionBuilder, type Updateable } from 'kysely';
import { whole, type Database, type Tx } from './database.ts';
import type { OutboxItem, Store } from './store.ts';
import type { OutboxRow, Tables } from './tables.ts';

/** The outbox's part of the store; `now` in ms since the epoch. */
export function outboxStore(
  db: Database,
  now: () => number,
): Pick<Store, 'claimOutbox' | 'beginOutbox' | 'finishOutbox' | 'postponeOutbox' | 'nextOutboxAt'> {
  return {
    claimOutbox: (claim) =>
      db.write((tx) => claimDue(db, tx, { ...claim, now: whole(claim.now), until: whole(claim.until) })),
    beginOutbox: (id, worker) => db.write((tx) => begin(tx, id, worker)),
    finishOutbox: (id, worker) =>
      db.write(async (tx) => {
        const row = await openItem(db, tx, id);
        const end = row && finished(row, { worker, now: now() });
        if (end) await tx.updateTable('outbox').set(end).where('id', '=', id).execute();
      }),
    postponeOutbox: (id, worker, retry) =>
      db.write(async (tx) => {
        const row = await openItem(db, tx, id);
        if (row?.claimed_by !== worker) return;
        await tx.updateTable('outbox').set(postponed(row, retry)).where('id', '=', id).execute();
      }),
    nextOutboxAt: () => nextAt(db),
  };
}

/**
 * On PostgreSQL two bots may look at once: one locks the rows, the other skips them, and what it finds after waiting is judged again as it is then
 * (https://www.postgresql.org/docs/current/transaction-iso.html#XACT-READ-COMMITTED), so that a row is claimed once.
 */
async function claimDue(
  db: Database,
  tx: Tx,
  claim: Parameters<Store['claimOutbox']>[0],
): Promise<OutboxItem[]> {
  const rows = await tx
    .selectFrom('outbox')
    .selectAll()
    .where('done_at', 'is', null)
    .where(isHead)
    .where('due_at', '<=', claim.now)
    .where('retry_at', '<=', claim.now)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', claim.now)]))
    .orderBy('due_at')
    .orderBy('id')
    .limit(claim.limit)
    .$if(db.kind === 'postgres', (query) => query.forUpdate('outbox').skipLocked())
    .execute();
  if (rows.length === 0) return [];
  await tx
    .updateTable('outbox')
    .set({
      claimed_by: claim.worker,
      claimed_until: claim.until,
      // Taken over from a worker that was lost: what was asked for since then is done along with it.
      again_at: sql<number | null>`case when again_at > ${claim.now} then again_at end`,
    })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return rows.map(asItem);
}

/** The oldest open item of its sequence: the others wait for it. */
function isHead(eb: ExpressionBuilder<Tables, 'outbox'>) {
  return eb.not(
    eb.exists(
      eb
        .selectFrom('outbox as earlier')
        .select('earlier.id')
        .whereRef('earlier.incident', '=', 'outbox.incident')
        .whereRef('earlier.sequence', '=', 'outbox.sequence')
        .whereRef('earlier.id', '<', 'outbox.id')
        .where('earlier.done_at', 'is', null),
    ),
  );
}

async function begin(tx: Tx, id: number, worker: string): Promise<boolean> {
  const begun = await tx
    .updateTable('outbox')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('claimed_by', '=', worker)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return begun !== undefined;
}

type OpenRow = Pick<OutboxRow, 'key' | 'claimed_by' | 'again_at'>;

async function openItem(db: Database, tx: Tx, id: number): Promise<OpenRow | undefined> {
  return tx
    .selectFrom('outbox')
    .select(['key', 'claimed_by', 'again_at'])
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .$if(db.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
}

const unclaimed = { claimed_by: null, claimed_until: null, problem: null };

function finished(
  { key, claimed_by, again_at }: OpenRow,
  { worker, now }: { readonly worker: string; readonly now: number },
): Updateable<OutboxRow> | undefined {
  const done = { ...unclaimed, done_at: now };
  // What happens once has happened, also when the lease ran out on the way: whoever took it over need not do it again.
  if (key !== '') return done;
  if (claimed_by !== worker) return undefined;
  if (again_at === null) return done;
  return { ...unclaimed, due_at: again_at, again_at: null, retry_at: 0, attempts: 0 };
}

function postponed(
  { again_at }: OpenRow,
  retry: Parameters<Store['postponeOutbox']>[2],
): Updateable<OutboxRow> {
  return {
    ...unclaimed,
    retry_at: whole(retry.dueAt),
    again_at: again_at !== null && again_at > retry.dueAt ? again_at : null,
    problem: JSON.stringify(retry.problem),
  };
}

async function nextAt(db: Database): Promise<number | undefined> {
  const latest = db.kind === 'postgres' ? sql`greatest` : sql`max`;
  const row = await db.read
    .selectFrom('outbox')
    .select(sql<number | null>`min(${latest}(due_at, retry_at, coalesce(claimed_until, 0)))`.as('at'))
    .where('done_at', 'is', null)
    .where(isHead)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

function asItem(row: { readonly id: number } & Omit<OutboxRow, 'id'>): OutboxItem {
  return {
    id: row.id,
    incident: row.incident,
    type: row.type,
    payload: JSON.parse(row.payload) as unknown,
    attempts: row.attempts,
    createdAt: row.created_at,
  };
}
