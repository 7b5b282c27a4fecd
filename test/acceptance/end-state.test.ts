import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scaledClock } from '../../src/simulator/clock.ts';
import type { Environment } from '../../src/simulator/environment.ts';
import { quickWorld, stateOf } from './lomash-wood.ts';
import { exampleConfig, project, run } from './program.ts';

const tools = ['aws', 'kubectl', 'curl', 'jq'];
const missing = tools.filter((tool) => spawnSync(tool, [tool === 'kubectl' ? 'help' : '--version']).error);
const why = missing.length > 0 ? ` (skipped: not installed: ${missing.join(', ')})` : '';

/** What both are to bring about; the shell procedure opens no case and makes no cache. */
function achieved(running: Environment) {
  const { databases, workloads, records } = stateOf(running);
  const { sessions, ...secrets } = workloads[1]?.secrets ?? {};
  expect(sessions).toBeDefined();
  return { databases, replicas: workloads[1]?.replicas, secrets, primary: records[0] };
}

async function inWorld(
  running: Environment,
  work: (running: Environment) => Promise<void>,
): Promise<ReturnType<typeof achieved>> {
  try {
    await work(running);
    return achieved(running);
  } finally {
    await running.close();
  }
}

it.skipIf(missing.length > 0)(
  `the program leads to the same end state as the shell procedure${why}`,
  { timeout: 240_000 },
  async () => {
    const clock = scaledClock({ startMs: Date.now(), speed: 120 });
    const shell = inWorld(await quickWorld('dark', clock), async ({ environment }) => {
      const script = join(project, 'test/assets/lomash-wood/failover.sh');
      const output = await new Promise<string>((resolve, reject) => {
        execFile('bash', [script], { env: { ...process.env, ...environment } }, (error, stdout, stderr) => {
          if (error) reject(new Error(`${stdout}\n${stderr}`, { cause: error }));
          else resolve(stdout);
        });
      });
      expect(output).toContain('"eu-west-2"');
    });
    const program = inWorld(await quickWorld('dark'), async ({ environment }) => {
      const args = [
        'failover',
        '--to',
        'eu-west-2',
        '--yes',
        '--accept-data-loss',
        '--config',
        exampleConfig,
      ];
      const { code, stderr } = await run(args, { environment });
      expect(code, stderr).toBe(0);
    });
    // The shell waits most of the time.
    const [byShell, byProgram] = await Promise.all([shell, program]);
    expect(
      byShell.databases.map(({ status, writable, replicates }) => [status, writable, replicates]),
    ).toEqual(Array(8).fill(['available', true, false]));
    expect(Object.values(byShell.replicas ?? {})).toEqual(Array(9).fill('3 of 3'));
    expect(JSON.stringify(byShell.primary)).toContain('eu-west-2');
    expect(byProgram).toEqual(byShell);
  },
);
