import { setTimeout as delay } from 'node:timers/promises';

const everyMs = 50;

/** The first value that is not undefined, asked for again and again; undefined when there is none within that many ms. */
export async function eventually<Found>(
  probe: () => Found | undefined | Promise<Found | undefined>,
  withinMs: number,
): Promise<Found | undefined> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    const found = await probe();
    if (found !== undefined) return found;
    await delay(everyMs);
  }
  return undefined;
}
