import type { Clock } from '../../src/clock.ts';
import { gateAddress } from '../github/gate-address.ts';
import type { GateAddress } from '../github/gate-address.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Log } from '../log.ts';
import { dedupeOfRun } from '../progress/answer-question.ts';
import { environments } from '../progress/job-place.ts';
import { plannedBefore } from '../progress/keep-batch.ts';
import type { Declaration, GitHubPort, IncidentService, ServiceAtCommit, WorkflowRun } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { wishOf } from './wish.ts';
import type { Wish } from './wish.ts';

/** A deployment that waits for the bot's answer, as a webhook or a poll tells it. */
export interface GateAsked {
  readonly callbackUrl: string;
  readonly environment: string;
}

/** What the gate stands on. */
export interface GateParts {
  readonly store: Pick<Store, 'findIncident' | 'readEvents'>;
  readonly service: IncidentService;
  readonly github: Pick<GitHubPort, 'services' | 'readRun' | 'review' | 'sameFiles'>;
  /** The login of the App: `slug[bot]`. */
  readonly login: () => Promise<string>;
  readonly personOf: (login: string, service: string) => Promise<Declaration['requester']>;
  /** The API that may be answered: its origin, from the settings. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Takes up a deployment that waits. Throws `Later` where GitHub cannot tell what it is; asking again is harmless. */
export type Gate = (asked: GateAsked) => Promise<void>;

/**
 * The deployment protection rule of the environment `failover`: a run of the bot's own goes to its incident; a run that somebody started
 * behind the bot's back gets an incident of its own; what the bot cannot understand is rejected, with the reason where people see it.
 */
export function createGate(parts: GateParts): Gate {
  return async (asked) => {
    const address = gateAddress(asked.callbackUrl);
    if (address === undefined || new URL(asked.callbackUrl).origin !== new URL(parts.apiUrl).origin) {
      parts.log.warn({ environment: asked.environment }, 'a gate with a strange callback address is ignored');
      return;
    }
    const known = await parts.store.findIncident({ githubRun: address.run });
    if (known === undefined) return strangerAtGate(parts, asked, address);
    if (asked.environment !== environments.run && asked.environment !== environments.plan)
      return reject(parts, asked, wrongEnvironment(asked));
    const run = await parts.github.readRun(known.source, address.run);
    if (run !== undefined) await hand(parts, { asked, incident: known, run });
  };
}

/** A run that no incident knows yet: a dispatch of ours whose answer is still out, or one that somebody started. */
async function strangerAtGate(parts: GateParts, asked: GateAsked, address: GateAddress): Promise<void> {
  const inRepository = await servicesOf(parts, address);
  const [first] = inRepository;
  if (first === undefined)
    return reject(parts, asked, 'The bot knows no service in this repository; see REPOSITORIES.');
  const run = await parts.github.readRun(first.source, address.run);
  if (run === undefined || run.status === 'completed') return;
  const candidates = inRepository.filter(({ source }) => source.workflowPath === run.path);
  const wrong = refuseRun(run, candidates);
  if (wrong !== undefined) return reject(parts, asked, wrong);
  const own = await ownDispatch(parts, run);
  if (own !== undefined) return hand(parts, { asked, incident: own, run });
  if (asked.environment !== environments.run) return reject(parts, asked, wrongEnvironment(asked));
  const wish = await wishAt(parts, run, candidates);
  if (wish === undefined)
    return reject(
      parts,
      asked,
      'The bot cannot tell which regions this run is about. Ask for it with /failover FROM TO.',
    );
  const requester = await parts.personOf(run.actor, wish.service);
  const declared = await parts.service.declare({
    ...wish,
    origin: 'workflow',
    reason: `Started in GitHub by ${run.actor}: ${run.url}`,
    dedupe: dedupeOfRun(first.source, run.id),
    run,
    ...(requester === undefined ? {} : { requester }),
  });
  if (!declared.ok) return reject(parts, asked, declared.say);
  await hand(parts, { asked, incident: declared.incident, run });
}

/** The service and what is wanted of it: by the plan of the run, or by its name where the repository has one service only. */
async function wishAt(
  { store }: GateParts,
  run: WorkflowRun,
  candidates: readonly ServiceAtCommit[],
): Promise<(Wish & { readonly service: string }) | undefined> {
  const repositoryId = candidates[0]?.source.repositoryId ?? 0;
  const planned = await plannedBefore(store, { repositoryId, run: run.id, attempt: run.attempt });
  const found =
    planned === undefined
      ? candidates.slice(0, candidates.length === 1 ? 1 : 0)
      : candidates.filter(({ config }) => config.service === planned.service);
  const config = found[0]?.config;
  const wish = config === undefined ? undefined : wishOf(run, config, planned);
  return config === undefined || wish === undefined ? undefined : { ...wish, service: config.service };
}

/** Gives the gate to its incident, which decides; with whether what would run is what was read when it was declared. */
async function hand(
  { service, github, clock }: GateParts,
  {
    asked,
    incident,
    run,
  }: { readonly asked: GateAsked; readonly incident: Incident; readonly run: WorkflowRun },
): Promise<void> {
  const filesSame = await github.sameFiles(incident.source, run.headSha);
  await service.signal(incident.id, {
    type: 'gate-asked',
    at: clock.now(),
    githubRun: run.id,
    attempt: run.attempt,
    environment: asked.environment,
    callbackUrl: asked.callbackUrl,
    filesSame,
  });
}

function wrongEnvironment({ environment }: GateAsked): string {
  return `This rule guards the environment ${environments.run} only; take it off ${environment}.`;
}

async function reject({ github, log }: GateParts, asked: GateAsked, comment: string): Promise<void> {
  log.warn({ environment: asked.environment }, `a deployment is rejected: ${comment}`);
  await github.review({ ...asked, state: 'rejected', comment });
}

async function servicesOf(
  { github }: GateParts,
  { owner, repo }: GateAddress,
): Promise<readonly ServiceAtCommit[]> {
  const services = await github.services();
  const name = `${owner}/${repo}`.toLowerCase();
  return services
    .flatMap((entry) => ('at' in entry ? [entry.at] : []))
    .filter(({ source }) => `${source.owner}/${source.repo}`.toLowerCase() === name);
}

function refuseRun(run: WorkflowRun, candidates: readonly ServiceAtCommit[]): string | undefined {
  const [first] = candidates;
  if (run.attempt > 1) return 'This is a re-run, which carries no approval. Ask for it again with /failover.';
  if (first === undefined) return `${run.path} is no workflow that may use this environment.`;
  return run.branch === first.source.branch
    ? undefined
    : `Only runs of the branch ${first.source.branch} may use this environment.`;
}

/** The incident whose dispatch the run is: the App is its actor and its name carries the operation. */
async function ownDispatch(
  { store, service, login, clock }: GateParts,
  run: WorkflowRun,
): Promise<Incident | undefined> {
  if (run.actor !== (await login())) return undefined;
  const [, operation] = /\[([a-z0-9][\w.-]{0,120})\]/i.exec(run.name) ?? [];
  if (operation === undefined) return undefined;
  const incident = await store.findIncident({ operation });
  const dispatch = incident?.dispatches.find((one) => one.operation === operation);
  if (incident === undefined || dispatch === undefined || dispatch.githubRun !== undefined) return undefined;
  await service.signal(incident.id, {
    type: 'dispatched',
    at: clock.now(),
    operation,
    githubRun: run.id,
    url: run.url,
  });
  return incident;
}
