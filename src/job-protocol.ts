import type { Exit, ErrorCode, Problem } from './errors.ts';
import type { Numbered, RunEvent } from './events.ts';
import type { HostAnswer, HostRequest } from './engine/host.ts';
import type { Region, RunId, StepId } from './ids.ts';
import type { Mode, Plan } from './plan/plan.ts';

/** Where a job sends its events and questions, under the address of the bot. */
export const jobPaths = { events: '/v1/events', questions: '/v1/questions' } as const;

/** What a job is doing, in every message of it. The job proves who it is with an OIDC token whose audience is the origin of the bot's address. */
export interface JobHeader {
  readonly schemaVersion: 1;
  readonly service: string;
  readonly command: string;
  /** The input `operation-id`: what the bot calls this change; absent in a job that somebody started by hand without one. */
  readonly operation?: string;
}

/** What a job says besides the events of its run. */
export type JobEvent =
  | RunEvent
  /** The plan was made: by `plan`, and by `failover` before it begins. */
  | { readonly type: 'planned'; readonly plan: Plan }
  /** The last word of a job. `report`: the run's report in Markdown, where there is one. */
  | {
      readonly type: 'job-ended';
      readonly result: Exit;
      readonly reasonCode: 'OK' | ErrorCode;
      readonly planHash?: string;
      readonly problems: readonly Problem[];
      readonly warnings: readonly string[];
      readonly report?: string;
    };

/** An event as a job sends it: numbered from 1 without gaps within the job, `at` in ms since the epoch, `run` where there is one. */
export type SentEvent = JobEvent & { readonly seq: number; readonly at: number; readonly run?: RunId };

/** The body of a POST to `/v1/events`; sent again until it is acknowledged, so it may come twice and out of order. */
export interface EventBatch extends JobHeader {
  readonly events: readonly SentEvent[];
}

/** The answer to a batch: every event up to this number is kept. */
export interface Acknowledgement {
  readonly acknowledged: number;
}

/** What a job asks before it changes anything, whoever started it: is exactly this approved? */
export interface BeginQuestion {
  readonly type: 'begin';
  readonly from: Region;
  readonly to: Region;
  readonly mode: Mode;
  readonly only: readonly string[];
  readonly reason: string;
  readonly planHash: string;
  /** `sha256:` of the config file. */
  readonly configDigest: string;
  /** The commit that is checked out, where the job knows it. */
  readonly commit?: string;
  /** The run that is to begin, or to be gone on with. */
  readonly run: RunId;
  /** For retry and skip. */
  readonly step?: StepId;
}

/** A question of a job; the engine's own, with what it is about. */
export type JobQuestion = BeginQuestion | HostRequest;

/** The body of a POST to `/v1/questions`; the same id asks for the answer to the same question again. */
export interface QuestionMessage extends JobHeader {
  readonly id: string;
  readonly run?: RunId;
  readonly question: JobQuestion;
}

/** `refuse` answers `begin`; the others are the engine's. */
export type JobAnswer = HostAnswer | { readonly type: 'refuse'; readonly reason: string };

/** 202 with `open` while people decide: ask again after `pollMs`. 200 with the answer, which stays the same however often it is asked for. */
export type QuestionReply =
  | { readonly state: 'open'; readonly pollMs: number }
  | { readonly state: 'answered'; readonly answer: JobAnswer };

/** An event of the engine as the bot hands it on to the views. */
export function isRunEvent(event: SentEvent): event is SentEvent & Numbered<RunEvent> {
  return event.type !== 'planned' && event.type !== 'job-ended' && event.run !== undefined;
}
