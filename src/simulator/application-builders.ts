import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type {
  Distribution,
  EventSourceMapping,
  LambdaFunction,
  Parameter,
  Secret,
} from './application-resources.ts';
import { letters, uuid } from './names.ts';
import { regionOf } from './world.ts';
import type { World } from './world.ts';

type Named<T, K extends keyof T> = Pick<T, K> & Partial<T>;

/** What a scenario begins with has been there for a month. */
function longAgo(world: World): number {
  return world.clock.now() - 30 * 24 * 60 * 60_000;
}

/** Puts a Lambda function into its region, active and without a limit of its own unless told otherwise. */
export function addLambdaFunction(
  world: World,
  given: Named<LambdaFunction, 'name' | 'region'>,
): LambdaFunction {
  const { name, region } = given;
  const made: LambdaFunction = {
    arn: `arn:aws:lambda:${region}:${world.accountId}:function:${name}`,
    timeoutSeconds: 30,
    environment: {},
    state: 'Active',
    lastUpdateStatus: 'Successful',
    lastUpdateReason: undefined,
    revision: 1,
    modifiedAt: longAgo(world),
    reserved: undefined,
    qualifiers: [],
    provisioned: {},
    mappings: [],
    ...given,
  };
  regionOf(world, region).functions.set(name, made);
  return made;
}

/** Connects a queue to a Lambda function of the same region. */
export function addEventSource(
  world: World,
  target: LambdaFunction,
  given: { queue: string; state?: 'Enabled' | 'Disabled' },
): EventSourceMapping {
  const sourceArn = `arn:aws:sqs:${target.region}:${world.accountId}:${given.queue}`;
  const mapping: EventSourceMapping = {
    uuid: uuid(`${target.arn} ${sourceArn}`),
    sourceArn,
    state: given.state ?? 'Enabled',
    modifiedAt: longAgo(world),
  };
  target.mappings.push(mapping);
  return mapping;
}

/** Puts a parameter with one value into the Parameter Store of a region. */
export function addParameter(
  world: World,
  given: Named<Omit<Parameter, 'versions'>, 'name' | 'region'> & { value: string },
): Parameter {
  const { value, ...fields } = given;
  const path = given.name.replace(/^\//, '');
  const secure = given.type === 'SecureString';
  const parameter: Parameter = {
    arn: `arn:aws:ssm:${given.region}:${world.accountId}:parameter/${path}`,
    type: 'String',
    keyId: secure ? 'alias/aws/ssm' : undefined,
    tier: 'Standard',
    description: undefined,
    allowedPattern: undefined,
    versions: [{ version: 1, value, modifiedAt: longAgo(world) }],
    ...fields,
  };
  regionOf(world, given.region).parameters.set(given.name, parameter);
  return parameter;
}

/** Puts a secret with one version into a region; its ARN ends in six characters that all its replicas share. */
export function addSecret(
  world: World,
  given: Named<Omit<Secret, 'versions'>, 'name' | 'region'> & { value: string },
): Secret {
  const { value, ...fields } = given;
  const createdAt = longAgo(world);
  const suffix = letters(given.name, 6);
  const secret: Secret = {
    arn: `arn:aws:secretsmanager:${given.region}:${world.accountId}:secret:${given.name}-${suffix}`,
    kmsKeyId: undefined,
    createdAt,
    primaryRegion: undefined,
    replicas: [],
    versions: [{ id: uuid(`${given.region} ${given.name}`), value, stages: ['AWSCURRENT'], createdAt }],
    ...fields,
  };
  regionOf(world, given.region).secrets.set(secret.name, secret);
  return secret;
}

/** Replicates a secret to another region, in step already. */
export function addSecretReplica(world: World, primary: Secret, region: string): Secret {
  const arn = primary.arn.replace(`:${primary.region}:`, `:${region}:`);
  const replica: Secret = {
    ...structuredClone(primary),
    region,
    arn,
    kmsKeyId: undefined,
    primaryRegion: primary.region,
    replicas: [],
  };
  primary.primaryRegion = primary.region;
  primary.replicas.push({ region, kmsKeyId: undefined, status: 'InSync', message: undefined });
  regionOf(world, region).secrets.set(replica.name, replica);
  return replica;
}

/** Adds a CloudFront distribution, deployed, with these origins; the first of them is the default. */
export function addDistribution(
  world: World,
  given: {
    id: string;
    /** Domain names by origin id. */
    origins: Record<string, string>;
    /** Origin ids in their order by origin group id. */
    groups?: Record<string, string[]>;
  },
): Distribution {
  const { id, origins, groups = {} } = given;
  const config: DistributionConfig = {
    CallerReference: id,
    Comment: '',
    Enabled: true,
    Origins: listOf(
      Object.entries(origins).map(([Id, DomainName]) => ({
        Id,
        DomainName,
        OriginPath: '',
        CustomHeaders: { Quantity: 0 },
        CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' as const },
      })),
    ),
    OriginGroups: listOf(
      Object.entries(groups).map(([Id, members]) => ({
        Id,
        FailoverCriteria: { StatusCodes: listOf([500, 502, 503, 504]) },
        Members: listOf(members.map((OriginId) => ({ OriginId }))),
      })),
    ),
    DefaultCacheBehavior: {
      TargetOriginId: Object.keys(groups)[0] ?? Object.keys(origins)[0] ?? '',
      ViewerProtocolPolicy: 'redirect-to-https',
    },
  };
  const distribution: Distribution = {
    id,
    arn: `arn:aws:cloudfront::${world.accountId}:distribution/${id}`,
    domainName: `${letters(id, 13)}.cloudfront.net`,
    status: 'Deployed',
    revision: 1,
    modifiedAt: longAgo(world),
    config,
  };
  world.distributions.set(id, distribution);
  return distribution;
}

function listOf<T>(Items: T[]): { Quantity: number; Items: T[] } {
  return { Quantity: Items.length, Items };
}
