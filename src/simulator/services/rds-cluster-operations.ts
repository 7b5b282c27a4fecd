import * as client from '@aws-sdk/client-rds';
import { defineOperation, regionalArn } from '../operation.ts';
import type { Call, Operation } from '../operation.ts';
import {
  createDbCluster,
  createDbInstance,
  deleteDbCluster,
  modifyDbCluster,
} from './rds-cluster-changes.ts';
import { describeDbClusters } from './rds-clusters.ts';
import {
  createGlobalCluster,
  deleteGlobalCluster,
  describeGlobalClusters,
  failoverGlobalCluster,
  modifyGlobalCluster,
  removeFromGlobalCluster,
  switchoverGlobalCluster,
} from './rds-global.ts';

interface Named {
  DBClusterIdentifier?: string | undefined;
  DbClusterIdentifier?: string | undefined;
  SourceDBClusterIdentifier?: string | undefined;
  TargetDbClusterIdentifier?: string | undefined;
  GlobalClusterIdentifier?: string | undefined;
}

/** The cluster and the global database that a call is about: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html */
function both(input: Named, call: Call): string[] {
  const cluster =
    input.DBClusterIdentifier ??
    input.DbClusterIdentifier ??
    input.SourceDBClusterIdentifier ??
    input.TargetDbClusterIdentifier;
  return [
    ...(cluster === undefined ? [] : [clusterArn(cluster, call)]),
    ...(input.GlobalClusterIdentifier === undefined ? [] : globalOnly(input, call)),
  ];
}

function globalOnly({ GlobalClusterIdentifier: name }: Named, { world }: Call): string[] {
  return [`arn:aws:rds::${world.accountId}:global-cluster:${name ?? '*'}`];
}

function clusterOnly({ DBClusterIdentifier: name }: Named, call: Call): string[] {
  return [clusterArn(name ?? '*', call)];
}

function clusterArn(name: string, call: Call): string {
  return name.startsWith('arn:') ? name : regionalArn(call, 'rds', `cluster:${name}`);
}

/** The operations of Aurora clusters and global databases. */
export const clusterOperations: Operation[] = [
  defineOperation(client.DescribeDBClusters$, { resources: clusterOnly, handle: describeDbClusters }),
  defineOperation(client.DescribeGlobalClusters$, { resources: globalOnly, handle: describeGlobalClusters }),
  defineOperation(client.SwitchoverGlobalCluster$, {
    mutating: true,
    resources: both,
    handle: switchoverGlobalCluster,
  }),
  defineOperation(client.FailoverGlobalCluster$, {
    mutating: true,
    resources: both,
    handle: failoverGlobalCluster,
  }),
  defineOperation(client.CreateGlobalCluster$, {
    mutating: true,
    resources: both,
    handle: createGlobalCluster,
  }),
  defineOperation(client.ModifyGlobalCluster$, {
    mutating: true,
    resources: globalOnly,
    handle: modifyGlobalCluster,
  }),
  defineOperation(client.RemoveFromGlobalCluster$, {
    mutating: true,
    resources: both,
    handle: removeFromGlobalCluster,
  }),
  defineOperation(client.DeleteGlobalCluster$, {
    mutating: true,
    resources: globalOnly,
    handle: deleteGlobalCluster,
  }),
  defineOperation(client.CreateDBCluster$, { mutating: true, resources: both, handle: createDbCluster }),
  defineOperation(client.ModifyDBCluster$, {
    mutating: true,
    resources: clusterOnly,
    handle: modifyDbCluster,
  }),
  defineOperation(client.DeleteDBCluster$, {
    mutating: true,
    resources: clusterOnly,
    handle: deleteDbCluster,
  }),
  defineOperation(client.CreateDBInstance$, {
    mutating: true,
    resources: (input: client.CreateDBInstanceMessage, call) => [
      regionalArn(call, 'rds', `db:${input.DBInstanceIdentifier ?? '*'}`),
      ...clusterOnly(input, call),
    ],
    handle: createDbInstance,
  }),
];
