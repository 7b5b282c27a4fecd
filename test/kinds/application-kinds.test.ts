import { describe, expect, it } from 'vitest';
import { cloudfrontDistribution } from '../../src/kinds/cloudfront-distribution.ts';
import type { Kind } from '../../src/kinds/kind.ts';
import { secretsManager } from '../../src/kinds/secrets-manager.ts';
import { ssmParameter } from '../../src/kinds/ssm-parameter.ts';
import type { Goal, Step } from '../../src/plan/plan.ts';
import {
  addDistribution,
  addParameter,
  addSecret,
  addSecretReplica,
} from '../../src/simulator/application-builders.ts';
import { addFault } from '../../src/simulator/faults.ts';
import { regionOf } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'planned',
  fromCondition: 'up',
};
const inputs = { 'database.endpoint': 'new.example.com', 'database.port': '5432' };
const url = 'postgres://u:hunter2@old.example.com:5432/shop';

interface Scene {
  readonly wire: Wire;
  readonly steps: readonly Step[];
  readonly apply: (step: Step | undefined) => Promise<unknown>;
  readonly undo: (step: Step | undefined) => Promise<unknown>;
  readonly settled: (step: Step | undefined) => Promise<string | undefined>;
}

async function inScene(
  kind: Kind,
  about: { block: string; build: (world: World) => void },
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const wire = await awsWire(about.build);
  const resource = resourceOf(kind, about.block);
  const at = { wire, goal };
  try {
    const steps = kind
      .steps(resource, await look(kind, resource, at), goal)
      .map((draft) => stepOf(draft, resource));
    await play({
      wire,
      steps,
      apply: async (step) => kind.apply?.(step ?? expect.fail(), contextOf(wire, goal, inputs)),
      undo: async (step) => kind.undo?.(step ?? expect.fail(), contextOf(wire, goal, inputs)),
      settled: async (step) =>
        kind.settled(step ?? expect.fail(), { ...(await look(kind, resource, at)), inputs }, wire.now())
          .state,
    });
  } finally {
    await wire.close();
  }
}

describe('a parameter', () => {
  const about = {
    block: 'kind: ssm-parameter\nparameters: { /shop/database-url: { host: database } }',
    build: (world: World) =>
      void addParameter(world, {
        ...{ name: '/shop/database-url', region: 'eu-west-2', type: 'SecureString', value: url },
        ...{ keyId: 'alias/shop', description: 'where orders are' },
      }),
  };
  const stored = ({ wire }: Scene) => regionOf(wire.world, 'eu-west-2').parameters.get('/shop/database-url');

  it('keeps type and key, and shows no value', async () => {
    await inScene(ssmParameter, about, async (scene) => {
      const applied = await scene.apply(scene.steps[0]);
      expect(stored(scene)).toMatchObject({ type: 'SecureString', keyId: 'alias/shop' });
      expect(stored(scene)?.versions.at(-1)?.value).toBe(url.replace('old', 'new'));
      expect(JSON.stringify([scene.steps, applied])).not.toContain('hunter2');
      expect(await scene.settled(scene.steps[0])).toBe('done');
    });
  });

  it('is not taken for changed by a stale read', async () => {
    await inScene(ssmParameter, about, async (scene) => {
      await scene.apply(scene.steps[0]);
      scene.wire.advance(1000);
      addFault(scene.wire.faults, { service: 'ssm', effect: { kind: 'stale', ageMs: 5000 } });
      expect(await scene.settled(scene.steps[0])).toBe('not-begun');
    });
  });

  it('that somebody else has changed since is left alone by taking back', async () => {
    await inScene(ssmParameter, about, async (scene) => {
      await scene.apply(scene.steps[0]);
      stored(scene)?.versions.push({ version: 3, value: 'theirs', modifiedAt: 0 });
      expect(await scene.undo(scene.steps[0])).toMatchObject({
        note: expect.stringContaining('left alone') as string,
      });
      expect(stored(scene)?.versions.at(-1)?.value).toBe('theirs');
    });
  });

  it('takes no literal when it is a SecureString', async () => {
    const wire = await awsWire(about.build);
    const block = 'kind: ssm-parameter\nparameters: { /shop/database-url: { value: secret } }';
    const resource = resourceOf(ssmParameter, block);
    try {
      const observation = await look(ssmParameter, resource, { wire, goal });
      expect(ssmParameter.assess(resource, observation, goal)).toMatchObject({
        state: 'blocked',
        problems: [{ fix: expect.stringContaining('fromEnv') as string }],
      });
    } finally {
      await wire.close();
    }
  });
});

describe('a secret', () => {
  const block = `kind: secrets-manager
replicated: true
keys: { url: { host: database }, host: { from: database.endpoint }, port: { from: database.port } }
eu-west-1: shop/database
eu-west-2: shop/database
`;
  const value = JSON.stringify({ url, host: 'old.example.com', port: 6543, password: 'hunter2' });
  const about = {
    block,
    build: (world: World) => void addSecret(world, { name: 'shop/database', region: 'eu-west-2', value }),
  };
  const stored = ({ wire }: Scene) => regionOf(wire.world, 'eu-west-2').secrets.get('shop/database');
  const current = (scene: Scene) =>
    stored(scene)?.versions.find(({ stages }) => stages.includes('AWSCURRENT'));

  it('gets new hosts in place, with numbers as numbers, and shows no value', async () => {
    await inScene(secretsManager, about, async (scene) => {
      const applied = await scene.apply(scene.steps[0]);
      expect(JSON.parse(current(scene)?.value ?? '')).toEqual({
        url: url.replace('old', 'new'),
        host: 'new.example.com',
        port: 5432,
        password: 'hunter2',
      });
      expect(JSON.stringify([scene.steps, applied])).not.toContain('hunter2');
      expect(await scene.settled(scene.steps[0])).toBe('done');
    });
  });

  it('that was taken back can be set again under the same token', async () => {
    await inScene(secretsManager, about, async (scene) => {
      const [step] = scene.steps;
      await scene.apply(step);
      await scene.undo(step);
      expect(current(scene)?.value).toBe(value);
      expect(await scene.settled(step)).toBe('not-begun');
      await scene.apply(step);
      expect(await scene.settled(step)).toBe('done');
      expect(stored(scene)?.versions).toHaveLength(2);
    });
  });

  it('that somebody else has changed since is left alone by taking back', async () => {
    await inScene(secretsManager, about, async (scene) => {
      await scene.apply(scene.steps[0]);
      for (const version of stored(scene)?.versions ?? []) version.stages = [];
      stored(scene)?.versions.push({ id: 'theirs', value: '{}', stages: ['AWSCURRENT'], createdAt: 0 });
      await scene.undo(scene.steps[0]);
      expect(current(scene)?.id).toBe('theirs');
    });
  });

  const replica = {
    block,
    build: (world: World) =>
      void addSecretReplica(
        world,
        addSecret(world, { name: 'shop/database', region: 'eu-west-1', value }),
        'eu-west-2',
      ),
  };

  it('cannot be set while it is a replica', async () => {
    await inScene(secretsManager, replica, async (scene) => {
      const update = scene.steps.find(({ action }) => action === 'update');
      await expect(scene.apply(update)).rejects.toMatchObject({ name: 'InvalidRequestException' });
    });
  });

  it('is replicated from the active region by reprotecting', async () => {
    const wire = await awsWire((world) => {
      replica.build(world);
      regionOf(world, 'eu-west-2').secrets.delete('shop/database');
      addSecret(world, { name: 'shop/database', region: 'eu-west-2', value: value.replaceAll('old', 'new') });
    });
    const resource = resourceOf(secretsManager, block);
    const again: Goal = { ...goal, operation: 'reprotect' };
    const at = { wire, goal: again };
    try {
      const drafts =
        secretsManager.protect?.(resource, await look(secretsManager, resource, at), again) ?? [];
      expect(drafts).toMatchObject([
        { action: 'replicate', region: 'eu-west-2', watch: ['eu-west-2', 'eu-west-1'] },
      ]);
      const step = stepOf(drafts[0] ?? expect.fail(), resource);
      await secretsManager.apply?.(step, contextOf(wire, again));
      const soon = await look(secretsManager, resource, at);
      expect(secretsManager.settled(step, soon, 0).state).toBe('pending');
      wire.advance(60_000);
      const later = await look(secretsManager, resource, at);
      expect(secretsManager.settled(step, later, 0).state).toBe('done');
      expect(secretsManager.protect?.(resource, later, again)).toEqual([]);
      expect(secretsManager.protected?.(resource, later, again)).toMatchObject([{ ok: true }]);
      const home = regionOf(wire.world, 'eu-west-1').secrets.get('shop/database');
      expect(home).toMatchObject({ primaryRegion: 'eu-west-2' });
      expect(home?.versions.at(-1)?.value).toContain('new.example.com');
    } finally {
      await wire.close();
    }
  });
});

describe('a distribution', () => {
  const about = {
    block: cloudfrontDistribution.example,
    build: (world: World) =>
      void addDistribution(world, {
        id: 'E2EXAMPLE1234',
        origins: { api: 'api.eu-west-1.example.com', other: 'other.example.com' },
      }),
  };

  it('is done when it is deployed with its new origin, and not because it was deployed before', async () => {
    await inScene(cloudfrontDistribution, about, async (scene) => {
      const [step] = scene.steps;
      expect(await scene.settled(step)).toBe('not-begun');
      await scene.apply(step);
      expect(await scene.settled(step)).toBe('pending');
      scene.wire.advance(5 * 60_000);
      expect(await scene.settled(step)).toBe('done');
      const { Origins } = scene.wire.world.distributions.get('E2EXAMPLE1234')?.config ?? {};
      expect(Origins?.Items?.map(({ DomainName }) => DomainName)).toEqual([
        'api.eu-west-2.example.com',
        'other.example.com',
      ]);
      addFault(scene.wire.faults, { service: 'cloudfront', effect: { kind: 'stale', ageMs: 6 * 60_000 } });
      expect(await scene.settled(step)).toBe('not-begun');
    });
  });

  it('is changed with the version that was read, so that no change is overwritten unseen', async () => {
    await inScene(cloudfrontDistribution, about, async (scene) => {
      const distribution = scene.wire.world.distributions.get('E2EXAMPLE1234') ?? expect.fail();
      scene.wire.log.beforeAnswer = ({ operation }) => {
        if (operation === 'GetDistributionConfig') distribution.revision += 1;
      };
      await expect(scene.apply(scene.steps[0])).rejects.toMatchObject({ name: 'PreconditionFailed' });
    });
  });

  it('says that its control plane is in us-east-1, and warns when that is left', async () => {
    await inScene(cloudfrontDistribution, about, async ({ steps, wire }) => {
      expect(steps[0]?.calls.map(({ region, plane }) => [region, plane])).toEqual([
        ['us-east-1', 'control'],
        ['us-east-1', 'control'],
      ]);
      const leaving: Goal = { ...goal, from: 'us-east-1' };
      const resource = resourceOf(cloudfrontDistribution, about.block);
      const observation = await look(cloudfrontDistribution, resource, { wire, goal: leaving });
      expect(cloudfrontDistribution.assess(resource, observation, leaving).notes).toMatchObject([
        { level: 'warning', message: expect.stringContaining('origin group') as string },
      ]);
    });
  });

  it.each([
    ['an origin it does not have', 'origins: { db: { eu-west-1: a.example.com, eu-west-2: b.example.com } }'],
    ['a region the config does not speak of', 'origins: { api: { eu-west-1: a.example.com } }'],
    ['an origin group it does not have', 'originGroups: { all: { eu-west-1: api, eu-west-2: other } }'],
  ])('is blocked by %s', async (_what, line) => {
    const wire = await awsWire(about.build);
    const resource = resourceOf(
      cloudfrontDistribution,
      `kind: cloudfront-distribution\ndistribution: E2EXAMPLE1234\n${line}`,
    );
    try {
      const observation = await look(cloudfrontDistribution, resource, { wire, goal });
      expect(cloudfrontDistribution.assess(resource, observation, goal)).toMatchObject({
        state: 'blocked',
        problems: [{ code: 'RESOURCE_MISSING' }],
      });
    } finally {
      await wire.close();
    }
  });
});
