import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { JobHost } from '../../../src/simulator/github/runner-contract.ts';
import { startRig, type Rig } from './rig.ts';

const here = { owner: 'acme', repo: 'shop' };
const workflow = { ...here, workflow_id: 'failover.yml', ref: 'main' };
let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});

afterEach(async () => {
  await rig.close();
  expect(rig.watched.withDeliveries()).toEqual([]);
});

async function dispatch(operation = 'shop-1.1'): Promise<number> {
  // Octokit's types know only the answer without details.
  const answer: { data: unknown } = await rig.octokit.rest.actions.createWorkflowDispatch({
    ...workflow,
    inputs: { to: 'eu-west-2', 'operation-id': operation },
    return_run_details: true,
  });
  return z.object({ workflow_run_id: z.number() }).parse(answer.data).workflow_run_id;
}

function announce(key: string): JobHost {
  return rig.runner.last().host.job({ key, name: key, id: key, labels: ['ubuntu-latest'] });
}

async function readRun(run_id: number) {
  return (await rig.octokit.rest.actions.getWorkflowRun({ ...here, run_id })).data;
}

async function jobs(run_id: number) {
  const { data } = await rig.octokit.rest.actions.listJobsForWorkflowRun({ ...here, run_id });
  return data.jobs;
}

/** What the App was told, as `event action`. */
function told(): string[] {
  return rig.github.webhooks.deliveries.map(({ event, action }) => `${event} ${action ?? ''}`);
}

describe('a dispatch', () => {
  test('answers with the run, whose title carries the operation', async () => {
    const run = await readRun(await dispatch());
    expect(run).toMatchObject({
      display_title: 'failover [shop-1.1]',
      name: 'failover',
      path: '.github/workflows/failover.yml',
      event: 'workflow_dispatch',
      status: 'queued',
      run_attempt: 1,
      head_branch: 'main',
      actor: { login: 'region-failover[bot]' },
    });
    expect(rig.runner.last().run.inputs).toEqual({
      command: 'plan',
      to: 'eu-west-2',
      loud: 'false',
      'operation-id': 'shop-1.1',
    });
  });

  test('answers without a body when no details are wanted', async () => {
    const answer = await rig.octokit.rest.actions.createWorkflowDispatch({
      ...workflow,
      inputs: { to: 'x' },
    });
    expect(answer.status).toBe(204);
  });

  test.each([
    ['a required input is missing', {}, /Required input 'to' not provided/],
    ['a choice is none of the choices', { to: 'x', command: 'destroy' }, /not in the list of allowed values/],
    ['a boolean is none', { to: 'x', loud: 'perhaps' }, /not a boolean/],
    ['an input is not declared', { to: 'x', region: 'y' }, /Unexpected inputs provided: \["region"\]/],
    [
      'there are too many',
      Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`i${index}`, 'x'])),
      /up to 25/,
    ],
  ])('is refused when %s', async (_, inputs, message) => {
    const refused = rig.octokit.rest.actions.createWorkflowDispatch({ ...workflow, inputs });
    await expect(refused).rejects.toMatchObject({
      status: 422,
      message: expect.stringMatching(message) as unknown,
    });
    expect(rig.github.runs()).toEqual([]);
  });

  test('is refused for an unknown workflow, branch or trigger', async () => {
    const { actions } = rig.octokit.rest;
    rig.github.as('nadia').push({ '.github/workflows/push.yml': 'on: push\njobs: {}\n' });
    const unknown = { ...workflow, workflow_id: 'nothing.yml' };
    await expect(actions.createWorkflowDispatch(unknown)).rejects.toMatchObject({ status: 404 });
    const branch = { ...workflow, ref: 'nowhere' };
    await expect(actions.createWorkflowDispatch(branch)).rejects.toMatchObject({ status: 422 });
    const trigger = { ...workflow, workflow_id: 'push.yml' };
    await expect(actions.createWorkflowDispatch(trigger)).rejects.toMatchObject({ status: 422 });
  });
});

describe('a run', () => {
  test('goes from queued to its end, and the App is told of each step', async () => {
    const id = await dispatch();
    const job = announce('plan');
    job.start('runner-1');
    job.step({ number: 1, name: 'Plan', status: 'in_progress' });
    expect((await readRun(id)).status).toBe('in_progress');
    rig.clock.advance(5_000);
    job.step({ number: 1, name: 'Plan', status: 'completed', conclusion: 'success' });
    job.log('planned\n');
    job.complete('success', { hash: 'abc' });
    rig.runner.last().host.finish('success');
    expect(await readRun(id)).toMatchObject({ status: 'completed', conclusion: 'success' });
    const [only] = await jobs(id);
    expect(only).toMatchObject({ name: 'plan', conclusion: 'success', runner_name: 'runner-1' });
    expect(only?.steps?.[0]).toMatchObject({
      started_at: '2027-01-05T12:00:00Z',
      completed_at: '2027-01-05T12:00:05Z',
    });
    expect(told()).toEqual([
      'workflow_run requested',
      'workflow_job queued',
      'workflow_run in_progress',
      'workflow_job in_progress',
      'workflow_job completed',
      'workflow_run completed',
    ]);
    const log = await rig.octokit.request('GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', {
      ...here,
      job_id: job.id,
    });
    expect(log.data).toBe('planned\n');
  });

  test('is found by event, branch, commit and time', async () => {
    const first = await dispatch('shop-1.1');
    rig.clock.advance(60_000);
    const second = await dispatch('shop-1.2');
    const list = async (query: object) => {
      const { data } = await rig.octokit.rest.actions.listWorkflowRuns({
        ...here,
        workflow_id: 'failover.yml',
        ...query,
      });
      return data.workflow_runs.map(({ id }) => id);
    };
    expect(await list({})).toEqual([second, first]);
    expect(await list({ created: '>=2027-01-05T12:01:00Z' })).toEqual([second]);
    expect(await list({ created: '2027-01-05T12:00:00Z..2027-01-05T12:00:30Z' })).toEqual([first]);
    expect(await list({ event: 'push' })).toEqual([]);
    expect(await list({ branch: 'main', event: 'workflow_dispatch', per_page: 1 })).toEqual([second]);
    const { data } = await rig.octokit.rest.actions.listWorkflowRunsForRepo({ ...here, status: 'queued' });
    expect(data.total_count).toBe(2);
  });

  test('is cancelled by its runner when asked, and by GitHub when forced', async () => {
    const run_id = await dispatch();
    announce('plan').start('runner-1');
    await rig.octokit.rest.actions.cancelWorkflowRun({ ...here, run_id });
    expect(rig.runner.last().cancelled).toEqual(['ask']);
    expect((await readRun(run_id)).status).toBe('in_progress');
    await rig.octokit.rest.actions.forceCancelWorkflowRun({ ...here, run_id });
    expect(await readRun(run_id)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    expect((await jobs(run_id))[0]?.conclusion).toBe('cancelled');
    const again = rig.octokit.rest.actions.cancelWorkflowRun({ ...here, run_id });
    await expect(again).rejects.toMatchObject({ status: 409 });
  });

  test('keeps what succeeded when only failed jobs are run again', async () => {
    const run_id = await dispatch();
    announce('plan').complete('success', { hash: 'abc' });
    announce('run').complete('failure', {});
    rig.runner.last().host.finish('failure');
    await rig.octokit.rest.actions.reRunWorkflowFailedJobs({ ...here, run_id });
    expect(rig.runner.last().run).toMatchObject({
      attempt: 2,
      kept: [{ key: 'plan', conclusion: 'success', outputs: { hash: 'abc' } }],
    });
    expect(await readRun(run_id)).toMatchObject({ run_attempt: 2, status: 'queued', conclusion: null });
    const running = rig.octokit.rest.actions.reRunWorkflow({ ...here, run_id });
    await expect(running).rejects.toMatchObject({ status: 403 });
    const first = await rig.octokit.rest.actions.getWorkflowRunAttempt({
      ...here,
      run_id,
      attempt_number: 1,
    });
    expect(first.data.conclusion).toBe('failure');
    const old = await rig.octokit.rest.actions.listJobsForWorkflowRunAttempt({
      ...here,
      run_id,
      attempt_number: 1,
    });
    expect(old.data.jobs.map(({ name }) => name)).toEqual(['plan', 'run']);
  });

  test('fails ten minutes after its machine has gone without a word', async () => {
    const id = await dispatch();
    const job = announce('run');
    job.start('runner-1');
    rig.github.loseRunner(id);
    job.complete('success', {});
    expect(rig.runner.last().killed).toEqual([job.id]);
    rig.clock.advance(599_000);
    expect((await readRun(id)).status).toBe('in_progress');
    rig.clock.advance(1_000);
    await expect.poll(async () => (await readRun(id)).conclusion).toBe('failure');
  });

  test('is not heard any more after its end', async () => {
    const id = await dispatch();
    const { host } = rig.runner.last();
    const job = announce('run');
    host.finish('failure');
    job.start('runner-1');
    host.finish('success');
    expect(await readRun(id)).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(told().filter((line) => line === 'workflow_run completed')).toHaveLength(1);
  });
});

describe('a concurrency group', () => {
  const group = { group: 'failover-shop', cancelInProgress: false, queue: 'max' } as const;

  test('lets one in at a time, in the order of their coming', async () => {
    const ids = [await dispatch('a'), await dispatch('b'), await dispatch('c')];
    const hosts = rig.runner.started.map(({ host }) =>
      host.job({ key: 'run', name: 'run', id: 'run', labels: [] }),
    );
    const order: string[] = [];
    const entries = hosts.map(async (host, index) => {
      const entered = await host.enter(group);
      order.push(`${index} ${entered.state}`);
      return entered;
    });
    const first = await entries[0];
    expect((await readRun(ids[1] ?? 0)).status).toBe('pending');
    if (first?.state === 'entered') first.leave();
    await entries[1];
    rig.runner.started[1]?.host.finish('failure');
    await entries[2];
    expect(order).toEqual(['0 entered', '1 entered', '2 entered']);
  });

  test('without a queue cancels the one that waits for a newer one', async () => {
    for (const name of ['a', 'b', 'c']) await dispatch(name);
    const entries = rig.runner.started.map(({ host }) => host.enter({ ...group, queue: 'single' }));
    await entries[0];
    expect(await entries[1]).toMatchObject({ state: 'cancelled' });
  });

  test('gives up waiting when the run is cancelled, and cancels the holder where told to', async () => {
    for (const name of ['a', 'b', 'c']) await dispatch(name);
    const [one, two, three] = rig.runner.started;
    await one?.host.enter(group);
    const waiting = two?.host.enter(group);
    rig.github.as('nadia').cancel(two?.run.id ?? 0);
    expect(await waiting).toMatchObject({ state: 'cancelled' });
    void three?.host.enter({ ...group, cancelInProgress: true });
    expect(one?.cancelled).toEqual(['ask']);
  });
});
