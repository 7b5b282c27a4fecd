import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cleanUp, runAction } from './job-runner.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'path-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

it.each([
  { version: 'v18.20.4', title: 'Node.js is too old', message: 'found v18.20.4' },
  { version: 'v20.18.3', title: 'Node.js is too old', message: 'found v20.18.3' },
  { version: undefined, title: 'Node.js is missing', message: 'there is none' },
])('gives one clear line where the node on PATH is $version', async ({ version, title, message }) => {
  if (version !== undefined) {
    await writeFile(join(directory, 'node'), `#!/bin/sh\necho ${version}\n`);
    await chmod(join(directory, 'node'), 0o755);
  }
  const job = await runAction({ with: { command: 'validate' }, env: {}, path: directory });
  await cleanUp(job);
  expect(job.exit).toBe(2);
  expect(job.annotations).toHaveLength(1);
  expect(job.annotations[0]?.properties).toContain(title);
  expect(job.annotations[0]?.message).toContain(message);
  expect(job.annotations[0]?.message).toContain('actions/setup-node');
  expect(job.log.trim()).toBe('');
});

it('goes on with a node that is new enough', async () => {
  await symlink(process.execPath, join(directory, 'node'));
  const job = await runAction({
    with: { command: 'validate', config: 'docs/examples/lomash-wood/failover.yml' },
    env: {},
    path: directory,
  });
  await cleanUp(job);
  expect(job.outputs).toMatchObject({ result: 'done', reason_code: 'OK' });
});
