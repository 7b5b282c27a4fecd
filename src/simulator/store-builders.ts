import { letters, uuid } from './names.ts';
import { nextSequence, regionOf } from './world.ts';
import type { DatastoreMember, GlobalDatastore, KafkaCluster, Replicator, Table } from './global-stores.ts';
import type { ReplicationGroup } from './regional-resources.ts';
import type { World } from './world.ts';

type Named<T, K extends keyof T> = Pick<T, K> & Partial<T>;

/** What a scenario begins with has been there for a month, so that metrics reach back before its start. */
function longAgo(world: World): number {
  return world.clock.now() - 30 * 24 * 60 * 60_000;
}

/** A member of a Global Datastore, long associated unless told otherwise. */
export function datastoreMember(
  world: World,
  given: Named<DatastoreMember, 'groupId' | 'region' | 'role'>,
): DatastoreMember {
  const baseLagMs = given.follower?.baseLagMs ?? 600;
  const since = { from: longAgo(world), mode: 'steady' as const, lagMs: baseLagMs };
  const lag = given.role === 'SECONDARY' ? [since] : [];
  return { status: 'associated', follower: { baseLagMs, lag }, ...given };
}

/** Joins replication groups that are there to a Global Datastore, the first of them its primary. */
export function addGlobalDatastore(
  world: World,
  id: string,
  [primary, ...secondaries]: [ReplicationGroup, ...ReplicationGroup[]],
): GlobalDatastore {
  const members = [primary, ...secondaries].map((group, index) => {
    group.globalDatastoreId = id;
    const role = index === 0 ? ('PRIMARY' as const) : ('SECONDARY' as const);
    return datastoreMember(world, { groupId: group.id, region: group.region, role });
  });
  const datastore: GlobalDatastore = {
    id,
    arn: `arn:aws:elasticache::${world.accountId}:globalreplicationgroup:${id}`,
    description: id,
    engine: primary.engine,
    engineVersion: '7.1',
    nodeType: primary.nodeType,
    status: secondaries.length === 0 ? 'primary-only' : 'available',
    members,
    writing: true,
    promoting: undefined,
  };
  world.globalDatastores.set(id, datastore);
  return datastore;
}

/** Puts a DynamoDB table into its region, on demand, active and alone unless told otherwise. */
export function addTable(world: World, given: Named<Table, 'name' | 'region'>): Table {
  const { name, region } = given;
  const table: Table = {
    arn: `arn:aws:dynamodb:${region}:${world.accountId}:table/${name}`,
    id: uuid(`${region}/${name}/${nextSequence(world)}`),
    status: 'ACTIVE',
    billing: 'PAY_PER_REQUEST',
    readUnits: 0,
    writeUnits: 0,
    consistency: 'EVENTUAL',
    createdAt: longAgo(world),
    replicas: [],
    writing: false,
    baseLagMs: 900,
    inbound: new Map(),
    ...given,
  };
  regionOf(world, region).tables.set(name, table);
  return table;
}

/** Puts a global table into regions; the application writes in the first of them. */
export function addGlobalTable(
  world: World,
  regions: readonly string[],
  given: Named<Table, 'name'>,
): readonly Table[] {
  return regions.map((region, index) => {
    const others = regions.filter((other) => other !== region);
    const replicas = others.map((other) => ({ region: other, status: 'ACTIVE' as const }));
    const table = addTable(world, { writing: index === 0, ...given, region, replicas, inbound: new Map() });
    for (const other of others) {
      const since = { from: table.createdAt, mode: 'steady' as const, lagMs: table.baseLagMs };
      const quiet = { ...since, mode: 'quiet' as const, lagMs: 0 };
      table.inbound.set(other, {
        baseLagMs: table.baseLagMs,
        lag: [other === regions[0] && given.writing !== false ? since : quiet],
      });
    }
    return table;
  });
}

/** Puts an MSK cluster into its region. */
export function addKafkaCluster(world: World, given: Named<KafkaCluster, 'name' | 'region'>): KafkaCluster {
  const { name, region } = given;
  const id = `${uuid(`${region}/${name}/${nextSequence(world)}`)}-${(nextSequence(world) % 20) + 1}`;
  const cluster: KafkaCluster = {
    arn: `arn:aws:kafka:${region}:${world.accountId}:cluster/${name}/${id}`,
    state: 'ACTIVE',
    stateMessage: undefined,
    type: 'PROVISIONED',
    brokers: 3,
    kafkaVersion: '3.8.x',
    access: ['tls', 'iam'],
    createdAt: longAgo(world),
    ...given,
  };
  regionOf(world, region).kafkaClusters.set(name, cluster);
  return cluster;
}

/** Puts an MSK Replicator into the region of its target. */
export function addReplicator(
  world: World,
  name: string,
  { source, target, state }: { source: KafkaCluster; target: KafkaCluster; state?: string },
): Replicator {
  const { region } = target;
  const id = uuid(`${region}/${name}/${letters(target.arn, 8)}`);
  const replicator: Replicator = {
    name,
    region,
    arn: `arn:aws:kafka:${region}:${world.accountId}:replicator/${name}/${id}-4`,
    state: state ?? 'RUNNING',
    stateMessage: undefined,
    sourceArn: source.arn,
    targetArn: target.arn,
    createdAt: longAgo(world),
  };
  regionOf(world, region).replicators.set(name, replicator);
  return replicator;
}
