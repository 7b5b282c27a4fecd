import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { fail } from '../errors.ts';

const cluster = z.object({
  server: z.string(),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.string().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': z.string().optional(),
  'proxy-url': z.string().optional(),
});

const exec = z.object({
  apiVersion: z.string(),
  command: z.string(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  provideClusterInfo: z.boolean().optional(),
  installHint: z.string().optional(),
});

const user = z.object({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.string().optional(),
  'auth-provider': z.object({ name: z.string() }).optional(),
  exec: exec.optional(),
});

const file = z.object({
  clusters: z.array(z.object({ name: z.string(), cluster })).nullish(),
  users: z.array(z.object({ name: z.string(), user: user.nullish() })).nullish(),
  contexts: z
    .array(
      z.object({
        name: z.string(),
        context: z.object({ cluster: z.string(), user: z.string().default('') }),
      }),
    )
    .nullish(),
});

/** The cluster part of a kubeconfig, as kubectl reads it. */
export type KubeconfigCluster = z.infer<typeof cluster>;
/** The user part of a kubeconfig. */
export type KubeconfigUser = z.infer<typeof user>;
/** A program that makes credentials. */
export type KubeconfigExec = z.infer<typeof exec>;

/** One context with what it names; paths in it are relative to `folder` of each part. */
export interface KubeconfigContext {
  readonly cluster: KubeconfigCluster;
  readonly clusterFolder: string;
  readonly user: KubeconfigUser;
  readonly userFolder: string;
}

interface Loaded {
  readonly path: string;
  readonly content: z.infer<typeof file>;
}

/** The files kubectl would read: the one that is named, those of KUBECONFIG, or ~/.kube/config. */
function paths(
  named: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  if (named !== undefined) return [named];
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  return listed.length > 0 ? listed : [resolve(env['HOME'] ?? homedir(), '.kube/config')];
}

async function load(path: string): Promise<Loaded | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return { path, content: file.parse(parse(text) ?? {}) };
  } catch (error) {
    throw fail(
      {
        code: 'CONFIG_INVALID',
        message: `The kubeconfig ${path} cannot be read.`,
        fix: `Try \`kubectl config view --kubeconfig ${path}\`.`,
      },
      error,
    );
  }
}

/** The first file that has it wins, as in kubectl's merging. */
function firstOf<Found>(
  files: readonly Loaded[],
  find: (content: Loaded['content']) => Found | null | undefined,
): { readonly value: Found; readonly folder: string } | undefined {
  for (const { path, content } of files) {
    const value = find(content);
    if (value !== undefined && value !== null) return { value, folder: dirname(resolve(path)) };
  }
  return undefined;
}

/** Finds a context in the kubeconfig files. Throws CONFIG_INVALID when it, or what it names, is not there. */
export async function readContext(
  { context: name, kubeconfig }: { readonly context: string; readonly kubeconfig?: string },
  env: Readonly<Record<string, string | undefined>>,
): Promise<KubeconfigContext> {
  const looked = paths(kubeconfig, env);
  const files = (await Promise.all(looked.map(load))).filter((loaded) => loaded !== undefined);
  const where = looked.join(', ');
  const context = firstOf(
    files,
    (content) => content.contexts?.find((entry) => entry.name === name)?.context,
  );
  if (context === undefined) {
    const known = files.flatMap(({ content }) => content.contexts ?? []).map((entry) => entry.name);
    const found = known.length === 0 ? 'no context at all' : known.join(', ');
    throw fail({
      code: 'CONFIG_INVALID',
      message: `There is no Kubernetes context ${name} in ${where}.`,
      expected: name,
      found,
    });
  }
  const ofCluster = firstOf(
    files,
    (content) => content.clusters?.find((entry) => entry.name === context.value.cluster)?.cluster,
  );
  if (ofCluster === undefined) {
    throw fail({
      code: 'CONFIG_INVALID',
      message: `The context ${name} names a cluster ${context.value.cluster} that is not in ${where}.`,
    });
  }
  const ofUser = firstOf(
    files,
    (content) => content.users?.find((entry) => entry.name === context.value.user)?.user,
  );
  return {
    cluster: ofCluster.value,
    clusterFolder: ofCluster.folder,
    user: ofUser?.value ?? {},
    userFolder: ofUser?.folder ?? ofCluster.folder,
  };
}
