import { afterEach, describe, expect, it, vi } from 'vitest';
import { listObjects } from '../../../src/simulator/kubernetes/cluster.ts';
import { numberAt } from '../../../src/simulator/kubernetes/json.ts';
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

const inputs = { command: 'failover', to: 'eu-west-2', reason: 'pressed by hand' };

describe.each(['environment', 'dispatch'] as const)(
  'a run that somebody starts by hand, gate: %s',
  (gate) => {
    it('is held until people in #incidents approve it, and not by the one who started it', async () => {
      const stage = await open({ gate });
      const run = stage.github.as('tomreid').dispatch('failover.yml', inputs);
      await stage.until('"approve"');
      // GitHub tells nobody the inputs of a run that waits; a job that asks says its reason itself.
      expect(stage.headline()).toContain(gate === 'dispatch' ? 'pressed by hand' : 'Tom Reid');
      await stage.approve('tom', 'nadia');
      await stage.until('1 of 2 approvals');
      expect(effectsOf(stage.aws)).toEqual({});
      await stage.approve('priya');
      await stage.until('*Done.*');
      await vi.waitFor(
        () => {
          expect(run.attempts[0]?.conclusion).toBe('success');
        },
        { timeout: 30_000, interval: 100 },
      );
    });

    it('ends without having touched anything when it is rejected', async () => {
      const stage = await open({ gate });
      const run = stage.github.as('tomreid').dispatch('failover.yml', inputs);
      await stage.until('"reject"');
      const { ts } = stage.slack.messages('incidents')[0] ?? { ts: '' };
      await stage.slack.as('nadia').click('reject', { channel: 'incidents', ts });
      await stage.until('*Rejected');
      await vi.waitFor(
        () => {
          expect(run.attempts[0]?.conclusion).toMatch(/^(failure|cancelled)$/);
        },
        { timeout: 60_000, interval: 100 },
      );
      expect(effectsOf(stage.aws)).toEqual({});
    });
  },
);

describe('a job that is run again', () => {
  it('is refused: what was approved once is not approved for ever', async () => {
    const stage = await open({ gate: 'environment' });
    await stage.declare();
    await stage.approve('nadia', 'tom', 'priya');
    await stage.until('*Done.*');
    const before = effectsOf(stage.aws);
    const run = stage.github.runs()[1];
    await vi.waitFor(
      () => {
        expect(run?.attempts[0]?.conclusion).toBe('success');
      },
      { timeout: 30_000, interval: 100 },
    );
    stage.github.as('tomreid').rerun(run?.id ?? 0);
    await vi.waitFor(
      () => {
        expect(run?.attempts[1]?.conclusion).toBe('failure');
      },
      { timeout: 60_000, interval: 100 },
    );
    expect(effectsOf(stage.aws)).toEqual(before);
  });
});

describe('a second yes at the point of no return', () => {
  const twice = {
    config: (text: string) => text.replace('  required: 2\n', '  required: 1\n  pointOfNoReturn: 1\n'),
  };

  it('that is refused undoes what was reversible, lets the old side write again, and promotes nothing', async () => {
    const stage = await open({ ...twice, variant: 'healthy' });
    await stage.declare();
    await stage.approve('tom');
    await stage.until('point of no return is next');
    const { ts } = stage.slack.messages('incidents')[0] ?? { ts: '' };
    await stage.slack.as('priya').click('reject', { channel: 'incidents', ts });
    await stage.until('*Aborted.*');
    expect(Object.keys(effectsOf(stage.aws)).filter((name) => name.includes('Promote'))).toEqual([]);
    const home = stage.aws.clusters.find(({ region }) => region === 'eu-west-1');
    const writers = home === undefined ? [] : listObjects(home, 'deployments');
    expect(writers.length).toBeGreaterThan(0);
    expect(writers.map((writer) => numberAt(writer, ['spec', 'replicas']))).not.toContain(0);
  });

  it('that is given lets the run go on', async () => {
    const stage = await open(twice);
    await stage.declare();
    await stage.approve('tom');
    await stage.until('point of no return is next');
    await stage.approve('nadia');
    await stage.approve('priya');
    await stage.until('*Done.*');
  });
});
