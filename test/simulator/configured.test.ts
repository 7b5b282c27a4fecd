import { describe, expect, it, vi } from 'vitest';
import { setRegionCondition } from '../../src/simulator/world.ts';
import { openConfigured, textOf } from './configured-rig.ts';
import type { ConfiguredService } from './configured-rig.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 120_000 });

const hourMs = 3_600_000;

/** A service by its file, its regions and what is in its world. */
interface Case {
  readonly name: string;
  readonly file: string;
  readonly home: string;
  readonly standby: string;
  readonly holds: string;
}

const example = (name: string) => ({ name, file: `docs/examples/${name}/failover.yml` });
const ireland = { home: 'eu-west-1', standby: 'eu-west-2' };
const virginia = { home: 'us-east-1', standby: 'us-west-2' };

const examples: readonly Case[] = [
  {
    ...{ ...example('lomash-wood'), ...ireland },
    holds:
      '8 databases, 1 cache, 1 bucket, 1 node group, 9 deployments, 9 Kubernetes secrets, 1 DNS name in eu-west-1 and eu-west-2',
  },
  {
    ...{ ...example('maip'), ...virginia },
    holds:
      '1 database, 1 table, 1 Kafka cluster, 2 topics, 1 node group, 2 deployments, 1 DNS switch, 1 DNS name in us-east-1 and us-west-2',
  },
  {
    ...{ ...example('union-eyes'), ...virginia },
    holds:
      '1 database, 1 global datastore, 1 bucket, 1 alarm, 2 certificates, 1 deployment, 1 Kubernetes secret, 1 DNS switch, 1 DNS name in us-east-1 and us-west-2',
  },
  {
    ...{ ...example('matbakh'), home: 'eu-central-1', standby: 'eu-west-1' },
    holds:
      '1 global database, 1 global datastore, 1 bucket, 1 secret of Secrets Manager, 3 parameters, 3 functions, 2 alarms, 1 distribution, 1 DNS name in eu-central-1 and eu-west-1',
  },
  {
    ...{ ...example('rail'), home: 'us-east-1', standby: 'eu-west-1' },
    holds:
      '1 database, 1 global datastore, 1 bucket, 1 secret of Secrets Manager, 1 ECS service, 3 topics, 1 accelerator, 1 DNS switch, 1 DNS name, 1 traffic policy in us-east-1, eu-west-1 and ap-northeast-1',
  },
];

const small: readonly Case[] = [
  {
    ...{ name: 'the shop of the quick start', ...ireland, file: 'docs/quick-start.md' },
    holds: '1 database, 2 deployments, 1 Kubernetes secret, 1 DNS name in eu-west-1 and eu-west-2',
  },
  {
    ...{ name: 'a shop with plain addresses and kubeconfig contexts', ...ireland },
    file: 'test/simulator/configs/shop.yml',
    holds: '2 databases, 1 deployment, 1 Kubernetes secret, 1 DNS name in eu-west-1 and eu-west-2',
  },
  {
    ...{ name: 'a service of tasks and routing controls', home: 'eu-central-1', standby: 'eu-west-1' },
    file: 'test/simulator/configs/news.yml',
    holds:
      '1 global database, 1 cache, 1 secret of Secrets Manager, 1 ECS service, 2 routing controls in eu-central-1 and eu-west-1',
  },
];

/** The world of a case; smoke tests of its own are left out, since they know pages that no config describes. */
async function open({ file }: Case, condition: 'healthy' | 'dark' | 'degraded'): Promise<ConfiguredService> {
  const found = await textOf(file);
  const text = /```yaml\n([^]*?)```/.exec(found)?.[1] ?? found;
  const quick = text.replace(/hold: \d+m/, 'hold: 1m').replace(/\n {2}smoke-test:[^]*?(?=\n\S|$)/, '\n');
  return await openConfigured(quick, condition);
}

describe('a world made of the config of', () => {
  it.each([...examples, ...small])('$name holds what it names, and home serves', async (each) => {
    const service = await open(each, 'healthy');
    expect(service.report.summary).toBe(each.holds);
    // A run leaves records and dials that nobody has at rest.
    const wrong = await service.wrongIn(each.home, each.standby);
    expect(wrong.filter((words) => !/^(dns|accelerator):/.test(words))).toEqual([]);
  });

  it.each([...examples, ...small])('$name is failed over when home is dark', async (each) => {
    const service = await open(each, 'dark');
    const { home: from, standby: to } = each;
    const plan = await service.plan({ from, to, operation: 'failover' });
    expect(plan.goal.mode).toBe('unplanned');
    expect((await service.run({ from, to, operation: 'failover' })).result).toBe('done');
    // Route 53 cannot be asked while us-east-1 is dark.
    const wrong = (await service.wrongIn(to, from)).filter((words) => !words.includes('can be looked at'));
    expect(wrong).toEqual([]);
  });

  it.each(small)('$name is led home again', async (each) => {
    const service = await open(each, 'dark');
    const { home, standby } = each;
    const away = { from: home, to: standby };
    const results = [(await service.run({ ...away, operation: 'failover' })).result];
    setRegionCondition(service.running.world, home, 'healthy');
    await service.running.clock.sleep(hourMs);
    results.push((await service.run({ ...away, operation: 'reprotect' })).result);
    results.push((await service.run({ from: standby, to: home, operation: 'failback' })).result);
    expect(results).toEqual(['done', 'done', 'done']);
    expect(await service.wrongIn(home, standby, 'planned')).toEqual([]);
  });

  it.each(small)('$name is switched over while both regions are well', async (each) => {
    const service = await open(each, 'healthy');
    const { home: from, standby: to } = each;
    const summary = await service.run({ from, to, operation: 'failover', mode: 'planned' });
    expect(summary.result).toBe('done');
  });

  it.each(small)('$name is failed over when home refuses every second change', async (each) => {
    const service = await open(each, 'degraded');
    const { home: from, standby: to } = each;
    expect((await service.run({ from, to, operation: 'failover', mode: 'unplanned' })).result).toBe('done');
  });
});
