import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/simulator/environment.ts';
import type { LoggedRequest } from '../../src/simulator/request-log.ts';
import { effectName, effectsOf, isEffect, quickWorld, stateOf } from './lomash-wood.ts';
import { once, waves } from './failover-effects.ts';
import { documentOf, exampleConfig, linesOf, run, start } from './program.ts';
import type { Ended } from './program.ts';

/** A change of each wave after which the process is killed; runbooks/killed-everywhere.test.ts dies after every one, without processes. */
const fatalChanges = waves.flatMap((wave) => wave.slice(0, 1));

/** What a run writes before there is anything to resume. */
const firstWrites = ['lomash-wood.lease.json', 'run.json', 'services/lomash-wood/'];

/** Of the journal's writes, one in so many is followed by a kill. */
const stride = 6;

/** More processes than any world here needs; a run that needs more makes no progress. */
const patience = 60;

const common = ['--config', exampleConfig, '--json'];
const failover = ['failover', '--to', 'eu-west-2', '--yes', '--accept-data-loss', ...common];

interface Outcome {
  readonly last: Ended;
  readonly kills: number;
}

/** Starts the failover and resumes it as often as it is killed: at once, when `fatal` says so of a request that has just been performed. */
async function runThroughDeaths(
  { log, environment }: Environment,
  fatal: (request: LoggedRequest) => boolean,
): Promise<Outcome> {
  let kills = 0;
  for (let processes = 1; processes <= patience; processes += 1) {
    // Before a run is listed there is nothing to resume: whoever is killed that early starts again.
    const isListed = log.entries.some(({ resource }) => resource?.includes('/services/lomash-wood/'));
    const { child, ended } = start(isListed ? ['resume', ...common] : failover, { environment });
    let killed = false;
    log.beforeAnswer = (request) => {
      if (killed || !fatal(request)) return;
      killed = child.kill('SIGKILL');
      kills += 1;
    };
    const last = await ended;
    log.beforeAnswer = undefined;
    if (last.code !== undefined) return { last, kills };
  }
  throw new Error(`The run has not ended within ${patience} processes.`);
}

/** What every run must come to, whatever happened on the way. */
async function expectTheOneEnd(running: Environment, { last }: Outcome): Promise<void> {
  const said = linesOf(last).at(-1) ?? {};
  if (hasNothingToResume(said)) await expectDone(running);
  else expect(last.code, `${JSON.stringify(said)}${last.stderr}`).toBe(0);
  expect(effectsOf(running)).toEqual(once);
  expect(stateOf(running)).toEqual(await undisturbed());
}

/** Who is killed after the last write of all has left nothing to be resumed. */
function hasNothingToResume({ problems }: Record<string, unknown>): boolean {
  const [first] = (problems ?? []) as { readonly code: string }[];
  return first?.code === 'RUN_UNKNOWN';
}

async function expectDone({ environment }: Environment): Promise<void> {
  expect(documentOf(await run(['status', ...common], { environment }))).toMatchObject({ status: 'done' });
}

let firstRun: Promise<ReturnType<typeof stateOf>> | undefined;

/** The end state of a run that nobody disturbed; made once. */
async function undisturbed(): Promise<ReturnType<typeof stateOf>> {
  firstRun ??= inWorld(async (running) => {
    const { last } = await runThroughDeaths(running, () => false);
    expect(last.code, last.stderr).toBe(0);
    return stateOf(running);
  });
  return await firstRun;
}

async function inWorld<T>(work: (running: Environment) => Promise<T>): Promise<T> {
  const running = await quickWorld('dark');
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

describe.concurrent('a failover whose process is killed', { timeout: 300_000 }, () => {
  it('at its first writes and after a change of each wave comes to the same end, and nothing is done twice', async () => {
    await inWorld(async (running) => {
      const left = new Set([...firstWrites, ...fatalChanges]);
      const outcome = await runThroughDeaths(running, (request) => left.delete(nameOf(request)));
      expect([...left]).toEqual([]);
      expect(outcome.kills).toBe(firstWrites.length + fatalChanges.length);
      await expectTheOneEnd(running, outcome);
    });
  });

  it(`after every ${stride}th write of its journal, again and again, comes to the same end`, async () => {
    await inWorld(async (running) => {
      let writes = 0;
      const outcome = await runThroughDeaths(running, (request) => {
        if (!isJournalWrite(request)) return false;
        writes += 1;
        return writes % stride === 0;
      });
      expect(outcome.kills).toBeGreaterThanOrEqual(4);
      await expectTheOneEnd(running, outcome);
    });
  });
});

/** A change by its name, one of the first writes by the end of its key. */
function nameOf(request: LoggedRequest): string {
  if (isEffect(request)) return effectName(request);
  const { operation, resource = '' } = request;
  return (operation === 'PutObject' && firstWrites.find((name) => resource.includes(name))) || '';
}

function isJournalWrite({ operation, outcome, resource }: LoggedRequest): boolean {
  return operation === 'PutObject' && outcome === 'ok' && resource?.includes('/journal/') === true;
}
