import { CompiledQuery, Migrator, type Kysely } from 'kysely';
import type { Database } from './database.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/** How the complaint begins. */
export const tablesProblem = 'The tables of the bot could not be brought up to date';

/**
 * Brings the tables up to date. Bots that start at once do it once: on PostgreSQL Kysely holds an advisory lock, on SQLite the write lock of
 * one transaction does. Throws when it fails, and when the tables are of a newer version than the program.
 */
export async function migrate({ kind, read }: Database): Promise<void> {
  if (kind === 'postgres') return migrateNow(kind, read);
  await read.connection().execute(async (connection) => {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    try {
      await migrateNow(kind, connection);
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
      throw error;
    }
    await connection.executeQuery(CompiledQuery.raw('commit'));
  });
}

async function migrateNow(kind: Database['kind'], db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations(kind)) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const why = error instanceof Error ? error.message : JSON.stringify(error);
  throw new Error(`${tablesProblem}: ${why}`, { cause: error });
}
