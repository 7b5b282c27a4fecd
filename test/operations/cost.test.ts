import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { renderDiagnostics } from '../../src/config/diagnostic.ts';
import { loadConfig } from '../../src/config/load.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { estimateCost, lookAtCost } from '../../src/operations/cost-service.ts';
import type { ServiceCost } from '../../src/operations/cost-service.ts';
import { builtInPrices, readPrices } from '../../src/operations/price-files.ts';
import { renderCost } from '../../src/report/cost-text.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { denyAction, regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import { project } from '../acceptance/program.ts';
import { openRunbook } from '../acceptance/runbooks/runbook-service.ts';
import { openSmallService } from './small-service.ts';

const prices = [builtInPrices()];

async function exampleOf(name: string) {
  const file = join(project, 'docs/examples', name, 'failover.yml');
  const loaded = await loadConfig({ directory: project, registry: kinds, file });
  return 'config' in loaded ? loaded.config : expect.fail(JSON.stringify(loaded.diagnostics));
}

function textOf(cost: ServiceCost): string {
  return renderCost('shop', cost, { palette: plainPalette, width: 120 });
}

function totals({ places }: ServiceCost) {
  return Object.fromEntries(places.map(({ place, usd, unknown }) => [place, [usd, unknown]]));
}

describe('what a runbook costs at rest, looked at', () => {
  // What the command printed when it was written: a changed price or world changes these, and whoever changes it looks why.
  it.each<[string, Record<string, [number, string[]]>]>([
    ['lomash-wood', { 'eu-west-2': [901.37, ['media']] }],
    ['maip', { 'us-west-2': [999.92, ['events', 'merchant-analytics']], global: [0.5, []] }],
    ['matbakh', { 'eu-west-1': [163.82, ['database', 'media', 'parameters']], global: [6, ['cdn']] }],
    [
      'rail',
      {
        'eu-west-1': [1099.77, ['audit-log', 'targets']],
        'ap-northeast-1': [1206.32, ['database', 'audit-log', 'targets']],
        global: [74.75, []],
      },
    ],
    ['union-eyes', { 'us-west-2': [564.28, ['assets']], global: [6.5, []] }],
  ])('%s', async (name, expected) => {
    const service = await openRunbook(name);
    onTestFinished(() => service.close());
    const session = service.open(service.config.regions[1] ?? '');
    onTestFinished(() => {
      session.close();
    });
    const cost = await lookAtCost(session, { prices });
    expect(cost.warnings).toEqual([]);
    expect(totals(cost)).toEqual(expected);
    expect(textOf(cost)).toContain('Ways to stand by for less');
  });
});

describe('an estimate without a look', () => {
  it('has what the config says, and names everything else as unknown', async () => {
    const cost = await estimateCost({ config: await exampleOf('lomash-wood'), registry: kinds, prices });
    const [standby] = cost.places;
    expect(standby).toMatchObject({ place: 'eu-west-2', usd: 73, atLeast: true });
    expect(standby?.unknown).toHaveLength(10);
    const text = textOf(cost);
    expect(text).toContain('Total: at least $73.00 a month; 10 resources unknown');
    expect(text).toContain('database instance  unknown: its instance class');
    expect(text).toMatch(/media +objects +unknown: how much is stored \(\$0\.024 per GB-month\)/);
    expect(text).toMatch(/nodes +3 nodes +unknown: their instance type/);
    expect(text).toContain('--look');
  });

  it('has the region that stands by when another one is active', async () => {
    const config = await exampleOf('rail');
    const { places } = await estimateCost({ config, registry: kinds, prices, active: 'eu-west-1' });
    expect(places.map(({ place }) => place)).toEqual(['us-east-1', 'ap-northeast-1', 'global']);
    await expect(estimateCost({ config, registry: kinds, prices, active: 'mars-1' })).rejects.toThrow(
      'does not have',
    );
  });

  it.each(['lomash-wood', 'maip', 'matbakh', 'rail', 'union-eyes'])(
    'has prices with a source and a date alone, in %s',
    async (name) => {
      const { places } = await estimateCost({ config: await exampleOf(name), registry: kinds, prices });
      for (const { price, usd } of places.flatMap(({ lines }) => lines))
        if (price !== undefined || (usd ?? 0) > 0)
          expect(price?.source).toMatchObject({
            url: expect.stringMatching(/^https:/) as string,
            retrieved: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
          });
    },
  );
});

describe('a look', () => {
  it('counts the sizes that are there, and two zones as two', async () => {
    const { session, wire } = await openSmallService();
    const replica = regionOf(wire.world, 'eu-west-2').dbInstances.get('orders-prod-replica');
    Object.assign(replica ?? {}, { instanceClass: 'db.r6g.large', multiAz: true, allocatedGiB: 10 });
    const { places } = await lookAtCost(session, { prices });
    const lines = places[0]?.lines.filter(({ resources }) => resources.includes('orders')) ?? [];
    expect(lines.map(({ what, usd }) => [what, usd])).toEqual([
      ['postgres db.r6g.large, two zones', 386.17],
      ['storage, gp3', 2.66],
    ]);
    const savings = Object.fromEntries(places[0]?.savings.map(({ strategy, usd }) => [strategy, usd]) ?? []);
    expect(savings).toMatchObject({ 'single-zone': 193.45, snapshots: 386.17 });
  });

  it('costs nothing where nothing is there', async () => {
    const { session, wire } = await openSmallService();
    regionOf(wire.world, 'eu-west-2').dbInstances.delete('orders-prod-replica');
    const { places } = await lookAtCost(session, { prices });
    expect(places[0]?.lines.find(({ resources }) => resources.includes('orders'))).toMatchObject({
      what: 'does not exist',
      usd: 0,
    });
  });

  it('that was refused, or found the region dark, leaves sizes unknown and says why', async () => {
    const refused = await openSmallService();
    denyAction(refused.wire.world, 'rds:DescribeDBInstances');
    const dark = await openSmallService();
    setRegionCondition(dark.wire.world, 'eu-west-2', 'dark');
    for (const { session } of [refused, dark]) {
      const { places, warnings } = await lookAtCost(session, { prices });
      expect(warnings.join('\n')).toContain('orders in eu-west-2');
      expect(places[0]?.unknown).toContain('orders');
    }
  });
});

describe('a price table of one’s own', () => {
  async function read(text: string) {
    const directory = await mkdtemp(join(tmpdir(), 'prices-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    await writeFile(join(directory, 'prices.yml'), text);
    return await readPrices(directory, 'prices.yml');
  }
  const head = ['currency: USD', 'sources:', '  ours: { url: contract 4711, retrieved: 2026-11-01 }'].join(
    '\n',
  );

  const entry = '{ item: eks/cluster, unit: cluster-hour, usd: 0.05, source: ours }';

  it('is YAML, and stands before the built-in one', async () => {
    const own = await read(`${head}\nprices:\n  - ${entry}\n`);
    const table = 'table' in own ? own.table : expect.fail(own.problem.message);
    const config = await exampleOf('lomash-wood');
    const { places } = await estimateCost({ config, registry: kinds, prices: [table, ...prices] });
    expect(places[0]?.usd).toBe(36.5);
  });

  it.each([
    ['another currency', head.replace('USD', 'EUR'), entry, /^prices\.yml:1:11 error.*currency/],
    ['a source that is not there', head, entry.replace('ours', 'theirs'), /^prices\.yml:5:\d+ error.*theirs/],
    ['a unit that is none', head, entry.replace('cluster-hour', 'hour'), /^prices\.yml:5:\d+ error/],
  ])('with %s is refused, and its place is named', async (...[, top, line, place]) => {
    const own = await read(`${top}\nprices:\n  - ${line}\n`);
    expect('problem' in own && own.problem.code).toBe('CONFIG_INVALID');
    expect(renderDiagnostics(own.diagnostics)).toMatch(place);
  });

  it('that is not there is said not to be', async () => {
    const own = await readPrices(tmpdir(), 'no-such-prices.yml');
    expect('problem' in own && own.problem).toMatchObject({ code: 'CONFIG_NOT_FOUND' });
  });
});
