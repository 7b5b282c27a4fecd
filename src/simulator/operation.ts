import type { PromoteReadReplica$, DBInstanceNotFoundFault$ } from '@aws-sdk/client-rds';
import type { AccessKey } from './global-resources.ts';
import type { DbInstance } from './regional-resources.ts';
import type { RegionState, World } from './world.ts';

/** An operation's schema as every client exports it (`PromoteReadReplica$`). */
export type OperationSchema = typeof PromoteReadReplica$;

/** A modelled error's schema as every client exports it (`DBInstanceNotFoundFault$`). */
export type ErrorSchema = typeof DBInstanceNotFoundFault$;

/** An answer that is an error: a modelled one by its schema, or one of AWS's common ones by code and HTTP status. */
export interface Failure {
  kind: 'failure';
  error: ErrorSchema | { code: string; status: number };
  message: string;
  /** Further members of a modelled error. */
  fields: Record<string, unknown>;
}

/** Everything an operation may look at besides its input. */
export interface Call {
  world: World;
  region: RegionState;
  /** The world's time of this request, in milliseconds since the epoch. */
  now: number;
  caller: AccessKey | undefined;
  /** The databases to show in place of the present ones, when a stale read is simulated. */
  staleInstances: DbInstance[] | undefined;
  /** The moment whose state to show, in ms since the epoch, when a stale read is simulated. */
  staleAt: number | undefined;
  /** The status in which whatever this call begins shall end, when a failure is simulated. */
  doomedStatus: string | undefined;
}

/** What an operation answers. */
export type Answer<Output> = Output | Failure;

/** A permission that an operation needs besides its own, such as passing a role; `keys` are its condition keys. */
export interface Permission {
  action: string;
  resource: string;
  keys: Record<string, string>;
}

/** One operation of a service, its input and output already erased for the dispatcher. */
export interface Operation {
  schema: OperationSchema;
  mutating: boolean;
  /** The ARNs a policy is asked about. */
  resources(input: unknown, call: Call): string[];
  /** Condition keys of the request itself, besides those that every request has. */
  keys(input: unknown): Record<string, string>;
  /** What the caller must be allowed besides the operation. */
  alsoNeeds(input: unknown, call: Call): Permission[];
  handle(input: unknown, call: Call): Promise<Answer<object>>;
}

/** How an operation is written down: typed by the SDK's own input and output. */
export interface OperationDefinition<Input, Output extends object> {
  mutating?: boolean;
  resources?(input: Input, call: Call): string[];
  keys?(input: Input): Record<string, string>;
  alsoNeeds?(input: Input, call: Call): Permission[];
  handle(input: Input, call: Call): Answer<Output> | Promise<Answer<Output>>;
}

/** Makes an operation of its schema and its typed definition. */
export function defineOperation<Input, Output extends object>(
  schema: OperationSchema,
  definition: OperationDefinition<Input, Output>,
): Operation {
  // The protocol layer builds the input from this same schema, which is what the casts rest on.
  return {
    schema,
    mutating: definition.mutating ?? false,
    resources: (input, call) => definition.resources?.(input as Input, call) ?? ['*'],
    keys: (input) => definition.keys?.(input as Input) ?? {},
    alsoNeeds: (input, call) => definition.alsoNeeds?.(input as Input, call) ?? [],
    handle: async (input, call) => definition.handle(input as Input, call),
  };
}

/** Makes an error answer. */
export function failure(
  error: Failure['error'],
  message: string,
  fields: Record<string, unknown> = {},
): Failure {
  return { kind: 'failure', error, message, fields };
}

/** Whether an answer is an error. */
export function isFailure(answer: object): answer is Failure {
  return 'kind' in answer && answer.kind === 'failure';
}

/** The wire protocols that the simulated services speak. */
export type Protocol = 'query' | 'json-1.0' | 'json-1.1' | 'cbor' | 'rest-json' | 'rest-xml';

/** One AWS service: how it is addressed, how it words its errors, and what it can do. */
export interface Service {
  /** The name in IAM actions, in the request log and in faults. */
  name: string;
  /** The service in the credential scope of a signature. */
  signingName: string;
  /** Where two services share a signing name: how the paths of this one begin. */
  pathPrefix?: string;
  protocol: Protocol;
  xmlNamespace: string;
  /** Whether its control plane is one for all regions and lives in us-east-1. */
  global: boolean;
  throttling: { code: string; status: number };
  operations: Operation[];
  /** Every operation of the client, to name the ones that are not simulated. */
  known: OperationSchema[];
}

/** The operation schemas among a client module's exports. */
export function operationsOf(client: Record<string, unknown>): OperationSchema[] {
  return Object.values(client).filter(
    (value): value is OperationSchema => Array.isArray(value) && value[0] === 9,
  );
}

/** An operation's name without its namespace. */
export function nameOf(schema: OperationSchema): string {
  return schema[2];
}

/** The ARN of something in a region of the account. */
export function regionalArn(call: Call, service: string, rest: string): string {
  return `arn:aws:${service}:${call.region.name}:${call.world.accountId}:${rest}`;
}
