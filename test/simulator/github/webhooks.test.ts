import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeMiddleware } from 'probot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProbot, smallWorld, startHook, startRig, type Rig } from './rig.ts';

const here = { owner: 'acme', repo: 'shop' };
let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});

afterEach(async () => {
  await rig.close();
  expect(rig.watched.withDeliveries()).toEqual([]);
});

/** Probot behind a socket, with what it was told of. */
async function startBot() {
  const told: string[] = [];
  const app = (probot: Parameters<Parameters<typeof createNodeMiddleware>[0]>[0]) => {
    probot.onAny((event) => {
      told.push(event.name);
    });
    probot.on('issue_comment.created', async (context) => {
      if (context.isBot) return;
      const { id, body } = context.payload.comment;
      await context.octokit.rest.reactions.createForIssueComment({
        ...context.repo(),
        comment_id: id,
        content: 'eyes',
      });
      await context.octokit.rest.issues.createComment(context.issue({ body: `You said ${body}` }));
    });
    probot.on('deployment_protection_rule.requested', async (context) => {
      const { deployment_callback_url: url, environment } = context.payload;
      await context.octokit.request(`POST ${url ?? ''}`, {
        environment_name: environment,
        state: 'approved',
        comment: 'The bot agrees.',
      });
    });
  };
  const probot = createProbot(rig.github, rig.world);
  const middleware = await createNodeMiddleware(app, { probot, webhooksPath: '/github/webhooks' });
  const server = createServer((request, response) => {
    void middleware(request, response, () => {
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  rig.github.webhooks.pointTo(`http://127.0.0.1:${port}/github/webhooks`);
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { told, close };
}

describe('Probot', () => {
  test('hears a comment, reacts and answers in the issue', async () => {
    const bot = await startBot();
    rig.github.announceInstallation();
    rig.github.as('nadia').openIssue('Down', 'All of it');
    rig.github.as('omar').comment(1, '/failover status');
    await rig.github.webhooks.settled();
    const { data } = await rig.octokit.rest.issues.listComments({ ...here, issue_number: 1 });
    expect(data.map(({ user, body }) => [user?.login, body])).toEqual([
      ['omar', '/failover status'],
      ['region-failover[bot]', 'You said /failover status'],
    ]);
    expect(data[0]?.reactions?.eyes).toBe(1);
    expect(rig.github.webhooks.deliveries.map(({ tries }) => tries[0]?.status)).toEqual([200, 200, 200, 200]);
    expect(bot.told.sort()).toEqual(['installation', 'issue_comment', 'issue_comment', 'issues']);
    await bot.close();
  });

  test('answers a protection rule at its callback', async () => {
    const bot = await startBot();
    rig.github.as('nadia').dispatch('failover.yml', { to: 'eu-west-2' });
    const job = rig.runner.last().host.job({ key: 'run', name: 'run', id: 'run', labels: [] });
    expect(await job.gate('failover')).toBe('approved');
    await rig.github.webhooks.settled();
    expect(bot.told).toContain('workflow_run');
    await bot.close();
  });

  test.each(['forged', 'unsigned'] as const)('refuses a delivery that is %s', async (kind) => {
    const bot = await startBot();
    rig.github.webhooks.fault({ kind });
    rig.github.as('nadia').openIssue('Down', 'All of it');
    await rig.github.webhooks.settled();
    expect(rig.github.webhooks.deliveries[0]?.tries[0]?.status).toBe(400);
    expect(bot.told).toEqual([]);
    await bot.close();
  });
});

describe('deliveries', () => {
  async function received(act: () => void | Promise<void>) {
    const hook = await startHook();
    rig.github.webhooks.pointTo(hook.url);
    await act();
    await rig.github.webhooks.settled();
    await hook.close();
    return hook.received.map(({ body }) => (JSON.parse(body) as { issue?: { title: string } }).issue?.title);
  }
  const open = (title: string) => rig.github.as('nadia').openIssue(title, '');

  test('are lost', async () => {
    const titles = await received(() => {
      rig.github.webhooks.fault({ kind: 'lost', event: 'issues', action: 'opened' });
      open('one');
      open('two');
    });
    expect(titles).toEqual(['two']);
  });

  test('come twice with the same id', async () => {
    const hook = await startHook();
    rig.github.webhooks.pointTo(hook.url);
    rig.github.webhooks.fault({ kind: 'doubled' });
    open('one');
    await rig.github.webhooks.settled();
    await hook.close();
    const ids = hook.received.map(({ headers }) => headers['x-github-delivery']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('come late', async () => {
    const titles = await received(() => {
      rig.github.webhooks.fault({ kind: 'late', delayMs: 30_000 });
      open('one');
      rig.clock.advance(30_000);
    });
    expect(titles).toEqual(['one']);
  });

  test('overtake one another', async () => {
    const titles = await received(() => {
      rig.github.webhooks.fault({ kind: 'reordered' });
      open('one');
      open('two');
    });
    expect(titles).toEqual(['two', 'one']);
  });

  test('are sent again when somebody asks for it, by hand or by the API', async () => {
    const titles = await received(async () => {
      rig.github.webhooks.fault({ kind: 'lost' });
      open('one');
      const guid = rig.github.webhooks.deliveries[0]?.guid ?? '';
      await rig.github.webhooks.redeliver(guid);
      const app = await rig.probot.auth();
      const { data } = await app.rest.apps.listWebhookDeliveries();
      expect(data[0]).toMatchObject({ guid, status: 'OK', redelivery: true });
      await app.rest.apps.redeliverWebhookDelivery({ delivery_id: data[0]?.id ?? 0 });
    });
    expect(titles).toEqual(['one', 'one']);
  });

  test('keep what did not arrive, without a second try', async () => {
    rig.github.webhooks.pointTo('http://127.0.0.1:1/nobody');
    open('one');
    await rig.github.webhooks.settled();
    expect(rig.github.webhooks.deliveries[0]?.tries).toMatchObject([{ status: 0 }]);
  });
});

test('an App hears only of the events it has subscribed to', async () => {
  const world = smallWorld();
  const other = await startRig({ ...world, app: { ...world.app, events: ['workflow_run'] } });
  other.github.as('nadia').openIssue('one', '');
  other.github.as('nadia').dispatch('failover.yml', { to: 'x' });
  expect(other.github.webhooks.deliveries.map(({ event }) => event)).toEqual(['workflow_run']);
  await other.close();
});
