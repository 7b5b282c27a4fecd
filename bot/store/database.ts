import { CompiledQuery, Kysely, type Dialect, type Transaction } from 'kysely';
import { postgresDialect } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** A transaction on the store's tables. */
export type Tx = Transaction<Tables>;

/** One of the two databases, open. */
export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  /** For single statements that only read. */
  readonly read: Kysely<Tables>;
  /** Runs `work` in a transaction: all of it is kept, or nothing. `work` waits for nothing but the database. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Where the database is: `url` of a PostgreSQL, or the path of an SQLite `file` (or `:memory:`). The url wins. */
export interface Whereabouts {
  readonly url?: string;
  readonly file?: string;
}

/** Opens the database and asks it one question; throws the driver's error when it does not answer. */
export async function openDatabase({ url, file }: Whereabouts): Promise<Database> {
  if (url !== undefined) return connect('postgres', postgresDialect(url));
  if (file !== undefined) return connect('sqlite', sqliteDialect(file));
  throw new Error('The store needs the url of a PostgreSQL or the path of an SQLite file.');
}

async function connect(kind: Database['kind'], dialect: Dialect): Promise<Database> {
  const read = new Kysely<Tables>({ dialect });
  try {
    await read.executeQuery(CompiledQuery.raw('select 1'));
  } catch (error) {
    await read.destroy();
    throw error;
  }
  return { kind, read, write: (work) => read.transaction().execute(work) };
}

/** Time as it is stored, in whole ms: a clock that runs at another speed also tells fractions. */
export function whole(ms: number): number {
  return Math.round(ms);
}
