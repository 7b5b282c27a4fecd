import type { Generated } from 'kysely';

/** The tables of the store. Times in ms since the epoch, JSON as text, booleans as 0 and 1, in SQLite and PostgreSQL alike. */
export interface Tables {
  incident: IncidentRow;
  service_counter: { service: string; last: number };
  incident_job: { incident: string; operation: string; github_run: number | null };
  outbox: OutboxRow;
  job_event: { job: string; seq: number; body: string };
  job_fold: { job: string; seq: number; view: string };
  delivery: { id: string; at: number };
  note: { key: string; value: string };
  audit: AuditRow;
  /** One row: where the chain ends. Whoever appends locks it first, so that the chain cannot fork. */
  audit_head: { id: number; seq: number; hash: string };
}

/** An incident as JSON, with copies of what is searched for. */
export interface IncidentRow {
  id: string;
  service: string;
  number: number;
  dedupe: string;
  open: number;
  declared_at: number;
  body: string;
}

/** An item of the outbox, from its wish to long after its end. */
export interface OutboxRow {
  id: Generated<number>;
  incident: string;
  type: string;
  sequence: string;
  /** Empty in a coalesced item, of which there is one for each incident and type. */
  key: string;
  payload: string;
  attempts: number;
  created_at: number;
  /** When it was wanted. */
  due_at: number;
  /** Not before this, after a failure; 0 when there was none. */
  retry_at: number;
  /** When a coalesced item was asked for again since it was claimed. */
  again_at: number | null;
  claimed_by: string | null;
  claimed_until: number | null;
  done_at: number | null;
  /** What went wrong the last time, as JSON. */
  problem: string | null;
}

/** A line of the audit: `line` is the very text that is hashed. */
export interface AuditRow {
  seq: number;
  incident: string | null;
  line: string;
  hash: string;
}
