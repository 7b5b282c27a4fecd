import { CompiledQuery } from 'kysely';
import { systemClock, type Clock } from '../../src/clock.ts';
import { auditStore } from './audit-chain.ts';
import { openDatabase, whole, type Database, type Whereabouts } from './database.ts';
import { incidentStore } from './incident-rows.ts';
import { jobEventStore } from './job-events.ts';
import { memoryStore } from './memory.ts';
import { migrate } from './migrate.ts';
import { outboxStore } from './outbox.ts';
import type { Store } from './store.ts';

/**
 * Opens the store: PostgreSQL where there is a `url`, else SQLite in `file`, whose folder must exist. Throws the driver's error when it does not answer.
 * `migrate` comes before anything else. The clock is asked when an outbox item was made and when it was done.
 */
export async function openStore(options: Whereabouts & { readonly clock?: Clock }): Promise<Store> {
  const clock = options.clock ?? systemClock;
  const now = () => whole(clock.now());
  const db = await openDatabase(options);
  return {
    migrate: () => migrate(db),
    ...incidentStore(db, now),
    ...jobEventStore(db),
    ...outboxStore(db, now),
    ...memoryStore(db),
    ...auditStore(db),
    ping: () => answers(db),
    close: () => db.read.destroy(),
  };
}

async function answers(db: Database): Promise<boolean> {
  try {
    await db.read.executeQuery(CompiledQuery.raw('select 1'));
    return true;
  } catch {
    return false;
  }
}
