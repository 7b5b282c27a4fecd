import { describe, expect, it, onTestFinished } from 'vitest';
import { email } from '../../src/kinds/email.ts';
import { pagerduty } from '../../src/kinds/pagerduty.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { sns } from '../../src/kinds/sns.ts';
import { webhook } from '../../src/kinds/webhook.ts';
import { permissionsFor } from '../../src/operations/iam-service.ts';
import { planDeployment } from '../../src/operations/deploy-service.ts';
import { attachPolicy, detachPolicies } from '../../src/simulator/iam-policy.ts';
import { addTopic } from '../../src/simulator/watching.ts';
import { regionOf } from '../../src/simulator/world.ts';
import { without } from '../acceptance/iam-scene.ts';
import { inShop, keys, region, traffic, type Scene, type Telling } from '../kinds/deploying-shop.ts';
import { resourceOf } from '../kinds/resource.ts';
import { bodyOf, serving } from '../unit/loopback.ts';

const topic = 'arn:aws:sns:eu-west-1:111122223333:shop';

/** PagerDuty and a webhook on one port, and what they got. */
async function listeners(): Promise<{ readonly got: Record<string, unknown>[]; readonly telling: Telling }> {
  const got: Record<string, unknown>[] = [];
  const port = await serving((request, response) => {
    void bodyOf(request).then((body) => {
      got.push(JSON.parse(body) as Record<string, unknown>);
      response.writeHead(202).end('{}');
    });
  });
  const env = { PAGERDUTY_ROUTING_KEY: 'key', PAGERDUTY_URL: `http://127.0.0.1:${port}/alerts` };
  onTestFinished(() => {
    for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
  });
  const resources = [
    resourceOf(sns, `kind: sns\n${region}: ${topic}\n`, 'subscribers'),
    resourceOf(pagerduty, 'kind: pagerduty\nsource: shop\n', 'on-call'),
    resourceOf(webhook, `kind: webhook\nurl: http://127.0.0.1:${port}/hook\n`, 'hook'),
  ];
  return { got, telling: { resources, env } };
}

/** What the subscribers of the topic have read: subject and state. */
function read({ world }: Scene) {
  return (regionOf(world, region).watching.topics.get(topic)?.messages ?? []).map(({ subject, message }) => ({
    subject,
    message,
  }));
}

const subjects = (scene: Scene) => read(scene).map(({ subject }) => subject);
const what = `shop-api:2 to shop-api in ${region}`;

describe('of a deployment', () => {
  it('that goes well is told that it begins and that it is done; on call nobody is woken', async () => {
    const { got, telling } = await listeners();
    await inShop(
      async (scene) => {
        addTopic(scene.world, region, 'shop');
        traffic(scene, {});
        expect(await scene.deploy({ image: 'shop-api:2' })).toBe('done');
        expect(subjects(scene)).toEqual([`Deployment begins: ${what}`, `Deployment is done: ${what}`]);
      },
      undefined,
      telling,
    );
    expect(got).toEqual([
      expect.objectContaining({
        operation: 'deploy',
        text: expect.stringContaining('Deployment begins') as string,
      }),
      expect.objectContaining({ event_action: 'resolve' }),
    ]);
  });

  it('that is taken back everybody is told at once and loudly, and again when it is given up', async () => {
    const { got, telling } = await listeners();
    await inShop(
      async (scene) => {
        addTopic(scene.world, region, 'shop');
        traffic(scene, { errors: 6 });
        const said: string[] = [];
        expect(await scene.deploy({ image: 'shop-api:2' }, { said })).toBe('stopped');
        expect(said.join()).not.toContain('could not be told');
        expect(subjects(scene)).toEqual([`Deployment begins: ${what}`, `Deployment was taken back: ${what}`]);
        expect(read(scene)[1]?.message).toContain('6% of the answers');
        expect(await scene.abort()).toBe('aborted');
        expect(subjects(scene).slice(2)).toEqual([`Deployment was given up: ${what}`]);
      },
      undefined,
      telling,
    );
    const alerts = got.filter((each) => 'event_action' in each);
    expect(alerts).toMatchObject([
      { event_action: 'trigger', payload: { severity: 'critical', class: 'deployment', group: region } },
    ]);
  });

  it('that stops without being taken back by us is told, too', async () => {
    const { got, telling } = await listeners();
    await inShop(
      async (scene) => {
        addTopic(scene.world, region, 'shop');
        regionOf(scene.world, region).containers.badImages.set('shop-api:2', 'crashes');
        expect(await scene.deploy({ image: 'shop-api:2' })).toBe('stopped');
        expect(subjects(scene)[1]).toBe(`Deployment has stopped: ${what}`);
      },
      { circuitBreaker: { enable: true, rollback: true } },
      telling,
    );
    expect(got.map((each) => each['event_action'])).toContain('trigger');
  });

  it('nobody has to be reachable for it', async () => {
    const resources = [
      resourceOf(sns, `kind: sns\n${region}: ${topic}\n`, 'subscribers'),
      resourceOf(pagerduty, 'kind: pagerduty\n', 'on-call'),
      resourceOf(email, 'kind: email\nto: [a@example.com]\nfrom: b@example.com\n', 'mail'),
      resourceOf(webhook, 'kind: webhook\nurl: http://127.0.0.1:9/hook\n', 'hook'),
    ];
    await inShop(
      async (scene) => {
        traffic(scene, {});
        const said: string[] = [];
        expect(await scene.deploy({ image: 'shop-api:2' }, { said })).toBe('done');
        expect(scene.image()).toBe('shop-api:2');
        expect(said.join('\n')).toContain(`The topic ${topic} does not exist`);
      },
      undefined,
      { resources },
    );
  });

  it('nobody is told where the config leaves deployments out, and one that is taken back waits for nobody', async () => {
    const quiet = resourceOf(sns, `kind: sns\ndeployments: false\n${region}: ${topic}\n`, 'subscribers');
    const deaf = resourceOf(webhook, 'kind: webhook\nurl: http://127.0.0.1:9/hook\n', 'hook');
    await inShop(
      async (scene) => {
        addTopic(scene.world, region, 'shop');
        traffic(scene, { errors: 6 });
        const said: string[] = [];
        expect(await scene.deploy({ image: 'shop-api:2' }, { said })).toBe('stopped');
        expect(scene.image()).toBe('shop-api:1');
        expect(read(scene)).toEqual([]);
        expect(said.join('\n')).toContain('hook could not be told that the deployment was taken back');
      },
      undefined,
      { resources: [quiet, deaf] },
    );
  });

  it('the policy for deploying allows it to be told, and nothing where nobody is', async () => {
    const { telling } = await listeners();
    await inShop(
      async (scene) => {
        addTopic(scene.world, region, 'shop');
        traffic(scene, {});
        const { config } = scene.session;
        const request = {
          operation: 'deploy',
          from: region,
          to: 'eu-west-2',
          mode: 'auto',
          only: [],
        } as const;
        const { policy } = permissionsFor(config, kinds, request);
        const publishing = policy.Statement.filter(({ Action }) => Action.includes('sns:Publish'));
        expect(publishing.map(({ Resource }) => Resource)).toEqual([[topic]]);
        detachPolicies(scene.world, keys.id);
        attachPolicy(scene.world, keys.id, policy);
        expect(await scene.deploy({ image: 'shop-api:2' })).toBe('done');
        expect(subjects(scene)).toHaveLength(2);
        detachPolicies(scene.world, keys.id);
        attachPolicy(scene.world, keys.id, without(policy, publishing[0]?.Sid ?? '', 'sns:Publish'));
        const said: string[] = [];
        expect(await scene.deploy('previous', { said })).toBe('done');
        expect(said.join('\n')).toContain('sns:Publish');
        const alone = { ...config, resources: config.resources.slice(0, 1) };
        expect(JSON.stringify(permissionsFor(alone, kinds, request).policy)).not.toContain('sns:');
      },
      undefined,
      telling,
    );
  });

  it('the steps that tell it are optional, and nothing waits for the first ones', async () => {
    const { telling } = await listeners();
    await inShop(
      async ({ session }) => {
        const { plan } = await planDeployment(session, {
          ...{ resource: 'services', region, what: { image: 'shop-api:2' } },
        });
        const news = plan.steps.filter(({ resource }) => resource !== 'services');
        expect(news.map(({ id, optional }) => [id, optional])).toEqual([
          ['subscribers:begin', true],
          ['hook:send', true],
          ['subscribers:end', true],
          ['on-call:resolve', true],
        ]);
        const needs = JSON.stringify(plan.steps.map((step) => step.needs));
        expect(needs).not.toMatch(/subscribers|hook|on-call|announce/);
      },
      undefined,
      telling,
    );
  });
});
