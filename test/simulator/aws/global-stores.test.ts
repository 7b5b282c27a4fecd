import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as elasticache from '@aws-sdk/client-elasticache';
import * as kafka from '@aws-sdk/client-kafka';
import { describe, expect, it } from 'vitest';
import { addKafkaCluster, addReplicator, addTable } from '../../../src/simulator/store-builders.ts';
import { minutes, startRig } from './rig.ts';

describe('an ElastiCache Global Datastore', () => {
  it('is founded on a group, gets a secondary, and changes its primary', async () => {
    const rig = await startRig();
    const east = new elasticache.ElastiCacheClient(rig.aws('us-east-1'));
    const west = new elasticache.ElastiCacheClient(rig.aws('us-west-2'));
    const made = { ReplicationGroupDescription: 'Redis', NumCacheClusters: 2 };
    await east.send(
      new elasticache.CreateReplicationGroupCommand({ ReplicationGroupId: 'primary', ...made }),
    );
    rig.step(minutes(5));
    const GlobalReplicationGroupId = 'ldgnf-global';
    await east.send(
      new elasticache.CreateGlobalReplicationGroupCommand({
        GlobalReplicationGroupIdSuffix: 'global',
        PrimaryReplicationGroupId: 'primary',
      }),
    );
    const failover = new elasticache.FailoverGlobalReplicationGroupCommand({
      GlobalReplicationGroupId,
      PrimaryRegion: 'us-west-2',
      PrimaryReplicationGroupId: 'west',
    });
    await expect(west.send(failover)).rejects.toBeInstanceOf(elasticache.GlobalReplicationGroupNotFoundFault);
    await expect(east.send(failover)).rejects.toBeInstanceOf(
      elasticache.InvalidGlobalReplicationGroupStateFault,
    );
    await west.send(
      new elasticache.CreateReplicationGroupCommand({
        ReplicationGroupId: 'west',
        ReplicationGroupDescription: 'Redis West',
        GlobalReplicationGroupId,
      }),
    );
    rig.step(minutes(5));
    await west.send(failover);
    rig.step(minutes(1));
    const found = await east.send(
      new elasticache.DescribeGlobalReplicationGroupsCommand({ ShowMemberInfo: true }),
    );
    expect(found.GlobalReplicationGroups).toMatchObject([
      {
        Status: 'available',
        Members: [
          { ReplicationGroupId: 'primary', ReplicationGroupRegion: 'us-east-1', Role: 'SECONDARY' },
          { ReplicationGroupId: 'west', Role: 'PRIMARY', Status: 'associated' },
        ],
      },
    ]);
    await expect(
      east.send(new elasticache.DeleteReplicationGroupCommand({ ReplicationGroupId: 'primary' })),
    ).rejects.toBeInstanceOf(elasticache.InvalidReplicationGroupStateFault);
  });
});

describe('DynamoDB', () => {
  it('adds a replica to a table and shows it from both sides', async () => {
    const rig = await startRig();
    addTable(rig.world, { name: 'carts', region: 'us-east-1', writing: true });
    const east = new dynamodb.DynamoDBClient(rig.aws('us-east-1'));
    const west = new dynamodb.DynamoDBClient(rig.aws('us-west-2'));
    const add = new dynamodb.UpdateTableCommand({
      TableName: 'carts',
      ReplicaUpdates: [{ Create: { RegionName: 'us-west-2' } }],
    });
    await east.send(add);
    await expect(east.send(add)).rejects.toBeInstanceOf(dynamodb.ResourceInUseException);
    rig.step(minutes(10));
    await expect(east.send(add)).rejects.toMatchObject({ name: 'ValidationException' });
    const show = new dynamodb.DescribeTableCommand({ TableName: 'carts' });
    expect((await east.send(show)).Table?.Replicas).toEqual([
      { RegionName: 'us-west-2', ReplicaStatus: 'ACTIVE' },
    ]);
    expect((await west.send(show)).Table).toMatchObject({
      TableStatus: 'ACTIVE',
      Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE' }],
    });
    const missing = new dynamodb.DescribeTableCommand({ TableName: 'gone' });
    await expect(west.send(missing)).rejects.toBeInstanceOf(dynamodb.ResourceNotFoundException);
  });
});

describe('MSK', () => {
  it('lists clusters by name, gives their brokers, and describes a replicator', async () => {
    const rig = await startRig();
    const source = addKafkaCluster(rig.world, { name: 'events', region: 'us-east-1' });
    const target = addKafkaCluster(rig.world, { name: 'events', region: 'us-west-2', access: ['plaintext'] });
    const { arn } = addReplicator(rig.world, 'copies', { source, target });
    const west = new kafka.KafkaClient(rig.aws('us-west-2'));
    const list = await west.send(new kafka.ListClustersV2Command({ ClusterNameFilter: 'eve' }));
    const [found] = list.ClusterInfoList ?? [];
    expect(found).toMatchObject({ ClusterName: 'events', State: 'ACTIVE', ClusterArn: target.arn });
    expect(found?.CreationTime).toEqual(new Date(target.createdAt));
    const ClusterArn = target.arn;
    expect((await west.send(new kafka.DescribeClusterV2Command({ ClusterArn }))).ClusterInfo?.State).toBe(
      'ACTIVE',
    );
    const brokers = await west.send(new kafka.GetBootstrapBrokersCommand({ ClusterArn }));
    expect(brokers.BootstrapBrokerString?.split(',')).toHaveLength(3);
    expect(await west.send(new kafka.DescribeReplicatorCommand({ ReplicatorArn: arn }))).toMatchObject({
      ReplicatorState: 'RUNNING',
    });
    const missing = new kafka.DescribeClusterV2Command({ ClusterArn: source.arn });
    await expect(west.send(missing)).rejects.toBeInstanceOf(kafka.NotFoundException);
  });
});
