import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { describeService } from '../../src/cli/describe-service.ts';
import type { Config } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load.ts';
import { defaultAnswer } from '../../src/engine/host.ts';
import type { RunSummary } from '../../src/events.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { verifyService } from '../../src/operations/check-service.ts';
import { planService } from '../../src/operations/plan-service.ts';
import { runPlan } from '../../src/operations/run-service.ts';
import { openSession } from '../../src/operations/session.ts';
import type { Session } from '../../src/operations/session.ts';
import type { PlanRequest } from '../../src/plan/build-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import { configuredScenario } from '../../src/simulator/configured/configured-scenario.ts';
import type { ConfiguredReport } from '../../src/simulator/configured/configured-scenario.ts';
import { startScenario } from '../../src/simulator/environment.ts';
import type { Environment } from '../../src/simulator/environment.ts';
import { quicken } from '../acceptance/lomash-wood.ts';
import { project } from '../acceptance/program.ts';
import { startingMoment } from '../acceptance/starting-moment.ts';

/** A config with the world that was made of it, on a clock on which hours pass at once. */
export interface ConfiguredService {
  readonly running: Environment;
  readonly config: Config;
  readonly report: ConfiguredReport;
  readonly plan: (wish: Wish) => Promise<Plan>;
  /** Plans and runs. */
  readonly run: (wish: Wish) => Promise<RunSummary>;
  /** What does not hold of this region being the active one after a run of this mode, an unplanned one unless told. */
  readonly wrongIn: (
    active: string,
    other: string,
    mode?: 'planned' | 'unplanned',
  ) => Promise<readonly string[]>;
}

/** What is asked of the planner. */
export type Wish = Pick<PlanRequest, 'from' | 'to' | 'operation'> & Partial<PlanRequest>;

/** The text of a file of this project. */
export async function textOf(path: string): Promise<string> {
  return await readFile(join(project, path), 'utf8');
}

/** Makes the world of a config in a condition of its home and stops it when the test is over; everything in it takes seconds. */
export async function openConfigured(
  text: string,
  condition: 'healthy' | 'dark' | 'degraded' = 'healthy',
): Promise<ConfiguredService> {
  const directory = await mkdtemp(join(tmpdir(), 'configured-'));
  const file = join(directory, 'failover.yml');
  await writeFile(file, text);
  const loaded = await loadConfig({ directory, registry: kinds, file });
  if (!('config' in loaded)) throw new Error(JSON.stringify(loaded.diagnostics));
  const { config } = loaded;
  const clock = virtualClock(startingMoment);
  const reports: ConfiguredReport[] = [];
  const scenario = configuredScenario(describeService(config), (report) => reports.push(report));
  const running = await startScenario({ scenario, variant: condition, clock });
  onTestFinished(async () => {
    await running.close();
    await rm(directory, { recursive: true });
  });
  const [report] = reports;
  if (report === undefined) throw new Error('the world has said nothing of itself');
  quicken(running);
  Object.assign(process.env, running.environment);
  const host = {
    emit: () => undefined,
    ask: (request: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(request)),
  };
  const executor = { host, signal: new AbortController().signal, actor: 'ada', reason: 'a test' };
  const within = async <T>({ to }: { to: string }, work: (session: Session) => Promise<T>) => {
    const session = openSession({ config, registry: kinds, clock, to, env: process.env, directory });
    try {
      return await work(session);
    } finally {
      session.close();
    }
  };
  const request = (wish: Wish): PlanRequest => ({ mode: 'auto', only: [], ...wish });
  return {
    running,
    config,
    report,
    plan: async (wish) =>
      await within(wish, async (session) => (await planService(session, request(wish))).plan),
    run: async (wish) =>
      await within(wish, async (session) =>
        runPlan(session, await planService(session, request(wish)), executor),
      ),
    wrongIn: async (to, from, mode = 'unplanned') =>
      await within({ to }, async (session) => {
        const goal = { from, to, operation: 'failover', mode, fromCondition: 'up' } as const;
        const resources = await verifyService(session, goal, []);
        return resources.flatMap(({ resource, checks }) =>
          checks.filter(({ ok }) => !ok).map(({ name, found }) => `${resource}: ${name}, but ${found}`),
        );
      }),
  };
}
