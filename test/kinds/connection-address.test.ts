import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, formatAddress, withAddress } from '../../src/kinds/connection-address.ts';

const next = { host: 'db.eu-west-2.example.com', port: '5433' };

describe('the address in a connection string', () => {
  it.each([
    [
      'postgres://u:p@old.example.com:5432/orders?sslmode=require',
      'postgres://u:p@db.eu-west-2.example.com:5433/orders?sslmode=require',
    ],
    [
      'postgres://u:p@ss@old.example.com:5432/orders',
      'postgres://u:p@ss@db.eu-west-2.example.com:5433/orders',
    ],
    [
      'jdbc:postgresql://old.example.com:5432/orders',
      'jdbc:postgresql://db.eu-west-2.example.com:5433/orders',
    ],
    [
      'jdbc:sqlserver://old:1433;databaseName=x',
      'jdbc:sqlserver://db.eu-west-2.example.com:5433;databaseName=x',
    ],
    ['redis://:secret@old:6379/0', 'redis://:secret@db.eu-west-2.example.com:5433/0'],
    ['rediss://old.example.com', 'rediss://db.eu-west-2.example.com'],
    ['mongodb+srv://u:p@old.example.com/x', 'mongodb+srv://u:p@db.eu-west-2.example.com/x'],
    ['postgres://u:p@[::1]:5432/x\n', 'postgres://u:p@db.eu-west-2.example.com:5433/x\n'],
    ['old.example.com', 'db.eu-west-2.example.com'],
    ['old:6379', 'db.eu-west-2.example.com:5433'],
  ])('of %j is replaced and nothing else', (before, after) => {
    expect(withAddress(before, next)).toBe(after);
  });

  it.each([
    'hunter2',
    'p@ssw0rd!',
    '',
    'postgres://user:pa/ss@host/db',
    'mongodb://a:1,b:2/x',
    'two words.com',
    'user:hunter2',
    '{"host":"x.com"}',
  ])('is not seen in %j', (text) => {
    expect(addressOf(text)).toBeUndefined();
    expect(withAddress(text, next)).toBeUndefined();
  });

  it('keeps its port where no other is given', () => {
    expect(withAddress('redis://old:6379', { host: 'new.example.com' })).toBe('redis://new.example.com:6379');
  });

  it('comes back from every URL it was put into, and never shows user or password', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/);
    fc.assert(
      fc.property(
        fc.tuple(word, word, word),
        fc.integer({ min: 1, max: 65535 }),
        ([user, password, path], port) => {
          const text = `postgres://${user}:${password}@old.example.com:${port}/${path}`;
          const changed = withAddress(text, next) ?? '';
          expect(addressOf(changed)).toEqual(next);
          expect(formatAddress(addressOf(text) ?? next)).toBe(`old.example.com:${port}`);
          expect(withAddress(changed, { host: 'old.example.com', port: `${port}` })).toBe(text);
        },
      ),
    );
  });
});
