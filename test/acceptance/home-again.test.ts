import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { defaultAnswer } from '../../src/engine/host.ts';
import type { RunSummary } from '../../src/events.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { planService } from '../../src/operations/plan-service.ts';
import { runPlan } from '../../src/operations/run-service.ts';
import { openSession, type Session } from '../../src/operations/session.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import { startScenario, type Environment } from '../../src/simulator/environment.ts';
import { resolveRecord } from '../../src/simulator/resolve-record.ts';
import { regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import { startingMoment } from './starting-moment.ts';

const hourMs = 3_600_000;

/** Plans and runs a failover in a simulated world; its hours take no time. */
async function move(
  session: Session,
  from: string,
  to: string,
): Promise<{ readonly plan: Plan; readonly summary: RunSummary }> {
  const planned = await planService(session, { from, to, operation: 'failover', mode: 'auto', only: [] });
  expect(planned.plan.problems).toEqual([]);
  const host = {
    emit: () => undefined,
    ask: (request: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(request)),
  };
  const summary = await runPlan(session, planned, {
    host,
    signal: new AbortController().signal,
    actor: 'ann',
    reason: 'drill',
  });
  return { plan: planned.plan, summary };
}

async function open(
  environment: Environment,
  clock: ReturnType<typeof virtualClock>,
): Promise<(to: string) => Session> {
  const directory = mkdtempSync(join(tmpdir(), 'home-'));
  for (const [name, value] of Object.entries(environment.environment)) vi.stubEnv(name, value);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
    await environment.close();
  });
  const loaded = await loadConfig({
    directory: process.cwd(),
    registry: kinds,
    file: 'docs/examples/lomash-wood/failover.yml',
  });
  if ('problems' in loaded) throw new Error(loaded.problems[0].message);
  return (to) =>
    openSession({ config: loaded.config, registry: kinds, clock, to, env: process.env, directory });
}

it('goes to London when Ireland is lost, and home again when it is back, without a word about how', async () => {
  const clock = virtualClock(startingMoment);
  const running = await startScenario({ scenario: 'lomash-wood:dark', clock });
  const session = await open(running, clock);

  const away = await move(session('eu-west-2'), 'eu-west-1', 'eu-west-2');
  expect(away.plan.goal.mode).toBe('unplanned');
  expect(away.summary).toMatchObject({ result: 'done', problems: [] });
  expect(away.summary.unfenced).toHaveLength(9);

  setRegionCondition(running.world, 'eu-west-1', 'healthy');
  await clock.sleep(hourMs);

  const home = await move(session('eu-west-1'), 'eu-west-2', 'eu-west-1');
  expect(home.plan.goal.mode).toBe('planned');
  expect(home.summary).toMatchObject({
    result: 'done',
    problems: [],
    unfenced: [],
    rpo: { ms: 0, known: true },
  });

  running.world.settle();
  const ireland = [...regionOf(running.world, 'eu-west-1').dbInstances.values()];
  const active = ireland.filter(({ identifier }) => /^lomash-[a-z]+-prod$/.test(identifier));
  expect(active.map(({ status, writable, sourceArn }) => ({ status, writable, sourceArn }))).toEqual(
    Array.from({ length: 8 }, () => ({ status: 'available', writable: true, sourceArn: undefined })),
  );
  // What only the lost region had is set aside, not thrown away.
  expect(ireland.filter(({ identifier }) => identifier.includes('-before-'))).toHaveLength(8);
  expect(resolveRecord(running.world, 'api.lomashwood.com', 'A')?.region).toBe('eu-west-1');
}, 120_000);
