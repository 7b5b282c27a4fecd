import type { _Object as S3Object } from '@aws-sdk/client-s3';
import { formatDuration } from '../format-duration.ts';
import type { Region } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import type { Check, ObserveContext } from './kind.ts';
import type { BucketResource } from './s3-spec.ts';

/** As many keys of each bucket are compared: one page of a list. */
const SAMPLE = 1000;

/** S3 replicates most objects within this time, in ms; younger ones may still be on their way. */
const ON_THE_WAY = 15 * 60_000;

/** Compares the first keys of both buckets, by count, size and tag, and the newest object among them. Reads two pages of lists and nothing else. */
export async function compareBuckets(
  { id, regional }: BucketResource,
  { from, to }: Goal,
  context: ObserveContext,
): Promise<readonly Check[]> {
  const [source, target] = [regional[from], regional[to]];
  if (source === undefined || target === undefined) return [];
  const [here, there] = await Promise.all([sampleOf(source, from, context), sampleOf(target, to, context)]);
  // Where a list goes on, what stands behind its last key has not been looked for.
  const listed = (object: S3Object): boolean =>
    there.end === undefined || keyOrder(object.Key ?? '', there.end) <= 0;
  const sample = here.objects.filter(listed);
  const copies = new Map(there.objects.map((object) => [object.Key, object]));
  const isLate = (object: S3Object): boolean => context.now - timeOf(object) > ON_THE_WAY;
  const lost = sample.filter((object) => isLate(object) && !isCopy(object, copies.get(object.Key)));
  const [example] = lost;
  const size = here.end === undefined ? 'all' : 'the first';
  return [
    {
      name: `${target} has what ${source} has`,
      ok: lost.length === 0,
      expected: `${size} ${sample.length} objects of ${id}`,
      found:
        example === undefined
          ? `no object missing or older, of ${there.objects.length} listed`
          : `${lost.length} missing or older, such as ${example.Key ?? ''}`,
    },
    ...newest(sample, { copies, target, now: context.now }),
  ];
}

function newest(
  sample: readonly S3Object[],
  {
    copies,
    target,
    now,
  }: {
    readonly copies: ReadonlyMap<string | undefined, S3Object>;
    readonly target: string;
    readonly now: number;
  },
): Check[] {
  const [first] = [...sample].sort((one, other) => timeOf(other) - timeOf(one));
  if (first === undefined) return [];
  const copied = isCopy(first, copies.get(first.Key));
  const ageMs = now - timeOf(first);
  const age = `${first.Key ?? ''}, ${formatDuration(Math.max(0, ageMs))} old`;
  return [
    {
      name: `${target} has the newest object of the sample`,
      ok: copied || ageMs <= ON_THE_WAY,
      expected: `there ${formatDuration(ON_THE_WAY)} after it was written`,
      found: copied ? `there: ${age}` : `not there: ${age}`,
    },
  ];
}

/** Encrypted and multipart objects have other tags although they agree: then the copy is as large and not older. */
function isCopy(object: S3Object, copy: S3Object | undefined): boolean {
  if (copy === undefined) return false;
  return copy.ETag === object.ETag && copy.Size === object.Size ? true : timeOf(copy) >= timeOf(object);
}

async function sampleOf(
  bucket: string,
  region: Region,
  { outside, signal }: ObserveContext,
): Promise<{ readonly objects: readonly S3Object[]; readonly end: string | undefined }> {
  const s3 = await outside.aws.s3(region);
  const page = await s3.listObjectsV2({ Bucket: bucket, MaxKeys: SAMPLE }, { signal });
  const objects = page.Contents ?? [];
  return { objects, end: page.IsTruncated === true ? objects.at(-1)?.Key : undefined };
}

function keyOrder(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function timeOf({ LastModified }: S3Object): number {
  return LastModified?.getTime() ?? 0;
}
