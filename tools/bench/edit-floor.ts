/** An event that is to be shown: in which message, and since when it is known, in ms. */
export interface Arrival {
  readonly message: string;
  readonly atMs: number;
}

/** How often messages may be edited. */
export interface EditLimits {
  /** Between two edits of one message, in ms. */
  readonly messageMs: number;
  /** Between two edits of any messages, in ms. */
  readonly allMs: number;
}

/**
 * How long each event waits, in ms, for an editor that costs no time itself: whenever the limits allow an edit, the message whose oldest
 * unshown event is the oldest is edited, and shows everything that has arrived by then. In the order of the arrivals' times.
 */
export function waitsAtBest(arrivals: readonly Arrival[], limits: EditLimits): number[] {
  const sorted = [...arrivals].sort((a, b) => a.atMs - b.atMs);
  const waits = sorted.map(() => 0);
  const unshown = new Set(sorted.keys());
  const messageFreeAt = new Map<string, number>();
  let freeAt = -Infinity;
  while (unshown.size > 0) {
    const oldest = new Map<string, Arrival>();
    for (const index of unshown) {
      const arrival = sorted[index];
      if (arrival !== undefined && !oldest.has(arrival.message)) oldest.set(arrival.message, arrival);
    }
    const candidates = [...oldest.values()].map((arrival) => ({
      arrival,
      from: Math.max(arrival.atMs, freeAt, messageFreeAt.get(arrival.message) ?? -Infinity),
    }));
    const atMs = Math.min(...candidates.map(({ from }) => from));
    const [first] = candidates.filter(({ from }) => from === atMs);
    if (first === undefined) break;
    const { message } = first.arrival;
    for (const index of [...unshown]) {
      const arrival = sorted[index];
      if (arrival === undefined || arrival.atMs > atMs) break;
      if (arrival.message !== message) continue;
      waits[index] = atMs - arrival.atMs;
      unshown.delete(index);
    }
    freeAt = atMs + limits.allMs;
    messageFreeAt.set(message, atMs + limits.messageMs);
  }
  return waits;
}
