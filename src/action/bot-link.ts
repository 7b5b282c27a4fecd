import type { Clock } from '../clock.ts';
import { fail, FailoverError } from '../errors.ts';
import type { Http, HttpResponse } from '../http.ts';
import type { RunId } from '../ids.ts';
import {
  jobPaths,
  type Acknowledgement,
  type JobAnswer,
  type JobEvent,
  type JobHeader,
  type JobQuestion,
  type QuestionReply,
  type SentEvent,
} from '../job-protocol.ts';
import { fetchIdToken } from './id-token.ts';
import type { Masks } from './masks.ts';

/** The job's way to the bot. Nothing here can hold up a run, but for the questions it asks. */
export interface BotLink {
  /** Says which service the job is about, once the config has been read. */
  about(service: string): void;
  /** Queues an event; it is sent until the bot has it. `run` and `at` (ms since the epoch; now where absent) as in the engine's own events. */
  send(event: JobEvent & { readonly run?: RunId; readonly at?: number }): void;
  /** Asks, and asks again until people have answered. Throws BOT_UNREACHABLE when the bot is silent for `patienceMs`, NOT_APPROVED when it will not listen to this job. */
  ask(question: JobQuestion, run: RunId | undefined, signal: AbortSignal): Promise<JobAnswer>;
  /** Sends what is left, for as long as `flushMs` at most. */
  close(): Promise<void>;
}

/** What a link is made of. */
export interface LinkInput {
  /** Origin of the bot's address; also the audience of the tokens. */
  readonly url: string;
  readonly http: Http;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly masks: Masks;
  readonly header: Omit<JobHeader, 'service'>;
  readonly warn: (message: string) => void;
}

/** How long a question waits for a bot that does not answer at all, in ms. */
const patienceMs = 600_000;
/** How long the end of a job waits for its last events to be taken, in ms. */
const flushMs = 20_000;
/** Tokens of GitHub live for five minutes and more; one is used for less than that, in ms. */
const tokenMs = 240_000;
/** A job that has nothing to say says so this often, in ms: silence would mean that it has died. */
const heartbeatMs = 30_000;
const mostEvents = 200;
const backoffMs = [1_000, 2_000, 5_000, 10_000, 15_000] as const;

/** Opens the way to the bot; nothing is sent before the first event or question. */
export function openBotLink(input: LinkInput): BotLink {
  const { clock } = input;
  let header: JobHeader = { ...input.header, service: '' };
  const post = poster(input);
  const id = `${input.env['GITHUB_RUN_ID'] ?? 'local'}.${input.env['GITHUB_RUN_ATTEMPT'] ?? '1'}`;
  const unsent: SentEvent[] = [];
  let seq = 0;
  let asked = 0;
  let sending: Promise<void> | undefined;
  const over = new AbortController();

  const sendAll = async (): Promise<void> => {
    for (let failures = 0; unsent.length > 0 && !over.signal.aborted;) {
      const events = unsent.slice(0, mostEvents);
      const answer = await post(jobPaths.events, { ...header, events }).catch(() => undefined);
      const taken = answer?.status === 200 ? acknowledged(answer) : undefined;
      if (taken === undefined) {
        if (failures === 3)
          input.warn(`The bot does not take events (${wordsOf(answer)}); the run goes on without it.`);
        await clock.sleep(backoffMs[Math.min(failures, 4)] ?? 15_000, over.signal).catch(() => undefined);
        failures += 1;
        continue;
      }
      failures = 0;
      // Whatever the bot says, only what this request carried can have come.
      const last = Math.min(taken, events.at(-1)?.seq ?? 0);
      while (unsent[0] !== undefined && unsent[0].seq <= last) unsent.shift();
    }
  };
  let beating: Promise<void> | undefined;
  const beat = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(heartbeatMs, over.signal);
      if (sending === undefined)
        await post(jobPaths.events, { ...header, events: [] }).catch(() => undefined);
    }
  };
  const start = (): void => {
    // It ends when the link is closed, by the signal that ends its sleep.
    beating ??= beat().catch(() => undefined);
    sending ??= sendAll().finally(() => {
      sending = undefined;
      if (unsent.length > 0 && !over.signal.aborted) start();
    });
  };

  return {
    about: (service) => {
      header = { ...header, service };
    },
    send: (event) => {
      seq += 1;
      unsent.push({ ...event, seq, at: event.at ?? clock.now() });
      start();
    },
    ask: async (question, run, signal) => {
      asked += 1;
      const message = {
        ...header,
        id: `${id}.${asked}`,
        question,
        ...(run === undefined ? {} : { run }),
      };
      return await untilAnswered(input, async () => await post(jobPaths.questions, message), signal);
    },
    close: async () => {
      const stop = new AbortController();
      const tooLong = clock.sleep(flushMs, stop.signal).catch(() => undefined);
      await Promise.race([sending ?? Promise.resolve(), tooLong]);
      stop.abort();
      over.abort();
    },
  };
}

type Post = (path: string, body: unknown) => Promise<HttpResponse>;

/** Posts with a fresh enough token of this job; secrets are taken out of everything that leaves. */
function poster({ url, http, env, clock, masks }: LinkInput): Post {
  let token: { readonly value: string; readonly until: number } | undefined;
  return async (path, body) => {
    if (token === undefined || token.until <= clock.now()) {
      const value = await fetchIdToken(http, env, url);
      masks.add(value);
      token = { value, until: clock.now() + tokenMs };
    }
    const answer = await http.request({
      url: `${url}${path}`,
      method: 'POST',
      headers: { authorization: `Bearer ${token.value}`, 'content-type': 'application/json' },
      body: masks.redact(JSON.stringify(body)),
      timeoutMs: 15_000,
    });
    // Whatever is wrong with the token, the next try brings another one.
    if (answer.status === 401) token = undefined;
    return answer;
  };
}

async function untilAnswered(
  { clock, url }: LinkInput,
  ask: () => Promise<HttpResponse>,
  signal: AbortSignal,
): Promise<JobAnswer> {
  let heardAt = clock.now();
  for (let failures = 0; ;) {
    signal.throwIfAborted();
    const answer = await ask().catch((error: unknown) => {
      if (error instanceof FailoverError && error.problems[0]?.code === 'CREDENTIALS_MISSING') throw error;
      return undefined;
    });
    if (answer?.status === 403) throw notApproved(url, answer);
    const reply = answer === undefined ? undefined : replyIn(answer);
    if (reply?.state === 'answered') return reply.answer;
    if (reply !== undefined) {
      heardAt = clock.now();
      failures = 0;
      await clock.sleep(Math.min(Math.max(reply.pollMs, 500), 30_000), signal);
      continue;
    }
    if (clock.now() - heardAt >= patienceMs)
      throw fail({
        code: 'BOT_UNREACHABLE',
        message: `${url} has not answered for ${patienceMs / 60_000} minutes (${wordsOf(answer)}).`,
      });
    await clock.sleep(backoffMs[Math.min(failures, 4)] ?? 15_000, signal);
    failures += 1;
  }
}

function notApproved(url: string, { body }: HttpResponse): FailoverError {
  const said = field(body, 'error');
  return fail({
    code: 'NOT_APPROVED',
    message: `${url} does not listen to this job${typeof said === 'string' ? `: ${said}` : '.'}`,
    fix: 'Compare repository, workflow and environment of this job with what the bot is configured for.',
  });
}

function acknowledged({ body }: HttpResponse): Acknowledgement['acknowledged'] | undefined {
  const number = field(body, 'acknowledged');
  return typeof number === 'number' ? number : undefined;
}

const answers: readonly string[] = ['wait', 'proceed', 'retry', 'skip', 'abort', 'refuse'];

/** A reply that is none counts as silence: a proxy's page must not be taken for a yes. */
function replyIn({ status, body }: HttpResponse): QuestionReply | undefined {
  if (status === 202) {
    const pollMs = field(body, 'pollMs');
    return { state: 'open', pollMs: typeof pollMs === 'number' ? pollMs : 3_000 };
  }
  const answer = status === 200 && field(body, 'state') === 'answered' ? field(body, 'answer') : undefined;
  const type = typeof answer === 'object' && answer !== null && 'type' in answer ? answer.type : undefined;
  if (typeof type !== 'string' || !answers.includes(type)) return undefined;
  // Sound but for the fields beside `type`, which the bot writes from the same contract.
  return { state: 'answered', answer: answer as JobAnswer };
}

function field(body: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null
      ? Object.entries(value).find(([key]) => key === name)?.[1]
      : undefined;
  } catch {
    return undefined;
  }
}

function wordsOf(answer: HttpResponse | undefined): string {
  return answer === undefined ? 'no connection, or no OIDC token' : `it answered ${answer.status}`;
}
