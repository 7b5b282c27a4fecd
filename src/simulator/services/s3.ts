import * as client from '@aws-sdk/client-s3';
import { defineOperation, failure, isFailure, operationsOf } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import type { Bucket } from '../global-resources.ts';
import { pageOf } from './pages.ts';
import { copyObject, deleteObject, getObject, headObject, putObject } from './s3-objects.ts';
import { findBucket } from './s3-bucket.ts';

function listObjects(input: client.ListObjectsV2Request, call: Call): Answer<client.ListObjectsV2Output> {
  const bucket = findBucket(call, input.Bucket);
  if (isFailure(bucket)) return bucket;
  const { Prefix = '', StartAfter = '', MaxKeys = 1000, Delimiter } = input;
  const matching = [...bucket.objects.values()]
    .filter(({ key }) => key.startsWith(Prefix) && key > StartAfter)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const folderOf = (key: string) => {
    const end = Delimiter === undefined ? -1 : key.indexOf(Delimiter, Prefix.length);
    return end < 0 ? undefined : key.slice(0, end + 1);
  };
  const folders = new Set(matching.flatMap(({ key }) => folderOf(key) ?? []));
  const page = pageOf(
    matching.filter(({ key }) => folderOf(key) === undefined),
    input.ContinuationToken,
    MaxKeys,
  );
  return {
    Name: bucket.name,
    Prefix,
    MaxKeys,
    KeyCount: page.items.length + folders.size,
    IsTruncated: page.next !== undefined,
    ...(page.next === undefined ? {} : { NextContinuationToken: page.next }),
    ...(input.StartAfter === undefined ? {} : { StartAfter }),
    Contents: page.items.map((object) => ({
      Key: object.key,
      LastModified: new Date(object.modifiedAt),
      ETag: object.etag,
      Size: object.body.length,
      StorageClass: 'STANDARD' as const,
    })),
    CommonPrefixes: [...folders].sort().map((folder) => ({ Prefix: folder })),
  };
}

function putReplication(input: client.PutBucketReplicationRequest, call: Call): Answer<object> {
  const bucket = findBucket(call, input.Bucket);
  if (isFailure(bucket)) return bucket;
  if (bucket.versioning !== 'Enabled') {
    const message = 'Versioning must be Enabled on the bucket to apply a replication configuration';
    return failure({ code: 'InvalidRequest', status: 400 }, message);
  }
  const targets = (input.ReplicationConfiguration?.Rules ?? []).map(
    ({ Destination }) => Destination?.Bucket?.split(':').at(-1) ?? '',
  );
  const unready = targets.find((name) => call.world.buckets.get(name)?.versioning !== 'Enabled');
  if (unready !== undefined) {
    const message = `Destination bucket must have versioning enabled: ${unready}`;
    return failure({ code: 'InvalidRequest', status: 400 }, message);
  }
  bucket.replication = input.ReplicationConfiguration;
  return {};
}

function getObjectLock(bucket: Bucket): client.GetObjectLockConfigurationOutput | Failure {
  const rule = bucket.retention === undefined ? {} : { Rule: { DefaultRetention: bucket.retention } };
  if (bucket.objectLock) return { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', ...rule } };
  const message = 'Object Lock configuration does not exist for this bucket';
  return failure({ code: 'ObjectLockConfigurationNotFoundError', status: 404 }, message);
}

function getReplication(
  input: client.GetBucketReplicationRequest,
  call: Call,
): Answer<client.GetBucketReplicationOutput> {
  const bucket = findBucket(call, input.Bucket);
  if (isFailure(bucket)) return bucket;
  if (bucket.replication) return { ReplicationConfiguration: bucket.replication };
  return failure(
    { code: 'ReplicationConfigurationNotFoundError', status: 404 },
    'The replication configuration was not found',
    { BucketName: bucket.name },
  );
}

function listBuckets(_input: client.ListBucketsRequest, call: Call): client.ListBucketsOutput {
  return {
    Buckets: [...call.world.buckets.values()].map((bucket) => ({
      Name: bucket.name,
      CreationDate: new Date(bucket.createdAt),
    })),
    Owner: { ID: call.world.accountId },
  };
}

/** For operations that only look at the bucket. */
function withBucket<Output extends object>(show: (bucket: Bucket) => Output | Failure) {
  return (input: { Bucket: string | undefined }, call: Call): Output | Failure => {
    const bucket = findBucket(call, input.Bucket);
    return isFailure(bucket) ? bucket : show(bucket);
  };
}

const bucketArn = (input: { Bucket?: string | undefined }) => [`arn:aws:s3:::${input.Bucket ?? '*'}`];
const objectArn = (input: { Bucket: string | undefined; Key: string | undefined }) => [
  `arn:aws:s3:::${input.Bucket ?? '*'}/${input.Key ?? '*'}`,
];

/** Amazon S3: objects with conditional writes, and what is needed of buckets. */
export const s3: Service = {
  name: 's3',
  signingName: 's3',
  protocol: 'rest-xml',
  xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  global: false,
  throttling: { code: 'SlowDown', status: 503 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.ListBuckets$, { handle: listBuckets }),
    defineOperation(client.HeadBucket$, {
      resources: bucketArn,
      handle: withBucket((bucket) => ({ BucketRegion: bucket.region })),
    }),
    defineOperation(client.GetBucketLocation$, {
      resources: bucketArn,
      handle: (input: client.GetBucketLocationRequest, call) => {
        const bucket = findBucket(call, input.Bucket, { fromAnyRegion: true });
        if (isFailure(bucket)) return bucket;
        return bucket.region === 'us-east-1' ? {} : { LocationConstraint: bucket.region };
      },
    }),
    defineOperation(client.GetBucketVersioning$, {
      resources: bucketArn,
      handle: withBucket((bucket) => (bucket.versioning === undefined ? {} : { Status: bucket.versioning })),
    }),
    defineOperation(client.GetBucketReplication$, { resources: bucketArn, handle: getReplication }),
    defineOperation(client.PutBucketReplication$, {
      mutating: true,
      resources: bucketArn,
      handle: putReplication,
    }),
    defineOperation(client.DeleteBucketReplication$, {
      mutating: true,
      resources: bucketArn,
      handle: withBucket((bucket) => {
        bucket.replication = undefined;
        return {};
      }),
    }),
    defineOperation(client.GetObjectLockConfiguration$, {
      resources: bucketArn,
      handle: withBucket(getObjectLock),
    }),
    defineOperation(client.ListObjectsV2$, { resources: bucketArn, handle: listObjects }),
    defineOperation(client.PutObject$, { mutating: true, resources: objectArn, handle: putObject }),
    defineOperation(client.CopyObject$, { mutating: true, resources: objectArn, handle: copyObject }),
    defineOperation(client.GetObject$, { resources: objectArn, handle: getObject }),
    defineOperation(client.HeadObject$, { resources: objectArn, handle: headObject }),
    defineOperation(client.DeleteObject$, { mutating: true, resources: objectArn, handle: deleteObject }),
  ],
};
