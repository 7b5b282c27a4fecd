import { NormalizedSchema } from '@smithy/core/schema';
import { readText } from './schema-values.ts';
import type { Fields, SchemaRef } from './schema-values.ts';
import { writeXml } from './xml.ts';

/** A flattened form as a tree: `Filters.Filter.1.Name=x` becomes Filters, Filter, 1, Name. */
interface Node {
  text: string | undefined;
  children: Map<string, Node>;
}

/** Reads the form fields of an awsQuery request by the input schema. */
export function readQueryInput(input: SchemaRef, form: URLSearchParams): Fields {
  const root: Node = { text: undefined, children: new Map() };
  for (const [path, text] of form) {
    let node = root;
    for (const part of path.split('.')) {
      const next = node.children.get(part) ?? { text: undefined, children: new Map<string, Node>() };
      node.children.set(part, next);
      node = next;
    }
    node.text = text;
  }
  return readStruct(NormalizedSchema.of(input), root);
}

/** Writes the XML answer of an awsQuery operation. */
export function writeQueryOutput(
  output: { schema: SchemaRef; value: object },
  names: { operation: string; namespace: string; requestId: string },
): string {
  const { operation, namespace, requestId } = names;
  const result = NormalizedSchema.of(output.schema).isUnitSchema()
    ? ''
    : writeXml(output.schema, output.value, { root: `${operation}Result` });
  return `<${operation}Response xmlns="${namespace}">${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
}

function readStruct(schema: NormalizedSchema, node: Node): Fields {
  const fields: Fields = {};
  if (schema.isUnitSchema()) return fields;
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(xmlName(member) ?? name);
    if (child) fields[name] = readNode(member, child);
  }
  return fields;
}

function readNode(schema: NormalizedSchema, node: Node): unknown {
  if (schema.isStructSchema()) return readStruct(schema, node);
  if (schema.isListSchema()) return readList(schema, node);
  if (schema.isMapSchema()) return readMap(schema, node);
  return readText(schema, node.text ?? '');
}

function readList(schema: NormalizedSchema, node: Node): unknown[] {
  const value = schema.getValueSchema();
  return numbered(schema, node, xmlName(value) ?? 'member').map((item) => readNode(value, item));
}

function readMap(schema: NormalizedSchema, node: Node): Fields {
  const [key, value] = [schema.getKeySchema(), schema.getValueSchema()];
  const entries = numbered(schema, node, 'entry').map((entry): [string, unknown] => {
    const valueNode = entry.children.get(xmlName(value) ?? 'value');
    return [
      entry.children.get(xmlName(key) ?? 'key')?.text ?? '',
      valueNode ? readNode(value, valueNode) : undefined,
    ];
  });
  return Object.fromEntries(entries);
}

function numbered(schema: NormalizedSchema, node: Node, itemName: string): Node[] {
  const flat = Boolean(schema.getMergedTraits()['xmlFlattened']);
  const parent = flat ? node : (node.children.get(itemName) ?? node.children.get('member'));
  const entries = [...(parent?.children ?? [])].filter(([key]) => /^\d+$/.test(key));
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
}

function xmlName(schema: NormalizedSchema): string | undefined {
  const name = schema.getMergedTraits()['xmlName'];
  return typeof name === 'string' ? name : undefined;
}
