import type { IncomingMessage, ServerResponse } from 'node:http';
import { jobPaths } from '../../src/job-protocol.ts';
import type { JobHeader } from '../../src/job-protocol.ts';
import { parseJson, pathOf, readBody, sendJson, sendRefusal } from '../http/answer.ts';
import type { Refusal } from '../http/answer.ts';
import type { Refusals } from '../http/refusals.ts';
import { answerQuestion } from './answer-question.ts';
import type { QuestionParts } from './answer-question.ts';
import { readBatch, readQuestion } from './job-messages.ts';
import type { Read } from './job-messages.ts';
import { placeJob } from './job-place.ts';
import type { JobIdentity, VerifyJobToken } from './job-token.ts';
import { keepBatch } from './keep-batch.ts';
import type { KeepParts } from './keep-batch.ts';

/** The largest batch or question, in bytes, unpacked. */
const bodyLimit = 10 * 1024 * 1024;

/** What the endpoint stands on. */
export type JobEndpointParts = QuestionParts &
  KeepParts & {
    readonly verify: VerifyJobToken;
    readonly refusals: Refusals;
  };

/** Answers `/v1/events` and `/v1/questions`; false for any other path. */
export function createJobEndpoint(
  parts: JobEndpointParts,
): (req: IncomingMessage, res: ServerResponse) => Promise<boolean> {
  return async (req, res) => {
    const path = pathOf(req);
    if (path !== jobPaths.events && path !== jobPaths.questions) return false;
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST');
      sendRefusal(res, { status: 405, code: 'METHOD', message: 'Only POST is answered here.' });
      return true;
    }
    const job = await authenticate(parts, req);
    if ('refusal' in job) {
      await refuse(parts, res, { refusal: job.refusal });
      return true;
    }
    if (path === jobPaths.events) await events(parts, job.job, { req, res });
    else await questions(parts, job.job, { req, res });
    return true;
  };
}

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

async function authenticate(
  { verify }: JobEndpointParts,
  req: IncomingMessage,
): Promise<{ readonly job: JobIdentity } | { readonly refusal: Refusal }> {
  const [, token] = /^Bearer ([\w.~+/=-]{1,20000})$/i.exec(req.headers.authorization ?? '') ?? [];
  if (token !== undefined) return verify(token);
  return {
    refusal: {
      status: 401,
      code: 'TOKEN_MISSING',
      message: 'Send `Authorization: Bearer TOKEN` with the OIDC token of the job.',
    },
  };
}

async function events(parts: JobEndpointParts, job: JobIdentity, { req, res }: Exchange): Promise<void> {
  const read = await readMessage(req, readBatch);
  if ('refusal' in read) return refuse(parts, res, { refusal: read.refusal, job });
  const placed = await placeJob(parts, job, headerOf(read.message, false));
  if ('refusal' in placed) return refuse(parts, res, { ...placed, job });
  const acknowledged = await keepBatch(parts, { job, place: placed.place, batch: read.message });
  sendJson(res, 200, { acknowledged });
}

async function questions(parts: JobEndpointParts, job: JobIdentity, { req, res }: Exchange): Promise<void> {
  const read = await readMessage(req, readQuestion);
  if ('refusal' in read) return refuse(parts, res, { refusal: read.refusal, job });
  const placed = await placeJob(parts, job, headerOf(read.message, true));
  if ('refusal' in placed) {
    // A re-run that asks to begin gets its answer in words that the job prints, not an error that it would retry.
    if (placed.refusal.code !== 'OLD_ATTEMPT') return refuse(parts, res, { ...placed, job });
    await note(parts, { ...placed, job });
    const answer = { type: 'refuse' as const, reason: placed.refusal.message };
    sendJson(res, 200, { state: 'answered', answer });
    return;
  }
  const asked = await answerQuestion(parts, { job, place: placed.place, message: read.message });
  if ('refusal' in asked) return refuse(parts, res, { ...asked, job });
  sendJson(res, asked.reply.state === 'open' ? 202 : 200, asked.reply);
}

function headerOf(header: JobHeader, asks: boolean): JobHeader & { readonly asks: boolean } {
  return { ...header, asks };
}

async function readMessage<Message>(
  req: IncomingMessage,
  read: (body: unknown) => Read<Message>,
): Promise<{ readonly message: Message } | { readonly refusal: Refusal }> {
  const body = await readBody(req, bodyLimit);
  if ('refusal' in body) return body;
  const result = read(parseJson(body.bytes));
  if ('message' in result) return result;
  return { refusal: { status: 400, code: 'SHAPE', message: `The message is malformed: ${result.problem}.` } };
}

interface Refused {
  readonly refusal: Refusal;
  readonly incident?: string;
  readonly job?: JobIdentity;
}

async function refuse(parts: JobEndpointParts, res: ServerResponse, refused: Refused): Promise<void> {
  // `LATER` and the like are no refusals: the job is right, something behind us does not answer.
  if (refused.refusal.status !== 503) await note(parts, refused);
  sendRefusal(res, refused.refusal);
}

async function note({ refusals }: JobEndpointParts, { refusal, incident, job }: Refused): Promise<void> {
  await refusals.note({
    at: 'job',
    code: refusal.code,
    message: refusal.message,
    ...(incident === undefined ? {} : { incident }),
    ...(job === undefined
      ? {}
      : { details: { repository: job.repository, run: job.run, attempt: job.attempt, actor: job.actor } }),
  });
}
