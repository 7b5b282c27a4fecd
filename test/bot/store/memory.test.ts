import { describe, expect, it } from 'vitest';
import type { SentEvent } from '../../../src/job-protocol.ts';
import { anIncident, stored } from './an-incident.ts';
import { onBothDatabases, pick } from './both-databases.ts';

const day = 24 * 60 * 60 * 1000;

onBothDatabases((rig) => {
  describe('events of a job', () => {
    it('are kept once each, whatever their order, and read up to the first gap', async () => {
      const store = await rig.open();
      await store.keepEvents('4711/1/run', [event(3), event(1)]);
      await store.keepEvents('4711/1/run', [event(1, 'another'), event(5)]);
      await store.keepEvents('4712/1/run', [event(2)]);
      await store.keepEvents('4711/1/run', []);
      expect((await store.readEvents('4711/1/run', 1, 10)).map(({ seq }) => seq)).toEqual([1]);
      await store.keepEvents('4711/1/run', [event(2)]);
      expect(await store.readEvents('4711/1/run', 1, 10)).toEqual([event(1), event(2), event(3)]);
      expect((await store.readEvents('4711/1/run', 2, 1)).map(({ seq }) => seq)).toEqual([2]);
      expect(await store.readEvents('4711/1/run', 4, 10)).toEqual([]);
    });

    it('are kept once each when two bots are given the same thousand in different order', async () => {
      const stores = [await rig.open(), await rig.open()] as const;
      const events = Array.from({ length: 1_200 }, (_, index) => event(index + 1));
      await Promise.all([
        stores[0].keepEvents('job', events),
        stores[1].keepEvents('job', events.toReversed()),
      ]);
      expect(await stores[0].readEvents('job', 1, 5_000)).toEqual(events);
    });

    it('are folded forwards only', async () => {
      const store = await rig.open();
      expect(await store.readFold('job')).toBeUndefined();
      await store.writeFold('job', { seq: 4, view: { steps: ['\u0000'] } });
      await store.writeFold('job', { seq: 3, view: 'older' });
      expect(await store.readFold('job')).toEqual({ seq: 4, view: { steps: ['\u0000'] } });
      await store.writeFold('job', { seq: 5, view: null });
      expect(await store.readFold('job')).toEqual({ seq: 5, view: null });
    });
  });

  describe('deliveries', () => {
    it('are new once, for whichever bot is first', async () => {
      const stores = [await rig.open(), await rig.open()] as const;
      const seen = await Promise.all(
        Array.from({ length: 20 }, (_, index) => pick(stores, index).firstDelivery('github:a', 1.5)),
      );
      expect(seen.filter(Boolean)).toHaveLength(1);
      expect(await stores[0].firstDelivery('github:b', 1)).toBe(true);
    });
  });

  describe('notes', () => {
    it('are read as they were written', async () => {
      const store = await rig.open();
      expect(await store.readNote('a')).toBeUndefined();
      await store.writeNote('a', { until: 5 });
      await store.writeNote('a', { until: 6, text: '\u0000' });
      expect(await store.readNote('a')).toEqual({ until: 6, text: '\u0000' });
      await store.writeNote('a', null);
      expect(await store.readNote('a')).toBeNull();
    });

    it('are changed with nobody in between, also when they were not there before', async () => {
      const stores = [await rig.open(), await rig.open()] as const;
      const counted = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          pick(stores, index).changeNote('count', (value) => {
            const count = Number(value ?? 0) + 1;
            return { value: count, result: count };
          }),
        ),
      );
      expect(counted.map(Number).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    });

    it('stay as they are when a change decides so', async () => {
      const store = await rig.open();
      const look = (value: unknown) => ({ value: undefined, result: value });
      expect(await store.changeNote('a', look)).toBeUndefined();
      expect(await store.readNote('a')).toBeUndefined();
      await store.writeNote('a', 1);
      expect(await store.changeNote('a', look)).toBe(1);
      expect(await store.readNote('a')).toBe(1);
    });
  });

  it('forgets old deliveries, and old finished items of incidents that have ended, and nothing else', async () => {
    const store = await rig.open();
    await store.firstDelivery('old', 0);
    await store.firstDelivery('recent', 2 * day);
    for (const [number, key] of ['finished', 'still open', 'of an open incident'].entries()) {
      await store.createIncident({ service: 'shop', dedupe: key }, (id) =>
        stored(anIncident(id), { effects: [{ type: 'story', key, payload: key }] }),
      );
      if (number === 1) continue;
      const [item] = await store.claimOutbox({ worker: 'a', now: 1_000, until: 1_001, limit: 1 });
      if (number === 0) await store.changeIncident('shop-1', (old) => stored({ ...old, state: 'done' }));
      await store.finishOutbox(item?.id ?? 0, 'a');
    }
    await store.tidy(31 * day + 0.5);
    expect(await store.firstDelivery('old', 31 * day)).toBe(true);
    expect(await store.firstDelivery('recent', 31 * day)).toBe(false);
    const kept = await (await rig.database()).read.selectFrom('outbox').select('key').orderBy('id').execute();
    expect(kept).toEqual([{ key: 'still open' }, { key: 'of an open incident' }]);
    expect(await store.listIncidents({ limit: 10 })).toHaveLength(3);
  });

  it('migrates once when two bots start at once, and again without effect', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => rig.open({ migrate: false })));
    await Promise.all(stores.map((store) => store.migrate()));
    await stores[0]?.writeNote('kept', 1);
    await stores[1]?.migrate();
    expect(await stores[2]?.readNote('kept')).toBe(1);
  });

  it('refuses to start on tables of a newer version', async () => {
    const store = await rig.open();
    const { read } = await rig.database();
    await read
      .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
      .insertInto('kysely_migration')
      .values({ name: '9999-later', timestamp: '2030-01-01T00:00:00.000Z' })
      .execute();
    await expect(store.migrate()).rejects.toThrow(/could not be brought up to date.*9999-later/);
  });

  it('answers a ping until it is closed', async () => {
    const store = await rig.open();
    expect(await store.ping()).toBe(true);
    await store.close();
    expect(await store.ping()).toBe(false);
  });
});

function event(seq: number, note = 'note'): SentEvent {
  return {
    seq,
    at: seq,
    type: 'job-ended',
    result: 'done',
    reasonCode: 'OK',
    problems: [],
    warnings: [note],
  };
}
