import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Config, Resource } from '../../src/config/config.ts';
import { defaultAnswer } from '../../src/engine/host.ts';
import type { RunEvent } from '../../src/events.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { ecsService } from '../../src/kinds/ecs-service.ts';
import { planDeployment } from '../../src/operations/deploy-service.ts';
import { findRun, resumeService, runPlan } from '../../src/operations/run-service.ts';
import { openSession } from '../../src/operations/session.ts';
import type { Session } from '../../src/operations/session.ts';
import type { DeployRequest } from '../../src/plan/deploy-request.ts';
import { addAccessKey, addMetric } from '../../src/simulator/builders.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { createWorld, regionOf } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { serviceIn, shop } from './ecs-services.ts';
import { resourceOf } from './resource.ts';

/** Where the shop is deployed to. */
export const region = 'eu-west-1';
/** What its deployments sign with. */
export const keys = { id: 'AKIASIMULATOR0000009', secret: 'a-secret-of-the-tests' };

/** A shop that can be deployed to, in a world of its own. */
export interface Scene {
  readonly world: World;
  readonly session: Session;
  readonly simulator: Simulator;
  /** The image that the shop's tasks are to run. */
  readonly image: () => string;
  /** `said` gets everything that the run says. */
  deploy(
    what: DeployRequest['what'],
    given?: { readonly abort?: AbortController; readonly said?: string[] },
  ): Promise<string>;
  abort(given?: { readonly said?: string[] }): Promise<string>;
}

/** Who is told of its deployments, and by which variables. */
export interface Telling {
  readonly resources: readonly Resource[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Plays something in a fresh shop. */
export async function inShop(
  play: (scene: Scene) => Promise<void>,
  more?: Parameters<typeof shop>[1],
  telling: Telling = { resources: [] },
): Promise<void> {
  const clock = virtualClock(Date.UTC(2026, 10, 21, 10));
  const world = createWorld(clock);
  addAccessKey(world, keys);
  shop(2, more)(world);
  const simulator = await startSimulator({ world });
  const env = {
    AWS_ENDPOINT_URL: simulator.url,
    AWS_ACCESS_KEY_ID: keys.id,
    AWS_SECRET_ACCESS_KEY: keys.secret,
    ...telling.env,
  };
  Object.assign(process.env, env);
  const directory = await mkdtemp(join(tmpdir(), 'deploy-'));
  const config: Config = {
    ...{ service: 'shop', regions: [region, 'eu-west-2'], objectives: {} },
    ...{ file: 'failover.yml', digest: 'sha256:shop' },
    resources: [resourceOf(ecsService, ecsService.example, 'services'), ...telling.resources],
  };
  const session = openSession({
    ...{
      config,
      registry: new Map([...kinds, ['ecs-service', ecsService]]),
      clock,
      to: region,
      env,
      directory,
    },
    credentials: () => Promise.resolve({ accessKeyId: keys.id, secretAccessKey: keys.secret }),
  });
  const hostOf = (said: string[]) => ({
    emit: (event: RunEvent) => {
      if (event.type !== 'run-started') said.push(JSON.stringify(event));
    },
    ask: (request: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(request)),
  });
  const executor = { actor: 'ada', signal: new AbortController().signal };
  const scene: Scene = {
    ...{ world, session, simulator },
    image: () => {
      const { taskDefinition } = serviceIn(world, region);
      const revisions = [...regionOf(world, region).containers.taskDefinitions.values()].flat();
      const found = revisions.find(({ arn }) => arn === taskDefinition);
      return found?.definition.containerDefinitions?.[0]?.image ?? '';
    },
    deploy: async (what, { abort = new AbortController(), said = [] } = {}) => {
      const planned = await planDeployment(session, { resource: 'services', region, what });
      expect(planned.plan.problems).toEqual([]);
      said.push(...planned.plan.warnings);
      const { result, warnings } = await runPlan(session, planned, {
        ...executor,
        host: hostOf(said),
        signal: abort.signal,
        reason: 'a test',
      });
      said.push(...warnings);
      return result;
    },
    abort: async ({ said = [] } = {}) => {
      const { record } = await findRun(session, undefined);
      const requests = [{ type: 'operator-abort' as const, at: clock.now(), actor: 'ada', reason: 'enough' }];
      return (await resumeService(session, record.run, { ...executor, host: hostOf(said), requests })).result;
    },
  };
  try {
    await play(scene);
  } finally {
    session.close();
    await simulator.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** What the shop's load balancer counts: errors in a hundred depend on what runs. */
export function traffic(scene: Scene, bad: { errors?: number }): void {
  const { world } = scene;
  const balancer = regionOf(world, region).loadBalancers.get('shop');
  const dimensions = {
    TargetGroup: balancer?.targetGroupArn.replace(/^.*:(?=targetgroup\/)/, '') ?? '',
    LoadBalancer: balancer?.arn.replace(/^.*:loadbalancer\//, '') ?? '',
  };
  const common = { namespace: 'AWS/ApplicationELB', dimensions, unit: 'None' };
  const ofNew = (value: number, otherwise: number) => () =>
    scene.image() === 'shop-api:2' ? value : otherwise;
  addMetric(world, region, { ...common, metricName: 'RequestCount', valueAt: () => 100 });
  addMetric(world, region, {
    ...common,
    metricName: 'HTTPCode_Target_5XX_Count',
    valueAt: ofNew(bad.errors ?? 0, 0),
  });
  addMetric(world, region, {
    ...common,
    metricName: 'TargetResponseTime',
    valueAt: () => 0.2,
  });
}
