import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { effectsOf } from '../lomash-wood.ts';
import { startBotStage, type BotStage } from './bot-stage.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What one person alone is told. */
function told({ slack }: BotStage, name: string): string {
  return slack
    .as(name)
    .ephemerals('incidents')
    .map(({ text }) => text)
    .join('\n');
}

describe('a failover that is declared in Slack', () => {
  let stage: BotStage;

  beforeAll(async () => {
    stage = await startBotStage();
    await stage.declare();
  });

  afterAll(async () => {
    await stage.close();
  });

  it('shows what the runbook asks for, and the plan, before anybody approves', () => {
    for (const words of [
      'eu-west-1',
      'eu-west-2',
      'eu-west-1 is gone',
      'Nadia Khan',
      'ETA',
      'RTO',
      '0 of 2 approvals',
    ])
      expect(stage.headline()).toContain(words);
    expect(stage.headline()).toMatch(/Plan\* `[0-9a-f]{12}`/);
    expect(stage.headline()).toContain('Data that would be lost');
    expect(Object.keys(effectsOf(stage.aws)), 'nothing has been touched').toEqual([]);
  });

  it('is not approved by the one who asked, by a guest, or by one person twice', async () => {
    await stage.approve('nadia', 'gus', 'tom', 'tom', 'tom');
    await stage.until('1 of 2 approvals');
    expect(told(stage, 'nadia')).toMatch(/asked/);
    expect(told(stage, 'gus')).toMatch(/not|guest/i);
    const refused = (await stage.audit()).filter(({ action }) => action === 'refused');
    expect(refused.map(({ actor }) => actor)).toEqual(
      expect.arrayContaining([expect.stringContaining('Nadia'), expect.stringContaining('U0GUSTG01')]),
    );
    expect(stage.github.runs()).toHaveLength(1);
  });

  it('runs once two people have approved, and every change is made once', async () => {
    await stage.approve('priya', 'ewan', 'priya');
    await stage.until('*Done.*');
    expect(stage.headline()).toMatch(/RTO \d\d:\d\d of 30:00/);
    const runs = stage.github.runs();
    expect(runs.map(({ attempts }) => attempts.length)).toEqual([1, 1]);
    const effects = effectsOf(stage.aws);
    expect(Object.entries(effects).filter(([, times]) => times > 1)).toEqual([]);
    expect(Object.keys(effects).filter((name) => name.includes('PromoteReadReplica'))).toHaveLength(8);
  });

  it('tells its story in the thread, and what needs people in the channel as well', async () => {
    const { slack } = stage;
    const thread = (): string[] =>
      slack.thread('incidents', slack.messages('incidents')[0]?.ts ?? '').map(({ text }) => text);
    const story = await slack.until(
      () => (thread().some((text) => text.includes('smoke-test')) ? thread() : undefined),
      30_000,
    );
    const order = ['is declared', 'plan is ready', 'Tom Reid', 'has begun', 'databases', 'smoke-test'];
    const found = order.map((words) => story.findIndex((text) => text.includes(words)));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found.every((index) => index > 0)).toBe(true);
    const channel = slack.messages('incidents').map(({ text }) => text);
    expect(channel.some((text) => text.includes('plan is ready'))).toBe(true);
  });

  it('is an issue in GitHub with declaration, approvals, checklist and report, closed at the end', async () => {
    const [issue] = stage.github.repository().issues.values();
    // An issue is edited every few seconds at most; Slack may have nothing more to say by then.
    await vi.waitUntil(() => issue?.state === 'closed', 30_000);
    expect(issue?.body).toContain('2 of 2 approvals');
    expect(issue?.body).toMatch(/- \[x\] .*databases/);
    expect(issue?.body).toContain('RTO');
  });

  it('leaves an audit that is whole, with everybody who decided', async () => {
    const lines = await stage.audit();
    const approvals = lines.filter(({ action }) => action === 'approve').map(({ actor }) => actor);
    expect(approvals).toEqual([expect.stringContaining('Tom'), expect.stringMatching(/Priya|Ewan/)]);
  });

  it('has told the stakeholders in their channel', () => {
    const status = stage.slack.messages('status').map(({ text }) => text);
    expect(status.length).toBeGreaterThan(0);
    expect(status.join('\n')).toContain('lomash-wood');
  });
});
