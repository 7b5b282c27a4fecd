import * as z from 'zod';

/** The part of JSON Schema 2020-12 that zod writes and the config reads. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

/** The JSON Schema of what a zod schema takes (not of what it makes of it). */
export function inputSchema(schema: z.ZodType): JsonSchema {
  // Zod's type has the same keywords, only mutable and wider.
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

/** All schemas that may apply at a path: every branch of a choice counts. */
export function schemasAt(root: JsonSchema, path: readonly (string | number)[]): readonly JsonSchema[] {
  let level = branches(root, root);
  for (const step of path) {
    level = level.flatMap((schema) => below(schema, step)).flatMap((schema) => branches(schema, root));
  }
  return level;
}

function below(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  if (typeof step === 'number') return schema.items === undefined ? [] : [schema.items];
  const { properties, additionalProperties } = schema;
  if (properties !== undefined && Object.hasOwn(properties, step)) return [properties[step] ?? {}];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

/** The schema itself and, through references, every alternative in it. References to what is being opened end. */
function branches(
  schema: JsonSchema,
  root: JsonSchema,
  opened: readonly string[] = [],
): readonly JsonSchema[] {
  const { $ref } = schema;
  if ($ref !== undefined && !opened.includes($ref)) {
    const target = $ref === '#' ? root : root.$defs?.[$ref.replace('#/$defs/', '')];
    return target === undefined ? [schema] : [schema, ...branches(target, root, [...opened, $ref])];
  }
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...choices.flatMap((choice) => branches(choice, root, opened))];
}
