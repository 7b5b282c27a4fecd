import { randomUUID } from 'node:crypto';
import type { Aws } from '../aws/aws.ts';
import type { S3Api } from '../aws/services/s3.ts';
import type { Clock } from '../clock.ts';
import type { Witness } from '../config/config.ts';
import { parseEntries, parseStored, type JournalEntry } from '../engine/journal.ts';
import { retryDelay } from '../engine/retry-policy.ts';
import type { Classify } from '../engine/observe.ts';
import type {
  Lease,
  LeaseAnswer,
  LeftRequest,
  OperatorRequest,
  RunRecord,
  RunStore,
} from '../engine/run-store.ts';
import { fail } from '../errors.ts';
import type { RunId } from '../ids.ts';

/** What the store needs. */
export interface S3StoreInput {
  readonly aws: Aws;
  readonly witness: Witness;
  readonly clock: Clock;
  readonly classify: Classify;
}

const prefix = 'region-failover/';

/** The ETag of no object: an MD5 sum that nothing is known to have. */
const noEtag = '"00000000000000000000000000000000"';

const unreachableFix =
  'Check the network from here to that region, then type the command again; a run that has begun goes on with `resume`.';

interface Bucket {
  get(key: string): Promise<{ readonly text: string; readonly etag: string } | undefined>;
  /** Writes only where nothing is (`absent`) or where this ETag is; false when something else is there. */
  put(
    key: string,
    text: string,
    condition: 'absent' | { readonly etag: string } | 'any',
  ): Promise<{ readonly etag: string } | undefined>;
  remove(key: string, etag?: string): Promise<void>;
  keys(under: string): Promise<readonly string[]>;
  /** Takes away what stands at `key`, which is `text`, and throws UNSUPPORTED where it may be replaced against a condition. */
  requireConditions(key: string, text: string): Promise<void>;
}

/**
 * Keeps runs in a bucket of a witness region. Entries are objects that can only be created, never replaced (S3 conditional writes:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html), so two processes can never both write a journal.
 */
export function s3Store(input: S3StoreInput): RunStore {
  const bucket = openBucket(input);
  const runKey = (run: RunId): string => `${prefix}runs/${checked(run)}/`;
  const leaseKey = (service: string): string => `${prefix}${checked(service)}.lease.json`;
  return {
    place: `s3://${input.witness.bucket}/${prefix}`,
    create: async (record) => {
      const made = await bucket.put(`${runKey(record.run)}run.json`, JSON.stringify(record), 'absent');
      if (made === undefined)
        throw fail({ code: 'RUN_UNFINISHED', message: `A run ${record.run} exists already.` });
      await bucket.put(
        `${prefix}services/${checked(record.service)}/${invertedTime(record.declaredAt)}-${record.run}`,
        record.run,
        'any',
      );
    },
    read: async (run) => {
      const record = await bucket.get(`${runKey(run)}run.json`);
      if (record === undefined) return undefined;
      return {
        record: parseStored(run, record.text, 'The record') as RunRecord,
        entries: await readJournal(bucket, `${runKey(run)}journal/`, run),
      };
    },
    append: async (run, entries) => {
      const [first] = entries;
      if (first === undefined) return;
      const key = `${runKey(run)}journal/${String(first.seq).padStart(8, '0')}.jsonl`;
      const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      if ((await bucket.put(key, text, 'absent')) !== undefined) return;
      // An answer that was lost on the way: the write is ours when what stands there is ours to the letter.
      if ((await bucket.get(key))?.text === text) return;
      throw fail({ code: 'LEASE_LOST', message: `Another process writes the journal of ${run}.` });
    },
    list: async (service) => {
      const keys = await bucket.keys(`${prefix}services/${checked(service)}/`);
      return keys.map((key) => (key.split('/').at(-1) ?? '').slice(16));
    },
    acquireLease: async (service, lease, now) => await acquire(bucket, leaseKey(service), { lease, now }),
    renewLease: async (service, lease, tag) => {
      const renewed = await bucket.put(leaseKey(service), JSON.stringify(lease), { etag: tag });
      if (renewed !== undefined) return { acquired: true, tag: renewed.etag };
      return await heldByOther(bucket, leaseKey(service), lease);
    },
    releaseLease: async (service, tag) => {
      await bucket.remove(leaseKey(service), tag);
    },
    readLease: async (service) => {
      const stored = await bucket.get(leaseKey(service));
      return stored === undefined ? undefined : (JSON.parse(stored.text) as Lease);
    },
    request: async (run, request) => {
      await bucket.put(
        `${runKey(run)}requests/${String(request.at)}-${randomUUID()}.json`,
        JSON.stringify(request),
        'absent',
      );
    },
    readRequests: async (run) => await readRequests(bucket, `${runKey(run)}requests/`),
    dropRequests: async (run, names) => {
      for (const name of names) await bucket.remove(`${runKey(run)}requests/${checked(name)}`);
    },
  };
}

function checked(name: string): string {
  if (!/^[\w.-]{1,128}$/.test(name))
    throw fail({ code: 'RUN_UNKNOWN', message: `\`${name.slice(0, 80)}\` cannot be the name of a run.` });
  return name;
}

/** Fifteen digits that sort the newest first. */
function invertedTime(ms: number): string {
  return String(999_999_999_999_999 - Math.round(ms)).padStart(15, '0');
}

async function acquire(
  bucket: Bucket,
  key: string,
  { lease, now }: { lease: Lease; now: number },
): Promise<LeaseAnswer> {
  const text = JSON.stringify(lease);
  const stored = await bucket.get(key);
  const current = stored === undefined ? undefined : (JSON.parse(stored.text) as Lease);
  if (current !== undefined) {
    const ours = current.run === lease.run && current.holder === lease.holder;
    if (current.expiresAt > now && !ours) return { acquired: false, lease: current };
  }
  const taken = await bucket.put(key, text, stored === undefined ? 'absent' : { etag: stored.etag });
  const answer: LeaseAnswer =
    taken === undefined ? await heldByOther(bucket, key, lease) : { acquired: true, tag: taken.etag };
  if (answer.acquired) await bucket.requireConditions(key, text);
  return answer;
}

async function heldByOther(bucket: Bucket, key: string, fallback: Lease): Promise<LeaseAnswer> {
  const stored = await bucket.get(key);
  if (stored === undefined) return { acquired: false, lease: fallback };
  const current = JSON.parse(stored.text) as Lease;
  // Our own write whose answer was lost.
  if (JSON.stringify(current) === JSON.stringify(fallback)) return { acquired: true, tag: stored.etag };
  return { acquired: false, lease: current };
}

async function readJournal(bucket: Bucket, under: string, run: RunId): Promise<JournalEntry[]> {
  const parts = await Promise.all(
    (await bucket.keys(under)).map(async (key) => (await bucket.get(key))?.text ?? ''),
  );
  return parseEntries(run, parts.join(''));
}

async function readRequests(bucket: Bucket, under: string): Promise<LeftRequest[]> {
  const found: LeftRequest[] = [];
  for (const key of await bucket.keys(under)) {
    const stored = await bucket.get(key);
    if (stored !== undefined)
      found.push({ name: key.slice(under.length), request: JSON.parse(stored.text) as OperatorRequest });
  }
  return found;
}

function openBucket({ aws, witness, clock, classify }: S3StoreInput): Bucket {
  const Bucket = witness.bucket;
  const retried = async <T>(work: (s3: S3Api) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(await aws.s3(witness.region));
      } catch (error) {
        if (statusOf(error) === 404 || statusOf(error) === 412) throw error;
        const failure = classify(error, { region: witness.region });
        const delay = retryDelay(failure, attempt, 'witness');
        if (delay === undefined || attempt >= 6)
          throw fail(
            {
              ...failure.problem,
              ...(failure.problem.code === 'UNREACHABLE' ? { fix: unreachableFix } : {}),
              message: `The witness bucket ${witness.bucket} in ${witness.region}: ${failure.problem.message}`,
            },
            error,
          );
        // The caller has told a simulated clock to stand still meanwhile: on such a clock even no time at all would never pass.
        if (delay > 0) await clock.sleep(delay);
      }
    }
  };
  const put: Bucket['put'] = async (Key, text, condition) =>
    await retried(async (s3) => {
      try {
        const where =
          condition === 'any'
            ? {}
            : condition === 'absent'
              ? { IfNoneMatch: '*' }
              : { IfMatch: condition.etag };
        const answer = await s3.putObject({
          Bucket,
          Key,
          Body: text,
          ContentType: 'application/json',
          ...where,
        });
        return { etag: answer.ETag ?? '' };
      } catch (error) {
        // 412: something else stands there. 404: If-Match on what has been deleted.
        if (statusOf(error) === 412 || (condition !== 'any' && statusOf(error) === 404)) return undefined;
        throw error;
      }
    });
  const remove: Bucket['remove'] = async (Key, etag) => {
    await retried(async (s3) => {
      try {
        await s3.deleteObject({ Bucket, Key, ...(etag === undefined ? {} : { IfMatch: etag }) });
      } catch (error) {
        if (statusOf(error) !== 412 && statusOf(error) !== 404) throw error;
      }
    });
  };
  return {
    get: async (Key) =>
      await retried(async (s3) => {
        try {
          const answer = await s3.getObject({ Bucket, Key });
          return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
        } catch (error) {
          if (statusOf(error) === 404) return undefined;
          throw error;
        }
      }),
    put,
    requireConditions: async (key, text) => {
      const written = await Promise.all([put(key, text, 'absent'), put(key, text, { etag: noEtag })]);
      if (written.every((answer) => answer === undefined)) return;
      await remove(key);
      throw fail({
        code: 'UNSUPPORTED',
        message: `The witness bucket ${Bucket} in ${witness.region} replaces an object against a condition (If-None-Match, If-Match), so it cannot keep two runs apart.`,
        fix: 'Use a bucket of S3, or of a store that honours conditional writes; or leave `witness` out, which keeps runs apart on this machine alone.',
      });
    },
    remove,
    keys: async (under) =>
      await retried(async (s3) => {
        const keys: string[] = [];
        let token: string | undefined;
        do {
          const page = await s3.listObjectsV2({
            Bucket,
            Prefix: under,
            ...(token === undefined ? {} : { ContinuationToken: token }),
          });
          keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
          token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
        } while (token !== undefined);
        return keys.sort();
      }),
  };
}

/** The HTTP status of an SDK error; a missing bucket is no missing key, and has none. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof Error && error.name === 'NoSuchBucket') return undefined;
  const metadata =
    error instanceof Error && '$metadata' in error
      ? (error.$metadata as { readonly httpStatusCode?: number })
      : undefined;
  return metadata?.httpStatusCode;
}
