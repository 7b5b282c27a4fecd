import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { postgresIsInstalled, startPostgres, type ThrowAwayPostgres } from '../../bot/postgres.ts';
import { effectsOf } from '../lomash-wood.ts';
import { startBotStage, type BotStage } from './bot-stage.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** Everything that must be there once, however many bots there are and however often each of them is told. */
function expectOnce({ slack, github, aws }: BotStage): void {
  const headlines = slack
    .messages('incidents')
    .filter(({ text, threadTs }) => threadTs === undefined && text.includes('eu-west-2'));
  expect(headlines, 'one declaration').toHaveLength(1);
  expect(
    github.runs().map(({ attempts }) => attempts.length),
    'one dispatch for the plan, one for the run',
  ).toEqual([1, 1]);
  expect(github.repository().issues.size, 'one issue').toBe(1);
  const twice = Object.entries(effectsOf(aws)).filter(([, times]) => times > 1);
  expect(twice).toEqual([]);
  const story = slack.thread('incidents', headlines[0]?.ts ?? '').map(({ text }) => text);
  expect(story.filter((text) => text.includes('approved plan'))).toHaveLength(2);
  expect(
    story.filter((text, index) => story.indexOf(text) !== index),
    'no story is told twice',
  ).toEqual([]);
  const comments = [...github.repository().issues.values()].flatMap((issue) =>
    issue.comments.map(({ body }) => body),
  );
  expect(comments.filter((text, index) => comments.indexOf(text) !== index)).toEqual([]);
}

describe.skipIf(!postgresIsInstalled())('two bots on one PostgreSQL', () => {
  let postgres: ThrowAwayPostgres | undefined;

  beforeAll(async () => {
    postgres = await startPostgres();
  });

  afterAll(async () => {
    await postgres?.stop();
  });

  const withTwoBots = async (play: (stage: BotStage) => Promise<void>): Promise<void> => {
    const databaseUrl = (await postgres?.createDatabase()) ?? '';
    const stage = await startBotStage({ several: { bots: 2, databaseUrl } });
    try {
      await play(stage);
    } finally {
      await stage.close();
    }
  };

  it('do everything once, although both are told everything', async () => {
    await withTwoBots(async (stage) => {
      const { slack, github } = stage;
      slack.deliveryFaults.add({ effect: { kind: 'duplicate' } });
      github.webhooks.fault({ kind: 'doubled', times: 1_000 });
      await stage.declare();
      await stage.approve('nadia', 'tom', 'tom', 'priya', 'priya');
      await stage.until('*Done.*');
      const [issue] = github.repository().issues.values();
      await vi.waitUntil(() => issue?.state === 'closed', 30_000);
      expectOnce(stage);
      const deliveries = slack.log.deliveries.filter(({ outcome }) => outcome !== 'acknowledged');
      expect(deliveries).toEqual([]);
      for (const answered of stage.balancer?.answered ?? []) expect(answered).toBeGreaterThan(5);
      const lines = await stage.audit();
      expect(lines.filter(({ action }) => action === 'approve')).toHaveLength(2);
      expect(lines.filter(({ action }) => action === 'dispatched')).toHaveLength(2);
    });
  });

  it('are as good as one: when one is killed in the middle of an incident, the other goes on to the end', async () => {
    await withTwoBots(async (stage) => {
      await stage.declare();
      await stage.approve('tom', 'priya');
      await stage.until('2 of 2 approvals');
      await vi.waitFor(
        () => {
          expect(JSON.stringify(effectsOf(stage.aws))).toContain('Promote');
        },
        { timeout: 60_000, interval: 50 },
      );
      await stage.bots[0]?.kill();
      await stage.until('*Done.*');
      expectOnce(stage);
    });
  });
});
