import * as s3 from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent, request } from 'node:http';
import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { addBucket } from '../../../src/simulator/builders.ts';
import { startRig } from './rig.ts';

async function withBucket() {
  const rig = await startRig();
  const bucket = addBucket(rig.world, { name: 'media', region: 'eu-west-1', versioning: 'Enabled' });
  return { rig, bucket, client: new s3.S3Client(rig.aws('eu-west-1')) };
}

const at = { Bucket: 'media', Key: 'a/lease.json' };

describe('objects', () => {
  it('are written once with If-None-Match and changed only with the right ETag', async () => {
    const { client } = await withBucket();
    const first = await client.send(new s3.PutObjectCommand({ ...at, Body: 'one', IfNoneMatch: '*' }));
    await expect(
      client.send(new s3.PutObjectCommand({ ...at, Body: 'two', IfNoneMatch: '*' })),
    ).rejects.toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } });
    await expect(
      client.send(new s3.PutObjectCommand({ ...at, Body: 'two', IfMatch: '"0123"' })),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    const second = await client.send(new s3.PutObjectCommand({ ...at, Body: 'two', IfMatch: first.ETag }));
    const read = await client.send(new s3.GetObjectCommand(at));
    expect(await read.Body?.transformToString()).toBe('two');
    expect(read.ETag).toBe(second.ETag);
    await expect(
      client.send(new s3.DeleteObjectCommand({ ...at, IfMatch: first.ETag })),
    ).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await client.send(new s3.DeleteObjectCommand({ ...at, IfMatch: second.ETag }));
    await expect(client.send(new s3.GetObjectCommand(at))).rejects.toBeInstanceOf(s3.NoSuchKey);
  });

  it('carry metadata, type and length in their headers', async () => {
    const { client } = await withBucket();
    await client.send(
      new s3.PutObjectCommand({ ...at, Body: 'hello', ContentType: 'text/plain', Metadata: { run: '7' } }),
    );
    const head = await client.send(new s3.HeadObjectCommand(at));
    expect(head).toMatchObject({ ContentLength: 5, ContentType: 'text/plain', Metadata: { run: '7' } });
    await expect(client.send(new s3.HeadObjectCommand({ ...at, Key: 'b' }))).rejects.toBeInstanceOf(
      s3.NotFound,
    );
  });

  it('are listed by prefix, in pages and after a key', async () => {
    const { client } = await withBucket();
    for (const key of ['j/1', 'j/2', 'j/3', 'k/1']) {
      await client.send(new s3.PutObjectCommand({ Bucket: 'media', Key: key, Body: key }));
    }
    const keys: unknown[] = [];
    const pages = s3.paginateListObjectsV2({ client, pageSize: 2 }, { Bucket: 'media', Prefix: 'j/' });
    for await (const page of pages) keys.push(...(page.Contents ?? []).map((object) => object.Key));
    expect(keys).toEqual(['j/1', 'j/2', 'j/3']);
    const after = await client.send(new s3.ListObjectsV2Command({ Bucket: 'media', StartAfter: 'j/2' }));
    expect(after.Contents?.map((object) => object.Key)).toEqual(['j/3', 'k/1']);
  });

  it('are replicated to the bucket of another region after a while', async () => {
    const { rig, client } = await withBucket();
    const copy = addBucket(rig.world, { name: 'media-copy', region: 'eu-west-2', versioning: 'Enabled' });
    await client.send(
      new s3.PutBucketReplicationCommand({
        Bucket: 'media',
        ReplicationConfiguration: {
          Role: 'arn:aws:iam::111122223333:role/replication',
          Rules: [
            { Status: 'Enabled', Filter: { Prefix: '' }, Destination: { Bucket: 'arn:aws:s3:::media-copy' } },
          ],
        },
      }),
    );
    await client.send(new s3.PutObjectCommand({ ...at, Body: 'copied' }));
    expect((await client.send(new s3.HeadObjectCommand(at))).ReplicationStatus).toBe('PENDING');
    rig.step(5_000);
    expect((await client.send(new s3.HeadObjectCommand(at))).ReplicationStatus).toBe('COMPLETED');
    expect(copy.objects.get(at.Key)?.body.toString()).toBe('copied');
    const rules = await client.send(new s3.GetBucketReplicationCommand({ Bucket: 'media' }));
    expect(rules.ReplicationConfiguration?.Rules?.[0]?.Destination?.Bucket).toBe('arn:aws:s3:::media-copy');
  });
});

describe('buckets', () => {
  it('are listed, and tell region, location and versioning', async () => {
    const { client } = await withBucket();
    const named = { Bucket: 'media' };
    expect((await client.send(new s3.ListBucketsCommand({}))).Buckets?.[0]?.Name).toBe('media');
    expect((await client.send(new s3.HeadBucketCommand(named))).BucketRegion).toBe('eu-west-1');
    expect((await client.send(new s3.GetBucketLocationCommand(named))).LocationConstraint).toBe('eu-west-1');
    expect((await client.send(new s3.GetBucketVersioningCommand(named))).Status).toBe('Enabled');
    await expect(client.send(new s3.GetBucketReplicationCommand(named))).rejects.toMatchObject({
      name: 'ReplicationConfigurationNotFoundError',
    });
    await expect(client.send(new s3.GetObjectCommand({ Bucket: 'none', Key: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });

  it('are addressed by host name as well', async () => {
    const { rig, client } = await withBucket();
    await client.send(new s3.PutObjectCommand({ ...at, Body: 'by path' }));
    const endpoint = rig.simulator.url.replace('127.0.0.1', 'localhost');
    const settings = { ...rig.aws('eu-west-1'), endpoint, forcePathStyle: false };
    const byHost = new s3.S3Client({
      ...settings,
      requestHandler: new NodeHttpHandler({ httpAgent: new Agent({ lookup: toLoopback }) }),
    });
    const read = await byHost.send(new s3.GetObjectCommand(at));
    expect(await read.Body?.transformToString()).toBe('by path');
  });

  it('answer an unsigned reader only where reading is public, by bucket host name too', async () => {
    const { rig, bucket, client } = await withBucket();
    await client.send(new s3.PutObjectCommand({ ...at, Body: 'open' }));
    const { port } = new URL(rig.simulator.url);
    const read = () => readByHost(Number(port), 'media.s3.eu-west-1.amazonaws.com', '/a/lease.json');
    expect((await read()).status).toBe(403);
    bucket.publicRead = true;
    expect(await read()).toEqual({ status: 200, body: 'open' });
  });
});

// media.localhost resolves on some machines only.
const toLoopback: LookupFunction = (_host, options, found) => {
  if (options.all === true) found(null, [{ address: '127.0.0.1', family: 4 }]);
  else found(null, '127.0.0.1', 4);
};

async function readByHost(port: number, host: string, path: string) {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, headers: { host } }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode, body });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('copies', () => {
  it('are made from a bucket of another region, with type and metadata, and deletions of rules are for all of them', async () => {
    const { rig, bucket, client } = await withBucket();
    addBucket(rig.world, { name: 'replica', region: 'eu-west-2', versioning: 'Enabled', objectLock: true });
    const away = new s3.S3Client(rig.aws('eu-west-2'));
    const from = { Bucket: 'replica', Key: 'ä b.jpg' };
    await away.send(new s3.PutObjectCommand({ ...from, Body: 'oak', Metadata: { wood: 'oak' } }));
    const CopySource = `replica/${encodeURIComponent(from.Key)}`;
    await client.send(new s3.CopyObjectCommand({ Bucket: 'media', Key: 'copy', CopySource }));
    expect(bucket.objects.get('copy')).toMatchObject({ metadata: { wood: 'oak' } });
    await expect(
      client.send(new s3.CopyObjectCommand({ Bucket: 'media', Key: 'copy', CopySource: 'replica/no' })),
    ).rejects.toMatchObject({ name: 'NoSuchKey' });
    const locked = await away.send(new s3.GetObjectLockConfigurationCommand({ Bucket: 'replica' }));
    expect(locked.ObjectLockConfiguration?.ObjectLockEnabled).toBe('Enabled');
    await expect(
      client.send(new s3.GetObjectLockConfigurationCommand({ Bucket: 'media' })),
    ).rejects.toMatchObject({ name: 'ObjectLockConfigurationNotFoundError' });
    await client.send(new s3.DeleteBucketReplicationCommand({ Bucket: 'media' }));
    expect(bucket.replication).toBeUndefined();
  });
});
