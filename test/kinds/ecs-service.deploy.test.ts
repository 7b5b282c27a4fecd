import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { defaultAnswer } from '../../src/engine/host.ts';
import { kinds } from '../../src/kinds/registry.ts';
import type { Minute, TrafficLook } from '../../src/kinds/ecs-service-traffic.ts';
import { ecsService } from '../../src/kinds/ecs-service.ts';
import { planDeployment } from '../../src/operations/deploy-service.ts';
import { findRun, resumeService, runPlan } from '../../src/operations/run-service.ts';
import { openSession } from '../../src/operations/session.ts';
import type { Session } from '../../src/operations/session.ts';
import type { DeployRequest } from '../../src/plan/deploy-request.ts';
import { addAccessKey, addMetric } from '../../src/simulator/builders.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import { addTaskDefinition } from '../../src/simulator/container-builders.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { createWorld, regionOf } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { serviceIn, shop } from './ecs-services.ts';
import { resourceOf } from './resource.ts';

const region = 'eu-west-1';
const keys = { id: 'AKIASIMULATOR0000009', secret: 'a-secret-of-the-tests' };

interface Scene {
  readonly world: World;
  readonly session: Session;
  readonly simulator: Simulator;
  /** The image that the shop's tasks are to run. */
  readonly image: () => string;
  deploy(what: DeployRequest['what'], abort?: AbortController): Promise<string>;
  abort(): Promise<string>;
}

async function inShop(
  play: (scene: Scene) => Promise<void>,
  more?: Parameters<typeof shop>[1],
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
  };
  Object.assign(process.env, env);
  const directory = await mkdtemp(join(tmpdir(), 'deploy-'));
  const config: Config = {
    ...{ service: 'shop', regions: [region, 'eu-west-2'], objectives: {} },
    ...{ file: 'failover.yml', digest: 'sha256:shop' },
    resources: [resourceOf(ecsService, ecsService.example, 'services')],
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
  const host = {
    emit: () => undefined,
    ask: (request: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(request)),
  };
  const executor = { host, actor: 'ada', signal: new AbortController().signal };
  const scene: Scene = {
    ...{ world, session, simulator },
    image: () => {
      const { taskDefinition } = serviceIn(world, region);
      const revisions = [...regionOf(world, region).containers.taskDefinitions.values()].flat();
      const found = revisions.find(({ arn }) => arn === taskDefinition);
      return found?.definition.containerDefinitions?.[0]?.image ?? '';
    },
    deploy: async (what, abort = new AbortController()) => {
      const planned = await planDeployment(session, { resource: 'services', region, what });
      expect(planned.plan.problems).toEqual([]);
      const { result } = await runPlan(session, planned, {
        ...executor,
        signal: abort.signal,
        reason: 'a test',
      });
      return result;
    },
    abort: async () => {
      const { record } = await findRun(session, undefined);
      const requests = [{ type: 'operator-abort' as const, at: clock.now(), actor: 'ada', reason: 'enough' }];
      return (await resumeService(session, record.run, { ...executor, requests })).result;
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
function traffic(scene: Scene, bad: { errors?: number }): void {
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

const revisionsIn = ({ world }: Scene) =>
  regionOf(world, region).containers.taskDefinitions.get('shop-api') ?? [];

describe('deploying an image', () => {
  it('registers it, waits until its tasks have replaced the old ones, and watches them', () =>
    inShop(async (scene) => {
      traffic(scene, {});
      expect(await scene.deploy({ image: 'shop-api:2' })).toBe('done');
      const service = serviceIn(scene.world, region);
      expect(scene.image()).toBe('shop-api:2');
      expect(service.deployments).toMatchObject([
        { rolloutState: 'COMPLETED', taskDefinition: service.taskDefinition },
      ]);
      // The rest of the definition is what it was.
      const [former, added] = revisionsIn(scene).map(({ definition }) => definition);
      expect(added).toMatchObject({ taskRoleArn: former?.taskRoleArn, networkMode: 'awsvpc' });
    }));

  it('registers nothing twice', () =>
    inShop(async (scene) => {
      traffic(scene, {});
      addTaskDefinition(scene.world, region, { family: 'shop-api', image: 'shop-api:2' });
      expect(await scene.deploy({ image: 'shop-api:2' })).toBe('done');
      expect(findRequests(scene.simulator.log, { operation: 'RegisterTaskDefinition' })).toEqual([]);
      expect(scene.image()).toBe('shop-api:2');
    }));

  it('takes it back by itself when it does badly, and leaves nothing of it when the run is given up', () =>
    inShop(async (scene) => {
      traffic(scene, { errors: 6 });
      expect(await scene.deploy({ image: 'shop-api:2' })).toBe('stopped');
      expect(scene.image()).toBe('shop-api:1');
      expect(serviceIn(scene.world, region).deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
      expect(await scene.abort()).toBe('aborted');
      expect(revisionsIn(scene).map(({ status }) => status)).toEqual(['ACTIVE', 'INACTIVE']);
    }));

  it('fails when the circuit breaker of ECS has taken it back', () =>
    inShop(
      async (scene) => {
        regionOf(scene.world, region).containers.badImages.set('shop-api:2', 'crashes');
        expect(await scene.deploy({ image: 'shop-api:2' })).toBe('stopped');
        expect(scene.image()).toBe('shop-api:1');
      },
      { circuitBreaker: { enable: true, rollback: true } },
    ));

  it('goes on where it was after its process has died', () =>
    inShop(async (scene) => {
      traffic(scene, {});
      const abort = new AbortController();
      scene.simulator.log.beforeAnswer = ({ operation }) => {
        if (operation === 'UpdateService') abort.abort();
      };
      expect(await scene.deploy({ image: 'shop-api:2' }, abort)).toBe('halted');
      const { record } = await findRun(scene.session, undefined);
      const host = { emit: () => undefined, ask: () => Promise.reject(new Error('nothing is asked')) };
      const running = { host, actor: 'ada', signal: new AbortController().signal, requests: [] };
      expect(await resumeService(scene.session, record.run, running)).toMatchObject({ result: 'done' });
      expect(findRequests(scene.simulator.log, { operation: 'RegisterTaskDefinition' })).toHaveLength(1);
      expect(findRequests(scene.simulator.log, { operation: 'UpdateService' })).toHaveLength(1);
    }));
});

describe('rolling back', () => {
  it('deploys the revision before the one that runs, whatever is newer', () =>
    inShop(async (scene) => {
      traffic(scene, {});
      const { arn } = addTaskDefinition(scene.world, region, { family: 'shop-api', image: 'shop-api:2' });
      const service = serviceIn(scene.world, region);
      service.taskDefinition = arn;
      for (const deployment of service.deployments) deployment.taskDefinition = arn;
      addTaskDefinition(scene.world, region, { family: 'shop-api', image: 'shop-api:3' });
      addTaskDefinition(scene.world, region, { family: 'shop-api-green', image: 'green:1' });
      expect(await scene.deploy('previous')).toBe('done');
      expect(scene.image()).toBe('shop-api:1');
      await expect(scene.deploy('previous')).rejects.toMatchObject({
        problems: [
          { code: 'RESOURCE_MISSING', message: expect.stringContaining('before shop-api:1') as string },
        ],
      });
    }));
});

describe('planning a deployment', () => {
  it('shows what is called, and what takes it back', () =>
    inShop(async ({ session }) => {
      const { plan } = await planDeployment(session, {
        resource: 'services',
        region,
        what: { image: 'shop-api:2' },
      });
      expect(plan.steps.map(({ id, retreats }) => [id, retreats])).toEqual([
        ['services:register(shop-api)', undefined],
        ['services:deploy(shop-api)', undefined],
        ['services:evaluate(shop-api)', 'deploy(shop-api)'],
      ]);
      expect(plan.steps[2]?.title).toMatch(/errors below 5%, p99 below 2\ss, targets healthy$/);
    }));

  it('refuses what it does not know', () =>
    inShop(async ({ session }) => {
      const ask = async (request: Partial<DeployRequest>) =>
        await planDeployment(session, { resource: 'services', region, what: { image: 'x' }, ...request });
      await expect(ask({ resource: 'nothing' })).rejects.toMatchObject({
        problems: [{ code: 'ONLY_UNKNOWN' }],
      });
      await expect(ask({ region: 'us-east-1' })).rejects.toMatchObject({
        problems: [{ code: 'REGION_UNKNOWN' }],
      });
      await expect(ask({ color: 'blue' })).rejects.toMatchObject({
        problems: [{ code: 'RESOURCE_MISSING', message: expect.stringContaining('shop-api-blue') as string }],
      });
      await expect(ask({ what: { taskDefinition: 'shop-api:9' } })).rejects.toMatchObject({
        problems: [{ code: 'RESOURCE_MISSING' }],
      });
      await expect(ask({ what: { image: 'x', container: 'sidecar' } })).rejects.toMatchObject({
        problems: [{ code: 'USAGE' }],
      });
    }));
});

const start = Date.UTC(2026, 10, 21, 10);
const minute = (index: number, given: Partial<Minute> = {}): Minute => ({
  ...{ at: start + index * 60_000, requests: 100, errors: 0, p99Ms: 200 },
  ...given,
});
const well: TrafficLook = { targets: 6, healthy: 6, minutes: [minute(0)] };

describe('watching a deployment', () => {
  it.each<[string, TrafficLook, { after: number; state: string; words: string }]>([
    ['is over after a full period', well, { after: 1, state: 'done', words: '0 errors in 100 requests' }],
    [
      'goes on until a period is full',
      { ...well, minutes: [] },
      { after: 1, state: 'pending', words: 'no full evaluation period yet' },
    ],
    [
      'does not wait for requests for ever',
      { ...well, minutes: [] },
      { after: 4, state: 'done', words: 'no request came in that time' },
    ],
    [
      'allows as many errors as the threshold',
      { ...well, minutes: [minute(0, { errors: 5 })] },
      { after: 1, state: 'done', words: '5 errors' },
    ],
    [
      'waits whether errors go away',
      { ...well, minutes: [minute(0, { errors: 6 })] },
      { after: 1, state: 'pending', words: '6% of the answers' },
    ],
    [
      'takes errors that stay for a verdict',
      { ...well, minutes: [minute(0, { errors: 6 })] },
      { after: 2, state: 'broken', words: '6% of the answers' },
    ],
    [
      'forgets errors that went away',
      { ...well, minutes: [minute(0, { errors: 60 }), minute(1)] },
      { after: 2, state: 'done', words: '60 errors' },
    ],
    [
      'takes slow answers for a verdict',
      { ...well, minutes: [minute(0, { p99Ms: 2001 })] },
      { after: 2, state: 'broken', words: 'p99 is 2001 ms' },
    ],
    [
      'ignores what was before it',
      { ...well, minutes: [minute(-1, { errors: 90 }), minute(0)] },
      { after: 1, state: 'done', words: '0 errors' },
    ],
    [
      'waits for targets',
      { ...well, healthy: 5 },
      { after: 1, state: 'pending', words: '1 of 6 targets are not healthy' },
    ],
    [
      'takes targets that stay unhealthy for a verdict',
      { ...well, healthy: 5 },
      { after: 2, state: 'broken', words: '1 of 6 targets' },
    ],
  ])('%s', (_words, traffic, { after, state, words }) =>
    inShop(async ({ session, world }) => {
      const { plan, observations } = await planDeployment(session, {
        ...{
          resource: 'services',
          region,
          what: { taskDefinition: serviceIn(world, region).taskDefinition },
        },
      });
      const watch = plan.steps.at(-1);
      const place = observations.get('services')?.places[region];
      if (watch === undefined || place?.state !== 'seen') throw new Error('nothing was planned');
      const shopLook = (place.value as Record<string, object>)['shop-api'];
      const value = { 'shop-api': { ...shopLook, traffic } };
      const seen = { at: start, startedAt: start, places: { [region]: { state: 'seen' as const, value } } };
      const settled = ecsService.settled(watch, seen, start + after * 60_000);
      expect(settled.state).toBe(state);
      expect(JSON.stringify(settled)).toContain(words);
    }),
  );
});
