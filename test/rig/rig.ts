import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/clock.ts';
import type { Config } from '../../src/config/config.ts';
import { defaultAnswer, type Host, type HostAnswer, type HostRequest } from '../../src/engine/host.ts';
import { observeAll, type Looking } from '../../src/engine/observe.ts';
import { loadRun, resumeRun, startRun, type RunInput, type StoredRun } from '../../src/engine/run.ts';
import type { OperatorRequest, RunRecord, RunStore } from '../../src/engine/run-store.ts';
import type { Numbered, RunEvent, RunSummary } from '../../src/events.ts';
import type { Outside, Registry } from '../../src/kinds/kind.ts';
import { buildPlan, type PlanRequest } from '../../src/plan/build-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import { localStore } from '../../src/store/local-store.ts';
import { makeProcess, never, toyKind, type Process, type ToySpec, type ToyStep } from './toy-kind.ts';
import { classifyToy, toyWorld, type ToyWorld } from './toy-world.ts';

/** When toy runs begin, ms since the epoch. */
export const startMs = Date.UTC(2026, 0, 1);

/** A toy resource: its steps, and the resources it comes after. */
export interface ToyResource extends Partial<Omit<ToySpec, 'steps'>> {
  readonly steps: readonly ToyStep[];
  readonly after?: readonly string[];
}

/** A config of toys by id. */
export function toyConfig(
  resources: Readonly<Record<string, ToyResource>>,
  more: Partial<Config> = {},
): Config {
  return {
    service: 'toys',
    regions: ['eu-west-1', 'eu-west-2'],
    objectives: {},
    file: 'failover.yml',
    digest: 'sha256:toys',
    ...more,
    resources: Object.entries(resources).map(([id, { after = [], ...spec }]) => ({
      id,
      group: id.split('/')[0] ?? id,
      kind: 'toy',
      spec,
      regional: {},
      after,
    })),
  };
}

/** What is special about one process of a run. */
export interface ProcessOptions {
  readonly answer?: (request: HostRequest) => HostAnswer | Promise<HostAnswer>;
  readonly slots?: number;
  readonly confirm?: boolean;
  readonly onEvent?: (event: Numbered<RunEvent>) => void;
  readonly abort?: AbortSignal;
  /** The process dies before or after this write of the journal, counted from 1. */
  readonly dieAtWrite?: { readonly number: number; readonly when: 'before' | 'after' };
  readonly renewCredentials?: () => Promise<void>;
  readonly digest?: string;
  readonly holder?: string;
  readonly store?: (store: RunStore) => RunStore;
  readonly clock?: Clock;
}

/** A world, a store and a plan, and processes that run it. */
export interface Rig {
  readonly world: ToyWorld;
  readonly store: RunStore;
  readonly directory: string;
  readonly plan: Plan;
  readonly events: Numbered<RunEvent>[];
  readonly asked: HostRequest[];
  readonly run: string;
  /** The clock of the newest process. */
  readonly clock: () => Clock;
  /** Starts the run; undefined when its process has died. */
  start(options?: ProcessOptions): Promise<RunSummary | undefined>;
  resume(requests?: readonly OperatorRequest[], options?: ProcessOptions): Promise<RunSummary | undefined>;
  /** Kills the process that runs now. */
  kill(): void;
  stored(): Promise<StoredRun>;
  close(): void;
}

/** Makes a rig for these toys. */
export function makeRig(
  resources: Readonly<Record<string, ToyResource>>,
  settings: { readonly objectives?: Config['objectives']; readonly request?: Partial<PlanRequest> } = {},
): Rig {
  const directory = mkdtempSync(join(tmpdir(), 'toys-'));
  const world = toyWorld();
  const config = toyConfig(resources, { objectives: settings.objectives ?? {} });
  const kindOf = (process: Process): Registry => new Map([['toy', toyKind(world, process)]]);
  const request: PlanRequest = {
    from: 'eu-west-1',
    to: 'eu-west-2',
    operation: 'failover',
    mode: 'unplanned',
    only: [],
    ...settings.request,
  };
  const plan = buildPlan({
    config,
    registry: kindOf(makeProcess()),
    observations: new Map(),
    request,
    observedAt: startMs,
  });
  const store = localStore(directory);
  const run = 'fo-20260101-000000-toys';
  const record: RunRecord = {
    schemaVersion: 1,
    run,
    service: 'toys',
    declaredAt: startMs - 60_000,
    actor: 'ann',
    reason: 'a drill',
    configDigest: config.digest,
    plan,
  };
  const events: Numbered<RunEvent>[] = [];
  const asked: HostRequest[] = [];
  let clock: Clock = virtualClock(startMs);
  let process = makeProcess();

  const begin = (options: ProcessOptions): RunInput => {
    const own = makeProcess();
    process = own;
    // A process that has died still holds its clock: the next one has a clock of its own, a little later.
    clock = options.clock ?? virtualClock(clock.now() + 1_000);
    const looking: Looking = {
      registry: kindOf(own),
      outside: {} as Outside, // Toys reach nothing outside.
      clock,
      classify: classifyToy,
      lookTimeoutMs: 60_000,
      ...(options.renewCredentials === undefined ? {} : { renewCredentials: options.renewCredentials }),
    };
    const host: Host = {
      emit: (event) => {
        if (own.isDead()) return;
        events.push(event);
        options.onEvent?.(event);
      },
      ask: async (question) => {
        asked.push(question);
        return await (options.answer ?? defaultAnswer)(question);
      },
    };
    const mortal = mortalStore(store, own, options.dieAtWrite);
    return {
      config: { ...config, digest: options.digest ?? config.digest },
      looking,
      store: options.store?.(mortal) ?? mortal,
      host,
      holder: options.holder ?? 'here/1',
      // A process of another machine may always be alive.
      hasEnded: (holder) => holder.startsWith('here/'),
      signal: options.abort ?? new AbortController().signal,
      slots: options.slots ?? 1_000,
      confirmPointOfNoReturn: options.confirm ?? false,
    };
  };
  const untilDeath = async (work: Promise<RunSummary>): Promise<RunSummary | undefined> =>
    await Promise.race([work, process.died.then(() => undefined)]);

  return {
    world,
    store,
    directory,
    plan,
    events,
    asked,
    run,
    clock: () => clock,
    start: async (options = {}) => {
      const input = begin(options);
      const observations = await observeAll(input.config, input.looking, {
        regions: config.regions,
        tries: 1,
      });
      return await untilDeath(startRun(input, record, observations));
    },
    resume: async (requests = [], options = {}) => await untilDeath(resumeRun(begin(options), run, requests)),
    kill: () => {
      process.die();
    },
    stored: async () => await loadRun(store, run),
    close: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function mortalStore(store: RunStore, process: Process, dieAt: ProcessOptions['dieAtWrite']): RunStore {
  let writes = 0;
  const mortal =
    <Args extends unknown[], T>(method: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      if (process.isDead()) return await never();
      const result = await method(...args);
      return process.isDead() ? await never() : result;
    };
  return {
    place: store.place,
    create: mortal((...args: Parameters<RunStore['create']>) => store.create(...args)),
    read: mortal((...args: Parameters<RunStore['read']>) => store.read(...args)),
    append: mortal(async (run, entries) => {
      writes += 1;
      if (writes === dieAt?.number && dieAt.when === 'before') process.die();
      else await store.append(run, entries);
      if (writes === dieAt?.number) process.die();
    }),
    list: mortal((...args: Parameters<RunStore['list']>) => store.list(...args)),
    acquireLease: mortal((...args: Parameters<RunStore['acquireLease']>) => store.acquireLease(...args)),
    renewLease: mortal((...args: Parameters<RunStore['renewLease']>) => store.renewLease(...args)),
    releaseLease: mortal((...args: Parameters<RunStore['releaseLease']>) => store.releaseLease(...args)),
    readLease: mortal((...args: Parameters<RunStore['readLease']>) => store.readLease(...args)),
    request: mortal((...args: Parameters<RunStore['request']>) => store.request(...args)),
    readRequests: mortal((...args: Parameters<RunStore['readRequests']>) => store.readRequests(...args)),
    dropRequests: mortal((...args: Parameters<RunStore['dropRequests']>) => store.dropRequests(...args)),
  };
}
