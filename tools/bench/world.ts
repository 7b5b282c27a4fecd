import { fork } from 'node:child_process';
import type { Plan, Step } from '../../src/plan/plan.ts';
import { steppedClock, type SteppedClock } from '../../src/simulator/clock.ts';
import { startScenario, type Environment } from '../../src/simulator/environment.ts';
import { findObject } from '../../src/simulator/kubernetes/cluster.ts';
import { numberAt } from '../../src/simulator/kubernetes/json.ts';
import { settleCluster } from '../../src/simulator/kubernetes/rollout.ts';
import { criticalPathMs } from './critical-path.ts';
import type { FromChild, RunReport } from './messages.ts';

/** A simulated world whose time a measured process moves, and what became of its resources when. */
export interface MeasuredWorld {
  readonly environment: Environment;
  readonly startMs: number;
  readonly clock: SteppedClock;
  /** Starts a script in this world and gives back its last message. Throws when it ends without one. */
  readonly run: (
    script: string,
    extra: Readonly<Record<string, string>>,
  ) => Promise<Exclude<FromChild, { type: 'advance' }>>;
  /** The shortest time in which this plan could have been carried out in this world, in ms. */
  readonly limitMs: (report: RunReport) => number;
}

/** The finest difference in time that the world's own end of a change is known to, in ms. */
const grainMs = 250;
const standby = 'eu-west-2';

/** Starts the world of a scenario at a time in ms since the epoch. */
export async function startMeasured(scenario: string, startMs = Date.now()): Promise<MeasuredWorld> {
  const clock = steppedClock(startMs);
  const environment = await startScenario({ scenario, clock });
  const variables = { ...environment.environment, REGION_FAILOVER_CLOCK: '' };
  const ready = new Map<string, number>();
  return {
    environment,
    startMs,
    clock,
    run: async (script, extra) =>
      await runChild(script, { ...variables, ...extra }, (toMs) => {
        advance({ environment, clock, ready }, toMs);
      }),
    limitMs: ({ plan, steps }) =>
      criticalPathMs(plan, (id) => {
        const end = ready.get(resourceOf(plan, id));
        const times = steps[id];
        return end === undefined || times === undefined ? 0 : Math.max(0, end - times.startedAt);
      }),
  };
}

/** What a step waits for in the world; the others cost no time of the world's. */
function resourceOf(plan: Plan, id: string): string {
  const step = plan.steps.find((each) => each.id === id);
  if (step === undefined || step.region !== standby) return '';
  const words: Partial<Record<string, (of: Step) => string>> = {
    'rds-instance': ({ params }) => `database ${text(params['instance'])}`,
    'kubernetes-deployment': ({ params }) =>
      `deployment ${text(params['namespace'])}/${text(params['name'])}`,
    'elasticache-cluster': () => 'caches',
    'eks-nodegroup': () => 'nodes',
  };
  return words[step.kind]?.(step) ?? '';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

interface Watched {
  readonly environment: Environment;
  readonly clock: SteppedClock;
  readonly ready: Map<string, number>;
}

/** Moves the world in small steps and notes the moment at which each resource became what the failover wants it to be. */
function advance({ environment: { world, clusters }, clock, ready }: Watched, toMs: number): void {
  const cluster = clusters.find(({ region }) => region === standby);
  const region = world.regions.get(standby);
  const note = (name: string, is: boolean): void => {
    if (!is) ready.delete(name);
    else if (!ready.has(name)) ready.set(name, clock.now());
  };
  while (clock.now() < toMs) {
    clock.advance(Math.min(grainMs, toMs - clock.now()));
    world.settle();
    for (const { identifier, writable, status } of region?.dbInstances.values() ?? [])
      note(`database ${identifier}`, writable && status === 'available');
    const caches = [...(region?.cacheClusters.values() ?? [])];
    note('caches', caches.length > 0 && caches.every(({ status }) => status === 'available'));
    const groups = [...(region?.clusters.values() ?? [])].flatMap(({ nodegroups }) => [
      ...nodegroups.values(),
    ]);
    note(
      'nodes',
      groups.every(({ status }) => status === 'ACTIVE'),
    );
    if (cluster === undefined) continue;
    settleCluster(cluster);
    for (const key of cluster.workloads.keys()) {
      const deployment = findObject(cluster, 'deployments', key);
      const wanted = numberAt(deployment, ['spec', 'replicas']);
      note(
        `deployment ${key}`,
        wanted > 0 && numberAt(deployment, ['status', 'availableReplicas']) >= wanted,
      );
    }
  }
}

function runChild(
  script: string,
  environment: Readonly<Record<string, string>>,
  onAdvance: (toMs: number) => void,
): Promise<Exclude<FromChild, { type: 'advance' }>> {
  return new Promise((resolve, reject) => {
    const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
    const child = fork(script, {
      env: { PATH, HOME, TMPDIR, ...environment },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-2_000);
    });
    let last: Exclude<FromChild, { type: 'advance' }> | undefined;
    child.on('message', (message: FromChild) => {
      if (message.type !== 'advance') {
        last = message;
        return;
      }
      onAdvance(message.toMs);
      child.send('arrived');
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (last === undefined)
        reject(new Error(`${script} ended with ${code ?? 'a signal'} and no figures: ${said}`));
      else resolve(last);
    });
  });
}
