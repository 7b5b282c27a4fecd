import { describe, expect, it } from 'vitest';
import type { Change, Store } from '../../../bot/store/store.ts';
import { anIncident, stored } from './an-incident.ts';
import { onBothDatabases, type Rig } from './both-databases.ts';

type Effect = Change<unknown>['effects'][number];

onBothDatabases((rig) => {
  describe('the outbox', () => {
    it('hands out what is due, once, and in the order of its sequence', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask(story('one'), story('two'), { type: 'dispatch', key: 'd', payload: { command: 'plan' } });
      const first = await claim('a');
      expect(first.map(({ type, payload }) => [type, payload])).toEqual([
        ['story', 'one'],
        ['dispatch', { command: 'plan' }],
      ]);
      expect(first[0]).toMatchObject({ incident: 'shop-1', attempts: 0, createdAt: 1_000 });
      expect(await claim('a')).toEqual([]);
      expect(await claim('b')).toEqual([]);
      await store.finishOutbox(first[0]?.id ?? 0, 'a');
      expect((await claim('b')).map(({ payload }) => payload)).toEqual(['two']);
    });

    it('takes an effect with the same key once, also after it has been carried out', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask(story('one'), story('one'));
      const [item] = await claim('a');
      await store.finishOutbox(item?.id ?? 0, 'a');
      await ask(story('one'));
      expect(await claim('a')).toEqual([]);
      // The same key in another type is another effect.
      await ask({ type: 'recheck', key: 'one', payload: 1 });
      expect(await claim('a')).toHaveLength(1);
    });

    it('does not let a sequence that cannot be delivered hold up another', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask(
        { type: 'notify', key: 'mail', payload: 'mail', sequence: 'notify:0' },
        { type: 'notify', key: 'page', payload: 'page', sequence: 'notify:1' },
        { type: 'notify', key: 'mail-2', payload: 'mail-2', sequence: 'notify:0' },
      );
      const [mail, page] = await claim('a');
      await store.postponeOutbox(mail?.id ?? 0, 'a', { dueAt: 60_000, problem: 'refused' });
      await store.finishOutbox(page?.id ?? 0, 'a');
      expect(await claim('a')).toEqual([]);
      rig.time.now = 60_000;
      expect((await claim('a')).map(({ payload }) => payload)).toEqual(['mail']);
    });

    it('waits until an effect is due, and says when that is', async () => {
      const { store, ask, claim } = await opened(rig);
      expect(await store.nextOutboxAt()).toBeUndefined();
      await ask({ ...story('later'), dueAt: 5_000.4 }, story('after it'));
      expect(await store.nextOutboxAt()).toBe(5_000);
      expect(await claim('a')).toEqual([]);
      rig.time.now = 5_000.4;
      expect(await claim('a')).toHaveLength(1);
      // Nothing to do before the claim runs out.
      expect(await store.nextOutboxAt()).toBe(15_000);
    });

    it('gives an item to another worker when the first is gone, and says that it had been begun', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask(story('one'));
      const [item] = await claim('a');
      const id = item?.id ?? 0;
      expect(await store.beginOutbox(id, 'a')).toBe(true);
      rig.time.now += 10_000;
      expect(await claim('b')).toMatchObject([{ id, attempts: 1 }]);
      expect(await store.beginOutbox(id, 'a')).toBe(false);
      expect(await store.beginOutbox(id, 'b')).toBe(true);
      // A worker that lost its claim cannot put the item off any more.
      await store.postponeOutbox(id, 'a', { dueAt: 99_000, problem: 'slow' });
      rig.time.now += 10_000;
      expect(await claim('c')).toMatchObject([{ id, attempts: 2 }]);
    });

    it('believes a worker that did the work although its claim had run out', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask(story('one'));
      const [item] = await claim('a');
      rig.time.now += 10_000;
      await claim('b');
      await store.finishOutbox(item?.id ?? 0, 'a');
      expect(await store.beginOutbox(item?.id ?? 0, 'b')).toBe(false);
      expect(await store.nextOutboxAt()).toBeUndefined();
    });

    it('tries again at the time that was given, counting attempts', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask(story('one'));
      const [item] = await claim('a');
      const id = item?.id ?? 0;
      await store.beginOutbox(id, 'a');
      await store.postponeOutbox(id, 'a', { dueAt: 4_000.2, problem: 'ratelimited \u0000' });
      expect(await store.nextOutboxAt()).toBe(4_000);
      expect(await claim('a')).toEqual([]);
      rig.time.now = 4_001;
      expect(await claim('b')).toMatchObject([{ id, attempts: 1 }]);
    });
  });

  describe('a coalesced item', () => {
    it('is there once, with the newest wish', async () => {
      const { ask, claim } = await opened(rig);
      await ask({ type: 'headline', payload: 1 });
      await ask({ type: 'headline', payload: 2 }, { type: 'issue', payload: 3 });
      expect((await claim('a')).map(({ payload }) => payload)).toEqual([2, 3]);
      expect(await claim('a')).toEqual([]);
    });

    it('comes again when it was asked for while a worker had it, and is new then', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask({ type: 'headline', payload: 1 });
      const [item] = await claim('a');
      await store.beginOutbox(item?.id ?? 0, 'a');
      await ask({ type: 'headline', payload: 2 });
      expect(await claim('a')).toEqual([]);
      await store.finishOutbox(item?.id ?? 0, 'a');
      const again = await claim('a');
      expect(again).toMatchObject([{ payload: 2, attempts: 0 }]);
      await store.finishOutbox(again[0]?.id ?? 0, 'a');
      expect(await claim('a')).toEqual([]);
    });

    it('comes again whenever it is asked for after it was done', async () => {
      const { store, ask, claim } = await opened(rig);
      for (const payload of [1, 2, 3]) {
        await ask({ type: 'headline', payload });
        const [item] = await claim('a');
        expect(item).toMatchObject({ payload, attempts: 0 });
        await store.beginOutbox(item?.id ?? 0, 'a');
        await store.finishOutbox(item?.id ?? 0, 'a');
      }
      expect(await store.nextOutboxAt()).toBeUndefined();
    });

    it('does not come back earlier than the other side allowed, however often it is asked for', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask({ type: 'headline', payload: 1 });
      const [item] = await claim('a');
      await ask({ type: 'headline', payload: 2 });
      await store.postponeOutbox(item?.id ?? 0, 'a', { dueAt: 30_000, problem: '429' });
      await ask({ type: 'headline', payload: 3 });
      expect(await store.nextOutboxAt()).toBe(30_000);
      rig.time.now = 29_999;
      expect(await claim('a')).toEqual([]);
      rig.time.now = 30_000;
      const [retry] = await claim('a');
      expect(retry).toMatchObject({ payload: 3 });
      await store.finishOutbox(retry?.id ?? 0, 'a');
      expect(await store.nextOutboxAt()).toBeUndefined();
    });

    it('is not finished by a worker that lost it to another, nor done once more by the other than was asked', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask({ type: 'headline', payload: 1 });
      const [item] = await claim('a');
      await ask({ type: 'headline', payload: 2 });
      rig.time.now += 10_000;
      expect(await claim('b')).toMatchObject([{ payload: 2 }]);
      await store.finishOutbox(item?.id ?? 0, 'a');
      expect(await store.beginOutbox(item?.id ?? 0, 'b')).toBe(true);
      await store.finishOutbox(item?.id ?? 0, 'b');
      expect(await store.nextOutboxAt()).toBeUndefined();
    });

    it('keeps a wish for later while it is carried out now', async () => {
      const { store, ask, claim } = await opened(rig);
      await ask({ type: 'headline', payload: 1 });
      const [item] = await claim('a');
      await ask({ type: 'headline', payload: 2, dueAt: 60_000 });
      await store.finishOutbox(item?.id ?? 0, 'a');
      expect(await store.nextOutboxAt()).toBe(60_000);
    });
  });

  it('is shared by two bots at once: everything is carried out once and in order', async () => {
    const { store, ask } = await opened(rig);
    const other = await rig.open();
    for (let number = 2; number <= 5; number++)
      await store.createIncident({ service: 'shop', dedupe: `${number}` }, (id) => stored(anIncident(id)));
    for (let number = 1; number <= 5; number++)
      for (let nth = 1; nth <= 4; nth++) await ask.of(`shop-${number}`, story(`${nth}`));
    const carried: string[] = [];
    const work = async (bot: Store, worker: string) => {
      while (carried.length < 20) {
        const items = await bot.claimOutbox({ worker, now: 2_000, until: 9_000, limit: 2 });
        for (const item of items) {
          if (!(await bot.beginOutbox(item.id, worker))) throw new Error('claimed twice');
          carried.push(`${item.incident}:${String(item.payload)}`);
          await bot.finishOutbox(item.id, worker);
        }
      }
    };
    await Promise.all([work(store, 'a'), work(store, 'b'), work(other, 'c'), work(other, 'd')]);
    for (let number = 1; number <= 5; number++)
      expect(carried.filter((text) => text.startsWith(`shop-${number}:`))).toEqual(
        [1, 2, 3, 4].map((nth) => `shop-${number}:${nth}`),
      );
    expect(await store.nextOutboxAt()).toBeUndefined();
  });
});

function story(text: string): Effect & { readonly key: string } {
  return { type: 'story', key: text, payload: text };
}

async function opened(rig: Rig) {
  const store = await rig.open();
  await store.createIncident({ service: 'shop', dedupe: 'a' }, (id) => stored(anIncident(id)));
  const of = (id: string, ...effects: Effect[]) =>
    store.changeIncident(id, (incident) => stored(incident, { effects }));
  const ask = Object.assign((...effects: Effect[]) => of('shop-1', ...effects), { of });
  const claim = (worker: string) =>
    store.claimOutbox({ worker, now: rig.time.now, until: rig.time.now + 10_000, limit: 10 });
  return { store, ask, claim };
}
