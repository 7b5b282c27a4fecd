import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { cleanText } from '../clean-text.ts';
import { fail } from '../errors.ts';
import type { KubeconfigExec } from './kubeconfig.ts';

const run = promisify(execFile);
const limitMs = 30_000;

const answer = z.object({
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
});

/** What a plugin has given: a token, a client certificate with its key (PEM), or both. */
export interface ExecCredential {
  readonly token?: string;
  readonly cert?: string;
  readonly key?: string;
  /** ms since the epoch; absent where it does not say. */
  readonly expiresMs?: number;
}

/** How a plugin is run. */
export interface ExecContext {
  /** A command with a slash in it is relative to this folder, that of the kubeconfig. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told to the plugin when it asks for it. */
  readonly cluster: { readonly server: string; readonly 'certificate-authority-data'?: string | undefined };
}

/**
 * Runs a credential plugin, without a terminal, for 30 s at most, and reads what it prints
 * (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins).
 */
export async function execCredential(
  exec: KubeconfigExec,
  { folder, env, cluster }: ExecContext,
): Promise<ExecCredential> {
  const info = {
    apiVersion: exec.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(exec.provideClusterInfo === true && { cluster }) },
  };
  const added = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  const command = exec.command.includes('/') ? resolve(folder, exec.command) : exec.command;
  try {
    const { stdout } = await run(command, exec.args ?? [], {
      env: { ...env, ...added, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
      timeout: limitMs,
      maxBuffer: 1024 * 1024,
    });
    const { status } = answer.parse(JSON.parse(stdout));
    const expiresMs = Date.parse(status.expirationTimestamp ?? '');
    return {
      ...(status.token !== undefined && { token: status.token }),
      ...(status.clientCertificateData !== undefined && { cert: status.clientCertificateData }),
      ...(status.clientKeyData !== undefined && { key: status.clientKeyData }),
      ...(Number.isFinite(expiresMs) && { expiresMs }),
    };
  } catch (error) {
    const said =
      error instanceof Error && 'stderr' in error && typeof error.stderr === 'string'
        ? cleanText(error.stderr)
        : '';
    throw fail(
      {
        code: 'CREDENTIALS_MISSING',
        message: `The Kubernetes credential plugin ${exec.command} did not give credentials${said === '' ? '.' : `: ${said}`}`,
        fix:
          exec.installHint === undefined
            ? `Run \`${exec.command}\` by hand to see why.`
            : cleanText(exec.installHint),
      },
      error,
    );
  }
}
