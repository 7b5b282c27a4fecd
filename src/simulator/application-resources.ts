import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { ParameterTier, ParameterType } from '@aws-sdk/client-ssm';

/** One source that a Lambda function takes its events from. */
export interface EventSourceMapping {
  uuid: string;
  sourceArn: string;
  /** `Enabled`, `Disabled`, or on the way: `Enabling`, `Disabling`. */
  state: string;
  modifiedAt: number;
}

/** Concurrency kept warm for one alias or version of a function. */
export interface ProvisionedConcurrency {
  requested: number;
  available: number;
  status: 'IN_PROGRESS' | 'READY' | 'FAILED';
  modifiedAt: number;
}

/** One Lambda function. */
export interface LambdaFunction {
  name: string;
  region: string;
  arn: string;
  timeoutSeconds: number;
  environment: Record<string, string>;
  state: string;
  lastUpdateStatus: string;
  lastUpdateReason: string | undefined;
  revision: number;
  modifiedAt: number;
  /** Reserved concurrent executions; undefined where it shares the account's. */
  reserved: number | undefined;
  /** Aliases and published versions. */
  qualifiers: string[];
  provisioned: Record<string, ProvisionedConcurrency>;
  mappings: EventSourceMapping[];
}

/** One value that a parameter has had. */
export interface ParameterVersion {
  version: number;
  value: string;
  modifiedAt: number;
}

/** One parameter of the Parameter Store. */
export interface Parameter {
  name: string;
  region: string;
  arn: string;
  type: ParameterType;
  /** Of a SecureString. */
  keyId: string | undefined;
  tier: ParameterTier;
  description: string | undefined;
  allowedPattern: string | undefined;
  /** Oldest first; the last one is in force. */
  versions: ParameterVersion[];
}

/** One version of a secret. */
export interface SecretVersion {
  id: string;
  value: string;
  stages: string[];
  createdAt: number;
}

/** One secret of Secrets Manager; a replica is one whose `primaryRegion` is another than its own. */
export interface Secret {
  name: string;
  region: string;
  arn: string;
  kmsKeyId: string | undefined;
  createdAt: number;
  primaryRegion: string | undefined;
  /** Where a primary is replicated to. */
  replicas: {
    region: string;
    kmsKeyId: string | undefined;
    status: 'InSync' | 'InProgress' | 'Failed';
    message: string | undefined;
  }[];
  versions: SecretVersion[];
}

/** One CloudFront distribution. */
export interface Distribution {
  id: string;
  arn: string;
  domainName: string;
  status: 'Deployed' | 'InProgress';
  revision: number;
  modifiedAt: number;
  config: DistributionConfig;
}
