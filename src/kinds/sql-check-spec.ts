import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import type { Place, Region } from '../ids.ts';
import type { Read } from '../plan/plan.ts';

const variableName = z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable');

/** Schema of the block. */
export const sqlSpec = z
  .strictObject({
    host: z
      .string()
      .min(1)
      .optional()
      .describe(
        'The resource whose endpoint is asked, such as `databases/auth`, or an output of it, such as `databases/auth.readerEndpoint`; for regions without an address of their own below.',
      ),
    port: z
      .int()
      .min(1)
      .max(65_535)
      .optional()
      .describe('The port; that of the resource or of the address, else 5432, where absent.'),
    database: z.string().min(1).default('postgres').describe('The database to connect to.'),
    userEnv: variableName.describe('The environment variable that holds the user.'),
    passwordEnv: variableName.optional().describe('The environment variable that holds the password.'),
    sslmode: z
      .enum(['verify-full', 'verify-ca', 'require', 'disable'])
      .default('verify-full')
      .describe('How far the certificate is checked, in the words of libpq.'),
    caFile: z
      .string()
      .min(1)
      .optional()
      .describe(
        "File with the authorities to trust (PEM), such as RDS's global-bundle.pem; those of Node where absent.",
      ),
    writeProbe: z
      .boolean()
      .default(false)
      .describe('Also write into a temporary table, in a transaction that is rolled back.'),
    query: z
      .string()
      .min(1)
      .optional()
      .describe('One statement, run in a read-only transaction; the first column of its first row counts.'),
    expect: z
      .union([z.string(), z.number(), z.boolean()])
      .optional()
      .describe('What `query` must give; `$to` stands for the region being activated.'),
    otherWrites: z
      .enum(['warn', 'refuse', 'ignore'])
      .default('warn')
      .describe(
        'What it means when the region being left still accepts writes afterwards: a warning, a failed step, or nothing.',
      ),
    timeout: duration.prefault('5s').describe('The longest time for one look at a server.'),
  })
  .refine((given) => given.expect === undefined || given.query !== undefined, {
    path: ['expect'],
    message: 'is for the answer to `query`, which is not given',
  });

/** Schema of the value under a region's name. */
export const sqlRegional = z
  .string()
  .regex(/^[A-Za-z0-9.-]+(:\d{1,5})?$/, 'must be a host, or host:port')
  .describe('The address of the server in this region, as host or host:port.');

/** The block after parsing. */
export type SqlSpec = z.output<typeof sqlSpec>;
/** A check of the config. */
export type SqlCheck = Resource<SqlSpec, string>;

/** Where a server is. */
export interface SqlAddress {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 5432;

/** The resource and output that `host` names; a plain resource means its endpoint. */
function referenceOf(host: string): { readonly resource: string; readonly output: string } {
  const [, resource, output] = /^(.+)\.(\w*[eE]ndpoint)$/.exec(host) ?? [];
  return resource === undefined || output === undefined
    ? { resource: host, output: 'endpoint' }
    : { resource, output };
}

/** What a step takes from the other resource; nothing where the region has an address of its own. */
export function readsOf({ spec: { host, port }, regional }: SqlCheck, region: Region): readonly Read[] {
  if (host === undefined || regional[region] !== undefined) return [];
  const { resource, output } = referenceOf(host);
  const outputs = port === undefined ? [output, 'port'] : [output];
  return outputs.map((each) => ({ resource, output: each, region }));
}

/** The other resource's outputs, for validating the config. */
export function referencesOf({ spec: { host, port } }: SqlCheck): readonly string[] {
  if (host === undefined) return [];
  const { resource, output } = referenceOf(host);
  return [`${resource}.${output}`, ...(port === undefined ? [`${resource}.port`] : [])];
}

/** The address of the server in a place: its own, or that of the resource as the inputs give it; undefined where nobody knows. */
export function addressIn(
  { spec: { host, port }, regional }: SqlCheck,
  place: Place,
  inputs: Readonly<Record<string, string>> = {},
): SqlAddress | undefined {
  const own = regional[place];
  if (own !== undefined) {
    const [name = '', ownPort] = own.split(':');
    return { host: name, port: port ?? Number(ownPort ?? DEFAULT_PORT) };
  }
  if (host === undefined) return undefined;
  const { resource, output } = referenceOf(host);
  const found = inputs[`${resource}.${output}`];
  if (found === undefined) return undefined;
  return { host: found, port: port ?? Number(inputs[`${resource}.port`] ?? DEFAULT_PORT) };
}

/** What the check is called in titles: the resource it asks, or the address. */
export function labelOf({ spec: { host }, regional }: SqlCheck, region: Region): string {
  return regional[region] ?? host ?? 'the server';
}
