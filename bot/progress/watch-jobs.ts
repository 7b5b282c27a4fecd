import type { Clock } from '../../src/clock.ts';
import type { Gate } from '../gate/gate.ts';
import type { Dispatch, Incident, Source } from '../incidents/incident.ts';
import type { Log } from '../log.ts';
import { Later } from '../ports.ts';
import type { GitHubPort, IncidentService, WorkflowRun } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { environments } from './job-place.ts';

/** How often a job that speaks is looked up in GitHub, in ms. */
const everyMs = 30_000;
/** How often one that is silent is; silent means nothing heard for twice as long. */
const silentEveryMs = 10_000;
/** How often runs that wait at the gate without anybody's word are looked for, in ms. */
const gatesEveryMs = 60_000;
const mostIncidents = 200;

/** What looking after jobs needs. */
export interface WatchParts {
  readonly store: Pick<Store, 'listIncidents'>;
  readonly service: Pick<IncidentService, 'signal'>;
  readonly github: Pick<GitHubPort, 'services' | 'readRun'>;
  readonly waitingRuns: (source: Source) => Promise<readonly WorkflowRun[]>;
  readonly gate: Gate;
  /** Of GitHub's API, without a slash at the end. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** What one round knows from the rounds before. */
export interface WatchMemory {
  /** When each run was last looked up, ms since the epoch. */
  readonly lookedAt: Map<number, number>;
  gatesAt: number;
}

/** Catches what webhooks have lost, until `signal` is aborted: jobs that ended without a word, and runs that wait at the gate. */
export async function watchJobs(parts: WatchParts, signal: AbortSignal): Promise<void> {
  const memory: WatchMemory = { lookedAt: new Map(), gatesAt: 0 };
  while (!signal.aborted) {
    await watchRound(parts, memory).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      if (error instanceof Later) parts.log.info({ why }, 'GitHub cannot be polled just now');
      else parts.log.error({ err: error }, 'a round of polling failed');
    });
    await parts.clock.sleep(silentEveryMs, signal).catch(() => undefined);
  }
}

/** One round. Throws `Later` where GitHub does not answer. */
async function watchRound(parts: WatchParts, memory: WatchMemory): Promise<void> {
  const open = await parts.store.listIncidents({ open: true, limit: mostIncidents });
  const now = parts.clock.now();
  for (const incident of open)
    for (const dispatch of incident.dispatches)
      if (isDue(dispatch, memory, now)) await look(parts, { incident, dispatch, memory });
  if (now - memory.gatesAt < gatesEveryMs) return;
  memory.gatesAt = now;
  await lookAtGates(parts, open);
}

function isDue({ state, githubRun, heardAt, at }: Dispatch, { lookedAt }: WatchMemory, now: number): boolean {
  if (githubRun === undefined || (state !== 'dispatched' && state !== 'begun')) return false;
  const silent = now - (heardAt ?? at) >= 2 * silentEveryMs;
  return now - (lookedAt.get(githubRun) ?? 0) >= (silent ? silentEveryMs : everyMs);
}

async function look(
  parts: WatchParts,
  {
    incident,
    dispatch,
    memory,
  }: { readonly incident: Incident; readonly dispatch: Dispatch; readonly memory: WatchMemory },
): Promise<void> {
  const { githubRun, gate } = dispatch;
  if (githubRun === undefined) return;
  memory.lookedAt.set(githubRun, parts.clock.now());
  const run = await parts.github.readRun(incident.source, githubRun);
  if (run === undefined || run.status === 'completed') {
    memory.lookedAt.delete(githubRun);
    const conclusion = run === undefined ? 'not found' : (run.conclusion ?? 'unknown');
    await parts.service.signal(incident.id, {
      type: 'job-over',
      at: parts.clock.now(),
      githubRun,
      conclusion,
    });
    return;
  }
  if (run.status === 'waiting' && gate === undefined && usesGate(incident))
    await parts.gate(gateOf(parts, incident.source, run));
}

async function lookAtGates(parts: WatchParts, open: readonly Incident[]): Promise<void> {
  const known = new Set(open.flatMap(({ dispatches }) => dispatches.map(({ githubRun }) => githubRun)));
  for (const entry of await parts.github.services()) {
    if (!('at' in entry) || entry.at.config.incidents?.gate !== 'environment') continue;
    const { source } = entry.at;
    for (const run of await parts.waitingRuns(source))
      if (!known.has(run.id)) await parts.gate(gateOf(parts, source, run));
  }
}

function usesGate({ policy }: Incident): boolean {
  return policy.incidents.gate === 'environment';
}

/** The address that the lost webhook would have told (https://docs.github.com/rest/actions/workflow-runs). */
function gateOf(
  { apiUrl }: WatchParts,
  { owner, repo }: Source,
  { id }: WorkflowRun,
): { readonly callbackUrl: string; readonly environment: string } {
  const callbackUrl = `${apiUrl}/repos/${owner}/${repo}/actions/runs/${id}/deployment_protection_rule`;
  return { callbackUrl, environment: environments.run };
}
