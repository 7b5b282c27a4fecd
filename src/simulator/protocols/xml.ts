import { XmlShapeDeserializer, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { asFields } from './schema-values.ts';
import type { Fields, SchemaRef } from './schema-values.ts';

// 5 is Smithy's number for ISO 8601 times, the default of both XML protocols.
const timestampFormat = { useTrait: true, default: 5 as const };

/** Writes a structure as one XML element; `root` names it otherwise than its schema does. */
export function writeXml(
  schema: SchemaRef,
  value: object,
  options: { root?: string; namespace?: string },
): string {
  const serializer = new XmlShapeSerializer({
    timestampFormat,
    httpBindings: false,
    xmlNamespace: options.namespace ?? '',
    serviceNamespace: '',
  });
  const named = NormalizedSchema.of(schema);
  // The SDK writes an empty list only where a key is present, as AWS does.
  serializer.write(named, value);
  const written = serializer.flush();
  const text = typeof written === 'string' ? written : Buffer.from(written).toString();
  return options.root === undefined ? text : renameRoot(text, options.root);
}

/** Reads an XML document by a schema. */
export function readXml(schema: SchemaRef, body: Buffer): Fields {
  const deserializer = new XmlShapeDeserializer({
    timestampFormat,
    httpBindings: false,
    xmlNamespace: '',
    serviceNamespace: '',
  });
  if (body.length === 0) return {};
  return asFields(deserializer.read(NormalizedSchema.of(schema), body));
}

/** Escapes text for XML content. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function renameRoot(xml: string, root: string): string {
  const opening = /^<([\w:.-]+)(?:\s[^>]*?)?(\/?)>/.exec(xml);
  if (!opening) return `<${root}/>`;
  if (opening[2] === '/') return `<${root}/>`;
  const inner = xml.slice(opening[0].length, xml.lastIndexOf('</'));
  return `<${root}>${inner}</${root}>`;
}
