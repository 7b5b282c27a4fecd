import type {
  CopyObjectOutput,
  CopyObjectRequest,
  DeleteObjectOutput,
  DeleteObjectRequest,
  GetObjectOutput,
  GetObjectRequest,
  HeadObjectOutput,
  PutObjectOutput,
  PutObjectRequest,
  ReplicationRule,
} from '@aws-sdk/client-s3';
import { addObject } from '../builders.ts';
import { failure, isFailure } from '../operation.ts';
import type { Answer, Call, Failure } from '../operation.ts';
import { regionOf, scheduleIn } from '../world.ts';
import type { Bucket, StoredObject } from '../global-resources.ts';
import { findBucket } from './s3-bucket.ts';

/** PutObject, also the conditional one: `If-None-Match: *` for "only if absent", `If-Match` for "only if unchanged". */
export function putObject(
  input: Omit<PutObjectRequest, 'Body'> & { Body?: Buffer },
  call: Call,
): Answer<PutObjectOutput> {
  const bucket = findBucket(call, input.Bucket);
  if (isFailure(bucket)) return bucket;
  const key = input.Key ?? '';
  const present = bucket.objects.get(key);
  if (input.IfNoneMatch === '*' && present) return preconditionFailed('If-None-Match');
  const mismatch = checkMatch(input.IfMatch, present);
  if (mismatch) return mismatch;
  const destination = replicaBucket(call, bucket, key);
  const object = addObject(call.world, bucket, {
    key,
    body: input.Body ?? Buffer.alloc(0),
    contentType: input.ContentType,
    metadata: input.Metadata ?? {},
    replicationStatus: destination ? 'PENDING' : undefined,
  });
  if (destination) replicate(call, object, { from: bucket, to: destination });
  return { ETag: object.etag, ...versionOf(object), ...checksumsOf(input) };
}

/** CopyObject in the region of the copy, with type and metadata of the source, which may be in another region. */
export function copyObject(input: CopyObjectRequest, call: Call): Answer<CopyObjectOutput> {
  const [name = '', ...key] = decodeURIComponent(input.CopySource ?? '')
    .replace(/^\//, '')
    .replace(/\?versionId=.*$/, '')
    .split('/');
  const source = findBucket(call, name, { fromAnyRegion: true });
  if (isFailure(source)) return source;
  if (regionOf(call.world, source.region).condition === 'dark')
    return failure({ code: 'InternalError', status: 500 }, 'We encountered an internal error.');
  const object = source.objects.get(key.join('/'));
  if (!object)
    return failure({ code: 'NoSuchKey', status: 404 }, 'The specified key does not exist.', {
      Key: key.join('/'),
    });
  const { body, contentType, metadata } = object;
  const { Bucket, Key } = input;
  const put = putObject({ Bucket, Key, Body: body, ContentType: contentType, Metadata: metadata }, call);
  if (isFailure(put)) return put;
  return {
    CopyObjectResult: { ETag: put.ETag, LastModified: new Date(call.now) },
    ...(put.VersionId === undefined ? {} : { VersionId: put.VersionId }),
  };
}

/** GetObject, with `If-Match` and `If-None-Match`. */
export function getObject(
  input: GetObjectRequest,
  call: Call,
): Answer<Omit<GetObjectOutput, 'Body'> & { Body: Buffer }> {
  const object = findObject(call, input);
  return isFailure(object) ? object : { ...describe(object), Body: object.body };
}

/** HeadObject. */
export function headObject(input: GetObjectRequest, call: Call): Answer<HeadObjectOutput> {
  const object = findObject(call, input);
  return isFailure(object) ? object : describe(object);
}

/** DeleteObject, which succeeds for an absent object unless `If-Match` demands one. */
export function deleteObject(input: DeleteObjectRequest, call: Call): Answer<DeleteObjectOutput> {
  const bucket = findBucket(call, input.Bucket);
  if (isFailure(bucket)) return bucket;
  const present = bucket.objects.get(input.Key ?? '');
  const mismatch = checkMatch(input.IfMatch, present);
  if (mismatch) return mismatch;
  bucket.objects.delete(input.Key ?? '');
  return bucket.versioning === 'Enabled' ? { DeleteMarker: true } : {};
}

function findObject(call: Call, input: GetObjectRequest): StoredObject | Failure {
  const bucket = findBucket(call, input.Bucket);
  if (isFailure(bucket)) return bucket;
  const object = bucket.objects.get(input.Key ?? '');
  // Whoever may not list the bucket does not learn whether the object exists.
  if (!object && !call.caller) return failure({ code: 'AccessDenied', status: 403 }, 'Access Denied');
  const secret = object ? undefined : refuseListing(call, bucket.name);
  if (secret) return secret;
  if (!object) {
    return failure({ code: 'NoSuchKey', status: 404 }, 'The specified key does not exist.', {
      Key: input.Key ?? '',
    });
  }
  if (input.IfMatch !== undefined && !sameTag(input.IfMatch, object.etag))
    return preconditionFailed('If-Match');
  if (input.IfNoneMatch !== undefined && sameTag(input.IfNoneMatch, object.etag)) {
    return failure({ code: 'NotModified', status: 304 }, 'Not Modified');
  }
  return object;
}

function refuseListing({ world, caller, region }: Call, bucket: string): Failure | undefined {
  const principal = caller?.principal ?? 'anonymous';
  const [service, action, resource] = ['s3', 's3:ListBucket', `arn:aws:s3:::${bucket}`];
  const asked = { principal, accessKey: caller, service, action, resource, region: region.name };
  if (world.authorize?.(asked).allowed !== false) return undefined;
  const sentence = `User: ${principal} is not authorized to perform: ${action} on resource: "${resource}"`;
  return failure(
    { code: 'AccessDenied', status: 403 },
    `${sentence} because no identity-based policy allows the ${action} action`,
  );
}

function checkMatch(wanted: string | undefined, present: StoredObject | undefined): Failure | undefined {
  if (wanted === undefined) return undefined;
  if (!present) return failure({ code: 'NoSuchKey', status: 404 }, 'The specified key does not exist.');
  return wanted === '*' || sameTag(wanted, present.etag) ? undefined : preconditionFailed('If-Match');
}

function preconditionFailed(condition: string): Failure {
  const message = 'At least one of the pre-conditions you specified did not hold';
  return failure({ code: 'PreconditionFailed', status: 412 }, message, { Condition: condition });
}

function sameTag(a: string, b: string): boolean {
  return a.replaceAll('"', '') === b.replaceAll('"', '');
}

function describe(object: StoredObject): HeadObjectOutput {
  return {
    AcceptRanges: 'bytes',
    LastModified: new Date(object.modifiedAt),
    ContentLength: object.body.length,
    ETag: object.etag,
    ContentType: object.contentType ?? 'binary/octet-stream',
    Metadata: object.metadata,
    ...versionOf(object),
    ...(object.replicationStatus === undefined ? {} : { ReplicationStatus: object.replicationStatus }),
  };
}

function versionOf(object: StoredObject): { VersionId?: string } {
  return object.versionId === undefined ? {} : { VersionId: object.versionId };
}

function checksumsOf(input: Omit<PutObjectRequest, 'Body'>): PutObjectOutput {
  const { ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME, ChecksumSHA1, ChecksumSHA256 } = input;
  return { ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME, ChecksumSHA1, ChecksumSHA256 };
}

function replicaBucket(call: Call, bucket: Bucket, key: string): Bucket | undefined {
  const rule = bucket.replication?.Rules?.find((candidate) => {
    return candidate.Status === 'Enabled' && key.startsWith(prefixOf(candidate));
  });
  return call.world.buckets.get(rule?.Destination?.Bucket?.split(':').at(-1) ?? '');
}

function prefixOf(rule: ReplicationRule): string {
  // Older configurations carry the prefix outside the filter, and S3 still takes them.
  const outside: unknown = Object.entries(rule).find(([name]) => name === 'Prefix')?.[1];
  return rule.Filter?.Prefix ?? (typeof outside === 'string' ? outside : '');
}

function replicate(call: Call, object: StoredObject, way: { from: Bucket; to: Bucket }): void {
  const { world } = call;
  const isDark = (bucket: Bucket) => regionOf(world, bucket.region).condition === 'dark';
  const attempt = () => {
    if (isDark(way.from) || isDark(way.to)) {
      scheduleIn(world, world.timings.objectReplicationMs, { apply: attempt });
      return;
    }
    addObject(world, way.to, { ...object, replicationStatus: 'REPLICA' });
    object.replicationStatus = 'COMPLETED';
  };
  scheduleIn(world, world.timings.objectReplicationMs, { apply: attempt });
}
