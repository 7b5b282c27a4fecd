import type { Region } from '../ids.ts';

/** What every method of a service takes besides its input. */
export interface CallOptions {
  /** Ends the call with an AbortError. */
  readonly signal?: AbortSignal;
}

/** A pair of keys as the SDK wants it; `expiration` where they do not last. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** What the SDK asks of a log. */
export type ClientLog = Readonly<
  Record<'debug' | 'info' | 'warn' | 'error', (...content: unknown[]) => void>
>;

/** The settings that every client is made with. */
export interface ClientSettings {
  readonly region: Region;
  readonly maxAttempts: number;
  readonly defaultsMode: 'standard';
  readonly requestHandler: Readonly<Record<string, unknown>>;
  readonly credentials: () => Promise<Credentials>;
  readonly logger?: ClientLog;
  /** S3 only: the bucket goes into the path, since an overridden endpoint has no names for buckets below it. */
  readonly forcePathStyle: boolean;
  /** Only where a service has more than one address in a region. */
  readonly endpoint?: string;
}

/** The part of an SDK client that is used here. */
export interface Client {
  send(command: never, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
  destroy(): void;
}

/** The part of an SDK command that its types are read from; the handler is named because only it carries the output's type. */
interface Command<Input, Output> {
  readonly input: Input;
  resolveMiddleware(...args: never): (args: never) => Promise<{ output: Output }>;
}

type CommandClass = new (input: never) => { readonly input: object };

type InputOf<Class extends CommandClass> =
  InstanceType<Class> extends { readonly input: infer Input } ? Input : never;

type OutputOf<Class extends CommandClass> =
  InstanceType<Class> extends Command<InputOf<Class>, infer Output> ? Output : never;

/** One AWS service: how its client is made and which commands are used, by method name. */
export interface Service<Commands extends Readonly<Record<string, CommandClass>>> {
  readonly name: string;
  readonly commands: Commands;
  open(settings: ClientSettings): Client;
}

/** The methods of a service: one for each of its commands, which sends it and returns its output or throws the SDK's exception. */
export type ApiOf<S> =
  S extends Service<infer Commands>
    ? {
        readonly [Name in keyof Commands]: (
          input: InputOf<Commands[Name]>,
          options?: CallOptions,
        ) => Promise<OutputOf<Commands[Name]>>;
      }
    : never;

/** Names a service with the commands that are used of it; all that is not named stays out of the bundle. */
export function defineService<Commands extends Readonly<Record<string, CommandClass>>>(
  name: string,
  open: (settings: ClientSettings) => Client,
  commands: Commands,
): Service<Commands> {
  return { name, open, commands };
}
