import { createServer, request, type IncomingMessage } from 'node:http';

/** A load balancer as small as one can be: each request goes to the next bot, and to the one after where that one does not listen. */
export interface RoundRobin {
  /** How many requests each bot has answered, in the order of `targets`. */
  readonly answered: readonly number[];
  close(): Promise<void>;
}

/** Listens on loopback at this port in front of bots at these ports. What a job sends (`/v1/…`) arrives at two bots at once. */
export async function startRoundRobin(port: number, targets: readonly number[]): Promise<RoundRobin> {
  const answered = targets.map(() => 0);
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const first = turn++;
    const attempt = async (): Promise<void> => {
      const body = await bodyOf(incoming);
      const twice = incoming.url?.startsWith('/v1/') === true;
      const copy = twice ? send(incoming, { body, port: targets[(first + 1) % targets.length] }) : undefined;
      copy?.catch(() => undefined);
      for (let step = 0; step < targets.length; step += 1) {
        const index = (first + step) % targets.length;
        try {
          const answer = await send(incoming, { body, port: targets[index] });
          answered[index] = (answered[index] ?? 0) + 1;
          outgoing.writeHead(answer.status, answer.headers).end(answer.body);
          return;
        } catch {
          // The next one, then.
        }
      }
      outgoing.writeHead(502).end();
    };
    attempt().catch(() => outgoing.destroy());
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    answered,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function send(
  { method, url, headers }: IncomingMessage,
  { body, port }: { readonly body: Buffer; readonly port: number | undefined },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
      bodyOf(answer).then((text) => {
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: text });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
