import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { steppedClock, type SteppedClock } from '../../../../src/simulator/clock.ts';
import { startBench, type RunnerBench, type Scene, type SeenJob, type SeenRun } from './recording-host.ts';

const start = Date.parse('2026-11-02T08:00:00Z');
let clock: SteppedClock;
let signalClock: SteppedClock;
let workdirRoot: string;
let bench: RunnerBench;
beforeEach(async () => {
  clock = steppedClock(start);
  signalClock = steppedClock(start);
  workdirRoot = await mkdtemp(join(tmpdir(), 'cancel-'));
  bench = await startBench({ clock, signalClock, workdirRoot });
});
afterEach(async () => {
  await bench.close();
  await rm(workdirRoot, { recursive: true, force: true });
});

const said = ({ log }: SeenJob): string[] =>
  log
    .split('\n')
    .filter((line) => line.startsWith('> '))
    .map((line) => line.slice(2));

/** Runs a workflow, and does something when a line appears in a log. */
async function when(
  acts: Readonly<Record<string, (run: Parameters<NonNullable<Scene['onLog']>>[1], job: SeenJob) => void>>,
  text: string,
  scene: Scene = {},
): Promise<SeenRun> {
  const left = new Map(Object.entries(acts));
  return await bench.run(`on: workflow_dispatch\n${text}`, {
    ...scene,
    onLog: (job, handle) => {
      for (const [line, act] of left) {
        if (!said(job).includes(line)) continue;
        left.delete(line);
        act(handle, job);
      }
    },
  });
}

/** A program that says which signals it gets, and goes on. */
const stubborn = `trap 'echo "> INT"' INT; trap 'echo "> TERM"' TERM; echo "> ready"; while true; do sleep 0.01; done`;

describe('a run that is cancelled', () => {
  test('interrupts its program; what always() asks for still runs, and jobs after it are skipped', async () => {
    const run = await when(
      {
        ready: (handle) => {
          handle.cancel('ask');
        },
      },
      `jobs:
  a:
    runs-on: x
    steps:
      - { id: s, run: 'trap "echo \\"> INT\\"; exit 0" INT; echo "> ready"; while true; do sleep 0.01; done' }
      - run: echo "> never"
      - { if: failure(), run: echo "> not failed" }
      - { if: always(), run: 'echo "> \${{ steps.s.outcome }} \${{ job.status }}"' }
      - { if: cancelled(), run: echo "> cancelled" }
  b: { needs: a, runs-on: x, steps: [{ run: 'true' }] }
  c: { needs: a, if: always(), runs-on: x, steps: [{ run: echo "> cleans up" }] }
`,
    );
    expect(run.conclusion).toBe('cancelled');
    expect(said(run.job('a'))).toEqual(['ready', 'INT', 'cancelled cancelled', 'cancelled']);
    expect(run.jobs.map(({ key, conclusion }) => [key, conclusion])).toEqual([
      ['a', 'cancelled'],
      ['b', 'skipped'],
      ['c', 'success'],
    ]);
  });

  test('sends SIGTERM after 7.5 s and SIGKILL 2.5 s later to one that does not listen', async () => {
    const run = await when(
      {
        ready: (handle) => {
          handle.cancel('ask');
        },
        INT: () => {
          signalClock.advance(7_499);
          signalClock.advance(1);
        },
        TERM: () => {
          signalClock.advance(2_500);
        },
      },
      `jobs: { a: { runs-on: x, steps: [{ run: ${JSON.stringify(stubborn)} }] } }`,
    );
    expect([run.conclusion, said(run.job('a'))]).toEqual(['cancelled', ['ready', 'INT', 'TERM']]);
  });

  test('lets a step go on whose own condition still holds', async () => {
    const run = await when(
      {
        ready: (handle) => {
          handle.cancel('ask');
          setTimeout(() => {
            handle.cancel('ask');
          }, 50);
        },
      },
      `jobs:
  a:
    runs-on: x
    steps: [{ if: always(), run: 'trap "echo \\"> INT\\"" INT; echo "> ready"; sleep 0.2; echo "> done"' }]
`,
    );
    expect(said(run.job('a'))).toEqual(['ready', 'done']);
  });

  test('leaves a job alone whose if still holds', async () => {
    const run = await when(
      {
        ready: (handle) => {
          handle.cancel('ask');
        },
      },
      `jobs: { a: { if: always(), runs-on: x, steps: [{ run: 'echo "> ready"; sleep 0.1; echo "> done"' }] } }`,
    );
    expect([said(run.job('a')), run.job('a').conclusion]).toEqual([['ready', 'done'], 'success']);
  });

  test('before its first job has begun runs none', async () => {
    const run = await bench.run('on: push\njobs: { a: { runs-on: x, steps: [{ run: x }] } }', {
      onStart: (handle) => {
        handle.cancel('ask');
      },
    });
    expect([run.conclusion, run.job('a').conclusion]).toEqual(['cancelled', 'skipped']);
  });

  test('by force is gone at once, with everything it started', async () => {
    let child = 0;
    const run = await when(
      {
        ready: (handle, job) => {
          child = Number(said(job).find((line) => /^\d+$/.test(line)));
          handle.cancel('force');
        },
      },
      `jobs: { a: { runs-on: x, steps: [{ run: 'trap "" INT TERM; sleep 60 & echo "> $!"; echo "> ready"; wait; sleep 60' }, { if: always(), run: echo "> no" }] } }`,
    );
    expect([run.conclusion, said(run.job('a')).length]).toEqual(['cancelled', 2]);
    await gone(child);
  });

  test('forces the end of a cleaning up that takes longer than five minutes', async () => {
    const run = await when(
      {
        ready: (handle) => {
          handle.cancel('ask');
        },
        cleaning: () => {
          clock.advance(5 * 60_000);
        },
      },
      `jobs: { a: { runs-on: x, steps: [{ run: 'trap "exit 1" INT; echo "> ready"; while true; do sleep 0.01; done' }, { if: always(), run: 'trap "" INT TERM; echo "> cleaning"; sleep 60' }] } }`,
    );
    expect([run.conclusion, said(run.job('a'))]).toEqual(['cancelled', ['ready', 'cleaning']]);
  });
});

describe('time that is up', () => {
  test('for a job cancels it and says so', async () => {
    const run = await when(
      {
        ready: () => {
          clock.advance(2 * 60_000);
        },
      },
      `jobs: { a: { runs-on: x, timeout-minutes: 2, steps: [{ run: 'trap "exit 0" INT; echo "> ready"; while true; do sleep 0.01; done' }, { if: "always()", run: echo "> after" }] } }`,
    );
    expect([run.conclusion, run.job('a').conclusion, said(run.job('a'))]).toEqual([
      'cancelled',
      'cancelled',
      ['ready', 'after'],
    ]);
    expect(run.job('a').annotations[0]?.message).toBe(
      'The job has exceeded the maximum execution time of 2m0s',
    );
  });

  test('for a step fails it, and the next ones go by that', async () => {
    const run = await when(
      {
        ready: () => {
          clock.advance(60_000);
        },
      },
      `jobs: { a: { runs-on: x, steps: [{ name: slow, timeout-minutes: 1, run: 'trap "exit 0" INT; echo "> ready"; while true; do sleep 0.01; done' }, { if: "failure()", run: echo "> after" }] } }`,
    );
    expect([run.conclusion, said(run.job('a'))]).toEqual(['failure', ['ready', 'after']]);
    expect(run.job('a').annotations[0]?.message).toBe("The action 'slow' has timed out after 1 minutes.");
  });
});

describe('a machine that is taken away', () => {
  test('says nothing more, and only a cancellation ends the run', async () => {
    let killed: SeenJob | undefined;
    const before = { log: '', calls: 0 };
    const run = await when(
      {
        ready: (handle, job) => {
          handle.kill(job.id);
          killed = job;
          Object.assign(before, { log: job.log, calls: job.calls.length });
          setTimeout(() => {
            handle.cancel('ask');
          }, 200);
        },
      },
      `jobs: { a: { runs-on: x, steps: [{ run: 'trap "echo \\"> signal\\"" EXIT INT TERM; echo "> ready"; sleep 60' }, { if: always(), run: echo "> no" }] } }`,
    );
    expect(killed?.log).toBe(before.log);
    expect(killed?.calls).toHaveLength(before.calls);
    expect([run.conclusion, killed?.conclusion]).toEqual(['cancelled', undefined]);
  });
});

describe('what is left behind', () => {
  test('a program in the background holds up neither step nor job, and dies with the job', async () => {
    const run = await when(
      {
        started: () => {
          setTimeout(() => {
            signalClock.advance(5_000);
          }, 50);
        },
      },
      `jobs: { a: { runs-on: x, steps: [{ run: 'sleep 60 & echo "> $!"; echo "> started"' }, { run: echo "> next" }] } }`,
    );
    const [child, , next] = said(run.job('a'));
    expect([run.conclusion, next]).toEqual(['success', 'next']);
    await gone(Number(child));
  });

  test('the directories of a machine are removed with its job', async () => {
    await when({}, 'jobs: { a: { runs-on: x, steps: [{ run: echo 1 > file }] } }');
    expect(existsSync(workdirRoot) ? readdirSync(workdirRoot) : []).toEqual([]);
  });
});

/** Resolves when a process has ended; one that nobody has collected yet counts as ended. */
async function gone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(1);
  await vi.waitFor(() => {
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z';
    expect(stat.slice(stat.lastIndexOf(')'))).toMatch(/^\) [ZX]/);
  });
}
