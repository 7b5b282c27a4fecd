import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../bot/store/database.ts';
import { openStore } from '../../../bot/store/open-store.ts';
import { anIncident, stored } from './an-incident.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sqlite-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('the store in an SQLite file', () => {
  it('keeps all that was answered for, and nothing by half, when the bot is killed while it writes', async () => {
    const file = join(directory, 'bot.db');
    const first = await openStore({ file });
    await first.migrate();
    await first.createIncident({ service: 'shop', dedupe: 'a' }, (id) => stored(anIncident(id)));
    await first.close();
    let answered = 0;
    // Each bot is killed in the middle of its writing, and the next goes on from there.
    for (const enough of [7, 30]) {
      answered = await writeUntilKilled(file, enough);
      const store = await openStore({ file });
      await store.migrate();
      const written = (await store.readIncident('shop-1'))?.dispatches.length ?? 0;
      expect(written).toBeGreaterThanOrEqual(answered);
      expect(await store.readAudit({ limit: 10_000 })).toHaveLength(written);
      expect(await store.verifyAudit()).toBeUndefined();
      expect(await store.findIncident({ operation: `shop-1.${written}` })).toBeDefined();
      await store.close();
      const { read } = await openDatabase({ file });
      const effects = await read.selectFrom('outbox').select('key').execute();
      expect(effects).toHaveLength(written);
      const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(read);
      expect(check.rows).toEqual([{ integrity_check: 'ok' }]);
      await read.destroy();
    }
    expect(answered).toBeGreaterThan(36);
  });

  it('waits for a transaction of another process, without standing still meanwhile', async () => {
    const file = join(directory, 'bot.db');
    const store = await openStore({ file });
    await store.migrate();
    const other = await openDatabase({ file });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const holding = other.write(async (tx) => {
      await tx.insertInto('note').values({ key: 'a', value: '1' }).execute();
      await held;
    });
    const waiting = store.changeNote('a', (value) => ({ value: 2, result: value }));
    let settled = false;
    void waiting.then(() => (settled = true));
    // Other work gets its turns.
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    expect(settled).toBe(false);
    release();
    await holding;
    expect(await waiting).toBe(1);
    expect(await store.readNote('a')).toBe(2);
    await store.close();
    await other.read.destroy();
  });

  it('belongs to its own user alone', async () => {
    const file = join(directory, 'bot.db');
    const store = await openStore({ file });
    await store.migrate();
    for (const name of [file, `${file}-wal`, `${file}-shm`])
      expect((await stat(name)).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('survives a loss of power: each commit is synchronised, in a write-ahead log', async () => {
    const { read } = await openDatabase({ file: join(directory, 'bot.db') });
    const settings = await Promise.all(
      ['synchronous', 'journal_mode', 'foreign_keys'].map((name) => sql.raw(`pragma ${name}`).execute(read)),
    );
    expect(settings.map(({ rows }) => rows[0])).toEqual([
      { synchronous: 2 },
      { journal_mode: 'wal' },
      { foreign_keys: 1 },
    ]);
    await read.destroy();
  });

  it('closes only after the transaction under way, and then refuses', async () => {
    const store = await openStore({ file: join(directory, 'bot.db') });
    await store.migrate();
    const writing = store.writeNote('a', 1);
    await store.close();
    await writing;
    await expect(store.writeNote('a', 2)).rejects.toThrow();
    await store.close();
  });

  it('says so when there is neither a url nor a file, and when the file cannot be opened', async () => {
    await expect(openStore({})).rejects.toThrow('needs the url of a PostgreSQL or the path');
    await expect(openStore({ file: join(directory, 'absent', 'bot.db') })).rejects.toThrow('ENOENT');
  });
});

/** Resolves with the last change that the writer answered for before it was killed. */
async function writeUntilKilled(file: string, enough: number): Promise<number> {
  const program = fileURLToPath(new URL('endless-writer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let last = 0;
  let lines = 0;
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    if (++lines === enough) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return last;
}
