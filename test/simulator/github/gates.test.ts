import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRig, type Rig } from './rig.ts';

const here = { owner: 'acme', repo: 'shop' };
let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});

afterEach(async () => {
  await rig.close();
  expect(rig.watched.withDeliveries()).toEqual([]);
});

/** A job at the door of an environment. */
function knock(environment: string) {
  const run = rig.github.as('omar').dispatch('failover.yml', { to: 'eu-west-2' });
  const { host } = rig.runner.last();
  const job = host.job({ key: 'run', name: 'run', id: 'run', labels: [] });
  return { run, host, job, outcome: job.gate(environment) };
}

function askedUrl(): string {
  const asked = rig.github.webhooks.deliveries.filter(({ event }) => event === 'deployment_protection_rule');
  return String(asked.at(-1)?.payload['deployment_callback_url']);
}

describe('an environment whose rule is the App', () => {
  test('asks the App, and opens when it approves', async () => {
    const { run, job, outcome } = knock('failover');
    const { data: waiting } = await rig.octokit.rest.actions.getWorkflowRun({ ...here, run_id: run.id });
    expect(waiting.status).toBe('waiting');
    const { data: pending } = await rig.octokit.rest.actions.getPendingDeploymentsForRun({
      ...here,
      run_id: run.id,
    });
    expect(pending[0]?.environment.name).toBe('failover');
    await rig.octokit.request(`POST ${askedUrl()}`, {
      environment_name: 'failover',
      state: 'approved',
      comment: 'Two people agreed.',
    });
    expect(await outcome).toBe('approved');
    job.start('runner-1');
    const { data } = await rig.octokit.rest.actions.getReviewsForRun({ ...here, run_id: run.id });
    expect(data).toMatchObject([{ state: 'approved', comment: 'Two people agreed.' }]);
    const jobEvents = rig.github.webhooks.deliveries.filter(({ event }) => event === 'workflow_job');
    expect(jobEvents.map(({ action }) => action)).toEqual(['queued', 'waiting', 'queued', 'in_progress']);
  });

  test('stays shut when it is rejected', async () => {
    const { run, outcome } = knock('failover');
    await rig.octokit.rest.actions.reviewCustomGatesForRun({
      ...here,
      run_id: run.id,
      environment_name: 'failover',
      state: 'rejected',
      comment: 'No.',
    });
    expect(await outcome).toBe('rejected');
  });

  test('takes ten remarks that decide nothing, of 1,024 characters each', async () => {
    const { run } = knock('failover');
    const remark = (comment: string) =>
      rig.octokit.request(`POST ${askedUrl()}`, { environment_name: 'failover', comment });
    await expect(remark('x'.repeat(1_025))).rejects.toMatchObject({ status: 422 });
    for (let number = 1; number <= 10; number += 1) {
      expect((await remark(`${number} of 2 approvals`)).status).toBe(204);
    }
    await expect(remark('one more')).rejects.toMatchObject({ status: 422 });
    expect(run.attempts[0]?.status).toBe('waiting');
  });

  test('refuses answers that nobody asked for, and those of people', async () => {
    const { run, outcome } = knock('failover');
    const review = { ...here, run_id: run.id, environment_name: 'failover', state: 'approved' } as const;
    const other = rig.octokit.rest.actions.reviewCustomGatesForRun({ ...review, environment_name: 'other' });
    await expect(other).rejects.toMatchObject({ status: 422 });
    const person = rig.octokitOf('nadia').rest.actions.reviewCustomGatesForRun(review);
    await expect(person).rejects.toMatchObject({ status: 403 });
    rig.github.as('omar').cancel(run.id);
    expect(await outcome).toBe('cancelled');
    await expect(rig.octokit.rest.actions.reviewCustomGatesForRun(review)).rejects.toMatchObject({
      status: 422,
    });
  });

  test('is listed with its rule', async () => {
    const { data } = await rig.octokit.rest.repos.getAllEnvironments(here);
    expect(data.environments?.map(({ name }) => name)).toEqual(['failover', 'reviewed', 'failover-plan']);
    const environment_name = 'failover';
    const rules = await rig.octokit.rest.repos.getAllDeploymentProtectionRules({ ...here, environment_name });
    expect(rules.data.custom_deployment_protection_rules?.[0]?.app.slug).toBe('region-failover');
    expect((await rig.octokit.rest.repos.getEnvironment({ ...here, environment_name })).data.name).toBe(
      'failover',
    );
  });
});

describe('an environment with required reviewers', () => {
  test('opens when one of them approves, and for nobody else', async () => {
    const { run, outcome } = knock('reviewed');
    expect(() => {
      rig.github.as('omar').review(run.id, 'reviewed', 'approved');
    }).toThrow(/no required reviewer/);
    const { data: pending } = await rig.octokit.rest.actions.getPendingDeploymentsForRun({
      ...here,
      run_id: run.id,
    });
    const { data } = await rig.octokitOf('nadia').rest.actions.reviewPendingDeploymentsForRun({
      ...here,
      run_id: run.id,
      environment_ids: [pending[0]?.environment.id ?? 0],
      state: 'approved',
      comment: '',
    });
    expect(data[0]?.environment).toBe('reviewed');
    expect(await outcome).toBe('approved');
  });
});

test('an environment without rules is open, also one that nobody has made', async () => {
  expect(await knock('failover-plan').outcome).toBe('approved');
  expect(await knock('brand-new').outcome).toBe('approved');
});

test('a runner gets the variables of the repository, and those of an environment over them', () => {
  const { host } = knock('failover-plan');
  expect(host.variables()).toEqual({ PLACE: 'repository', ROLE: 'planner' });
  expect(host.variables('reviewed')).toEqual({ PLACE: 'reviewed', ROLE: 'planner' });
  expect(host.readFile('failover.yml')).toBe('service: shop\n');
  expect(host.readTree({ repository: 'acme/none' })).toBeUndefined();
});
