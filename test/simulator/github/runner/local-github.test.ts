import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { steppedClock } from '../../../../src/simulator/clock.ts';
import { startLocalGitHub, type LocalGitHub } from '../../../../src/simulator/github/local-github.ts';
import { createRunner, type LocalRunner } from '../../../../src/simulator/github/runner/runner.ts';
import { currentAttempt, type Attempt, type Run } from '../../../../src/simulator/github/state/runs.ts';
import { smallWorld } from '../rig.ts';

const workflow = `
name: release
run-name: release [\${{ inputs.operation-id }}]
on: { workflow_dispatch: { inputs: { operation-id: { type: string }, fail: { type: boolean, default: false } } } }
permissions: {}
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { hash: '\${{ steps.s.outputs.hash }}' }
    steps:
      - id: s
        run: echo "hash=$GITHUB_RUN_ID.$GITHUB_RUN_ATTEMPT" >> "$GITHUB_OUTPUT"
  run:
    needs: plan
    runs-on: ubuntu-latest
    environment: reviewed
    permissions: { id-token: write, contents: read }
    concurrency: { group: one, queue: max }
    steps:
      - uses: actions/checkout@v7
      - uses: actions/setup-node@v7
      - env: { HASH: '\${{ needs.plan.outputs.hash }}', PLACE: '\${{ vars.PLACE }}' }
        run: |
          node token.mjs
          echo "> $HASH $PLACE"
      - if: inputs.fail && github.run_attempt == 1
        run: exit 7
`;

// Asks for a token as an action would, and shows it.
const token = `
const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = process.env;
const response = await fetch(url + '&audience=the-bot', { headers: { authorization: 'Bearer ' + bearer } });
console.log('> token ' + (await response.json()).value);
`;

let directory: string;
let runner: LocalRunner;
let github: LocalGitHub;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'site-'));
  const clock = steppedClock(Date.now());
  runner = createRunner({ clock, workdirRoot: directory, actions: {}, env: {}, nodePath: process.execPath });
  const files = { '.github/workflows/release.yml': workflow, 'token.mjs': token };
  github = await startLocalGitHub({ clock, world: { ...smallWorld({ files }), runner } });
});
afterAll(async () => {
  await runner.close();
  await github.close();
  await rm(directory, { recursive: true, force: true });
});

const dispatch = (inputs: Record<string, string>): Run => github.as('omar').dispatch('release.yml', inputs);

async function until(run: Run, status: Attempt['status']): Promise<Attempt> {
  return await vi.waitFor(
    () => {
      const attempt = currentAttempt(run);
      expect(attempt.status).toBe(status);
      return attempt;
    },
    { timeout: 10_000, interval: 10 },
  );
}

const jobOf = (attempt: Attempt, key: string) =>
  attempt.jobs.find(({ announcement }) => announcement.key === key);
const said = (attempt: Attempt): string[] =>
  (jobOf(attempt, 'run')?.log ?? '').split('\n').filter((line) => line.startsWith('> '));

test('a run waits for its review, and its job gets a token with the claims of just this job', async () => {
  const run = dispatch({ 'operation-id': 'shop-1.1' });
  expect(run.title).toBe('release [shop-1.1]');
  await until(run, 'waiting');
  github.as('nadia').review(run.id, 'reviewed', 'approved');
  const attempt = await until(run, 'completed');
  expect([attempt.problem, attempt.conclusion]).toEqual([undefined, 'success']);
  const [first = '', second] = said(attempt);
  expect(second).toBe(`> ${run.id}.1 reviewed`);
  expect(decodeJwt(first.replace('> token ', ''))).toMatchObject({
    aud: 'the-bot',
    environment: 'reviewed',
    run_id: String(run.id),
    run_attempt: '1',
    actor: 'omar',
    repository: 'acme/shop',
    job_workflow_ref: 'acme/shop/.github/workflows/release.yml@refs/heads/main',
  });
});

test('"re-run failed jobs" keeps the job that succeeded, with its outputs', async () => {
  const run = dispatch({ 'operation-id': 'shop-1.2', fail: 'true' });
  await until(run, 'waiting');
  github.as('nadia').review(run.id, 'reviewed', 'approved');
  expect((await until(run, 'completed')).conclusion).toBe('failure');
  github.as('omar').rerun(run.id, 'failed');
  await until(run, 'waiting');
  github.as('nadia').review(run.id, 'reviewed', 'approved');
  const again = await until(run, 'completed');
  expect([again.number, again.conclusion]).toEqual([2, 'success']);
  expect(said(again)[1]).toBe(`> ${run.id}.1 reviewed`);
});

test('of two runs in one group the second goes on when the first is rejected', async () => {
  const first = dispatch({ 'operation-id': 'shop-1.3' });
  await until(first, 'waiting');
  const second = dispatch({ 'operation-id': 'shop-1.4' });
  await until(second, 'pending');
  github.as('nadia').review(first.id, 'reviewed', 'rejected');
  expect((await until(first, 'completed')).conclusion).toBe('failure');
  await until(second, 'waiting');
  github.as('omar').cancel(second.id);
  expect((await until(second, 'completed')).conclusion).toBe('cancelled');
});
