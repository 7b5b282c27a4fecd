import type { Clock } from '../../src/clock.ts';
import type { BeginQuestion, JobAnswer, QuestionMessage, QuestionReply } from '../../src/job-protocol.ts';
import type { Refusal } from '../http/answer.ts';
import type { Incident, Source } from '../incidents/incident.ts';
import { carriesOut } from '../incidents/purpose.ts';
import type { Verdict } from '../incidents/signal.ts';
import type { Declaration, GitHubPort, IncidentService, WorkflowRun } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { JobPlace } from './job-place.ts';
import type { JobIdentity } from './job-token.ts';

/** What answering needs. */
export interface QuestionParts {
  readonly store: Pick<Store, 'readIncident' | 'findIncident'>;
  readonly service: IncidentService;
  readonly github: Pick<GitHubPort, 'services' | 'findDispatched' | 'readRun'>;
  readonly clock: Clock;
  /** Who a GitHub login is, by the people of a service. */
  readonly personOf: (login: string, service: string) => Promise<Declaration['requester']>;
}

/** How soon a job asks again while people decide, in ms. */
const pollMs = 2000;

/** One question of a job that has been placed. */
export interface Asked {
  readonly job: JobIdentity;
  readonly place: JobPlace;
  readonly message: QuestionMessage;
}

/** The reply, or why there is none. */
export type Answered = { readonly reply: QuestionReply } | { readonly refusal: Refusal };

/** Puts a question to the incident; a run that was started straight from GitHub gets an incident of its own first. */
export async function answerQuestion(parts: QuestionParts, asked: Asked): Promise<Answered> {
  const { place, message } = asked;
  if (place.incident !== undefined)
    return put(parts, { ...asked, incident: place.incident, operation: place.dispatch.operation });
  if (message.question.type !== 'begin')
    return {
      refusal: { status: 409, code: 'NOT_BEGUN', message: 'The job has not asked whether it may begin.' },
    };
  const declared = await declareRun(parts, { ...asked, source: place.source, question: message.question });
  if ('reason' in declared)
    return { reply: { state: 'answered', answer: { type: 'refuse', reason: declared.reason } } };
  const operation = declared.incident.dispatches.find(
    ({ githubRun }) => githubRun === asked.job.run,
  )?.operation;
  return put(parts, { ...asked, incident: declared.incident, operation: operation ?? operationOf(asked) });
}

/** A run by hand may bring an operation of its own; without one its number stands for it. */
function operationOf({ job, message }: Asked): string {
  return message.operation ?? `run-${job.run}`;
}

async function declareRun(
  { service, github, personOf }: QuestionParts,
  { job, message, source, question }: Asked & { readonly source: Source; readonly question: BeginQuestion },
): Promise<{ readonly incident: Incident } | { readonly reason: string }> {
  const { command } = message;
  if (!carriesOut(command))
    return {
      reason: `\`${command}\` goes on with a run that the bot does not know. Type \`/failover ${command}\` in its incident, or start again with /failover.`,
    };
  const requester = await personOf(job.actor, message.service);
  const run = (await github.readRun(source, job.run).catch(() => undefined)) ?? runOf(job, source);
  const declared = await service.declare({
    purpose: command,
    origin: 'workflow',
    service: message.service,
    from: question.from,
    to: question.to,
    mode: question.mode,
    only: question.only,
    reason: question.reason,
    dedupe: dedupeOfRun(source, job.run),
    run,
    ...(requester === undefined ? {} : { requester }),
  });
  return declared.ok ? { incident: declared.incident } : { reason: declared.say };
}

/** One incident for a run, whether its gate or its question comes first. */
export function dedupeOfRun({ repositoryId }: Pick<Source, 'repositoryId'>, run: number): string {
  return `github-run:${repositoryId}/${run}`;
}

/** The run as its own token tells it, for when GitHub's API does not answer. */
function runOf(job: JobIdentity, { owner, repo, branch }: Source): WorkflowRun {
  return {
    id: job.run,
    attempt: job.attempt,
    name: '',
    url: `https://github.com/${owner}/${repo}/actions/runs/${job.run}`,
    status: 'in_progress',
    headSha: job.sha,
    branch,
    path: job.workflowPath,
    event: job.event,
    actor: job.actor,
  };
}

async function put(
  { service, store, clock }: QuestionParts,
  { incident, operation, message, job }: Asked & { readonly incident: Incident; readonly operation: string },
): Promise<Answered> {
  const { id, question } = message;
  const verdict = await service.signal(incident.id, {
    type: 'question',
    at: clock.now(),
    id,
    operation,
    question,
    githubRun: job.run,
    attempt: job.attempt,
    command: message.command,
  });
  const answer = answerIn(verdict) ?? (await keptAnswer(store, incident.id, id));
  if (answer !== undefined) return { reply: { state: 'answered', answer } };
  if (verdict.ok) return { reply: { state: 'open', pollMs } };
  return { reply: { state: 'answered', answer: refusedAnswer(question.type, verdict.say) } };
}

function answerIn(verdict: Verdict): JobAnswer | undefined {
  return verdict.ok ? verdict.answer : undefined;
}

async function keptAnswer(
  store: QuestionParts['store'],
  incident: string,
  id: string,
): Promise<JobAnswer | undefined> {
  const kept = await store.readIncident(incident);
  return kept?.questions.find((question) => question.id === id)?.answer;
}

/** What a refused question comes to: nothing begins, nothing irreversible happens, and a failed step waits for an operator. */
function refusedAnswer(type: QuestionMessage['question']['type'], reason: string): JobAnswer {
  switch (type) {
    case 'begin':
      return { type: 'refuse', reason };
    case 'point-of-no-return':
      return { type: 'abort', actor: 'bot', reason };
    case 'step-failed':
      return { type: 'wait' };
  }
}
