import * as client from '@aws-sdk/client-rds';
import { defineOperation, isFailure, operationsOf, regionalArn } from '../operation.ts';
import type { Call, Service } from '../operation.ts';
import {
  createReadReplica,
  deleteDbInstance,
  modifyDbInstance,
  promoteReadReplica,
  rebootDbInstance,
  startDbInstance,
  stopDbInstance,
} from './rds-changes.ts';
import { clusterOperations } from './rds-cluster-operations.ts';
import { describeDbInstances, findInstance } from './rds-describe.ts';
import {
  copyDbSnapshot,
  createDbSnapshot,
  deleteDbSnapshot,
  describeDbSnapshots,
  restoreFromSnapshot,
} from './rds-snapshots.ts';

type Named = { DBInstanceIdentifier?: string | undefined };

const itself = ({ DBInstanceIdentifier: name = '' }: Named, call: Call): string[] => [arnOf(name, call)];

function arnOf(name: string, call: Call): string {
  return name.startsWith('arn:') ? name : regionalArn(call, 'rds', `db:${name === '' ? '*' : name}`);
}

function snapshotArn(name: string | undefined, call: Call): string {
  if (name?.startsWith('arn:') === true) return name;
  return regionalArn(call, 'rds', `snapshot:${name === undefined || name === '' ? '*' : name}`);
}

/** Amazon RDS: instances, their read replicas and their snapshots; Aurora clusters and global databases. */
export const rds: Service = {
  name: 'rds',
  signingName: 'rds',
  protocol: 'query',
  xmlNamespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
  global: false,
  throttling: { code: 'Throttling', status: 400 },
  known: operationsOf(client),
  operations: [
    ...clusterOperations,
    defineOperation(client.DescribeDBInstances$, { resources: itself, handle: describeDbInstances }),
    defineOperation(client.PromoteReadReplica$, {
      mutating: true,
      resources: itself,
      handle: promoteReadReplica,
    }),
    defineOperation(client.CreateDBInstanceReadReplica$, {
      mutating: true,
      resources: (input: client.CreateDBInstanceReadReplicaMessage, call) => [
        ...itself(input, call),
        arnOf(input.SourceDBInstanceIdentifier ?? '', call),
      ],
      handle: createReadReplica,
    }),
    defineOperation(client.ModifyDBInstance$, {
      mutating: true,
      resources: itself,
      handle: modifyDbInstance,
    }),
    defineOperation(client.DeleteDBInstance$, {
      mutating: true,
      resources: itself,
      handle: deleteDbInstance,
    }),
    defineOperation(client.StopDBInstance$, { mutating: true, resources: itself, handle: stopDbInstance }),
    defineOperation(client.StartDBInstance$, { mutating: true, resources: itself, handle: startDbInstance }),
    defineOperation(client.RebootDBInstance$, {
      mutating: true,
      resources: itself,
      handle: rebootDbInstance,
    }),
    defineOperation(client.DescribeDBSnapshots$, {
      resources: (input: client.DescribeDBSnapshotsMessage, call) => [
        snapshotArn(input.DBSnapshotIdentifier, call),
      ],
      handle: describeDbSnapshots,
    }),
    defineOperation(client.CreateDBSnapshot$, {
      mutating: true,
      resources: (input: client.CreateDBSnapshotMessage, call) => [
        ...itself(input, call),
        snapshotArn(input.DBSnapshotIdentifier, call),
      ],
      handle: createDbSnapshot,
    }),
    defineOperation(client.CopyDBSnapshot$, {
      mutating: true,
      resources: (input: client.CopyDBSnapshotMessage, call) => [
        snapshotArn(input.SourceDBSnapshotIdentifier, call),
        snapshotArn(input.TargetDBSnapshotIdentifier, call),
      ],
      handle: copyDbSnapshot,
    }),
    defineOperation(client.DeleteDBSnapshot$, {
      mutating: true,
      resources: (input: client.DeleteDBSnapshotMessage, call) => [
        snapshotArn(input.DBSnapshotIdentifier, call),
      ],
      handle: deleteDbSnapshot,
    }),
    defineOperation(client.RestoreDBInstanceFromDBSnapshot$, {
      mutating: true,
      resources: (input: client.RestoreDBInstanceFromDBSnapshotMessage, call) => [
        ...itself(input, call),
        snapshotArn(input.DBSnapshotIdentifier, call),
      ],
      handle: restoreFromSnapshot,
    }),
    defineOperation(client.ListTagsForResource$, {
      resources: (input: client.ListTagsForResourceMessage) => [input.ResourceName ?? '*'],
      handle: (input: client.ListTagsForResourceMessage, call) => {
        const instance = findInstance(call, input.ResourceName);
        if (isFailure(instance)) return instance;
        return { TagList: Object.entries(instance.tags).map(([Key, Value]) => ({ Key, Value })) };
      },
    }),
  ],
};
