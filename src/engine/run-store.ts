import type { RunId } from '../ids.ts';
import type { Plan } from '../plan/plan.ts';
import type { JournalEntry } from './journal.ts';
import type { Signal } from './signal.ts';

/** What a run was started with; written once, never changed. */
export interface RunRecord {
  readonly schemaVersion: 1;
  readonly run: RunId;
  readonly service: string;
  /** ms since the epoch; the RTO counts from here. */
  readonly declaredAt: number;
  readonly actor: string;
  readonly reason: string;
  /** What the caller calls this change; a second run of the same operation is refused. Its mark is the end of `run`. */
  readonly operation?: string;
  /** `sha256:` of the config file. A resumed run refuses another one. */
  readonly configDigest: string;
  readonly plan: Plan;
}

/** Who holds a service's lease, until when (ms since the epoch). */
export interface Lease {
  readonly run: RunId;
  readonly holder: string;
  readonly expiresAt: number;
}

/** `acquired` with a tag that renewing needs, or who has it. */
export type LeaseAnswer =
  { readonly acquired: true; readonly tag: string } | { readonly acquired: false; readonly lease: Lease };

/** A request of an operator to a run that is being executed elsewhere. */
export type OperatorRequest = Extract<
  Signal,
  { readonly type: 'operator-abort' | 'operator-retry' | 'operator-skip' }
>;

/** A request and what it is called where it was left. */
export interface LeftRequest {
  readonly name: string;
  readonly request: OperatorRequest;
}

/** Where runs, journals and leases are kept: a directory, or a bucket in a witness region. Methods throw when the place cannot be reached. */
export interface RunStore {
  /** Where it is, for people: `s3://bucket/region-failover/` or `.region-failover/`. */
  readonly place: string;
  create(record: RunRecord): Promise<void>;
  /**
   * The record and journal of a run, or undefined. A last line that was only half written is left out, which `torn` says. Throws
   * JOURNAL_BROKEN where something cannot be read as what it was written as.
   */
  read(run: RunId): Promise<
    | {
        readonly record: RunRecord;
        readonly entries: readonly JournalEntry[];
        readonly torn?: boolean;
      }
    | undefined
  >;
  /** Adds entries durably. Throws LEASE_LOST when another process has written entries of the same number. */
  append(run: RunId, entries: readonly JournalEntry[]): Promise<void>;
  /** The runs of a service, newest first. */
  list(service: string): Promise<readonly RunId[]>;
  /** Takes the lease when it is free, expired at `now`, or already this run's by this holder. */
  acquireLease(service: string, lease: Lease, now: number): Promise<LeaseAnswer>;
  /** Prolongs a lease that still has this tag. */
  renewLease(service: string, lease: Lease, tag: string): Promise<LeaseAnswer>;
  releaseLease(service: string, tag: string): Promise<void>;
  readLease(service: string): Promise<Lease | undefined>;
  /** Leaves a request for the process that executes the run. */
  request(run: RunId, request: OperatorRequest): Promise<void>;
  /** The requests that are there, oldest first. */
  readRequests(run: RunId): Promise<readonly LeftRequest[]>;
  /** Removes requests that are in the journal; one that is gone already is none to worry about. */
  dropRequests(run: RunId, names: readonly string[]): Promise<void>;
}
