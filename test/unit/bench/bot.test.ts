import { describe, expect, it } from 'vitest';
import type { AckFigures, BotFigures } from '../../../tools/bench/bot-figures.ts';
import { waitsAtBest } from '../../../tools/bench/edit-floor.ts';
import { percentile, spreadOf } from '../../../tools/bench/percentile.ts';
import { renderBot } from '../../../tools/bench/render-bot.ts';
import { ratio, table } from '../../../tools/bench/table.ts';

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('is a value that was measured, whatever their order', () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile([7, 3], 0.5)).toBe(3);
    expect(percentile([7, 3], 0.99)).toBe(7);
  });

  it('does not exist where nothing was measured', () => {
    expect(spreadOf([])).toEqual({ p50: undefined, p99: undefined });
  });

  it('leaves what it was given as it is', () => {
    const values = [3, 1, 2];
    percentile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('waiting for an edit at best', () => {
  const limits = { messageMs: 2500, allMs: 1200 };

  it('is nothing where nothing was edited before', () => {
    expect(waitsAtBest([{ message: 'a', atMs: 10 }], limits)).toEqual([0]);
  });

  it('ends for everything that has come when the message may be edited again', () => {
    const arrivals = [0, 100, 2000, 2500].map((atMs) => ({ message: 'a', atMs }));
    expect(waitsAtBest(arrivals, limits)).toEqual([0, 2400, 500, 0]);
  });

  it('is a turn longer for each message that has waited longer', () => {
    const arrivals = ['a', 'b', 'c', 'd'].map((message, index) => ({ message, atMs: index }));
    expect(waitsAtBest(arrivals, limits)).toEqual([0, 1199, 2398, 3597]);
  });

  it('does not hold up one message because another may not be edited yet', () => {
    const arrivals = [
      { message: 'a', atMs: 0 },
      { message: 'a', atMs: 1 },
      { message: 'b', atMs: 1300 },
    ];
    expect(waitsAtBest(arrivals, limits)).toEqual([0, 2499, 0]);
  });

  it('comes to a whole round where every message always has news', () => {
    const arrivals = Array.from({ length: 20 * 60 }, (_, index) => ({
      message: String(index % 20),
      atMs: index * 100,
    }));
    const longest = Math.max(...waitsAtBest(arrivals, limits));
    expect(longest).toBeGreaterThan(19 * 1200);
    expect(longest).toBeLessThanOrEqual(20 * 1200);
  });
});

describe('the tables of the bench', () => {
  it('are Markdown', () => {
    expect(table(['a', 'b'], [[1, 'x']])).toBe('| a | b |\n| --- | --- |\n| 1 | x |');
  });

  it('compare only what was measured', () => {
    expect(ratio(30, 20)).toBe('1.5x');
    expect(ratio(undefined, 20)).toBe('-');
    expect(ratio(30, undefined)).toBe('-');
    expect(ratio(30, 0)).toBe('-');
  });

  it('show the bot beside bare Bolt, and say what was not acknowledged, not shown or not told', () => {
    const text = renderBot(figures);
    expect(text).toContain('| bot | 998 of 1000 | 4.0 | 2.0x | 40.0 | 4.0x | 41.0 |');
    expect(text).toContain('| bot, GitHub hangs |  | 5.0 | 2.5x | 50.0 | 5.0x |  |');
    expect(text).toContain('| bare Bolt | 1000 of 1000 | 2.0 | 1.0x | 10.0 | 1.0x | 11.0 |');
    expect(text).toContain('| 20 | 600 | 3 | 57 | 1 | 12.0 | 11.7 | 24.1 | 24.0 | 1.0x |');
    expect(text).toContain('| bot | 140 | 175 | - | 194 |');
    expect(text).toContain('| bare Bolt | 68 | - | - | 91 |');
  });
});

const bare: AckFigures = {
  ...{ sent: 1000, acknowledged: 1000, longest: 11 },
  ...{ first: spread(2, 10), calm: spread(2, 10), hanging: spread(2, 10), all: spread(2, 10) },
};

const figures: BotFigures = {
  load: { perSecond: 50, seconds: 20, gitHubHangs: true },
  firstSeconds: 5,
  bot: {
    ...{ sent: 1000, acknowledged: 998, longest: 41 },
    ...{ first: spread(9, 90), calm: spread(3, 30), hanging: spread(5, 50), all: spread(4, 40) },
  },
  bare,
  edits: [
    {
      ...{ incidents: 20, events: 600, unshown: 3, edits: 57, refused: 1 },
      ...{ shown: spread(12_000, 24_100), atBest: spread(11_700, 24_000) },
    },
  ],
  memory: {
    bot: { idle: mib(140), incidents: mib(175), ended: undefined, commands: mib(194) },
    bare: { idle: mib(68), commands: mib(91) },
  },
};

function spread(p50: number, p99: number) {
  return { p50, p99 };
}

function mib(nowMiB: number) {
  return { nowMiB, peakMiB: nowMiB };
}
