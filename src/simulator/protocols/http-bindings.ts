import { NormalizedSchema } from '@smithy/core/schema';
import type { OperationSchema } from '../operation.ts';
import { asFields, readText, readValue, writeValue } from './schema-values.ts';
import type { Fields } from './schema-values.ts';
import { readXml, writeXml } from './xml.ts';

/** What of an HTTP request the bindings look at; `path` is still percent-encoded, header names are lower case. */
export interface BoundRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
}

/** A request that an operation's `http` trait matches, with the labels of its path. */
export interface Route {
  schema: OperationSchema;
  labels: Record<string, string>;
}

/** An HTTP answer before it is sent. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

/** How the body of a REST protocol is written. */
export type RestFormat = { kind: 'json' } | { kind: 'xml'; namespace: string };

/** Finds the operation a request is for: the most specific of those that match; `given` labels need no place in the path. */
export function findRoute(
  schemas: OperationSchema[],
  request: BoundRequest,
  given: Record<string, string> = {},
): Route | undefined {
  const matches = schemas.flatMap((schema) => {
    const match = matchRoute(schema, request, given);
    return match ? [match] : [];
  });
  return matches.sort((a, b) => b.weight - a.weight)[0];
}

/** Reads an operation's input from path, query, headers and body. */
export function readBoundInput(route: Route, request: BoundRequest, format: RestFormat): Fields {
  const schema = NormalizedSchema.of(route.schema[4]);
  const fields: Fields = schema.isUnitSchema() ? {} : readBody(schema, request, format);
  if (schema.isUnitSchema()) return fields;
  for (const [name, member] of schema.structIterator()) {
    const read = readMember(member, route.labels[name], request);
    if (read !== undefined) fields[name] = read;
  }
  return fields;
}

/** Writes an operation's output to status, headers and body. */
export function writeBoundOutput(schema: OperationSchema, value: object, format: RestFormat): WireAnswer {
  const output = NormalizedSchema.of(schema[5]);
  const answer: WireAnswer = { status: httpTrait(schema)?.[2] ?? 200, headers: {}, body: '' };
  if (output.isUnitSchema()) return answer;
  const fields = asFields(value);
  const inBody: Fields = {};
  let bodyMembers = 0;
  let payload: { name: string; member: NormalizedSchema } | undefined;
  for (const [name, member] of output.structIterator()) {
    const traits = member.getMergedTraits();
    if (traits.httpPayload) payload = { name, member };
    else if (writeHeader(member, fields[name], answer.headers)) continue;
    else {
      bodyMembers += 1;
      if (fields[name] !== undefined) inBody[name] = fields[name];
    }
  }
  if (payload)
    return { ...answer, ...writePayload(payload.member, fields[payload.name], { format, answer }) };
  if (bodyMembers === 0) return answer;
  return { ...answer, ...writeStructure(output, inBody, { format, headers: answer.headers }) };
}

function matchRoute(
  schema: OperationSchema,
  request: BoundRequest,
  given: Record<string, string>,
): (Route & { weight: number }) | undefined {
  const http = httpTrait(schema);
  if (http?.[0] !== request.method) return undefined;
  const [pattern = '', staticQuery = ''] = http[1].split('?');
  const path = matchPath(pattern, request.path);
  if (!path) return undefined;
  let weight = path.literals;
  for (const [key, value] of new URLSearchParams(staticQuery)) {
    if (key === 'x-id') continue;
    const actual = request.query.get(key);
    if (actual === null || (value !== '' && actual !== value)) return undefined;
    weight += 1;
  }
  const labels = { ...given, ...path.labels };
  const required = requiredPresent(schema, request, labels);
  if (required === undefined) return undefined;
  return { schema, labels, weight: weight + required };
}

function matchPath(
  pattern: string,
  path: string,
): { labels: Record<string, string>; literals: number } | undefined {
  const labels: Record<string, string> = {};
  let literals = 0;
  const wanted = pattern.split('/').slice(1);
  const actual = path.split('/').slice(1);
  for (const [index, part] of wanted.entries()) {
    const greedy = /^\{(\w+)\+\}$/.exec(part)?.[1];
    // What stands behind a greedy label belongs to the pattern: `/instances/{Mrap+}/routes`.
    const behind = wanted.slice(index + 1);
    const end = actual.length - behind.length;
    if (greedy !== undefined && behind.some((each, place) => actual[end + place] !== each)) return undefined;
    const text = greedy === undefined ? actual[index] : actual.slice(index, end).join('/');
    if (text === undefined || (text === '' && part !== '')) return undefined;
    const label = greedy ?? /^\{(\w+)\}$/.exec(part)?.[1];
    if (label !== undefined) labels[label] = decodeURIComponent(text);
    else if (text === part) literals += 1;
    else return undefined;
    if (greedy !== undefined) return { labels, literals: literals + behind.length };
  }
  // Some services answer with and without a final slash.
  const rest = actual.slice(wanted.length).join('');
  return rest === '' ? { labels, literals } : undefined;
}

/** How many required members stand in the query or the headers, or undefined when one is missing. */
function requiredPresent(
  schema: OperationSchema,
  request: BoundRequest,
  labels: Record<string, string>,
): number | undefined {
  const input = NormalizedSchema.of(schema[4]);
  if (input.isUnitSchema()) return Object.keys(labels).length === 0 ? 0 : undefined;
  const structure: unknown = input.getSchema();
  const count = Array.isArray(structure) && typeof structure[6] === 'number' ? structure[6] : 0;
  const members = [...input.structIterator()];
  const names = new Set(members.map(([name]) => name));
  if (Object.keys(labels).some((label) => !names.has(label))) return undefined;
  let present = 0;
  for (const [name, member] of members.slice(0, count)) {
    const { httpQuery, httpHeader, httpLabel } = member.getMergedTraits();
    if (httpLabel && labels[name] === undefined) return undefined;
    if (typeof httpQuery === 'string' && !request.query.has(httpQuery)) return undefined;
    if (typeof httpHeader === 'string' && request.headers[httpHeader.toLowerCase()] === undefined) {
      return undefined;
    }
    if (httpQuery ?? httpHeader) present += 1;
  }
  return present;
}

function readMember(member: NormalizedSchema, label: string | undefined, request: BoundRequest): unknown {
  const { httpLabel, httpQuery, httpHeader, httpPrefixHeaders } = member.getMergedTraits();
  if (httpLabel) return label === undefined ? undefined : readText(member, label);
  if (typeof httpQuery === 'string') {
    if (!request.query.has(httpQuery)) return undefined;
    if (member.isListSchema()) return request.query.getAll(httpQuery);
    return readText(member, request.query.get(httpQuery) ?? '');
  }
  if (typeof httpHeader === 'string') {
    const text = request.headers[httpHeader.toLowerCase()];
    if (text === undefined) return undefined;
    return member.isListSchema() ? text.split(/\s*,\s*/) : readText(member, text);
  }
  if (typeof httpPrefixHeaders === 'string') {
    const found = Object.entries(request.headers).filter(([name]) => name.startsWith(httpPrefixHeaders));
    return Object.fromEntries(found.map(([name, text]) => [name.slice(httpPrefixHeaders.length), text]));
  }
  return undefined;
}

function readBody(schema: NormalizedSchema, request: BoundRequest, format: RestFormat): Fields {
  for (const [name, member] of schema.structIterator()) {
    if (!member.getMergedTraits().httpPayload) continue;
    if (!member.isStructSchema()) return { [name]: request.body };
    return request.body.length === 0 ? {} : { [name]: readStructure(member, request.body, format) };
  }
  return request.body.length === 0 ? {} : asFields(readStructure(schema, request.body, format));
}

function readStructure(schema: NormalizedSchema, body: Buffer, format: RestFormat): unknown {
  if (format.kind === 'xml') return readXml(schema, body);
  const parsed: unknown = JSON.parse(body.toString());
  return readValue(schema, parsed, { jsonName: true, binary: false });
}

function writePayload(
  member: NormalizedSchema,
  value: unknown,
  place: { format: RestFormat; answer: WireAnswer },
): Pick<WireAnswer, 'body' | 'headers'> {
  const headers = place.answer.headers;
  if (member.isStructSchema()) {
    return writeStructure(member, asFields(value), { format: place.format, headers });
  }
  return { headers, body: Buffer.isBuffer(value) ? value : '' };
}

function writeStructure(
  schema: NormalizedSchema,
  value: Fields,
  how: { format: RestFormat; headers: Record<string, string> },
): Pick<WireAnswer, 'body' | 'headers'> {
  if (how.format.kind === 'xml') {
    const xml = unwrap(writeXml(schema, value, { namespace: how.format.namespace }));
    return {
      headers: { ...how.headers, 'content-type': 'text/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`,
    };
  }
  const document = writeValue(schema, value, { jsonName: true, binary: false });
  return {
    headers: { ...how.headers, 'content-type': 'application/json' },
    body: JSON.stringify(document),
  };
}

/** S3's GetBucketLocation alone answers with a bare text element, where its model has one inside another. */
function unwrap(xml: string): string {
  return xml.replace(
    /^(<LocationConstraint[^>]*>)<LocationConstraint>(.*)<\/LocationConstraint>(?=<)/s,
    '$1$2',
  );
}

/** Writes a member that belongs into headers; answers whether it does. */
function writeHeader(member: NormalizedSchema, value: unknown, headers: Record<string, string>): boolean {
  const { httpHeader, httpPrefixHeaders, httpResponseCode } = member.getMergedTraits();
  if (httpResponseCode) return true;
  if (typeof httpPrefixHeaders === 'string') {
    for (const [name, text] of Object.entries(asFields(value))) {
      headers[httpPrefixHeaders + name] = String(text);
    }
    return true;
  }
  if (typeof httpHeader !== 'string') return false;
  if (value instanceof Date) headers[httpHeader.toLowerCase()] = value.toUTCString();
  else if (value !== undefined && value !== null) headers[httpHeader.toLowerCase()] = headerText(value);
  return true;
}

function headerText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function httpTrait(schema: OperationSchema): [string, string, number] | undefined {
  const traits: unknown = schema[3];
  const http = asFields(traits)['http'];
  return Array.isArray(http) ? (http as [string, string, number]) : undefined;
}
