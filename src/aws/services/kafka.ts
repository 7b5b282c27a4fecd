import {
  GetBootstrapBrokersCommand,
  KafkaClient,
  ListClustersV2Command,
  ListReplicatorsCommand,
} from '@aws-sdk/client-kafka';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon MSK: its client and the commands that are used of it. */
export const kafka = defineService('kafka', (settings) => new KafkaClient(settings), {
  listClustersV2: ListClustersV2Command,
  getBootstrapBrokers: GetBootstrapBrokersCommand,
  listReplicators: ListReplicatorsCommand,
});

/** Amazon MSK, one method for each operation. */
export type KafkaApi = ApiOf<typeof kafka>;
