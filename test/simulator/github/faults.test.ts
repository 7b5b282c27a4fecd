import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRig, type Rig } from './rig.ts';

const here = { owner: 'acme', repo: 'shop' };
let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
  await rig.octokit.rest.repos.get(here);
});

afterEach(() => rig.close());

const open = () => rig.octokit.rest.issues.create({ ...here, title: 'One' });

describe('on demand GitHub', () => {
  test('is down until it is up again', async () => {
    const end = rig.github.faults.add({ kind: 'outage' });
    await expect(open()).rejects.toMatchObject({ status: 503 });
    end();
    expect((await open()).status).toBe(201);
  });

  test('limits requests, and says when to come again', async () => {
    rig.github.faults.add({ kind: 'secondary-limit', method: 'POST', times: 1, retryAfterSeconds: 7 });
    await expect(open()).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('secondary rate limit') as unknown,
      response: { headers: { 'retry-after': '7' } },
    });
    rig.github.faults.add({ kind: 'primary-limit', path: '/issues', times: 1 });
    await expect(open()).rejects.toMatchObject({ response: { headers: { 'x-ratelimit-remaining': '0' } } });
    expect((await open()).status).toBe(201);
    expect(rig.watched.problems).toEqual([]);
  });

  test('does what was asked, and its answer is lost', async () => {
    rig.github.faults.add({ kind: 'lost-answer', path: /\/issues$/, times: 1 });
    await expect(open()).rejects.toMatchObject({ status: 500 });
    expect(rig.github.repository().issues.size).toBe(1);
  });

  test('drops the connection before it has done anything', async () => {
    rig.github.faults.add({ kind: 'drop', times: 1 });
    await expect(open()).rejects.toMatchObject({ status: 500 });
    expect(rig.github.repository().issues.size).toBe(0);
  });

  test('hangs, and lets go of the connection when it is closed', async () => {
    rig.github.faults.add({ kind: 'hang' });
    const hanging = expect(open()).rejects.toMatchObject({ status: 500 });
    await rig.close();
    await hanging;
  });

  test('is slow by the clock', async () => {
    rig.github.faults.add({ kind: 'slow', delayMs: 5_000, times: 1 });
    let answered = false;
    const slow = open().then(() => (answered = true));
    await rig.octokit.rest.repos.get(here);
    expect(answered).toBe(false);
    await expect.poll(() => (rig.clock.advance(5_000), answered)).toBe(true);
    await slow;
  });
});
