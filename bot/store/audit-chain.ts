import { chained, chainStart, follows } from './audit-hash.ts';
import type { Database, Tx } from './database.ts';
import type { AuditDraft, AuditLine, Store } from './store.ts';
import type { AuditRow } from './tables.ts';

const page = 500;

/** Adds lines to the end of the chain. To be the last thing a transaction does, because every other writer of the audit waits from here to its end. */
export async function appendToChain(db: Database, tx: Tx, drafts: readonly AuditDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  let head = await tx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('id', '=', 1)
    .$if(db.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
  for (const draft of drafts) {
    const next = chained(draft, head);
    await tx
      .insertInto('audit')
      .values({ ...next, incident: draft.incident ?? null })
      .execute();
    head = { seq: next.seq, hash: next.hash };
  }
  await tx.updateTable('audit_head').set(head).where('id', '=', 1).execute();
}

/** The audit's part of the store. */
export function auditStore(db: Database): Pick<Store, 'appendAudit' | 'readAudit' | 'verifyAudit'> {
  return {
    appendAudit: (drafts) => db.write((tx) => appendToChain(db, tx, drafts)),
    readAudit: async (filter) => (await readRows(db, filter)).map(readable),
    verifyAudit: () => verify(db),
  };
}

async function readRows(db: Database, filter: Parameters<Store['readAudit']>[0]): Promise<AuditRow[]> {
  return db.read
    .selectFrom('audit')
    .selectAll()
    .where('seq', '>', filter.after ?? 0)
    .$if(filter.incident !== undefined, (query) => query.where('incident', '=', filter.incident ?? ''))
    .orderBy('seq')
    .limit(filter.limit)
    .execute();
}

async function verify(db: Database): Promise<number | undefined> {
  // Read first: lines that are added while the others are read come after it, and no line before it may be missing.
  const end = await db.read.selectFrom('audit_head').selectAll().executeTakeFirst();
  let last = { seq: 0, hash: chainStart };
  for (;;) {
    const rows = await readRows(db, { after: last.seq, limit: page });
    for (const row of rows) {
      const fits = fitsInto(row, last) && (row.seq !== end?.seq || row.hash === end.hash);
      if (!fits) return row.seq;
      last = row;
    }
    if (rows.length < page) break;
  }
  // Lines cut off at the end leave a chain that is whole in itself.
  return end === undefined || last.seq < end.seq ? last.seq + 1 : undefined;
}

function fitsInto(row: AuditRow, last: { readonly seq: number; readonly hash: string }): boolean {
  try {
    const line = readable(row);
    return row.seq === line.seq && row.incident === (line.incident ?? null) && follows(line, last);
  } catch {
    // Not even JSON.
    return false;
  }
}

function readable(row: AuditRow): AuditLine {
  // Written by `chained`; whether it still is what was written is `verify`'s question.
  const line = JSON.parse(row.line) as Omit<AuditLine, 'hash'>;
  return { ...line, hash: row.hash };
}
