import { createAws } from '../../src/aws/clients.ts';
import type { Resource } from '../../src/config/config.ts';
import { classify } from '../../src/error-class.ts';
import { createHttp } from '../../src/http-client.ts';
import type { Place, ResourceId } from '../../src/ids.ts';
import { createKubernetes } from '../../src/kubernetes/clients.ts';
import type { ApplyContext, Kind, Observation, Outside, Seen } from '../../src/kinds/kind.ts';
import type { Goal, Step, StepDraft } from '../../src/plan/plan.ts';
import { createPrograms } from '../../src/program-runner.ts';
import { createSql } from '../../src/sql-client.ts';
import { addAccessKey } from '../../src/simulator/builders.ts';
import { steppedClock } from '../../src/simulator/clock.ts';
import { startScenario } from '../../src/simulator/environment.ts';
import type { Cluster } from '../../src/simulator/kubernetes/cluster.ts';
import type { Faults } from '../../src/simulator/faults.ts';
import type { RequestLog } from '../../src/simulator/request-log.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { createWorld } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';

/** The run that every test pretends to be; its id agrees with the clock's beginning. */
export const run = 'fo-20261121-100000-7f3a';

const begin = Date.UTC(2026, 10, 21, 10);

/** A simulated world and the real clients that reach it over loopback. */
export interface Wire {
  readonly outside: Outside;
  readonly world: World;
  /** The Kubernetes clusters of a scenario; none where there is AWS alone. */
  readonly clusters: readonly Cluster[];
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly now: () => number;
  /** Lets the world's time pass. */
  readonly advance: (ms: number) => void;
  readonly close: () => Promise<void>;
}

const keys = { id: 'AKIASIMULATOR0000009', secret: 'a-secret-of-the-tests' };

/** AWS alone, with what `build` puts into it. */
export async function awsWire(build: (world: World) => void): Promise<Wire> {
  const clock = steppedClock(begin);
  const world = createWorld(clock);
  addAccessKey(world, keys);
  build(world);
  const simulator = await startSimulator({ world });
  const { url, faults, log } = simulator;
  const close = () => simulator.close();
  const environment = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: keys.id,
    AWS_SECRET_ACCESS_KEY: keys.secret,
  };
  return wire({ world, clusters: [], faults, log, close, environment, clock });
}

/** A whole scenario by its name, such as `lomash-wood:dark`: AWS, Kubernetes, the website and DNS. */
export async function scenarioWire(scenario: string): Promise<Wire> {
  const clock = steppedClock(begin);
  const started = await startScenario({ scenario, clock });
  const { world, clusters, faults, log, environment } = started;
  const close = () => started.close();
  return wire({ world, clusters, faults, log, close, environment, clock });
}

interface Started {
  readonly world: World;
  readonly clusters: readonly Cluster[];
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: { now(): number; advance(ms: number): unknown };
  readonly close: () => Promise<void>;
}

function wire({ world, clusters, faults, log, environment, clock, close }: Started): Wire {
  // The SDK reads its endpoint from the process; `test/rig/own-environment.ts` takes it out again after the file.
  Object.assign(process.env, environment);
  const now = () => clock.now();
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'] ?? '';
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'] ?? '';
  const aws = createAws({
    homeRegion: 'eu-west-2',
    credentials: () => Promise.resolve({ accessKeyId, secretAccessKey }),
    requestTimeoutMs: 5000,
  });
  const env = { ...process.env, ...environment };
  const outside = {
    aws,
    kubernetes: createKubernetes({ aws, env }),
    http: createHttp({ env }),
    programs: createPrograms({ env }),
    sql: createSql(),
  };
  return {
    outside,
    world,
    clusters,
    faults,
    log,
    now,
    advance: (ms) => void clock.advance(ms),
    close: async () => {
      aws.close();
      await close();
    },
  };
}

/** What a kind gets when it changes something in this world. */
export function contextOf(
  { outside, now }: Wire,
  goal: Goal,
  inputs: Readonly<Record<string, string>> = {},
): ApplyContext {
  const token = '0123456789abcdef0123456789abcdef';
  return {
    outside,
    now: now(),
    signal: AbortSignal.timeout(20_000),
    token,
    run,
    reason: 'a test',
    goal,
    inputs,
  };
}

/** The places a kind looks at for a goal. */
export function placesOf(kind: Kind, { from, to }: Goal): readonly Place[] {
  return kind.places.flatMap((where) => (where === 'global' ? ['global'] : [from, to]));
}

/** Looks at resources everywhere, as the engine does: what throws becomes a failed look. */
export async function lookAll(
  kind: Kind,
  resources: readonly Resource[],
  { wire: world, goal, waiting }: { wire: Wire; goal: Goal; waiting?: readonly Step[] },
): Promise<ReadonlyMap<ResourceId, Observation>> {
  const places = await Promise.all(
    placesOf(kind, goal).map(async (place): Promise<[Place, (id: ResourceId) => Seen]> => {
      try {
        const context = { ...contextOf(world, goal), ...(waiting && { waiting }) };
        const values = await kind.observe(resources, place, context);
        return [
          place,
          (id) => (values.has(id) ? { state: 'seen', value: values.get(id) } : { state: 'absent' }),
        ];
      } catch (error) {
        const failure = classify(error, { region: place });
        return [
          place,
          () => ({ state: 'failed', reachable: failure.class !== 'unreachable', problem: failure.problem }),
        ];
      }
    }),
  );
  return new Map(
    resources.map(({ id }) => [
      id,
      { at: world.now(), places: Object.fromEntries(places.map(([place, seen]) => [place, seen(id)])) },
    ]),
  );
}

/** Looks at one resource everywhere. */
export async function look(
  kind: Kind,
  resource: Resource,
  at: { wire: Wire; goal: Goal; waiting?: readonly Step[] },
): Promise<Observation> {
  return (await lookAll(kind, [resource], at)).get(resource.id) ?? { at: 0, places: {} };
}

/** A proposed step as the planner would put it into a plan. */
export function stepOf(draft: StepDraft, resource: Resource): Step {
  return {
    ...draft,
    id: `${resource.id}:${draft.action}`,
    resource: resource.id,
    kind: resource.kind,
    needs: [],
  };
}
