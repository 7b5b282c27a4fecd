import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { renderDiagnostics } from '../config/diagnostic.ts';
import { loadConfig } from '../config/load.ts';
import { classify } from '../error-class.ts';
import { FailoverError } from '../errors.ts';
import type { RunId } from '../ids.ts';
import { chooseRegions, type Direction } from '../operations/choose-regions.ts';
import { kinds } from '../kinds/registry.ts';
import type { SessionPolicy } from '../aws/session-policy.ts';
import { permissionsFor } from '../operations/iam-service.ts';
import { openSession, type Session } from '../operations/session.ts';
import type { Call, Plan } from '../plan/plan.ts';
import type { Annotations } from './annotations.ts';
import type { BotLink } from './bot-link.ts';
import type { ActionInputs } from './inputs.ts';
import type { JobSummary } from './job-summary.ts';
import type { Masks } from './masks.ts';
import { openRoleSession } from './role-session.ts';
import type { JobLog } from './workflow-commands.ts';

/** One step of a job: what it was told, and where it says what. */
export interface Job {
  readonly inputs: ActionInputs;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: JobLog;
  readonly annotations: Annotations;
  readonly summary: JobSummary;
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  /** Whoever started the job. */
  readonly actor: string;
  /** The way to the bot, where the job was given one. */
  readonly bot?: BotLink;
  /** Told which run is carried out from now on, so that a job that has to end at once can name it. */
  readonly carries: (run: RunId, plan: Plan) => void;
}

/** A service with the keys of this job. */
export interface JobSession {
  readonly session: Session;
  /** Renews the keys so that they allow looking, keeping the journal, and these calls, and no others; without a role the keys stay as they are. */
  narrow(calls: readonly Call[]): Promise<void>;
  close(): void;
}

/** Loads the config; its mistakes become annotations at their places. Throws CONFIG_NOT_FOUND and CONFIG_INVALID. */
export async function readConfig({ inputs, env, log, annotations, bot }: Job): Promise<Config> {
  const loaded = await loadConfig({
    directory: process.cwd(),
    registry: kinds,
    ...(inputs.config === undefined ? {} : { file: inputs.config }),
  });
  if (loaded.diagnostics.length > 0) log.text(renderDiagnostics(loaded.diagnostics));
  for (const diagnostic of loaded.diagnostics) annotations.diagnostic(diagnostic);
  if ('problems' in loaded) throw new FailoverError(loaded.problems);
  bot?.about(loaded.config.service);
  for (const { spec } of loaded.config.resources) maskNamed(spec, env, log.masks);
  return loaded.config;
}

/** Opens the service with the keys of the role, if one is given: asked for in `to`, and at first good for looking only, and for `calls`. */
export async function openService(
  job: Job,
  config: Config,
  { from, to, run, calls: first = [] }: Direction & { readonly run: RunId; readonly calls?: readonly Call[] },
): Promise<JobSession> {
  const { inputs, env, clock, log, annotations } = job;
  const { role, roleDurationSeconds } = inputs;
  const warn = annotations.warning;
  const roleSession =
    role === undefined
      ? undefined
      : openRoleSession({
          role,
          region: to,
          run,
          durationSeconds: roleDurationSeconds,
          env,
          clock,
          masks: log.masks,
          warn,
        });
  const directory = env['REGION_FAILOVER_DIR'] ?? '.region-failover';
  const session = openSession({
    config,
    registry: kinds,
    clock,
    to,
    env,
    directory,
    ...(roleSession === undefined ? {} : { credentials: roleSession.load }),
  });
  if (config.witness === undefined)
    warn(
      `There is no witness bucket in ${config.file}: the journal is in ${directory} on this runner, whose disk is lost when the job ends, and no other job sees the lease.`,
    );
  const narrow = async (calls: readonly Call[]): Promise<void> => {
    if (roleSession === undefined) return;
    const { session: policy } = permissionsFor(config, kinds, {
      operation: 'failover',
      from,
      to,
      mode: 'auto',
      only: [],
      calls,
    });
    roleSession.narrow(inputs.sessionPolicy ? fitting(policy, job) : undefined);
    await session.aws.refreshCredentials();
  };
  const close = (): void => {
    session.close();
    roleSession?.close();
  };
  try {
    // Once, here: otherwise each look at the world would fail by itself with the same refusal.
    await narrow(first);
  } catch (error) {
    close();
    throw new FailoverError([classify(error, { region: to }).problem], error);
  }
  return { session, narrow, close };
}

/** The policy to send, and in the log how far it is the plan's: STS takes 2,048 characters. */
function fitting({ policy, keeps, size }: SessionPolicy, { log, annotations }: Job): string | undefined {
  const full = 'the exact one is longer than the 2,048 characters that STS takes';
  if (keeps === 'resources')
    log.text(`Session policy: exactly the calls that are needed (${size} characters).`);
  if (keeps === 'prefixes')
    log.text(
      `Session policy: exactly the actions that are needed, on resources with the same beginning; ${full}.`,
    );
  if (keeps === 'actions')
    log.text(
      `Session policy: exactly the actions that are needed, on every resource the role allows; ${full}.`,
    );
  if (keeps !== 'nothing') return policy;
  annotations.warning(
    `There is no session policy: even its actions alone are longer than STS takes. The credentials are those of the whole role.`,
  );
  return undefined;
}

/** Where only the journal is read, any region of the service will do for the keys: the one that is named, or the first standby. */
export function anyDirection(config: Config, { inputs }: Job): Direction {
  const to =
    inputs.to ?? config.regions.find((region) => region !== (inputs.from ?? config.regions[0])) ?? '';
  return chooseRegions(config, { to, from: inputs.from ?? config.regions.find((region) => region !== to) });
}

/**
 * Values of environment variables that a spec names (`apiKeyEnv: STRIPE_API_KEY`, `fromEnv: TOKEN`) are secrets. The name of a user
 * is none: to hide `postgres` would hide it in every other place as well.
 */
function maskNamed(spec: unknown, env: Job['env'], masks: Masks): void {
  if (typeof spec !== 'object' || spec === null) return;
  for (const [name, value] of Object.entries(spec)) {
    if (typeof value === 'string' && /env$/i.test(name) && name !== 'userEnv') maskValue(env[value], masks);
    else maskNamed(value, env, masks);
  }
}

/** A URL with its password and its path as well, which an error may quote without the rest: a webhook's secret is in its path. */
function maskValue(value: string | undefined, masks: Masks): void {
  masks.add(value);
  if (value === undefined || !URL.canParse(value)) return;
  const { password, pathname } = new URL(value);
  masks.add(password);
  masks.add(decoded(password));
  if (pathname.length >= shortestPath) masks.add(pathname);
}

/** In characters. A path as short as `/v2/enqueue` is known to everybody. */
const shortestPath = 24;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
