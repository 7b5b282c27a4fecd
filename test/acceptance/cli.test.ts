import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { scaledClock } from '../../src/simulator/clock.ts';
import { startScenario } from '../../src/simulator/environment.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { quickWorld } from './lomash-wood.ts';
import { documentOf, exampleConfig, linesOf, project, run, start } from './program.ts';

// A whole run each; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 120_000 });

const config = ['--config', exampleConfig];

async function world(variant: string) {
  const running = await quickWorld(variant);
  onTestFinished(() => running.close());
  return running;
}

/** The code of the first problem that a command has printed as JSON. */
function codeOf(document: Record<string, unknown>): string | undefined {
  return (document['problems'] as { code: string }[])[0]?.code;
}

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['fail-over']],
    ['an unknown option', ['plan', '--fast']],
    ['a skip without a reason', ['skip', 'dns:upsert', ...config]],
    ['a skip with an empty reason', ['skip', 'dns:upsert', '--reason', ' ', ...config]],
    ['a port that is none', ['simulate', '--port', '99999']],
    ['an unknown world', ['simulate', '--scenario', 'fleet-3:lagging']],
    ['a world of a config and of a scenario', ['simulate', '--scenario', 'maip', ...config]],
    ['a condition of a world that no config describes', ['simulate', '--condition', 'dark']],
    ['a world whose environment cannot be written', ['simulate', '--write-env', 'no/such/place']],
  ])('exits with 2: %s', async (_, args) => {
    expect((await run(args)).code).toBe(2);
  });

  it('is one document with --json', async () => {
    const ended = await run(['plan', '--fast', '--json']);
    expect([ended.code, codeOf(documentOf(ended))]).toEqual([2, 'USAGE']);
  });

  it.each([
    ['REGION_UNKNOWN', ['--to', 'eu-west-9']],
    ['REGIONS_EQUAL', ['--from', 'eu-west-2', '--to', 'eu-west-2']],
    ['ONLY_UNKNOWN', ['--to', 'eu-west-2', '--only', 'databanks']],
  ])('exits with 2 and says %s', async (code, args) => {
    const ended = await run(['plan', ...args, ...config, '--json']);
    expect([ended.code, codeOf(documentOf(ended))]).toEqual([2, code]);
  });
});

describe('every command', () => {
  const commands = [
    'validate',
    'plan',
    'failover',
    'resume',
    'abort',
    'retry',
    'skip',
    'status',
    'verify',
    'health',
    'schema',
    'simulate',
    'demo',
    'iam',
    'report',
  ];

  it('explains every option it takes when it is asked with --help', async () => {
    const common = ['--config <file>', '--json', '--help'];
    const options: Record<string, readonly string[]> = {
      plan: ['--from <region>', '--to <region>', '--mode <mode>', '--only <names>', '--mermaid'],
      failover: [
        '--from <region>',
        '--to <region>',
        '--mode <mode>',
        '--reason <text>',
        '--only <names>',
        '--yes',
      ],
      skip: ['--reason <text>', '<step>'],
      retry: ['<step>'],
      abort: ['--reason <text>'],
      verify: ['--to <region>'],
    };
    for (const [command, own] of Object.entries(options)) {
      const { code, stdout } = await run([command, '--help']);
      expect(code).toBe(0);
      for (const option of [...common, ...own]) expect(stdout, command).toContain(option.split(' ')[0]);
      // Every option has words beside it, on the same line or the next.
      for (const [line] of stdout.matchAll(/^  --.*(\n {10,}.*)?/gm)) expect(line).toMatch(/ {2,}\S+ \S+|\n/);
    }
  });

  it('is named by --help, beside the exit codes', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    for (const exit of [0, 1, 2, 3, 4]) expect(stdout).toMatch(new RegExp(`^  ${exit}  \\w`, 'm'));
  });

  it('that looks prints one JSON document with --json, and says what it found by its exit code', async () => {
    const { environment, log } = await world('dark');
    const answers = {
      validate: await run(['validate', ...config, '--json']),
      schema: await run(['schema']),
      status: await run(['status', ...config, '--json'], { environment }),
      health: await run(['health', ...config, '--json'], { environment }),
      verify: await run(['verify', '--to', 'eu-west-2', ...config, '--json'], { environment }),
    };
    const codes = Object.entries(answers).map(([command, ended]) => {
      expect(Object.keys(documentOf(ended)).length).toBeGreaterThan(1);
      return [command, ended.code];
    });
    expect(Object.fromEntries(codes)).toEqual({ validate: 0, schema: 0, status: 0, health: 1, verify: 1 });
    expect(findRequests(log, { mutating: true })).toEqual([]);
  });
});

it('a drill writes its report into a file of its own name where none is given', async () => {
  const { environment } = await world('dark');
  const directory = await mkdtemp(join(tmpdir(), 'drill-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const drill = ['drill', '--type', 'failover-simulation', '--config', join(project, exampleConfig)];
  const { code, stderr } = await run([...drill, '--to', 'eu-west-2', '--report'], { environment, directory });
  expect(code).toBe(1);
  expect(stderr).toContain('drill-failover-simulation.md');
  const text = await readFile(join(directory, 'drill-failover-simulation.md'), 'utf8');
  expect(text).toContain('failover-simulation');
});

describe('a reader that has seen enough', () => {
  it('lets a command end as it would have', async () => {
    const { child, ended } = start(['schema']);
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('the config', () => {
  it('is looked for as failover.yml, then as .github/failover.yml', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'config-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const missing = await run(['validate', '--json'], { directory });
    expect([missing.code, codeOf(documentOf(missing))]).toEqual([2, 'CONFIG_NOT_FOUND']);
    await mkdir(join(directory, '.github'));
    for (const file of ['.github/failover.yml', 'failover.yml']) {
      await copyFile(join(project, exampleConfig), join(directory, file));
      const { code, stdout } = await run(['validate'], { directory });
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^${file} is valid`, 'm'));
    }
  });
});

describe('plan', () => {
  it('changes nothing, and its hash is the only one that failover then takes', async () => {
    const { environment, log } = await world('dark');
    const to = ['--to', 'eu-west-2', '--accept-data-loss', ...config, '--json'];
    const planned = await run(['plan', ...to], { environment });
    expect(planned.code).toBe(0);
    expect(documentOf(planned)['hash']).toMatch(/^sha256:[0-9a-f]{64}$/);
    const changed = await run(['failover', '--yes', '--plan-hash', 'sha256:0', ...to], { environment });
    expect([changed.code, codeOf(documentOf(changed))]).toEqual([3, 'PLAN_CHANGED']);
    const unasked = await run(['failover', ...to], { environment });
    expect([unasked.code, codeOf(documentOf(unasked))]).toEqual([3, 'NOT_CONFIRMED']);
    expect(findRequests(log, { mutating: true })).toEqual([]);
  });
});

describe('a run that stops', { timeout: 120_000 }, () => {
  it('exits with 4, is shown by status, refuses a second one with 3, and exits with 1 when it is given up', async () => {
    const { environment } = await world('promotion-fails');
    const failover = ['failover', '--to', 'eu-west-2', '--mode', 'unplanned', '--yes', ...config, '--json'];
    const stopped = await run(failover, { environment });
    expect(stopped.code).toBe(4);
    expect(linesOf(stopped).at(-1)).toMatchObject({ type: 'run-ended', summary: { result: 'stopped' } });
    const status = await run(['status', ...config, '--json'], { environment });
    expect(documentOf(status)).toMatchObject({ status: 'stopped', executing: false });
    const again = await run([...failover, '--only', 'aws-support'], { environment });
    expect([again.code, codeOf(documentOf(again))]).toEqual([3, 'RUN_UNFINISHED']);
    const given = await run(['abort', '--reason', 'a test', ...config, '--json'], { environment });
    expect(given.code).toBe(1);
    expect(linesOf(given).at(-1)).toMatchObject({ summary: { result: 'aborted' } });
  });
});

describe('a run of one primitive that stopped', () => {
  const orders = 'databases/orders:promote';

  async function stopped() {
    const running = await world('promotion-fails');
    const { environment } = running;
    const only = ['--mode', 'unplanned', '--only', 'databases/orders', '--yes', ...config, '--json'];
    const failover = await run(['failover', '--to', 'eu-west-2', ...only], { environment });
    expect(failover.code).toBe(4);
    const database = running.world.regions.get('eu-west-2')?.dbInstances.get('lomash-orders-prod-replica');
    return { environment, database, log: running.log };
  }

  it('is finished by retry once it is mended, and has touched nothing else', async () => {
    const { environment, database, log } = await stopped();
    Object.assign(database ?? {}, { status: 'available', writable: true, sourceArn: undefined });
    const retried = await run(['retry', orders, ...config, '--json'], { environment });
    expect(retried.code).toBe(0);
    expect(linesOf(retried).at(-1)).toMatchObject({ summary: { result: 'done', counts: { failed: 0 } } });
    expect(findRequests(log, { operation: 'PromoteReadReplica', outcome: 'ok' })).toHaveLength(1);
    expect(findRequests(log, { operation: 'ChangeResourceRecordSets' })).toEqual([]);
  });

  it('is finished by skip, which keeps the reason', async () => {
    const { environment } = await stopped();
    const skipped = await run(['skip', orders, '--reason', 'restored by hand', ...config, '--json'], {
      environment,
    });
    expect(skipped.code).toBe(0);
    expect(linesOf(skipped).at(-1)).toMatchObject({ summary: { result: 'done', counts: { skipped: 1 } } });
    const status = await run(['status', ...config], { environment });
    expect(status.stdout).toContain('restored by hand');
  });
});

describe('a run of another process', () => {
  it('is aborted by that process when this one is told to, which exits with 0 and leaves the other to exit with 1', async () => {
    const { environment, world: state } = await world('dark');
    // However busy the machine is, the run is not over before the other process is heard.
    Object.assign(state.timings, { promotionMs: [600_000, 600_000] });
    const failover = ['failover', '--to', 'eu-west-2', '--accept-data-loss', '--yes', ...config, '--json'];
    const other = start(failover, { environment });
    await other.says('"type":"step-started"');
    const told = await run(['abort', '--reason', 'a test', ...config, '--json'], { environment });
    expect([told.code, documentOf(told)['handed_over']]).toEqual([0, true]);
    const ended = await other.ended;
    expect(ended.code).toBe(1);
    expect(linesOf(ended).at(-1)).toMatchObject({ summary: { result: 'aborted' } });
  });

  it('that was killed is to be resumed: a new one is refused at once, not when the lease has run out', async () => {
    const { environment } = await world('dark');
    const failover = ['failover', '--to', 'eu-west-2', '--accept-data-loss', '--yes', ...config, '--json'];
    const killed = start(failover, { environment });
    await killed.says('"type":"step-started"');
    killed.child.kill('SIGKILL');
    await killed.ended;
    const again = await run(failover, { environment });
    expect([again.code, codeOf(documentOf(again))]).toEqual([3, 'RUN_UNFINISHED']);
  });
});

describe('a deployment that cannot be', () => {
  it('is refused with 3 and the reason', async () => {
    const rail = await startScenario({
      scenario: 'rail',
      clock: scaledClock({ startMs: Date.now(), speed: 1 }),
    });
    onTestFinished(() => rail.close());
    const where = ['--region', 'us-east-1', '--config', `${project}/docs/examples/rail/failover.yml`];
    const { code, stderr } = await run(['rollback', 'backend', '--color', 'blue', ...where, '--yes'], {
      environment: rail.environment,
    });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringMatching(/RESOURCE_MISSING backend[\s\S]*us-east-1-blue/) as string,
    });
  });
});
