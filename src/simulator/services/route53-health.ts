import * as client from '@aws-sdk/client-route-53';
import { addHealthCheck } from '../builders.ts';
import { defineOperation, failure, isFailure } from '../operation.ts';
import type { Answer, Call, Failure, Operation } from '../operation.ts';
import type { HealthCheck } from '../global-resources.ts';
import { pageOf } from './pages.ts';

function findCheck(call: Call, id = ''): HealthCheck | Failure {
  const found = call.world.healthChecks.get(id);
  return found ?? failure(client.NoSuchHealthCheck$, `A health check with id ${id} does not exist.`);
}

function createHealthCheck(
  input: client.CreateHealthCheckRequest,
  call: Call,
): Answer<client.CreateHealthCheckResponse> {
  const reference = input.CallerReference ?? '';
  const present = [...call.world.healthChecks.values()].find((check) => check.callerReference === reference);
  const config = input.HealthCheckConfig ?? { Type: 'HTTPS' };
  if (present && JSON.stringify(present.config) !== JSON.stringify(config)) {
    const message = `A health check with caller reference ${reference} already exists with other settings.`;
    return failure(client.HealthCheckAlreadyExists$, message);
  }
  // A new check counts as healthy until its checkers have seen otherwise.
  const check = present ?? addHealthCheck(call.world, config, { callerReference: reference, healthy: true });
  const location = `https://route53.amazonaws.com/2013-04-01/healthcheck/${check.id}`;
  return { HealthCheck: showCheck(check), Location: location };
}

function updateHealthCheck(
  input: client.UpdateHealthCheckRequest,
  call: Call,
): Answer<client.UpdateHealthCheckResponse> {
  const check = findCheck(call, input.HealthCheckId);
  if (isFailure(check)) return check;
  if (input.HealthCheckVersion !== undefined && input.HealthCheckVersion !== check.version) {
    const message = `The health check version ${input.HealthCheckVersion} does not match ${check.version}.`;
    return failure(client.HealthCheckVersionMismatch$, message);
  }
  const notSettings = new Set(['HealthCheckId', 'HealthCheckVersion', 'ResetElements']);
  const given = Object.entries(input).filter(
    ([name, value]) => value !== undefined && !notSettings.has(name),
  );
  const reset = new Set<string>(input.ResetElements ?? []);
  const kept = Object.entries(check.config).filter(([name]) => !reset.has(name));
  check.config = { Type: check.config.Type, ...Object.fromEntries(kept), ...Object.fromEntries(given) };
  check.version += 1;
  return { HealthCheck: showCheck(check) };
}

function deleteHealthCheck(input: client.DeleteHealthCheckRequest, call: Call): Answer<object> {
  const check = findCheck(call, input.HealthCheckId);
  if (isFailure(check)) return check;
  const records = [...call.world.hostedZones.values()].flatMap((zone) => zone.records);
  if (records.some((record) => record.HealthCheckId === check.id)) {
    return failure(
      client.HealthCheckInUse$,
      `The health check ${check.id} is in use by a resource record set.`,
    );
  }
  call.world.healthChecks.delete(check.id);
  return {};
}

function getHealthCheckStatus(
  input: client.GetHealthCheckStatusRequest,
  call: Call,
): Answer<client.GetHealthCheckStatusResponse> {
  const check = findCheck(call, input.HealthCheckId);
  if (isFailure(check)) return check;
  // https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckStatus.html
  if (check.config.Type === 'CALCULATED')
    return failure(
      client.InvalidInput$,
      `The status of the calculated health check ${check.id} is not shown.`,
    );
  const regions = [
    'us-east-1',
    'us-west-1',
    'us-west-2',
    'eu-west-1',
    'ap-southeast-1',
    'sa-east-1',
  ] as const;
  return {
    HealthCheckObservations: regions.map((Region, index) => ({
      Region,
      IPAddress: `192.0.2.${index + 1}`,
      StatusReport: { Status: check.lastObservation, CheckedTime: new Date(check.lastCheckedAt) },
    })),
  };
}

function showCheck(check: HealthCheck): client.HealthCheck {
  return {
    Id: check.id,
    CallerReference: check.callerReference,
    HealthCheckConfig: check.config,
    HealthCheckVersion: check.version,
  };
}

const checkArn = (input: { HealthCheckId: string | undefined }) => [
  `arn:aws:route53:::healthcheck/${input.HealthCheckId ?? '*'}`,
];

/** The health check operations of Route 53. */
export const healthCheckOperations: Operation[] = [
  defineOperation(client.ListHealthChecks$, {
    handle: (input: client.ListHealthChecksRequest, call): client.ListHealthChecksResponse => {
      const size = input.MaxItems ?? 100;
      const page = pageOf([...call.world.healthChecks.values()], input.Marker, size);
      const next = page.next === undefined ? {} : { NextMarker: page.next };
      return {
        HealthChecks: page.items.map(showCheck),
        Marker: input.Marker ?? '',
        IsTruncated: page.next !== undefined,
        MaxItems: size,
        ...next,
      };
    },
  }),
  defineOperation(client.GetHealthCheck$, {
    resources: checkArn,
    handle: (input: client.GetHealthCheckRequest, call): Answer<client.GetHealthCheckResponse> => {
      const check = findCheck(call, input.HealthCheckId);
      return isFailure(check) ? check : { HealthCheck: showCheck(check) };
    },
  }),
  defineOperation(client.GetHealthCheckStatus$, { resources: checkArn, handle: getHealthCheckStatus }),
  defineOperation(client.CreateHealthCheck$, { mutating: true, handle: createHealthCheck }),
  defineOperation(client.UpdateHealthCheck$, {
    mutating: true,
    resources: checkArn,
    handle: updateHealthCheck,
  }),
  defineOperation(client.DeleteHealthCheck$, {
    mutating: true,
    resources: checkArn,
    handle: deleteHealthCheck,
  }),
];
