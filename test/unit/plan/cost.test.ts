import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/plan/cost.ts';
import type { ResourceHoldings } from '../../../src/plan/cost.ts';
import type { Holding } from '../../../src/plan/holding.ts';
import { monthly, priceOf } from '../../../src/plan/price-table.ts';
import type { PriceTable } from '../../../src/plan/price-table.ts';

const source = { url: 'https://example.com/prices', retrieved: '2026-11-21' };

function tableOf(...prices: PriceTable['prices']): PriceTable {
  return { schema_version: 1, currency: 'USD', sources: { list: source }, prices };
}

const builtIn = tableOf(
  {
    item: 'rds/big',
    unit: 'instance-hour',
    usd: { 'eu-west-2': 1, 'eu-west-1': 2 },
    reserved: { 'eu-west-2': 0.6 },
    source: 'list',
  },
  { item: 'rds/small', unit: 'instance-hour', usd: { 'eu-west-2': 0.1 }, source: 'list' },
  { item: 'eks/cluster', unit: 'cluster-hour', usd: 0.1, source: 'list' },
);

function cost(holdings: readonly Holding[], place = 'eu-west-2', tables = [builtIn]) {
  return costOf(place, [{ resource: 'database', holdings }], tables);
}

const big: Holding = { what: 'big', item: 'rds/big', quantity: 1 };

describe('the price of what stands by', () => {
  it('is quantity times price times 730 hours, and the total is the sum of the lines', () => {
    const { lines, usd, atLeast } = cost([
      { ...big, quantity: 2 },
      { what: 'k', item: 'eks/cluster', quantity: 1 },
    ]);
    expect(lines.map((line) => line.usd)).toEqual([1460, 73]);
    expect({ usd, atLeast }).toEqual({ usd: 1533, atLeast: false });
  });

  it('is that of the region', () => {
    expect(cost([big], 'eu-west-1').usd).toBe(1460);
    expect(cost([big], 'us-east-1').lines[0]).toMatchObject({ unknown: 'no price known for rds/big' });
  });

  it.each([
    [
      'a quantity that nobody knows',
      { what: 'disk', item: 'rds/big', missing: 'its size' },
      'unknown: its size',
    ],
    ['a thing that nobody knows', { what: 'node', quantity: 3, missing: 'its type' }, 'unknown: its type'],
    [
      'a price that nobody knows',
      { what: 'node', item: 'ec2/odd', quantity: 3 },
      'no price known for ec2/odd',
    ],
  ])(
    'leaves %s out of the total and says so, instead of counting it as nothing',
    (_name, holding, unknown) => {
      const { lines, ...found } = cost([big, holding]);
      expect(lines[1]).not.toHaveProperty('usd');
      expect(lines[1]?.unknown).toBe(unknown);
      expect(found).toMatchObject({ usd: 730, atLeast: true, unknown: ['database'] });
    },
  );

  it('is nothing for what is certain not to be there, whatever a price would be', () => {
    expect(cost([{ what: 'does not exist', quantity: 0 }])).toMatchObject({
      usd: 0,
      atLeast: false,
      unknown: [],
    });
  });

  it('is a least price where there may be more', () => {
    expect(cost([{ ...big, atLeast: true }])).toMatchObject({ usd: 730, atLeast: true, unknown: [] });
  });

  it('counts what resources share once', () => {
    const cluster: Holding = { what: 'cluster', item: 'eks/cluster', quantity: 1, same: 'eks a' };
    const owned = ['nodes', 'pods'].map((resource): ResourceHoldings => ({ resource, holdings: [cluster] }));
    const { usd, lines } = costOf('eu-west-2', owned, [builtIn]);
    expect({ usd, resources: lines[0]?.resources }).toEqual({ usd: 73, resources: ['nodes', 'pods'] });
  });

  it('is the own one where there is one for the region, and else the built-in one', () => {
    const own = tableOf({
      item: 'rds/big',
      unit: 'instance-month',
      usd: { 'eu-west-2': 500 },
      source: 'list',
    });
    expect(cost([big], 'eu-west-2', [own, builtIn]).usd).toBe(500);
    expect(cost([big], 'eu-west-1', [own, builtIn]).usd).toBe(1460);
  });

  it('adds up to the cent, whatever there is', () => {
    const holding = fc.record({
      what: fc.constant('thing'),
      item: fc.constantFrom('rds/big', 'rds/small', 'eks/cluster', 'ec2/odd'),
      quantity: fc.option(fc.double({ min: 0, max: 1000, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(holding), (all) => {
        const known = all.map(({ quantity, ...rest }) =>
          quantity === undefined ? rest : { ...rest, quantity },
        );
        const { usd, lines, atLeast, unknown } = cost(known);
        expect(Math.round(usd * 100)).toBe(
          lines.reduce((sum, line) => sum + Math.round((line.usd ?? 0) * 100), 0),
        );
        expect(atLeast).toBe(lines.some((line) => line.usd === undefined));
        expect(unknown.length).toBe(atLeast ? 1 : 0);
      }),
    );
  });
});

describe('a strategy', () => {
  const saving = (holding: Holding, strategy: string) =>
    cost([holding]).savings.find((each) => each.strategy === strategy);

  it('saves the difference to what would stand there instead', () => {
    const holding: Holding = {
      ...big,
      instead: [{ strategy: 'small-database', item: 'rds/small', quantity: 1 }],
    };
    expect(saving(holding, 'small-database')).toMatchObject({ state: 'open', usd: 657 });
  });

  it('saves an amount that nobody knows where one side has no price', () => {
    const holding: Holding = {
      ...big,
      instead: [{ strategy: 'small-database', item: 'rds/odd', quantity: 1 }],
    };
    expect(saving(holding, 'small-database')).not.toHaveProperty('usd');
  });

  it('is to reserve what has a price for that, by itself', () => {
    expect(saving({ ...big, quantity: 2 }, 'reserved')).toMatchObject({ usd: 584 });
    expect(saving({ what: 'k', item: 'eks/cluster', quantity: 1 }, 'reserved')).toBeUndefined();
  });

  it('that would cost more is not proposed', () => {
    const holding: Holding = {
      ...{ what: 'small', item: 'rds/small', quantity: 1 },
      instead: [{ strategy: 'single-zone', item: 'rds/big', quantity: 1 }],
    };
    expect(saving(holding, 'single-zone')).toBeUndefined();
  });

  it('that is followed already is shown as done', () => {
    expect(saving({ what: 'none', quantity: 0, done: 'no-cache' }, 'no-cache')).toMatchObject({
      state: 'done',
    });
  });
});

describe('a price', () => {
  it('is by the hour, the second or the month', () => {
    expect(monthly(0.1, 'cluster-hour')).toBeCloseTo(73);
    expect(monthly(0.001, 'GB-second')).toBeCloseTo(2628);
    expect(monthly(3, 'dashboard-month')).toBe(3);
  });

  it('knows where it comes from', () => {
    expect(priceOf([builtIn], 'eks/cluster', 'global')).toMatchObject({
      usd: 0.1,
      source: { key: 'list', ...source },
    });
  });
});
