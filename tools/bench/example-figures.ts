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
 * Plays failover (home being lost), reprotect and failback of an example, each in a process of its own, in one world; then the same
 * requests at the same moments by themselves, in a world that begins as the first did.
 */
export async function measureExample(
  example: BenchedExample,
  directory: string,
): Promise<readonly ExampleFigures[]> {
  const { name, home, standby } = example;
  const legs: readonly Leg[] = [
    { operation: 'failover', from: home, to: standby },
    { operation: 'reprotect', from: home, to: standby },
    { operation: 'failback', from: standby, to: home },
  ];
  const requestsOf = ({ operation }: Leg): string => join(directory, `${name}-${operation}.json`);
  const world = await startMeasured(name);
  const ran: { leg: Leg; report: RunReport; reads: number; changes: number }[] = [];
  try {
    for (const leg of legs) {
      prepare(world, leg, home);
      const before = world.environment.log.entries.length;
      const report = await runLeg(world, leg, { name, directory, requests: requestsOf(leg) });
      const entries = world.environment.log.entries.slice(before);
      const changes = entries.filter(({ mutating }) => mutating).length;
      ran.push({ leg, report, reads: entries.length - changes, changes });
    }
  } finally {
    await world.environment.close();
  }
  const second = await startMeasured(name, world.startMs);
  try {
    const figures: ExampleFigures[] = [];
    for (const { leg, report, reads, changes } of ran) {
      prepare(second, leg, home);
      const settings = { BENCH_RECORD: requestsOf(leg), BENCH_ADVANCE: 'yes' };
      const bare = await second.run(join(directory, 'bare.cjs'), settings);
      if (bare.type !== 'bare') throw new Error(`${name}: the bare requests have given no figures`);
      const { operation } = leg;
      figures.push({
        ...{ name, operation, reads, changes, bare: bare.usage, unanswered: bare.failed },
        ...timesOf(report),
      });
    }
    return figures;
  } finally {
    await second.environment.close();
  }
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
