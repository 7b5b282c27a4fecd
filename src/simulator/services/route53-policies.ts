import * as client from '@aws-sdk/client-route-53';
import { defineOperation, failure, isFailure } from '../operation.ts';
import { addPolicyInstance, addTrafficPolicy } from '../traffic-builders.ts';
import { makePolicyRecords, problemOfDocument } from '../traffic-policy.ts';
import type { Answer, Call, Failure, Operation } from '../operation.ts';
import type { PolicyInstance, TrafficPolicyVersion } from '../traffic-state.ts';
import { scheduleIn } from '../world.ts';

function findPolicy(call: Call, id = '', version?: number): TrafficPolicyVersion | Failure {
  const versions = call.world.traffic.policies.get(id) ?? [];
  const found = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
  return found ?? failure(client.NoSuchTrafficPolicy$, `No traffic policy exists with ID ${id}.`);
}

function findInstance(call: Call, id = ''): PolicyInstance | Failure {
  const found = call.world.traffic.policyInstances.get(id);
  const message = `No traffic policy instance exists with ID ${id}.`;
  return found ?? failure(client.NoSuchTrafficPolicyInstance$, message);
}

function createPolicy(
  input: client.CreateTrafficPolicyRequest,
  call: Call,
): Answer<client.CreateTrafficPolicyResponse> {
  const { Name: name = '', Document: document = '' } = input;
  if ([...call.world.traffic.policies.values()].some(([first]) => first?.name === name))
    return failure(client.TrafficPolicyAlreadyExists$, `A traffic policy with name ${name} already exists.`);
  return addVersion(call, { name, document, comment: input.Comment });
}

function createVersion(
  input: client.CreateTrafficPolicyVersionRequest,
  call: Call,
): Answer<client.CreateTrafficPolicyVersionResponse> {
  const policy = findPolicy(call, input.Id);
  if (isFailure(policy)) return policy;
  return addVersion(call, { name: policy.name, document: input.Document ?? '', comment: input.Comment });
}

function addVersion(
  call: Call,
  given: { name: string; document: string; comment: string | undefined },
): Answer<client.CreateTrafficPolicyResponse> {
  const problem = problemOfDocument(given.document);
  if (problem !== undefined) return failure(client.InvalidTrafficPolicyDocument$, problem);
  const made = addTrafficPolicy(call.world, given.name, JSON.parse(given.document) as object);
  Object.assign(made, { document: given.document, comment: given.comment });
  const location = `https://route53.amazonaws.com/2013-04-01/trafficpolicy/${made.id}/${made.version}`;
  return { TrafficPolicy: showPolicy(made), Location: location };
}

function listVersions(
  input: client.ListTrafficPolicyVersionsRequest,
  call: Call,
): Answer<client.ListTrafficPolicyVersionsResponse> {
  const policy = findPolicy(call, input.Id);
  if (isFailure(policy)) return policy;
  const size = input.MaxItems ?? 100;
  const from = Number(input.TrafficPolicyVersionMarker ?? 0);
  const rest = (call.world.traffic.policies.get(policy.id) ?? []).filter(({ version }) => version >= from);
  const next = rest[size];
  return {
    TrafficPolicies: rest.slice(0, size).map(showPolicy),
    IsTruncated: next !== undefined,
    TrafficPolicyVersionMarker: String(next?.version ?? 1),
    MaxItems: size,
  };
}

function createInstance(
  input: client.CreateTrafficPolicyInstanceRequest,
  call: Call,
): Answer<client.CreateTrafficPolicyInstanceResponse> {
  const policy = findPolicy(call, input.TrafficPolicyId, input.TrafficPolicyVersion);
  if (isFailure(policy)) return policy;
  const zoneId = (input.HostedZoneId ?? '').replace(/^\/?hostedzone\//, '');
  if (!call.world.hostedZones.has(zoneId))
    return failure(client.NoSuchHostedZone$, `No hosted zone found with ID: ${zoneId}`);
  const name = input.Name ?? '';
  const made = addPolicyInstance(call.world, policy, { zoneId, name, ttl: input.TTL ?? 60 });
  const location = `https://route53.amazonaws.com/2013-04-01/trafficpolicyinstance/${made.id}`;
  return { TrafficPolicyInstance: showInstance(made), Location: location };
}

function updateInstance(
  input: client.UpdateTrafficPolicyInstanceRequest,
  call: Call,
): Answer<client.UpdateTrafficPolicyInstanceResponse> {
  const instance = findInstance(call, input.Id);
  if (isFailure(instance)) return instance;
  const policy = findPolicy(call, input.TrafficPolicyId, input.TrafficPolicyVersion);
  if (isFailure(policy)) return policy;
  const { id: policyId, version, type } = policy;
  Object.assign(instance, { policyId, version, type, ttl: input.TTL ?? instance.ttl, state: 'Updating' });
  // Until then the former records go on answering.
  scheduleIn(call.world, call.world.timings.trafficPolicyMs, {
    from: call.now,
    apply: () => {
      if (instance.version !== version || instance.state !== 'Updating') return;
      instance.state = 'Applied';
      makePolicyRecords(call.world, instance);
    },
  });
  return { TrafficPolicyInstance: showInstance(instance) };
}

function showPolicy({
  id,
  name,
  version,
  type,
  document,
  comment,
}: TrafficPolicyVersion): client.TrafficPolicy {
  return {
    Id: id,
    Version: version,
    Name: name,
    // The document's own word, checked when the version was made.
    Type: type as NonNullable<client.TrafficPolicy['Type']>,
    Document: document,
    Comment: comment,
  };
}

function showInstance(instance: PolicyInstance): client.TrafficPolicyInstance {
  return {
    Id: instance.id,
    HostedZoneId: instance.zoneId,
    Name: instance.name,
    TTL: instance.ttl,
    State: instance.state,
    Message: instance.message,
    TrafficPolicyId: instance.policyId,
    TrafficPolicyVersion: instance.version,
    TrafficPolicyType: instance.type as NonNullable<client.TrafficPolicy['Type']>,
  };
}

const policyArn = ({ Id: id }: { Id: string | undefined }) => [
  `arn:aws:route53:::trafficpolicy/${id ?? '*'}`,
];
const instanceArn = ({ Id: id }: { Id: string | undefined }) => [
  `arn:aws:route53:::trafficpolicyinstance/${id ?? '*'}`,
];

/** The traffic policy operations of Route 53. */
export const policyOperations: Operation[] = [
  defineOperation(client.CreateTrafficPolicy$, { mutating: true, handle: createPolicy }),
  defineOperation(client.CreateTrafficPolicyVersion$, {
    mutating: true,
    resources: policyArn,
    handle: createVersion,
  }),
  defineOperation(client.GetTrafficPolicy$, {
    resources: policyArn,
    handle: (input: client.GetTrafficPolicyRequest, call): Answer<client.GetTrafficPolicyResponse> => {
      const found = findPolicy(call, input.Id, input.Version);
      return isFailure(found) ? found : { TrafficPolicy: showPolicy(found) };
    },
  }),
  defineOperation(client.ListTrafficPolicyVersions$, { resources: policyArn, handle: listVersions }),
  defineOperation(client.CreateTrafficPolicyInstance$, { mutating: true, handle: createInstance }),
  defineOperation(client.GetTrafficPolicyInstance$, {
    resources: instanceArn,
    handle: (
      input: client.GetTrafficPolicyInstanceRequest,
      call,
    ): Answer<client.GetTrafficPolicyInstanceResponse> => {
      const found = findInstance(call, input.Id);
      return isFailure(found) ? found : { TrafficPolicyInstance: showInstance(found) };
    },
  }),
  defineOperation(client.ListTrafficPolicyInstances$, {
    handle: (
      input: client.ListTrafficPolicyInstancesRequest,
      call,
    ): client.ListTrafficPolicyInstancesResponse => ({
      TrafficPolicyInstances: [...call.world.traffic.policyInstances.values()].map(showInstance),
      IsTruncated: false,
      MaxItems: input.MaxItems ?? 100,
    }),
  }),
  defineOperation(client.UpdateTrafficPolicyInstance$, {
    mutating: true,
    resources: instanceArn,
    handle: updateInstance,
  }),
];
