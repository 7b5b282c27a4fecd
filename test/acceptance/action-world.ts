import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { ChildProcess } from 'node:child_process';
import type { Environment } from '../../src/simulator/environment.ts';
import { runAction, type JobResult } from './job-runner.ts';
import { quickWorld } from './lomash-wood.ts';
import { startIssuer, type Issuer } from './oidc-issuer.ts';

/** A secret of the job that a kind of the example reads from its environment. */
const stripeKey = 'rk_live_acceptance_0123456789abcdef';

/** The role that trusts the environment `production` of the repository acme/shop. */
const role = 'arn:aws:iam::111122223333:role/region-failover';

/** A simulated world with GitHub's token issuer and a role that trusts it. */
export interface ActionWorld {
  readonly world: Environment;
  readonly issuer: Issuer;
  /** What a job in it gets; without keys of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs the action with these inputs. */
  readonly run: (inputs: Readonly<Record<string, string>>, options?: RunOptions) => Promise<JobResult>;
  close(): Promise<void>;
}

/** How a job of a test differs from the usual one. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly path?: string;
  /** Told when the process of the second step, the program itself, has started. */
  readonly onProgram?: (child: ChildProcess) => void;
}

/** Starts a variant of the Lomash Wood world; `environmentName` is the one that the job's token names. */
export async function startActionWorld(
  variant: string,
  environmentName = 'production',
): Promise<ActionWorld> {
  const world = await quickWorld(variant);
  const issuer = await startIssuer({
    sub: `repo:acme/shop:environment:${environmentName}`,
    repository: 'acme/shop',
    repository_id: '4711',
    repository_owner_id: '815',
    environment: environmentName,
  });
  world.world.verifyWebIdentity = issuer.verify;
  const trusts = (claims: Record<string, unknown>): boolean =>
    claims['sub'] === 'repo:acme/shop:environment:production';
  world.world.roles.set(role, { arn: role, name: 'region-failover', id: 'AROASIMULATOR00000001', trusts });
  const { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: secret, ...rest } = world.environment;
  if (keyId === undefined || secret === undefined) throw new Error('The world has no keys.');
  const environment = {
    ...rest,
    ...issuer.environment,
    // An unsigned call names no region; where all of AWS is one address, the path has to.
    AWS_ENDPOINT_URL_STS: `${world.url}/region/eu-west-2`,
    STRIPE_API_KEY: stripeKey,
    GITHUB_ACTOR: 'dana',
    GITHUB_REPOSITORY: 'acme/shop',
  };
  return {
    world,
    issuer,
    environment,
    run: async (inputs, { env = {}, path, onProgram } = {}) => {
      let step = 0;
      return await runAction({
        // In a dark region a replica falls behind by the second, and ten times as fast here: that is not what these tests are about.
        with: {
          config: 'docs/examples/lomash-wood/failover.yml',
          role,
          'accept-data-loss': 'true',
          ...inputs,
        },
        env: { ...environment, ...env },
        ...(path === undefined ? {} : { path }),
        onStep: (child) => {
          step += 1;
          if (step === 2) onProgram?.(child);
        },
      });
    },
    close: async () => {
      await Promise.all([world.close(), issuer.close()]);
    },
  };
}

/** Every secret that a job in this world has seen. */
export function secretsOf({ world, issuer }: ActionWorld): string[] {
  const keys = [...world.world.accessKeys.values()].filter(({ id }) => id.startsWith('ASIA'));
  return [
    ...issuer.tokens,
    issuer.requestToken,
    stripeKey,
    ...keys.flatMap(({ secret, sessionToken }) => [secret, sessionToken ?? secret]),
  ];
}

/** The HTML report of a run. */
export async function reportOf({ outputs }: JobResult): Promise<string> {
  return await readFile(outputs['report'] ?? '', 'utf8');
}

/** Everything that the witness bucket keeps. */
export function journalOf({ world }: ActionWorld): string {
  const bucket = world.world.buckets.get('lomash-witness');
  return [...(bucket?.objects.values() ?? [])].map(({ body }) => body.toString()).join('\n');
}

/** Resolves when this operation has been called so often; rejects when the job is over before that. */
export async function called(
  { world }: ActionWorld,
  {
    operation,
    times = 1,
    child,
  }: { readonly operation: string; readonly times?: number; readonly child: ChildProcess },
): Promise<void> {
  const ended = once(child, 'close').then(() => {
    throw new Error(`The job ended before ${operation} was called ${times} times.`);
  });
  const seen = new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (world.log.entries.filter((entry) => entry.operation === operation).length < times) return;
      clearInterval(look);
      resolve();
    }, 20);
    child.once('close', () => {
      clearInterval(look);
    });
  });
  await Promise.race([seen, ended]);
}
