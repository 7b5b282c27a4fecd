import { cbor } from '@smithy/core/cbor';
import type { Failure, Protocol } from '../operation.ts';
import { asFields, writeValue } from './schema-values.ts';
import type { Fields, SchemaRef } from './schema-values.ts';
import type { WireAnswer } from './http-bindings.ts';
import { escapeXml } from './xml.ts';

/** How a failure is named on the wire: RDS and others leave the `Fault` off in the query protocol. */
export interface WireError {
  code: string;
  shapeName: string;
  status: number;
  /** Whether the caller is to blame, as opposed to the service. */
  sender: boolean;
}

/** Names a failure the way its protocol does. */
export function wireError(failure: Failure, protocol: Protocol): WireError {
  const { error } = failure;
  if (!Array.isArray(error)) {
    const { code, status } = error;
    return { code, shapeName: code, status, sender: status < 500 };
  }
  const traits = asFields(error[3]);
  const query = traits['awsQueryError'];
  const [queryCode, queryStatus] = Array.isArray(query)
    ? (query as [string, number])
    : [undefined, undefined];
  const sender = traits['error'] !== 'server';
  const httpError = typeof traits['httpError'] === 'number' ? traits['httpError'] : sender ? 400 : 500;
  const shapeName = error[2];
  const usesQuery = protocol === 'query' || protocol === 'rest-xml';
  return {
    code: usesQuery ? (queryCode ?? shapeName) : shapeName,
    shapeName,
    status: usesQuery ? (queryStatus ?? httpError) : httpError,
    sender,
  };
}

/** Writes an error in the shape of its protocol; S3's has no wrapping element. */
export function writeFailure(
  failure: Failure,
  how: { protocol: Protocol; namespace: string; requestId: string; bare: boolean },
): WireAnswer {
  const named = wireError(failure, how.protocol);
  switch (how.protocol) {
    case 'query':
    case 'rest-xml':
      return xmlFailure(failure, named, how);
    case 'rest-json':
      return {
        status: named.status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': named.shapeName },
        body: JSON.stringify({ message: failure.message, ...modelledFields(failure, true) }),
      };
    case 'json-1.0':
    case 'json-1.1':
      return {
        status: named.status,
        headers: {
          'content-type': `application/x-amz-${how.protocol}`,
          ...queryCompatible(failure, named),
        },
        body: JSON.stringify({
          __type: named.shapeName,
          message: failure.message,
          ...modelledFields(failure, false),
        }),
      };
    case 'cbor':
      return {
        status: named.status,
        headers: {
          'content-type': 'application/cbor',
          'smithy-protocol': 'rpc-v2-cbor',
          ...queryCompatible(failure, named),
        },
        body: Buffer.from(
          cbor.serialize({
            __type: named.shapeName,
            message: failure.message,
            ...modelledFields(failure, false),
          }),
        ),
      };
  }
}

function xmlFailure(
  failure: Failure,
  named: WireError,
  how: { namespace: string; requestId: string; bare: boolean },
): WireAnswer {
  const headers = { 'content-type': 'text/xml' };
  const requestId = `<RequestId>${how.requestId}</RequestId>`;
  const extra = Object.entries(failure.fields)
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join('');
  const code = `<Code>${named.code}</Code><Message>${escapeXml(failure.message)}</Message>${extra}`;
  if (how.bare) {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${code}${requestId}</Error>`;
    return { status: named.status, headers, body: xml };
  }
  const type = `<Type>${named.sender ? 'Sender' : 'Receiver'}</Type>`;
  const error = `<Error>${type}${code}</Error>${requestId}`;
  return {
    status: named.status,
    headers,
    body: `<ErrorResponse xmlns="${how.namespace}">${error}</ErrorResponse>`,
  };
}

/** CloudWatch once spoke the query protocol, and clients still know its errors by those codes. */
function queryCompatible(failure: Failure, named: WireError): Record<string, string> {
  if (!Array.isArray(failure.error)) return {};
  const query = asFields(failure.error[3])['awsQueryError'];
  const code = Array.isArray(query) ? String(query[0]) : undefined;
  return code === undefined
    ? {}
    : { 'x-amzn-query-error': `${code};${named.sender ? 'Sender' : 'Receiver'}` };
}

function modelledFields(failure: Failure, jsonName: boolean): Fields {
  if (!Array.isArray(failure.error)) return {};
  const schema = failure.error as unknown as SchemaRef;
  return asFields(writeValue(schema, failure.fields, { jsonName, binary: false }));
}
