import type { JsonSchema } from '../../../src/config/json-schema-walk.ts';

/** Whether a value fits a schema, for the keywords that the config's schema uses; throws on any other keyword. */
export function fits(value: unknown, schema: JsonSchema, root: JsonSchema): boolean {
  return Object.entries(schema).every(([keyword, argument]) => {
    if (notes.has(keyword)) return true;
    const check = checks[keyword];
    if (check === undefined) throw new Error(`This check does not know ${keyword}`);
    return check({ value, argument, schema, fits: (part, by) => fits(part, by as JsonSchema, root), root });
  });
}

interface Check {
  readonly value: unknown;
  readonly argument: unknown;
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
  readonly fits: (value: unknown, schema: unknown) => boolean;
}

const notes = new Set(['$schema', '$defs', 'title', 'description', 'examples', 'default', 'then', 'format']);

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const entries = (value: unknown) => (isMap(value) ? Object.entries(value) : []);
const schemas = (argument: unknown) => Object.entries(argument as Record<string, unknown>);
const list = (argument: unknown) => argument as readonly unknown[];

const isOfType = (value: unknown, type: unknown) => {
  if (type === 'object') return isMap(value);
  if (type === 'array') return Array.isArray(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
};

const checks: Record<string, (check: Check) => boolean> = {
  type: ({ value, argument }) => isOfType(value, argument),
  const: ({ value, argument }) => value === argument,
  enum: ({ value, argument }) => list(argument).includes(value),
  pattern: ({ value, argument }) => typeof value !== 'string' || new RegExp(argument as string).test(value),
  minLength: ({ value, argument }) => typeof value !== 'string' || value.length >= Number(argument),
  minimum: ({ value, argument }) => typeof value !== 'number' || value >= Number(argument),
  maximum: ({ value, argument }) => typeof value !== 'number' || value <= Number(argument),
  minItems: ({ value, argument }) => !Array.isArray(value) || value.length >= Number(argument),
  minProperties: ({ value, argument }) => !isMap(value) || entries(value).length >= Number(argument),
  uniqueItems: ({ value }) => !Array.isArray(value) || new Set(value).size === value.length,
  required: ({ value, argument }) =>
    !isMap(value) || list(argument).every((key) => Object.hasOwn(value, String(key))),
  items: ({ value, argument, fits }) => !Array.isArray(value) || value.every((item) => fits(item, argument)),
  propertyNames: ({ value, argument, fits }) => entries(value).every(([key]) => fits(key, argument)),
  properties: ({ value, argument, fits }) =>
    schemas(argument).every(
      ([key, part]) => !isMap(value) || !Object.hasOwn(value, key) || fits(value[key], part),
    ),
  patternProperties: ({ value, argument, fits }) =>
    schemas(argument).every(([pattern, part]) =>
      entries(value).every(([key, entry]) => !new RegExp(pattern).test(key) || fits(entry, part)),
    ),
  additionalProperties: ({ value, argument, schema, fits }) =>
    entries(value)
      .filter(([key]) => !Object.hasOwn(schema.properties ?? {}, key))
      .filter(
        ([key]) =>
          !Object.keys(schema.patternProperties ?? {}).some((pattern) => new RegExp(pattern).test(key)),
      )
      .every(([, entry]) => argument !== false && fits(entry, argument)),
  anyOf: ({ value, argument, fits }) => list(argument).some((part) => fits(value, part)),
  oneOf: ({ value, argument, fits }) => list(argument).filter((part) => fits(value, part)).length === 1,
  allOf: ({ value, argument, fits }) => list(argument).every((part) => fits(value, part)),
  if: ({ value, argument, schema, fits }) => !fits(value, argument) || fits(value, schema['then']),
  $ref: ({ value, argument, root, fits }) =>
    fits(value, root.$defs?.[String(argument).replace('#/$defs/', '')]),
};
