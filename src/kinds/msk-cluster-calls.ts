import type { Cluster, GetBootstrapBrokersResponse, ReplicatorSummary } from '@aws-sdk/client-kafka';
import type { Region } from '../ids.ts';
import type { ObserveContext } from './kind.ts';

/** The ways in which clients log in to a cluster. */
export const accessWays = ['iam', 'scram', 'tls', 'plaintext'] as const;

/** One way in which clients log in to a cluster. */
export type Access = (typeof accessWays)[number];

/** What is seen of an MSK cluster in one region. */
export interface KafkaCluster {
  readonly name: string;
  readonly arn: string;
  readonly state: string;
  /** What MSK says about the state, where it says something. */
  readonly message?: string | undefined;
  /** What it runs on, where it is not serverless. */
  readonly size?:
    | {
        readonly type: string | undefined;
        readonly brokers: number | undefined;
        readonly storageGiB: number | undefined;
      }
    | undefined;
  /** Bootstrap brokers, `host:port` with commas between them, by the way of access. */
  readonly brokers: Readonly<Partial<Record<Access, string>>>;
  /** The MSK Replicator that copies into this cluster, where one is named; `absent` where there is none of that name. */
  readonly replicator?: { readonly name: string; readonly state: string } | undefined;
}

/** All clusters of a region by name: one paginated call, however many are wanted. */
export async function listClusters(
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, KafkaCluster>> {
  const api = await context.outside.aws.kafka(region);
  const found = new Map<string, KafkaCluster>();
  let token: string | undefined;
  do {
    const page = await api.listClustersV2(
      { MaxResults: 100, ...(token === undefined ? {} : { NextToken: token }) },
      { signal: context.signal },
    );
    for (const cluster of page.ClusterInfoList ?? [])
      found.set(cluster.ClusterName ?? '', clusterOf(cluster));
    token = page.NextToken;
  } while (token !== undefined && token !== '');
  return found;
}

/** The cluster with its brokers' addresses, which it has from the moment that it is created. */
export async function withBrokers(
  cluster: KafkaCluster,
  region: Region,
  context: ObserveContext,
): Promise<KafkaCluster> {
  if (!isServing(cluster.state)) return cluster;
  const api = await context.outside.aws.kafka(region);
  const answer = await api.getBootstrapBrokers({ ClusterArn: cluster.arn }, { signal: context.signal });
  return { ...cluster, brokers: brokersOf(answer) };
}

/** The state of each replicator of a region by name. */
export async function listReplicators(
  region: Region,
  context: ObserveContext,
): Promise<ReadonlyMap<string, string>> {
  const api = await context.outside.aws.kafka(region);
  const found = new Map<string, string>();
  let token: string | undefined;
  do {
    const page = await api.listReplicators(
      { MaxResults: 100, ...(token === undefined ? {} : { NextToken: token }) },
      { signal: context.signal },
    );
    for (const { ReplicatorName, ReplicatorState } of page.Replicators ?? ([] as ReplicatorSummary[]))
      found.set(ReplicatorName ?? '', ReplicatorState ?? 'unknown');
    token = page.NextToken;
  } while (token !== undefined && token !== '');
  return found;
}

function clusterOf(cluster: Cluster): KafkaCluster {
  return {
    name: cluster.ClusterName ?? '',
    arn: cluster.ClusterArn ?? '',
    state: cluster.State ?? 'unknown',
    message: cluster.StateInfo?.Message,
    size: sizeOf(cluster),
    brokers: {},
  };
}

function sizeOf({ Provisioned }: Cluster): KafkaCluster['size'] {
  if (Provisioned === undefined) return undefined;
  const { BrokerNodeGroupInfo: nodes, NumberOfBrokerNodes: brokers } = Provisioned;
  return { type: nodes?.InstanceType, brokers, storageGiB: nodes?.StorageInfo?.EbsStorageInfo?.VolumeSize };
}

function brokersOf(answer: GetBootstrapBrokersResponse): KafkaCluster['brokers'] {
  const ways: readonly (readonly [Access, string | undefined])[] = [
    ['iam', answer.BootstrapBrokerStringSaslIam],
    ['scram', answer.BootstrapBrokerStringSaslScram],
    ['tls', answer.BootstrapBrokerStringTls],
    ['plaintext', answer.BootstrapBrokerString],
  ];
  return Object.fromEntries(ways.filter(([, brokers]) => brokers !== undefined && brokers !== ''));
}

/**
 * Whether producers and consumers can use a cluster in this state. All but a new, a failed and a vanishing one go on serving while MSK
 * works on them: https://docs.aws.amazon.com/msk/latest/developerguide/msk-cluster-states.html
 */
export function isServing(state: string): boolean {
  return ['ACTIVE', 'HEALING', 'MAINTENANCE', 'REBOOTING_BROKER', 'UPDATING'].includes(state);
}

/** Whether a cluster in this state does not come back by itself. */
export function isBrokenCluster(state: string): boolean {
  return state === 'FAILED' || state === 'DELETING';
}
