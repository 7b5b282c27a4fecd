import { expect, it } from 'vitest';
import type { DispatchOutcome, WorkflowRun } from '../../../bot/ports.ts';
import { Later } from '../../../bot/ports.ts';
import { dispatchEffect, settle, workerRig, type Rig } from './worker-rig.ts';

const places = {
  slack: { channel: 'C024BE7LR', ts: '1.1' },
  issue: { number: 7, url: 'https://github.test/issues/7' },
};
const unclear: DispatchOutcome = { state: 'unclear', why: 'the answer did not come' };
const run: WorkflowRun = {
  id: 4712,
  attempt: 1,
  name: 'failover [shop-1.1]',
  url: 'https://github.test/runs/4712',
  status: 'queued',
  headSha: 'c'.repeat(40),
  branch: 'main',
  path: '.github/workflows/failover.yml',
  event: 'workflow_dispatch',
  actor: 'failover[bot]',
};

async function withDispatch(rig: Rig): Promise<string> {
  const { dispatch, effect } = dispatchEffect('shop-1.1');
  const { id } = await rig.declare('shop', [effect], { places, dispatches: [dispatch] });
  await settle();
  return id;
}

async function stateOf(rig: Rig, id: string): Promise<unknown> {
  const [dispatch] = (await rig.incident(id)).dispatches;
  return { state: dispatch?.state, githubRun: dispatch?.githubRun };
}

it('starts a job once and notes its run', async () => {
  const rig = await workerRig();
  const id = await withDispatch(rig);
  expect(await stateOf(rig, id)).toEqual({ state: 'dispatched', githubRun: 4711 });
  await rig.pass(120_000);
  expect(rig.named('dispatch')).toHaveLength(1);
  expect(rig.named('find')).toEqual([]);
});

it('looks for the run by its name after an answer that was lost, and does not start it again', async () => {
  const rig = await workerRig();
  rig.behaviour.dispatch = () => Promise.resolve(unclear);
  const id = await withDispatch(rig);
  expect(await stateOf(rig, id)).toMatchObject({ state: 'unclear' });
  await rig.pass(20_000);
  rig.behaviour.findDispatched = () => Promise.resolve(run);
  await rig.pass(10_000);
  expect(await stateOf(rig, id)).toEqual({ state: 'dispatched', githubRun: 4712 });
  expect(rig.named('dispatch')).toHaveLength(1);
});

it('starts it again under the same operation only when the run has not turned up for 90 s', async () => {
  const rig = await workerRig();
  rig.behaviour.dispatch = () => Promise.resolve(unclear);
  await withDispatch(rig);
  await rig.pass(89_000);
  expect(rig.named('dispatch')).toHaveLength(1);
  expect(rig.named('find').length).toBeGreaterThan(10);
  rig.behaviour.dispatch = () => Promise.resolve({ state: 'dispatched', githubRun: 4713, url: run.url });
  await rig.pass(10_000);
  expect(rig.named('dispatch').map(({ about }) => about)).toEqual(['shop-1.1', 'shop-1.1']);
});

it('looks first when a bot was killed while it started a job', async () => {
  const rig = await workerRig();
  let answer: (outcome: DispatchOutcome) => void = () => undefined;
  rig.behaviour.dispatch = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const id = await withDispatch(rig);
  // It never hears of the answer in its life: it takes on nothing more, and nothing is given back.
  void rig.worker.stop();
  rig.behaviour.findDispatched = () => Promise.resolve(run);
  rig.another().start();
  await rig.pass(59_000);
  expect(rig.named('find')).toEqual([]);
  await rig.pass(6_000);
  expect(await stateOf(rig, id)).toEqual({ state: 'dispatched', githubRun: 4712 });
  expect(rig.named('dispatch')).toHaveLength(1);
  answer(unclear);
});

it('tells the incident that GitHub refused, and does not try again', async () => {
  const rig = await workerRig();
  rig.behaviour.dispatch = () => Promise.resolve({ state: 'refused', why: '404' });
  const id = await withDispatch(rig);
  await rig.pass(120_000);
  expect(await stateOf(rig, id)).toMatchObject({ state: 'failed' });
  expect(rig.named('dispatch')).toHaveLength(1);
});

it('does not start the job of an incident that has ended meanwhile', async () => {
  const rig = await workerRig();
  rig.behaviour.dispatch = () => Promise.reject(new Later('GitHub is away'));
  const id = await withDispatch(rig);
  await rig.add(id, [], { state: 'aborted' });
  rig.behaviour.dispatch = () => Promise.resolve({ state: 'dispatched', githubRun: 1, url: run.url });
  await rig.pass(60_000);
  expect(rig.named('dispatch')).toHaveLength(1);
});

it('tells the command for a terminal, once, when GitHub has been away for a minute', async () => {
  const rig = await workerRig();
  rig.behaviour.dispatch = () => Promise.reject(new Later('GitHub is away'));
  const told: string[] = [];
  rig.behaviour.story = (_incident, { facts }) => {
    told.push(facts['command'] ?? '');
    return Promise.resolve();
  };
  await withDispatch(rig);
  await rig.pass(45_000);
  expect(told).toEqual([]);
  await rig.pass(200_000);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^region-failover plan --from eu-west-1 --to eu-west-2 /);
});

it('starts the job as soon as GitHub is back, since a call that was never sent leaves no run to look for', async () => {
  const rig = await workerRig();
  rig.behaviour.dispatch = () => Promise.reject(new Later('no token', 3_000));
  const id = await withDispatch(rig);
  rig.behaviour.dispatch = () => Promise.resolve({ state: 'dispatched', githubRun: 9, url: run.url });
  await rig.pass(3_500);
  expect(await stateOf(rig, id)).toEqual({ state: 'dispatched', githubRun: 9 });
  expect(rig.named('find')).toEqual([]);
});

it('starts the job for an abort at once while it is unclear whether an earlier one was started', async () => {
  const rig = await workerRig();
  rig.behaviour.dispatch = () => Promise.resolve(unclear);
  const id = await withDispatch(rig);
  rig.behaviour.dispatch = () => Promise.resolve({ state: 'dispatched', githubRun: 2, url: run.url });
  const { effect } = dispatchEffect('shop-1.2');
  await rig.add(id, [effect]);
  await settle();
  expect(rig.named('dispatch').map(({ about }) => about)).toEqual(['shop-1.1', 'shop-1.2']);
});

it('says that GitHub refused when starting a job breaks for good, rather than waiting forever', async () => {
  const rig = await workerRig();
  rig.behaviour.dispatch = () => Promise.reject(new TypeError('a bug'));
  rig.behaviour.findDispatched = () => Promise.reject(new TypeError('a bug'));
  const id = await withDispatch(rig);
  await rig.pass(300_000);
  expect(await stateOf(rig, id)).toMatchObject({ state: 'failed' });
});
