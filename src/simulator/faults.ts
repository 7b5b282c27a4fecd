/** What goes wrong with a request. */
export type FaultEffect =
  /** The service's own throttling error. */
  | { kind: 'throttle' }
  /** An HTTP 5xx in the service's error shape. */
  | { kind: 'error5xx'; status?: number; code?: string }
  /** The connection is destroyed and nothing has happened. */
  | { kind: 'drop' }
  /** The change is made, then the connection is destroyed. */
  | { kind: 'dropAfter' }
  /** The answer comes this many real milliseconds late. */
  | { kind: 'slow'; delayMs: number }
  /** The answer shows the databases as they were this long ago in the world's time. */
  | { kind: 'stale'; ageMs: number }
  /** The request is accepted, but what it began ends in this status (a promotion in `incompatible-restore`). */
  | { kind: 'fail'; status: string };

/** Which requests a fault is for; what is left out matches everything. */
export interface FaultMatch {
  service?: string | undefined;
  operation?: string | undefined;
  region?: string | undefined;
}

/** A fault as it is asked for: `after` matching requests pass first, then `times` are hit (every one, unless told). */
export type FaultRequest = FaultMatch & {
  times?: number | undefined;
  after?: number | undefined;
  effect: FaultEffect;
};

/** The faults that wait for their requests. */
export interface Faults {
  entries: { id: number; request: FaultRequest; seen: number; hit: number }[];
  nextId: number;
}

/** Makes an empty list of faults. */
export function createFaults(): Faults {
  return { entries: [], nextId: 1 };
}

/** Adds a fault and gives its id, by which it can be removed. */
export function addFault(faults: Faults, request: FaultRequest): number {
  const id = faults.nextId;
  faults.nextId += 1;
  faults.entries.push({ id, request, seen: 0, hit: 0 });
  return id;
}

/** Takes a fault away. */
export function removeFault(faults: Faults, id: number): void {
  faults.entries = faults.entries.filter((entry) => entry.id !== id);
}

/** Takes all faults away. */
export function clearFaults(faults: Faults): void {
  faults.entries = [];
}

/** Makes a service answer 503 in a region (or everywhere) until the fault is removed; gives its id. */
export function controlPlaneDown(faults: Faults, service: string, region?: string): number {
  return addFault(faults, {
    service,
    region,
    effect: { kind: 'error5xx', status: 503, code: 'ServiceUnavailable' },
  });
}

/** The effect of the first fault that hits this request; counts the request for all that match it. */
export function takeFault(faults: Faults, call: Required<FaultMatch>): FaultEffect | undefined {
  let effect: FaultEffect | undefined;
  for (const entry of faults.entries) {
    if (!matches(entry.request, call)) continue;
    entry.seen += 1;
    if (effect || entry.seen <= (entry.request.after ?? 0)) continue;
    if (entry.hit >= (entry.request.times ?? Number.POSITIVE_INFINITY)) continue;
    entry.hit += 1;
    effect = entry.request.effect;
  }
  return effect;
}

function matches(wanted: FaultMatch, call: Required<FaultMatch>): boolean {
  return (
    (wanted.service ?? call.service) === call.service &&
    (wanted.operation ?? call.operation) === call.operation &&
    (wanted.region ?? call.region) === call.region
  );
}
