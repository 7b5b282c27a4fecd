import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/errors.ts';
import { tellProblems } from '../../../src/plan/told-problems.ts';
import { tellTexts, toldLine } from '../../../src/plan/told-texts.ts';

const eight = [
  'auth',
  'products',
  'orders',
  'appointments',
  'content',
  'customers',
  'notifications',
  'analytics',
];
const named = 'auth, products, orders, appointments, content, customers, notifications, analytics';
const lines = (texts: readonly string[]): string[] => tellTexts(texts).map(toldLine);
const unknown = (name: string): string =>
  `databases/${name}: the replication lag is unknown (ReplicaLag); the data loss cannot be told beforehand.`;
const loss = (name: string, lag: string): string =>
  `databases/${name} loses up to ${lag} (ReplicaLag); the RPO allows 30 s.`;

describe('sentences', () => {
  test('eight that differ by the member are one that names all of them', () => {
    expect(lines(eight.map(unknown))).toEqual([
      `databases/* (8 of them: ${named}): the replication lag is unknown (ReplicaLag); the data loss cannot be told beforehand.`,
    ]);
  });

  test('figures that differ stand beside the names, the largest first; those that do not stay where they are', () => {
    const lags = ['800 ms', '41 s', '40 min 00 s', '1.5 s', '2 h 05 min', '38 s', '900 ms', '1 min 02 s'];
    expect(lines(eight.map((name, index) => loss(name, lags[index] ?? '')))).toEqual([
      'databases/* (8 of them: content 2 h 05 min, orders 40 min 00 s, analytics 1 min 02 s, products 41 s, customers 38 s, appointments 1.5 s, notifications 900 ms, auth 800 ms) loses up to ... (ReplicaLag); the RPO allows 30 s.',
    ]);
  });

  test('of one member is told as it is, figures and all', () => {
    expect(lines([loss('orders', '41 s')])).toEqual([loss('orders', '41 s')]);
    expect(lines(['No step of this plan stops the writes.'])).toEqual([
      'No step of this plan stops the writes.',
    ]);
  });

  test('of different groups, and of the same one in other words, stay apart in their order', () => {
    expect(
      lines([
        loss('auth', '41 s'),
        'connections/auth: cannot be read.',
        'databases/orders: has no replica.',
        loss('products', '38 s'),
        'connections/products: cannot be read.',
        'dns: has a TTL of 300 s.',
      ]),
    ).toEqual([
      'databases/* (2 of them: auth 41 s, products 38 s) loses up to ... (ReplicaLag); the RPO allows 30 s.',
      'connections/* (2 of them: auth, products): cannot be read.',
      'databases/orders: has no replica.',
      'dns: has a TTL of 300 s.',
    ]);
  });

  test('that are word for word the same of several groups are one', () => {
    const said = 'could not be looked at (eu-west-2): no answer.';
    const ids = [...eight.map((name) => `databases/${name}`), 'sessions', 'connections/auth'];
    expect(lines(ids.map((id) => `${id}: ${said}`))).toEqual([
      `8 of databases/*, sessions, connections/auth: ${said}`,
    ]);
  });

  test('about steps name what differs in the id of the step', () => {
    const failed = (name: string): string =>
      `services:fence(${name}) has failed; the run went on without it: no`;
    expect(lines([failed('web'), failed('api')])).toEqual([
      'services:fence(*) (2 of them: web, api) has failed; the run went on without it: no',
    ]);
  });

  test('with a name in them that is also a word lose nothing', () => {
    const text = (name: string): string => `databases/${name}: a-${name}-b in a region, ${name} of 3`;
    expect(lines([text('a'), text('orders')])).toEqual([text('a'), text('orders')]);
    expect(lines([text('auth'), text('orders')])).toEqual([
      'databases/* (2 of them: auth, orders): a-*-b in a region, * of 3',
    ]);
  });

  test('a star in one text is not taken for the name in another', () => {
    const texts = ['databases/a: allows *', 'databases/b: allows b'];
    expect(lines(texts)).toEqual(texts);
  });

  test('of one member with two figures stay two', () => {
    const texts = ['databases/auth: 1 of 2 tries', 'databases/auth: 2 of 2 tries'];
    expect(lines(texts)).toEqual(texts);
  });

  test('parts of names, addresses, dates and ARNs are no figures', () => {
    const texts = [
      'databases/auth: 10.0.0.1:5432, db-1, 2026-11-21, arn:aws:rds:eu-west-2:111122223333:db:x',
      'databases/orders: 10.0.0.2:5432, db-2, 2026-11-22, arn:aws:rds:eu-west-2:444455556666:db:x',
    ];
    expect(lines(texts)).toEqual(texts);
  });

  test('with more than two figures beside each name are told one by one', () => {
    const texts = ['databases/auth: 1 of 2, 3 left', 'databases/orders: 4 of 5, 6 left'];
    expect(lines(texts)).toEqual(texts);
    expect(lines(['databases/auth: 1 of 2 left', 'databases/orders: 4 of 5 left'])).toEqual([
      'databases/* (2 of them: orders 4 and 5, auth 1 and 2): ... of ... left',
    ]);
  });

  test('name a figure once that stands in them twice', () => {
    const texts = [
      'databases/auth: 41 s, and 41 s is too much',
      'databases/orders: 38 s, and 38 s is too much',
    ];
    expect(lines(texts)).toEqual([
      'databases/* (2 of them: auth 41 s, orders 38 s): ..., and ... is too much',
    ]);
  });

  test('of a thousand members name a few, and how far down the others go', () => {
    const told = lines(Array.from({ length: 1000 }, (_, index) => loss(`db-${index}`, `${index} s`)));
    expect(told).toEqual([
      'databases/* (1000 of them: db-999 999 s, db-998 998 s, db-997 997 s, db-996 996 s, db-995 995 s, db-994 994 s, db-993 993 s, db-992 992 s and 992 more down to 0 s) loses up to ... (ReplicaLag); the RPO allows 30 s.',
    ]);
    const every = tellTexts(
      Array.from({ length: 1000 }, (_, index) => unknown(`db-${index}`)),
      'every',
    );
    expect(every.map(({ members }) => members.split(', ').length)).toEqual([1000]);
  });

  test('of members with long names stay short', () => {
    const [told] = tellTexts(Array.from({ length: 50 }, (_, index) => unknown(`${'n'.repeat(60)}-${index}`)));
    expect(told?.members).toMatch(/^50 of them: n+-0, n+-1 and 48 more$/);
  });

  test.each([
    ['a bracket', 'a(b[c'],
    ['control characters', 'x\u001b[2J\u202e'],
    ['nothing', ''],
    ['a sign of its own', '*'],
    ['dots', '...'],
    ['what a scheme is', 'https'],
  ])('a member whose name has %s breaks nothing', (_, hostile) => {
    const texts = ['auth', hostile].map((name) => `databases/${name}: ${name} is at https://u:hunter2@host`);
    const told = lines(texts).join('\n');
    expect(told).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(told).not.toContain('hunter2');
    expect(told).toContain('auth');
  });
});

describe('problems', () => {
  const denied = (resource: string, region = 'eu-west-2'): Problem => ({
    code: 'DENIED',
    message: 'AWS does not accept the credentials.',
    fix: 'Sign in again.',
    resource,
    region,
  });

  test('the same denial of 22 resources is one, with how many and where', () => {
    const ids = [
      ...eight.map((name) => `databases/${name}`),
      ...eight.map((name) => `connections/${name}`),
      ...['sessions', 'media', 'nodes', 'services', 'session-connection'],
    ];
    expect(tellProblems([...ids.map((id) => denied(id)), denied('dns', 'us-east-1')])).toEqual([
      {
        problem: { ...denied('22 resources'), region: 'eu-west-2, us-east-1' },
        members:
          '8 of databases/*, 8 of connections/*, sessions, media, nodes, services, session-connection, dns',
      },
    ]);
  });

  test('of members keep code and region, and have their names and figures beside them', () => {
    const broken = (name: string, found: string): Problem => ({
      code: 'STEP_BROKEN',
      message: `lomash-${name}-prod is gone.`,
      expected: 'at most 30 s',
      found,
      step: `databases/${name}:promote`,
      resource: `databases/${name}`,
      region: 'eu-west-2',
    });
    expect(tellProblems([broken('auth', '41 s'), broken('orders', '38 s')])).toEqual([
      {
        problem: {
          code: 'STEP_BROKEN',
          message: 'lomash-*-prod is gone.',
          fix: 'Repair what is named, then `retry` the step, `skip` it, or `abort`.',
          expected: 'at most 30 s',
          found: '...',
          step: 'databases/*:promote',
          region: 'eu-west-2',
        },
        members: '2 of them: auth 41 s, orders 38 s',
      },
    ]);
    expect(
      tellProblems([broken('auth', '41 s'), { ...broken('orders', '38 s'), region: 'eu-west-1' }]),
    ).toHaveLength(2);
  });

  test('one alone is the problem itself', () => {
    const problem: Problem = { code: 'USAGE', message: 'one\ntwo' };
    expect(tellProblems([problem])).toEqual([{ problem, members: '' }]);
    expect(tellProblems([denied('dns'), { ...denied('dns'), code: 'UNREACHABLE' }])).toHaveLength(2);
  });
});
