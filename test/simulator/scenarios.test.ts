import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { steppedClock } from '../../src/simulator/clock.ts';
import { startScenario } from '../../src/simulator/environment.ts';
import { findScenario, scenarioConfig, scenarioNames } from '../../src/simulator/scenarios/registry.ts';
import { START, startStepped } from './scenario-rig.ts';

describe('the scenarios', () => {
  it.each(scenarioNames)('%s starts, names its files, and removes them when it is closed', async (name) => {
    const running = await startScenario({ scenario: name, clock: steppedClock(START) });
    const kubeconfig = running.environment['KUBECONFIG'] ?? '';
    expect(existsSync(kubeconfig)).toBe(true);
    expect(running.world.regions.size).toBeGreaterThanOrEqual(2);
    if (name.startsWith('lomash-wood'))
      expect(running.world.regions.get('eu-west-2')?.dbInstances.size).toBe(8);
    await running.close();
    expect(existsSync(kubeconfig)).toBe(false);
  });

  it('refuses a name it does not know', async () => {
    const started = startScenario({ scenario: 'lomash-wood:sunny', clock: steppedClock(START) });
    await expect(started).rejects.toThrow('There is no scenario "lomash-wood:sunny".');
  });

  it('have a failover.yml each, also a fleet in trouble', () => {
    expect(findScenario('fleet-3:dark')?.variant).toBe('dark');
    expect(scenarioConfig('fleet-3:dark')).toMatch(/^service: fleet$/m);
    for (const name of scenarioNames) expect(scenarioConfig(name)).toMatch(/^service: /m);
  });

  it('makes a fleet of any size', async () => {
    const { world, clusters } = await startStepped('fleet-50');
    expect(world.regions.get('eu-west-2')?.dbInstances.size).toBe(50);
    expect(clusters.map((cluster) => cluster.objects.get('deployments')?.size)).toEqual([50, 50]);
    expect(clusters.map((cluster) => cluster.pods.size)).toEqual([150, 0]);
  });
});
