import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { scaledClock } from '../../src/simulator/clock.ts';
import { startScenario } from '../../src/simulator/environment.ts';

/** Ms from the start of a program to the arrival of its first call, the median of `times` starts; undefined where it never called. */
export async function coldStartMs(
  command: readonly [string, ...string[]],
  config: string,
  times: number,
): Promise<number | undefined> {
  const world = await startScenario({
    scenario: 'lomash-wood',
    clock: scaledClock({ startMs: Date.now(), speed: 1 }),
  });
  try {
    const found: number[] = [];
    for (let round = 0; round < times; round += 1) {
      const before = world.log.entries.length;
      const startedAt = world.clock.now();
      const [program, ...args] = command;
      const child = spawn(
        program,
        args.map((each) => each.replace('CONFIG', config)),
        { env: { ...process.env, ...world.environment, REGION_FAILOVER_CLOCK: '' }, stdio: 'ignore' },
      );
      await once(child, 'exit');
      const first = world.log.entries[before];
      if (first !== undefined) found.push(first.at - startedAt);
    }
    return found.sort((a, b) => a - b)[Math.floor(found.length / 2)];
  } finally {
    await world.close();
  }
}
