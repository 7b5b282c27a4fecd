import { expect, it } from 'vitest';
import type { Story } from '../../../bot/incidents/effect.ts';
import type { Incident } from '../../../bot/incidents/incident.ts';
import type { Person } from '../../../bot/people/person.ts';
import { Later } from '../../../bot/ports.ts';
import { steppedClock } from '../../../src/simulator/clock.ts';
import { anIncident } from '../store/an-incident.ts';
import { slackRig, type SlackRig } from './slack-rig.ts';

const incident = anIncident('shop-1', { declaredAt: Date.UTC(2026, 10, 21) });
const item = (id: number, attempts = 1) => ({
  id,
  incident: 'shop-1',
  type: 'headline',
  payload: {},
  attempts,
  createdAt: 0,
});
const story: Story = {
  about: 'rejected',
  at: Date.UTC(2026, 10, 21),
  facts: { name: 'Omar' },
  broadcast: true,
};

/** Somebody in Slack. */
function person(slack: string): Person {
  return { key: `slack:T/${slack}`, name: slack, slack };
}

async function posted(rig: SlackRig): Promise<Incident> {
  const place = await rig.slack.port.headline(incident, item(1));
  return { ...incident, places: { slack: place } };
}

it('posts the headline once and edits it from then on', async () => {
  const rig = await slackRig();
  const there = await posted(rig);
  await rig.slack.port.headline({ ...there, state: 'rejected' }, item(1));
  const messages = rig.local.messages('incidents');
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ edits: 1, ts: there.places.slack?.ts });
  expect(there.places.slack?.permalink).toContain('/archives/C024BE7LR/');
});

it('finds the headline again whose posting was not acknowledged', async () => {
  const rig = await slackRig();
  rig.local.faults.add({ name: 'chat.postMessage', times: 1, effect: { kind: 'answer-lost' } });
  await expect(rig.slack.port.headline(incident, item(1))).rejects.toThrow(Later);
  expect(rig.local.messages('incidents')).toHaveLength(1);
  const place = await rig.slack.port.headline(incident, item(1, 2));
  expect(rig.local.messages('incidents').map(({ ts }) => ts)).toEqual([place.ts]);
});

it('finds a line of the story again, and does not take another for it', async () => {
  const rig = await slackRig();
  const there = await posted(rig);
  await rig.slack.port.story(there, story, item(2));
  rig.local.faults.add({ name: 'chat.postMessage', times: 1, effect: { kind: 'answer-lost' } });
  await expect(rig.slack.port.story(there, story, item(3))).rejects.toThrow(Later);
  await rig.slack.port.story(there, story, item(3, 2));
  await rig.slack.port.story(there, story, item(4, 2));
  const ts = there.places.slack?.ts ?? '';
  expect(rig.local.thread('incidents', ts).map(({ metadata }) => metadata?.['event_payload'])).toMatchObject([
    { item: 1 },
    { item: 2 },
    { item: 3 },
    { item: 4 },
  ]);
});

it('shows a line to the channel as well only where it was asked to', async () => {
  const rig = await slackRig();
  const there = await posted(rig);
  await rig.slack.port.story(there, { ...story, broadcast: false }, item(2));
  await rig.slack.port.story(there, story, item(3));
  const [, quiet, loud] = rig.local.thread('incidents', there.places.slack?.ts ?? '');
  expect([quiet?.broadcast, loud?.broadcast]).toEqual([false, true]);
});

it('posts a headline anew that somebody has deleted', async () => {
  const rig = await slackRig();
  const there = await posted(rig);
  rig.local.faults.add({
    name: 'chat.update',
    times: 1,
    effect: { kind: 'error', error: 'message_not_found' },
  });
  const place = await rig.slack.port.headline(there, item(1));
  expect(place.ts).not.toBe(there.places.slack?.ts);
});

it('makes no call before the time that a 429 named, and then goes on', async () => {
  const clock = steppedClock(Date.now());
  const rig = await slackRig({ clock });
  const there = await posted(rig);
  rig.local.faults.add({
    name: 'chat.update',
    times: 1,
    effect: { kind: 'rate-limited', retryAfterSeconds: 30 },
  });
  await expect(rig.slack.port.headline(there, item(1))).rejects.toMatchObject({ afterMs: 30_000 });
  clock.advance(29_000);
  await expect(rig.slack.port.headline(there, item(1))).rejects.toMatchObject({ afterMs: 1_000 });
  expect(rig.local.log.count('chat.update')).toBe(1);
  clock.advance(1_000);
  await rig.slack.port.headline(there, item(1));
  expect(rig.local.log.count('chat.update', 'ok')).toBe(1);
});

it.each(['refused', 'reset'] as const)('asks to come back while Slack is away (%s)', async (how) => {
  const rig = await slackRig();
  await rig.local.outage(how);
  await expect(rig.slack.port.headline(incident, item(1))).rejects.toThrow(Later);
  await rig.local.restore();
  await rig.slack.port.headline(incident, item(1, 2));
  expect(rig.local.messages('incidents')).toHaveLength(1);
});

it('asks to come back after a 5xx and after errors of Slack itself', async () => {
  const rig = await slackRig();
  rig.local.faults.add({ name: 'chat.postMessage', times: 1, effect: { kind: 'status', status: 503 } });
  await expect(rig.slack.port.headline(incident, item(1))).rejects.toThrow(Later);
  rig.local.faults.add({
    name: 'chat.postMessage',
    times: 1,
    effect: { kind: 'error', error: 'internal_error' },
  });
  await expect(rig.slack.port.headline(incident, item(1))).rejects.toThrow(Later);
});

it('says what to do when the app may not post there, once in the audit, and keeps trying', async () => {
  const rig = await slackRig();
  for (let tries = 1; tries <= 3; tries += 1)
    await expect(rig.slack.port.announce('C0ELSE001', incident, item(5))).rejects.toMatchObject({
      afterMs: 60_000,
      message: expect.stringContaining('/invite') as unknown,
    });
  const audit = await rig.store.readAudit({ limit: 10 });
  expect(audit).toMatchObject([
    { action: 'slack-problem', details: { code: 'not_in_channel', channel: 'C0ELSE001' } },
  ]);
});

it('does not try again what Slack will never take', async () => {
  const rig = await slackRig();
  rig.local.faults.add({
    name: 'chat.postMessage',
    times: 1,
    effect: { kind: 'error', error: 'invalid_blocks' },
  });
  const refused = rig.slack.port.headline(incident, item(1));
  await expect(refused).rejects.toThrow(/invalid_blocks/);
  await expect(refused).rejects.not.toBeInstanceOf(Later);
});

it('counts members of the group, and nobody else', async () => {
  const rig = await slackRig();
  const states = await Promise.all(
    ['UNADIA', 'UOMAR', 'UGUEST', 'USTRANGER', 'UNSEEN', 'UBOT', 'UDELETED'].map(async (user) => {
      const { state } = await rig.slack.port.membership('S0614TZR7', person(user));
      return [user, state];
    }),
  );
  expect(states).toEqual([
    ['UNADIA', 'member'],
    ['UOMAR', 'not-a-member'],
    ['UGUEST', 'guest'],
    ['USTRANGER', 'guest'],
    ['UNSEEN', 'guest'],
    ['UBOT', 'not-a-member'],
    ['UDELETED', 'not-a-member'],
  ]);
});

it('tells guests and strangers where no group is asked for, and calls nobody a member', async () => {
  const rig = await slackRig();
  const states = await Promise.all(
    ['UNADIA', 'UGUEST', 'USTRANGER'].map(
      async (user) => (await rig.slack.port.membership(undefined, person(user))).state,
    ),
  );
  expect(states).toEqual(['not-a-member', 'guest', 'guest']);
  expect(rig.local.log.count('usergroups.users.list')).toBe(0);
});

it('asks Slack once a minute at most who is in the group, and notices then who has left', async () => {
  const clock = steppedClock(Date.now());
  const rig = await slackRig({ clock });
  const nadia = () => rig.slack.port.membership('S0614TZR7', person('UNADIA'));
  expect(await nadia()).toEqual({ state: 'member' });
  rig.local.setGroupMembers('sre', []);
  clock.advance(59_000);
  expect(await nadia()).toEqual({ state: 'member' });
  expect(rig.local.log.count('usergroups.users.list')).toBe(1);
  clock.advance(1_000);
  expect(await nadia()).toMatchObject({ state: 'not-a-member' });
  rig.local.setGroupMembers('sre', ['nadia']);
  rig.local.setKind('nadia', 'guest');
  clock.advance(60_000);
  expect(await nadia()).toMatchObject({ state: 'guest' });
});

it('counts nobody when Slack does not answer, or does not know the group', async () => {
  const rig = await slackRig();
  rig.local.faults.add({ name: 'usergroups.users.list', times: 1, effect: { kind: 'status', status: 500 } });
  expect(await rig.slack.port.membership('S0614TZR7', person('UNADIA'))).toMatchObject({ state: 'unknown' });
  expect(await rig.slack.port.membership('S0614TZR7', person('UNADIA'))).toMatchObject({ state: 'member' });
  const { state, ...rest } = await rig.slack.port.membership('S0NOGROUP', person('UNADIA'));
  expect(state).toBe('unknown');
  expect(rest).toMatchObject({ why: expect.stringContaining('approvals.slackGroup') as unknown });
});

it('gives up a call that Slack does not answer', async () => {
  const rig = await slackRig({ timeoutMs: 200 });
  rig.local.faults.add({ name: 'chat.postMessage', times: 1, effect: { kind: 'hang' } });
  await expect(rig.slack.port.headline(incident, item(1))).rejects.toThrow(Later);
});
