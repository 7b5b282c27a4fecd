/** What a thing was, up to a moment. */
interface Former {
  until: number;
  state: object;
}

const FORMER_STATES = 20;

/** Kept beside the things themselves, so that two worlds can be compared field by field. */
const pasts = new WeakMap<object, Former[]>();

/** Changes a thing and keeps what it was, for stale reads. */
export function changeAt<T extends object>(thing: T, now: number, change: (thing: T) => void): void {
  const former = pasts.get(thing) ?? [];
  former.push({ until: now, state: structuredClone(thing) });
  if (former.length > FORMER_STATES) former.shift();
  pasts.set(thing, former);
  change(thing);
}

/** A thing as it was at a moment; as it is where no moment is given. */
export function asOf<T extends object>(thing: T, at: number | undefined): T {
  if (at === undefined) return thing;
  const former = pasts.get(thing)?.find(({ until }) => until > at);
  // Only `changeAt` fills the map, with clones of this same thing.
  return former === undefined ? thing : (former.state as T);
}
