import * as client from '@aws-sdk/client-secrets-manager';
import type { Secret } from '../application-resources.ts';
import { uuid } from '../names.ts';
import { defineOperation, failure, isFailure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import { asOf, changeAt } from '../past.ts';
import { nextSequence } from '../world.ts';
import { pageOf } from './pages.ts';
import { propagate, replicate, showReplicas } from './secretsmanager-replicas.ts';

function find(call: Call, id = ''): Secret | Failure {
  const all = [...call.region.secrets.values()];
  const found = all.find(({ name, arn }) => id === name || id === arn || arn.slice(0, -7) === id);
  const missing = "Secrets Manager can't find the specified secret.";
  return found ?? failure(client.ResourceNotFoundException$, missing);
}

function isReplica({ primaryRegion, region }: Secret): boolean {
  return primaryRegion !== undefined && primaryRegion !== region;
}

function describeSecret(
  input: client.DescribeSecretRequest,
  call: Call,
): Answer<client.DescribeSecretResponse> {
  const found = find(call, input.SecretId);
  if (isFailure(found)) return found;
  const shown = asOf(found, call.staleAt);
  return {
    ARN: shown.arn,
    Name: shown.name,
    KmsKeyId: shown.kmsKeyId,
    CreatedDate: new Date(shown.createdAt),
    LastChangedDate: new Date(shown.versions.at(-1)?.createdAt ?? shown.createdAt),
    PrimaryRegion: shown.primaryRegion,
    ReplicationStatus: shown.replicas.length === 0 ? undefined : showReplicas(shown),
    VersionIdsToStages: Object.fromEntries(
      shown.versions.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, stages]),
    ),
  };
}

function getSecretValue(
  input: client.GetSecretValueRequest,
  call: Call,
): Answer<client.GetSecretValueResponse> {
  const found = find(call, input.SecretId);
  if (isFailure(found)) return found;
  const { VersionId, VersionStage = 'AWSCURRENT' } = input;
  const shown = asOf(found, call.staleAt);
  const version = shown.versions.find(({ id, stages }) =>
    VersionId === undefined ? stages.includes(VersionStage) : id === VersionId,
  );
  if (version === undefined) {
    const which = VersionId === undefined ? `staging label: ${VersionStage}` : `VersionId: ${VersionId}`;
    const message = `Secrets Manager can't find the specified secret value for ${which}`;
    return failure(client.ResourceNotFoundException$, message);
  }
  return {
    ...{ ARN: shown.arn, Name: shown.name, VersionId: version.id, SecretString: version.value },
    VersionStages: version.stages,
    CreatedDate: new Date(version.createdAt),
  };
}

/** Moves a label to a version; the one that loses AWSCURRENT becomes AWSPREVIOUS. */
function label(secret: Secret, stage: string, id: string): void {
  const holder = secret.versions.find(({ stages }) => stages.includes(stage));
  if (holder?.id === id) return;
  const drop = (name: string): void => {
    for (const each of secret.versions) each.stages = each.stages.filter((given) => given !== name);
  };
  drop(stage);
  if (stage === 'AWSCURRENT' && holder !== undefined) {
    drop('AWSPREVIOUS');
    holder.stages.push('AWSPREVIOUS');
  }
  secret.versions.find((each) => each.id === id)?.stages.push(stage);
}

const readOnly = (action: string) =>
  failure(
    client.InvalidRequestException$,
    `Operation not permitted on a replica secret. ${action} must be called in the primary secret's region.`,
  );

function putSecretValue(
  input: client.PutSecretValueRequest,
  call: Call,
): Answer<client.PutSecretValueResponse> {
  const found = find(call, input.SecretId);
  if (isFailure(found)) return found;
  if (isReplica(found)) return readOnly('PutSecretValue');
  const { SecretString: value = '', VersionStages = ['AWSCURRENT'] } = input;
  const id = input.ClientRequestToken ?? uuid(`${found.arn} ${nextSequence(call.world)}`);
  const answer = { ARN: found.arn, Name: found.name, VersionId: id };
  const same = found.versions.find((version) => version.id === id);
  if (same !== undefined && same.value !== value) {
    const message = `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${found.arn}.`;
    return failure(client.ResourceExistsException$, message);
  }
  // A repeated token is ignored, whatever has become of its version.
  if (same !== undefined) return { ...answer, VersionStages: same.stages };
  changeAt(found, call.now, (each) => {
    each.versions.push({ id, value, stages: [], createdAt: call.now });
    for (const stage of VersionStages) label(each, stage, id);
  });
  propagate(call.world, found);
  return { ...answer, VersionStages };
}

function updateSecretVersionStage(
  input: client.UpdateSecretVersionStageRequest,
  call: Call,
): Answer<client.UpdateSecretVersionStageResponse> {
  const found = find(call, input.SecretId);
  if (isFailure(found)) return found;
  if (isReplica(found)) return readOnly('UpdateSecretVersionStage');
  const { VersionStage: stage = '', MoveToVersionId: to, RemoveFromVersionId: from } = input;
  const holder = found.versions.find(({ stages }) => stages.includes(stage))?.id;
  if (to === undefined || !found.versions.some(({ id }) => id === to))
    return failure(
      client.ResourceNotFoundException$,
      `Secrets Manager can't find the specified secret version.`,
    );
  if (holder !== undefined && holder !== to && holder !== from) {
    const message = `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`;
    return failure(client.InvalidParameterException$, message);
  }
  changeAt(found, call.now, (each) => {
    label(each, stage, to);
  });
  propagate(call.world, found);
  return { ARN: found.arn, Name: found.name };
}

function stopReplication(
  input: client.StopReplicationToReplicaRequest,
  call: Call,
): Answer<client.StopReplicationToReplicaResponse> {
  const found = find(call, input.SecretId);
  if (isFailure(found)) return found;
  if (!isReplica(found)) {
    const message = 'Operation not permitted on a secret that is not a replica.';
    return failure(client.InvalidRequestException$, message);
  }
  const primary = call.world.regions.get(found.primaryRegion ?? '')?.secrets.get(found.name);
  if (primary !== undefined)
    changeAt(primary, call.now, (each) => {
      each.replicas = each.replicas.filter(({ region }) => region !== found.region);
    });
  changeAt(found, call.now, (each) => {
    each.primaryRegion = undefined;
  });
  return { ARN: found.arn };
}

function replicateSecret(
  input: client.ReplicateSecretToRegionsRequest,
  call: Call,
): Answer<client.ReplicateSecretToRegionsResponse> {
  const found = find(call, input.SecretId);
  if (isFailure(found)) return found;
  if (isReplica(found)) return readOnly('ReplicateSecretToRegions');
  replicate(found, input, call);
  return { ARN: found.arn, ReplicationStatus: showReplicas(found) };
}

const arnOf = (input: { SecretId: string | undefined }, call: Call) => {
  const found = find(call, input.SecretId);
  return [
    isFailure(found) ? regionalArn(call, 'secretsmanager', `secret:${input.SecretId ?? '*'}-*`) : found.arn,
  ];
};

/** AWS Secrets Manager: secrets, their versions and their replicas in other regions. */
export const secretsmanager: Service = {
  name: 'secretsmanager',
  signingName: 'secretsmanager',
  protocol: 'json-1.1',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.DescribeSecret$, { resources: arnOf, handle: describeSecret }),
    defineOperation(client.GetSecretValue$, { resources: arnOf, handle: getSecretValue }),
    defineOperation(client.ListSecrets$, {
      handle: (input: client.ListSecretsRequest, call): client.ListSecretsResponse => {
        const page = pageOf([...call.region.secrets.values()], input.NextToken, input.MaxResults ?? 100);
        return {
          SecretList: page.items.map(({ arn, name }) => ({ ARN: arn, Name: name })),
          NextToken: page.next,
        };
      },
    }),
    defineOperation(client.PutSecretValue$, { mutating: true, resources: arnOf, handle: putSecretValue }),
    defineOperation(client.UpdateSecretVersionStage$, {
      mutating: true,
      resources: arnOf,
      handle: updateSecretVersionStage,
    }),
    defineOperation(client.StopReplicationToReplica$, {
      mutating: true,
      resources: arnOf,
      handle: stopReplication,
    }),
    defineOperation(client.ReplicateSecretToRegions$, {
      mutating: true,
      resources: arnOf,
      handle: replicateSecret,
    }),
  ],
};
