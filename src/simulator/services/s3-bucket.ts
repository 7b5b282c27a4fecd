import { NoSuchBucket$ } from '@aws-sdk/client-s3';
import { failure } from '../operation.ts';
import type { Call, Failure } from '../operation.ts';
import type { Bucket } from '../global-resources.ts';

/** Finds a bucket; one of another region is answered with S3's redirect, which names that region. */
export function findBucket(
  call: Call,
  name = '',
  options: { fromAnyRegion: boolean } = { fromAnyRegion: false },
): Bucket | Failure {
  const bucket = call.world.buckets.get(name);
  if (!bucket) return failure(NoSuchBucket$, 'The specified bucket does not exist', { BucketName: name });
  // An unsigned reader's region is a guess from the host name.
  if (bucket.region === call.region.name || options.fromAnyRegion || !call.caller) return bucket;
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
  const endpoint = `${name}.s3.${bucket.region}.amazonaws.com`;
  const fields = { Endpoint: endpoint, Bucket: name, Region: bucket.region };
  return failure({ code: 'PermanentRedirect', status: 301 }, message, fields);
}
