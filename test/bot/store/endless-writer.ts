import { openStore } from '../../../bot/store/open-store.ts';
import { aDispatch, stored } from './an-incident.ts';

/** A bot that changes the incident shop-1 in the SQLite file it is given, says so, and does not stop until it is killed. */
async function writeForEver(file: string): Promise<never> {
  const store = await openStore({ file });
  for (;;) {
    const count = await store.changeIncident('shop-1', (incident) => {
      const next = incident.dispatches.length + 1;
      return {
        ...stored(
          { ...incident, dispatches: [...incident.dispatches, aDispatch(`shop-1.${next}`)] },
          {
            effects: [{ type: 'dispatch', key: `shop-1.${next}`, payload: next }],
            audit: [{ at: next, action: 'tick', actor: 'bot', details: { next }, incident: 'shop-1' }],
          },
        ),
        result: next,
      };
    });
    process.stdout.write(`${count}\n`);
  }
}

await writeForEver(process.argv[2] ?? '');
