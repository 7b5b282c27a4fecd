import { join } from 'node:path';
import type { Operation } from '../../src/plan/plan.ts';
import { setRegionCondition } from '../../src/simulator/world.ts';
import { criticalPathMs } from './critical-path.ts';
import type { RunReport, Usage } from './messages.ts';
import { startMeasured, type MeasuredWorld } from './world.ts';

/** An example and the two regions that it goes between. */
export interface BenchedExample {
  readonly name: string;
  readonly home: string;
  readonly standby: string;
}

/** The services of docs/examples. */
export const benchedExamples: readonly BenchedExample[] = [
  { name: 'lomash-wood', home: 'eu-west-1', standby: 'eu-west-2' },
  { name: 'union-eyes', home: 'us-east-1', standby: 'us-west-2' },
  { name: 'maip', home: 'us-east-1', standby: 'us-west-2' },
  { name: 'matbakh', home: 'eu-central-1', standby: 'eu-west-1' },
  { name: 'rail', home: 'us-east-1', standby: 'eu-west-1' },
];

/** What one operation of an example came to. */
export interface ExampleFigures {
  readonly name: string;
  readonly operation: Operation;
  readonly result: string;
  /** Simulated, from the declaration to the end of the run. */
  readonly tookMs: number;
  /** Simulated, until the service was restored; undefined for what restores none. */
  readonly rtoMs: number | undefined;
  /** The longest chain of its steps, each as long as it took: how long the run would be if nothing lay between its steps. */
  readonly chainMs: number;
  /** What the plan said before. */
  readonly expectedMs: number;
  readonly reads: number;
  readonly changes: number;
  readonly ours: Usage;
  readonly bare: Usage;
  /** Bare requests that nothing answered: those to a lost region, as in the run itself. */
  readonly unanswered: number;
}

interface Leg {
  readonly operation: Operation;
  readonly from: string;
  readonly to: string;
}

const hourMs = 3_600_000;

/**
 * Plays failover (home being lost), reprotect and failback of an example, each in a process of its own, in one world: once to note its
 * requests down, once to measure it, and once the same requests at the same moments by themselves. The three worlds begin alike.
 */
export async function measureExample(
  { name, home, standby }: BenchedExample,
  directory: string,
): Promise<readonly ExampleFigures[]> {
  const legs: readonly Leg[] = [
    { operation: 'failover', from: home, to: standby },
    { operation: 'reprotect', from: home, to: standby },
    { operation: 'failback', from: standby, to: home },
  ];
  const startMs = Date.now();
  const play = async <Found>(run: (world: MeasuredWorld, leg: Leg) => Promise<Found>): Promise<Found[]> => {
    const world = await startMeasured(name, startMs);
    try {
      const found: Found[] = [];
      for (const leg of legs) {
        prepare(world, leg, home);
        found.push(await run(world, leg));
      }
      return found;
    } finally {
      await world.environment.close();
    }
  };
  const requestsOf = ({ operation }: Leg): string => join(directory, `${name}-${operation}.json`);
  await play((world, leg) => runLeg(world, leg, { name, directory, requests: requestsOf(leg) }));
  const measured = await play(async (world, leg) => {
    const before = world.environment.log.entries.length;
    const report = await runLeg(world, leg, { name, directory, requests: '' });
    const entries = world.environment.log.entries.slice(before);
    const changes = entries.filter(({ mutating }) => mutating).length;
    return { operation: leg.operation, reads: entries.length - changes, changes, ...timesOf(report) };
  });
  const bare = await play(async (world, leg) => {
    const settings = { BENCH_RECORD: requestsOf(leg), BENCH_ADVANCE: 'yes' };
    const message = await world.run(join(directory, 'bare.cjs'), settings);
    if (message.type !== 'bare') throw new Error(`${name}: the bare requests have given no figures`);
    return { bare: message.usage, unanswered: message.failed };
  });
  return measured.flatMap((figures, index) => {
    const beside = bare[index];
    return beside === undefined ? [] : [{ name, ...figures, ...beside }];
  });
}

/** Home is lost before the failover, and has been well for an hour before the reprotect. */
function prepare({ environment: { world }, clock }: MeasuredWorld, { operation }: Leg, home: string): void {
  if (operation === 'failback') return;
  setRegionCondition(world, home, operation === 'failover' ? 'dark' : 'healthy');
  if (operation === 'reprotect') clock.advance(hourMs);
  world.settle();
}

async function runLeg(
  world: MeasuredWorld,
  { operation, from, to }: Leg,
  { name, directory, requests }: { name: string; directory: string; requests: string },
): Promise<RunReport> {
  const report = await world.run(join(directory, 'subject.cjs'), {
    BENCH_FROM: from,
    BENCH_TO: to,
    BENCH_OPERATION: operation,
    BENCH_START: String(world.clock.now()),
    BENCH_CONFIG: `docs/examples/${name}/failover.yml`,
    BENCH_DIRECTORY: directory,
    BENCH_RECORD: requests,
  });
  if (report.type !== 'report') throw new Error(`${name}: the ${operation} has given no report`);
  return report;
}

function timesOf({
  plan,
  summary,
  steps,
  usage,
}: RunReport): Pick<ExampleFigures, 'result' | 'tookMs' | 'rtoMs' | 'chainMs' | 'expectedMs' | 'ours'> {
  const took = (id: string): number => {
    const times = steps[id];
    return times === undefined ? 0 : times.endedAt - times.startedAt;
  };
  return {
    result: summary.result,
    tookMs: summary.endedAt - summary.declaredAt,
    rtoMs: summary.rtoMs,
    chainMs: criticalPathMs(plan, took),
    expectedMs: summary.expectedMs,
    ours: usage,
  };
}
