import { expect, it, vi } from 'vitest';
import { effectsOf } from '../lomash-wood.ts';
import { startBotStage } from './bot-stage.ts';

vi.setConfig({ testTimeout: 180_000 });

it('a bot that is killed after every change of state, and started again, does nothing twice and forgets nobody', async () => {
  const stage = await startBotStage();
  try {
    const { slack } = stage;
    const nadia = slack.as('nadia');
    await nadia.command('/failover eu-west-1 eu-west-2', 'incidents');
    await slack.until(() => nadia.openViews()[0], 30_000);
    await nadia.submit(undefined, { reason: 'eu-west-1 is gone' });
    // Declared: killed while the plan is being made, whenever that happens to be.
    await slack.until(() => slack.messages('incidents')[0], 30_000);
    await stage.killAndRestart();
    await stage.until('0 of 2 approvals');
    await stage.killAndRestart();
    await stage.approve('tom');
    await stage.until('1 of 2 approvals');
    await stage.killAndRestart();
    await stage.approve('priya');
    await stage.until('2 of 2 approvals');
    // Approved: killed while the job is being dispatched.
    await stage.killAndRestart();
    const promoted = 'rds PromoteReadReplica eu-west-2 lomash-auth-prod-replica';
    await vi.waitUntil(() => effectsOf(stage.aws)[promoted] !== undefined, 60_000);
    await stage.killAndRestart();
    await stage.until('*Done.*');
    const headlines = slack
      .messages('incidents')
      .filter(({ text, threadTs }) => threadTs === undefined && text.includes('eu-west-2'));
    expect(headlines, 'one declaration').toHaveLength(1);
    const jobs = stage.github.runs().map(({ inputs, attempts }) => `${inputs['command']} ${attempts.length}`);
    // A job that has come to its end while the bot was away is followed by one that plans again, or reads the end out.
    expect(
      jobs.filter((job) => job !== 'plan 1' && job !== 'resume 1'),
      'one dispatch for the run',
    ).toEqual(['failover 1']);
    expect(jobs.length).toBeLessThan(5);
    expect(stage.github.repository().issues.size, 'one issue').toBe(1);
    const twice = Object.entries(effectsOf(stage.aws)).filter(([, times]) => times > 1);
    expect(twice).toEqual([]);
    const story = slack.thread('incidents', headlines[0]?.ts ?? '').map(({ text }) => text);
    expect(story.filter((text) => text.includes('approved plan'))).toHaveLength(2);
    const started = '▶️ The job for plan is started.';
    const toldTwice = story.filter((text, index) => story.indexOf(text) !== index && text !== started);
    expect(toldTwice, story.join('\n')).toEqual([]);
  } finally {
    await stage.close();
  }
});

it('a bot that was away while the run came to its end learns what it came to, and closes the incident', async () => {
  const stage = await startBotStage();
  try {
    await stage.declare();
    await stage.approve('tom', 'priya');
    await stage.until('*Running.*');
    await stage.kill();
    const run = await vi.waitFor(
      () => {
        const [, second] = stage.github.runs();
        expect(second?.attempts[0]?.conclusion).toBe('success');
        return second;
      },
      { timeout: 90_000, interval: 100 },
    );
    const before = effectsOf(stage.aws);
    await stage.restart();
    await stage.until('*Done.*');
    expect(run?.attempts).toHaveLength(1);
    expect(effectsOf(stage.aws)).toEqual(before);
    expect(stage.headline()).toMatch(/databases.*8\/8/);
    expect(stage.headline()).toMatch(/RTO \d\d:\d\d of 30:00/);
  } finally {
    await stage.close();
  }
});
