import { expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';
import { found, goodFile, goodFileWith, parse, toyKinds } from './toy-kinds.ts';

const withMore = (block: string) =>
  parse(`${goodFile}${block}`).diagnostics.map(({ rule, message }) => `${rule}: ${message}`);

test('two-regions-at-least', () => {
  expect(found('regions: [eu-west-1, eu-west-2]', 'regions: [eu-west-1]')).toContain(
    'two-regions-at-least 2:1',
  );
});

test('duplicate-region', () => {
  expect(found('regions: [eu-west-1, eu-west-2]', 'regions: [eu-west-1, eu-west-2, eu-west-1]')).toEqual([
    'duplicate-region 2:33',
  ]);
});

test('unknown-region warns only, because AWS opens new ones', () => {
  const { config, diagnostics } = parse(goodFileWith('eu-central-1]', 'eu-central-1, eu-west-9]'));
  expect(diagnostics).toMatchObject([{ rule: 'unknown-region', severity: 'warning', line: 3, column: 49 }]);
  expect(config).toBeDefined();
});

test('a region that no region can be called is an error with a suggestion', () => {
  const { diagnostics } = parse(goodFileWith('eu-central-1]', 'eu-central-1, eu-west1]'));
  expect(diagnostics).toMatchObject([
    { rule: 'wrong-value', severity: 'error', suggestion: 'Did you mean `eu-west-1`?' },
  ]);
});

test('mixed-partitions', () => {
  const text = goodFile.replaceAll('eu-west-2', 'cn-north-1');
  expect(parse(text).diagnostics).toMatchObject([{ rule: 'mixed-partitions', line: 2, column: 22 }]);
});

test('region-outside-residency, for regions and for the witness', () => {
  expect(found('residency: [eu-west-1, eu-west-2, eu-central-1]', 'residency: [eu-west-1]')).toEqual([
    'region-outside-residency 2:22',
    'region-outside-residency 5:42',
  ]);
});

test('witness-is-operating-region', () => {
  expect(found('region: eu-central-1', 'region: eu-west-2')).toEqual(['witness-is-operating-region 5:42']);
});

test('region-not-of-service', () => {
  expect(found('eu-west-1: { address', 'eu-west-3: { address')).toEqual(['region-not-of-service 24:5']);
});

test('missing-region-value, for kinds that live in every region', () => {
  expect(found('    eu-west-1: shop-${each}\n', '')).toEqual(['missing-region-value 8:3']);
  expect(found('    eu-west-1: { address: one.example.com }\n', '')).toEqual([]);
});

test('no-resources', () => {
  const { diagnostics } = parse(`${goodFile.slice(0, goodFile.indexOf('resources:'))}resources: {}\n`);
  expect(diagnostics).toMatchObject([{ rule: 'no-resources', line: 7 }]);
});

test('unknown-kind', () => {
  expect(found('kind: toy-check', 'kind: nonsense')).toEqual(['unknown-kind 27:11']);
});

test('a kind named like a property of every object is unknown too', () => {
  expect(found('kind: toy-check', 'kind: constructor')).toEqual(['unknown-kind 27:11']);
});

test('duplicate-resource-id', () => {
  const block = '  databases/users:\n    kind: toy-database\n    eu-west-1: a\n    eu-west-2: b\n';
  expect(withMore(block)).toEqual([
    'duplicate-resource-id: There are two resources named `databases/users`: `databases` makes one as well.',
  ]);
});

test('same-target-twice', () => {
  const block =
    '  copy:\n    kind: toy-database\n    eu-west-1: shop-users\n    eu-west-2: shop-users-replica\n';
  expect(withMore(block)).toEqual(['same-target-twice: `copy` names exactly what `databases/users` names.']);
});

test('unknown-dependency, in after and in references of the kind', () => {
  expect(
    parse(goodFileWith('after: databases', 'after: [databases, datbases/users]')).diagnostics,
  ).toMatchObject([
    { rule: 'unknown-dependency', line: 23, column: 24, suggestion: 'Did you mean `databases/users`?' },
  ]);
  expect(parse(goodFileWith("'databases/${each}'", 'nowhere')).diagnostics).toMatchObject([
    { rule: 'unknown-dependency', line: 18, column: 29, message: 'There is no resource `nowhere`.' },
  ]);
});

test('a mistake in a block does not make references to it wrong', () => {
  expect(found('kind: toy-database', 'kind: toy-databas')).toEqual(['unknown-kind 9:11']);
});

test('unknown-output', () => {
  expect(parse(goodFileWith("'databases/${each}'", "'databases/${each}.prot'")).diagnostics).toMatchObject([
    { rule: 'unknown-output', line: 18, column: 29, suggestion: 'Did you mean `port`?' },
  ]);
});

test('self-dependency, by its own name or its group', () => {
  expect(found('after: databases', 'after: dns')).toEqual(['self-dependency 23:12']);
  expect(found('each: [orders, users]', 'each: [orders, users]\n    after: databases')).toEqual([
    'self-dependency 11:12',
  ]);
});

test('dependency-cycle prints the way round, through groups and references', () => {
  const text = goodFileWith('each: [orders, users]', 'each: [orders, users]\n    after: connections/users');
  expect(parse(text).diagnostics).toMatchObject([
    {
      rule: 'dependency-cycle',
      line: 11,
      column: 5,
      message: 'These wait for each other: `databases/users` -> `connections/users` -> `databases/users`.',
    },
  ]);
  const groups = goodFileWith('url: https', 'after: dns\n    url: https').replace(
    'after: databases',
    'after: website',
  );
  expect(parse(groups).diagnostics.map(({ message }) => message)).toEqual([
    'These wait for each other: `dns` -> `website` -> `dns`.',
  ]);
});

test('separate cycles are told separately, and what only leads to a cycle is not part of it', () => {
  const check = (name: string, after: string) =>
    `  ${name}:\n    kind: toy-check\n    url: https://${name}\n    after: ${after}\n`;
  const more = [check('a', 'b'), check('b', 'a'), check('c', 'd'), check('d', 'c'), check('leads', 'a')].join(
    '',
  );
  expect(withMore(more)).toEqual([
    'dependency-cycle: These wait for each other: `a` -> `b` -> `a`.',
    'dependency-cycle: These wait for each other: `c` -> `d` -> `c`.',
  ]);
});

test('each-empty', () => {
  expect(found('each: [orders, users]\n    eu', 'each: []\n    eu')).toContain('each-empty 10:5');
});

test('each-duplicate', () => {
  expect(found('each: [orders, users]\n    eu', 'each: [orders, users, orders]\n    eu')).toEqual([
    'each-duplicate 10:27',
  ]);
});

test('unused-each', () => {
  const text = goodFile.replace('shop-${each}\n', 'shop\n').replace('shop-${each}-replica', 'shop-replica');
  expect(parse(text).diagnostics).toMatchObject([{ rule: 'unused-each', line: 10, column: 5 }]);
});

test('each-outside', () => {
  expect(found('one.example.com', "'${each}.example.com'")).toEqual(['each-outside 24:27']);
});

test('each-in-key', () => {
  expect(found('DATABASE_URL:', '${each}_URL:')).toEqual(['each-in-key 18:7']);
});

test('missing-traffic, missing-verification, missing-witness and rpo-without-data warn and name the kinds', () => {
  const text =
    'service: shop\nregions: [eu-west-1, eu-west-2]\nobjectives: { rpo: 1m }\nresources:\n  secret: { kind: toy-secret, name: a, keys: {} }\n';
  const { config, diagnostics } = parse(text);
  expect(config).toBeDefined();
  expect(diagnostics.map(({ rule, severity, line }) => `${severity} ${rule} ${line}`)).toEqual([
    'warning missing-witness 1',
    'warning rpo-without-data 3',
    'warning missing-traffic 4',
    'warning missing-verification 4',
  ]);
  expect(diagnostics[2]?.suggestion).toBe('Kinds that do: `toy-dns`.');
});

test('the rules ask for roles of kinds, not for their names', () => {
  const nameless = new Map(
    [...toyKinds].map(([name, { role, ...kind }]) => [name, role === 'data' ? { ...kind, role } : kind]),
  );
  const { diagnostics } = parseConfig({ text: goodFile, file: 'failover.yml', registry: nameless });
  expect(diagnostics.map(({ rule }) => rule)).toEqual(['missing-traffic', 'missing-verification']);
});

const chat = `people:
  - { name: Nadia, slack: U0NADIA01, github: nadia }
  - { name: Tom, slack: U0TOMRE01 }
approvals: { slackGroup: S0ONCALL1, breakGlass: { people: [Tom] } }
incidents: { channel: C0INCIDENTS }
`;

test('people, approvals and incidents are understood, with safe defaults', () => {
  const { config, diagnostics } = parse(`${goodFile}${chat}`);
  expect(diagnostics).toEqual([]);
  expect(config?.approvals).toMatchObject({ required: 1, expires: 1_800_000, pointOfNoReturn: 0 });
  expect(config?.incidents).toMatchObject({ gate: 'dispatch', workflow: 'failover.yml', notify: [] });
});

test('duplicate-person, whatever the case of a login', () => {
  expect(withMore(chat.replace('slack: U0TOMRE01', 'github: NADIA'))).toEqual([
    expect.stringContaining('duplicate-person: The GitHub login `NADIA`'),
  ]);
});

test('unknown-person with a suggestion', () => {
  const { diagnostics } = parse(`${goodFile}${chat.replace('[Tom]', '[Tomm]')}`);
  expect(diagnostics).toMatchObject([{ rule: 'unknown-person', suggestion: 'Did you mean `Tom`?' }]);
});

test('incidents-without-approvals', () => {
  expect(withMore(chat.replace(/^approvals.*$/m, ''))).toEqual([
    expect.stringMatching(/^incidents-without-approvals/),
  ]);
});

test('alarm-about-elsewhere: an alarm is about a region of the service, or none', () => {
  const about = (region: string) =>
    chat.replace(
      'incidents: { channel: C0INCIDENTS }',
      `incidents: { channel: C0INCIDENTS, alarms: { topics: ['arn:aws:sns:eu-west-1:111122223333:a'], about: { x: ${region} } } }`,
    );
  expect(withMore(about('none'))).toEqual([]);
  expect(withMore(about('eu-west-1'))).toEqual([]);
  expect(withMore(about('eu-west-9'))).toEqual([
    expect.stringContaining('alarm-about-elsewhere: `eu-west-9` is not a region of this service'),
  ]);
});

test('approvals name a group or a team, and accounts look like accounts', () => {
  expect(withMore(chat.replace('slackGroup: S0ONCALL1', 'required: 2'))).toEqual([
    expect.stringContaining('`slackGroup`, `githubTeam` or both'),
  ]);
  expect(withMore(chat.replace('U0NADIA01', 'nadia'))).toEqual([
    expect.stringContaining('must be the id of a Slack user'),
  ]);
});

test('unled-writers: what both regions write to at home is what secrets lead to', () => {
  const both = goodFile.replace('resources:', 'failback: { stages: [10, 100], serving: both }\nresources:');
  const rules = (text: string) =>
    parse(text).diagnostics.map(({ rule, line, column }) => `${rule} ${line}:${column}`);
  expect(rules(both)).toEqual([]);
  const unled = both.replace(/ {2}connections:[^]*? {2}dns:/, '  dns:');
  expect(rules(unled)).toEqual(['unled-writers 7:41']);
  expect(rules(unled.replace('both', 'home'))).toEqual([]);
});
