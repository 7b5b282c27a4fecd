import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ReplicateSecretToRegionsCommand,
  SecretsManagerClient,
  StopReplicationToReplicaCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { type ApiOf, defineService } from '../service.ts';

/** AWS Secrets Manager: its client and the commands that are used of it. */
export const secrets = defineService('secretsmanager', (settings) => new SecretsManagerClient(settings), {
  describeSecret: DescribeSecretCommand,
  getSecretValue: GetSecretValueCommand,
  putSecretValue: PutSecretValueCommand,
  replicateSecretToRegions: ReplicateSecretToRegionsCommand,
  stopReplicationToReplica: StopReplicationToReplicaCommand,
  updateSecretVersionStage: UpdateSecretVersionStageCommand,
});

/** AWS Secrets Manager, one method for each operation. */
export type SecretsApi = ApiOf<typeof secrets>;
