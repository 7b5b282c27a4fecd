import { tag } from '@smithy/core/cbor';
import { NormalizedSchema } from '@smithy/core/schema';

/** Anything a schema can be given as. */
export type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** A JSON-like object. */
export type Fields = Record<string, unknown>;

/** How a protocol writes what JSON has no type for. */
export interface Flavour {
  /** Whether members are named by the `jsonName` trait. */
  jsonName: boolean;
  binary: boolean;
}

/** Turns a decoded JSON or CBOR document into the SDK's own input shape. */
export function readValue(ref: SchemaRef, value: unknown, flavour: Flavour): unknown {
  const schema = NormalizedSchema.of(ref);
  if (value === null || value === undefined) return undefined;
  if (schema.isStructSchema()) return readStruct(schema, value, flavour);
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.map((item) => readValue(schema.getValueSchema(), item, flavour));
  }
  if (schema.isMapSchema()) {
    return mapFields(asFields(value), (item) => readValue(schema.getValueSchema(), item, flavour));
  }
  if (schema.isTimestampSchema()) return readTime(value);
  if (schema.isBlobSchema()) return typeof value === 'string' ? Buffer.from(value, 'base64') : value;
  return value;
}

/** What a schema says of a timestamp that is written as RFC 3339, as MSK's are; seconds since the epoch are what JSON has otherwise. */
const DATE_TIME = 5;

/** Turns an output in the SDK's shape into a document for JSON or CBOR. */
export function writeValue(ref: SchemaRef, value: unknown, flavour: Flavour): unknown {
  const schema = NormalizedSchema.of(ref);
  if (value === null || value === undefined) return undefined;
  if (schema.isStructSchema()) return writeStruct(schema, asFields(value), flavour);
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.map((item) => writeValue(schema.getValueSchema(), item, flavour));
  }
  if (schema.isMapSchema()) {
    return mapFields(asFields(value), (item) => writeValue(schema.getValueSchema(), item, flavour));
  }
  if (value instanceof Date) {
    const seconds = value.getTime() / 1000;
    if (flavour.binary) return tag({ tag: 1, value: seconds });
    return schema.getSchema() === DATE_TIME ? value.toISOString() : seconds;
  }
  if (schema.isBlobSchema() && value instanceof Uint8Array && !flavour.binary) {
    return Buffer.from(value).toString('base64');
  }
  return value;
}

/** Reads what a header, a query parameter, a path segment or a form field says, by the type it stands for. */
export function readText(ref: SchemaRef, text: string): unknown {
  const schema = NormalizedSchema.of(ref);
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isNumericSchema() || schema.isBigIntegerSchema()) return Number(text);
  if (schema.isTimestampSchema()) return readTime(/^\d+(\.\d+)?$/.test(text) ? Number(text) : text);
  if (schema.isBlobSchema()) return Buffer.from(text, 'base64');
  return text;
}

/** Looks at a value as an object; what is none has no fields. */
export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function readStruct(schema: NormalizedSchema, value: unknown, flavour: Flavour): Fields {
  const fields = asFields(value);
  const result: Fields = {};
  for (const [name, member] of schema.structIterator()) {
    const read = readValue(member, fields[wireName(member, name, flavour)], flavour);
    if (read !== undefined) result[name] = read;
  }
  return result;
}

function writeStruct(schema: NormalizedSchema, fields: Fields, flavour: Flavour): Fields {
  const result: Fields = {};
  for (const [name, member] of schema.structIterator()) {
    const written = writeValue(member, fields[name], flavour);
    if (written !== undefined) result[wireName(member, name, flavour)] = written;
  }
  return result;
}

function wireName(member: NormalizedSchema, name: string, flavour: Flavour): string {
  const { jsonName } = member.getMergedTraits();
  return flavour.jsonName && typeof jsonName === 'string' ? jsonName : name;
}

function readTime(value: unknown): Date {
  if (value instanceof Date) return value;
  if (typeof value === 'number') return new Date(value * 1000);
  if (typeof value === 'string') return new Date(value);
  return new Date(Number(asFields(value)['value']) * 1000);
}

function mapFields(fields: Fields, change: (value: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(value)]));
}
