import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/simulator/environment.ts';
import type { LoggedRequest } from '../../src/simulator/request-log.ts';
import { effectName, effectsOf, isEffect, quickWorld, stateOf } from './lomash-wood.ts';
import { documentOf, exampleConfig, linesOf, run, start } from './program.ts';
import type { Ended } from './program.ts';

const databases = [
  'auth',
  'products',
  'orders',
  'appointments',
  'content',
  'customers',
  'notifications',
  'analytics',
];

const deployments = [
  'auth-service',
  'product-service',
  'customer-service',
  'content-service',
  'notification-service',
  'order-payment-service',
  'appointment-service',
  'analytics-service',
  'api-gateway',
];

/** Every change that the failover of Lomash Wood makes, each exactly once; changes of one wave are under way at the same time. */
const waves = [
  [
    'support CreateCase us-east-1',
    'eks UpdateNodegroupConfig eu-west-2 general',
    'elasticache CreateCacheCluster eu-west-2 lomash-sessions',
    ...databases.map((name) => `kubernetes patch secrets eu-west-2 ${name}-database`),
  ],
  databases.map((name) => `rds PromoteReadReplica eu-west-2 lomash-${name}-prod-replica`),
  ['kubernetes patch secrets eu-west-2 sessions'],
  deployments.map((name) => `kubernetes patch deployments/scale eu-west-2 ${name}`),
  ['route53 ChangeResourceRecordSets us-east-1 Z08LOMASHWOOD0000001'],
];

const effects = waves.flat();

/** One change of each wave: who is killed after one change cannot be killed after another of the same wave, which was sent with it. */
const lives = Array.from({ length: Math.max(...waves.map(({ length }) => length)) }, (_, life) => {
  const fatal = waves.flatMap((wave) => wave.slice(life, life + 1));
  return { fatal, title: fatal.join(', then after ') };
});

const once = Object.fromEntries(effects.map((name) => [name, 1]));

/** Of the journal's writes, those whose number leaves the same rest are killed after in the same world. */
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
  it('is worth resuming: undisturbed, it makes each change once and leaves London in charge', async () => {
    const { databases: promoted, records, supportCases, workloads } = await undisturbed();
    expect(promoted).toHaveLength(databases.length);
    expect(promoted.every(({ writable, replicates }) => writable && !replicates)).toBe(true);
    expect(new Set(Object.values(workloads[1]?.replicas ?? {}))).toEqual(new Set(['3 of 3']));
    expect(records[0]).toContain('PRIMARY lomash-api-eu-west-2');
    expect(supportCases).toBe(1);
  });

  it('can be killed after every one of its changes', () => {
    expect(lives.flatMap(({ fatal }) => fatal).sort()).toEqual([...effects].sort());
  });

  it.each(lives)('after $title comes to the same end, and nothing is done twice', async ({ fatal }) => {
    await inWorld(async (running) => {
      const outcome = await runThroughDeaths(
        running,
        (request) => isEffect(request) && fatal.includes(effectName(request)),
      );
      expect(outcome.kills).toBe(fatal.length);
      await expectTheOneEnd(running, outcome);
    });
  });

  it.each(Array.from({ length: stride }, (_, rest) => rest))(
    `after write ${stride}n + %i of its journal, again and again, comes to the same end`,
    async (rest) => {
      await inWorld(async (running) => {
        let writes = 0;
        const outcome = await runThroughDeaths(running, (request) => {
          if (!isJournalWrite(request)) return false;
          writes += 1;
          return writes % stride === rest;
        });
        expect(outcome.kills).toBeGreaterThan(4);
        await expectTheOneEnd(running, outcome);
      });
    },
  );

  it.each(['lomash-wood.lease.json', 'run.json', 'services/lomash-wood/'])(
    'after its first write of %s starts or resumes as if nothing had been',
    async (name) => {
      await inWorld(async (running) => {
        let killed = false;
        const outcome = await runThroughDeaths(running, ({ operation, resource }) => {
          if (killed || operation !== 'PutObject' || resource?.includes(name) !== true) return false;
          killed = true;
          return true;
        });
        expect(outcome.kills).toBe(1);
        await expectTheOneEnd(running, outcome);
      });
    },
  );
});

function isJournalWrite({ operation, outcome, resource }: LoggedRequest): boolean {
  return operation === 'PutObject' && outcome === 'ok' && resource?.includes('/journal/') === true;
}
