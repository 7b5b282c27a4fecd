import { sql, type Kysely, type Migration } from 'kysely';
import type { Database } from './database.ts';
import { chainStart } from './audit-hash.ts';

/** Every change of the tables so far, by name, oldest first. A migration that has been released is never edited: add another. */
export function migrations(kind: Database['kind']): Record<string, Migration> {
  return { '0001-first': { up: (db) => createTables(db, kind) } };
}

// Migrations see the tables of their own day, not those of `Tables`.
type Then = Kysely<unknown>;

async function createTables(db: Then, kind: Database['kind']): Promise<void> {
  await createIncidents(db);
  await createOutbox(db, kind);
  await createJobs(db);
  await createMemory(db);
  await createAudit(db, kind);
}

async function createIncidents(db: Then): Promise<void> {
  await db.schema
    .createTable('incident')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('dedupe', 'text', (column) => column.notNull().unique())
    .addColumn('open', 'integer', (column) => column.notNull())
    .addColumn('declared_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addUniqueConstraint('incident_number', ['service', 'number'])
    .execute();
  await db.schema.createIndex('incident_newest').on('incident').columns(['declared_at', 'number']).execute();
  await db.schema
    .createTable('service_counter')
    .addColumn('service', 'text', (column) => column.primaryKey())
    .addColumn('last', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('incident_job')
    .addColumn('incident', 'text', (column) => column.notNull().references('incident.id'))
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('github_run', 'bigint')
    .addPrimaryKeyConstraint('incident_job_key', ['incident', 'operation'])
    .execute();
  await db.schema.createIndex('incident_job_operation').on('incident_job').column('operation').execute();
  await db.schema.createIndex('incident_job_run').on('incident_job').column('github_run').execute();
}

async function createOutbox(db: Then, kind: Database['kind']): Promise<void> {
  await db.schema
    .createTable('outbox')
    // Numbers are never used again: a worker that was away too long must not finish somebody else's item.
    .addColumn('id', kind === 'sqlite' ? 'integer' : 'bigserial', (column) =>
      kind === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
    )
    .addColumn('incident', 'text', (column) => column.notNull().references('incident.id'))
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('sequence', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('retry_at', 'bigint', (column) => column.notNull())
    .addColumn('again_at', 'bigint')
    .addColumn('claimed_by', 'text')
    .addColumn('claimed_until', 'bigint')
    .addColumn('done_at', 'bigint')
    .addColumn('problem', 'text')
    .addUniqueConstraint('outbox_once', ['incident', 'type', 'key'])
    .execute();
  await db.schema
    .createIndex('outbox_open')
    .on('outbox')
    .columns(['incident', 'sequence', 'id'])
    .where(sql.ref('done_at'), 'is', null)
    .execute();
}

async function createJobs(db: Then): Promise<void> {
  await db.schema
    .createTable('job_event')
    .addColumn('job', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_event_key', ['job', 'seq'])
    .execute();
  await db.schema
    .createTable('job_fold')
    .addColumn('job', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('view', 'text', (column) => column.notNull())
    .execute();
}

async function createMemory(db: Then): Promise<void> {
  await db.schema
    .createTable('delivery')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('delivery_age').on('delivery').column('at').execute();
  await db.schema
    .createTable('note')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

async function createAudit(db: Then, kind: Database['kind']): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('incident', 'text')
    .addColumn('line', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_incident').on('audit').columns(['incident', 'seq']).execute();
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into audit_head (id, seq, hash) values (1, 0, ${chainStart})`.execute(db);
  if (kind === 'sqlite') {
    await sql`create trigger audit_kept before update on audit
      begin select raise(abort, 'the audit is append-only'); end`.execute(db);
    await sql`create trigger audit_kept_whole before delete on audit
      begin select raise(abort, 'the audit is append-only'); end`.execute(db);
  } else {
    await sql`create function audit_is_append_only() returns trigger language plpgsql
      as $$ begin raise exception 'the audit is append-only'; end $$`.execute(db);
    await sql`create trigger audit_kept before update or delete or truncate on audit
      for each statement execute function audit_is_append_only()`.execute(db);
  }
}
