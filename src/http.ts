/** One HTTP request. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Connect to this host (and port) instead of the URL's, keeping the URL's name for Host and TLS, as curl's --connect-to does. */
  readonly connectTo?: string;
  /** In ms, for the whole exchange. */
  readonly timeoutMs: number;
  /** The body is cut after this many bytes; 64 KiB where absent. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** What came back; a redirect is an answer like any other. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** HTTP and DNS as the checks need them. */
export interface Http {
  /** Sends the request. Throws the network's error when there is no answer. Honours HTTPS_PROXY, HTTP_PROXY and NO_PROXY. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** The IPv4 addresses an authoritative server of the name's zone gives now (REGION_FAILOVER_DNS replaces that server). Empty for NXDOMAIN or no data. */
  addresses(name: string, signal?: AbortSignal): Promise<readonly string[]>;
}
