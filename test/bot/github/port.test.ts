import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { pino } from 'pino';
import { createGitHubApi } from '../../../bot/github/api.ts';
import { createGitHubPort } from '../../../bot/github/port.ts';
import { createServices } from '../../../bot/github/services.ts';
import type { Dispatch, Incident, PlanSummary } from '../../../bot/incidents/incident.ts';
import { Later } from '../../../bot/ports.ts';
import type { GitHubPort } from '../../../bot/ports.ts';
import { kinds } from '../../../src/kinds/registry.ts';
import { watchOpenApi } from '../../simulator/github/openapi-check.ts';
import { anIncident } from '../store/an-incident.ts';
import { failoverFile, startBotRig } from '../bot-rig.ts';
import type { BotRig } from '../bot-rig.ts';

let rig: BotRig;
let port: GitHubPort;
let incident: Incident;
let watched: ReturnType<typeof watchOpenApi>;
const dispatch: Dispatch = { operation: 'shop-1.1', command: 'plan', state: 'asked', at: 0 };
const aSummary: PlanSummary = {
  ...{ hash: `sha256:${'a'.repeat(64)}`, mode: 'planned', plannedAt: 0, expectedMs: 1 },
  ...{ steps: [], warnings: [], problems: [] },
};
const nadia = { key: 'person:Nadia', name: 'Nadia', github: 'nadia' };

beforeAll(async () => {
  rig = await startBotRig();
  watched = watchOpenApi(rig.github);
});

beforeEach(async () => {
  rig.github.faults.clear();
  port = newPort();
  const [service] = await port.services();
  if (service === undefined || !('at' in service)) throw new Error('the service is broken');
  incident = { ...anIncident('shop-1'), source: service.at.source };
});

afterAll(async () => {
  await rig.close();
  expect(watched.withDeliveries()).toEqual([]);
});

/** A port of its own, whose caches are empty. */
function newPort(): GitHubPort {
  const log = pino({ level: 'silent' });
  const api = createGitHubApi(rig.settings.github, log);
  const { repositories } = rig.settings;
  const services = createServices({ api, repositories, registry: kinds, clock: rig.clock, log });
  return createGitHubPort({ api, services, clock: rig.clock });
}

/** Posts to the dispatch endpoint fail so. */
const onDispatch = { method: 'POST', path: /\/dispatches$/ } as const;

describe('a dispatch', () => {
  test('comes back with its run, and sends what the workflow takes', async () => {
    const outcome = await port.dispatch(incident, dispatch);
    const run = rig.github.runs().at(-1);
    expect(outcome).toMatchObject({ state: 'dispatched', githubRun: run?.id });
    expect(rig.runner.last().run.inputs).toMatchObject({ command: 'plan', 'operation-id': 'shop-1.1' });
    expect(await port.findDispatched(incident, 'shop-1.1')).toMatchObject({ id: run?.id });
  });

  test.each([
    ['failover', undefined],
    ['plan', undefined],
    ['failback', 'failback'],
    ['reprotect', 'reprotect'],
    ['drill', 'drill'],
  ] as const)(
    'that plans for a %s says of which operation, unless it is the default',
    async (purpose, sent) => {
      const asked = { ...incident, request: { ...incident.request, purpose } };
      expect(await port.dispatch(asked, dispatch)).toMatchObject({ state: 'dispatched' });
      const { inputs } = rig.runner.last().run;
      expect(inputs['operation'] ?? 'failover').toBe(sent ?? 'failover');
      expect(inputs).toMatchObject({ command: 'plan' });
    },
  );

  test('that carries out what was approved has its command, its plan and no operation', async () => {
    const request = { ...incident.request, purpose: 'reprotect', mode: 'planned' } as const;
    const plan = { ...aSummary, operation: 'reprotect' } as const;
    const run = { ...dispatch, operation: 'shop-1.7', command: 'reprotect' } as const;
    await port.dispatch({ ...incident, request, plan }, run);
    expect(rig.runner.last().run.inputs).toMatchObject({
      ...{ command: 'reprotect', mode: 'planned', 'plan-hash': aSummary.hash, operation: 'failover' },
    });
  });

  test('that goes on with a run says of which operation, because its role may be another', async () => {
    const request = { ...incident.request, purpose: 'failback', mode: 'planned' } as const;
    const resume = { ...dispatch, operation: 'shop-1.8', command: 'resume' } as const;
    await port.dispatch({ ...incident, request }, resume);
    expect(rig.runner.last().run.inputs).toMatchObject({ command: 'resume', operation: 'failback' });
  });

  test('whose answer is lost is unclear, was sent once, and is found again by its name', async () => {
    rig.github.faults.add({ ...onDispatch, kind: 'lost-answer' });
    const before = rig.github.runs().length;
    const lost = { ...dispatch, operation: 'shop-1.2' };
    expect(await port.dispatch(incident, lost)).toMatchObject({ state: 'unclear' });
    expect(rig.github.runs()).toHaveLength(before + 1);
    expect(await port.findDispatched(incident, 'shop-1.2')).toMatchObject({
      id: rig.github.runs().at(-1)?.id,
    });
  });

  test('under whose name somebody else has started a run is not taken for the bot’s own', async () => {
    rig.github
      .as('Kim')
      .dispatch('failover.yml', { command: 'failover', to: 'eu-west-2', 'operation-id': 'shop-1.3' });
    expect(await port.findDispatched(incident, 'shop-1.3')).toBeUndefined();
  });

  test('that GitHub refuses says why', async () => {
    const elsewhere = {
      ...incident,
      source: { ...incident.source, workflowPath: '.github/workflows/no.yml' },
    };
    const outcome = await port.dispatch(elsewhere, dispatch);
    expect(outcome).toMatchObject({ state: 'refused' });
    expect(JSON.stringify(outcome)).toContain('no such workflow');
    const badMode = { ...incident, request: { ...incident.request, mode: 'sideways' as 'auto' } };
    expect(await port.dispatch(badMode, dispatch)).toMatchObject({ state: 'refused' });
  });

  test('in a rate limit was not sent, and comes back later', async () => {
    rig.github.faults.add({ ...onDispatch, kind: 'secondary-limit' });
    const before = rig.github.runs().length;
    await expect(port.dispatch(incident, dispatch)).rejects.toBeInstanceOf(Later);
    expect(rig.github.runs()).toHaveLength(before);
  });
});

describe('services', () => {
  test('are bound to a commit, and read again when the branch moves', async () => {
    const [before] = await port.services();
    expect(before).toMatchObject({ name: 'shop', at: { source: { repositoryId: 42, branch: 'main' } } });
    rig.github.as('nadia').push({ 'failover.yml': failoverFile().replace('expires: 30m', 'expires: 10m') });
    expect(await port.services()).toEqual([before]);
    rig.clock.advance(60_000);
    const [after] = await port.services();
    expect(after).toMatchObject({ at: { config: { approvals: { expires: 600_000 } } } });
    expect(await port.sameFiles(incident.source, commitOf(after))).toBe(false);
    rig.github.as('nadia').push({ 'README.md': '# Shop\n' });
    rig.clock.advance(60_000);
    const [last] = await port.services();
    expect(commitOf(last)).not.toBe(commitOf(after));
    if (after === undefined || !('at' in after)) throw new Error('the service is broken');
    expect(await port.sameFiles(after.at.source, commitOf(last))).toBe(true);
  });

  test('stay as they were last known while GitHub is down', async () => {
    const before = await port.services();
    rig.github.faults.add({ kind: 'outage', times: 1000 });
    rig.clock.advance(60_000);
    expect(await port.services()).toEqual(before);
    await expect(newPort().services()).rejects.toBeInstanceOf(Later);
  });

  test('say where the file is wrong', async () => {
    rig.github
      .as('nadia')
      .push({ 'failover.yml': failoverFile().replace('kind: http-check', 'kind: htp-check') });
    const [broken] = await newPort().services();
    expect(broken?.name).toBe('shop');
    expect(broken).toHaveProperty('problem');
    expect(JSON.stringify(broken)).toMatch(/failover\.yml:\d+:\d+ in acme\/shop: /);
    rig.github.as('nadia').push({ 'failover.yml': undefined });
    expect(await newPort().services()).toMatchObject([
      { name: 'acme/shop', problem: 'acme/shop has no failover.yml on main.' },
    ]);
    rig.github.as('nadia').push({ 'failover.yml': failoverFile() });
  });
});

describe('membership', () => {
  test('is a clear yes or none', async () => {
    expect(await port.membership('acme/approvers', nadia)).toEqual({ state: 'member' });
    expect(await port.membership('acme/approvers', { ...nadia, github: 'kim' })).toMatchObject({
      state: 'not-a-member',
    });
    expect(await port.membership('acme/approvers', { key: 'slack:T/U', name: 'Somebody' })).toMatchObject({
      state: 'not-a-member',
    });
    rig.github.faults.add({ kind: 'outage', times: 1000 });
    expect(await port.membership('acme/approvers', nadia)).toMatchObject({ state: 'unknown' });
  });
});

describe('the issue of an incident', () => {
  const item = { id: 7, incident: 'shop-1', type: 'issue', payload: {}, attempts: 1, createdAt: Date.now() };

  test('is opened once, found again by its mark, and brought up to date', async () => {
    const first = await port.issue(incident, item);
    expect(await port.issue(incident, { ...item, attempts: 2 })).toEqual(first);
    const ended = { ...incident, state: 'done' as const, endedAt: Date.now(), places: { issue: first } };
    await port.issue(ended, item);
    expect(rig.github.repository().issues.get(first.number)?.state).toBe('closed');
  });

  test('takes each line of the story once', async () => {
    const issue = await port.issue(incident, item);
    const there = { ...incident, places: { issue } };
    const story = { about: 'owner', at: 0, facts: { name: 'Nadia @omar' }, broadcast: false } as const;
    await port.comment(there, story, { ...item, id: 8 });
    await port.comment(there, story, { ...item, id: 8, attempts: 2 });
    const comments = rig.github.repository().issues.get(issue.number)?.comments ?? [];
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).not.toMatch(/(^|\s)@omar/);
  });
});

test('a token that GitHub has revoked is renewed', async () => {
  // For a token younger than five seconds Octokit waits, by the machine's clock, until all of GitHub knows it.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  rig.github.revokeTokens();
  const run = await port.readRun(incident.source, rig.github.runs()[0]?.id ?? 0);
  expect(run).toMatchObject({ event: 'workflow_dispatch', path: '.github/workflows/failover.yml' });
});

function commitOf(service: Awaited<ReturnType<GitHubPort['services']>>[number] | undefined): string {
  return service !== undefined && 'at' in service ? service.at.source.commit : '';
}
