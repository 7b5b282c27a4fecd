import { cbor } from '@smithy/core/cbor';
import { NormalizedSchema } from '@smithy/core/schema';
import { nameOf } from '../operation.ts';
import type { Operation, OperationSchema, Protocol, Service } from '../operation.ts';
import { findRoute, readBoundInput, writeBoundOutput } from './http-bindings.ts';
import type { BoundRequest, RestFormat, WireAnswer } from './http-bindings.ts';
import { readQueryInput, writeQueryOutput } from './query.ts';
import { asFields, readValue, writeValue } from './schema-values.ts';
import type { SchemaRef } from './schema-values.ts';

/** A request of which service, protocol and operation are known, its input not yet read. */
export interface Message {
  service: Service;
  protocol: Protocol;
  operationName: string;
  operation: Operation | undefined;
  readInput(): unknown;
}

/** Finds out which operation a request is for, in whichever of the service's protocols it speaks. */
export function readMessage(
  service: Service,
  request: BoundRequest,
  labels: Record<string, string>,
): Message {
  const rpc = readRpcMessage(service, request);
  if (rpc) return rpc;
  const protocol = service.protocol;
  const route = findRoute(service.known, request, labels);
  const operationName = route ? nameOf(route.schema) : `${request.method} ${request.path}`;
  return {
    service,
    protocol,
    operationName,
    operation: findOperation(service, operationName),
    readInput: () => (route ? readBoundInput(route, request, restFormat(service)) : {}),
  };
}

/** Writes an operation's output in the protocol of its request. */
export function writeMessage(message: Message, output: object, requestId: string): WireAnswer {
  const { service, protocol, operation } = message;
  const schema = operation?.schema as OperationSchema;
  const outputSchema = schema[5] as SchemaRef;
  switch (protocol) {
    case 'query': {
      const names = { operation: message.operationName, namespace: service.xmlNamespace, requestId };
      const body = writeQueryOutput({ schema: outputSchema, value: output }, names);
      return { status: 200, headers: { 'content-type': 'text/xml' }, body };
    }
    case 'json-1.0':
    case 'json-1.1': {
      const document = writeValue(outputSchema, output, { jsonName: false, binary: false });
      const headers = { 'content-type': `application/x-amz-${protocol}` };
      return { status: 200, headers, body: JSON.stringify(document ?? {}) };
    }
    case 'cbor': {
      const unit = NormalizedSchema.of(outputSchema).isUnitSchema();
      const document = writeValue(outputSchema, output, { jsonName: false, binary: true });
      const headers = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };
      return { status: 200, headers, body: unit ? '' : Buffer.from(cbor.serialize(document ?? {})) };
    }
    case 'rest-json':
    case 'rest-xml':
      return writeBoundOutput(schema, output, restFormat(service));
  }
}

function readRpcMessage(service: Service, request: BoundRequest): Message | undefined {
  const named = (
    protocol: Protocol,
    operationName: string,
    read: (schema: SchemaRef) => unknown,
  ): Message => {
    const operation = findOperation(service, operationName);
    const readInput = () => (operation ? read(operation.schema[4]) : {});
    return { service, protocol, operationName, operation, readInput };
  };
  if (request.headers['smithy-protocol'] === 'rpc-v2-cbor') {
    const operationName = request.path.split('/').at(-1) ?? '';
    return named('cbor', operationName, (schema) => {
      const document: unknown = request.body.length > 0 ? cbor.deserialize(request.body) : {};
      return readValue(schema, document, { jsonName: false, binary: true }) ?? {};
    });
  }
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const protocol = request.headers['content-type']?.includes('json-1.0') ? 'json-1.0' : 'json-1.1';
    return named(protocol, target.split('.').at(-1) ?? '', (schema) => {
      const document: unknown = JSON.parse(request.body.toString() || '{}');
      return asFields(readValue(schema, document, { jsonName: false, binary: false }));
    });
  }
  if (service.protocol === 'rest-json' || service.protocol === 'rest-xml') return undefined;
  const form = request.body.length > 0 ? new URLSearchParams(request.body.toString()) : request.query;
  return named('query', form.get('Action') ?? '', (schema) => readQueryInput(schema, form));
}

function findOperation(service: Service, name: string): Operation | undefined {
  return service.operations.find((operation) => nameOf(operation.schema) === name);
}

function restFormat(service: Service): RestFormat {
  return service.protocol === 'rest-json'
    ? { kind: 'json' }
    : { kind: 'xml', namespace: service.xmlNamespace };
}
