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
