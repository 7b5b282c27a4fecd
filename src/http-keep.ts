import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/** At most this many connections to one server at a time; further requests wait their turn. */
const mostConnections = 32;

/** Keeps connections that `open` makes for the requests that follow. Idle ones do not keep the process alive. */
export function keepConnections(open: () => Promise<Duplex>): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: mostConnections, scheduling: 'fifo' });
  const create = (_: unknown, done?: (error: Error | null, stream: Duplex) => void): undefined => {
    open().then(
      (socket) => done?.(null, socket),
      // Node takes the error alone; its type wants a stream that there is none of.
      (error: unknown) => (done as ((error: unknown) => void) | undefined)?.(error),
    );
  };
  return Object.assign(agent, { createConnection: create });
}
