import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chain } from '../../../src/engine/journal.ts';
import type { RunRecord, RunStore } from '../../../src/engine/run-store.ts';
import { localStore } from '../../../src/store/local-store.ts';

function open(): { readonly store: RunStore; readonly directory: string; readonly journal: string } {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    store: localStore(directory),
    directory,
    journal: join(directory, 'runs', 'fo-1', 'journal.jsonl'),
  };
}

function record(run: string, declaredAt = 0): RunRecord {
  return {
    schemaVersion: 1,
    run,
    service: 'toys',
    declaredAt,
    actor: 'ann',
    reason: 'drill',
    configDigest: '',
    plan: {} as RunRecord['plan'],
  }; // The store never looks into a plan.
}

const entries = chain(
  [1, 2, 3].map((at) => ({ type: 'resume' as const, at })),
  { seq: 0, hash: '' },
);

describe('a journal on disk', () => {
  it('keeps what was appended', async () => {
    const { store } = open();
    await store.create(record('fo-1'));
    await store.append('fo-1', entries.slice(0, 2));
    await store.append('fo-1', entries.slice(2));
    expect((await store.read('fo-1'))?.entries).toEqual(entries);
  });

  it('leaves out half a line, which the next append cuts off, and reading never changes the file', async () => {
    const { store, journal } = open();
    await store.create(record('fo-1'));
    await store.append('fo-1', entries.slice(0, 1));
    appendFileSync(journal, '{"seq":2,"prev');
    const torn = readFileSync(journal, 'utf8');
    expect((await store.read('fo-1'))?.entries).toEqual(entries.slice(0, 1));
    expect(readFileSync(journal, 'utf8')).toBe(torn);
    await store.append('fo-1', entries.slice(1));
    expect((await store.read('fo-1'))?.entries).toEqual(entries);
  });

  it('is reported as damaged where a whole line is not JSON', async () => {
    const { store, journal } = open();
    await store.create(record('fo-1'));
    await store.append('fo-1', entries);
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('{"seq":2', '!{"seq":2'));
    await expect(store.read('fo-1')).rejects.toMatchObject({
      problems: [{ code: 'JOURNAL_BROKEN', message: expect.stringMatching(/line 2/i) as string }],
    });
  });

  it('refuses entries whose numbers another process has written', async () => {
    const { store } = open();
    await store.create(record('fo-1'));
    await store.append('fo-1', entries.slice(0, 2));
    await expect(store.append('fo-1', entries.slice(1))).rejects.toMatchObject({
      problems: [{ code: 'LEASE_LOST' }],
    });
  });
});

describe('runs on disk', () => {
  it('are listed newest first, of the service alone, and each is made once', async () => {
    const { store } = open();
    await store.create(record('fo-1', 1));
    await store.create(record('fo-3', 3));
    await store.create(record('fo-2', 2));
    await store.create({ ...record('fo-4', 4), service: 'other' });
    expect(await store.list('toys')).toEqual(['fo-3', 'fo-2', 'fo-1']);
    await expect(store.create(record('fo-1'))).rejects.toMatchObject({
      problems: [{ code: 'RUN_UNFINISHED' }],
    });
  });

  it('cannot have a name that leaves the folder', async () => {
    await expect(open().store.read('../etc')).rejects.toMatchObject({ problems: [{ code: 'RUN_UNKNOWN' }] });
  });

  it('keep the requests of operators, in the order of their times, until they are in the journal', async () => {
    const { store } = open();
    await store.create(record('fo-1'));
    for (const at of [1_700_000_000_002, 1_700_000_000_001])
      await store.request('fo-1', { type: 'operator-abort', at, actor: 'bob', reason: 'so' });
    const left = await store.readRequests('fo-1');
    expect(left.map(({ request }) => request.at)).toEqual([1_700_000_000_001, 1_700_000_000_002]);
    await store.dropRequests('fo-1', [left[0]?.name ?? '']);
    expect(await store.readRequests('fo-1')).toEqual(left.slice(1));
  });
});

describe('a lease on disk', () => {
  const lease = (holder: string, expiresAt = 1_000) => ({ run: `fo-${holder}`, holder, expiresAt });

  it('is taken by one of many who try at once, whether it was free, given back or had expired', async () => {
    const { store } = open();
    for (const now of [0, 2_000, 4_000, 6_000]) {
      const all = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          store.acquireLease('toys', lease(`${now}/${index}`, now + 1_000), now),
        ),
      );
      const winners = all.filter((answer) => answer.acquired);
      expect(winners).toHaveLength(1);
      const [winner] = winners;
      if (now === 2_000 && winner !== undefined) await store.releaseLease('toys', winner.tag);
      else expect((await store.readLease('toys'))?.expiresAt).toBe(now + 1_000);
    }
  });

  it('is held by one alone however takers and renewers of an expired lease overlap', async () => {
    const { store } = open();
    for (let round = 0; round < 15; round += 1) {
      const now = round * 10_000;
      const mine = await store.acquireLease('toys', lease('me', now + 1_000), now);
      if (!mine.acquired) throw new Error('the lease was free');
      const later = now + 2_000;
      const answers = await Promise.all([
        store.renewLease('toys', lease('me', later + 1_000), mine.tag),
        ...Array.from({ length: 8 }, (_, index) =>
          store.acquireLease('toys', lease(`${round}/${index}`, later + 1_000), later),
        ),
      ]);
      expect(answers.filter((answer) => answer.acquired)).toHaveLength(1);
    }
  });

  it('is refused while another holds it, says who does, and is given again to its own holder', async () => {
    const { store } = open();
    await store.acquireLease('toys', lease('ann'), 0);
    expect(await store.acquireLease('toys', lease('bob'), 999)).toMatchObject({
      acquired: false,
      lease: { holder: 'ann' },
    });
    expect((await store.acquireLease('toys', lease('ann'), 999)).acquired).toBe(true);
    expect((await store.acquireLease('toys', lease('bob'), 1_000)).acquired).toBe(true);
  });

  it('cannot be renewed or given back with a tag that is no longer its own', async () => {
    const { store } = open();
    const old = await store.acquireLease('toys', lease('ann'), 0);
    await store.acquireLease('toys', lease('bob', 3_000), 2_000);
    const tag = old.acquired ? old.tag : '';
    expect(await store.renewLease('toys', lease('ann', 9_000), tag)).toMatchObject({
      acquired: false,
      lease: { holder: 'bob' },
    });
    await store.releaseLease('toys', tag);
    expect(await store.readLease('toys')).toMatchObject({ holder: 'bob' });
  });
});

describe('a directory that cannot be used', () => {
  it('is told as such by whatever needs it', async () => {
    const { directory } = open();
    writeFileSync(join(directory, 'file'), '');
    const store = localStore(join(directory, 'file'));
    const unusable = { problems: [{ code: 'STORE_UNUSABLE' }], exit: 'stopped' };
    await expect(
      store.acquireLease('toys', { run: 'fo-1', holder: 'ann', expiresAt: 1 }, 0),
    ).rejects.toMatchObject(unusable);
    await expect(store.create(record('fo-1'))).rejects.toMatchObject(unusable);
    await expect(store.append('fo-1', entries)).rejects.toMatchObject(unusable);
    await expect(store.read('fo-1')).rejects.toMatchObject(unusable);
  });

  it('is told as damaged where a run in it cannot be read', async () => {
    const { store, directory } = open();
    await store.create(record('fo-1'));
    writeFileSync(join(directory, 'runs', 'fo-1', 'run.json'), '{"run');
    await expect(store.list('toys')).rejects.toMatchObject({ problems: [{ code: 'JOURNAL_BROKEN' }] });
  });
});
