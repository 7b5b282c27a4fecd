import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/aws/policy.ts';
import { FailoverError } from '../../src/errors.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { measurementsOf, publish } from '../../src/operations/health-metrics.ts';
import { healthOfService } from '../../src/operations/health-service.ts';
import { permissionsFor, type Purpose } from '../../src/operations/iam-service.ts';
import { applyMonitoring, planMonitoring } from '../../src/operations/monitor-service.ts';
import type { Session } from '../../src/operations/session.ts';
import { addTaskDefinition } from '../../src/simulator/container-builders.ts';
import { attachPolicy, detachPolicies } from '../../src/simulator/iam-policy.ts';
import { regionOf, type World } from '../../src/simulator/world.ts';
import { without } from '../acceptance/iam-scene.ts';
import { inShop, keys, region, traffic, type Scene } from '../kinds/deploying-shop.ts';
import { serviceIn } from '../kinds/ecs-services.ts';
import { openSmallService } from './small-service.ts';

function printed({ config }: Session, operation: Purpose): PolicyDocument {
  const request = { operation, from: region, to: 'eu-west-2', mode: 'auto', only: [] } as const;
  return permissionsFor(config, kinds, request).policy;
}

function enforce(world: World, policy: PolicyDocument): void {
  detachPolicies(world, keys.id);
  attachPolicy(world, keys.id, policy);
}

/** One action of one statement: what can be missing. */
function actionsIn({
  Statement,
}: PolicyDocument): readonly { readonly sid: string; readonly action: string }[] {
  return Statement.flatMap(({ Sid, Action }) => Action.map((action) => ({ sid: Sid, action })));
}

describe('the policy for deploying', () => {
  /** The way on which everything is called that is allowed: tags are copied, and what does badly is taken back. `until`: no further than this action. */
  const everything = async (scene: Scene, until?: string): Promise<string> => {
    traffic(scene, { errors: 6 });
    const revisions = regionOf(scene.world, region).containers.taskDefinitions.get('shop-api') ?? [];
    for (const revision of revisions) revision.tags.push({ name: 'team', value: 'shop' });
    const said: string[] = [];
    const tell = (error: unknown): void => {
      if (!(error instanceof FailoverError)) throw error;
      said.push(...error.problems.map(({ message }) => message));
    };
    if (until === 'ecs:ListTaskDefinitions') await scene.deploy('previous', { said }).catch(tell);
    if (said.length > 0) return said.join('\n');
    const result = await scene.deploy({ image: 'shop-api:2' }, { said }).catch(tell);
    if (until !== undefined && until !== 'ecs:DeregisterTaskDefinition') return said.join('\n');
    if (result !== undefined) said.push(result, await scene.abort({ said }).catch(() => 'not aborted'));
    await scene.deploy('previous', { said }).catch(tell);
    return said.join('\n');
  };

  it('is enough to deploy, to take back what does badly, and for nothing but that', () =>
    inShop(async (scene) => {
      enforce(scene.world, printed(scene.session, 'deploy'));
      const said = await everything(scene);
      expect(said).toContain('stopped\naborted');
      expect(said).not.toContain('does not allow');
      await expect(
        (await scene.session.aws.ecs(region)).updateService({
          cluster: 'shop-eu-west-1',
          service: 'another',
        }),
      ).rejects.toThrow('ecs:UpdateService');
    }));

  it('is enough to roll back', () =>
    inShop(async (scene) => {
      traffic(scene, {});
      const { arn } = addTaskDefinition(scene.world, region, { family: 'shop-api', image: 'shop-api:2' });
      const service = serviceIn(scene.world, region);
      service.taskDefinition = arn;
      for (const deployment of service.deployments) deployment.taskDefinition = arn;
      enforce(scene.world, printed(scene.session, 'deploy'));
      expect(await scene.deploy('previous')).toBe('done');
      expect(scene.image()).toBe('shop-api:1');
    }));

  it('passes roles to tasks alone, and only those that are named', () =>
    inShop(({ session }) => {
      const passing = (policy: PolicyDocument) =>
        policy.Statement.filter(({ Action }) => Action.includes('iam:PassRole'));
      expect(passing(printed(session, 'deploy'))).toEqual([
        {
          Sid: 'ChangeRoles',
          Effect: 'Allow',
          Action: ['iam:PassRole'],
          Resource: ['arn:aws:iam::*:role/*'],
          Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
        },
      ]);
      const roles = ['arn:aws:iam::111122223333:role/shop-api-task'];
      const named = session.config.resources.map((resource) => ({
        ...resource,
        spec: { ...(resource.spec as { deploy: object }), deploy: { roles } },
      }));
      const config = { ...session.config, resources: named };
      expect(passing(printed({ ...session, config }, 'deploy')).map(({ Resource }) => Resource)).toEqual([
        roles,
      ]);
      return Promise.resolve();
    }));

  it('lacks nothing without being told: each action that is taken out of it is named', async () => {
    await inShop(async ({ session }) => {
      const policy = printed(session, 'deploy');
      const here = actionsIn(policy)
        .filter(({ sid }) => !sid.includes('EuWest2'))
        // Those of the blue and the green service, which this shop does not have.
        .filter(({ sid, action }) => !(sid.startsWith('Change') && action === 'ecs:DescribeServices'));
      expect(here.length).toBeGreaterThan(10);
      for (const { sid, action } of here) {
        await inShop(async (scene) => {
          enforce(scene.world, without(policy, sid, action));
          expect(await everything(scene, action)).toContain(`does not allow ${action} on`);
        });
      }
    });
  });
});

describe('the policy for monitoring', () => {
  const monitoring = 'monitoring: { every: 1m }\n';

  it('is enough for `monitor apply`, its looks alone for `monitor plan`, and each action is needed', async () => {
    const { session, wire } = await openSmallService(monitoring);
    const policy = printed(session, 'monitor');
    const looks = { ...policy, Statement: policy.Statement.filter(({ Sid }) => Sid.startsWith('Look')) };
    enforce(wire.world, looks);
    expect((await planMonitoring(session)).problems).toEqual([]);
    for (const { sid, action } of actionsIn(policy)) {
      // Dashboards belong to no region, so what allows them in one allows them in all.
      const sids = action.includes('Dashboard') ? policy.Statement.map(({ Sid }) => Sid) : [sid];
      enforce(
        wire.world,
        sids.reduce((less, each) => without(less, each, action), policy),
      );
      const { problems } = await applyMonitoring(session);
      expect(problems.map(({ message }) => message).join('\n')).toContain(action);
      wire.world.dashboards.clear();
      for (const place of ['eu-west-1', 'eu-west-2']) regionOf(wire.world, place).watching.alarms.clear();
    }
    enforce(wire.world, policy);
    expect((await applyMonitoring(session)).problems).toEqual([]);
  });

  it('lets `health --metrics` put numbers into its own namespaces and no others', async () => {
    const { session, wire } = await openSmallService(monitoring);
    const policy = printed(session, 'health');
    enforce(wire.world, policy);
    const numbers = measurementsOf('shop', await healthOfService(session));
    expect(await publish(session, numbers)).toEqual([]);
    const foreign = numbers.slice(0, 1).map((each) => ({ ...each, namespace: 'AWS/RDS' }));
    expect((await publish(session, foreign)).join()).toContain('cloudwatch:PutMetricData');
    const one = policy.Statement.find(({ Sid }) => Sid === 'PublishMetricsEuWest1');
    expect(one?.Condition).toEqual({
      StringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
      StringLike: { 'cloudwatch:namespace': 'MultiRegion/*' },
    });
    enforce(wire.world, without(policy, 'PublishMetricsEuWest1'));
    expect(await publish(session, numbers)).toEqual([
      expect.stringContaining('No metrics could be put into eu-west-1') as string,
    ]);
  });
});
