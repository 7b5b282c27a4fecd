import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { scaledClock } from '../../src/simulator/clock.ts';
import { startScenario } from '../../src/simulator/environment.ts';

/** What a whole procedure came to in the Lomash Wood world. */
export interface Procedure {
  readonly name: string;
  /** Simulated, from the start of the process to its end. */
  readonly simulatedMs: number;
  readonly calls: number;
  readonly exit: number | null;
}

/** The shell procedure's programs that are not installed here. */
export function missingPrograms(): string[] {
  return ['aws', 'kubectl', 'curl', 'jq'].filter(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined,
  );
}

/** Runs a program in a world of its own that runs `speed` times as fast as the machine, which makes the program's own work count as much more. */
export async function runProcedure(
  name: string,
  command: readonly [string, ...string[]],
  speed: number,
): Promise<Procedure> {
  const clock = scaledClock({ startMs: Date.now(), speed });
  const world = await startScenario({ scenario: 'lomash-wood:dark', clock });
  try {
    const startedAt = clock.now();
    const [program, ...args] = command;
    const child = spawn(program, args, { env: { ...process.env, ...world.environment }, stdio: 'ignore' });
    const [exit] = (await once(child, 'exit')) as [number | null];
    return { name, simulatedMs: clock.now() - startedAt, calls: world.log.entries.length, exit };
  } finally {
    await world.close();
  }
}
