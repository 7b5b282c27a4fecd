import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { journalOf, reportOf, secretsOf, startActionWorld, type ActionWorld } from './action-world.ts';
import { cleanUp, type JobResult } from './job-runner.ts';

const worlds: ActionWorld[] = [];
const jobs: JobResult[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
  await Promise.all(jobs.splice(0).map(cleanUp));
});

async function open(variant: string, environmentName?: string): Promise<ActionWorld> {
  const world = await startActionWorld(variant, environmentName);
  worlds.push(world);
  return world;
}

async function run(world: ActionWorld, ...how: Parameters<ActionWorld['run']>): Promise<JobResult> {
  const job = await world.run(...how);
  jobs.push(job);
  return job;
}

const policies = ({ world }: ActionWorld): string[] =>
  [...world.world.accessKeys.values()].flatMap(({ sessionPolicy }) => sessionPolicy ?? []);

/** What somebody may type into the field of a workflow: it must reach no shell, no command of the runner, and no page as markup. */
const hostile = [
  `it's "dark" $(touch /tmp/region-failover-owned) \`touch /tmp/region-failover-owned\``,
  '::set-output name=result::owned',
  '::error::owned',
  '::add-mask::eu-west-2',
  '##[error]owned',
  "${{ github.token }} ${{ inputs.role }} <script>alert('owned')</script> </style> ![x](https://evil.example/x.png)",
  'result<<EOF',
].join('\n');

describe('a failover by the action', () => {
  let world: ActionWorld;
  let job: JobResult;

  beforeAll(async () => {
    world = await startActionWorld('dark');
    job = await world.run({ command: 'failover', to: 'eu-west-2', reason: hostile });
  });

  afterAll(async () => {
    await world.close();
    await cleanUp(job);
  });

  it('says what came of it in outputs, summary and report', () => {
    expect(job.log).toContain('Done: eu-west-2 is active');
    expect(job.exit).toBe(0);
    expect(job.outputs).toMatchObject({ schema_version: '1', result: 'done', reason_code: 'OK' });
    expect(Number(job.outputs['rto_seconds'])).toBeGreaterThan(0);
    expect(Number(job.outputs['rpo_seconds'])).toBeGreaterThan(0);
    expect(job.outputs['run_id']).toMatch(/^fo-\d{8}-\d{6}-[0-9a-f]{6}$/);
    expect(job.summary).toContain('```mermaid\ngantt');
    expect(job.summary).toContain('## Checklist');
    expect(job.summary).toContain('RTO');
    expect(Buffer.byteLength(job.summary)).toBeLessThan(1_048_576);
  });

  it('asks the STS endpoint of the region that is activated, in the name of the run, for exactly the actions of the plan', () => {
    const { entries } = world.world.log;
    const exchanges = entries.filter(({ operation }) => operation === 'AssumeRoleWithWebIdentity');
    expect(new Set(exchanges.map(({ region }) => region))).toEqual(new Set(['eu-west-2']));
    const [look, change] = policies(world);
    expect(look).not.toContain('rds:PromoteReadReplica');
    expect(change).toContain('rds:PromoteReadReplica');
    expect(change).not.toContain('rds:CreateDBInstanceReadReplica');
    const promotion = entries.find(({ operation }) => operation === 'PromoteReadReplica');
    expect(promotion?.principal).toBe(
      `arn:aws:sts::111122223333:assumed-role/region-failover/${job.outputs['run_id'] ?? ''}`,
    );
  });

  it('lets a hostile reason reach no shell, no command of the runner, and no page as markup', async () => {
    expect(existsSync('/tmp/region-failover-owned')).toBe(false);
    expect(job.otherCommands).toEqual([]);
    expect(job.masks).not.toContain('eu-west-2');
    expect(job.annotations.map(({ message }) => message)).not.toContain('owned');
    const report = await reportOf(job);
    expect(report).toContain('owned');
    expect(report.includes('<script'), 'markup in the report').toBe(false);
    expect(report.match(/<\/style>/g)).toHaveLength(1);
    expect(job.summary).toContain('owned');
    expect(job.summary).not.toMatch(/<script|<\/style|!\[x\]\(/);
  });

  it('shows and keeps no secret that it was given or has read', async () => {
    const written = [
      journalOf(world),
      await reportOf(job),
      job.summary,
      job.log,
      JSON.stringify(job.outputs),
      JSON.stringify(job.annotations),
    ].join('\n');
    const secrets = secretsOf(world);
    expect(secrets.length).toBeGreaterThanOrEqual(8);
    for (const secret of secrets) expect(written.includes(secret), 'a secret was written').toBe(false);
    expect(/postgres(ql)?:\/\/[^\s"]*:simulated@/.test(written), 'a connection string was written').toBe(
      false,
    );
    expect(job.masks).toEqual(expect.arrayContaining(secrets.filter((secret) => secret !== '')));
  });

  it('is confirmed by `verify`, and `health` tells of the region that is down', async () => {
    const verified = await run(world, { command: 'verify', to: 'eu-west-2' });
    expect(verified.outputs).toMatchObject({ result: 'done', reason_code: 'OK' });
    const health = await run(world, { command: 'health' });
    expect(health.exit).toBe(1);
    expect(health.outputs).toMatchObject({ result: 'failed', reason_code: 'CHECK_FAILED' });
    expect(health.annotations.find(({ level }) => level === 'error')?.message).toContain('eu-west-1 is down');
  });

  it('can be reported by a later job', async () => {
    const shown = await run(world, { command: 'report' });
    expect(shown.outputs).toMatchObject({
      result: 'done',
      run_id: job.outputs['run_id'],
      rto_seconds: job.outputs['rto_seconds'],
    });
    expect(await reportOf(shown)).toContain('<title>');
  });

  it('has a journal whose chain a later job can check', async () => {
    const runId = job.outputs['run_id'] ?? '';
    const checked = await run(world, { command: 'verify', run: runId });
    expect(checked.outputs).toMatchObject({ result: 'done', reason_code: 'OK', run_id: runId });
    expect(checked.summary).toContain('each chained to the one before it');
    const bucket = world.world.world.buckets.get('lomash-witness');
    const [key, object] = [...(bucket?.objects ?? [])].find(([name]) => name.endsWith('/run.json')) ?? [];
    if (bucket === undefined || key === undefined || object === undefined)
      throw new Error('There is no record.');
    bucket.objects.set(key, {
      ...object,
      body: Buffer.from(object.body.toString().replace('"dana"', '"eve"')),
    });
    const tampered = await run(world, { command: 'verify', run: runId });
    bucket.objects.set(key, object);
    expect(tampered.exit).toBe(3);
    expect(tampered.outputs).toMatchObject({ result: 'refused', reason_code: 'JOURNAL_BROKEN' });
    expect(tampered.annotations[0]?.message).toContain('The record of the run was changed');
  });
});

describe('the action in a job', () => {
  it('plans with keys that can only look, and changes nothing', async () => {
    const world = await open('dark');
    const job = await run(world, { command: 'plan', to: 'eu-west-2' });
    expect(job.log).toContain('Promote');
    expect(job.exit).toBe(0);
    expect(job.outputs).toMatchObject({ schema_version: '1', result: 'done', reason_code: 'OK', run_id: '' });
    expect(job.outputs['plan_hash']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(job.summary).toContain('```mermaid');
    expect(world.world.log.entries.filter(({ mutating }) => mutating)).toEqual([]);
    expect(policies(world)).toHaveLength(1);
    expect(policies(world)[0]).not.toContain('PromoteReadReplica');
  });

  it('runs one primitive where `only` names one resource', async () => {
    const world = await open('dark');
    const job = await run(world, { command: 'failover', to: 'eu-west-2', only: 'databases/orders' });
    expect(job.outputs).toMatchObject({ result: 'done' });
    const promoted = world.world.log.entries.filter(({ operation }) => operation === 'PromoteReadReplica');
    expect(promoted).toHaveLength(1);
  });

  it('goes on with the first run, or reports it, when an operation comes again', async () => {
    const world = await open('dark');
    const inputs = {
      command: 'failover',
      to: 'eu-west-2',
      only: 'databases/orders',
      'operation-id': 'incident 17',
    };
    const first = await run(world, inputs);
    const second = await run(world, inputs);
    expect(first.outputs['result']).toBe('done');
    expect(second.outputs).toMatchObject({
      result: 'done',
      run_id: first.outputs['run_id'],
      rto_seconds: first.outputs['rto_seconds'],
    });
    expect(second.annotations.map(({ message }) => message).join()).toContain('nothing has been started');
    expect(
      world.world.log.entries.filter(({ operation }) => operation === 'PromoteReadReplica'),
    ).toHaveLength(1);
  });

  it('names the condition that the trust policy needs when the role does not trust the job', async () => {
    const world = await open('dark', 'staging');
    const job = await run(world, { command: 'plan', to: 'eu-west-2' });
    expect(job.exit).toBe(1);
    expect(job.outputs).toMatchObject({ result: 'failed', reason_code: 'DENIED' });
    const [error] = job.annotations;
    expect(error?.message).toContain(
      'sub `repo:acme/shop:environment:staging`, aud `sts.amazonaws.com`, iss `https://token.actions.githubusercontent.com`',
    );
    expect(error?.message).toContain(
      '["repo:acme/shop:environment:staging","repo:acme@815/shop@4711:environment:staging"]',
    );
    expect(job.log).not.toContain(world.issuer.tokens[0]);
    expect(job.annotations).toHaveLength(1);
  });

  it('says which permission the job lacks when it cannot ask for a token', async () => {
    const world = await open('dark');
    const job = await run(
      world,
      { command: 'plan', to: 'eu-west-2' },
      { env: { ACTIONS_ID_TOKEN_REQUEST_URL: undefined } },
    );
    expect(job.outputs).toMatchObject({ result: 'refused', reason_code: 'CREDENTIALS_MISSING' });
    expect(job.annotations[0]?.message).toContain('id-token: write');
  });

  it('works with the credentials of the environment where no role is given', async () => {
    const world = await open('dark');
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = world.world.environment;
    const job = await run(
      world,
      { command: 'plan', to: 'eu-west-2', role: '' },
      { env: { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } },
    );
    expect(job.outputs).toMatchObject({ result: 'done' });
    expect(job.masks).toContain(AWS_SECRET_ACCESS_KEY);
  });

  it('says in its summary why it has not begun, in the words of a workflow', async () => {
    const world = await open('dark');
    const job = await run(world, { command: 'plan', to: 'eu-west-2', only: 'databases/ordrs' });
    expect(job.outputs).toMatchObject({ result: 'usage', reason_code: 'ONLY_UNKNOWN' });
    expect(job.summary).toContain('`only:` names `databases/ordrs`');
    expect(job.annotations[0]?.message).not.toContain('--only');
  });

  it('reports every mistake in the inputs at once', async () => {
    const world = await open('dark');
    const job = await run(world, {
      command: 'fallback',
      mode: 'fast',
      'role-duration': '1h',
      role: 'region-failover',
      'accept-data-loss': 'maybe',
    });
    expect(job.exit).toBe(2);
    expect(job.outputs).toMatchObject({ result: 'usage', reason_code: 'USAGE' });
    expect(job.annotations.map(({ message }) => /`([\w-]+)`/.exec(message)?.[1])).toEqual(
      expect.arrayContaining(['command', 'mode', 'role-duration', 'role', 'accept-data-loss']),
    );
  });

  it('refuses a plan other than the one that was approved', async () => {
    const world = await open('dark');
    const job = await run(world, {
      command: 'failover',
      to: 'eu-west-2',
      'plan-hash': `sha256:${'0'.repeat(64)}`,
    });
    expect(job.exit).toBe(3);
    expect(job.outputs).toMatchObject({ result: 'refused', reason_code: 'PLAN_CHANGED' });
    expect(world.world.log.entries.filter(({ mutating }) => mutating)).toEqual([]);
  });

  it('renews credentials that expire in the middle, with a fresh token', async () => {
    const world = await open('dark');
    const { log, world: account } = world.world;
    let expired = false;
    const expire = setInterval(() => {
      if (expired || !log.entries.some(({ operation }) => operation === 'PromoteReadReplica')) return;
      expired = true;
      for (const key of account.accessKeys.values())
        if (key.id.startsWith('ASIA')) key.expiresAt = account.clock.now() - 1;
    }, 10);
    const job = await run(world, { command: 'failover', to: 'eu-west-2' });
    clearInterval(expire);
    expect(expired).toBe(true);
    expect(job.annotations.filter(({ level }) => level === 'error')).toEqual([]);
    expect(job.outputs).toMatchObject({ result: 'done' });
    expect(world.issuer.tokens.length).toBeGreaterThanOrEqual(3);
    expect(new Set(world.issuer.tokens).size).toBe(world.issuer.tokens.length);
  });
});
