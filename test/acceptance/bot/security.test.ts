import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TokenRequest } from '../../../src/simulator/github/oidc.ts';
import { scenarioConfigs } from '../../../src/simulator/scenarios/configs.ts';
import { regionOf } from '../../../src/simulator/world.ts';
import { effectsOf } from '../lomash-wood.ts';
import { startBotStage, type BotStage } from './bot-stage.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let stage: BotStage;
let owned: string;
let reason: string;

/** What somebody types who would like the bot to say or do something else than show it. */
function hostileReason(file: string): string {
  return [
    `eu-west-1 is gone <!channel> <!here> <@U0TOMRE01> @ewanblake`,
    `$(touch ${file}) \`touch ${file}\` "; touch ${file}; ' && touch ${file} #`,
    '${{ github.token }} ${{ secrets.AWS }} ${{ inputs.to }}',
    '::error title=owned::owned by a command',
    '::add-mask::eu-west-2',
    '# owned heading',
    '- [x] owned task <!-- region-failover:incident:other-1 -->',
  ].join('\n');
}

beforeAll(async () => {
  stage = await startBotStage();
  owned = join(stage.data, 'owned');
  reason = hostileReason(owned);
  const { slack } = stage;
  const nadia = slack.as('nadia');
  await nadia.command('/failover eu-west-1 eu-west-2', 'incidents');
  await slack.until(() => nadia.openViews()[0], 60_000);
  expect(await nadia.submit(undefined, { reason })).toEqual({ ok: true });
  await stage.until('"approve"');
  await slack.until(() => (stage.github.repository().issues.size > 0 ? true : undefined), 30_000);
});

afterAll(async () => {
  await stage.close();
});

/** Where and why something was refused, as `audit export` tells it. */
async function refusals(at: string): Promise<unknown[]> {
  const lines = (await stage.audit()).filter(({ action }) => action === 'refused');
  return lines.filter(({ details }) => details['at'] === at).map(({ details }) => details['code']);
}

function issue() {
  const [first] = stage.github.repository().issues.values();
  if (first === undefined) throw new Error('There is no issue.');
  return first;
}

/** The service's config with weaker rules. */
function withOneApproval(): string {
  const text = scenarioConfigs['lomash-wood'] ?? '';
  expect(text).toContain('  required: 2\n');
  return text.replace('  required: 2\n', '  required: 1\n');
}

describe('whoever is not who they say', () => {
  it('cannot press a button with a forged signature, nor with one of ten minutes ago', async () => {
    const { slack } = stage;
    const { ts } = slack.messages('incidents')[0] ?? { ts: '' };
    for (const kind of ['forged', 'stale'] as const) {
      slack.deliveryFaults.add({ times: 1, effect: { kind } });
      const outcome = await slack.as('tom').click('approve', { channel: 'incidents', ts });
      expect(outcome).toEqual({ ok: false, error: 'dispatch_failed' });
    }
    expect(slack.log.deliveries.slice(-2).map(({ status }) => status)).toEqual([401, 401]);
    expect(await refusals('slack')).toEqual(['BAD_SIGNATURE', 'BAD_SIGNATURE']);
  });

  it('cannot send a webhook that is unsigned, or signed with another secret', async () => {
    const { webhooks } = stage.github;
    const before = webhooks.deliveries.length;
    for (const kind of ['forged', 'unsigned'] as const) {
      webhooks.fault({ kind, event: 'issue_comment' });
      stage.github.as('tomreid').comment(issue().number, '/failover approve');
      await webhooks.settled();
    }
    const tries = webhooks.deliveries
      .slice(before)
      .filter(({ event }) => event === 'issue_comment')
      .flatMap((delivery) => delivery.tries.map(({ status }) => status));
    expect(tries).toEqual([401, 401]);
    expect(await refusals('github')).toEqual(['SIGNATURE', 'UNSIGNED']);
  });

  it('cannot speak for the job with a token that is not its own', async () => {
    const audience = stage.botUrl;
    const run = stage.github.runs()[0]?.id ?? 0;
    const send = async (other: Partial<TokenRequest>): Promise<string> => {
      const request = { audience, run, attempt: 1, environment: 'failover-plan', ...other };
      const token = await stage.github.oidc.issueToken(request);
      const answer = await fetch(`${stage.botUrl}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          ...{ schemaVersion: 1, service: 'lomash-wood', command: 'plan', operation: 'lomash-wood-1.1' },
          events: [],
        }),
      });
      const { error } = (await answer.json()) as { error?: { code: string } };
      return `${answer.status} ${error?.code ?? ''}`.trim();
    };
    expect(await send({}), 'the job itself').toBe('200');
    const forgeries: readonly (readonly [string, Partial<TokenRequest>])[] = [
      ['401 TOKEN_REFUSED', { forged: 'wrong-issuer' }],
      ['401 TOKEN_REFUSED', { audience: 'sts.amazonaws.com' }],
      ['401 TOKEN_REFUSED', { forged: 'expired' }],
      ['401 TOKEN_REFUSED', { forged: 'alg-none' }],
      ['401 TOKEN_REFUSED', { forged: 'hmac' }],
      ['401 TOKEN_REFUSED', { forged: 'other-key' }],
      ['403 REPOSITORY', { claims: { repository_id: '43' } }],
      ['403 WORKFLOW', { workflowPath: '.github/workflows/other.yml' }],
      ['403 ENVIRONMENT', { environment: 'production' }],
      ['403 RUN', { run: 999_999 }],
      ['403 OLD_ATTEMPT', { attempt: 2 }],
    ];
    for (const [expected, forgery] of forgeries)
      expect(await send(forgery), JSON.stringify(forgery)).toBe(expected);
    expect(await refusals('job')).toEqual(forgeries.map(([expected]) => expected.slice(4)));
  });

  it('has changed nothing by any of that', () => {
    expect(stage.headline()).toContain('0 of 2 approvals');
    expect(stage.github.runs()).toHaveLength(1);
  });
});

describe('whoever asked', () => {
  it('does not count by a comment of their GitHub account either', async () => {
    stage.github.as('nadia-khan').comment(issue().number, '/failover approve');
    await vi.waitFor(
      () => {
        expect(issue().comments.at(-1)?.body).toMatch(/asked/);
      },
      { timeout: 30_000, interval: 50 },
    );
    await stage.approve('nadia');
    await stage.approve('tom');
    await stage.until('1 of 2 approvals');
    const refused = (await stage.audit()).filter(({ details }) => details['code'] === 'OWN_REQUEST');
    expect(refused.map(({ actor }) => actor)).toEqual(['person:Nadia Khan', 'person:Nadia Khan']);
  });
});

describe('a plan that is another one after it was approved', () => {
  it('needs new approvals, and nothing has run', async () => {
    const [hash] = /[0-9a-f]{12}(?=`)/.exec(stage.headline()) ?? [''];
    // Somebody has promoted one of the replicas by hand meanwhile.
    const replica = regionOf(stage.aws.world, 'eu-west-2').dbInstances.get('lomash-auth-prod-replica');
    if (replica === undefined) throw new Error('There is no such replica.');
    replica.sourceArn = undefined;
    replica.writable = true;
    // And on the branch one yes would be enough by now: what was approved is read at its own commit.
    stage.github.as('tomreid').push({ 'failover.yml': withOneApproval() });
    await stage.approve('priya');
    await stage.slack.until(
      () =>
        stage.headline().includes('0 of 2 approvals') && !stage.headline().includes(hash) ? true : undefined,
      60_000,
    );
    expect(effectsOf(stage.aws)).toEqual({});
    await stage.approve('tom');
    await stage.until('1 of 2 approvals');
    expect(effectsOf(stage.aws)).toEqual({});
    await stage.approve('priya');
    await stage.until('*Done.*');
    const commits = stage.github.runs().map(({ inputs }) => inputs['commit']);
    expect(commits).toHaveLength(3);
    expect(new Set(commits).size).toBe(1);
  });

  it('is not let through the gate either when config or workflow were changed on the branch', async () => {
    const gated = await startBotStage({ gate: 'environment' });
    try {
      await gated.declare();
      await gated.approve('tom');
      gated.github.as('tomreid').push({ 'failover.yml': withOneApproval() });
      await gated.approve('priya');
      await gated.until('have changed since it was declared');
      expect(gated.headline()).toContain('*Failed.*');
      await vi.waitFor(
        () => {
          expect(gated.github.runs().map(({ attempts }) => attempts[0]?.conclusion)).toEqual([
            'success',
            'failure',
          ]);
        },
        { timeout: 30_000, interval: 50 },
      );
      expect(effectsOf(gated.aws)).toEqual({});
    } finally {
      await gated.close();
    }
  });
});

describe('what stands in a reason', () => {
  it('is shown in Slack, and mentions nobody', () => {
    const { slack } = stage;
    const said = JSON.stringify(
      ['incidents', 'status'].flatMap((channel) =>
        slack.messages(channel).flatMap(({ ts }) => slack.thread(channel, ts)),
      ),
    );
    expect(said).toContain('&lt;!channel&gt;');
    expect(said).not.toMatch(/<!(channel|here|everyone)/);
    expect(said).not.toContain('<@U0TOMRE01>');
  });

  it('is shown in the issue, and neither mentions nor structures anything there', () => {
    const texts = [issue().body, issue().title, ...issue().comments.map(({ body }) => body)].join('\n\n');
    expect(texts).toContain('eu-west-1 is gone');
    expect(texts).not.toContain('@ewanblake');
    expect(texts).not.toMatch(/^# owned/m);
    expect(texts).not.toMatch(/^- \[x\] owned/m);
    expect(texts).not.toContain('<!-- region-failover:incident:other-1');
  });

  it('is a string to the workflow: no expression, no command of the log, no shell', () => {
    const runs = stage.github.runs();
    expect(runs.map(({ inputs }) => inputs['reason']?.includes('${{ github.token }}'))).toContain(true);
    for (const { title, attempts } of runs) {
      expect(title).toMatch(/^(plan|failover) to eu-west-2 \(everything\) by @failover\[bot\] \[[\w.-]+\]$/);
      const jobs = attempts.flatMap((attempt) => attempt.jobs);
      const said = jobs.map(({ log, summary }) => `${log}\n${summary}`).join('\n');
      expect(JSON.stringify(jobs.flatMap(({ annotations }) => annotations))).not.toContain('owned by');
      expect(said).not.toMatch(/ghs_\w+/);
      expect(said).toContain('eu-west-2');
    }
    expect(existsSync(owned)).toBe(false);
  });
});
