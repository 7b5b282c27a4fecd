import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../../src/config/config.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { defaultAnswer } from '../../../src/engine/host.ts';
import type { OperatorRequest } from '../../../src/engine/run-store.ts';
import type { RunEvent, RunSummary } from '../../../src/events.ts';
import { kinds } from '../../../src/kinds/registry.ts';
import { planService } from '../../../src/operations/plan-service.ts';
import { findRun, resumeService, runPlan } from '../../../src/operations/run-service.ts';
import { openSession } from '../../../src/operations/session.ts';
import type { Session } from '../../../src/operations/session.ts';
import type { PlanRequest } from '../../../src/plan/build-plan.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { virtualClock } from '../../../src/simulator/clock.ts';
import { startScenario } from '../../../src/simulator/environment.ts';
import type { Environment } from '../../../src/simulator/environment.ts';
import type { LoggedRequest } from '../../../src/simulator/request-log.ts';
import { begin } from '../life.ts';
import { project } from '../program.ts';
import { startingMoment } from '../starting-moment.ts';

/** What is asked of the planner; the rest has defaults. */
export type Wish = Pick<PlanRequest, 'from' | 'to' | 'operation'> & Partial<PlanRequest>;

/** The example of a runbook in its simulated world, in this process, on a clock on which hours pass at once. */
export interface RunbookService {
  readonly running: Environment;
  readonly config: Config;
  /** What all runs have said so far. */
  readonly events: readonly RunEvent[];
  /** Opens a session towards a region, which whoever opens it closes. */
  readonly open: (to: string) => Session;
  readonly plan: (wish: Wish) => Promise<Plan>;
  /** Plans and runs. */
  readonly run: (wish: Wish) => Promise<RunSummary>;
  /** Takes the newest unfinished run up again, with what the operator wants of it. */
  readonly resume: (...requests: readonly OperatorRequest[]) => Promise<RunSummary>;
  /** Plans and runs, is killed right after each of these changes is made, and is taken up again until the run is over; `watch` sees every request. */
  readonly killedAfter: (
    wish: Wish,
    changes: readonly string[],
    watch?: (request: LoggedRequest) => void,
  ) => Promise<RunSummary>;
  readonly close: () => Promise<void>;
}

/** Opens the example of a service in a variant of its world, with its config or what `edit` makes of it. */
export async function openRunbook(
  name: string,
  variant = 'healthy',
  edit: (config: string) => string = (config) => config,
): Promise<RunbookService> {
  const clock = virtualClock(startingMoment());
  const running = await startScenario({ scenario: `${name}:${variant}`, clock });
  // The SDK reads its endpoint from the process; every test file has a process of its own.
  Object.assign(process.env, running.environment);
  const directory = await mkdtemp(join(tmpdir(), `${name}-`));
  const file = join(directory, 'failover.yml');
  await writeFile(file, edit(await readFile(join(project, 'docs/examples', name, 'failover.yml'), 'utf8')));
  const loaded = await loadConfig({ directory, registry: kinds, file });
  if (!('config' in loaded)) throw new Error(JSON.stringify(loaded.diagnostics));
  const { config } = loaded;
  const events: RunEvent[] = [];
  const executor = {
    host: {
      emit: (event: RunEvent) => void events.push(event),
      ask: (request: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(request)),
    },
    signal: new AbortController().signal,
    actor: 'ada',
  };
  const open = (to: string): Session =>
    openSession({ config, registry: kinds, clock, to, env: process.env, directory });
  const within = async <T>(to: string, work: (session: Session) => Promise<T>): Promise<T> => {
    const session = open(to);
    try {
      return await work(session);
    } finally {
      session.close();
    }
  };
  const planned = async (session: Session, wish: Wish) =>
    await planService(session, { mode: 'auto', only: [], ...wish });
  const start = async (session: Session, wish: Wish) =>
    await runPlan(session, await planned(session, wish), { ...executor, reason: 'a test' });
  const takeUp = async (session: Session, requests: readonly OperatorRequest[]) => {
    const { record } = await findRun(session, undefined);
    return await resumeService(session, record.run, { ...executor, requests });
  };
  return {
    running,
    config,
    events,
    open,
    plan: async (wish) => await within(wish.to, async (session) => (await planned(session, wish)).plan),
    run: async (wish) => await within(wish.to, async (session) => await start(session, wish)),
    resume: async (...requests) =>
      await within(config.regions[1] ?? '', async (session) => await takeUp(session, requests)),
    killedAfter: async (wish, changes, watch) => {
      const left = new Set(changes);
      for (let first = true; ; first = false) {
        const ended = await untilKilled(open(wish.to), {
          log: running.log,
          left,
          watch,
          work: async (session) => {
            return first ? await start(session, wish) : await takeUp(session, []);
          },
        });
        if (ended !== undefined) return ended;
      }
    },
    close: async () => {
      await running.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** One life of a process: it ends by itself, or is killed after a change that nobody was killed after yet. */
async function untilKilled(
  session: Session,
  {
    log,
    left,
    watch,
    work,
  }: {
    readonly log: Environment['log'];
    readonly left: Set<string>;
    readonly watch: ((request: LoggedRequest) => void) | undefined;
    readonly work: (session: Session) => Promise<RunSummary>;
  },
): Promise<RunSummary | undefined> {
  const life = begin(session);
  let alive = true;
  log.beforeAnswer = (request) => {
    watch?.(request);
    if (!alive || !isChange(request) || !left.delete(changeName(request))) return;
    alive = false;
    life.kill();
  };
  try {
    return await Promise.race([work(life.session), life.killed]);
  } finally {
    log.beforeAnswer = undefined;
    session.close();
  }
}

/** Whether a request changed the service, and not the journal or the lease in the witness bucket. */
function isChange({ mutating, outcome, resource }: LoggedRequest): boolean {
  return mutating && outcome === 'ok' && resource?.includes('witness') !== true;
}

/** What a change was made to, in a few words: `rds PromoteReadReplica us-west-2 orders-replica`. */
function changeName({ service, operation, region, resource = '' }: LoggedRequest): string {
  const [, name = ''] =
    /nodegroup\/[^/]+\/([^/]+)/.exec(resource) ?? /([^/:]+?)(?:\/scale)?$/.exec(resource) ?? [];
  return [service, operation, region, name].filter((part) => part !== '').join(' ');
}

/** How often each change was made, of those since the log had `from` entries. */
export function changesOf({ log }: Environment, from = 0): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const entry of log.entries.slice(from).filter(isChange)) {
    const name = changeName(entry);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
