import { describe, expect, it } from 'vitest';
import { createCredentials } from '../../../src/aws/credentials.ts';

const keys = { accessKeyId: 'a', secretAccessKey: 'b' };

describe('createCredentials', () => {
  it('asks once for many callers at the same time', async () => {
    let asked = 0;
    const source = createCredentials(
      () => Promise.resolve({ ...keys, accessKeyId: `k${++asked}` }),
      () => 0,
    );
    const found = await Promise.all([source.provide(), source.provide(), source.provide()]);
    expect(found.map((each) => each.accessKeyId)).toEqual(['k1', 'k1', 'k1']);
  });

  it('renews keys that near their expiry', async () => {
    let now = 0;
    let asked = 0;
    const source = createCredentials(
      () => Promise.resolve({ ...keys, accessKeyId: `k${++asked}`, expiration: new Date(now + 3_600_000) }),
      () => now,
    );
    await source.provide();
    now = 3_600_000 - 5 * 60_000;
    expect((await source.provide()).accessKeyId).toBe('k2');
  });

  it('goes on with keys that are still valid when a renewal fails, and fails when they are not', async () => {
    let now = 0;
    let broken = false;
    const load = () =>
      broken
        ? Promise.reject(new Error('down'))
        : Promise.resolve({ ...keys, expiration: new Date(600_000) });
    const source = createCredentials(load, () => now);
    await source.provide();
    broken = true;
    now = 400_000;
    expect((await source.provide()).accessKeyId).toBe('a');
    now = 600_000;
    await expect(source.provide()).rejects.toThrow('down');
  });
});
