import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fleetConfig } from '../../src/simulator/scenarios/fleet.ts';
import type { Usage } from './messages.ts';
import { startMeasured } from './world.ts';

/** What the failover of one fleet came to. */
export interface FleetFigures {
  readonly size: number;
  readonly result: string;
  readonly rtoMs: number;
  /** The longest chain of what the world itself took. */
  readonly limitMs: number;
  /** By `service:operation`. */
  readonly calls: Readonly<Record<string, number>>;
  readonly reads: number;
  readonly changes: number;
  readonly ours: Usage;
  readonly bare: Usage;
}

/**
 * Plays the failover of a fleet of this size three times, each in a process and a world of its own: to note its requests down, to
 * measure it, and as bare requests.
 */
export async function measureFleet(size: number, directory: string): Promise<FleetFigures> {
  const scenario = `fleet-${size}:dark`;
  const config = join(directory, `fleet-${size}.yml`);
  const requests = join(directory, `fleet-${size}.json`);
  await writeFile(config, fleetConfig(size));
  const play = async (extra: Readonly<Record<string, string>>) => {
    const world = await startMeasured(scenario);
    const settings = { BENCH_START: String(world.startMs), BENCH_CONFIG: config, BENCH_DIRECTORY: directory };
    const report = await world
      .run(join(directory, 'subject.cjs'), { ...settings, ...extra })
      .finally(() => world.environment.close());
    if (report.type !== 'report') throw new Error(`${scenario}: the failover has given no report`);
    return { world, report };
  };
  await play({ BENCH_RECORD: requests });
  const { world, report } = await play({});
  const third = await startMeasured(scenario);
  const bare = await third
    .run(join(directory, 'bare.cjs'), { BENCH_RECORD: requests })
    .finally(() => third.environment.close());
  const { entries } = world.environment.log;
  const calls: Record<string, number> = {};
  for (const { service, operation } of entries)
    calls[`${service}:${operation}`] = (calls[`${service}:${operation}`] ?? 0) + 1;
  const changes = entries.filter(({ mutating }) => mutating).length;
  const rtoMs = report.summary.rtoMs ?? Number.NaN;
  return {
    size,
    result: report.summary.result,
    rtoMs,
    limitMs: world.limitMs(report),
    calls,
    reads: entries.length - changes,
    changes,
    ours: report.usage,
    bare: bare.usage,
  };
}
