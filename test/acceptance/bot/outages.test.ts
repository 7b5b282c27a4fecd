import { afterEach, describe, expect, it, vi } from 'vitest';
import { effectsOf } from '../lomash-wood.ts';
import { startBotStage, type BotStage } from './bot-stage.ts';

vi.setConfig({ testTimeout: 180_000 });

const stages: BotStage[] = [];
afterEach(async () => {
  await Promise.all(stages.splice(0).map((stage) => stage.close()));
});

async function open(...options: Parameters<typeof startBotStage>): Promise<BotStage> {
  const stage = await startBotStage(...options);
  stages.push(stage);
  return stage;
}

function issueOf({ github }: BotStage) {
  return [...github.repository().issues.values()][0];
}

describe('when Slack is down', () => {
  it('the incident goes on by comments on its issue, and Slack shows the last state when it is back', async () => {
    const stage = await open();
    await stage.declare();
    const issue = await stage.slack.until(() => issueOf(stage), 30_000);
    await stage.slack.outage('refused');
    for (const login of ['nadia-khan', 'gus-marlow', 'tomreid', 'priyashah'])
      stage.github.as(login).comment(issue.number, '/failover approve');
    await vi.waitFor(
      () => {
        expect(Object.keys(effectsOf(stage.aws)).filter((name) => name.includes('Promote'))).toHaveLength(8);
      },
      { timeout: 60_000, interval: 100 },
    );
    await vi.waitFor(
      () => {
        expect(issueOf(stage)?.state).toBe('closed');
      },
      { timeout: 60_000, interval: 100 },
    );
    await stage.slack.restore();
    await stage.until('*Done.*');
    expect(stage.headline()).toContain('2 of 2 approvals');
    expect(Object.entries(effectsOf(stage.aws)).filter(([, times]) => times > 1)).toEqual([]);
  });
});

describe('when GitHub is down', () => {
  it('the thread says so and prints the command for a terminal, and nothing is started twice afterwards', async () => {
    const stage = await open();
    await stage.declare();
    const undo = stage.github.faults.add({ kind: 'outage' });
    await stage.approve('tom', 'priya');
    await stage.slack.until(() => {
      const { ts } = stage.slack.messages('incidents')[0] ?? { ts: '' };
      const story = JSON.stringify(stage.slack.thread('incidents', ts));
      return story.includes('failover --from eu-west-1 --to eu-west-2') ? true : undefined;
    }, 60_000);
    undo();
    await stage.until('*Done.*');
    expect(stage.github.runs()).toHaveLength(2);
  });
});

describe('when the answer to the dispatch is lost', () => {
  it('the run is found by its name, and not started again', async () => {
    const stage = await open();
    await stage.declare();
    stage.github.faults.add({ kind: 'lost-answer', method: 'POST', path: /dispatches$/, times: 1 });
    await stage.approve('tom', 'priya');
    await stage.until('*Done.*');
    expect(stage.github.runs()).toHaveLength(2);
  });
});

describe('when the job dies without a word', () => {
  it('the checklist says that it is stale, and resume finishes the run', async () => {
    const stage = await open();
    await stage.declare();
    await stage.approve('tom', 'priya');
    await stage.slack.until(
      () => (JSON.stringify(effectsOf(stage.aws)).includes('Promote') ? true : undefined),
      60_000,
    );
    const [, run] = stage.github.runs();
    stage.github.loseRunner(run?.id ?? 0);
    await stage.slack.until(
      () => (/stale|[Nn]othing (is|has been) heard|out of date/.test(stage.headline()) ? true : undefined),
      60_000,
    );
    stage.github.as('tomreid').cancel(run?.id ?? 0, 'force');
    await stage.until('*Stopped.*');
    await stage.slack.as('nadia').command('/failover resume', 'incidents');
    await stage.until('*Done.*');
    expect(Object.entries(effectsOf(stage.aws)).filter(([, times]) => times > 1)).toEqual([]);
  });
});
