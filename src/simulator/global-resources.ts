import type { HealthCheckConfig, ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { DefaultRetention, ReplicationConfiguration } from '@aws-sdk/client-s3';

/** One hosted zone with its records in the SDK's own shape, names lower case with the final dot. */
export interface HostedZone {
  id: string;
  name: string;
  private: boolean;
  records: ResourceRecordSet[];
}

/** One Route 53 health check with the state its checkers report (before `Disabled`, after `Inverted`). */
export interface HealthCheck {
  id: string;
  config: HealthCheckConfig;
  version: number;
  callerReference: string;
  healthy: boolean;
  /** When the checkers began to see the opposite of `healthy`. */
  changingSince: number | undefined;
  lastObservation: string;
  lastCheckedAt: number;
  tags: Record<string, string>;
}

/** One object of a bucket. */
export interface StoredObject {
  key: string;
  body: Buffer;
  etag: string;
  contentType: string | undefined;
  metadata: Record<string, string>;
  modifiedAt: number;
  versionId: string | undefined;
  replicationStatus: 'PENDING' | 'COMPLETED' | 'REPLICA' | undefined;
}

/** One S3 bucket. */
export interface Bucket {
  name: string;
  region: string;
  createdAt: number;
  objects: Map<string, StoredObject>;
  versioning: 'Enabled' | 'Suspended' | undefined;
  replication: ReplicationConfiguration | undefined;
  /** Whether versions can be locked against deletion and change. */
  objectLock: boolean;
  /** How long new versions are locked by themselves. */
  retention: DefaultRetention | undefined;
  publicRead: boolean;
}

/** One case opened with AWS Support. */
export interface SupportCase {
  id: string;
  displayId: string;
  subject: string;
  body: string;
  severity: string;
  serviceCode: string;
  categoryCode: string;
  createdAt: number;
  status: string;
}

/** Who signs requests. `sessionToken` and `expiresAt` (world time) belong to temporary credentials. */
export interface AccessKey {
  id: string;
  secret: string;
  principal: string;
  userId: string;
  sessionToken: string | undefined;
  expiresAt: number | undefined;
  /** The inline session policy as it was sent, for whoever evaluates policies. */
  sessionPolicy: string | undefined;
}

/** A role that may be assumed; `trusts` decides about a web identity's claims. */
export interface Role {
  arn: string;
  name: string;
  id: string;
  trusts: ((claims: Record<string, unknown>) => boolean) | undefined;
}
