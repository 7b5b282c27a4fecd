import * as client from '@aws-sdk/client-kafka';
import type { KafkaCluster, Replicator } from '../global-stores.ts';
import { letters } from '../names.ts';
import { defineOperation, failure, operationsOf } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { pageOf } from './pages.ts';

const missing = (what: string) =>
  failure(client.NotFoundException$, `The requested resource doesn't exist: ${what}`);

function clustersIn(call: Call, prefix = ''): KafkaCluster[] {
  return [...call.region.kafkaClusters.values()].filter(({ name }) => name.startsWith(prefix));
}

function listClustersV2(input: client.ListClustersV2Request, call: Call): client.ListClustersV2Response {
  const all = clustersIn(call, input.ClusterNameFilter).filter(
    ({ type }) => (input.ClusterTypeFilter?.toUpperCase() ?? type) === type,
  );
  const page = pageOf(all, input.NextToken, input.MaxResults ?? 100);
  return { ClusterInfoList: page.items.map(show), NextToken: page.next };
}

function listClusters(input: client.ListClustersRequest, call: Call): client.ListClustersResponse {
  const page = pageOf(clustersIn(call, input.ClusterNameFilter), input.NextToken, input.MaxResults ?? 100);
  return { ClusterInfoList: page.items.map(showOld), NextToken: page.next };
}

function find(call: Call, arn: string | undefined): KafkaCluster | undefined {
  return clustersIn(call).find((cluster) => cluster.arn === arn);
}

function describeClusterV2(
  input: client.DescribeClusterV2Request,
  call: Call,
): Answer<client.DescribeClusterV2Response> {
  const cluster = find(call, input.ClusterArn);
  return cluster ? { ClusterInfo: show(cluster) } : missing(input.ClusterArn ?? '');
}

function describeCluster(
  input: client.DescribeClusterRequest,
  call: Call,
): Answer<client.DescribeClusterResponse> {
  const cluster = find(call, input.ClusterArn);
  return cluster ? { ClusterInfo: showOld(cluster) } : missing(input.ClusterArn ?? '');
}

function getBootstrapBrokers(
  input: client.GetBootstrapBrokersRequest,
  call: Call,
): Answer<client.GetBootstrapBrokersResponse> {
  const cluster = find(call, input.ClusterArn);
  if (!cluster) return missing(input.ClusterArn ?? '');
  if (cluster.state === 'CREATING' || cluster.state === 'DELETING')
    return failure(client.ConflictException$, `The cluster is ${cluster.state}.`);
  const brokers = (port: number): string =>
    Array.from({ length: cluster.brokers }, (_, index) => `${brokerHost(cluster, index + 1)}:${port}`).join(
      ',',
    );
  const { access } = cluster;
  return {
    ...(access.includes('plaintext') ? { BootstrapBrokerString: brokers(9092) } : {}),
    ...(access.includes('tls') ? { BootstrapBrokerStringTls: brokers(9094) } : {}),
    ...(access.includes('scram') ? { BootstrapBrokerStringSaslScram: brokers(9096) } : {}),
    ...(access.includes('iam') ? { BootstrapBrokerStringSaslIam: brokers(9098) } : {}),
  };
}

function brokerHost({ name, arn, region }: KafkaCluster, number: number): string {
  const short = name.replace(/[^a-z0-9]/gi, '').toLowerCase();
  return `b-${number}.${short}.${letters(arn, 6)}.c4.kafka.${region}.amazonaws.com`;
}

function listReplicators(input: client.ListReplicatorsRequest, call: Call): client.ListReplicatorsResponse {
  const prefix = input.ReplicatorNameFilter ?? '';
  const all = [...call.region.replicators.values()].filter(({ name }) => name.startsWith(prefix));
  const page = pageOf(all, input.NextToken, input.MaxResults ?? 100);
  return { Replicators: page.items.map(showReplicator), NextToken: page.next };
}

function describeReplicator(
  input: client.DescribeReplicatorRequest,
  call: Call,
): Answer<client.DescribeReplicatorResponse> {
  const found = [...call.region.replicators.values()].find(({ arn }) => arn === input.ReplicatorArn);
  if (!found) return missing(input.ReplicatorArn ?? '');
  const { KafkaClustersSummary: KafkaClusters, ...summary } = showReplicator(found);
  return {
    ...summary,
    KafkaClusters,
    ...(found.stateMessage === undefined ? {} : { StateInfo: { Message: found.stateMessage } }),
  };
}

function common(cluster: KafkaCluster) {
  return {
    ClusterArn: cluster.arn,
    ClusterName: cluster.name,
    CreationTime: new Date(cluster.createdAt),
    CurrentVersion: 'K3AEGXETSR30VB',
    State: cluster.state as client.ClusterState,
    ...(cluster.stateMessage === undefined ? {} : { StateInfo: { Message: cluster.stateMessage } }),
  };
}

function show(cluster: KafkaCluster): client.Cluster {
  const Provisioned = {
    BrokerNodeGroupInfo: { ClientSubnets: [], InstanceType: 'kafka.m7g.large' },
    CurrentBrokerSoftwareInfo: { KafkaVersion: cluster.kafkaVersion },
    NumberOfBrokerNodes: cluster.brokers,
  };
  const provisioned = cluster.type === 'PROVISIONED';
  return { ...common(cluster), ClusterType: cluster.type, ...(provisioned ? { Provisioned } : {}) };
}

function showOld(cluster: KafkaCluster): client.ClusterInfo {
  return {
    ...common(cluster),
    NumberOfBrokerNodes: cluster.brokers,
    CurrentBrokerSoftwareInfo: { KafkaVersion: cluster.kafkaVersion },
  };
}

function showReplicator(replicator: Replicator): client.ReplicatorSummary {
  const ends = [
    { alias: 'source', arn: replicator.sourceArn },
    { alias: 'target', arn: replicator.targetArn },
  ];
  return {
    ReplicatorArn: replicator.arn,
    ReplicatorName: replicator.name,
    ReplicatorState: replicator.state as client.ReplicatorState,
    CreationTime: new Date(replicator.createdAt),
    KafkaClustersSummary: ends.map(({ alias, arn }) => ({
      KafkaClusterAlias: alias,
      AmazonMskCluster: { MskClusterArn: arn },
    })),
    ReplicationInfoSummaryList: [{ SourceKafkaClusterAlias: 'source', TargetKafkaClusterAlias: 'target' }],
  };
}

const cluster = ({ ClusterArn }: { ClusterArn: string | undefined }) => [ClusterArn ?? '*'];

/** Amazon MSK: clusters, their brokers' addresses, and replicators. */
export const kafka: Service = {
  name: 'kafka',
  signingName: 'kafka',
  protocol: 'rest-json',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'TooManyRequestsException', status: 429 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.ListClustersV2$, { handle: listClustersV2 }),
    defineOperation(client.ListClusters$, { handle: listClusters }),
    defineOperation(client.DescribeClusterV2$, { resources: cluster, handle: describeClusterV2 }),
    defineOperation(client.DescribeCluster$, { resources: cluster, handle: describeCluster }),
    defineOperation(client.GetBootstrapBrokers$, { resources: cluster, handle: getBootstrapBrokers }),
    defineOperation(client.ListReplicators$, { handle: listReplicators }),
    defineOperation(client.DescribeReplicator$, {
      resources: ({ ReplicatorArn }) => [ReplicatorArn ?? '*'],
      handle: describeReplicator,
    }),
  ],
};
