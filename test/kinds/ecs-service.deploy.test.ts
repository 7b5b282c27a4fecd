import { describe, expect, it } from 'vitest';
import type { Minute, TrafficLook } from '../../src/kinds/ecs-service-traffic.ts';
import { ecsService } from '../../src/kinds/ecs-service.ts';
import { planDeployment } from '../../src/operations/deploy-service.ts';
import { findRun, resumeService } from '../../src/operations/run-service.ts';
import type { DeployRequest } from '../../src/plan/deploy-request.ts';
import { addTaskDefinition } from '../../src/simulator/container-builders.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { regionOf } from '../../src/simulator/world.ts';
import { inShop, region, traffic, type Scene } from './deploying-shop.ts';
import { serviceIn } from './ecs-services.ts';

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
      expect(await scene.deploy({ image: 'shop-api:2' }, { abort })).toBe('halted');
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
