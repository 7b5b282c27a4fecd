import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { jsonSchema } from '../../../src/config/json-schema.ts';
import type { JsonSchema } from '../../../src/config/json-schema-walk.ts';
import { fits } from './json-schema-check.ts';
import { goodFile, goodFileWith, parse, toyKinds } from './toy-kinds.ts';

const schema = jsonSchema(toyKinds);
const isAccepted = (text: string) => fits(parseYaml(text), schema, schema);

test('the schema accepts what the parser accepts', () => {
  expect(isAccepted(goodFile)).toBe(true);
  for (const [piece, replacement] of [
    ['kind: toy-database', 'kind: toy-database\n    class: large'],
    ['kind: toy-database', 'kind: toy-database\n    class: ${each}\n    timeout: ${each}'],
    ['how: weight\n    weight: 100', 'how: alias'],
    ['resources:', 'x-mine: 1\nresources:'],
  ] as const) {
    expect(isAccepted(goodFileWith(piece, replacement)), replacement).toBe(true);
  }
});

test('the schema rejects mistakes that the parser rejects', () => {
  for (const [piece, replacement] of [
    ['kind: toy-check', 'kind: toy-chekc'],
    ['kind: toy-check', 'description: none'],
    ['service: shop', 'servise: shop'],
    ['rto: 30m', 'rto: 30'],
    ['rto: 30m', "rto: '30'"],
    ['regions: [eu-west-1, eu-west-2]', 'regions: [eu-west-1]'],
    ['regions: [eu-west-1, eu-west-2]', 'regions: [eu-west-1, nowhere]'],
    ['weight: 100', 'weight: 300'],
    ['weight: 100', 'wieght: 100'],
    ['how: weight', 'how: luck'],
    ['eu-west-1: { address: one.example.com }', 'eu-west-1: one.example.com'],
    ['    url: https://example.com/health\n', ''],
    ['url: https://example.com/health', 'url: https://example.com/health\n    eu-west-1: a'],
    ['each: [orders, users]', 'each: []'],
    ['after: databases', 'after: 5'],
  ] as const) {
    const text = goodFileWith(piece, replacement);
    expect(isAccepted(text), replacement).toBe(false);
    expect(parse(text).config, replacement).toBeUndefined();
  }
});

test('every field of the schema has a description', () => {
  const bare: string[] = [];
  const look = (part: JsonSchema, name: string) => {
    for (const [key, field] of Object.entries(part.properties ?? {})) {
      if (field.description === undefined && field.const === undefined) bare.push(`${name}.${key}`);
      look(field, `${name}.${key}`);
    }
    for (const branch of [...(part.anyOf ?? []), ...(part.oneOf ?? [])]) look(branch, name);
  };
  look(schema, 'file');
  for (const [name, part] of Object.entries(schema.$defs ?? {})) look(part, name);
  expect(bare.filter((name) => !name.endsWith('.kind'))).toEqual([]);
});
