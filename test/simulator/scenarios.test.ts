import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scaledClock, steppedClock } from '../../src/simulator/clock.ts';
import { startScenario } from '../../src/simulator/environment.ts';
import { scenarioNames } from '../../src/simulator/scenarios/registry.ts';
import { START, startStepped } from './scenario-rig.ts';

const tools = ['aws', 'kubectl', 'curl', 'jq'];
const missing = tools.filter((tool) => spawnSync(tool, [tool === 'kubectl' ? 'help' : '--version']).error);
const script = fileURLToPath(new URL('../assets/lomash-wood/failover.sh', import.meta.url));

describe('the scenarios', () => {
  it.each(scenarioNames)('%s starts, names its files, and removes them when it is closed', async (name) => {
    const running = await startScenario({ scenario: name, clock: steppedClock(START) });
    const kubeconfig = running.environment['KUBECONFIG'] ?? '';
    expect(existsSync(kubeconfig)).toBe(true);
    expect(running.world.regions.get('eu-west-2')?.dbInstances.size).toBe(8);
    await running.close();
    expect(existsSync(kubeconfig)).toBe(false);
  });

  it('refuses a name it does not know', async () => {
    const started = startScenario({ scenario: 'lomash-wood:sunny', clock: steppedClock(START) });
    await expect(started).rejects.toThrow('There is no scenario "lomash-wood:sunny".');
  });

  it('makes a fleet of any size', async () => {
    const { world, clusters } = await startStepped('fleet-50');
    expect(world.regions.get('eu-west-2')?.dbInstances.size).toBe(50);
    expect(clusters.map((cluster) => cluster.objects.get('deployments')?.size)).toEqual([50, 50]);
    expect(clusters.map((cluster) => cluster.pods.size)).toEqual([150, 0]);
  });
});

describe("the runbook's own shell procedure", () => {
  const why = missing.length > 0 ? ` (skipped: not installed: ${missing.join(', ')})` : '';
  it.skipIf(missing.length > 0)(`makes eu-west-2 the active region${why}`, { timeout: 120_000 }, async () => {
    const running = await startScenario({
      scenario: 'lomash-wood:dark',
      clock: scaledClock({ startMs: START, speed: 120 }),
    });
    try {
      const output = await new Promise<string>((resolve, reject) => {
        execFile(
          'bash',
          [script],
          { env: { ...process.env, ...running.environment } },
          (error, stdout, stderr) => {
            if (error) reject(new Error(`${stdout}\n${stderr}`, { cause: error }));
            else resolve(stdout);
          },
        );
      });
      expect(output).toContain('"eu-west-2"');
      const instances = [...(running.world.regions.get('eu-west-2')?.dbInstances.values() ?? [])];
      expect(instances.map(({ writable, sourceArn }) => [writable, sourceArn])).toEqual(
        Array(8).fill([true, undefined]),
      );
      const standby = running.clusters.find((cluster) => cluster.region === 'eu-west-2');
      const scaled = [...(standby?.objects.get('deployments')?.values() ?? [])].map(
        ({ spec }) => (spec as { replicas: number }).replicas,
      );
      expect(scaled).toEqual(Array(9).fill(3));
      const records = [...running.world.hostedZones.values()].flatMap((zone) => zone.records);
      const primary = records.find((record) => record.Failover === 'PRIMARY');
      expect(primary?.AliasTarget?.DNSName).toContain('eu-west-2');
    } finally {
      await running.close();
    }
  });
});
