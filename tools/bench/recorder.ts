import { writeFileSync } from 'node:fs';
import { ClientRequest } from 'node:http';
import type { Recorded } from './messages.ts';

/** Notes down every request to AWS and to Kubernetes that leaves this process; the returned function writes them to the file. */
export function recordRequests({
  file,
  aws,
  now,
}: {
  file: string;
  aws: string;
  now: () => number;
}): () => void {
  const awsHost = new URL(aws).host;
  const recorded: Recorded[] = [];
  // The one place that all HTTP clients of the process come through, whatever library they belong to.
  const prototype = ClientRequest.prototype as unknown as Record<
    'write' | 'end',
    (this: ClientRequest, ...args: unknown[]) => unknown
  >;
  const { write, end } = prototype;
  const bodies = new WeakMap<ClientRequest, string[]>();
  const note = (request: ClientRequest, chunk: unknown): void => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return;
    const parts = bodies.get(request) ?? [];
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    bodies.set(request, parts);
  };
  let inside = 0;
  prototype.write = function (...args) {
    if (inside === 0) note(this, args[0]);
    return write.apply(this, args);
  };
  prototype.end = function (...args) {
    note(this, args[0]);
    const headers = headersOf(this);
    const scope = scopeOf(headers['authorization'] ?? '');
    const to =
      headers['host'] === awsHost ? 'aws' : this.path.startsWith('/clusters/') ? 'kubernetes' : undefined;
    if (to !== undefined)
      recorded.push({
        to,
        atMs: now(),
        method: this.method,
        path: this.path,
        headers,
        body: (bodies.get(this) ?? []).join(''),
        ...(scope === undefined ? {} : { scope }),
      });
    inside += 1;
    try {
      return end.apply(this, args);
    } finally {
      inside -= 1;
    }
  };
  return () => {
    writeFileSync(file, JSON.stringify(recorded));
  };
}

function headersOf(request: ClientRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}

function scopeOf(authorization: string): Recorded['scope'] {
  const [, region, service] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}
