import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Incident } from '../../../bot/incidents/incident.ts';
import type { RunHost } from '../../../src/simulator/github/runner-contract.ts';
import { aPlan, failoverFile, startBotRig, until } from '../bot-rig.ts';
import type { BotRig } from '../bot-rig.ts';

let rig: BotRig;

beforeEach(async () => {
  rig = await startBotRig();
});

afterEach(async () => {
  await rig.close();
});

/** A job at the door of the environment. */
function knock(host: RunHost, environment = 'failover') {
  const job = host.job({ key: 'run', name: 'run', id: 'run', labels: [] });
  return { job, outcome: job.gate(environment) };
}

/** What a job of a run tells the bot. */
async function tell(run: number, body: Readonly<Record<string, unknown>>, environment = 'failover-plan') {
  const token = await rig.github.oidc.issueToken({
    ...{ audience: 'http://127.0.0.1:9', run, attempt: 1, environment },
  });
  const path = 'question' in body ? '/v1/questions' : '/v1/events';
  const response = await fetch(`${rig.bot.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ schemaVersion: 1, service: 'shop', ...body }),
  });
  return { status: response.status, body: await response.json() };
}

const plannedEvents = (hash = aPlan().hash) => ({
  command: 'plan',
  events: [{ type: 'planned', plan: aPlan({ hash }), seq: 1, at: 1 }],
});

function incident(id: string): Promise<Incident | undefined> {
  return rig.bot.store.readIncident(id);
}

/** The incident when it has come so far. */
function when(id: string, state: Incident['state']): Promise<Incident> {
  return until(async () => {
    const now = await incident(id);
    return now?.state === state ? now : undefined;
  });
}

/** The bot’s own plan job of an incident tells its plan. */
async function planned(id: string): Promise<void> {
  const dispatch = await until(async () =>
    (await incident(id))?.dispatches.find(
      ({ command, githubRun }) => command === 'plan' && githubRun !== undefined,
    ),
  );
  const answer = await tell(dispatch.githubRun ?? 0, {
    ...plannedEvents(),
    operation: dispatch.operation,
  });
  expect(answer.status).toBe(200);
}

async function openIncidents(): Promise<readonly Incident[]> {
  return rig.bot.store.listIncidents({ open: true, limit: 10 });
}

describe('the bot’s own run', () => {
  test('passes its gate once it is approved and rechecked', async () => {
    await rig.slack.as('nadia').command('/failover eu-west-1 eu-west-2 shop "the region is dark"');
    const id = 'shop-1';
    await planned(id);
    await when(id, 'awaiting-approval');
    await rig.slack.as('omar').command('/failover approve shop-1');
    const run = await until(() =>
      rig.runner.started.find(({ run: { inputs } }) => inputs['command'] === 'failover'),
    );
    expect(run.run.inputs).toMatchObject({
      ...{ from: 'eu-west-1', to: 'eu-west-2', mode: 'unplanned', 'operation-id': 'shop-1.2' },
      ...{ 'plan-hash': aPlan().hash, commit: (await incident(id))?.source.commit },
    });
    expect(await knock(run.host).outcome).toBe('approved');
  });
});

describe('a run that somebody starts behind the bot’s back', () => {
  test('gets an incident and approvals of its own before its gate opens', async () => {
    const run = rig.github.as('Kim').dispatch('failover.yml', { command: 'failover', to: 'eu-west-2' });
    const { host } = rig.runner.last();
    expect(await tell(run.id, plannedEvents())).toMatchObject({ status: 200 });
    const { outcome } = knock(host);
    const [declared] = await until(async () => {
      const open = await openIncidents();
      return open.length > 0 ? open : undefined;
    });
    expect(declared).toMatchObject({
      ...{ origin: 'workflow', requester: { name: 'Kim' } },
      request: { from: 'eu-west-1', to: 'eu-west-2', mode: 'unplanned' },
    });
    const id = declared?.id ?? '';
    await planned(id);
    await when(id, 'awaiting-approval');
    await rig.slack.as('kim').command(`/failover approve ${id}`);
    expect((await incident(id))?.approvals).toEqual([]);
    await rig.slack.as('omar').command(`/failover approve ${id}`);
    expect(await outcome).toBe('approved');
    const question = {
      ...{
        type: 'begin',
        run: 'run-1',
        from: 'eu-west-1',
        to: 'eu-west-2',
        mode: 'unplanned',
        only: [],
        reason: 'x',
      },
      planHash: aPlan().hash,
      configDigest: declared?.source.configDigest,
    };
    const answer = await tell(run.id, { command: 'failover', id: 'q1', question }, 'failover');
    expect(answer).toEqual({ status: 200, body: { state: 'answered', answer: { type: 'proceed' } } });
  });

  test.each(['failback', 'reprotect', 'drill'] as const)(
    'is an incident for a %s when that is what was chosen',
    async (command) => {
      rig.github.as('Kim').dispatch('failover.yml', { command, to: 'eu-west-1' });
      void knock(rig.runner.last().host).outcome;
      const [declared] = await until(async () => {
        const open = await openIncidents();
        return open.length > 0 ? open : undefined;
      });
      expect(declared).toMatchObject({
        request: { purpose: command, from: 'eu-west-2', to: 'eu-west-1' },
        dispatches: [{ command, external: true }, { command: 'plan' }],
      });
      const own = await until(() => rig.runner.started.find(({ run }) => run.inputs['command'] === 'plan'));
      expect(own.run.inputs).toMatchObject({ operation: command });
    },
  );

  test('is known by its name when its plan never reached the bot', async () => {
    rig.github.as('Kim').dispatch('failover.yml', { command: 'failover', to: 'eu-west-1' });
    void knock(rig.runner.last().host).outcome;
    const [declared] = await until(async () => {
      const open = await openIncidents();
      return open.length > 0 ? open : undefined;
    });
    expect(declared?.request).toMatchObject({ from: 'eu-west-2', to: 'eu-west-1', mode: 'auto' });
  });

  test('is found by polling when the webhook was lost, and declared once when it comes after all', async () => {
    rig.github.webhooks.fault({ kind: 'lost', event: 'deployment_protection_rule' });
    rig.github.as('Kim').dispatch('failover.yml', { command: 'failover', to: 'eu-west-2' });
    void knock(rig.runner.last().host).outcome;
    await rig.github.webhooks.settled();
    expect(await openIncidents()).toEqual([]);
    const lost = rig.github.webhooks.deliveries.find(({ event }) => event === 'deployment_protection_rule');
    await until(async () => {
      rig.clock.advance(10_000);
      return (await openIncidents()).length === 1 ? true : undefined;
    });
    await rig.github.webhooks.redeliver(lost?.guid ?? '');
    expect(await openIncidents()).toHaveLength(1);
  });

  test('is rejected when the bot cannot tell what it is about, or when it is a re-run', async () => {
    rig.github.as('Kim').dispatch('failover.yml', { command: 'retry', to: 'eu-west-2' });
    expect(await knock(rig.runner.last().host).outcome).toBe('rejected');
    const run = rig.github.as('Kim').dispatch('failover.yml', { command: 'failover', to: 'eu-west-2' });
    const first = rig.runner.last().host;
    first.job({ key: 'run', name: 'run', id: 'run', labels: [] }).complete('failure', {});
    first.finish('failure');
    rig.github.as('Kim').rerun(run.id);
    expect(await knock(rig.runner.last().host).outcome).toBe('rejected');
    expect(await openIncidents()).toEqual([]);
  });

  test('is rejected when config or workflow were changed after the declaration', async () => {
    await rig.slack.as('nadia').command('/failover eu-west-1 eu-west-2 shop "the region is dark"');
    await planned('shop-1');
    await when('shop-1', 'awaiting-approval');
    rig.github.as('Kim').push({ 'failover.yml': failoverFile().replace('a.example.com', 'c.example.com') });
    await rig.slack.as('omar').command('/failover approve shop-1');
    const run = await until(() =>
      rig.runner.started.find(({ run: { inputs } }) => inputs['command'] === 'failover'),
    );
    expect(await knock(run.host).outcome).toBe('rejected');
  });
});

describe('a job whose questions come from a run of unknown origin', () => {
  test('is held by its question where the gate is the dispatch', async () => {
    await rig.close();
    rig = await startBotRig({ file: failoverFile({ gate: 'dispatch' }) });
    const run = rig.github.as('Kim').dispatch('failover.yml', { command: 'failover', to: 'eu-west-2' });
    const ask = async () => {
      const [open] = await openIncidents();
      const question = {
        ...{
          type: 'begin',
          run: 'run-1',
          from: 'eu-west-1',
          to: 'eu-west-2',
          mode: 'unplanned',
          only: [],
          reason: 'x',
        },
        planHash: aPlan().hash,
        configDigest: open?.source.configDigest ?? `sha256:${'0'.repeat(64)}`,
      };
      return tell(
        run.id,
        { command: 'failover', id: open === undefined ? 'q0' : 'q1', question },
        'failover',
      );
    };
    expect(await ask()).toMatchObject({ status: 202, body: { state: 'open' } });
    expect(await openIncidents()).toMatchObject([{ origin: 'workflow', requester: { name: 'Kim' } }]);
    await planned('shop-1');
    await when('shop-1', 'awaiting-approval');
    await rig.slack.as('omar').command('/failover approve shop-1');
    await when('shop-1', 'starting');
    expect(await ask()).toMatchObject({ status: 200, body: { answer: { type: 'proceed' } } });
    expect(rig.runner.started.filter(({ run: one }) => one.inputs['command'] === 'failover')).toHaveLength(1);
  });

  test('is refused with words when it is a second attempt', async () => {
    const run = rig.github.as('Kim').dispatch('failover.yml', { command: 'failover', to: 'eu-west-2' });
    const token = await rig.github.oidc.issueToken({
      ...{ audience: 'http://127.0.0.1:9', run: run.id, attempt: 2, environment: 'failover' },
    });
    const question = {
      ...{
        type: 'begin',
        run: 'run-1',
        from: 'eu-west-1',
        to: 'eu-west-2',
        mode: 'unplanned',
        only: [],
        reason: 'x',
      },
      ...{ planHash: aPlan().hash, configDigest: aPlan().hash },
    };
    const response = await fetch(`${rig.bot.url}/v1/questions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({
        ...{ schemaVersion: 1, service: 'shop', command: 'failover', id: 'q1', question },
      }),
    });
    expect(await response.json()).toMatchObject({ state: 'answered', answer: { type: 'refuse' } });
    expect(await rig.refusals()).toEqual([{ at: 'job', code: 'OLD_ATTEMPT' }]);
  });
});
