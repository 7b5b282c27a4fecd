import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { exportAudit, verifyExport } from '../../../bot/store/audit-export.ts';
import type { AuditDraft, Store } from '../../../bot/store/store.ts';
import { onBothDatabases, pick, type Rig } from './both-databases.ts';
import { anyText } from '../../rig/any-text.ts';

onBothDatabases((rig) => {
  it('chains every line to the one before', async () => {
    const store = await withLines(rig, 3);
    const lines = await store.readAudit({ limit: 10 });
    expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(lines[0]?.previous).toBe('0'.repeat(64));
    expect(lines[1]?.previous).toBe(lines[0]?.hash);
    expect(lines[1]).toMatchObject(JSON.parse(JSON.stringify(draft(2))) as object);
    expect(await store.verifyAudit()).toBeUndefined();
  });

  it('reads the lines of one incident, and what came after a line', async () => {
    const store = await withLines(rig, 4);
    await store.appendAudit([{ at: 9, action: 'refused', actor: 'bot', details: { why: 'forged' } }]);
    const read = async (filter: Parameters<Store['readAudit']>[0]) =>
      (await store.readAudit(filter)).map(({ seq }) => seq);
    expect(await read({ limit: 9, incident: 'shop-1' })).toEqual([2, 4]);
    expect(await read({ limit: 2, after: 3 })).toEqual([4, 5]);
    expect((await store.readAudit({ limit: 1, after: 4 }))[0]).not.toHaveProperty('incident');
  });

  it('does not fork when two bots write at once', async () => {
    const stores = [await rig.open(), await rig.open()] as const;
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => pick(stores, index).appendAudit([draft(index), draft(index)])),
    );
    expect(await stores[0].readAudit({ limit: 100 })).toHaveLength(60);
    expect(await stores[0].verifyAudit()).toBeUndefined();
  });

  it('refuses to change and to delete lines', async () => {
    const store = await withLines(rig, 2);
    const { read } = await rig.database();
    await expect(read.updateTable('audit').set({ hash: 'x' }).execute()).rejects.toThrow('append-only');
    await expect(read.deleteFrom('audit').where('seq', '=', 2).execute()).rejects.toThrow('append-only');
    expect(await store.readAudit({ limit: 10 })).toHaveLength(2);
  });

  describe('finds', () => {
    const tampered = async (
      change: (read: Awaited<ReturnType<Rig['database']>>['read']) => Promise<unknown>,
    ) => {
      const store = await withLines(rig, 5);
      const { kind, read } = await rig.database();
      for (const trigger of kind === 'sqlite' ? ['audit_kept', 'audit_kept_whole'] : ['audit_kept'])
        await (
          kind === 'sqlite'
            ? sql`drop trigger ${sql.id(trigger)}`
            : sql`drop trigger ${sql.id(trigger)} on audit`
        ).execute(read);
      await change(read);
      return store.verifyAudit();
    };

    it('a changed line', async () => {
      const changed = await tampered((read) =>
        read
          .updateTable('audit')
          .set({ line: sql<string>`replace(line, 'Nadia 3', 'Eve')` })
          .execute(),
      );
      expect(changed).toBe(3);
    });

    it('a line that was given to another incident', async () => {
      const moved = await tampered((read) =>
        read.updateTable('audit').set({ incident: 'shop-2' }).where('seq', '=', 4).execute(),
      );
      expect(moved).toBe(4);
    });

    it('a line that is no JSON any more', async () => {
      const torn = await tampered((read) =>
        read.updateTable('audit').set({ line: '{"seq":2' }).where('seq', '=', 2).execute(),
      );
      expect(torn).toBe(2);
    });

    it('a line that is missing, by the one after it', async () => {
      expect(await tampered((read) => read.deleteFrom('audit').where('seq', '=', 2).execute())).toBe(3);
    });

    it('that the last lines were cut off', async () => {
      expect(await tampered((read) => read.deleteFrom('audit').where('seq', '>=', 4).execute())).toBe(4);
    });

    it('that the whole audit is gone', async () => {
      expect(await tampered((read) => read.deleteFrom('audit').execute())).toBe(1);
    });
  });

  describe('the export', () => {
    it('is one line of JSON for each line, and can be verified without the database', async () => {
      const store = await withLines(rig, 3);
      const lines = await exported(store);
      expect(lines.every((line) => line.endsWith('}\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
      const last = (await store.readAudit({ limit: 10 })).at(-1);
      expect(await verifyExport(lines)).toEqual({ ok: true, lines: 3, hash: last?.hash });
      expect(await verifyExport([...lines, '\n'])).toMatchObject({ ok: true });
    });

    it('says which line was changed, is missing, or is none', async () => {
      const lines = await exported(await withLines(rig, 3));
      const unlike = lines.map((line) => line.replace('Nadia 2', 'Eve'));
      expect(await verifyExport(unlike)).toEqual({ ok: false, line: 2, why: 'does not fit' });
      expect(await verifyExport(lines.slice(1))).toEqual({ ok: false, line: 1, why: 'does not fit' });
      for (const other of ['{', 'null', '7'])
        expect(await verifyExport([lines[0] ?? '', other])).toEqual({
          ok: false,
          line: 2,
          why: 'not a line of the audit',
        });
    });

    it('goes on past a page, whole or for one incident', async () => {
      const store = await withLines(rig, 1_003);
      expect(await verifyExport(exportAudit(store))).toMatchObject({ ok: true, lines: 1_003 });
      expect(await exported(store, 'shop-1')).toHaveLength(501);
      expect(await store.verifyAudit()).toBeUndefined();
    });
  });

  it('holds whatever the details are', async () => {
    const store = await rig.open();
    const details = fc.dictionary(anyText(), fc.jsonValue());
    const drafts = fc.array(fc.record({ details, actor: anyText() }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(drafts, async (some) => {
        await store.appendAudit(some.map((one) => ({ at: 1.5, action: 'refused', ...one })));
        expect(await store.verifyAudit()).toBeUndefined();
      }),
      { numRuns: 10 },
    );
    expect(await verifyExport(exportAudit(store))).toMatchObject({ ok: true });
  });
});

function draft(number: number): AuditDraft {
  return {
    at: number,
    action: 'approve',
    actor: `person:Nadia ${number}`,
    details: { z: 'line\nbreak \u0000 \ud83d', a: [1, null, { b: '\u2028', a: undefined }] },
    ...(number % 2 === 0 ? { incident: 'shop-1' } : {}),
  };
}

async function withLines(rig: Rig, count: number): Promise<Store> {
  const store = await rig.open();
  await store.appendAudit(Array.from({ length: count }, (_, index) => draft(index + 1)));
  return store;
}

async function exported(store: Store, incident?: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportAudit(store, incident)) lines.push(line);
  return lines;
}
