import * as client from '@aws-sdk/client-lambda';
import type { EventSourceMapping, LambdaFunction } from '../application-resources.ts';
import { defineOperation, failure, isFailure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { asOf, changeAt } from '../past.ts';
import { scheduleIn } from '../world.ts';
import {
  deleteFunctionConcurrency,
  deleteProvisioned,
  getFunctionConcurrency,
  getProvisioned,
  putFunctionConcurrency,
  putProvisioned,
} from './lambda-concurrency.ts';
import {
  findFunction,
  functionArn,
  getFunction,
  getFunctionConfiguration,
  showFunction,
  updateFunctionConfiguration,
} from './lambda-config.ts';
import { pageOf } from './pages.ts';

type Named = { FunctionName?: string | undefined };

const ofFunction = (input: Named, call: Call) => functionArn(call, input.FunctionName);

const ofQualifier = (input: Named & { Qualifier?: string | undefined }, call: Call) =>
  functionArn(call, input.FunctionName).map((arn) => `${arn}:${input.Qualifier ?? '*'}`);

const mappingArn = (input: { UUID?: string | undefined }, call: Call) => [
  regionalArn(call, 'lambda', `event-source-mapping:${input.UUID ?? '*'}`),
];

function listFunctions(input: client.ListFunctionsRequest, call: Call): client.ListFunctionsResponse {
  const all = [...call.region.functions.values()].map(showFunction);
  const page = pageOf(all, input.Marker, input.MaxItems ?? 50);
  return { Functions: page.items, NextMarker: page.next };
}

function listMappings(
  input: client.ListEventSourceMappingsRequest,
  call: Call,
): Answer<client.ListEventSourceMappingsResponse> {
  const named = input.FunctionName === undefined ? undefined : findFunction(call, input.FunctionName);
  if (named !== undefined && isFailure(named)) return named;
  const all = (named === undefined ? [...call.region.functions.values()] : [named])
    .map((each) => asOf(each, call.staleAt))
    .flatMap((each) => each.mappings.map((mapping) => showMapping(each, mapping)))
    .filter(
      ({ EventSourceArn }) => input.EventSourceArn === undefined || EventSourceArn === input.EventSourceArn,
    );
  const page = pageOf(all, input.Marker, input.MaxItems ?? 100);
  return { EventSourceMappings: page.items, NextMarker: page.next };
}

function showMapping(
  of: LambdaFunction,
  { uuid, sourceArn, state, modifiedAt }: EventSourceMapping,
): client.EventSourceMappingConfiguration {
  return {
    UUID: uuid,
    EventSourceArn: sourceArn,
    FunctionArn: of.arn,
    State: state,
    StateTransitionReason: 'USER_INITIATED',
    BatchSize: 10,
    LastModified: new Date(modifiedAt),
  };
}

interface FoundMapping {
  of: LambdaFunction;
  mapping: EventSourceMapping;
}

function findMapping(call: Call, id: string | undefined): FoundMapping | undefined {
  return [...call.region.functions.values()]
    .flatMap((of) => of.mappings.map((mapping) => ({ of, mapping })))
    .find(({ mapping }) => mapping.uuid === id);
}

const noMapping = () =>
  failure(client.ResourceNotFoundException$, 'The resource you requested does not exist.', { Type: 'User' });

function getMapping(
  input: client.GetEventSourceMappingRequest,
  call: Call,
): Answer<client.EventSourceMappingConfiguration> {
  const found = findMapping(call, input.UUID);
  if (found === undefined) return noMapping();
  const shown = asOf(found.of, call.staleAt);
  return showMapping(shown, shown.mappings.find(({ uuid }) => uuid === input.UUID) ?? found.mapping);
}

function updateMapping(
  input: client.UpdateEventSourceMappingRequest,
  call: Call,
): Answer<client.EventSourceMappingConfiguration> {
  const found = findMapping(call, input.UUID);
  if (found === undefined) return noMapping();
  const { of, mapping } = found;
  if (!['Enabled', 'Disabled'].includes(mapping.state)) {
    const message = 'Cannot update the event source mapping because it is in use.';
    return failure(client.ResourceInUseException$, message, { Type: 'User' });
  }
  const enabled = input.Enabled ?? mapping.state === 'Enabled';
  const become = (state: string, at: number): void => {
    changeAt(of, at, () => {
      mapping.state = state;
      mapping.modifiedAt = at;
    });
  };
  become(enabled ? 'Enabling' : 'Disabling', call.now);
  scheduleIn(call.world, call.world.timings.eventSourceMs, {
    apply: (at) => {
      become(enabled ? 'Enabled' : 'Disabled', at);
    },
  });
  return showMapping(of, mapping);
}

/** AWS Lambda: functions, their concurrency and their event sources; nothing is invoked. */
export const lambda: Service = {
  name: 'lambda',
  signingName: 'lambda',
  protocol: 'rest-json',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'TooManyRequestsException', status: 429 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.GetFunction$, { resources: ofFunction, handle: getFunction }),
    defineOperation(client.GetFunctionConfiguration$, {
      resources: ofFunction,
      handle: getFunctionConfiguration,
    }),
    defineOperation(client.ListFunctions$, { handle: listFunctions }),
    defineOperation(client.UpdateFunctionConfiguration$, {
      mutating: true,
      resources: ofFunction,
      handle: updateFunctionConfiguration,
    }),
    defineOperation(client.GetFunctionConcurrency$, {
      resources: ofFunction,
      handle: getFunctionConcurrency,
    }),
    defineOperation(client.PutFunctionConcurrency$, {
      mutating: true,
      resources: ofFunction,
      handle: putFunctionConcurrency,
    }),
    defineOperation(client.DeleteFunctionConcurrency$, {
      mutating: true,
      resources: ofFunction,
      handle: deleteFunctionConcurrency,
    }),
    defineOperation(client.GetProvisionedConcurrencyConfig$, {
      resources: ofQualifier,
      handle: getProvisioned,
    }),
    defineOperation(client.PutProvisionedConcurrencyConfig$, {
      mutating: true,
      resources: ofQualifier,
      handle: putProvisioned,
    }),
    defineOperation(client.DeleteProvisionedConcurrencyConfig$, {
      mutating: true,
      resources: ofQualifier,
      handle: deleteProvisioned,
    }),
    defineOperation(client.ListEventSourceMappings$, { handle: listMappings }),
    defineOperation(client.GetEventSourceMapping$, { resources: mappingArn, handle: getMapping }),
    defineOperation(client.UpdateEventSourceMapping$, {
      mutating: true,
      resources: mappingArn,
      handle: updateMapping,
    }),
  ],
};
