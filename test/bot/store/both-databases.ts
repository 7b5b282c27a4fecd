import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { Clock } from '../../../src/clock.ts';
import { openDatabase, type Database, type Whereabouts } from '../../../bot/store/database.ts';
import { openStore } from '../../../bot/store/open-store.ts';
import type { Store } from '../../../bot/store/store.ts';
import { postgresIsInstalled, startPostgres, type ThrowAwayPostgres } from '../postgres.ts';

/** What a test has: a new database, and as many stores on it as it opens; closed after the test. */
export interface Rig {
  /** A store as a further bot would open it; migrated, unless told. */
  open(options?: { readonly migrate?: boolean }): Promise<Store>;
  /** Behind the store's back. */
  database(): Promise<Database>;
  /** The stores' clock. */
  readonly time: { now: number };
}

/** The stores in turn. */
export function pick(stores: readonly [Store, Store], index: number): Store {
  return stores[index % 2 === 0 ? 0 : 1];
}

/** Runs the same tests on SQLite in a file and, where its programs are installed, on a PostgreSQL of their own. */
export function onBothDatabases(tests: (rig: Rig) => void): void {
  describe('on SQLite', () => {
    tests(
      rigWith(async () => {
        const directory = await mkdtemp(join(tmpdir(), 'store-'));
        return {
          where: { file: join(directory, 'bot.db') },
          drop: () => rm(directory, { recursive: true }),
        };
      }),
    );
  });
  const installed = postgresIsInstalled();
  const title = installed
    ? 'on PostgreSQL'
    : 'on PostgreSQL: SKIPPED, initdb and postgres are not installed here';
  describe.skipIf(!installed)(title, () => {
    let postgres: ThrowAwayPostgres | undefined;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres?.stop());
    tests(
      rigWith(() => {
        if (!postgres) throw new Error('PostgreSQL was not started.');
        const { url } = postgres;
        // Ten times as fast as another database for every test.
        const drop = () => run(url, 'drop schema public cascade; create schema public');
        return Promise.resolve({ where: { url }, drop });
      }),
    );
  });
}

async function run(url: string, statements: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statements);
  await client.end();
}

function rigWith(
  make: () => Promise<{ readonly where: Whereabouts; readonly drop: () => Promise<void> }>,
): Rig {
  let place: Awaited<ReturnType<typeof make>> | undefined;
  const closers: (() => Promise<void>)[] = [];
  const time = { now: 0 };
  beforeEach(async () => {
    place = await make();
    time.now = 1_000;
  });
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
    await place?.drop();
  });
  const clock: Clock = {
    now: () => time.now,
    sleep: () => Promise.reject(new Error('The store does not sleep.')),
    during: (work) => work,
  };
  return {
    time,
    open: async ({ migrate = true } = {}) => {
      const store = await openStore({ ...place?.where, clock });
      closers.push(() => store.close());
      if (migrate) await store.migrate();
      return store;
    },
    database: async () => {
      const database = await openDatabase({ ...place?.where });
      closers.push(() => database.read.destroy());
      return database;
    },
  };
}
