import { expect, it } from 'vitest';
import { incidentsSchema } from '../../../src/config/incidents-schema.ts';
import { Later } from '../../../bot/ports.ts';
import { anIncident } from '../store/an-incident.ts';
import { coalesced, dispatchEffect, settle, storyEffect, workerRig } from './worker-rig.ts';

const places = { slack: { channel: 'C024BE7LR', ts: '1.1' } };

/** A promise and what resolves it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

it('edits a headline at most every 2.5 s, one edit at a time, and always arrives at the last state', async () => {
  const rig = await workerRig();
  const { id } = await rig.declare('shop', [coalesced('headline')], { places });
  for (const state of ['awaiting-approval', 'starting', 'running', 'stopped'] as const) {
    await rig.pass(500);
    await rig.add(id, [coalesced('headline')], { state });
  }
  await rig.pass(6_000);
  const edits = rig.named('headline');
  expect(edits.map(({ at }) => at)).toEqual([0, 2_500]);
  expect(edits.at(-1)?.about).toBe(`${id} stopped`);
  await rig.pass(30_000);
  expect(rig.named('headline')).toHaveLength(2);
});

it('shows what happened while an edit was under way with one more edit', async () => {
  const rig = await workerRig();
  const slow = gate();
  rig.behaviour.headline = () => slow.opened;
  const { id } = await rig.declare('shop', [coalesced('headline')], { places });
  await settle();
  await rig.add(id, [coalesced('headline')], { state: 'running' });
  await rig.add(id, [coalesced('headline')], { state: 'done' });
  await rig.pass(5_000);
  expect(rig.named('headline')).toHaveLength(1);
  slow.open();
  await rig.pass(5_000);
  expect(rig.named('headline').map(({ about }) => about)).toEqual([`${id} planning`, `${id} done`]);
});

it('notes where the headline stands, and keeps the story back until then', async () => {
  const rig = await workerRig();
  let isDown = true;
  rig.behaviour.headline = () => (isDown ? Promise.reject(new Later('Slack is away')) : Promise.resolve());
  const { id } = await rig.declare('shop', [
    storyEffect('declared', 'a'),
    storyEffect('planned', 'b'),
    coalesced('headline'),
  ]);
  await rig.pass(20_000);
  expect(rig.named('story')).toEqual([]);
  isDown = false;
  await rig.pass(60_000);
  expect((await rig.incident(id)).places.slack).toMatchObject({ ts: '1.1' });
  expect(rig.named('story').map(({ about }) => about)).toEqual(['declared', 'planned']);
});

it('waits twice as long after each failure, at most a minute, however long Slack is away', async () => {
  const rig = await workerRig();
  rig.behaviour.headline = () => Promise.reject(new Later('Slack is away'));
  await rig.declare('shop', [coalesced('headline')], { places });
  await rig.pass(240_000);
  const at = rig.named('headline').map((call) => call.at);
  const waits = at.slice(1).map((time, index) => time - (at[index] ?? 0));
  expect(waits.slice(0, 6)).toEqual([2_500, 2_500, 4_000, 8_000, 16_000, 32_000]);
  expect(waits.slice(6)).toEqual([60_000, 60_000]);
});

it('comes back when the other side said, not earlier, even when there is news', async () => {
  const rig = await workerRig();
  let calls = 0;
  rig.behaviour.headline = () => {
    calls += 1;
    return calls === 1 ? Promise.reject(new Later('429', 20_000)) : Promise.resolve();
  };
  const { id } = await rig.declare('shop', [coalesced('headline')], { places });
  await rig.pass(5_000);
  await rig.add(id, [coalesced('headline')], { state: 'running' });
  await rig.pass(30_000);
  expect(rig.named('headline').map(({ at, about }) => [at, about])).toEqual([
    [0, `${id} planning`],
    [20_000, `${id} running`],
  ]);
});

it('starts a job at once while Slack hangs for all incidents', async () => {
  const rig = await workerRig();
  const hanging = gate();
  rig.behaviour.headline = () => hanging.opened;
  rig.behaviour.story = () => hanging.opened;
  for (let index = 0; index < 20; index += 1)
    await rig.declare(`service${index}x`, [coalesced('headline'), storyEffect('declared', `s${index}`)], {
      places,
    });
  await settle();
  const { dispatch, effect } = dispatchEffect('shop-1.1');
  await rig.declare('shop', [coalesced('headline'), effect], { places, dispatches: [dispatch] });
  await settle();
  expect(rig.named('dispatch')).toEqual([{ at: 0, name: 'dispatch', about: 'shop-1.1' }]);
  hanging.open();
});

it('writes a line of the story to Slack though GitHub is away, and the other way round', async () => {
  const rig = await workerRig();
  rig.behaviour.comment = () => Promise.reject(new Later('GitHub is away'));
  const issue = { number: 7, url: 'https://github.test/issues/7' };
  const { id } = await rig.declare('shop', [storyEffect('rejected', 'a')], { places: { ...places, issue } });
  await rig.pass(1_000);
  expect(rig.named('story').map(({ about }) => about)).toEqual(['rejected']);
  rig.behaviour.comment = () => Promise.resolve();
  rig.behaviour.story = () => Promise.reject(new Later('Slack is away'));
  await rig.add(id, [storyEffect('ended', 'b')]);
  await rig.pass(10_000);
  expect(rig.named('comment').map(({ about }) => about)).toContain('ended');
  expect(rig.named('story').filter(({ about }) => about === 'rejected')).toHaveLength(1);
});

it('does not comment every finished step in the issue, whose checklist shows it', async () => {
  const rig = await workerRig();
  const issue = { number: 7, url: 'https://github.test/issues/7' };
  await rig.declare('shop', [storyEffect('step-done', 'a'), storyEffect('step-failed', 'b')], {
    places: { ...places, issue },
  });
  await rig.pass(5_000);
  expect(rig.named('comment').map(({ about }) => about)).toEqual(['step-failed']);
  expect(rig.named('story').map(({ about }) => about)).toEqual(['step-done', 'step-failed']);
});

it('parks an effect that cannot be carried out, says so in the audit, and goes on with the next', async () => {
  const rig = await workerRig();
  rig.behaviour.story = (_incident, { about }) =>
    about === 'declared' ? Promise.reject(new Error('invalid_blocks')) : Promise.resolve();
  const { id } = await rig.declare('shop', [storyEffect('declared', 'a'), storyEffect('planned', 'b')], {
    places,
  });
  await rig.pass(300_000);
  expect(rig.named('story').filter(({ about }) => about === 'declared')).toHaveLength(8);
  expect(rig.named('story').at(-1)?.about).toBe('planned');
  const audit = await rig.store.readAudit({ incident: id, limit: 10 });
  expect(audit).toMatchObject([
    { action: 'gave-up', actor: 'bot', details: { type: 'slack-story', problem: 'invalid_blocks' } },
  ]);
});

it('gives up telling a stakeholder after an hour, while the others were told at once', async () => {
  const rig = await workerRig();
  const { policy } = anIncident('shop-1');
  const notify = [{ webhook: 'HOOK' }, { pagerduty: 'PAGER' }, { slack: 'C0STATUS' }];
  rig.behaviour.notify = (target) => (target === 0 ? Promise.reject(new Later('503')) : Promise.resolve());
  const effects = notify.map((_, target) => {
    const key = `n${target}`;
    return { type: 'notify', key, payload: { type: 'notify', key, target, about: 'declared' } };
  });
  const { id } = await rig.declare('shop', effects, {
    places,
    policy: { ...policy, incidents: incidentsSchema.parse({ ...policy.incidents, notify }) },
  });
  await rig.pass(500);
  expect(rig.named('notify').map(({ about }) => about)).toEqual(['0', '1']);
  expect(rig.named('announce').map(({ about }) => about)).toEqual(['C0STATUS']);
  for (let minutes = 0; minutes < 65; minutes += 1) {
    rig.clock.advance(60_000);
    await settle();
  }
  const tries = rig.named('notify').length;
  const audit = await rig.store.readAudit({ incident: id, limit: 10 });
  expect(audit).toMatchObject([{ action: 'gave-up', details: { type: 'notify-target' } }]);
  rig.clock.advance(600_000);
  await settle();
  expect(rig.named('notify')).toHaveLength(tries);
});

it('spreads messages of one channel over time, about one a second after a short burst', async () => {
  const rig = await workerRig();
  for (let index = 0; index < 8; index += 1)
    await rig.declare(`service${index}x`, [storyEffect('declared', `s${index}`)], { places });
  await rig.pass(10_000);
  const at = rig.named('story').map((call) => call.at);
  expect(at).toHaveLength(8);
  for (let index = 0; index + 4 <= at.length; index += 1)
    expect((at[index + 3] ?? 0) - (at[index] ?? 0)).toBeGreaterThanOrEqual(1_000);
});

it('finishes what is under way when it stops, and leaves the rest for the next worker to take at once', async () => {
  const rig = await workerRig();
  const slow = gate();
  rig.behaviour.story = () => slow.opened;
  const { id } = await rig.declare('shop', [storyEffect('declared', 'a'), storyEffect('planned', 'b')], {
    places,
  });
  await settle();
  await rig.add(id, [coalesced('headline')]);
  await settle();
  await rig.add(id, [coalesced('headline')], { state: 'running' });
  await settle();
  let isStopped = false;
  const stopped = rig.worker.stop().then(() => {
    isStopped = true;
  });
  await settle();
  expect(isStopped).toBe(false);
  slow.open();
  await stopped;
  expect(rig.named('story').map(({ about }) => about)).toEqual(['declared']);
  expect(rig.named('headline').at(-1)?.about).toBe(`${id} planning`);
  rig.another().start();
  await rig.pass(3_000);
  expect(rig.named('story').map(({ about }) => about)).toEqual(['declared', 'planned']);
  expect(rig.named('headline').at(-1)?.about).toBe(`${id} running`);
});

it('does everything once with two workers on one store', async () => {
  const rig = await workerRig();
  rig.another().start();
  for (let index = 0; index < 12; index += 1) {
    const { dispatch, effect } = dispatchEffect(`service${index}x-1.1`);
    await rig.declare(`service${index}x`, [effect, storyEffect('declared', `s${index}`)], {
      places,
      dispatches: [dispatch],
    });
  }
  await rig.pass(30_000);
  expect(new Set(rig.named('dispatch').map(({ about }) => about)).size).toBe(12);
  expect(rig.named('dispatch')).toHaveLength(12);
  expect(rig.named('story').filter(({ about }) => about === 'declared')).toHaveLength(12);
  expect(rig.named('story').filter(({ about }) => about === 'dispatched')).toHaveLength(12);
});
