import {
  DescribeDBInstancesCommand,
  PromoteReadReplicaCommand,
  CreateDBInstanceReadReplicaCommand,
  ModifyDBInstanceCommand,
  DeleteDBInstanceCommand,
  StopDBInstanceCommand,
  StartDBInstanceCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon RDS: its client and the commands that are used of it. */
export const rds = defineService('rds', (settings) => new RDSClient(settings), {
  describeDBInstances: DescribeDBInstancesCommand,
  promoteReadReplica: PromoteReadReplicaCommand,
  createDBInstanceReadReplica: CreateDBInstanceReadReplicaCommand,
  modifyDBInstance: ModifyDBInstanceCommand,
  deleteDBInstance: DeleteDBInstanceCommand,
  stopDBInstance: StopDBInstanceCommand,
  startDBInstance: StartDBInstanceCommand,
});

/** Amazon RDS, one method for each operation. */
export type RdsApi = ApiOf<typeof rds>;
