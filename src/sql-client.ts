import { readFile } from 'node:fs/promises';
import { isIP, Socket } from 'node:net';
import { checkServerIdentity, type ConnectionOptions } from 'node:tls';
import type { Client, QueryConfig } from 'pg';
import type { Sql, SqlAnswer, SqlRequest } from './sql.ts';

/** Opens PostgreSQL; the driver is loaded when a server is first asked. `env` gives REGION_FAILOVER_SQL. */
export function createSql(env: Readonly<Record<string, string | undefined>> = {}): Sql {
  return { ask: (request) => askServer(request, env['REGION_FAILOVER_SQL']) };
}

/** `via` is where to connect to in place of the server itself, as `host:port`; the name of the server stays what it is. */
async function askServer(request: SqlRequest, via: string | undefined): Promise<SqlAnswer> {
  const limit = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal === undefined ? limit : AbortSignal.any([request.signal, limit]);
  const { Client: PgClient } = (await import('pg')).default;
  const ssl = await tlsOf(request);
  signal.throwIfAborted();
  const socket = new Socket();
  const [host, port] = via === undefined ? [request.host, request.port] : addressIn(via);
  const client = new PgClient({
    host,
    port,
    database: request.database,
    user: request.user,
    // The driver would look into the environment and ~/.pgpass, which belong to somebody else.
    password: request.password ?? '',
    ssl,
    stream: () => socket,
    application_name: 'region-failover',
    statement_timeout: request.timeoutMs,
  });
  // A broken connection is also told to whoever waits for an answer; unheard here, it would end the process.
  client.on('error', () => undefined);
  const giveUp = (): void => void socket.destroy(asError(signal.reason));
  signal.addEventListener('abort', giveUp, { once: true });
  const begunAt = performance.now();
  try {
    await client.connect();
    const answer = await examine(client, request);
    return { ...answer, tookMs: Math.round(performance.now() - begunAt) };
  } catch (error) {
    throw signal.aborted ? asError(signal.reason) : error;
  } finally {
    signal.removeEventListener('abort', giveUp);
    await client.end().catch(() => undefined);
    socket.destroy();
  }
}

function addressIn(via: string): readonly [host: string, port: number] {
  const [host = '', port = ''] = via.split(':');
  return [host, Number(port)];
}

async function examine(client: Client, request: SqlRequest): Promise<Omit<SqlAnswer, 'tookMs'>> {
  const { rows } = await client.query<{ recovery: boolean; read_only: string; version: string }>(
    `select pg_is_in_recovery() as recovery, current_setting('transaction_read_only') as read_only,
            current_setting('server_version') as version`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the server gave no row');
  return {
    inRecovery: row.recovery,
    readOnly: row.read_only === 'on',
    version: row.version,
    ...(request.writeProbe ? { probe: await probe(client) } : {}),
    ...(request.query === undefined ? {} : { value: await valueOf(client, request.query) }),
  };
}

/** Temporary and rolled back: nothing of it is left, and nobody else ever sees it. */
async function probe(client: Client): Promise<NonNullable<SqlAnswer['probe']>> {
  await client.query('begin');
  try {
    await client.query('create temporary table region_failover_probe (at timestamptz) on commit drop');
    await client.query('insert into region_failover_probe values (now())');
    return { ok: true };
  } catch (error) {
    if (!isServerError(error)) throw error;
    return { ok: false, error: error.message };
  } finally {
    await client.query('rollback');
  }
}

async function valueOf(client: Client, text: string): Promise<string | null> {
  await client.query('begin transaction read only');
  try {
    // The extended protocol takes one statement only, so that no `; commit; delete` gets through.
    const query: QueryConfig & { queryMode: 'extended'; rowMode: 'array' } = {
      text,
      queryMode: 'extended',
      rowMode: 'array',
    };
    const { rows } = await client.query(query);
    const [row] = rows as unknown[][];
    return textOf(row?.[0]);
  } finally {
    await client.query('rollback');
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}

async function tlsOf({ sslmode, caFile, host }: SqlRequest): Promise<ConnectionOptions | false> {
  if (sslmode === 'disable') return false;
  const ca = caFile === undefined ? {} : { ca: await readFile(caFile, 'utf8') };
  const name = isIP(host) === 0 ? { servername: host } : {};
  return {
    ...ca,
    ...name,
    rejectUnauthorized: sslmode !== 'require',
    // The driver hands over a socket without a name, and Node would compare the certificate with `localhost`.
    checkServerIdentity: (_, certificate) =>
      sslmode === 'verify-full' ? checkServerIdentity(host, certificate) : undefined,
  };
}

function isServerError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code));
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('given up');
}
