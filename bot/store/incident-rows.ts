import { isEnded, type Dispatch, type Incident } from '../incidents/incident.ts';
import { appendToChain } from './audit-chain.ts';
import { whole, type Database, type Tx } from './database.ts';
import { addEffects } from './outbox-wishes.ts';
import type { Change, Store } from './store.ts';

/** The incidents' part of the store; `now` in ms since the epoch. */
export function incidentStore(
  db: Database,
  now: () => number,
): Pick<Store, 'createIncident' | 'changeIncident' | 'readIncident' | 'listIncidents' | 'findIncident'> {
  return {
    createIncident: (input, make) => db.write((tx) => create({ db, tx, now: now() }, input, make)),
    changeIncident: (id, change) => db.write((tx) => alter({ db, tx, now: now() }, id, change)),
    readIncident: async (id) => {
      const row = await db.read.selectFrom('incident').select('body').where('id', '=', id).executeTakeFirst();
      return row && parsed(row);
    },
    listIncidents: (filter) => list(db, filter),
    findIncident: (by) => find(db, by),
  };
}

interface Writing {
  readonly db: Database;
  readonly tx: Tx;
  readonly now: number;
}

async function create<Result>(
  writing: Writing,
  input: Parameters<Store['createIncident']>[0],
  make: (id: string, open: readonly Incident[]) => Change<Result>,
): Promise<{ readonly created: boolean; readonly incident: Incident; readonly result?: Result }> {
  const { tx } = writing;
  const { service, dedupe } = input;
  // The service's counter is locked before anything is looked at: from here on nobody else declares for this service.
  const { last } = await tx
    .insertInto('service_counter')
    .values({ service, last: 0 })
    .onConflict((conflict) => conflict.column('service').doUpdateSet({ service }))
    .returning('last')
    .executeTakeFirstOrThrow();
  const existing = await byDedupe(tx, dedupe);
  if (existing) return { created: false, incident: existing };

  const number = last + 1;
  const id = `${service}-${number}`;
  const change = make(id, await openOnes(tx, service));
  sameIncident(id, change.incident);
  const row = { id, service, number, dedupe, declared_at: whole(change.incident.declaredAt) };
  const inserted = await tx
    .insertInto('incident')
    .values({ ...row, ...changing(change.incident) })
    .onConflict((conflict) => conflict.column('dedupe').doNothing())
    .returning('id')
    .executeTakeFirst();
  // Declared for another service in the meantime. The number has not been counted yet, so it leaves no hole.
  if (!inserted) return { created: false, incident: await declaredAs(tx, dedupe) };
  await tx.updateTable('service_counter').set({ last: number }).where('service', '=', service).execute();
  await writeAround(writing, change);
  return { created: true, incident: change.incident, result: change.result };
}

async function alter<Result>(
  writing: Writing,
  id: string,
  change: Parameters<Store['changeIncident']>[1],
): Promise<Result> {
  const { db, tx } = writing;
  const row = await tx
    .selectFrom('incident')
    .select('body')
    .where('id', '=', id)
    .$if(db.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw new Error(`There is no incident ${id}.`);
  const before = parsed(row);
  // The caller's own `change`, whose result has the type it expects.
  const outcome = change(before) as Change<Result> | { result: Result; audit?: Change<Result>['audit'] };
  if ('incident' in outcome) {
    sameIncident(id, outcome.incident);
    await tx.updateTable('incident').set(changing(outcome.incident)).where('id', '=', id).execute();
    await writeAround(writing, outcome, before);
  } else {
    await appendToChain(db, tx, outcome.audit ?? []);
  }
  return outcome.result;
}

async function writeAround(
  { db, tx, now }: Writing,
  { incident, effects, audit }: Change<unknown>,
  before?: Incident,
): Promise<void> {
  await keepJobs(tx, incident, before);
  await addEffects({ db, tx, now }, incident.id, effects);
  await appendToChain(db, tx, audit);
}

/** Job events change an incident several times a second; its jobs hardly ever. */
async function keepJobs(tx: Tx, incident: Incident, before?: Incident): Promise<void> {
  const known = new Set(before?.dispatches.map(jobText));
  for (const dispatch of incident.dispatches) {
    if (known.has(jobText(dispatch))) continue;
    const github_run = dispatch.githubRun ?? null;
    await tx
      .insertInto('incident_job')
      .values({ incident: incident.id, operation: dispatch.operation, github_run })
      .onConflict((conflict) => conflict.columns(['incident', 'operation']).doUpdateSet({ github_run }))
      .execute();
  }
}

function jobText({ operation, githubRun }: Dispatch): string {
  return JSON.stringify([operation, githubRun]);
}

async function list(db: Database, filter: Parameters<Store['listIncidents']>[0]): Promise<Incident[]> {
  const { service, open, limit } = filter;
  const rows = await db.read
    .selectFrom('incident')
    .select('body')
    .$if(service !== undefined, (query) => query.where('service', '=', service ?? ''))
    .$if(open === true, (query) => query.where('open', '=', 1))
    .orderBy('declared_at', 'desc')
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(parsed);
}

async function find(db: Database, by: Parameters<Store['findIncident']>[0]): Promise<Incident | undefined> {
  const row = await db.read
    .selectFrom('incident_job')
    .innerJoin('incident', 'incident.id', 'incident_job.incident')
    .select('incident.body')
    .where(({ eb }) =>
      'githubRun' in by
        ? eb('incident_job.github_run', '=', by.githubRun)
        : eb('incident_job.operation', '=', by.operation),
    )
    // Should two ever name the same run, it belongs to the one that named it first.
    .orderBy('incident.declared_at')
    .executeTakeFirst();
  return row && parsed(row);
}

async function byDedupe(tx: Tx, dedupe: string): Promise<Incident | undefined> {
  const row = await tx.selectFrom('incident').select('body').where('dedupe', '=', dedupe).executeTakeFirst();
  return row && parsed(row);
}

async function declaredAs(tx: Tx, dedupe: string): Promise<Incident> {
  const incident = await byDedupe(tx, dedupe);
  if (!incident) throw new Error('An incident that was just there has gone.');
  return incident;
}

async function openOnes(tx: Tx, service: string): Promise<Incident[]> {
  const rows = await tx
    .selectFrom('incident')
    .select('body')
    .where('service', '=', service)
    .where('open', '=', 1)
    .orderBy('number')
    .execute();
  return rows.map(parsed);
}

function changing(incident: Incident): { readonly body: string; readonly open: number } {
  return { body: JSON.stringify(incident), open: isEnded(incident) ? 0 : 1 };
}

function parsed({ body }: { readonly body: string }): Incident {
  // Written by this store, from an Incident of this schemaVersion; a newer program brings a migration, and older programs refuse to start after it.
  return JSON.parse(body) as Incident;
}

function sameIncident(id: string, incident: Incident): void {
  if (incident.id !== id) throw new Error(`A change of incident ${id} came back as ${incident.id}.`);
}
