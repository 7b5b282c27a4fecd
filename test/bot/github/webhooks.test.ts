import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Incident } from '../../../bot/incidents/incident.ts';
import { startBotRig, until } from '../bot-rig.ts';
import type { BotRig } from '../bot-rig.ts';

let rig: BotRig;

beforeAll(async () => {
  rig = await startBotRig();
});

afterAll(async () => {
  await rig.close();
});

/** The issue that the bot has opened for an incident. */
async function issueOf(id: string): Promise<number> {
  const places = await until(async () => (await rig.bot.store.readIncident(id))?.places.issue);
  return places.number;
}

function comments(issue: number): readonly string[] {
  return (
    rig.github
      .repository()
      .issues.get(issue)
      ?.comments.map(({ body }) => body) ?? []
  );
}

async function incident(id: string): Promise<Incident> {
  return until(() => rig.bot.store.readIncident(id));
}

async function deliver(body: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${rig.bot.url}/github/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'ping',
      'x-github-delivery': randomUUID(),
      ...headers,
    },
    body,
  });
}

function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

describe('a delivery', () => {
  test('that is forged or unsigned is refused with 401 and audited', async () => {
    const body = JSON.stringify({ zen: 'Speak like a human.' });
    const forged = await deliver(body, { 'x-hub-signature-256': signatureOf(body, 'development') });
    const unsigned = await deliver(body, {});
    const altered = await deliver(`${body} `, {
      'x-hub-signature-256': signatureOf(body, rig.settings.github.webhookSecret),
    });
    expect([forged.status, unsigned.status, altered.status]).toEqual([401, 401, 401]);
    expect(await rig.refusals()).toEqual([
      { at: 'github', code: 'SIGNATURE' },
      { at: 'github', code: 'UNSIGNED' },
      { at: 'github', code: 'SIGNATURE' },
    ]);
  });

  test('that is signed is taken', async () => {
    const body = JSON.stringify({ zen: 'Speak like a human.', hook_id: 1, hook: {} });
    const headers = { 'x-hub-signature-256': signatureOf(body, rig.settings.github.webhookSecret) };
    expect((await deliver(body, headers)).status).toBe(200);
  });

  test('in a flood of forged ones leaves a bounded trace', async () => {
    rig.clock.advance(60_000);
    const before = (await rig.refusals()).length;
    for (let time = 0; time < 50; time += 1) await deliver('{}', {});
    expect((await rig.refusals()).length - before).toBe(30);
    rig.clock.advance(60_000);
    await deliver('{}', {});
    const lines = await rig.bot.store.readAudit({ limit: 1000 });
    expect(lines.at(-1)?.details).toMatchObject({ refusedBefore: 20 });
  });
});

describe('a comment in GitHub', () => {
  test('declares, and is answered once however often it is delivered', async () => {
    const issue = rig.github.as('nadia').openIssue('Something is wrong', 'Shop is slow.');
    rig.github.webhooks.fault({ kind: 'doubled', event: 'issue_comment' });
    rig.github
      .as('nadia')
      .comment(issue.number, '/failover eu-west-1 eu-west-2 shop "dark" <!channel> `$(id)`\nmore text');
    const answers = await until(() => {
      const found = comments(issue.number);
      return found.length > 1 ? found : undefined;
    });
    await rig.github.webhooks.settled();
    expect(answers).toHaveLength(2);
    expect(answers[1]).toContain('shop-1');
    expect(await incident('shop-1')).toMatchObject({
      origin: 'github',
      requester: { key: 'person:Nadia' },
      state: 'planning',
    });
    expect(rig.runner.started).toHaveLength(1);
  });

  test('under the issue of an incident is about that incident', async () => {
    const issue = await issueOf('shop-1');
    rig.github.as('omar').comment(issue, '/failover own');
    await until(async () => ((await incident('shop-1')).owner?.key === 'person:Omar' ? true : undefined));
  });

  test('by the App itself, in the middle of a text, or by a stranger is no command', async () => {
    const issue = await issueOf('shop-1');
    const before = (await rig.bot.store.readAudit({ limit: 1000 })).length;
    rig.github.as('omar').comment(issue, 'You could type\n/failover abort');
    rig.github.as('omar').comment(issue, '/failovers abort');
    rig.github.as('region-failover[bot]').comment(issue, '/failover abort');
    await rig.github.webhooks.settled();
    expect((await incident('shop-1')).state).toBe('planning');
    expect((await rig.bot.store.readAudit({ limit: 1000 })).length).toBe(before);
  });

  test('by somebody whom the repository has not let in is refused, and audited', async () => {
    const issue = await issueOf('shop-1');
    rig.github.as('stranger').comment(issue, '/failover abort');
    await rig.github.webhooks.settled();
    expect((await incident('shop-1')).state).toBe('planning');
    await until(async () => (await rig.refusals()).find(({ at }) => at === 'comment'));
    expect((await rig.refusals()).at(-1)).toEqual({ at: 'comment', code: 'STRANGER' });
  });

  test('under an issue whose text was copied from an incident’s is not about the incident', async () => {
    const real = rig.github.repository().issues.get(await issueOf('shop-1'));
    const copy = rig.github.as('Kim').openIssue('Copy', real?.body ?? '');
    rig.github.as('Kim').comment(copy.number, '/failover own');
    await until(() => (comments(copy.number).length > 1 ? true : undefined));
    expect((await incident('shop-1')).owner?.key).toBe('person:Omar');
  });
});

describe('a job that ends without a word', () => {
  test('ends its incident, by webhook', async () => {
    const { host } = rig.runner.last();
    host.finish('failure');
    const ended = await until(async () => {
      const now = await incident('shop-1');
      return now.state === 'failed' ? now : undefined;
    });
    expect(ended.endReason).toContain('failure');
  });

  test('ends its incident by polling when the webhook was lost', async () => {
    rig.github.webhooks.fault({ kind: 'lost', event: 'workflow_run', times: 10 });
    rig.github.webhooks.fault({ kind: 'lost', event: 'workflow_job', times: 10 });
    await rig.slack.as('nadia').command('/failover eu-west-1 eu-west-2 shop "still dark"');
    await until(async () =>
      (await rig.bot.store.readIncident('shop-2'))?.dispatches[0]?.githubRun === undefined ? undefined : true,
    );
    rig.runner.last().host.finish('cancelled');
    await rig.github.webhooks.settled();
    const ended = await until(async () => {
      rig.clock.advance(10_000);
      const now = await incident('shop-2');
      return now.state === 'failed' ? now : undefined;
    });
    expect(ended.endReason).toContain('cancelled');
  });
});

test('nothing secret stands in the log', () => {
  const log = rig.logged.join('');
  const { privateKey, webhookSecret } = rig.settings.github;
  for (const secret of [privateKey, webhookSecret, rig.settings.slack.botToken, rig.settings.linkSecret])
    expect(log).not.toContain(secret);
});
