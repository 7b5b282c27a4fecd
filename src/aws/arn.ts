import type { Region } from '../ids.ts';

const partitions = [
  { prefix: 'cn-', name: 'aws-cn', globalRegion: 'cn-northwest-1', suffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', name: 'aws-us-gov', globalRegion: 'us-gov-west-1', suffix: 'amazonaws.com' },
  { prefix: 'us-isob-', name: 'aws-iso-b', globalRegion: 'us-isob-east-1', suffix: 'sc2s.sgov.gov' },
  { prefix: 'us-iso-', name: 'aws-iso', globalRegion: 'us-iso-east-1', suffix: 'c2s.ic.gov' },
  { prefix: 'eusc-', name: 'aws-eusc', globalRegion: 'eusc-de-east-1', suffix: 'amazonaws.eu' },
] as const;

const commercial = { name: 'aws', globalRegion: 'us-east-1', suffix: 'amazonaws.com' } as const;

/** A group of regions with its own ARNs, its own DNS suffix and its own home of the global control planes. */
export interface Partition {
  readonly name: string;
  /** Where the control planes of global services such as Route 53 are. */
  readonly globalRegion: Region;
  readonly suffix: string;
}

/** The partition a region belongs to, from the region's name. */
export function partitionOf(region: Region): Partition {
  return partitions.find((partition) => region.startsWith(partition.prefix)) ?? commercial;
}

/** Where a resource is; without the account its ARN has `*` there, which IAM takes as any account. */
export interface Owner {
  readonly region: Region;
  readonly account?: string;
}

function arn(service: string, { region, account }: Owner, resource: string): string {
  return `arn:${partitionOf(region).name}:${service}:${region}:${account ?? '*'}:${resource}`;
}

/** ARN of an RDS instance. */
export function dbInstanceArn(owner: Owner, identifier: string): string {
  return arn('rds', owner, `db:${identifier}`);
}

/** ARN of an RDS snapshot. */
export function dbSnapshotArn(owner: Owner, identifier: string): string {
  return arn('rds', owner, `snapshot:${identifier}`);
}

/** ARN of an Aurora cluster. */
export function dbClusterArn(owner: Owner, identifier: string): string {
  return arn('rds', owner, `cluster:${identifier}`);
}

/** ARN of a parameter group of Aurora clusters. */
export function dbClusterParameterGroupArn(owner: Owner, name: string): string {
  return arn('rds', owner, `cluster-pg:${name}`);
}

/** ARN of an Aurora global database, which belongs to no region; `owner.region` only chooses the partition. */
export function globalClusterArn({ region, account }: Owner, identifier: string): string {
  return `arn:${partitionOf(region).name}:rds::${account ?? '*'}:global-cluster:${identifier}`;
}

/** ARN of an RDS subnet group, which creating a replica touches as well. */
export function dbSubnetGroupArn(owner: Owner, name: string): string {
  return arn('rds', owner, `subgrp:${name}`);
}

/** ARN of an RDS parameter group. */
export function dbParameterGroupArn(owner: Owner, name: string): string {
  return arn('rds', owner, `pg:${name}`);
}

/** ARN of an ElastiCache cluster. */
export function cacheClusterArn(owner: Owner, identifier: string): string {
  return arn('elasticache', owner, `cluster:${identifier}`);
}

/** ARN of an ElastiCache replication group. */
export function replicationGroupArn(owner: Owner, identifier: string): string {
  return arn('elasticache', owner, `replicationgroup:${identifier}`);
}

/** ARN of an EKS cluster. */
export function eksClusterArn(owner: Owner, name: string): string {
  return arn('eks', owner, `cluster/${name}`);
}

/** ARN of an EKS node group; AWS appends a unique id to it, hence the `*` at the end. */
export function nodegroupArn(owner: Owner, cluster: string, nodegroup: string): string {
  return arn('eks', owner, `nodegroup/${cluster}/${nodegroup}/*`);
}

/** ARN of an S3 bucket; `region` only chooses the partition. */
export function bucketArn(region: Region, bucket: string): string {
  return `arn:${partitionOf(region).name}:s3:::${bucket}`;
}

/** ARN of an S3 object, or of all objects whose key matches `key` with `*` in it. */
export function objectArn(region: Region, bucket: string, key: string): string {
  return `${bucketArn(region, bucket)}/${key}`;
}

/** ARN of a Route 53 zone; the id with or without its `/hostedzone/`. `region` only chooses the partition. */
export function hostedZoneArn(region: Region, zoneId: string): string {
  return `arn:${partitionOf(region).name}:route53:::hostedzone/${zoneId.replace(/^\/?hostedzone\//, '')}`;
}

/** ARN of a Route 53 health check. `region` only chooses the partition. */
export function healthCheckArn(region: Region, healthCheckId: string): string {
  return `arn:${partitionOf(region).name}:route53:::healthcheck/${healthCheckId}`;
}

/** ARN of an ECS service. */
export function ecsServiceArn(owner: Owner, cluster: string, service: string): string {
  return arn('ecs', owner, `service/${cluster}/${service}`);
}

/** ARN of the tasks of an ECS cluster. */
export function ecsTaskArn(owner: Owner, cluster: string): string {
  return arn('ecs', owner, `task/${cluster}/*`);
}

/** ARN of a revision of an ECS task definition. */
export function taskDefinitionArn(owner: Owner, family: string, revision: string): string {
  return arn('ecs', owner, `task-definition/${family}:${revision}`);
}

/** ARN of any scalable target: AWS makes up their ids. */
export function scalableTargetArn(owner: Owner): string {
  return arn('application-autoscaling', owner, 'scalable-target/*');
}

/** ARN of a Global Datastore, which belongs to no region; `region` only chooses the partition. */
export function globalDatastoreArn({ region, account }: Owner, id: string): string {
  return `arn:${partitionOf(region).name}:elasticache::${account ?? '*'}:globalreplicationgroup:${id}`;
}

/** ARN of a DynamoDB table. */
export function tableArn(owner: Owner, name: string): string {
  return arn('dynamodb', owner, `table/${name}`);
}

/** ARN of an MSK cluster; AWS appends a unique id to it, hence the `*` at the end. */
export function kafkaClusterArn(owner: Owner, name: string): string {
  return arn('kafka', owner, `cluster/${name}/*`);
}

/** ARN of a CloudWatch alarm, or of all whose names match `name` with `*` in it. */
export function alarmArn(owner: Owner, name: string): string {
  return arn('cloudwatch', owner, `alarm:${name}`);
}

/** ARN of a CloudWatch dashboard, which has no region; `region` only chooses the partition. */
export function dashboardArn({ region, account }: Owner, name: string): string {
  return `arn:${partitionOf(region).name}:cloudwatch::${account ?? '*'}:dashboard/${name}`;
}

/** ARN of an ECR repository. */
export function repositoryArn(owner: Owner, name: string): string {
  return arn('ecr', owner, `repository/${name}`);
}

/** ARN of a Lambda function. */
export function functionArn(owner: Owner, name: string): string {
  return arn('lambda', owner, `function:${name}`);
}

/** ARN of what connects a Lambda function with the source of its events. */
export function eventSourceMappingArn(owner: Owner, uuid: string): string {
  return arn('lambda', owner, `event-source-mapping:${uuid}`);
}

/** ARN of a parameter in the Parameter Store; the slash that its name may begin with is the one of the ARN. */
export function parameterArn(owner: Owner, name: string): string {
  return arn('ssm', owner, `parameter/${name.replace(/^\//, '')}`);
}

/** ARN of a secret; AWS appends a hyphen and six characters to its name, hence the end. */
export function secretArn(owner: Owner, name: string): string {
  return arn('secretsmanager', owner, `secret:${name}-*`);
}

/** ARN of a CloudFront distribution; `region` only chooses the partition. */
export function distributionArn({ region, account }: Owner, id: string): string {
  return `arn:${partitionOf(region).name}:cloudfront::${account ?? '*'}:distribution/${id}`;
}

/** ARN of a Route 53 traffic policy. `region` only chooses the partition. */
export function trafficPolicyArn(region: Region, policyId: string): string {
  return `arn:${partitionOf(region).name}:route53:::trafficpolicy/${policyId}`;
}

/** ARN of a Route 53 traffic policy instance. `region` only chooses the partition. */
export function trafficPolicyInstanceArn(region: Region, instanceId: string): string {
  return `arn:${partitionOf(region).name}:route53:::trafficpolicyinstance/${instanceId}`;
}
