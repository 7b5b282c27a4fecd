import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { sqlCheck } from '../../src/kinds/sql-check.ts';
import type { Observation } from '../../src/kinds/kind.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { conforms } from './conformance.ts';
import { startPair, type PostgresPair } from './postgres-pair.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const servers = await startPair();
if (servers === undefined)
  console.log('Skipped: PostgreSQL is not installed, so sql-check cannot be tried on a real server.');
afterAll(() => servers?.stop());

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const bothUp: Goal = { ...goal, mode: 'planned', fromCondition: 'up' };

describe.skipIf(servers === undefined)('on a real PostgreSQL', () => {
  const pair = servers as PostgresPair;
  const block = (given: { from?: number; to?: number; host?: string; more?: string }) =>
    [
      'kind: sql-check',
      'userEnv: CHECK_USER',
      'passwordEnv: CHECK_PASSWORD',
      `caFile: ${pair.caFile}`,
      `eu-west-1: localhost:${given.from ?? pair.standby}`,
      `eu-west-2: ${given.host ?? 'localhost'}:${given.to ?? pair.primary}`,
      given.more ?? '',
    ].join('\n');
  const env = { CHECK_USER: pair.user, CHECK_PASSWORD: pair.password };

  async function wire(variables: Record<string, string> = env): Promise<Wire> {
    const opened = await awsWire(() => undefined);
    return { ...opened, outside: { ...opened.outside, env: variables } };
  }

  async function seen(
    text: string,
    wanted = goal,
    variables: Record<string, string> = env,
  ): Promise<Observation> {
    const opened = await wire(variables);
    return look(sqlCheck, resourceOf(sqlCheck, text), { wire: opened, goal: wanted }).finally(() =>
      opened.close(),
    );
  }

  async function found(text: string, wanted = goal, variables = env): Promise<string> {
    const [check] = sqlCheck.verify(resourceOf(sqlCheck, text), await seen(text, wanted, variables), wanted);
    return check?.found ?? '';
  }

  conforms(sqlCheck, [
    {
      name: 'a failover out of a region that is down',
      goal,
      block: block({ more: 'writeProbe: true' }),
      open: wire,
      actions: ['ready', 'verify'],
    },
    {
      name: 'a switchover between regions that answer',
      goal: bothUp,
      block: block({ more: 'query: select 40 + 2\nexpect: 42' }),
      open: wire,
      actions: ['ready', 'verify', 'sole'],
    },
  ]);

  it('tells a primary from a hot standby', async () => {
    expect(await found(block({ more: 'writeProbe: true' }))).toBe('as expected');
    expect(await found(block({ to: pair.standby }))).toBe('in recovery');
    expect(await found(block({ to: pair.standby, more: 'writeProbe: true' }))).toContain('cannot write');
  });

  it('tells a server that takes no writes although it is no standby', async () => {
    await pair.run('alter role checker set default_transaction_read_only = on');
    expect(await found(block({}))).toBe('transactions are read-only');
    await pair.run('alter role checker reset default_transaction_read_only');
  });

  it('leaves nothing behind and writes nothing by a query', async () => {
    expect(await found(block({ more: 'query: create table left_behind ()' }))).toContain(
      'read-only transaction',
    );
    expect(await found(block({ more: 'query: select 1; commit; create table left_behind ()' }))).toContain(
      'multiple commands',
    );
    await pair.run("do $$ begin assert to_regclass('left_behind') is null; end $$");
    await pair.run("do $$ begin assert to_regclass('region_failover_probe') is null; end $$");
  });

  it('compares what the query gives, with `$to` for the region', async () => {
    expect(await found(block({ more: "query: select 'eu-west-2'\nexpect: $to" }))).toBe('as expected');
    expect(await found(block({ more: 'query: select 41\nexpect: 42' }))).toBe(
      'the query gave 41, expected 42',
    );
    expect(await found(block({ more: 'query: select null\nexpect: 42' }))).toContain('gave NULL');
  });

  it('trusts no other authority and no other name', async () => {
    const without = block({}).replace(/caFile: .*\n/, '');
    expect(await found(without)).toMatch(/^no answer \((SELF_SIGNED|UNABLE_TO|DEPTH_ZERO)/);
    const byAddress = block({ host: '127.0.0.1' });
    expect(await found(byAddress)).toBe('no answer (ERR_TLS_CERT_ALTNAME_INVALID)');
    expect(await found(`${byAddress}\nsslmode: verify-ca`)).toBe('as expected');
    expect(await found(`${without}\nsslmode: require`)).toBe('as expected');
    expect(await found(block({ more: 'sslmode: disable' }))).toContain('refuses the user');
  });

  it('says what is wrong without the password and the user', async () => {
    const wrong = await found(block({}), goal, { ...env, CHECK_PASSWORD: 'wrong-and-secret' });
    expect(wrong).toBe('no answer (the server refuses the user or the password (28P01))');
    expect(await found(block({ more: 'database: nowhere' }))).toContain('3D000');
    expect(await found(block({ to: 9 }))).toBe('no answer (ECONNREFUSED)');
    expect(await found(block({}).replace(pair.caFile, '/no/such/file.pem'))).toContain(
      '/no/such/file.pem: ENOENT',
    );
  });

  it('gives up a server that says nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await found(block({ host: '127.0.0.1', to: port, more: 'timeout: 100ms' }))).toBe(
      'no answer (TimeoutError)',
    );
    server.close();
  });

  it('is blocked while a variable is not set', async () => {
    const text = block({});
    const observation = await seen(text, goal, { CHECK_USER: pair.user });
    expect(sqlCheck.assess(resourceOf(sqlCheck, text), observation, goal)).toMatchObject({
      state: 'blocked',
      problems: [{ code: 'RESOURCE_NOT_READY', fix: 'Set CHECK_PASSWORD, then plan again.' }],
    });
  });

  it('sees that both regions accept writes', async () => {
    const text = block({ from: pair.primary });
    const resource = resourceOf(sqlCheck, text);
    const observation = await seen(text, bothUp);
    const sole = sqlCheck.steps(resource, observation, bothUp).find(({ action }) => action === 'sole');
    expect(sole).toMatchObject({ optional: true, watch: ['eu-west-1'] });
    expect(sqlCheck.settled(stepOf(sole ?? expect.fail(), resource), observation, 0)).toEqual({
      state: 'pending',
      note: 'still accepts writes',
    });
    expect(sqlCheck.verify(resource, observation, bothUp)[1]).toMatchObject({
      ok: false,
      found: 'accepts writes',
    });
  });

  it('guards traffic by its output', async () => {
    const text = block({});
    const observation = await seen(text, bothUp);
    const resource = resourceOf(sqlCheck, text);
    expect(sqlCheck.outputs?.(resource, observation, 'eu-west-2')).toEqual({ healthy: 'yes' });
    expect(sqlCheck.outputs?.(resource, observation, 'eu-west-1')).toEqual({ healthy: 'no' });
  });

  it('asks the endpoint of a resource when the step runs', async () => {
    const text = `kind: sql-check\nuserEnv: CHECK_USER\npasswordEnv: CHECK_PASSWORD\ncaFile: ${pair.caFile}\nhost: databases/auth`;
    const resource = resourceOf(sqlCheck, text);
    const opened = await wire();
    const inputs = { 'databases/auth.endpoint': 'localhost', 'databases/auth.port': String(pair.primary) };
    const values = await sqlCheck
      .observe([resource], 'eu-west-2', contextOf(opened, goal, inputs))
      .finally(() => opened.close());
    const observation = {
      at: 0,
      places: { 'eu-west-2': { state: 'seen', value: values.get(resource.id) } },
    } as const;
    const [ready] = sqlCheck.steps(resource, observation, goal).map((draft) => stepOf(draft, resource));
    expect(ready?.reads).toEqual([
      { resource: 'databases/auth', output: 'endpoint', region: 'eu-west-2' },
      { resource: 'databases/auth', output: 'port', region: 'eu-west-2' },
    ]);
    expect(sqlCheck.settled(ready ?? expect.fail(), observation, 0)).toMatchObject({
      state: 'done',
      evidence: { inRecovery: false, readOnly: false },
    });
  });
});

describe('without a server', () => {
  it.each([
    ['databases/auth', ['databases/auth.endpoint', 'databases/auth.port']],
    ['databases/auth.readerEndpoint', ['databases/auth.readerEndpoint', 'databases/auth.port']],
    ['db.main\nport: 6432', ['db.main.endpoint']],
  ])('refers by %j to %j', (host, references) => {
    const resource = resourceOf(sqlCheck, `kind: sql-check\nuserEnv: U\nhost: ${host}`);
    expect(sqlCheck.references?.(resource)).toEqual(references);
  });

  it('is blocked where nobody gives an address', () => {
    const resource = resourceOf(sqlCheck, 'kind: sql-check\nuserEnv: U\neu-west-1: db.example.com');
    expect(sqlCheck.assess(resource, { at: 0, places: {} }, goal)).toMatchObject({
      state: 'blocked',
      problems: [{ code: 'RESOURCE_MISSING' }],
    });
  });

  it('does not ask a region that is down, and does not need one that is being left in an emergency', () => {
    const resource = resourceOf(sqlCheck, `${sqlCheck.example}otherWrites: refuse`);
    const actions = (wanted: Goal) =>
      sqlCheck
        .steps(resource, { at: 0, places: {} }, wanted)
        .map(({ action, optional }) => [action, optional === true]);
    expect(actions(goal)).toEqual([
      ['ready', false],
      ['verify', false],
    ]);
    expect(actions({ ...goal, fromCondition: 'degraded' })[2]).toEqual(['sole', true]);
    expect(actions(bothUp)[2]).toEqual(['sole', false]);
  });
});
