import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { resolveRecord } from '../../../src/simulator/resolve-record.ts';
import { regionOf, setRegionCondition } from '../../../src/simulator/world.ts';
import { startBotStage, type BotStage } from './bot-stage.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

/** Shares of traffic on the way home are held no longer than DNS needs. */
function withShortHolds(text: string): string {
  return text.replace('hold: 10m', 'hold: 2m');
}

/** The headline of the newest incident, with its blocks as JSON. */
function newest({ slack }: BotStage): { readonly ts: string; readonly text: string } {
  const headlines = slack
    .messages('incidents')
    .filter(({ blocks }) => JSON.stringify(blocks).includes('"type":"header"'));
  const last = headlines.at(-1);
  return { ts: last?.ts ?? '', text: JSON.stringify(last?.blocks ?? []) };
}

async function until(stage: BotStage, ...words: readonly string[]): Promise<string> {
  const text = await stage.slack
    .until(() => {
      const shown = newest(stage).text;
      const isOver = /\*(?:Failed|Refused|Stopped|Aborted)\.\*/.test(shown);
      return isOver || words.every((word) => shown.includes(word)) ? shown : undefined;
    }, 90_000)
    .catch(() => newest(stage).text);
  expect(text, stage.log()).toContain(words[0]);
  for (const word of words) expect(text).toContain(word);
  return text;
}

/** Presses a button under the newest headline, and sends the form that comes with the reason. */
async function press(stage: BotStage, button: string, reason: string): Promise<void> {
  const nadia = stage.slack.as('nadia');
  await nadia.click(button, { channel: 'incidents', ts: newest(stage).ts });
  await stage.slack.until(() => nadia.openViews()[0], 30_000);
  await nadia.submit(undefined, { reason });
}

/** Two people approve what is shown; it runs to its end. */
async function carryOut(stage: BotStage, title: string): Promise<string> {
  await until(stage, title, '"approve"');
  const { ts } = newest(stage);
  for (const name of ['tom', 'priya'])
    await stage.slack.as(name).click('approve', { channel: 'incidents', ts });
  return await until(stage, title, '*Done.*');
}

function activeRegion({ aws }: BotStage): string | undefined {
  return resolveRecord(aws.world, 'api.lomashwood.com', 'A')?.region;
}

describe('a service that has lost its region', () => {
  let stage: BotStage;

  beforeAll(async () => {
    stage = await startBotStage({ speed: 40, config: withShortHolds });
  });

  afterAll(async () => {
    await stage.close();
  });

  it('is failed over, protected again and brought home from Slack, by buttons', async () => {
    await stage.declare();
    const away = await carryOut(stage, 'Failover of lomash-wood');
    expect(away).toContain('eu-west-2 is active.');
    expect(activeRegion(stage)).toBe('eu-west-2');

    setRegionCondition(stage.aws.world, 'eu-west-1', 'healthy');

    await press(stage, 'reprotect', 'eu-west-1 is back');
    const protectedAgain = await carryOut(stage, 'Reprotect of lomash-wood: eu-west-1 stands by behind');
    expect(protectedAgain).toContain('eu-west-1 stands by behind eu-west-2.');
    expect(protectedAgain).not.toMatch(/RTO|RPO/);
    expect(activeRegion(stage)).toBe('eu-west-2');

    await press(stage, 'failback', 'home again');
    const home = await carryOut(stage, 'Failback of lomash-wood: eu-west-2 → eu-west-1');
    expect(home).toContain('eu-west-1 is active.');
    expect(home).toContain('planned');
    expect(home).not.toContain('"failback"');
    expect(activeRegion(stage)).toBe('eu-west-1');

    const commands = stage.github.runs().map(({ inputs }) => inputs['command']);
    expect(commands).toEqual(['plan', 'failover', 'plan', 'reprotect', 'plan', 'failback']);
    const ireland = [...regionOf(stage.aws.world, 'eu-west-1').dbInstances.values()];
    const active = ireland.filter(({ identifier }) => /^lomash-[a-z]+-prod$/.test(identifier));
    expect(active.map(({ writable, sourceArn }) => ({ writable, sourceArn }))).toEqual(
      Array.from({ length: 8 }, () => ({ writable: true, sourceArn: undefined })),
    );
  });
});
