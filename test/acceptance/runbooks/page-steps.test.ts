import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { setRegionCondition } from '../../../src/simulator/world.ts';
import { isNamed, sentencesOf, stepsNamed } from '../../unit/docs/runbook-pages.ts';
import { project } from '../program.ts';
import { openRunbook } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';

// Whole runs; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 240_000 });

/** The steps of every operation of an example: planned and unplanned, the drill, the standby built anew, and the way home. */
async function allSteps(service: RunbookService): Promise<readonly string[]> {
  const [home = '', standby = ''] = service.config.regions;
  const { world, clock } = service.running;
  const away: Wish = { from: home, to: standby, operation: 'failover' };
  const reprotect: Wish = { ...away, operation: 'reprotect' };
  const plans = [
    await service.plan({ ...away, mode: 'planned' }),
    await service.plan({ ...away, operation: 'drill', drill: 'dns' }),
  ];
  setRegionCondition(world, home, 'dark');
  plans.push(await service.plan(away));
  expect(await service.run(away)).toMatchObject({ result: 'done', problems: [] });
  setRegionCondition(world, home, 'healthy');
  await clock.sleep(3_600_000);
  plans.push(await service.plan(reprotect));
  expect(await service.run(reprotect)).toMatchObject({ result: 'done', problems: [] });
  plans.push(await service.plan({ from: standby, to: home, operation: 'failback' }));
  expect(plans.flatMap(({ problems }) => problems)).toEqual([]);
  return plans.flatMap(({ steps }) => steps.map(({ id }) => id));
}

it.each(['lomash-wood', 'maip', 'matbakh', 'rail', 'union-eyes'])(
  'the plans of %s have every step that the page about its runbook names',
  async (name) => {
    const service = await openRunbook(name);
    onTestFinished(() => service.close());
    service.running.world.timings.createReplicaMs = 60_000;
    const steps = await allSteps(service);
    const path = `docs/runbooks/${name}.md`;
    const text = await readFile(join(project, path), 'utf8');
    const named = new Set(sentencesOf({ path, text, prose: text }).flatMap(stepsNamed));
    expect(named.size).toBeGreaterThan(10);
    expect([...named].filter((each) => !steps.some((id) => isNamed(id, each)))).toEqual([]);
  },
);
