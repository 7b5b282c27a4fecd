import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { handleAdmin } from './admin.ts';
import { handleAws } from './aws-handler.ts';
import type { AwsSide } from './aws-handler.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { createRequestLog } from './request-log.ts';
import type { RequestLog } from './request-log.ts';
import { services } from './services/index.ts';
import type { World } from './world.ts';

/** Handles requests that are not AWS's, before AWS is asked; answers whether it did. */
export type Mount = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => boolean | Promise<boolean>;

/** A running simulator; `url` is the endpoint for every AWS service. */
export interface Simulator {
  url: string;
  world: World;
  faults: Faults;
  log: RequestLog;
  close(): Promise<void>;
}

/** Serves a world on loopback, on a free port unless one is given. */
export async function startSimulator(options: {
  world: World;
  port?: number;
  mounts?: Mount[];
  faults?: Faults;
}): Promise<Simulator> {
  const { world, port = 0, mounts = [], faults = createFaults() } = options;
  const side: AwsSide = { world, faults, log: createRequestLog(), services };
  const server = createServer((request, response) => {
    dispatch(side, mounts, { request, response }).catch((problem: unknown) => {
      answerProblem(response, problem);
    });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  const close = () => closeServer(server, sockets);
  return { url: `http://127.0.0.1:${address.port}`, world, faults, log: side.log, close };
}

async function dispatch(
  side: AwsSide,
  mounts: Mount[],
  exchange: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { request, response } = exchange;
  if (await handleAdmin(side, request, response)) return;
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  for (const mount of mounts) if (await mount(request, response, url)) return;
  if (await handleAws(side, request, response)) return;
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message: unsignedMessage(side, url) }));
}

function unsignedMessage(side: AwsSide, url: URL): string {
  if (url.searchParams.has('AWSAccessKeyId'))
    return 'Signature version 2 is not simulated; presign with version 4: `aws configure set default.s3.signature_version s3v4`.';
  const known = [...new Set(side.services.map((service) => service.signingName))].join(', ');
  return `This is no signed request for one of: ${known}.`;
}

function answerProblem(response: ServerResponse, problem: unknown): void {
  const message = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // An exception in here is a defect of the simulator; 500 would have clients retry it into obscurity.
  response.writeHead(400, { 'content-type': 'application/json', 'x-amzn-errortype': 'SimulatorDefect' });
  response.end(JSON.stringify({ __type: 'SimulatorDefect', message }));
}

function closeServer(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
