import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../../src/config/config.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { defaultAnswer } from '../../../src/engine/host.ts';
import type { OperatorRequest } from '../../../src/engine/run-store.ts';
import type { RunEvent, RunSummary } from '../../../src/events.ts';
import type { RunId } from '../../../src/ids.ts';
import { createHttp } from '../../../src/http-client.ts';
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
import { logRequest } from '../../../src/simulator/request-log.ts';
import type { LoggedRequest } from '../../../src/simulator/request-log.ts';
import { regionOf } from '../../../src/simulator/world.ts';
import { begin } from '../life.ts';
import { project } from '../program.ts';
import { startingMoment } from '../starting-moment.ts';

/** What is asked of the planner; the rest has defaults. */
export type Wish = Pick<PlanRequest, 'from' | 'to' | 'operation'> &
  Partial<PlanRequest> & {
    /** What the run of it is to be called; a new name where absent. */
    readonly run?: RunId;
  };

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
  /**
   * Plans and runs, is killed right after each of these effects and before anybody has heard of it, and is taken up again until the run is
   * over. An effect that is named twice is followed by death twice. Throws when one of them has not come. `noted` sees every effect.
   */
  readonly killedAfter: (
    wish: Wish,
    effects: readonly string[],
    noted?: (effect: string) => void,
  ) => Promise<RunSummary>;
  readonly close: () => Promise<void>;
}

/** Opens the example of a service in a variant of its world, with its config or what `edit` makes of it. */
export async function openRunbook(
  name: string,
  variant = 'healthy',
  edit: (config: string) => string = (config) => config,
): Promise<RunbookService> {
  const clock = virtualClock(startingMoment);
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
  // To read all authorities anew takes a session 20 ms, and whoever is killed everywhere opens hundreds.
  const http = createHttp({ env: process.env });
  const open = (to: string): Session => {
    const session = openSession({ config, registry: kinds, clock, to, env: process.env, directory });
    const { looking } = session;
    return { ...session, looking: { ...looking, outside: { ...looking.outside, http } } };
  };
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
  const start = async (session: Session, wish: Wish) => {
    const { run } = wish;
    const named = { ...executor, reason: 'a test', ...(run === undefined ? {} : { run }) };
    return await runPlan(session, await planned(session, wish), named);
  };
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
    killedAfter: async (wish, effects, noted) => {
      const left = [...effects];
      for (let first = true; ; first = false) {
        const ended = await untilKilled(open(wish.to), {
          running,
          left,
          noted,
          work: async (session) => (first ? await start(session, wish) : await takeUp(session, [])),
        });
        if (ended === undefined) continue;
        if (left.length > 0) throw new Error(`nothing came of: ${left.join(', ')}`);
        return ended;
      }
    },
    close: async () => {
      await running.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** One life of a process: it ends by itself, or is killed after an effect that is left. What it has under way then may come, and nobody hears of it. */
async function untilKilled(
  session: Session,
  {
    running,
    left,
    noted,
    work,
  }: {
    readonly running: Environment;
    readonly left: string[];
    readonly noted: ((effect: string) => void) | undefined;
    readonly work: (session: Session) => Promise<RunSummary>;
  },
): Promise<RunSummary | undefined> {
  const life = begin(session);
  let alive = true;
  running.log.beforeAnswer = (request) => {
    const effect = effectOf(running, request);
    if (effect === undefined) return;
    noted?.(effect);
    const index = left.indexOf(effect);
    if (index < 0) return;
    left.splice(index, 1);
    if (alive) life.kill();
    alive = false;
  };
  try {
    return await Promise.race([work(life.session), life.killed]);
  } finally {
    running.log.beforeAnswer = undefined;
    session.close();
  }
}

/** What a request has brought about, in a few words: a change, or that somebody was told. Nothing for all others. */
function effectOf({ world }: Environment, request: LoggedRequest): string | undefined {
  const { operation, outcome, region, resource = '' } = request;
  if (operation === 'tell') return `tell ${request.service} ${resource}`;
  if (operation !== 'Publish' || outcome !== 'ok') return isChange(request) ? changeName(request) : undefined;
  const said = regionOf(world, region).watching.topics.get(resource)?.messages.at(-1)?.subject;
  return `tell sns ${said ?? ''}`;
}

/** Puts a message into the log that has arrived at somebody whom the simulator does not play: a process may die of its answer, too. */
export function logMessage({ log, clock }: Environment, service: string, what: string): void {
  const told = { at: clock.now(), service, operation: 'tell', region: '', principal: 'nobody' };
  const entry = { ...told, mutating: false, outcome: 'ok', resource: what, durationMs: 0 };
  log.beforeAnswer?.(logRequest(log, entry));
}

/** Whether a request changed the service, and not the journal or the lease in the witness bucket, nor told CloudWatch of a run that is over. */
export function isChange({ mutating, outcome, resource, operation }: LoggedRequest): boolean {
  if (operation === 'PutMetricData') return false;
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
