import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.ts';
import type { Config, Resource } from '../config/config.ts';
import type { Failure } from '../errors.ts';
import type { Place, Region, ResourceId } from '../ids.ts';
import type { Kind, Observation, Outside, Registry, Seen } from '../kinds/kind.ts';
import type { Step } from '../plan/plan.ts';
import { isPassing, retryDelay } from './retry-policy.ts';

/** Turns whatever a client throws into a value; given by the caller, because the core knows no clients. */
export type Classify = (
  error: unknown,
  context: { readonly resource?: ResourceId; readonly region?: Region },
) => Failure;

/** What looking at the world takes. */
export interface Looking {
  readonly registry: Registry;
  readonly outside: Outside;
  readonly clock: Clock;
  readonly classify: Classify;
  /** Longest time for one look, in ms of the machine's clock. */
  readonly lookTimeoutMs: number;
  /** Gets new credentials after a call said that the old ones have expired. */
  readonly renewCredentials?: () => Promise<void>;
}

/** One call of a kind's `observe`: resources of one kind that are looked at together in one place. */
export interface Look {
  readonly kind: Kind;
  readonly place: Place;
  readonly resources: readonly Resource[];
  readonly waiting?: readonly Step[];
  /** What these resources refer to, as far as it is known, by `<resource>.<output>`. */
  readonly inputs?: Readonly<Record<string, string>>;
}

/** What one look found, with the failure where it could not be made. */
export interface Looked {
  readonly look: Look;
  readonly seen: ReadonlyMap<ResourceId, Seen>;
  readonly failure?: Failure;
}

/** The fewest looks that cover these resources in these places (each place the kind cares about where `places` is absent). */
export function looksFor(
  resources: readonly Resource[],
  registry: Registry,
  places: { readonly regions: readonly Region[]; readonly only?: readonly Place[] },
): Look[] {
  const looks = new Map<string, { kind: Kind; place: Place; resources: Resource[] }>();
  for (const resource of resources) {
    const kind = registry.get(resource.kind);
    if (kind === undefined) continue;
    for (const place of placesOf(kind, places.regions)) {
      if (places.only !== undefined && !places.only.includes(place)) continue;
      const key = JSON.stringify([kind.name, place, kind.batch?.(resource, place) ?? '']);
      const look = looks.get(key);
      if (look === undefined) looks.set(key, { kind, place, resources: [resource] });
      else look.resources.push(resource);
    }
  }
  return [...looks.values()];
}

/** Where a step is watched: where it says, as far as its kind looks there at all; else in its region, or where its kind looks. */
export function watchedPlaces(kind: Kind | undefined, step: Step): readonly Place[] {
  const regional = kind?.places.includes('regions') === true;
  const global = kind?.places.includes('global') === true;
  const wanted = step.watch ?? (regional ? [step.region] : ['global']);
  return wanted.filter((place) => (place === 'global' ? global : regional));
}

function placesOf(kind: Kind, regions: readonly Region[]): Place[] {
  return kind.places.flatMap((place) => (place === 'global' ? ['global'] : [...regions]));
}

/** Looks once. Never throws: what cannot be seen is `failed`, with whether the other side was reached at all. */
export async function lookOnce(look: Look, looking: Looking, signal?: AbortSignal): Promise<Looked> {
  const limit = AbortSignal.timeout(looking.lookTimeoutMs);
  const context = {
    outside: looking.outside,
    now: looking.clock.now(),
    signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    ...(look.waiting === undefined ? {} : { waiting: look.waiting }),
    ...(look.inputs === undefined ? {} : { inputs: look.inputs }),
  };
  try {
    const looked = look.kind.observe(look.resources, look.place, context);
    const values = await looking.clock.during(untilAborted(looked, context.signal));
    const seen = look.resources.map(({ id }): [ResourceId, Seen] => [
      id,
      values.has(id) ? { state: 'seen', value: values.get(id) } : { state: 'absent' },
    ]);
    return { look, seen: new Map(seen) };
  } catch (error) {
    const [first] = look.resources;
    const failure = looking.classify(error, {
      ...(first === undefined ? {} : { resource: first.id }),
      ...(look.place === 'global' ? {} : { region: look.place }),
    });
    const reachable = failure.class !== 'unreachable' && failure.class !== 'transient';
    return {
      look,
      seen: new Map(
        look.resources.map(({ id }) => [
          id,
          { state: 'failed', reachable, problem: { ...failure.problem, resource: id } },
        ]),
      ),
      failure,
    };
  }
}

/**
 * The work, or the end of waiting for it: clusters are connected to once for all who ask, by a call that heeds nobody's signal, and a job
 * that is cancelled has seconds. What is left behind may end as it likes.
 */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      const { reason } = signal as { readonly reason: unknown };
      reject(reason instanceof DOMException ? reason : new DOMException('interrupted', 'AbortError'));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Looks at everything the config names in these regions, all at once, trying again as the retry policy says (at most `tries` times). */
export async function observeAll(
  config: Config,
  looking: Looking,
  options: { readonly regions: readonly Region[]; readonly tries: number; readonly signal?: AbortSignal },
): Promise<Map<ResourceId, Observation>> {
  // Every look that waits to be tried again listens to the one signal; Node warns from the eleventh on.
  if (options.signal !== undefined) setMaxListeners(0, options.signal);
  const places = new Map<ResourceId, Record<Place, Seen>>(config.resources.map(({ id }) => [id, {}]));
  const lookAt = async (looks: readonly Look[]): Promise<void> => {
    const all = await Promise.all(looks.map((look) => lookWithRetries(look, looking, options)));
    for (const { look, seen } of all)
      for (const [id, value] of seen) (places.get(id) ?? {})[look.place] = value;
  };
  const observations = (): Map<ResourceId, Observation> => {
    const at = looking.clock.now();
    return new Map([...places].map(([id, found]) => [id, { at, places: found }]));
  };
  const looks = looksFor(config.resources, looking.registry, options);
  await lookAt(looks.filter(({ kind }) => kind.looksByInputs !== true));
  const known = observations();
  const later = looks.filter(({ kind }) => kind.looksByInputs === true);
  if (later.length === 0) return known;
  const resources = new Map(config.resources.map((resource) => [resource.id, resource]));
  await lookAt(
    later.map((look) => ({
      ...look,
      inputs: inputsOf(look, { registry: looking.registry, resources, known }),
    })),
  );
  return observations();
}

/** What the resources of a look refer to, in the place that is looked at, as far as `known` has it; by `<resource>.<output>`. */
export function inputsOf(
  { kind, place, resources: asking }: Look,
  {
    registry,
    resources,
    known,
  }: {
    readonly registry: Registry;
    readonly resources: ReadonlyMap<ResourceId, Resource>;
    readonly known: { get(id: ResourceId): Observation | undefined };
  },
): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const reference of asking.flatMap((resource) => kind.references?.(resource) ?? [])) {
    const id = resources.has(reference) ? reference : reference.slice(0, reference.lastIndexOf('.'));
    const resource = resources.get(id);
    const observation = known.get(id);
    if (resource === undefined || observation === undefined) continue;
    const outputs = registry.get(resource.kind)?.outputs?.(resource, observation, place) ?? {};
    for (const [name, value] of Object.entries(outputs))
      if (value !== undefined) inputs[`${id}.${name}`] = value;
  }
  return inputs;
}

async function lookWithRetries(
  look: Look,
  looking: Looking,
  options: { readonly tries: number; readonly signal?: AbortSignal },
): Promise<Looked> {
  for (let attempt = 1; ; attempt += 1) {
    const looked = await lookOnce(look, looking, options.signal);
    if (
      looked.failure === undefined ||
      !isPassing(looked.failure.class) ||
      attempt >= options.tries ||
      options.signal?.aborted === true
    )
      return looked;
    const delay = retryDelay(looked.failure, attempt, `${look.kind.name} ${look.place}`);
    if (delay === undefined) return looked;
    if (looked.failure.class === 'expired-credentials')
      await looking.renewCredentials?.().catch(() => undefined);
    await looking.clock.sleep(delay, options.signal);
  }
}
