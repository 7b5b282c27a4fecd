import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { start } from './program.ts';

vi.setConfig({ testTimeout: 180_000 });

/** Somewhere else than the clone. */
async function elsewhere(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'demo-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

it('plays the whole conversation by itself, one thing after the other, and ends well', async () => {
  const { ended } = start(['demo', '--headless', '--speed', '40'], { directory: await elsewhere() });
  const { code, stdout, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const moments = [
    'nadia     /failover eu-west-1 eu-west-2',
    'Reason: eu-west-1 does not answer',
    'is declared.',
    'The plan is ready.',
    '0 of 2 approvals',
    'tom       [Approve]',
    'Tom Reid approved plan',
    'priya     [Approve]',
    'Priya Shah approved plan',
    'The run has begun.',
    'Done. eu-west-2 is active.',
    'objective met',
  ];
  const places = moments.map((words) => stdout.indexOf(words));
  expect(places, stdout).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
});

it('ends at once, without a complaint, when it is interrupted while it begins', async () => {
  const { child, ended, says } = start(['demo', '--headless'], { directory: await elsewhere() });
  await says('region-failover demo');
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 4, stderr: '' });
  expect(stdout).not.toContain('/failover');
});

it('plays the failover in a terminal, and goes on with it after Ctrl-C, wherever it is started', async () => {
  const directory = await elsewhere();
  const { child, ended, says } = start(['demo', '--terminal', '--speed', '60'], { directory });
  await says(' done in ');
  child.kill('SIGINT');
  const left = await ended;
  expect(left.code, left.stdout).toBe(4);
  expect(left.stdout).toContain('npm run demo -- --terminal --resume');
  const again = start(['demo', '--terminal', '--resume'], { directory });
  const { code, stdout } = await again.ended;
  expect(code, stdout).toBe(0);
  expect(stdout).toMatch(/RTO +\d\d:\d\d of 30:00: met/);
});
