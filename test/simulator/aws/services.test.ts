import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as eks from '@aws-sdk/client-eks';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as elasticache from '@aws-sdk/client-elasticache';
import * as support from '@aws-sdk/client-support';
import { describe, expect, it } from 'vitest';
import {
  addDbInstance,
  addEksCluster,
  addLoadBalancer,
  addNodegroup,
  addReplica,
} from '../../../src/simulator/builders.ts';
import { setRegionCondition } from '../../../src/simulator/world.ts';
import { minutes, startOfTime, startRig } from './rig.ts';

describe('CloudWatch', () => {
  it('reports the lag of a replica from the replication itself, growing while the source is dark', async () => {
    const rig = await startRig();
    const source = addDbInstance(rig.world, { identifier: 'db', region: 'eu-west-1' });
    addReplica(rig.world, source, { identifier: 'db-replica', region: 'eu-west-2' });
    const client = new cloudwatch.CloudWatchClient(rig.aws('eu-west-2'));
    rig.step(minutes(10));
    setRegionCondition(rig.world, 'eu-west-1', 'dark');
    rig.step(minutes(2));
    const asked = {
      Namespace: 'AWS/RDS',
      MetricName: 'ReplicaLag',
      StartTime: new Date(startOfTime + minutes(9)),
      EndTime: new Date(startOfTime + minutes(20)),
      Period: 60,
      Statistics: ['Maximum' as const],
    };
    const of = (name: string) => [{ Name: 'DBInstanceIdentifier', Value: name }];
    const lag = await client.send(
      new cloudwatch.GetMetricStatisticsCommand({ ...asked, Dimensions: of('db-replica') }),
    );
    expect(lag.Datapoints?.map((point) => point.Maximum)).toEqual([0.8, 48.8, 108.8, 120.8]);
    const none = await client.send(
      new cloudwatch.GetMetricStatisticsCommand({ ...asked, Dimensions: of('nothing') }),
    );
    expect(none.Datapoints).toEqual([]);
    const { Namespace, MetricName, StartTime, EndTime } = asked;
    const Metric = { Namespace, MetricName, Dimensions: of('db-replica') };
    const data = await client.send(
      new cloudwatch.GetMetricDataCommand({
        StartTime,
        EndTime,
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [{ Id: 'lag', MetricStat: { Metric, Period: 60, Stat: 'Maximum' } }],
      }),
    );
    expect(data.MetricDataResults?.[0]?.Values).toEqual([0.8, 48.8, 108.8, 120.8]);
  });

  it('keeps what is put, and refuses a window that ends before it starts', async () => {
    const rig = await startRig();
    const client = new cloudwatch.CloudWatchClient(rig.aws('eu-west-2'));
    const window = {
      StartTime: new Date(startOfTime),
      EndTime: new Date(startOfTime + minutes(5)),
      Period: 60,
    };
    const asked = { Namespace: 'Shop', MetricName: 'Orders', Statistics: ['Sum' as const], ...window };
    await client.send(
      new cloudwatch.PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'Orders', Value: 7 }],
      }),
    );
    const found = await client.send(new cloudwatch.GetMetricStatisticsCommand(asked));
    expect(found.Datapoints?.[0]?.Sum).toBe(7);
    const wrong = new cloudwatch.GetMetricStatisticsCommand({ ...asked, EndTime: asked.StartTime });
    await expect(client.send(wrong)).rejects.toBeInstanceOf(cloudwatch.InvalidParameterCombinationException);
    expect((await client.send(new cloudwatch.DescribeAlarmsCommand({}))).MetricAlarms).toEqual([]);
  });
});

describe('EKS', () => {
  it('scales a node group in minutes, once for one request token', async () => {
    const rig = await startRig();
    const nodegroup = addNodegroup(
      rig.world,
      addEksCluster(rig.world, { name: 'shop', region: 'eu-west-2' }),
      {
        name: 'general',
      },
    );
    const client = new eks.EKSClient(rig.aws('eu-west-2'));
    const at = { clusterName: 'shop', nodegroupName: 'general' };
    const scale = new eks.UpdateNodegroupConfigCommand({
      ...at,
      scalingConfig: { desiredSize: 3 },
      clientRequestToken: 'once',
    });
    const update = (await client.send(scale)).update;
    expect((await client.send(scale)).update?.id).toBe(update?.id);
    const of = { name: 'shop', nodegroupName: 'general', updateId: update?.id };
    expect((await client.send(new eks.DescribeUpdateCommand(of))).update?.status).toBe('InProgress');
    rig.step(minutes(3));
    expect((await client.send(new eks.DescribeUpdateCommand(of))).update?.status).toBe('Successful');
    expect((await client.send(new eks.DescribeNodegroupCommand(at))).nodegroup).toMatchObject({
      status: 'ACTIVE',
      scalingConfig: { desiredSize: 3 },
    });
    expect(nodegroup.nodes).toBe(3);
    const tooMany = new eks.UpdateNodegroupConfigCommand({ ...at, scalingConfig: { desiredSize: 99 } });
    await expect(client.send(tooMany)).rejects.toBeInstanceOf(eks.InvalidParameterException);
  });

  it('lists and describes clusters and node groups', async () => {
    const rig = await startRig();
    addNodegroup(rig.world, addEksCluster(rig.world, { name: 'shop', region: 'eu-west-2' }), {
      name: 'general',
    });
    const client = new eks.EKSClient(rig.aws('eu-west-2'));
    expect((await client.send(new eks.ListClustersCommand({}))).clusters).toEqual(['shop']);
    expect((await client.send(new eks.ListNodegroupsCommand({ clusterName: 'shop' }))).nodegroups).toEqual([
      'general',
    ]);
    expect((await client.send(new eks.DescribeClusterCommand({ name: 'shop' }))).cluster?.status).toBe(
      'ACTIVE',
    );
    await expect(client.send(new eks.DescribeClusterCommand({ name: 'none' }))).rejects.toBeInstanceOf(
      eks.ResourceNotFoundException,
    );
  });
});

describe('ElastiCache', () => {
  it('creates a cluster and a replication group in about four minutes, and deletes them', async () => {
    const rig = await startRig();
    const client = new elasticache.ElastiCacheClient(rig.aws('eu-west-2'));
    await client.send(new elasticache.CreateCacheClusterCommand({ CacheClusterId: 'one', NumCacheNodes: 1 }));
    await client.send(
      new elasticache.CreateReplicationGroupCommand({
        ReplicationGroupId: 'sessions',
        ReplicationGroupDescription: 'sessions',
        NumCacheClusters: 2,
      }),
    );
    const cluster = new elasticache.DescribeCacheClustersCommand({
      CacheClusterId: 'one',
      ShowCacheNodeInfo: true,
    });
    const group = new elasticache.DescribeReplicationGroupsCommand({ ReplicationGroupId: 'sessions' });
    expect((await client.send(cluster)).CacheClusters?.[0]?.CacheClusterStatus).toBe('creating');
    rig.step(minutes(4));
    const ready = (await client.send(cluster)).CacheClusters?.[0];
    expect([ready?.CacheClusterStatus, ready?.CacheNodes?.[0]?.Endpoint?.Port]).toEqual(['available', 6379]);
    expect((await client.send(group)).ReplicationGroups?.[0]).toMatchObject({
      Status: 'available',
      MemberClusters: ['sessions-001', 'sessions-002'],
    });
    await client.send(new elasticache.DeleteCacheClusterCommand({ CacheClusterId: 'one' }));
    await client.send(new elasticache.DeleteReplicationGroupCommand({ ReplicationGroupId: 'sessions' }));
    rig.step(minutes(2));
    await expect(client.send(cluster)).rejects.toBeInstanceOf(elasticache.CacheClusterNotFoundFault);
    await expect(client.send(group)).rejects.toBeInstanceOf(elasticache.ReplicationGroupNotFoundFault);
  });
});

describe('Elastic Load Balancing', () => {
  it('describes a load balancer, its target group and the health of its targets', async () => {
    const rig = await startRig();
    const made = addLoadBalancer(rig.world, {
      name: 'web',
      region: 'eu-west-2',
      targets: [{ id: '10.0.0.1', port: 8080, health: 'healthy' }],
    });
    const client = new elbv2.ElasticLoadBalancingV2Client(rig.aws('eu-west-2'));
    const balancers = await client.send(new elbv2.DescribeLoadBalancersCommand({ Names: ['web'] }));
    expect(balancers.LoadBalancers?.[0]).toMatchObject({
      DNSName: made.dnsName,
      CanonicalHostedZoneId: 'ZHURV8PSTC4K8',
    });
    const groups = await client.send(new elbv2.DescribeTargetGroupsCommand({ LoadBalancerArn: made.arn }));
    const TargetGroupArn = groups.TargetGroups?.[0]?.TargetGroupArn;
    const health = new elbv2.DescribeTargetHealthCommand({ TargetGroupArn });
    const state = async () => (await client.send(health)).TargetHealthDescriptions?.[0]?.TargetHealth?.State;
    expect(await state()).toBe('healthy');
    rig.world.targetHealth = () => 'unhealthy';
    expect(await state()).toBe('unhealthy');
    await expect(
      client.send(new elbv2.DescribeLoadBalancersCommand({ Names: ['no'] })),
    ).rejects.toBeInstanceOf(elbv2.LoadBalancerNotFoundException);
  });
});

describe('AWS Support', () => {
  it('opens a case and finds it again', async () => {
    const rig = await startRig();
    const client = new support.SupportClient(rig.aws('us-east-1'));
    const { caseId = '' } = await client.send(
      new support.CreateCaseCommand({
        subject: 'Region lost',
        communicationBody: 'Help.',
        severityCode: 'critical',
      }),
    );
    const found = await client.send(new support.DescribeCasesCommand({ caseIdList: [caseId] }));
    expect(found.cases?.[0]).toMatchObject({ subject: 'Region lost', severityCode: 'critical' });
    await expect(client.send(new support.DescribeCasesCommand({ caseIdList: ['x'] }))).rejects.toBeInstanceOf(
      support.CaseIdNotFound,
    );
  });
});
