import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/** At most this many requests to one server at a time; further ones wait their turn. */
const mostAtOnce = 32;

/** Lets only so many works go on at once, in the order of their coming. Node's agent counts no connection that is still being opened. */
export function takeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (work) => {
    if (underWay >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) underWay -= 1;
      else next();
    }
  };
}

/** Keeps connections that `open` makes for the requests that follow. Idle ones do not keep the process alive. */
export function keepConnections(open: () => Promise<Duplex>): Agent {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: mostAtOnce });
  const create = (_: unknown, done?: (error: Error | null, stream: Duplex) => void): undefined => {
    open().then(
      (socket) => done?.(null, socket),
      // Node takes the error alone; its type wants a stream that there is none of.
      (error: unknown) => (done as ((error: unknown) => void) | undefined)?.(error),
    );
  };
  return Object.assign(agent, { createConnection: create });
}
