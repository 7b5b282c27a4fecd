import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../bot/store/database.ts';
import { openStore } from '../../../bot/store/open-store.ts';
import { postgresDialect } from '../../../bot/store/postgres.ts';
import type { Tables } from '../../../bot/store/tables.ts';
import { postgresIsInstalled, startPostgres, type ThrowAwayPostgres } from '../postgres.ts';

const installed = postgresIsInstalled();
const title = installed
  ? 'the store on PostgreSQL'
  : 'the store on PostgreSQL: SKIPPED, initdb and postgres are not installed here';

describe.skipIf(!installed)(title, () => {
  let postgres: ThrowAwayPostgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());
  const url = () => postgres?.url ?? '';

  it('goes on after the server has cut all connections, idle and in use', async () => {
    const store = await openStore({ url: url() });
    await store.migrate();
    await store.writeNote('a', 1);
    const admin = await openDatabase({ url: url() });
    const cut = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`.execute(
        admin.read,
      );
    const others = () =>
      sql`select pid from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`.execute(
        admin.read,
      );
    await cut();
    // The first one may still be given a connection that is gone.
    await store.readNote('a').catch(() => undefined);
    expect(await store.readNote('a')).toBe(1);

    const database = await openDatabase({ url: url() });
    const change = database.write(async (tx) => {
      await sql`select 1`.execute(tx);
      await cut();
      // In use, but with no question under way to which the end could be the answer.
      while ((await others()).rows.length > 0);
      await sql`select 2`.execute(tx);
    });
    await expect(change).rejects.toThrow();
    expect((await sql`select 1 as one`.execute(database.read)).rows).toEqual([{ one: 1 }]);
    await database.read.destroy();
    await store.close();
    await admin.read.destroy();
  });

  it('gives up a connection that has fallen silent, and takes another', async () => {
    const proxy = await startProxy(url());
    const limits = { statementMs: 5_000, answerMs: 200, connectMs: 5_000 };
    const db = new Kysely<Tables>({ dialect: postgresDialect(proxy.url, limits) });
    const ask = () => sql<{ one: number }>`select 1 as one`.execute(db);
    expect((await ask()).rows).toEqual([{ one: 1 }]);
    proxy.silence();
    await expect(db.transaction().execute((tx) => sql`select 1`.execute(tx))).rejects.toThrow('timeout');
    expect((await ask()).rows).toEqual([{ one: 1 }]);
    await db.destroy();
    await proxy.stop();
  });

  it('does not hold an incident for a bot that vanished in the middle of a change', async () => {
    const { read } = await openDatabase({ url: url() });
    const shown = await sql<{ idle: string; statement: string }>`select
      current_setting('idle_in_transaction_session_timeout') as idle, current_setting('statement_timeout') as statement`.execute(
      read,
    );
    expect(shown.rows).toEqual([{ idle: '10s', statement: '10s' }]);
    await read.destroy();
  });

  it('refuses to truncate the audit', async () => {
    const store = await openStore({ url: url() });
    await store.migrate();
    const { read } = await openDatabase({ url: url() });
    await expect(sql`truncate audit`.execute(read)).rejects.toThrow('append-only');
    await store.close();
    await read.destroy();
  });

  it('says so when nothing answers', async () => {
    const nowhere = 'postgresql://bot:secret@/bot?host=%2Fnonexistent';
    const failure = await openStore({ url: nowhere }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toContain('ENOENT');
    expect(String(failure)).not.toContain('secret');
  });
});

/** Stands between pool and server. Connections that are open when `silence` is called say nothing more; later ones work. */
async function startProxy(target: string) {
  const folder = new URL(target.replace('@/', '@localhost/')).searchParams.get('host') ?? '';
  const directory = await mkdtemp(join(tmpdir(), 'px-'));
  const pairs: [Socket, Socket][] = [];
  const server = createServer((near) => {
    const far = connect(join(folder, '.s.PGSQL.5432'));
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
    pairs.push([near, far]);
  });
  server.listen(join(directory, '.s.PGSQL.5432'));
  await once(server, 'listening');
  return {
    url: `postgresql://postgres@/postgres?host=${encodeURIComponent(directory)}`,
    silence: () => {
      for (const [near, far] of pairs) far.unpipe(near).pause();
    },
    stop: async () => {
      for (const [near, far] of pairs) [near, far].forEach((socket) => socket.destroy());
      server.close();
      await rm(directory, { recursive: true });
    },
  };
}
