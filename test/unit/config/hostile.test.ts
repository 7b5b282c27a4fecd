import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderDiagnostics } from '../../../src/config/diagnostic.ts';
import { goodFile, goodFileWith, parse } from './toy-kinds.ts';
import { anyText } from '../../rig/any-text.ts';

const rulesOf = (text: string) => [...new Set(parse(text).diagnostics.map(({ rule }) => rule))];

test('keys of the prototype are keys like any other, or refused', () => {
  expect(rulesOf(`${goodFile}  __proto__: { kind: toy-check }\n`)).toEqual(['yaml-key']);
  expect(rulesOf(`${goodFile}  constructor: { kind: toy-check, url: https://a }\n`)).toEqual([]);
  expect(
    rulesOf(goodFileWith('    weight: 100', '    weight: 100\n    toString: 1\n    constructor: 2')),
  ).toEqual(['unknown-key']);
  expect(({} as Record<string, unknown>)['kind']).toBeUndefined();
});

test('a quote that is never closed is told where it opens', () => {
  for (const quote of ['"', "'"]) {
    const { diagnostics } = parse(goodFile.replace('service: ', `service: ${quote}`));
    expect(diagnostics).toMatchObject([{ rule: 'yaml-syntax', line: 1, column: 10 }]);
  }
});

test('deep nesting of every sort is a diagnostic', () => {
  const blocks = Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
  for (const text of [
    '['.repeat(200_000),
    '{a: '.repeat(60_000),
    '- '.repeat(120_000),
    '? '.repeat(120_000),
    blocks,
  ]) {
    expect(rulesOf(text)).toContain('yaml-nesting');
  }
});

test('aliases of aliases are measured, not followed', () => {
  const levels = Array.from({ length: 40 }, (_, level) => `  - &a${level + 1} [*a${level}, *a${level}]`);
  expect(rulesOf(`x-bomb:\n  - &a0 [ha, ha]\n${levels.join('\n')}\n${goodFile}`)).toEqual(['yaml-aliases']);
});

test('aliases without anchors or inside their own are told', () => {
  expect(parse(`x-a: &a [*a]\nx-b: *b\n${goodFile}`).diagnostics.map(({ message }) => message)).toEqual([
    'The alias `*a` stands inside its own anchor.',
    'The alias `*b` has no anchor before it.',
  ]);
});

test('a file that is too large is not read at all', () => {
  expect(rulesOf(`${goodFile}# ${'x'.repeat(262_144)}`)).toEqual(['file-too-large']);
});

test('too many resources, or too much text made of them, is told before it is made', () => {
  const items = Array.from({ length: 5001 }, (_, index) => `i${index}`).join(',');
  expect(rulesOf(goodFileWith('[orders, users]', `[${items}]`))).toEqual(['too-many-resources']);
  const many = Array.from({ length: 4000 }, (_, index) => `i${index}`).join(',');
  const long = goodFileWith('[orders, users]', `[${many}]`).replace('shop-${each}', '${each}'.repeat(20_000));
  expect(rulesOf(long)).toEqual(['too-many-resources']);
});

test('five thousand resources of one group, and another that waits for all of them, are read', () => {
  const items = Array.from({ length: 4990 }, (_, index) => `i${index}`).join(',');
  const { config, diagnostics } = parse(
    goodFileWith('each: [orders, users]\n    eu', `each: [${items}]\n    eu`).replaceAll(
      "databases/${each}'",
      "databases/i1'",
    ),
  );
  expect(diagnostics).toEqual([]);
  expect(config?.resources).toHaveLength(4994);
});

test('duplicate keys, tabs, tags and several documents are told by place', () => {
  const places = (text: string) =>
    parse(text).diagnostics.map(({ rule, line, column }) => `${rule} ${line}:${column}`);
  expect(places(`${goodFile}service: other\n`)).toEqual(['duplicate-key 29:1']);
  expect(places(goodFileWith('    kind: toy-check', '\tkind: toy-check'))).toContain('yaml-syntax 27:1');
  expect(places(`${goodFile}---\na: 1\n`)).toEqual(['yaml-syntax 29:1']);
  expect(places(goodFileWith('service: shop', 'service: !!binary c2hvcA=='))).toContain('yaml-tag 1:19');
  expect(places(goodFileWith('service: shop', '[a]: b\nservice: shop'))).toEqual(['yaml-key 1:1']);
});

test('a thousand mistakes become a hundred and a count', () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join('\n');
  const { diagnostics } = parse(`${goodFile}${keys}\n`);
  expect(diagnostics).toHaveLength(101);
  expect(diagnostics.at(-1)?.message).toBe('900 more mistakes are not shown.');
});

const isHarmless = (text: string) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text.replaceAll('\n', ''));

test('any text yields a config or diagnostics that are safe to print', () => {
  const words = fc.constantFrom(
    ...goodFile.split(/(\s+|[:{}[\],])/),
    '&a',
    '*a',
    '<<',
    '- ',
    '? ',
    '"',
    "'",
    '|',
    '>',
    '!!',
    '\u001B[31m',
    '\u202E',
    '\t',
    '__proto__',
  );
  const texts = fc.oneof(
    anyText(),
    fc.array(words, { maxLength: 80 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { config, diagnostics } = parse(text);
      expect(config === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      expect(isHarmless(renderDiagnostics(diagnostics))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the good file with any piece cut out or doubled yields a config or an error', () => {
  const cut = fc.tuple(fc.nat(goodFile.length), fc.nat(40), fc.boolean());
  fc.assert(
    fc.property(cut, ([start, length, doubled]) => {
      const piece = goodFile.slice(start, start + length);
      const text = goodFile.slice(0, start) + (doubled ? piece + piece : '') + goodFile.slice(start + length);
      const { config, diagnostics } = parse(text);
      expect(config === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      const lines = text.split('\n');
      for (const { line, column, source } of diagnostics) {
        expect(source).toBe(lines[line - 1]);
        expect(column).toBeLessThanOrEqual(source.length + 1);
      }
    }),
    { numRuns: 300 },
  );
});

test('one slip is one syntax error, with advice, however much the parser stumbles over afterwards', () => {
  const { diagnostics } = parse(goodFileWith("{ host: 'databases/${each}' }", '{ host: databases/${each} }'));
  expect(diagnostics).toMatchObject([
    { rule: 'yaml-syntax', line: 18, suggestion: 'Inside { } or [ ] put a value with `${each}` in quotes.' },
  ]);
  const two = goodFileWith('  dns:', '  dns: [').replace('service: shop', 'service: "shop" shop');
  expect(parse(two).diagnostics.map(({ line }) => line)).toEqual(expect.arrayContaining([1]));
});
