import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scaledClock } from '../../../../src/simulator/clock.ts';
import type { Environment } from '../../../../src/simulator/environment.ts';
import { effectsOf, quickWorld } from '../../../acceptance/lomash-wood.ts';
import { startIssuer, type Issuer } from '../../../acceptance/oidc-issuer.ts';
import { startBench, type RunnerBench, type Scene, type SeenJob, type SeenRun } from './recording-host.ts';

const role = 'arn:aws:iam::111122223333:role/region-failover';
const hostile = `it's "$(touch pwned)" \`id\` \${{ github.token }}\n::error::planted\n::set-env name=A::b`;

let world: Environment;
const issuers = new Map<string, Issuer>();
let bench: RunnerBench;
let config: string;

// What a repository that uses the templates looks like, with the simulated regions behind it.
beforeAll(async () => {
  config = await readFile('docs/examples/lomash-wood/failover.yml', 'utf8');
  const clock = scaledClock({ startMs: Date.now(), speed: 25 });
  world = await quickWorld('healthy', clock);
  for (const name of ['failover', 'failover-plan'])
    issuers.set(
      name,
      await startIssuer({
        sub: `repo:acme/shop:environment:${name}`,
        repository: 'acme/shop',
        environment: name,
      }),
    );
  world.world.verifyWebIdentity = async (token) => {
    const results = await Promise.allSettled([...issuers.values()].map(({ verify }) => verify(token)));
    const found = results.find((each) => each.status === 'fulfilled');
    if (found === undefined) throw new Error('No issuer knows this token.');
    return found.value;
  };
  const trusts = (claims: Record<string, unknown>): boolean =>
    String(claims['sub']).startsWith('repo:acme/shop:');
  world.world.roles.set(role, { arn: role, name: 'region-failover', id: 'AROASIMULATOR00000001', trusts });
  const env = Object.entries(world.environment).filter(
    ([name]) => !/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/.test(name),
  );
  bench = await startBench({
    clock,
    actions: { 'OWNER/region-failover': resolve('.') },
    env: {
      ...Object.fromEntries(env),
      AWS_ENDPOINT_URL_STS: `${world.url}/region/eu-west-2`,
      STRIPE_API_KEY: 'rk_live_0123456789abcdef',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
});
afterAll(async () => {
  await bench.close();
  await Promise.all([world.close(), ...[...issuers.values()].map((issuer) => issuer.close())]);
});

async function template(name: string): Promise<string> {
  return await readFile(`workflows/${name}`, 'utf8');
}

/** Runs a workflow text in the repository of the example. */
async function runIn(
  environment: 'failover' | 'failover-plan',
  text: string,
  scene: Scene = {},
): Promise<SeenRun> {
  const found = issuers.get(environment)?.environment ?? {};
  return await bench.run(text, {
    variables: { '': { FAILOVER_PLAN_ROLE: role, FAILOVER_ROLE: role } },
    idToken: {
      url: found['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '',
      token: found['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '',
    },
    ...scene,
    files: { 'failover.yml': config, ...scene.files },
  });
}

const inputs = {
  command: 'plan',
  to: 'eu-west-2',
  from: 'eu-west-1',
  mode: 'auto',
  reason: hostile,
  'accept-data-loss': 'true',
  'allow-lost-region': 'false',
};
const shown = (job: SeenJob) => job.annotations.filter(({ level }) => level === 'failure');

describe('workflows/failover.yml', () => {
  test('plans with a token of its environment, and gives the hash of the plan on', async () => {
    const run = await runIn('failover-plan', await template('failover.yml'), { inputs });
    const plan = run.job('plan');
    expect([run.problem, shown(plan)]).toEqual([undefined, []]);
    expect(run.jobs.map(({ key, conclusion }) => [key, conclusion])).toEqual([
      ['plan', 'success'],
      ['run', 'skipped'],
    ]);
    expect(plan.calls.slice(0, 2)).toEqual(['gate failover-plan', 'start']);
    expect(plan.outputs?.['plan-hash']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect([...plan.steps.values()].map(({ conclusion }) => conclusion)).not.toContain('failure');
    expect(plan.summary).not.toBe('');
    // Nothing that gives access is ever readable.
    expect(plan.log).not.toContain(issuers.get('failover-plan')?.requestToken);
  });

  test('waits at its environment before it changes anything, also when nothing was planned', async () => {
    const run = await runIn('failover-plan', await template('failover.yml'), {
      inputs: { ...inputs, command: 'abort' },
      gate: () => Promise.resolve('rejected'),
    });
    expect(run.jobs.map(({ key, conclusion }) => [key, conclusion])).toEqual([
      ['plan', 'skipped'],
      ['run', 'failure'],
    ]);
    // What an operator wants does not wait behind the run that it is about.
    const group = 'failover-acme/shop-operator';
    expect(run.job('run').calls).toEqual([`enter ${group}`, 'gate failover', 'complete failure']);
    expect(run.groups).toEqual([{ group, cancelInProgress: false, queue: 'max' }]);
  });

  test('without a token, where permissions are taken away, fails and says what to add', async () => {
    const text = (await template('failover.yml')).replaceAll('id-token: write', 'id-token: none');
    const run = await runIn('failover-plan', text, { inputs });
    expect(run.conclusion).toBe('failure');
    expect(run.job('plan').annotations[0]?.message).toContain('id-token: write');
  });
});

test('workflows/health.yml looks at both regions', async () => {
  const run = await runIn('failover-plan', await template('health.yml'));
  expect(run.jobs.map(({ key }) => key)).toEqual(['health']);
  expect(run.job('health').log).toContain('eu-west-2');
});

/** How each job has ended, by its key. */
const conclusionsOf = (run: SeenRun) =>
  Object.fromEntries(run.jobs.map(({ key, conclusion }) => [key, conclusion]));

describe('workflows/drill.yml', () => {
  test('holds the drills that change nothing without asking anybody', async () => {
    const run = await runIn('failover-plan', await template('drill.yml'), {
      inputs: { drill: 'failover-simulation', to: 'eu-west-2' },
      variables: { '': { FAILOVER_DRILL_ROLE: role } },
    });
    expect(conclusionsOf(run)).toEqual({
      look: 'success',
      dns: 'skipped',
      over: 'skipped',
      'ask-the-bot': 'skipped',
      home: 'skipped',
    });
    expect(run.job('look').summary).toContain('planned failover eu-west-1 to eu-west-2 is possible');
  });

  test('moves nothing before somebody has approved it, and does not come home from where it never was', async () => {
    const run = await runIn('failover', await template('drill.yml'), {
      inputs: { drill: 'full', to: 'eu-west-2' },
      gate: () => Promise.resolve('rejected'),
    });
    expect(run.job('over').calls).toEqual(['enter failover-acme/shop', 'gate failover', 'complete failure']);
    expect(conclusionsOf(run)).toEqual({
      look: 'skipped',
      dns: 'skipped',
      over: 'failure',
      'ask-the-bot': 'skipped',
      home: 'skipped',
    });
  });

  test.each(['dns', 'full'])('leaves %s to the bot where there is one, and says so', async (drill) => {
    const run = await runIn('failover', await template('drill.yml'), {
      inputs: { drill, to: 'eu-west-2' },
      variables: { '': { FAILOVER_ROLE: role, FAILOVER_BOT_URL: 'https://failover.example.com' } },
    });
    expect(conclusionsOf(run)).toEqual({
      look: 'skipped',
      dns: 'skipped',
      over: 'skipped',
      'ask-the-bot': 'failure',
      home: 'skipped',
    });
    expect(run.job('ask-the-bot').annotations[0]?.message).toContain('/failover drill');
  });
});

test('workflows/fleet.yml, called once a wave, works on each service in a job of its own', async () => {
  const wave = `
on: workflow_dispatch
permissions: {}
jobs:
  first:
    permissions: { contents: read, id-token: write }
    uses: ./.github/workflows/failover-fleet.yml
    with: { configs: '["failover.yml", "none/failover.yml"]', command: plan, to: eu-west-2, reason: '\${{ inputs.reason }}' }
`.replace('on: workflow_dispatch', 'on: { workflow_dispatch: { inputs: { reason: {} } } }');
  const run = await runIn('failover', wave, {
    inputs: { reason: hostile },
    files: { '.github/workflows/failover-fleet.yml': await template('fleet.yml') },
  });
  expect(run.jobs.map(({ key, name, conclusion }) => [key, name, conclusion])).toEqual([
    ['first / service (1)', 'first / failover.yml', 'success'],
    ['first / service (2)', 'first / none/failover.yml', 'failure'],
  ]);
  expect(run.groups.map(({ group }) => group)).toEqual([
    'failover-acme/shop-failover.yml',
    'failover-acme/shop-none/failover.yml',
  ]);
  expect(run.job('first / service (2)').annotations[0]?.message).toContain('none/failover.yml');
  expect(run.jobs.flatMap(({ annotations }) => annotations).map(({ message }) => message)).not.toContain(
    'planted',
  );
});

test('workflows/failover.yml fails over what it is told to, and keeps the report', async () => {
  const run = await runIn('failover', await template('failover.yml'), {
    inputs: { ...inputs, command: 'failover', only: 'databases/orders' },
  });
  expect([run.problem, ...run.jobs.flatMap(shown)]).toEqual([undefined]);
  expect(run.jobs.map(({ key, conclusion }) => [key, conclusion])).toEqual([
    ['plan', 'success'],
    ['run', 'success'],
  ]);
  expect(effectsOf(world)).toHaveProperty('rds PromoteReadReplica eu-west-2 lomash-orders-prod-replica', 1);
  expect(bench.runner.artifact(4001, 'failover-report')).toHaveLength(1);
  // What people typed is shown and is nothing more than that.
  const messages = run.jobs.flatMap(({ annotations }) => annotations).map(({ message }) => message);
  expect(messages.filter((message) => message === 'planted')).toEqual([]);
});
