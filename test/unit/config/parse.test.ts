import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { renderDiagnostic } from '../../../src/config/diagnostic.ts';
import { found, goodFile, goodFileWith, parse } from './toy-kinds.ts';

const messages = (text: string) => parse(text).diagnostics.map(({ message }) => message);
const one = (piece: string, replacement: string) => {
  const { diagnostics } = parse(goodFileWith(piece, replacement));
  expect(diagnostics).toHaveLength(1);
  const [{ message, suggestion, line, column, endColumn } = expect.fail()] = diagnostics;
  return { message, suggestion, at: `${line}:${column}-${endColumn}` };
};

test('a file without mistakes becomes a config without warnings', () => {
  const { config, diagnostics } = parse(goodFile);
  expect(diagnostics).toEqual([]);
  expect(config).toMatchObject({
    service: 'shop',
    regions: ['eu-west-1', 'eu-west-2'],
    residency: ['eu-west-1', 'eu-west-2', 'eu-central-1'],
    objectives: { rtoMs: 1_800_000, rpoMs: 30_000 },
    witness: { bucket: 'shop-witness', region: 'eu-central-1' },
    account: '111122223333',
    file: 'failover.yml',
    digest: `sha256:${createHash('sha256').update(goodFile).digest('hex')}`,
  });
});

test('each makes one resource of every item, with defaults filled in and the item put in', () => {
  const { config } = parse(goodFile);
  expect(config?.resources.map(({ id }) => id)).toEqual([
    'databases/orders',
    'databases/users',
    'connections/orders',
    'connections/users',
    'dns',
    'website',
  ]);
  expect(config?.resources[1]).toEqual({
    id: 'databases/users',
    group: 'databases',
    kind: 'toy-database',
    spec: { timeout: 1_800_000 },
    regional: { 'eu-west-1': 'shop-users', 'eu-west-2': 'shop-users-replica' },
    after: [],
  });
  expect(config?.resources[2]?.spec).toMatchObject({ keys: { DATABASE_URL: { host: 'databases/orders' } } });
  expect(config?.resources[4]).toMatchObject({
    after: ['databases'],
    regional: { 'eu-west-1': { address: 'one.example.com' } },
  });
});

test('all mistakes are told at once, in the order of the file', () => {
  const text = goodFile
    .replace('rto: 30m', 'rto: 30')
    .replace('kind: toy-dns', 'kind: toy-dsn')
    .replace('url:', 'uri:');
  expect(parse(text).config).toBeUndefined();
  expect(parse(text).diagnostics.map(({ rule, line, column }) => `${rule} ${line}:${column}`)).toEqual([
    'wrong-type 4:20',
    'unknown-kind 20:11',
    'missing-field 26:3',
    'unknown-key 28:5',
  ]);
});

test('a mistake inside a flow map is placed at its own key', () => {
  expect(found('{ host:', '{ hots:')).toEqual(['missing-field 18:7', 'unknown-key 18:23']);
});

test('unknown keys get a suggestion, from the kind, the common keys and the regions', () => {
  expect(one('weight: 100', 'weight: 100\n    afer: databases').suggestion).toBe('Did you mean `after`?');
  expect(one('kind: toy-database', 'kind: toy-database\n    timeuot: 5m')).toEqual({
    message: '`databases` has no field `timeuot`.',
    suggestion: 'Did you mean `timeout`?',
    at: '10:5-12',
  });
  const region = parse(goodFileWith('eu-west-1: { address', 'eu-west1: { address')).diagnostics;
  expect(region).toMatchObject([{ rule: 'unknown-key', suggestion: 'Did you mean `eu-west-1`?' }]);
  expect(one('account:', 'acount:').suggestion).toBe('Did you mean `account`?');
  expect(one('rto: 30m', 'rtt: 30m').suggestion).toBe('Did you mean `rto`?');
});

test('wrong values are told in words, with what was found', () => {
  expect(one('weight: 100', 'weight: lots')).toEqual({
    message: '`weight` must be a number, but is the text `lots`.',
    suggestion: undefined,
    at: '22:13-17',
  });
  expect(one('weight: 100', 'weight: 300').message).toBe('`weight` must be at most 255.');
  expect(one('weight: 100', 'weight: 1.5').message).toBe(
    '`weight` must be a whole number, but is the number 1.5.',
  );
  expect(one('how: weight', 'how: wieght')).toMatchObject({
    message: '`how` must be `weight` or `alias`, but is the text `wieght`.',
    suggestion: 'Did you mean `weight`?',
    at: '21:10-16',
  });
  expect(one('how: weight\n    weight: 100', 'how: alias\n    enabled: yes').suggestion).toBe(
    'Write `true`.',
  );
  expect(one('kind: toy-database', 'kind: toy-database\n    class: larg')).toMatchObject({
    message: '`class` must be `small`, `medium` or `large`, but is the text `larg`.',
    suggestion: 'Did you mean `large`?',
  });
  expect(one('{ address: one.example.com }', '{ address: 5 }')).toMatchObject({
    message: '`address` must be text, but is the number 5.',
    suggestion: 'Put it in quotes to make it text.',
  });
  expect(one('https://example', 'ftp://example').message).toBe('`url` must begin with `https://`.');
  expect(one('health', 'health\n    names: [a, 2]').message).toBe(
    'Item 2 of `names` must be text, but is the number 2.',
  );
  expect(one('"111122223333"', '111122223333').suggestion).toBe('Put it in quotes to make it text.');
  expect(one('eu-west-1: { address: one.example.com }', 'eu-west-1:').message).toBe(
    '`eu-west-1` must be a map, but is empty.',
  );
});

test('a duration without a unit says what is missing', () => {
  expect(one('rto: 30m', 'rto: 90').message).toBe(
    '`rto` needs a unit: `90s` for seconds, `90m` for minutes.',
  );
  expect(one('rto: 30m', 'rto: 90').suggestion).toBeUndefined();
  expect(one('rto: 30m', "rto: '90'").message).toMatch(/`rto` must be a duration with a unit/);
});

test('a field that takes a value or a map of regions speaks about the one that was meant', () => {
  const cluster = (value: string) =>
    one('name: ${each}-database', `name: \${each}-database\n    cluster: ${value}`).message;
  expect(cluster('{ eu-west-1: 5, eu-west-2: b }')).toBe('`eu-west-1` must be text, but is the number 5.');
  expect(cluster('{ eu-west: a }')).toBe('`eu-west` must be the name of an AWS region.');
  expect(cluster('[a]')).toBe('`cluster` must be text or a map, but is a list.');
});

test('a missing field is placed at the block and explains itself', () => {
  expect(one('    url: https://example.com/health\n', '')).toEqual({
    message: '`url` is missing in `website`.',
    suggestion: '`url`: What to ask.',
    at: '26:3-10',
  });
  expect(one('kind: toy-check', 'description: none')).toMatchObject({
    message: '`kind` is missing in `website`.',
  });
  expect(one('service: shop\n', '')).toMatchObject({
    message: '`service` is missing in `failover.yml`.',
    at: '1:1-2',
  });
});

test('a mistake in a block with each is told once, at its place in the file', () => {
  expect(found('shop-${each}-replica', '7')).toEqual(['wrong-type 12:16']);
});

test('an unknown kind reads like the example in the documentation', () => {
  const [diagnostic = expect.fail()] = parse(goodFileWith('kind: toy-check', 'kind: toy-chekc')).diagnostics;
  expect(renderDiagnostic(diagnostic)).toBe(
    [
      'failover.yml:27:11 error  unknown-kind  There is no kind `toy-chekc`.',
      '  27 |     kind: toy-chekc',
      '     |           ^^^^^^^^^',
      '  Did you mean `toy-check`?',
    ].join('\n'),
  );
});

test('top-level keys that begin with x- may hold anchors, and merge keys bring them in', () => {
  const text = goodFileWith(
    'resources:',
    'x-there: &there { eu-west-1: a, eu-west-2: b }\nresources:',
  ).replace('  website:', '  more:\n    <<: *there\n    eu-west-2: c\n    kind: toy-database\n  website:');
  expect(parse(text).config?.resources.find(({ id }) => id === 'more')?.regional).toEqual({
    'eu-west-1': 'a',
    'eu-west-2': 'c',
  });
});

test('a mistake that comes in by an alias is placed where the text stands', () => {
  const text = goodFileWith(
    'resources:',
    'x-there: &there { eu-west-1: a, eu-west-2: 5 }\nresources:',
  ).replace('  website:', '  more:\n    <<: *there\n    kind: toy-database\n  website:');
  expect(parse(text).diagnostics).toMatchObject([{ rule: 'wrong-type', line: 7, column: 44 }]);
});

test('CRLF, a byte order mark and names in any script change nothing', () => {
  const text = `\uFEFF${goodFile.replace('service: shop', 'service: shop\ndescription: Μαγαζί 店').replaceAll('\n', '\r\n')}`;
  expect(parse(text)).toMatchObject({ diagnostics: [], config: { service: 'shop' } });
  const broken = parse(text.replace('toy-check', 'toy-chekc')).diagnostics;
  expect(broken).toMatchObject([{ line: 28, column: 11, endColumn: 20, source: '    kind: toy-chekc' }]);
});

test('an empty file, a list and a text are told apart', () => {
  expect(messages('')).toEqual(['The file is empty.']);
  expect(messages('- a')).toEqual(['The file must be a map that begins with `service:`.']);
  expect(messages('hello')).toEqual(['The file must be a map that begins with `service:`.']);
});
