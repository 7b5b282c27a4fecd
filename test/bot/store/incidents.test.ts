import { describe, expect, it } from 'vitest';
import { aDispatch, anIncident, stored } from './an-incident.ts';
import { onBothDatabases, pick } from './both-databases.ts';

onBothDatabases((rig) => {
  describe('declaring', () => {
    it('numbers the incidents of each service from 1', async () => {
      const store = await rig.open();
      const declare = async (service: string, dedupe: string) =>
        (await store.createIncident({ service, dedupe }, (id) => stored(anIncident(id)))).incident.id;
      expect(await declare('lomash-wood', 'a')).toBe('lomash-wood-1');
      expect(await declare('lomash-wood', 'b')).toBe('lomash-wood-2');
      expect(await declare('other', 'c')).toBe('other-1');
    });

    it('gives back exactly what was stored, control characters and broken surrogates included', async () => {
      const store = await rig.open();
      const { incident } = await store.createIncident({ service: 'shop', dedupe: 'a' }, (id) =>
        stored(anIncident(id)),
      );
      expect(await store.readIncident('shop-1')).toEqual(incident);
      expect(await store.readIncident('shop-2')).toBeUndefined();
    });

    it('returns the first incident when the same delivery declares again', async () => {
      const store = await rig.open();
      const declare = (service: string) =>
        store.createIncident({ service, dedupe: 'slack:V1' }, (id) => stored(anIncident(id)));
      expect(await declare('shop')).toMatchObject({ created: true, result: 'ok' });
      const again = await declare('shop');
      expect(again).toMatchObject({ created: false, incident: { id: 'shop-1' } });
      expect(again).not.toHaveProperty('result');
      expect(await declare('other')).toMatchObject({ created: false, incident: { id: 'shop-1' } });
    });

    it('shows the open incidents of the service, and uses up no number when it is refused', async () => {
      const store = await rig.open();
      await store.createIncident({ service: 'shop', dedupe: 'a' }, (id) => stored(anIncident(id)));
      await store.createIncident({ service: 'other', dedupe: 'b' }, (id) => stored(anIncident(id)));
      const refused = store.createIncident({ service: 'shop', dedupe: 'c' }, (_id, open) => {
        throw new Error(`open: ${open.map(({ id }) => id).join()}`);
      });
      await expect(refused).rejects.toThrow('open: shop-1');
      await store.changeIncident('shop-1', (incident) => stored({ ...incident, state: 'done' }));
      const next = await store.createIncident({ service: 'shop', dedupe: 'c' }, (id, open) => {
        expect(open).toEqual([]);
        return stored(anIncident(id));
      });
      expect(next).toMatchObject({ created: true, incident: { id: 'shop-2' } });
    });

    it('leaves no hole and makes no double when two bots declare at once', async () => {
      const [one, other] = [await rig.open(), await rig.open()];
      const declared = await Promise.all(
        Array.from({ length: 24 }, (_, index) =>
          (index % 2 === 0 ? one : other).createIncident(
            // Every delivery comes to both bots.
            { service: 'shop', dedupe: `delivery-${Math.floor(index / 2)}` },
            (id) => stored(anIncident(id)),
          ),
        ),
      );
      expect(declared.filter(({ created }) => created)).toHaveLength(12);
      const ids = (await one.listIncidents({ limit: 100 })).map(({ id }) => id);
      expect(ids).toEqual(Array.from({ length: 12 }, (_, index) => `shop-${12 - index}`));
    });

    it('takes one delivery for one service only, also when two bots declare it for different ones', async () => {
      const [one, other] = [await rig.open(), await rig.open()];
      const declared = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 === 0 ? one : other).createIncident(
            { service: index % 2 === 0 ? 'shop' : 'other', dedupe: 'same' },
            (id) => stored(anIncident(id)),
          ),
        ),
      );
      expect(declared.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(declared.map(({ incident }) => incident.id)).size).toBe(1);
      const loser = declared[0]?.incident.request.service === 'shop' ? 'other' : 'shop';
      const next = await one.createIncident({ service: loser, dedupe: 'next' }, (id) =>
        stored(anIncident(id)),
      );
      expect(next.incident.id).toBe(`${loser}-1`);
    });
  });

  describe('changing', () => {
    it('lets nobody in between, however many bots change the same incident', async () => {
      const stores = [await rig.open(), await rig.open()] as const;
      await stores[0].createIncident({ service: 'shop', dedupe: 'a' }, (id) => stored(anIncident(id)));
      await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          pick(stores, index).changeIncident('shop-1', (incident) =>
            stored(
              {
                ...incident,
                dispatches: [...incident.dispatches, aDispatch(`shop-1.${incident.dispatches.length + 1}`)],
              },
              { audit: [{ at: index, action: 'tick', actor: 'bot', details: {}, incident: 'shop-1' }] },
            ),
          ),
        ),
      );
      const operations = (await stores[0].readIncident('shop-1'))?.dispatches.map(
        ({ operation }) => operation,
      );
      expect(operations).toEqual(Array.from({ length: 40 }, (_, index) => `shop-1.${index + 1}`));
      expect(await stores[1].readAudit({ limit: 100 })).toHaveLength(40);
      expect(await stores[1].verifyAudit()).toBeUndefined();
    });

    it('writes incident, effects and audit together or not at all', async () => {
      const store = await rig.open();
      await store.createIncident({ service: 'shop', dedupe: 'a' }, (id) => stored(anIncident(id)));
      const broken = store.changeIncident('shop-1', (incident) =>
        stored(
          { ...incident, state: 'running' },
          {
            effects: [
              { type: 'story', key: 's', payload: 1 },
              { type: 'story', key: '', payload: 'an empty key is a mistake' },
            ],
            audit: [{ at: 1, action: 'begin', actor: 'bot', details: {} }],
          },
        ),
      );
      await expect(broken).rejects.toThrow('empty key');
      expect((await store.readIncident('shop-1'))?.state).toBe('planning');
      expect(await store.nextOutboxAt()).toBeUndefined();
      expect(await store.readAudit({ limit: 10 })).toEqual([]);
    });

    it('keeps the audit of a refusal without touching the incident', async () => {
      const store = await rig.open();
      await store.createIncident({ service: 'shop', dedupe: 'a' }, (id) => stored(anIncident(id)));
      const before = await store.readIncident('shop-1');
      const said = await store.changeIncident('shop-1', () => ({
        result: 'no',
        audit: [{ at: 5, incident: 'shop-1', action: 'refused', actor: 'person:Nadia', details: {} }],
      }));
      expect(said).toBe('no');
      expect(await store.readIncident('shop-1')).toEqual(before);
      expect(await store.readAudit({ limit: 10 })).toMatchObject([{ action: 'refused', seq: 1 }]);
    });

    it('refuses an incident that is not there, and one that comes back as another', async () => {
      const store = await rig.open();
      await store.createIncident({ service: 'shop', dedupe: 'a' }, (id) => stored(anIncident(id)));
      await expect(store.changeIncident('shop-9', () => ({ result: 1 }))).rejects.toThrow(
        'no incident shop-9',
      );
      await expect(store.changeIncident('shop-1', () => stored(anIncident('shop-2')))).rejects.toThrow(
        'came back as shop-2',
      );
    });
  });

  describe('finding', () => {
    it('finds an incident by an operation and by a run that is known only later', async () => {
      const store = await rig.open();
      await store.createIncident({ service: 'shop', dedupe: 'a' }, (id) =>
        stored(anIncident(id, { dispatches: [aDispatch('shop-1.1')] })),
      );
      const githubRun = 17_000_000_000;
      expect((await store.findIncident({ operation: 'shop-1.1' }))?.id).toBe('shop-1');
      expect(await store.findIncident({ githubRun })).toBeUndefined();
      await store.changeIncident('shop-1', (incident) =>
        stored({ ...incident, dispatches: [aDispatch('shop-1.1', { state: 'dispatched', githubRun })] }),
      );
      expect((await store.findIncident({ githubRun }))?.dispatches).toMatchObject([{ githubRun }]);
      expect(await store.findIncident({ operation: 'shop-1.2' })).toBeUndefined();
    });

    it('lists the newest first, of one service, only the open ones, up to the limit', async () => {
      const store = await rig.open();
      for (const [index, service] of ['shop', 'other', 'shop', 'shop'].entries())
        await store.createIncident({ service, dedupe: `${index}` }, (id) =>
          stored(anIncident(id, { declaredAt: 1_000.5 + index })),
        );
      await store.changeIncident('shop-2', (incident) => stored({ ...incident, state: 'aborted' }));
      const list = async (filter: Parameters<typeof store.listIncidents>[0]) =>
        (await store.listIncidents(filter)).map(({ id }) => id);
      expect(await list({ limit: 10 })).toEqual(['shop-3', 'shop-2', 'other-1', 'shop-1']);
      expect(await list({ limit: 10, service: 'shop', open: true })).toEqual(['shop-3', 'shop-1']);
      expect(await list({ limit: 1, open: true })).toEqual(['shop-3']);
    });
  });
});
