import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import {
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import Libsql from 'libsql';

/** How long SQLite itself waits for another process, in ms. Short, because the whole bot stands still meanwhile. */
const blockingWaitMs = 10;
/** How often, and how many ms apart, a busy database is asked again while the bot goes on: 10 s and more in all. */
const patience = { tries: 500, everyMs: 10 };

/** SQLite in a file, through libsql. One connection; transactions take the write lock at their beginning, so that they cannot fail half way. */
export function sqliteDialect(file: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createDriver: () => sqliteDriver(file),
  };
}

/** Kysely's own driver, which hands its one connection to one caller after the other, with another connection and other transactions. */
function sqliteDriver(file: string): Driver {
  const database = openFile(file);
  const driver = new SqliteDriver({ database });
  const connection = patientConnection(database);
  // Prepared once: a refused `begin` stays half executed until it is run again, and nothing can be committed before that.
  const begin = database.prepare('begin immediate');
  return {
    init: () => driver.init(),
    acquireConnection: async () => {
      await driver.acquireConnection();
      return connection;
    },
    releaseConnection: () => driver.releaseConnection(),
    beginTransaction: async () => {
      await patiently(() => begin.run());
    },
    commitTransaction: () => driver.commitTransaction(connection),
    rollbackTransaction: async () => {
      // After a full disk or an I/O error SQLite has rolled back by itself; a second time would hide the reason.
      // And libsql ends the process when a database that is closed is asked whether it is in a transaction.
      if (database.open && database.inTransaction) await driver.rollbackTransaction(connection);
    },
    destroy: async () => {
      // A transaction that is under way ends first.
      await driver.acquireConnection();
      await driver.destroy();
      await driver.releaseConnection();
    },
  };
}

/** FULL: what the bot has answered for is on the disk, also after a power cut (https://www.sqlite.org/pragma.html#pragma_synchronous). */
function openFile(file: string) {
  // What is created here, and the -wal and -shm beside it, is for the bot's own user alone.
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
  const database = new Libsql(file);
  for (const setting of ['busy_timeout=2000', 'journal_mode=WAL', 'synchronous=FULL', 'foreign_keys=ON'])
    database.prepare(`pragma ${setting}`).all();
  database.prepare(`pragma busy_timeout=${blockingWaitMs}`).all();
  return database;
}

function patientConnection(database: ReturnType<typeof openFile>): DatabaseConnection {
  return {
    executeQuery: async <Row>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) => {
      const statement = database.prepare(sql);
      return patiently((): QueryResult<Row> => {
        // Rows are what the query builder says they are.
        if (statement.reader) return { rows: statement.all([...parameters]) as Row[] };
        const { changes } = statement.run([...parameters]);
        return { rows: [], numAffectedRows: BigInt(changes) };
      });
    },
    streamQuery: () => {
      throw new Error('The store does not stream.');
    },
  };
}

/** Asks again, with the same statement, where another process has the lock. */
async function patiently<Result>(ask: () => Result): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return ask();
    } catch (error) {
      if (!isBusy(error) || tries === patience.tries) throw error;
      // Real time, whatever the bot's clock says: it is another process that is waited for.
      await delay(patience.everyMs);
    }
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('SQLITE_BUSY')
  );
}
