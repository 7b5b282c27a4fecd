import {
  PutObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  HeadBucketCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  PutBucketReplicationCommand,
  DeleteBucketReplicationCommand,
  GetObjectLockConfigurationCommand,
  CopyObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon S3: its client and the commands that are used of it. */
export const s3 = defineService('s3', (settings) => new S3Client(settings), {
  putObject: PutObjectCommand,
  getObject: GetObjectCommand,
  headObject: HeadObjectCommand,
  deleteObject: DeleteObjectCommand,
  listObjectsV2: ListObjectsV2Command,
  headBucket: HeadBucketCommand,
  getBucketReplication: GetBucketReplicationCommand,
  getBucketVersioning: GetBucketVersioningCommand,
  putBucketReplication: PutBucketReplicationCommand,
  deleteBucketReplication: DeleteBucketReplicationCommand,
  getObjectLockConfiguration: GetObjectLockConfigurationCommand,
  copyObject: CopyObjectCommand,
});

/** Amazon S3, one method for each operation. */
export type S3Api = ApiOf<typeof s3>;
