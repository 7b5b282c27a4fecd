import { afterEach, describe, expect, it } from 'vitest';
import { signLink } from '../../../bot/live-page/link-token.ts';
import { steppedClock } from '../../../src/simulator/clock.ts';
import { anIncident, declaredAt, hostileTexts } from '../messages/incidents.ts';
import { eventReader, secret, serve, type Served } from './served.ts';

const hour = 3_600_000;
const open: Served[] = [];

async function served(...args: Parameters<typeof serve>): Promise<Served> {
  const made = await serve(...args);
  open.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('a link to a run', () => {
  it('opens the page, whole without a script', async () => {
    const { link } = await served(anIncident({ state: 'running' }), steppedClock(declaredAt + 250_000));
    const answer = await fetch(link());
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('Failover of lomash-wood: eu-west-1 → eu-west-2');
    expect(html).toContain('eu-west-1 does not answer since 10:40');
    expect(html).toContain('Promote lomash-item-3-prod-replica');
    expect(html).toContain('<noscript><meta http-equiv="refresh"');
  });

  it('is answered so that nothing is kept, framed, loaded or told to others', async () => {
    const { link } = await served(anIncident({ state: 'running' }), steppedClock(declaredAt));
    const [first, second] = await Promise.all([fetch(link()), fetch(link())]);
    const policy = first.headers.get('content-security-policy');
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'nonce-[\w+/=]+'; script-src 'nonce-[\w+/=]+'; connect-src 'self'/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toBe(second.headers.get('content-security-policy'));
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('is good for a day, and says so when it is over', async () => {
    const clock = steppedClock(declaredAt);
    const { link, refused } = await served(anIncident({ state: 'running' }), clock);
    const address = link();
    clock.advance(23.8 * hour);
    expect((await fetch(address)).status).toBe(200);
    clock.advance(hour / 2);
    const late = await fetch(address);
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('This link has expired');
    expect((await fetch(link())).status).toBe(200);
    expect(refused).toEqual([]);
  });

  it.each([
    ['no token', () => ''],
    ['an empty token', () => '?token='],
    ['nonsense', () => '?token=abc'],
    ['another incident’s token', (now: number) => `?token=${signLink(secret, 'lomash-wood-2', now)}`],
    [
      'a token of another secret',
      (now: number) => `?token=${signLink('another secret', 'lomash-wood-1', now)}`,
    ],
    [
      'a token with a later end',
      (now: number) =>
        `?token=${signLink(secret, 'lomash-wood-1', now).replace(/^\d+/, (end) => String(Number(end) + 1))}`,
    ],
    ['a longer token', (now: number) => `?token=${signLink(secret, 'lomash-wood-1', now)}A`],
  ])('is refused with %s', async (_, query) => {
    const { url, refused } = await served(anIncident({ state: 'running' }), steppedClock(declaredAt));
    for (const path of ['/runs/lomash-wood-1', '/runs/lomash-wood-1/events']) {
      const answer = await fetch(`${url}${path}${query(declaredAt)}`);
      expect(answer.status).toBe(403);
      const text = await answer.text();
      expect(text).toContain('/failover status');
      expect(text).not.toContain('eu-west-1');
    }
    expect(refused).toEqual(['live-page LINK', 'live-page LINK']);
  });

  it('is not found where there is no such incident or page', async () => {
    const { url } = await served(anIncident({ state: 'running' }), steppedClock(declaredAt));
    const token = signLink(secret, 'nothing-9', declaredAt);
    const paths = [
      `/runs/nothing-9?token=${token}`,
      '/runs',
      '/runs/',
      '/runs/a/b/c',
      '/runs/%E0%A4%A',
      '/runs/a/eventsx',
    ];
    for (const path of paths) {
      const answer = await fetch(`${url}${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).toContain('There is no such page');
    }
  });

  it('leaves other paths to others', async () => {
    const { url } = await served(anIncident({ state: 'running' }), steppedClock(declaredAt));
    for (const path of ['/', '/healthz', '/runsx', '/v1/events'])
      expect((await fetch(`${url}${path}`)).status).toBe(418);
  });

  it('can be read, and nothing else', async () => {
    const { link } = await served(anIncident({ state: 'running' }), steppedClock(declaredAt));
    const head = await fetch(link(), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const post = await fetch(link(), { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('the page', () => {
  it.each(Object.entries(hostileTexts))('shows %s text as text', async (_, text) => {
    const { link, change } = await served(
      anIncident({ state: 'running', text }),
      steppedClock(declaredAt + 250_000),
    );
    for (const state of ['awaiting-approval', 'stopped', 'done'] as const) {
      await change(anIncident({ state, text }));
      const html = await (await fetch(link())).text();
      const [content = ''] = /<main>[\s\S]*<\/main>/.exec(html) ?? [];
      expect(content.length).toBeGreaterThan(200);
      expect(content).not.toMatch(/<script|<img|onerror=[^&]*[^;]>|javascript:|<!--/);
      for (const [, href = ''] of content.matchAll(/href="([^"]*)"/g))
        expect(href).toMatch(/^(#checklist|https:\/\/(lomash\.slack|github)\.com\/)/);
      expect(html.match(/<script/g)).toHaveLength(1);
      expect(content).not.toMatch(/[\u202a-\u202e\u0000\u0007]|\p{Cs}/u);
    }
  });

  it('stays small with a thousand steps', async () => {
    const incident = anIncident({ state: 'running', steps: 1000, statuses: ['done', 'failed', 'running'] });
    const { link } = await served(incident, steppedClock(declaredAt + 250_000));
    const html = await (await fetch(link())).text();
    expect(html.length).toBeLessThan(400_000);
    expect(html).toContain('… and 234 more');
  });
});

describe('the stream', () => {
  const events = (link: string): string => link.replace('?', '/events?');

  it('sends the state at once and again when it has changed', async () => {
    const { link, change } = await served(
      anIncident({ state: 'running' }),
      steppedClock(declaredAt + 250_000),
    );
    const answer = await fetch(events(link()));
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const reader = eventReader(answer);
    const first = await reader.next();
    expect(first['event']).toBe('state');
    expect(JSON.parse(first['data'] ?? '')).toMatchObject({
      title: expect.stringMatching(/^Running: /) as unknown,
    });
    await change(anIncident({ state: 'done' }));
    const second = await reader.next();
    expect(JSON.parse(second['data'] ?? '')).toMatchObject({
      title: expect.stringMatching(/^Done: /) as unknown,
    });
    expect(second['id']).not.toBe(first['id']);
    await reader.cancel();
  });

  it('sends nothing twice to a reader who comes back', async () => {
    const { link, change } = await served(anIncident({ state: 'running' }), steppedClock(declaredAt));
    const reader = eventReader(await fetch(events(link())));
    const { id = '' } = await reader.next();
    await reader.cancel();
    const again = eventReader(await fetch(events(link()), { headers: { 'last-event-id': id } }));
    await change(anIncident({ state: 'stopped' }));
    const next = await again.next();
    expect(JSON.parse(next['data'] ?? '')).toMatchObject({
      title: expect.stringMatching(/^Stopped: /) as unknown,
    });
    await again.cancel();
  });

  it('finds out what another bot has changed, and beats while nothing changes', async () => {
    const clock = steppedClock(declaredAt);
    const { link, change } = await served(anIncident({ state: 'awaiting-approval' }), clock);
    const reader = eventReader(await fetch(events(link())));
    await reader.next();
    await change(anIncident({ state: 'running' }), false);
    const found = await advanceUntil(clock, reader.next());
    expect(JSON.parse(found['data'] ?? '')).toMatchObject({
      title: expect.stringMatching(/^Running: /) as unknown,
    });
    const beat = await advanceUntil(clock, reader.next());
    expect(beat['event']).toBe('tick');
    await reader.cancel();
  });

  it('says that the job is silent, without anything having happened', async () => {
    const clock = steppedClock(declaredAt + 130_000);
    const { link } = await served(anIncident({ state: 'running' }), clock);
    const reader = eventReader(await fetch(events(link())));
    const before = await reader.next();
    expect(before['data']).not.toContain('No news from the job');
    clock.advance(90_000);
    const after = await advanceUntil(clock, reader.next());
    expect(after['data']).toContain('No news from the job');
    await reader.cancel();
  });

  it('ends with its link', async () => {
    const clock = steppedClock(declaredAt);
    const { link } = await served(anIncident({ state: 'done' }), clock);
    const reader = eventReader(await fetch(events(link())));
    await reader.next();
    clock.advance(25 * hour);
    const last = await advanceUntil(clock, reader.next());
    expect(last['event']).toBe('gone');
    expect((await reader.next())['event']).toBe('end of the stream');
  });

  it('is not opened for more readers than the bot can bear, and is again when one has left', async () => {
    const { link } = await served(anIncident({ state: 'done' }), steppedClock(declaredAt), {
      mostStreams: 2,
    });
    const [one, two] = await Promise.all([fetch(events(link())), fetch(events(link()))]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const third = await fetch(events(link()));
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '10']);
    await one.body?.cancel();
    await expect
      .poll(async () => {
        const answer = await fetch(events(link()));
        await answer.body?.cancel();
        return answer.status;
      })
      .toBe(200);
    await two.body?.cancel();
  });

  it('ends when the bot stops', async () => {
    const { link, page } = await served(anIncident({ state: 'done' }), steppedClock(declaredAt));
    const reader = eventReader(await fetch(events(link())));
    await reader.next();
    page.close();
    expect((await reader.next())['event']).toBe('end of the stream');
  });
});

/** Moves the clock on in small steps, with a turn of the event loop after each, until the promise is settled. */
async function advanceUntil<T>(clock: ReturnType<typeof steppedClock>, wanted: Promise<T>): Promise<T> {
  const state = { settled: false };
  const done = wanted.finally(() => {
    state.settled = true;
  });
  while (!state.settled) {
    clock.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return await done;
}
