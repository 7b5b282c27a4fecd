import type { _Object as S3Object } from '@aws-sdk/client-s3';
import { fail } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Step } from '../plan/plan.ts';
import type { ApplyContext } from './kind.ts';
import { textParam } from './step-params.ts';

/** CopyObject takes no more: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
const LARGEST_COPY = 5 * 1024 ** 3;

/** How many copies are under way at once. */
const AT_ONCE = 16;

/** What a pass over two buckets came to. */
export interface SyncCount {
  copied: number;
  bytes: number;
  /** Objects that agree already. */
  same: number;
  /** Objects of which the target has a newer one, which is left alone. */
  newer: number;
  tooLarge: string[];
}

/**
 * Copies what the source bucket of the step has and its target lacks or has older, with what was listed being copied at once. Deletes
 * nothing. A second pass copies only what changed in the meantime. Throws STEP_BROKEN for objects that are too large to be copied.
 */
export async function syncBuckets(step: Step, context: ApplyContext): Promise<SyncCount> {
  const count: SyncCount = { copied: 0, bytes: 0, same: 0, newer: 0, tooLarge: [] };
  const target = objectsOf(textParam(step, 'bucket'), step.region, context);
  let there = await target.next();
  let waiting: S3Object[] = [];
  for await (const object of objectsOf(textParam(step, 'source'), textParam(step, 'sourceRegion'), context)) {
    while (there.done !== true && before(there.value, object)) there = await target.next();
    const present = there.done !== true && there.value.Key === object.Key ? there.value : undefined;
    if (!isMissing(object, present, count)) continue;
    waiting.push(object);
    if (waiting.length < AT_ONCE) continue;
    await copyAll(waiting, step, context);
    waiting = [];
  }
  await copyAll(waiting, step, context);
  const [example] = count.tooLarge;
  if (example === undefined) return count;
  const [source, bucket] = [textParam(step, 'source'), textParam(step, 'bucket')];
  throw fail({
    code: 'STEP_BROKEN',
    message: `${count.tooLarge.length} objects of ${source} are larger than 5 GiB and cannot be copied in one call, such as ${example}. ${count.copied} others have been copied to ${bucket}.`,
    resource: step.resource,
    step: step.id,
    region: step.region,
    fix: `Copy them and try again: aws s3 sync s3://${source} s3://${bucket} --source-region ${textParam(step, 'sourceRegion')} --region ${step.region}`,
  });
}

function isMissing(object: S3Object, present: S3Object | undefined, count: SyncCount): boolean {
  if (present !== undefined && present.ETag === object.ETag && present.Size === object.Size) {
    count.same += 1;
    return false;
  }
  // Encrypted and multipart objects have other tags although they agree: then the copy is the younger one.
  if (present !== undefined && timeOf(present) >= timeOf(object)) {
    count.newer += 1;
    return false;
  }
  if ((object.Size ?? 0) > LARGEST_COPY) {
    count.tooLarge.push(object.Key ?? '');
    return false;
  }
  count.copied += 1;
  count.bytes += object.Size ?? 0;
  return true;
}

async function copyAll(objects: readonly S3Object[], step: Step, context: ApplyContext): Promise<void> {
  const s3 = await context.outside.aws.s3(step.region);
  const [source, bucket] = [textParam(step, 'source'), textParam(step, 'bucket')];
  await Promise.all(
    objects.map(async ({ Key = '' }) => {
      const CopySource = `${source}/${Key.split('/').map(encodeURIComponent).join('/')}`;
      await s3.copyObject({ Bucket: bucket, Key, CopySource }, { signal: context.signal });
    }),
  );
}

/** The objects of a bucket in the order of S3, which is that of their keys' bytes. */
async function* objectsOf(bucket: string, region: Region, context: ApplyContext): AsyncGenerator<S3Object> {
  const s3 = await context.outside.aws.s3(region);
  let next: string | undefined;
  do {
    const input = { Bucket: bucket, ...(next === undefined ? {} : { ContinuationToken: next }) };
    const page = await s3.listObjectsV2(input, { signal: context.signal });
    yield* page.Contents ?? [];
    next = page.NextContinuationToken;
  } while (next !== undefined);
}

function before(one: S3Object, other: S3Object): boolean {
  return Buffer.compare(Buffer.from(one.Key ?? ''), Buffer.from(other.Key ?? '')) < 0;
}

function timeOf({ LastModified }: S3Object): number {
  return LastModified?.getTime() ?? 0;
}
