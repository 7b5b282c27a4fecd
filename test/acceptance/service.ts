import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/config.ts';
import { defaultAnswer } from '../../src/engine/host.ts';
import type { OperatorRequest } from '../../src/engine/run-store.ts';
import type { Problem } from '../../src/errors.ts';
import type { RunEvent, RunSummary } from '../../src/events.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { planService } from '../../src/operations/plan-service.ts';
import { findRun, resumeService, runPlan } from '../../src/operations/run-service.ts';
import { openSession, type Session } from '../../src/operations/session.ts';
import type { PlanRequest } from '../../src/plan/build-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import type { Environment } from '../../src/simulator/environment.ts';
import { startScenario } from '../../src/simulator/environment.ts';
import { quicken } from './lomash-wood.ts';
import { exampleConfig, project } from './program.ts';
import { startingMoment } from './starting-moment.ts';

/** Lomash Wood in this process, on a clock on which minutes pass at once. */
export interface Service {
  readonly running: Environment;
  readonly config: Config;
  /** What has been said by all runs so far. */
  readonly events: readonly RunEvent[];
  /** Opens a session, which whoever opens it closes. */
  readonly open: () => Session;
  readonly plan: (request?: Partial<PlanRequest>) => Promise<Plan>;
  /** Plans and runs. */
  readonly failover: (request?: Partial<PlanRequest>) => Promise<RunSummary>;
  /** Takes the newest unfinished run up again, with what the operator wants of it. */
  readonly resume: (...requests: readonly OperatorRequest[]) => Promise<RunSummary>;
  readonly close: () => Promise<void>;
}

/** How a service differs from the usual one. */
export interface ServiceOptions {
  /** What it makes of the example's config. */
  readonly edit?: (config: string) => string;
  /** Everything takes seconds in its world, where the test is not about waiting: half of the work of a run is to look whether it is done. */
  readonly quick?: boolean;
}

/** Opens Lomash Wood in a variant of its world. */
export async function openLomashWood(
  variant: string,
  { edit = (config) => config, quick = false }: ServiceOptions = {},
): Promise<Service> {
  const clock = virtualClock(startingMoment);
  const running = await startScenario({ scenario: `lomash-wood:${variant}`, clock });
  if (quick) quicken(running);
  // The SDK reads its endpoint from the process; `test/rig/own-environment.ts` takes it out again after the file.
  Object.assign(process.env, running.environment);
  const folder = await mkdtemp(join(tmpdir(), 'lomash-wood-'));
  const file = join(folder, 'failover.yml');
  await writeFile(file, edit(await readFile(join(project, exampleConfig), 'utf8')));
  const loaded = await loadConfig({ directory: folder, registry: kinds, file });
  if (!('config' in loaded)) throw new Error(JSON.stringify(loaded.diagnostics));
  const { config } = loaded;
  const events: RunEvent[] = [];
  const host = {
    emit: (event: RunEvent) => void events.push(event),
    ask: (request: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(request)),
  };
  const open = () =>
    openSession({ config, registry: kinds, clock, to: 'eu-west-2', env: process.env, directory: folder });
  const withSession = async <T>(work: (session: ReturnType<typeof open>) => Promise<T>): Promise<T> => {
    const session = open();
    try {
      return await work(session);
    } finally {
      session.close();
    }
  };
  const executor = { host, signal: new AbortController().signal, actor: 'ada' };
  const requestOf = (request: Partial<PlanRequest> = {}): PlanRequest => ({
    from: 'eu-west-1',
    to: 'eu-west-2',
    operation: 'failover',
    mode: 'auto',
    only: [],
    ...request,
  });
  return {
    running,
    config,
    events,
    open,
    plan: async (request) =>
      await withSession(async (session) => (await planService(session, requestOf(request))).plan),
    failover: async (request) =>
      await withSession(async (session) => {
        const planned = await planService(session, requestOf(request));
        return await runPlan(session, planned, { ...executor, reason: 'a test' });
      }),
    resume: async (...requests) =>
      await withSession(async (session) => {
        const { record } = await findRun(session, undefined);
        return await resumeService(session, record.run, { ...executor, requests });
      }),
    close: async () => {
      await running.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The operator's wish to try a step again. */
export function retry(step: string): OperatorRequest {
  return { type: 'operator-retry', at: 0, actor: 'ada', step };
}

/** The operator's word that a step may be left out. */
export function skip(step: string): OperatorRequest {
  return { type: 'operator-skip', at: 0, actor: 'ada', step, reason: 'done by hand' };
}

/** The operator's wish to give a run up. */
export const abort: OperatorRequest = { type: 'operator-abort', at: 0, actor: 'ada', reason: 'a test' };

/** The problems of an error that was thrown, or nothing when it is another. */
export function problemsOf(error: unknown): readonly Problem[] {
  return error instanceof Error && 'problems' in error ? (error.problems as readonly Problem[]) : [];
}
