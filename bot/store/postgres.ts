import { PostgresDialect, type Dialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { DatabaseError, Pool, types, type PoolClient } from 'pg';

/** How long PostgreSQL may take, in ms. */
export interface PostgresLimits {
  readonly statementMs: number;
  /** After this the answer is not waited for any more, and the connection is given up. More than `statementMs`. */
  readonly answerMs: number;
  readonly connectMs: number;
}

const usualLimits: PostgresLimits = { statementMs: 10_000, answerMs: 15_000, connectMs: 10_000 };

/** PostgreSQL, through a pool of connections. */
export function postgresDialect(url: string, limits = usualLimits): Dialect {
  return new PostgresDialect({ pool: healingPool(openPool(url, limits)) });
}

function openPool(url: string, limits: PostgresLimits): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    fallback_application_name: 'region-failover-bot',
    keepAlive: true,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    query_timeout: limits.answerMs,
    // A bot whose machine vanished in the middle of a change must not hold its incident for the two hours that TCP takes to notice.
    idle_in_transaction_session_timeout: limits.statementMs,
    types: { getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : parserOf(oid, format)) },
  });
  // Without listeners a connection that breaks, idle or not, would end the process. Whoever uses it gets the error anyway.
  const ignore = () => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

// The overloads of the type name each format on its own; the driver hands over either.
const parserOf = types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown;

/** The pool, throwing away connections on which something else than an answer of the server came back, a time-out above all: what they would answer next is anybody's guess. */
function healingPool(pool: Pool): PostgresPool {
  return { connect: async () => healing(await pool.connect()), end: () => pool.end() };
}

function healing(client: PoolClient): PostgresPoolClient {
  let broken: unknown;
  const query = async (text: string, parameters: readonly unknown[]) => {
    // The rollback after a time-out would only wait for another one.
    if (broken !== undefined) throw broken as Error;
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.severity !== 'ERROR') broken = error;
      throw error;
    }
  };
  return {
    // Kysely's overload for cursors is never called, because none is configured; rows have whatever type the query builder says.
    query: query as unknown as PostgresPoolClient['query'],
    release: () => {
      client.release(broken !== undefined);
    },
  };
}
