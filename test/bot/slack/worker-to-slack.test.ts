import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { Incident } from '../../../bot/incidents/incident.ts';
import { applySignals } from '../../../bot/incidents/apply.ts';
import { createWorker, type Worker } from '../../../bot/outbox/worker.ts';
import type { GitHubPort } from '../../../bot/ports.ts';
import type { Change } from '../../../bot/store/store.ts';
import { clockFrom } from '../../../src/clock.ts';
import { anIncident, stored } from '../store/an-incident.ts';
import { slackRig, type SlackRig } from './slack-rig.ts';

const hundredfold = () => clockFrom(`${Date.now()},${Date.now()},100`);

const noGitHub: GitHubPort = {
  services: () => Promise.resolve([]),
  dispatch: () => Promise.resolve({ state: 'refused', why: 'no GitHub in this test' }),
  findDispatched: () => Promise.resolve(undefined),
  readRun: () => Promise.resolve(undefined),
  sameFiles: () => Promise.resolve(true),
  review: () => Promise.resolve(),
  cancel: () => Promise.resolve(),
  issue: () => Promise.resolve({ number: 1, url: 'https://github.test/1' }),
  comment: () => Promise.resolve(),
  reviewItem: () => Promise.resolve(),
  membership: () => Promise.resolve({ state: 'unknown', why: 'no GitHub in this test' }),
};

const headlineEffect = { type: 'headline', payload: { type: 'headline' } };

function storyEffect(index: number): Change<unknown>['effects'][number] {
  const key = `s${index}`;
  const story = { about: 'warning', at: 0, facts: { message: `line ${index}` }, broadcast: false };
  return { type: 'story', key, payload: { type: 'story', key, story } };
}

/** A worker whose ports reach the local Slack; stopped after the test. */
function workerOn(rig: SlackRig, clock: ReturnType<typeof hundredfold>): Worker {
  const worker = createWorker({
    store: rig.store,
    clock,
    slack: rig.slack.port,
    github: noGitHub,
    notify: { notify: () => Promise.resolve() },
    page: { notify: () => undefined },
    service: {
      signal: async (id, signal) => {
        await applySignals(rig.store, id, [signal]);
        return { ok: true };
      },
    },
    log: pino({ level: 'silent' }),
  });
  onTestFinished(() => worker.stop());
  return worker;
}

async function declare(rig: SlackRig, service: string): Promise<Incident> {
  const { incident } = await rig.store.createIncident({ service, dedupe: service }, (id) =>
    stored(anIncident(id, { declaredAt: Date.now() }), { effects: [headlineEffect] }),
  );
  return incident;
}

/** The headlines that the channel shows, by incident, and how often each. */
function headlines(rig: SlackRig): Map<unknown, string[]> {
  const shown = new Map<unknown, string[]>();
  for (const message of rig.local.messages('incidents')) {
    const { incident } = message.metadata?.['event_payload'] as { incident: string };
    shown.set(incident, [...(shown.get(incident) ?? []), JSON.stringify(message.blocks)]);
  }
  return shown;
}

it('shows the last state of every incident after rate limits, outages and lost answers, each in one message', async () => {
  const clock = hundredfold();
  const rig = await slackRig({ clock, timeoutMs: 500 });
  const worker = workerOn(rig, clock);
  worker.start();
  rig.local.faults.add({ name: 'chat.postMessage', after: 1, times: 2, effect: { kind: 'answer-lost' } });
  rig.local.faults.add({
    name: 'chat.update',
    after: 2,
    times: 2,
    effect: { kind: 'rate-limited', retryAfterSeconds: 20 },
  });
  rig.local.faults.add({ name: 'chat.update', after: 6, times: 3, effect: { kind: 'status', status: 503 } });
  const incidents = await Promise.all(['aa', 'bb', 'cc', 'dd', 'ee'].map((service) => declare(rig, service)));
  worker.wake();
  for (let round = 0; round < 12; round += 1) {
    if (round === 5) await rig.local.outage('reset');
    if (round === 8) await rig.local.restore();
    for (const { id } of incidents)
      await rig.store.changeIncident(id, (before) =>
        stored(
          { ...before, request: { ...before.request, reason: `round ${round} of ${id}` } },
          { effects: [headlineEffect] },
        ),
      );
    worker.wake();
    await clock.sleep(2_000);
  }
  await expect
    .poll(() => incidents.map(({ id }) => headlines(rig).get(id)?.[0]?.includes(`round 11 of ${id}`)), {
      timeout: 8_000,
    })
    .toEqual(incidents.map(() => true));
  expect([...headlines(rig).values()].map((messages) => messages.length)).toEqual(incidents.map(() => 1));
});

it('keeps to the limits of Slack with twenty incidents at once', async () => {
  const clock = hundredfold();
  const rig = await slackRig({ clock });
  const worker = workerOn(rig, clock);
  worker.start();
  const incidents = await Promise.all(
    Array.from({ length: 20 }, (_, index) => declare(rig, `service${index}x`)),
  );
  for (let round = 0; round < 5; round += 1) {
    for (const { id } of incidents)
      await rig.store.changeIncident(id, (before) =>
        stored(
          { ...before, request: { ...before.request, reason: `round ${round} of ${id}` } },
          { effects: [headlineEffect] },
        ),
      );
    worker.wake();
    await clock.sleep(5_000);
  }
  await expect
    .poll(
      () => incidents.filter(({ id }) => headlines(rig).get(id)?.[0]?.includes(`round 4 of ${id}`)).length,
      { timeout: 8_000 },
    )
    .toBe(20);
  expect(rig.local.log.count('chat.postMessage', 'ratelimited')).toBe(0);
  expect(rig.local.log.count('chat.update', 'ratelimited')).toBe(0);
});

it('posts a message once though the bot was killed after posting and before noting it', async () => {
  const clock = hundredfold();
  const rig = await slackRig({ clock });
  const { id } = await declare(rig, 'shop');
  await rig.store.changeIncident(id, (before) => stored(before, { effects: [storyEffect(1)] }));
  // The first bot: it claims, begins and posts, and is never heard of again.
  const now = clock.now();
  const [item] = await rig.store.claimOutbox({ worker: 'killed', now, until: now + 30_000, limit: 1 });
  if (item === undefined) throw new Error('nothing was claimed');
  await rig.store.beginOutbox(item.id, 'killed');
  const incident = await rig.store.readIncident(id);
  if (incident === undefined) throw new Error('no incident');
  await rig.slack.port.headline(incident, { ...item, attempts: 1 });
  workerOn(rig, clock).start();
  const place = await rig.local.until(() => {
    const [headline] = rig.local.messages('incidents');
    return headline !== undefined && rig.local.thread('incidents', headline.ts).length > 1
      ? headline
      : undefined;
  });
  expect(rig.local.messages('incidents').map(({ ts }) => ts)).toEqual([place.ts]);
  await expect.poll(async () => (await rig.store.readIncident(id))?.places.slack?.ts).toBe(place.ts);
});
