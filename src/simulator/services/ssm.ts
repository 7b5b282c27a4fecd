import * as client from '@aws-sdk/client-ssm';
import type { Parameter, ParameterVersion } from '../application-resources.ts';
import { defineOperation, failure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import { asOf, changeAt } from '../past.ts';
import { pageOf } from './pages.ts';

interface Chosen {
  parameter: Parameter;
  version: ParameterVersion;
  selector: string | undefined;
}

/** A parameter by name or ARN, with or without `:version` behind it. */
function choose(call: Call, given: string): Chosen | undefined {
  const name = given.replace(/^arn:[^/]*:parameter/, '');
  const [, bare = name, selector] = /^(.*?)(:\d+)?$/.exec(name) ?? [];
  const found = call.region.parameters.get(bare) ?? call.region.parameters.get(bare.replace(/^\//, ''));
  if (found === undefined) return undefined;
  const parameter = asOf(found, call.staleAt);
  const version =
    selector === undefined
      ? parameter.versions.at(-1)
      : parameter.versions.find((each) => `:${each.version}` === selector);
  return version === undefined ? undefined : { parameter, version, selector };
}

function show({ parameter, version, selector }: Chosen, decrypted: boolean): client.Parameter {
  const hidden = parameter.type === 'SecureString' && !decrypted;
  return {
    Name: parameter.name,
    Type: parameter.type,
    Value: hidden ? `AQICA${Buffer.from(parameter.name).toString('base64')}` : version.value,
    Version: version.version,
    Selector: selector,
    LastModifiedDate: new Date(version.modifiedAt),
    ARN: parameter.arn,
    DataType: 'text',
  };
}

function getParameter(input: client.GetParameterRequest, call: Call): Answer<client.GetParameterResult> {
  const found = choose(call, input.Name ?? '');
  if (found === undefined) return failure(client.ParameterNotFound$, '');
  return { Parameter: show(found, input.WithDecryption === true) };
}

function getParameters(input: client.GetParametersRequest, call: Call): Answer<client.GetParametersResult> {
  const names = input.Names ?? [];
  if (names.length > 10) {
    const message = `1 validation error detected: Value '[${names.join(', ')}]' at 'names' failed to satisfy constraint: Member must have length less than or equal to 10`;
    return failure({ code: 'ValidationException', status: 400 }, message);
  }
  const found = names.map((name) => [name, choose(call, name)] as const);
  return {
    Parameters: found.flatMap(([, each]) =>
      each === undefined ? [] : [show(each, input.WithDecryption === true)],
    ),
    InvalidParameters: found.flatMap(([name, each]) => (each === undefined ? [name] : [])),
  };
}

function describeParameters(
  input: client.DescribeParametersRequest,
  call: Call,
): client.DescribeParametersResult {
  const names = input.ParameterFilters?.find(({ Key }) => Key === 'Name')?.Values;
  const all = [...call.region.parameters.values()].filter(
    ({ name }) => names === undefined || names.includes(name),
  );
  const page = pageOf(all, input.NextToken, input.MaxResults ?? 10);
  return { Parameters: page.items.map(showMetadata), NextToken: page.next };
}

function showMetadata(parameter: Parameter): client.ParameterMetadata {
  const last = parameter.versions.at(-1);
  return {
    Name: parameter.name,
    ARN: parameter.arn,
    Type: parameter.type,
    KeyId: parameter.keyId,
    Tier: parameter.tier,
    Description: parameter.description,
    AllowedPattern: parameter.allowedPattern,
    Version: last?.version,
    LastModifiedDate: last === undefined ? undefined : new Date(last.modifiedAt),
    Policies: [],
    DataType: 'text',
  };
}

function refusal(input: client.PutParameterRequest, found: Parameter | undefined): Failure | undefined {
  if (found === undefined) return undefined;
  if (input.Overwrite !== true) {
    const message =
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.';
    return failure(client.ParameterAlreadyExists$, message);
  }
  if (input.Type !== undefined && input.Type !== found.type) {
    const message = `The parameter type can't be changed from ${found.type} to ${input.Type}.`;
    return failure(client.HierarchyTypeMismatchException$, message);
  }
  const pattern = input.AllowedPattern ?? found.allowedPattern;
  if (pattern === undefined || new RegExp(pattern).test(input.Value ?? '')) return undefined;
  const message = `Parameter value: ${input.Value ?? ''} does not match the allowed pattern: ${pattern}`;
  return failure(client.ParameterPatternMismatchException$, message);
}

/** How many versions of a parameter are kept: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html */
const VERSIONS = 100;

function putParameter(input: client.PutParameterRequest, call: Call): Answer<client.PutParameterResult> {
  const found = call.region.parameters.get(input.Name ?? '');
  const refused = refusal(input, found);
  if (refused) return refused;
  const last = found?.versions.at(-1)?.version ?? 0;
  const version = { version: last + 1, value: input.Value ?? '', modifiedAt: call.now };
  const type = found?.type ?? input.Type ?? 'String';
  // An overwrite that names no key falls back to the account's default one.
  const keyId = type === 'SecureString' ? (input.KeyId ?? 'alias/aws/ssm') : undefined;
  if (found === undefined) {
    const name = input.Name ?? '';
    const made: Parameter = {
      ...{ name, region: call.region.name, arn: arnOf(call, name), type, keyId },
      tier: input.Tier ?? 'Standard',
      description: input.Description,
      allowedPattern: input.AllowedPattern,
      versions: [version],
    };
    call.region.parameters.set(name, made);
    return { Version: 1, Tier: made.tier };
  }
  changeAt(found, call.now, (each) => {
    each.keyId = keyId;
    each.versions = [...each.versions, version].slice(-VERSIONS);
  });
  return { Version: version.version, Tier: found.tier };
}

function getParameterHistory(
  input: client.GetParameterHistoryRequest,
  call: Call,
): Answer<client.GetParameterHistoryResult> {
  const found = choose(call, input.Name ?? '');
  if (found === undefined) return failure(client.ParameterNotFound$, '');
  const { parameter } = found;
  const page = pageOf(parameter.versions, input.NextToken, input.MaxResults ?? 50);
  const Parameters = page.items.map((version) => ({
    ...show({ parameter, version, selector: undefined }, input.WithDecryption === true),
    KeyId: parameter.keyId,
    Tier: parameter.tier,
  }));
  return { Parameters, NextToken: page.next };
}

function arnOf(call: Call, name: string): string {
  const bare = name.replace(/^arn:[^/]*:parameter/, '').replace(/^\//, '');
  return regionalArn(call, 'ssm', `parameter/${bare.replace(/:\d+$/, '')}`);
}

const one = (input: { Name: string | undefined }, call: Call) => [arnOf(call, input.Name ?? '*')];

/** The Parameter Store of AWS Systems Manager. */
export const ssm: Service = {
  name: 'ssm',
  signingName: 'ssm',
  protocol: 'json-1.1',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.GetParameter$, { resources: one, handle: getParameter }),
    defineOperation(client.GetParameters$, {
      resources: (input: client.GetParametersRequest, call) =>
        (input.Names ?? []).map((name) => arnOf(call, name)),
      handle: getParameters,
    }),
    defineOperation(client.DescribeParameters$, { handle: describeParameters }),
    defineOperation(client.GetParameterHistory$, { resources: one, handle: getParameterHistory }),
    defineOperation(client.PutParameter$, { mutating: true, resources: one, handle: putParameter }),
  ],
};
