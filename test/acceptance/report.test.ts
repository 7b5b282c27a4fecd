import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { defaultAnswer, type HostRequest } from '../../src/engine/host.ts';
import { loadRun } from '../../src/engine/run.ts';
import type { Numbered, RunEvent } from '../../src/events.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { planService } from '../../src/operations/plan-service.ts';
import { runPlan } from '../../src/operations/run-service.ts';
import { openSession } from '../../src/operations/session.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { renderSummary } from '../../src/report/summary-text.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import { startScenario, type Environment } from '../../src/simulator/environment.ts';
import { localStore } from '../../src/store/local-store.ts';

const reason =
  'lost "eu-west-1" \'now\' $(touch pwned) ${{ secrets.X }} </style><script>alert(1)</script>\n::set-output name=a::b\u202e';
const stripeKey = 'sk_live_51SimulatedStripeKey0000';

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let world: Environment;
let directory: string;
let config: string;
let run: string;
let said: string;

/** Runs the built program as a shell would, with the simulated world in its environment. */
async function cli(...args: string[]): Promise<Answer> {
  const env = {
    PATH: process.env['PATH'],
    ...world.environment,
    STRIPE_API_KEY: stripeKey,
    REGION_FAILOVER_DIR: directory,
  };
  return await new Promise((resolve) => {
    execFile(
      process.execPath,
      ['dist/cli.cjs', ...args, '--config', config],
      { env, maxBuffer: 1 << 26 },
      (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      },
    );
  });
}

/** Fails over on the world's own clock, which no load of the machine can upset; gives everything the run has said. */
async function failOver(): Promise<string> {
  const loaded = await loadConfig({ directory: process.cwd(), registry: kinds, file: config });
  if ('problems' in loaded) throw new Error('the example is a good config');
  const session = openSession({
    config: loaded.config,
    registry: kinds,
    clock: world.clock,
    to: 'eu-west-2',
    env: { ...process.env, ...world.environment },
    directory,
  });
  const said: string[] = [];
  const emit = (event: Numbered<RunEvent>): void => {
    said.push(JSON.stringify(event));
  };
  try {
    const planned = await planService(session, {
      from: 'eu-west-1',
      to: 'eu-west-2',
      operation: 'failover',
      mode: 'auto',
      only: [],
    });
    const host = { emit, ask: (request: HostRequest) => Promise.resolve(defaultAnswer(request)) };
    const summary = await runPlan(session, planned, {
      host,
      signal: new AbortController().signal,
      actor: 'sarah',
      reason,
    });
    return [...said, renderSummary(summary, planned.plan, { palette: plainPalette, width: 100 })].join('\n');
  } finally {
    session.close();
  }
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'report-'));
  config = join(directory, 'failover.yml');
  const example = await readFile('docs/examples/lomash-wood/failover.yml', 'utf8');
  // Without a witness the run is kept in a directory, where a test can lay hands on it.
  await writeFile(config, example.replace(/^witness:.*\n/m, ''));
  world = await startScenario({
    scenario: 'lomash-wood:dark',
    clock: virtualClock(Date.parse('2026-11-21T10:47:00Z')),
  });
  const before = { ...process.env };
  Object.assign(process.env, world.environment);
  try {
    said = await failOver();
  } finally {
    process.env = before;
  }
  [run = ''] = await localStore(directory).list('lomash-wood');
}, 60_000);

afterAll(async () => {
  await world.close();
  await rm(directory, { recursive: true, force: true });
});

describe('the report of a run', () => {
  it('is one page, whose path is printed', async () => {
    const page = join(directory, 'page.html');
    const { code, out } = await cli('report', run, '--html', page);
    expect([code, out.trim()]).toEqual([0, page]);
    const html = await readFile(page, 'utf8');
    for (const text of [
      'Done: eu-west-2 is active',
      'point of no return',
      'critical path',
      'Unfenced',
      'databases/orders:promote',
      'accepts writes in eu-west-2',
      run,
    ])
      expect(html).toContain(text);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toMatch(/<script|\u202e/);
  });

  it('is Markdown too, of the newest run where none is named', async () => {
    const { code, out } = await cli('report', '--markdown', '-');
    expect(code).toBe(0);
    expect(out).toContain('# 🟢 lomash-wood: eu-west-1 → eu-west-2 (unplanned)');
    expect(out.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
  });

  it('is data too, with what was seen before and after, the decisions and the journal', async () => {
    const { code, out } = await cli('report', run, '--json');
    expect(code).toBe(0);
    const data = JSON.parse(out) as {
      schema_version: number;
      status: string;
      checkedAt: number;
      criticalPath: string[];
      evidence: { resource: string; after: { ok: boolean }[] }[];
      journal: { entries: unknown[] };
    };
    expect(data).toMatchObject({ schema_version: 1, status: 'done', reason });
    expect(data.criticalPath.at(-1)).toBe('smoke-test:run');
    expect(data.checkedAt).toBeGreaterThan(0);
    const orders = data.evidence.find(({ resource }) => resource === 'databases/orders');
    expect(orders?.after.map(({ ok }) => ok)).toEqual([true]);
    expect(data.journal.entries.length).toBeGreaterThan(100);
  });

  it('holds no secret that the run has handled, nor do the journal and the terminal', async () => {
    const page = join(directory, 'secrets.html');
    const texts = [
      said,
      ...(await Promise.all(
        [
          ['report', run, '--html', page],
          ['report', run, '--markdown', '-'],
          ['report', run, '--json'],
          ['status', run],
          ['status', run, '--json'],
          ['verify', '--to', 'eu-west-2'],
          ['verify', '--to', 'eu-west-2', '--json'],
        ].map(async (args) => Object.values(await cli(...args)).join('\n')),
      )),
      await readFile(page, 'utf8'),
      await readFile(join(directory, 'runs', run, 'journal.jsonl'), 'utf8'),
      await readFile(join(directory, 'runs', run, 'run.json'), 'utf8'),
    ];
    const password = Buffer.from('postgres://lomash:simulated').toString('base64').slice(0, 30);
    const secrets = [
      ':simulated@',
      password,
      world.environment['AWS_SECRET_ACCESS_KEY'] ?? 'missing',
      'simulated-operator-token',
      'k8s-aws-v1.',
      stripeKey,
      'X-Amz-Signature',
    ];
    for (const text of texts) for (const secret of secrets) expect(text.includes(secret), secret).toBe(false);
  }, 60_000);

  it('names the run that does not exist', async () => {
    const { code, err } = await cli('report', 'fo-none');
    expect(code).toBe(2);
    expect(err).toContain('RUN_UNKNOWN');
  });
});

describe('verify --run', () => {
  it('says that a journal is whole, and where its chain begins and ends', async () => {
    const { code, out } = await cli('verify', '--run', run);
    expect(code).toBe(0);
    expect(out).toMatch(/is whole: \d+ entries[^]*record {2}[0-9a-f]{64}\n {2}last {4}[0-9a-f]{64}/);
  });

  it('finds an entry that was changed, and refuses to report on it', async () => {
    const path = join(directory, 'runs', run, 'journal.jsonl');
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replace('"type":"settled"', '"type":"undone"'));
    try {
      for (const args of [
        ['verify', '--run', run],
        ['report', run],
      ]) {
        const { code, err } = await cli(...args);
        expect([code, err.includes('JOURNAL_BROKEN')]).toEqual([3, true]);
      }
    } finally {
      await writeFile(path, before);
    }
  });

  it.each(['journal.jsonl', 'run.json'])(
    'finds any byte of %s that was changed, put in or taken out',
    async (name) => {
      const path = join(directory, 'runs', run, name);
      const before = await readFile(path);
      const store = localStore(directory);
      // Resolves to whether the damage was found; the reader says `torn` where it cannot tell a cut from a crash.
      const isFound = async (): Promise<boolean> =>
        await loadRun(store, run).then(
          ({ torn }) => torn,
          (error: unknown) => String(error).includes('damaged'),
        );
      try {
        expect(await isFound()).toBe(false);
        const damage = fc.record({
          at: fc.nat(before.length - 1),
          byte: fc.integer({ min: 0, max: 255 }),
          how: fc.constantFrom('change', 'insert', 'remove'),
        });
        await fc.assert(
          fc.asyncProperty(damage, async ({ at, byte, how }) => {
            const put = how === 'remove' ? [] : [byte];
            const after = Buffer.concat([
              before.subarray(0, at),
              Buffer.from(put),
              before.subarray(how === 'insert' ? at : at + 1),
            ]);
            if (after.equals(before)) return;
            await writeFile(path, after);
            expect(await isFound(), `${how} ${byte} at ${at}`).toBe(true);
          }),
          {
            numRuns: 150,
            examples: [
              [{ at: before.length - 1, byte: 120, how: 'change' }],
              [{ at: before.length - 1, byte: 0, how: 'remove' }],
              [{ at: before.length - 1, byte: 32, how: 'insert' }],
              [{ at: 0, byte: 10, how: 'insert' }],
            ],
          },
        );
      } finally {
        await writeFile(path, before);
      }
    },
    60_000,
  );
});
