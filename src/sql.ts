/** How far a server's certificate is checked, as libpq calls it: https://www.postgresql.org/docs/current/libpq-ssl.html */
export type SslMode = 'verify-full' | 'verify-ca' | 'require' | 'disable';

/** One look at a PostgreSQL server. */
export interface SqlRequest {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  readonly sslmode: SslMode;
  /** A file with the certificates of the authorities to trust (PEM); those of Node where absent. */
  readonly caFile?: string;
  /** Also write into a temporary table, in a transaction that is rolled back. */
  readonly writeProbe: boolean;
  /** One statement, run in a read-only transaction; the first column of its first row is the answer. */
  readonly query?: string;
  /** In ms, for all of it. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** What a server says of itself. */
export interface SqlAnswer {
  /** Whether it replays another's changes: `pg_is_in_recovery()`. */
  readonly inRecovery: boolean;
  /** Whether a transaction may write: `transaction_read_only`. */
  readonly readOnly: boolean;
  /** Whether the probe could write, and what was said if not; absent where there was none. */
  readonly probe?: { readonly ok: true } | { readonly ok: false; readonly error: string };
  /** The answer to the query as text; null for NULL or no row; absent where there was none. */
  readonly value?: string | null;
  /** The version, such as `16.6`. */
  readonly version: string;
  /** From the first packet to the last answer, in ms. */
  readonly tookMs: number;
}

/** PostgreSQL as the checks need it. */
export interface Sql {
  /** Asks a server. Throws the network's, TLS's or the server's error (with its SQLSTATE as `code`). Nothing lasting is written. */
  ask(request: SqlRequest): Promise<SqlAnswer>;
}
