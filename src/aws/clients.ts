import type { Region } from '../ids.ts';
import { bucketArn, objectArn, partitionOf } from './arn.ts';
import type { Aws } from './aws.ts';
import { createCredentials, defaultChain } from './credentials.ts';
import { endpointOverride } from './endpoint-override.ts';
import { renewingClient } from './renewing-client.ts';
import type {
  ApiOf,
  CallOptions,
  Client,
  ClientLog,
  ClientSettings,
  Credentials,
  Service,
} from './service.ts';

/** One finished call: metadata only, never what was sent or received. */
export interface AwsCall {
  readonly service: string;
  /** As in IAM: `DescribeDBInstances`. */
  readonly operation: string;
  readonly region: Region;
  /** When it began, in ms since the epoch. */
  readonly at: number;
  readonly durationMs: number;
  readonly ok: boolean;
  readonly errorName?: string;
}

/** How AWS is reached. */
export interface AwsOptions {
  /** Region of the STS endpoint for token exchanges, which also chooses the partition: the region being activated. */
  readonly homeRegion: Region;
  /** Where keys come from; the SDK's default chain where absent. */
  readonly credentials?: () => Promise<Credentials>;
  /** For the TCP and TLS handshake, in ms; 3,000 where absent. */
  readonly connectTimeoutMs?: number;
  /** Until the answer begins, in ms; 10,000 where absent. */
  readonly requestTimeoutMs?: number;
  readonly onCall?: (call: AwsCall) => void;
  /** Told of every exception before the caller gets it, with its call noted on it. */
  readonly onFailure?: (error: unknown, region: Region) => void;
  /** ms since the epoch. */
  readonly now?: () => number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** AWS with what its owner needs besides the calls. */
export interface AwsConnection extends Aws {
  /** The keys that calls are signed with now. */
  credentials(): Promise<Credentials>;
  /** Drops the keys in use and asks the provider again, as after ExpiredToken; rejects with the provider's error. */
  refreshCredentials(): Promise<void>;
  /** Closes all connections. */
  close(): void;
}

type Commands = Readonly<Record<string, new (input: never) => { readonly input: object }>>;

const silent = (): void => undefined;

/** The SDK warns on the terminal when all sockets are in use; nothing here may print. */
const quiet = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/**
 * The log of a client. What it has no method for is not put together for it: by default the SDK makes a copy of every input and output
 * without its secrets, and then throws the copy away.
 */
const unlogged = { warn: silent, error: silent };

/**
 * AWS by service and region. Clients are loaded and made when first asked for. The engine owns retries (one attempt each);
 * AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> are honoured by the SDK; HTTPS_PROXY is not.
 */
export function createAws(options: AwsOptions): AwsConnection {
  quietVersionWarning();
  const now = options.now ?? Date.now;
  const source = createCredentials(options.credentials ?? defaultChain(options.homeRegion), now);
  const settings = settingsOf(options, source.provide);
  const clients = new Set<Client>();
  const apis = new Map<string, Promise<unknown>>();
  const globalRegion = partitionOf(options.homeRegion).globalRegion;

  const lazily = <C extends Commands>(name: string, load: () => Promise<Service<C>>) => {
    const open = async (region: Region, address?: string): Promise<ApiOf<Service<C>>> => {
      const service = await load();
      const endpoint = endpointOverride(service.name, options.env ?? process.env);
      // An address in the code would win over the one in the environment.
      const own = address === undefined || endpoint !== undefined ? {} : { endpoint: address };
      const client = renewingClient(service.open({ ...settings(region), ...own }), source);
      clients.add(client);
      const { onCall = silent, onFailure = silent } = options;
      return bind({ service, client, region, now, onCall, onFailure, endpoint });
    };
    return (region: Region, address?: string): Promise<ApiOf<Service<C>>> => {
      const key = `${name} ${region} ${address ?? ''}`;
      const kept = apis.get(key) ?? open(region, address);
      apis.set(key, kept);
      // The map forgets the type; the key begins with the service's name and only `open` above has put it there.
      return kept as Promise<ApiOf<Service<C>>>;
    };
  };

  const route53 = lazily('route53', async () => (await import('./services/route53.ts')).route53);
  const cloudfront = lazily('cloudfront', async () => (await import('./services/cloudfront.ts')).cloudfront);
  const accelerator = lazily(
    'accelerator',
    async () => (await import('./services/accelerator.ts')).accelerator,
  );
  const support = lazily('support', async () => (await import('./services/support.ts')).support);
  return {
    rds: lazily('rds', async () => (await import('./services/rds.ts')).rds),
    elasticache: lazily('elasticache', async () => (await import('./services/elasticache.ts')).elasticache),
    eks: lazily('eks', async () => (await import('./services/eks.ts')).eks),
    cloudwatch: lazily('cloudwatch', async () => (await import('./services/cloudwatch.ts')).cloudwatch),
    elb: lazily('elb', async () => (await import('./services/elb.ts')).elb),
    s3: lazily('s3', async () => (await import('./services/s3.ts')).s3),
    sts: lazily('sts', async () => (await import('./services/sts.ts')).sts),
    dynamodb: lazily('dynamodb', async () => (await import('./services/dynamodb.ts')).dynamodb),
    kafka: lazily('kafka', async () => (await import('./services/kafka.ts')).kafka),
    ecs: lazily('ecs', async () => (await import('./services/ecs.ts')).ecs),
    autoscaling: lazily('autoscaling', async () => (await import('./services/autoscaling.ts')).autoscaling),
    lambda: lazily('lambda', async () => (await import('./services/lambda.ts')).lambda),
    ssm: lazily('ssm', async () => (await import('./services/ssm.ts')).ssm),
    secrets: lazily('secrets', async () => (await import('./services/secrets.ts')).secrets),
    s3control: lazily('s3control', async () => (await import('./services/s3control.ts')).s3control),
    acm: lazily('acm', async () => (await import('./services/acm.ts')).acm),
    ecr: lazily('ecr', async () => (await import('./services/ecr.ts')).ecr),
    quotas: lazily('quotas', async () => (await import('./services/quotas.ts')).quotas),
    sns: lazily('sns', async () => (await import('./services/sns.ts')).sns),
    recovery: lazily('recovery', async () => (await import('./services/recovery.ts')).recovery),
    route53: () => route53(globalRegion),
    cloudfront: () => cloudfront(globalRegion),
    accelerator: () => accelerator('us-west-2'),
    support: () => support(globalRegion),
    credentials: source.provide,
    refreshCredentials: source.refresh,
    close: () => {
      for (const client of clients) client.destroy();
      clients.clear();
      apis.clear();
    },
  };
}

/** Switches off the SDK's warning about old Node versions, by the variable the SDK has for it. */
function quietVersionWarning(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}

function settingsOf(
  { connectTimeoutMs = 3000, requestTimeoutMs = 10_000, env = process.env }: AwsOptions,
  credentials: () => Promise<Credentials>,
): (region: Region) => ClientSettings {
  const agent = { keepAlive: true, maxSockets: 64 };
  const forcePathStyle = endpointOverride('s3', env) !== undefined;
  return (region) => ({
    region,
    maxAttempts: 1,
    // `auto` in the environment would ask the instance metadata service for the region.
    defaultsMode: 'standard',
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeoutMs,
      httpAgent: agent,
      httpsAgent: agent,
      logger: quiet,
    },
    credentials,
    forcePathStyle,
    // The SDK asks for each method before it calls it.
    logger: unlogged as ClientLog,
  });
}

interface Binding<C extends Commands> {
  readonly service: Service<C>;
  readonly client: Client;
  readonly region: Region;
  readonly now: () => number;
  readonly onCall: (call: AwsCall) => void;
  readonly onFailure: (error: unknown, region: Region) => void;
  readonly endpoint: string | undefined;
}

interface CallNote {
  readonly service: string;
  readonly operation: string;
  readonly region: Region;
  readonly endpoint?: string;
  readonly resource?: string;
}

function bind<C extends Commands>({
  service,
  client,
  region,
  now,
  onCall,
  onFailure,
  endpoint,
}: Binding<C>): ApiOf<Service<C>> {
  const methods = Object.entries(service.commands).map(([name, Command]) => {
    const operation = name.charAt(0).toUpperCase() + name.slice(1);
    const method = async (input: never, options?: CallOptions): Promise<unknown> => {
      const at = now();
      const record = (ok: boolean, errorName?: string): void => {
        const durationMs = now() - at;
        onCall({
          service: service.name,
          operation,
          region,
          at,
          durationMs,
          ok,
          ...(errorName !== undefined && { errorName }),
        });
      };
      try {
        const sent = client.send(
          new Command(input) as never,
          options?.signal ? { abortSignal: options.signal } : {},
        );
        const output = await sent;
        record(true);
        return output;
      } catch (error) {
        record(false, error instanceof Error ? error.name : 'unknown');
        const noted = withCall(error, {
          service: service.name,
          operation,
          region,
          ...resourceOf(input, region),
          ...(endpoint !== undefined && { endpoint }),
        });
        onFailure(noted, region);
        throw noted;
      }
    };
    return [name, method] as const;
  });
  // The record is built from the service's own commands, so its keys and types are those of ApiOf.
  return Object.fromEntries(methods) as unknown as ApiOf<Service<C>>;
}

/** S3 refuses a HEAD without a word, so what it was about must be known from the question. */
function resourceOf(input: unknown, region: Region): { readonly resource?: string } {
  const { Bucket, Key } = input as { readonly Bucket?: unknown; readonly Key?: unknown };
  if (typeof Bucket !== 'string') return {};
  return { resource: typeof Key === 'string' ? objectArn(region, Bucket, Key) : bucketArn(region, Bucket) };
}

/** Notes on the exception which call it came from, since the SDK's exceptions do not say; the classifier reads it. */
function withCall(error: unknown, call: CallNote): unknown {
  if (error instanceof Error && !('call' in error))
    Object.defineProperty(error, 'call', { value: call, enumerable: false });
  return error;
}
