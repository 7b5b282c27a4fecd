import { regionPattern } from '../ids.ts';
import type { ConfigKind, ConfigRegistry } from './config-kind.ts';
import { placeholder } from './each.ts';
import { inputSchema } from './json-schema-walk.ts';
import type { JsonSchema } from './json-schema-walk.ts';
import { blockSchema, fileSchema } from './schema.ts';

/** The JSON Schema (draft 2020-12) of failover.yml, for editors; one definition for each kind. */
export function jsonSchema(registry: ConfigRegistry): JsonSchema {
  const file = inputSchema(fileSchema);
  const kinds = [...registry.values()];
  const defs = kinds.map((kind): [string, JsonSchema] => [kind.name, kindSchema(kind)]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'failover.yml',
    description: 'One service that can be failed over to another AWS region.',
    ...without(file, ['$schema', 'properties']),
    properties: { ...file.properties, regions: regionsSchema(file), resources: resourcesSchema(file, kinds) },
    patternProperties: { '^x-': { description: 'Anchors and notes of your own; not read.' } },
    $defs: Object.fromEntries(defs.flatMap(([name, schema]) => hoisted(name, schema))),
  };
}

function regionsSchema(file: JsonSchema): JsonSchema {
  return { ...file.properties?.regions, minItems: 2, uniqueItems: true };
}

function resourcesSchema(file: JsonSchema, kinds: readonly ConfigKind[]): JsonSchema {
  const { propertyNames, ...resources } = file.properties?.resources ?? {};
  const kind: JsonSchema = {
    description: 'The kind of resource.',
    anyOf: kinds.map(({ name, summary }) => ({ const: name, description: summary })),
  };
  const choices = kinds.map(({ name }) => ({
    if: { properties: { kind: { const: name } }, required: ['kind'] },
    then: { $ref: `#/$defs/${name}` },
  }));
  return {
    ...resources,
    minProperties: 1,
    propertyNames,
    additionalProperties: { type: 'object', properties: { kind }, required: ['kind'], allOf: choices },
  };
}

/** The block of a kind: its own fields, the common ones, and values under the names of regions. */
function kindSchema(kind: ConfigKind): JsonSchema {
  const common = inputSchema(blockSchema);
  const each: JsonSchema = { ...common.properties?.each, minItems: 1, uniqueItems: true };
  const properties = { ...common.properties, kind: { const: kind.name, description: kind.summary }, each };
  const regional =
    kind.regional === undefined
      ? undefined
      : placeholderAllowed(without(inputSchema(kind.regional), ['$schema']));
  const block: JsonSchema = {
    properties,
    ...(regional === undefined ? {} : { patternProperties: { [regionPattern.source]: regional } }),
  };
  const spec = placeholderAllowed(without(inputSchema(kind.spec), ['$schema']));
  return { description: kind.summary, ...withBlock(spec, block) };
}

/** Puts the fields of every block into a schema, or into each branch of it where it is a choice. */
function withBlock(spec: JsonSchema, block: JsonSchema): JsonSchema {
  for (const choice of ['anyOf', 'oneOf', 'allOf'] as const) {
    const branches = spec[choice];
    if (branches === undefined) continue;
    // A block is in exactly one branch of `oneOf` only as long as branches differ in more than common fields: `anyOf` says as much.
    const name = choice === 'oneOf' ? 'anyOf' : choice;
    return { ...without(spec, [choice]), [name]: branches.map((branch) => withBlock(branch, block)) };
  }
  if (spec.type !== 'object') return spec;
  return {
    ...spec,
    properties: { ...block.properties, ...spec.properties },
    required: ['kind', ...(spec.required ?? [])],
    ...(block.patternProperties === undefined ? {} : { patternProperties: block.patternProperties }),
  };
}

/** A text with `${each}` in it fits every pattern and choice, because the item is put in before it is checked. */
function placeholderAllowed(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (part) => {
    if (part.type !== 'string') return part;
    const escaped = placeholder.replaceAll(/[${}]/g, (character) => `\\${character}`);
    if (part.pattern !== undefined) return { ...part, pattern: `(?:${part.pattern})|${escaped}` };
    if (part.enum === undefined && part['format'] === undefined) return part;
    const { description, ...choice } = part;
    return {
      ...(description === undefined ? {} : { description }),
      anyOf: [choice, { type: 'string', pattern: escaped }],
    };
  });
}

/** Definitions inside a kind's schema move up to the file's, under names of their own. */
function hoisted(name: string, schema: JsonSchema): readonly [string, JsonSchema][] {
  const renamed = mapSchema(schema, (part) => {
    if (part.$ref === undefined) return part;
    const target = part.$ref === '#' ? name : part.$ref.replace('#/$defs/', `${name}.`);
    return { ...part, $ref: `#/$defs/${target}` };
  });
  const inner = Object.entries(renamed.$defs ?? {});
  return [
    [name, without(renamed, ['$defs'])],
    ...inner.map(([key, part]): [string, JsonSchema] => [`${name}.${key}`, part]),
  ];
}

/** Applies a change to every schema in a schema, from the inside out. */
function mapSchema(schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (keyword === 'properties' || keyword === '$defs' || keyword === 'patternProperties') {
      const parts = Object.entries(value as Readonly<Record<string, JsonSchema>>);
      return [keyword, Object.fromEntries(parts.map(([name, part]) => [name, mapSchema(part, change)]))];
    }
    if (keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'allOf') {
      return [keyword, (value as readonly JsonSchema[]).map((part) => mapSchema(part, change))];
    }
    const isSchema =
      ['items', 'additionalProperties', 'propertyNames'].includes(keyword) && typeof value === 'object';
    return [keyword, isSchema ? mapSchema(value as JsonSchema, change) : value];
  });
  return change(Object.fromEntries(entries) as JsonSchema);
}

function without(schema: JsonSchema, keywords: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword)));
}
