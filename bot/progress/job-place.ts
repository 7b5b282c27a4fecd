import type { JobHeader } from '../../src/job-protocol.ts';
import type { Refusal } from '../http/answer.ts';
import type { Dispatch, Incident, Source } from '../incidents/incident.ts';
import { Later } from '../ports.ts';
import type { GitHubPort, IncidentService } from '../ports.ts';
import type { Clock } from '../../src/clock.ts';
import type { Store } from '../store/store.ts';
import type { JobIdentity } from './job-token.ts';

/** The environments of workflows/failover.yml: what the AWS roles trust. The first may only look. */
export const environments = { plan: 'failover-plan', run: 'failover' } as const;

/** Where a job belongs: to an operation of an incident, or (a run that somebody started by hand) to a service only. */
export type JobPlace =
  | { readonly incident: Incident; readonly dispatch: Dispatch; readonly source: Source }
  | { readonly incident?: undefined; readonly source: Source };

/** The place, or why the job has none. `incident`: whose business the refusal is. */
export type Placed = { readonly place: JobPlace } | { readonly refusal: Refusal; readonly incident?: string };

/** What is needed to place a job. */
export interface PlaceParts {
  readonly store: Pick<Store, 'findIncident'>;
  readonly service: Pick<IncidentService, 'signal'>;
  readonly github: Pick<GitHubPort, 'services' | 'findDispatched'>;
  readonly clock: Clock;
}

/** Finds what a job belongs to, and refuses one whose repository, workflow, branch, environment, run or attempt is not what it must be. */
export async function placeJob(
  parts: PlaceParts,
  job: JobIdentity,
  header: JobHeader & { readonly asks: boolean },
): Promise<Placed> {
  const wrongEnvironment = refuseEnvironment(job, header);
  if (wrongEnvironment !== undefined) return { refusal: wrongEnvironment };
  const known = await knownIncident(parts, job, header);
  if ('refusal' in known) return known;
  if (known.incident !== undefined) {
    const { incident, dispatch } = known;
    const refusal =
      refuseSource(job, incident.source) ??
      refuseService(header, incident.request.service) ??
      refuseAttempt(job);
    return refusal === undefined
      ? { place: { incident, dispatch, source: incident.source } }
      : { refusal, incident: incident.id };
  }
  const source = await sourceOf(parts, header.service);
  if ('refusal' in source) return source;
  const refusal = refuseSource(job, source.source) ?? refuseAttempt(job);
  return refusal === undefined ? { place: { source: source.source } } : { refusal };
}

type Known =
  | { readonly incident: Incident; readonly dispatch: Dispatch }
  | { readonly incident?: undefined }
  | { readonly refusal: Refusal; readonly incident?: string };

async function knownIncident(parts: PlaceParts, job: JobIdentity, header: JobHeader): Promise<Known> {
  const byRun = await parts.store.findIncident({ githubRun: job.run });
  const ofRun = byRun?.dispatches.find(({ githubRun }) => githubRun === job.run);
  if (byRun !== undefined && ofRun !== undefined) {
    // A run that somebody started names what it likes, or nothing; one of ours names its operation.
    return ofRun.external === true || header.operation === undefined || header.operation === ofRun.operation
      ? { incident: byRun, dispatch: ofRun }
      : forbidden(
          'OPERATION',
          'The job names another operation than the one its run was started for.',
          byRun.id,
        );
  }
  if (header.operation === undefined) return {};
  const incident = await parts.store.findIncident({ operation: header.operation });
  const dispatch = incident?.dispatches.find(({ operation }) => operation === header.operation);
  if (incident === undefined || dispatch === undefined) return {};
  const otherRun = forbidden(
    'RUN',
    'The operation belongs to another run: this one was not started by the bot.',
    incident.id,
  );
  if (dispatch.githubRun !== undefined) return otherRun;
  return claimedDispatch(parts, { job, incident, dispatch, otherRun });
}

/** The job may be faster than the answer to its dispatch: GitHub says whether the run is really the one that the bot started. */
async function claimedDispatch(
  { github, service, clock }: PlaceParts,
  {
    job,
    incident,
    dispatch,
    otherRun,
  }: {
    readonly job: JobIdentity;
    readonly incident: Incident;
    readonly dispatch: Dispatch;
    readonly otherRun: Known;
  },
): Promise<Known> {
  const found = await later(() => github.findDispatched(incident, dispatch.operation));
  if (found === 'later' || found === undefined)
    return { refusal: soon('GitHub does not show the run of the operation yet; send it again.') };
  if (found.id !== job.run) return otherRun;
  const at = clock.now();
  const { operation } = dispatch;
  await service.signal(incident.id, {
    type: 'dispatched',
    at,
    operation,
    githubRun: found.id,
    url: found.url,
  });
  return { incident, dispatch: { ...dispatch, githubRun: found.id } };
}

async function sourceOf(
  { github }: PlaceParts,
  name: string,
): Promise<{ readonly source: Source } | { readonly refusal: Refusal }> {
  const services = await later(() => github.services());
  if (services === 'later') return { refusal: soon('GitHub cannot be reached just now; send it again.') };
  const found = services.find((service) => service.name === name);
  if (found !== undefined && 'at' in found) return { source: found.at.source };
  return forbidden('SERVICE', 'The bot knows no such service in the repositories of REPOSITORIES.');
}

function refuseSource(job: JobIdentity, source: Source): Refusal | undefined {
  if (job.repositoryId !== source.repositoryId)
    return denial('REPOSITORY', 'The token is of another repository than the service.');
  if (job.workflowPath !== source.workflowPath)
    return denial('WORKFLOW', `The token is of another workflow than ${source.workflowPath}.`);
  const branch = `refs/heads/${source.branch}`;
  if (job.workflowRef !== branch || job.ref !== branch)
    return denial('BRANCH', `The run is not of the branch ${source.branch}.`);
  return undefined;
}

function refuseEnvironment(
  { environment }: JobIdentity,
  { command, asks }: JobHeader & { readonly asks: boolean },
): Refusal | undefined {
  if (environment === environments.run) return undefined;
  if (environment === environments.plan && command === 'plan' && !asks) return undefined;
  return denial(
    'ENVIRONMENT',
    `The job must run in the environment \`${environments.run}\`; only a job that plans may run in \`${environments.plan}\`.`,
  );
}

function refuseService({ service }: JobHeader, expected: string): Refusal | undefined {
  return service === expected
    ? undefined
    : denial('SERVICE', 'The job names another service than the incident it belongs to.');
}

/** A second attempt would carry out what was approved for the first. */
function refuseAttempt({ attempt }: JobIdentity): Refusal | undefined {
  return attempt === 1
    ? undefined
    : denial('OLD_ATTEMPT', 'This is a re-run, which carries no approval. Ask for it again with /failover.');
}

function forbidden(code: string, message: string, incident?: string): Known & { readonly refusal: Refusal } {
  return { refusal: denial(code, message), ...(incident === undefined ? {} : { incident }) };
}

function denial(code: string, message: string): Refusal {
  return { status: 403, code, message };
}

function soon(message: string): Refusal {
  return { status: 503, code: 'LATER', message };
}

async function later<Result>(ask: () => Promise<Result>): Promise<Result | 'later'> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Later) return 'later';
    throw error;
  }
}
