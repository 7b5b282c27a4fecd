import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** A run of one job, in the words of the contract, by the bundled runner. */
const program = `
const { createRunner } = require('./runner.cjs');
const clock = { now: Date.now, sleep: () => new Promise(() => undefined), during: (work) => work };
const runner = createRunner({ clock, signalClock: clock, workdirRoot: __dirname, actions: {}, env: {}, nodePath: process.execPath });
const account = { login: 'acme', id: 1 };
const run = {
  id: 1, number: 1, attempt: 1, event: 'push', payload: {}, inputs: {}, actor: account, triggeringActor: account, kept: [],
  repository: { owner: account, name: 'shop', id: 2, defaultBranch: 'main', public: false }, ref: 'refs/heads/main', sha: 'abc',
  workflow: { path: 'x.yml', text: 'on: push\\njobs: { a: { runs-on: x, steps: [{ run: "echo bundled \${{ github.sha }}" }] } }' },
};
const nothing = () => undefined;
const job = { id: 1, start: nothing, step: nothing, log: (text) => process.stdout.write(text), annotate: console.error, complete: nothing };
runner.start(run, {
  serverUrl: '', apiUrl: '', token: 't', variables: () => ({}), secrets: () => ({}), job: () => job,
  finish: (conclusion, problem) => console.log(conclusion, problem),
});
`;

test('bundled into one CommonJS file, the runner works under plain Node.js', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bundle-'));
  try {
    await build({
      entryPoints: ['src/simulator/github/runner/runner.ts'],
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      mainFields: ['module', 'main'],
      outfile: join(directory, 'runner.cjs'),
      logLevel: 'error',
    });
    await writeFile(join(directory, 'program.cjs'), program);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(directory, 'program.cjs')]);
    expect([stdout.split('\n').slice(-3), stderr]).toEqual([['bundled abc', 'success undefined', ''], '']);
  } finally {
    await rm(directory, { recursive: true });
  }
});
