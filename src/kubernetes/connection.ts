import type { TlsSettings } from '../http-connect.ts';

/** How one API server is reached and how a request to it is authenticated. */
export interface Connection {
  /** May have a path, below which the API stands. */
  readonly server: URL;
  readonly proxy?: URL;
  /** TLS settings and headers for the next request. */
  credentials(): Promise<{
    readonly tls: Partial<TlsSettings>;
    readonly headers: Readonly<Record<string, string>>;
  }>;
  /** Drops what `credentials` keeps, after the server has refused it. */
  forget(): void;
}
