import type { SentEvent } from '../../src/job-protocol.ts';
import type { Incident, IncidentId } from '../incidents/incident.ts';

/** Something that must be done outside, kept until it is done. Times in ms since the epoch. */
export interface OutboxItem {
  readonly id: number;
  readonly incident: IncidentId;
  /** The type of the effect: `headline`, `story`, `dispatch`, ... */
  readonly type: string;
  /** The effect as JSON. */
  readonly payload: unknown;
  /** How often it has been begun; more than 0 means that an earlier try may have had its effect. */
  readonly attempts: number;
  readonly createdAt: number;
}

/** A line of the audit: append-only, each chained to the one before by `hash` (sha-256 over the one before and this line as stable JSON). */
export interface AuditLine {
  readonly seq: number;
  readonly at: number;
  /** Absent for what belongs to no incident, such as a forged webhook. */
  readonly incident?: IncidentId;
  /** The signal's type, or `refused`. */
  readonly action: string;
  /** Who, as far as it is known: `person:Nadia`, `job:4711`, `bot`. */
  readonly actor: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly previous: string;
  readonly hash: string;
}

/** An audit line before it has its place in the chain. */
export type AuditDraft = Omit<AuditLine, 'seq' | 'previous' | 'hash'>;

/** What one change of an incident writes, all in one transaction. */
export interface Change<Result> {
  readonly incident: Incident;
  /** Effects to add to the outbox; one with a `key` that is there already is not added again, one without a key replaces the open one of its type. */
  readonly effects: readonly {
    readonly type: string;
    readonly key?: string;
    readonly payload: unknown;
    readonly dueAt?: number;
    /** Items of one incident are kept in order within a sequence, so that one which cannot be delivered holds up only its own; the type when absent. */
    readonly sequence?: string;
  }[];
  readonly audit: readonly AuditDraft[];
  readonly result: Result;
}

/** The bot's memory: SQLite in a file, or PostgreSQL. Every method is one transaction. */
export interface Store {
  /** Creates the tables that are missing. Two bots that start at once do it once. */
  migrate(): Promise<void>;
  /**
   * The next number of a service's incidents, and the incident made with it. `dedupe` (a delivery id, a run of GitHub) makes a second call return the first one.
   * `open` are the service's incidents that have not ended, oldest first, with nobody in between; where `make` throws, nothing is written and no number is used up.
   */
  createIncident<Result>(
    input: { readonly service: string; readonly dedupe: string },
    make: (id: IncidentId, open: readonly Incident[]) => Change<Result>,
  ): Promise<{ readonly created: boolean; readonly incident: Incident; readonly result?: Result }>;
  /** Reads the incident, lets `change` decide, and writes, with nobody in between. Undefined from `change` writes nothing. Throws where there is no such incident. */
  changeIncident<Result>(
    id: IncidentId,
    change: (
      incident: Incident,
    ) => Change<Result> | { readonly result: Result; readonly audit?: readonly AuditDraft[] },
  ): Promise<Result>;
  readIncident(id: IncidentId): Promise<Incident | undefined>;
  /** Newest first. `open`: only those that have not ended. */
  listIncidents(filter: {
    readonly service?: string;
    readonly open?: boolean;
    readonly limit: number;
  }): Promise<readonly Incident[]>;
  /** By a job of GitHub that belongs to it, or by an operation. */
  findIncident(
    by: { readonly githubRun: number } | { readonly operation: string },
  ): Promise<Incident | undefined>;

  /** Keeps events of a job; those that are there already are left as they are. Returns all that follow without a gap after `after`, in order. */
  keepEvents(job: string, events: readonly SentEvent[]): Promise<void>;
  /** Events of a job without gaps from number `from` on, at most `limit`. */
  readEvents(job: string, from: number, limit: number): Promise<readonly SentEvent[]>;
  /** The number up to which events of a job have been folded into its incident, and the view then (JSON). */
  readFold(job: string): Promise<{ readonly seq: number; readonly view: unknown } | undefined>;
  writeFold(job: string, fold: { readonly seq: number; readonly view: unknown }): Promise<void>;

  /** True the first time a delivery (`slack:…`, `github:…`, `sns:…`) is seen. */
  firstDelivery(id: string, at: number): Promise<boolean>;

  /** Claims due items for this worker until `until`; items of one incident and one sequence are handed out one at a time and in order. */
  claimOutbox(claim: {
    readonly worker: string;
    readonly now: number;
    readonly until: number;
    readonly limit: number;
  }): Promise<readonly OutboxItem[]>;
  /** Notes that the item is about to have its effect, before it has. False when somebody else has taken it over. */
  beginOutbox(id: number, worker: string): Promise<boolean>;
  /** Done: it never comes back. For a coalesced item that was asked for again meanwhile, it stays. */
  finishOutbox(id: number, worker: string): Promise<void>;
  /** To be tried again at `dueAt`, with what went wrong. */
  postponeOutbox(
    id: number,
    worker: string,
    retry: { readonly dueAt: number; readonly problem: string },
  ): Promise<void>;
  /** When the next item is due; undefined when there is none. */
  nextOutboxAt(): Promise<number | undefined>;

  /** Small facts that must outlive a restart: who holds the Socket Mode connection, alarm states, users' names. */
  readNote(key: string): Promise<unknown>;
  writeNote(key: string, value: unknown): Promise<void>;
  /** Reads a note (undefined where there is none), lets `change` decide, and writes, with nobody in between. An undefined `value` writes nothing. */
  changeNote<Result>(
    key: string,
    change: (value: unknown) => { readonly value: unknown; readonly result: Result },
  ): Promise<Result>;

  appendAudit(drafts: readonly AuditDraft[]): Promise<void>;
  /** Lines after `after`, oldest first. */
  readAudit(filter: {
    readonly incident?: IncidentId;
    readonly after?: number;
    readonly limit: number;
  }): Promise<readonly AuditLine[]>;
  /** The first line whose hash does not fit, or undefined when the chain is whole. */
  verifyAudit(): Promise<number | undefined>;

  /** Forgets deliveries, and finished outbox items of ended incidents, that are older than 30 days. Nothing else is ever deleted. `now` in ms since the epoch. */
  tidy(now: number): Promise<void>;

  /** True while the database answers. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}
