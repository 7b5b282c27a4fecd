import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { CertificateAuthority } from './tls.ts';
import type { World } from './world.ts';

/** The databases of a world, as PostgreSQL answers for them. */
export interface Postgres {
  port: number;
  close(): Promise<void>;
}

/** What a client sends first to ask for TLS: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const SSL_REQUEST = 80_877_103;

/**
 * Serves the RDS instances and Aurora clusters of a world on loopback, over TLS alone; the name that a client asks for in the handshake
 * tells which of them it means. Whoever signs in is let in, and learns who is in recovery and who may write.
 */
export async function startPostgres(world: World, authority: CertificateAuthority): Promise<Postgres> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      if (first.length < 8 || first.readInt32BE(4) !== SSL_REQUEST) socket.destroy();
      else encrypt(socket, { world, authority });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of sockets) socket.destroy();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

function encrypt(
  socket: Socket,
  { world, authority }: { world: World; authority: CertificateAuthority },
): void {
  let host = '';
  socket.write('S');
  const secure = new TLSSocket(socket, {
    isServer: true,
    SNICallback: (name, done) => {
      host = name;
      authority.secureContextFor(name).then(
        (context) => {
          done(null, context);
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error('no certificate'));
        },
      );
    },
  });
  secure.on('error', () => secure.destroy());
  secure.once('secure', () => {
    serve(secure, () => databaseAt(world, host));
  });
}

/** What an instance is called while it takes connections. */
const serving: readonly string[] = ['available', 'backing-up', 'modifying'];

/** What a client is told of whatever it has reached. */
interface Server {
  readonly recovers: boolean;
  readonly engineVersion: string;
}

/** The instance or Aurora cluster with this address, while its region answers and it takes connections. */
function databaseAt(world: World, host: string): Server | undefined {
  world.settle();
  const global = [...world.globalClusters.values()].find((one) => one.host === host);
  const writer = global?.members.find((member) => member.writer)?.arn;
  const up = [...world.regions.values()].filter(({ condition }) => condition !== 'dark');
  const instance = up
    .flatMap(({ dbInstances }) => [...dbInstances.values()])
    .find((one) => one.host === host && serving.includes(one.status));
  if (instance !== undefined)
    return { recovers: instance.sourceArn !== undefined, engineVersion: instance.engineVersion };
  const cluster = up
    .flatMap(({ dbClusters }) => [...dbClusters.values()])
    .find((one) => [one.host, one.readerHost].includes(host) || one.arn === writer);
  if (cluster === undefined || !serving.includes(cluster.status)) return undefined;
  return { recovers: !cluster.writable || host === cluster.readerHost, engineVersion: cluster.engineVersion };
}

function serve(socket: TLSSocket, database: () => Server | undefined): void {
  let received = Buffer.alloc(0);
  let started = false;
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    // The first message alone has no letter before its length.
    for (let head = started ? 1 : 0; received.length >= head + 4; head = 1) {
      const length = head + received.readInt32BE(head);
      if (received.length < length) return;
      const [type, body] = [received.toString('latin1', 0, head), received.subarray(head + 4, length)];
      received = received.subarray(length);
      started = true;
      const instance = database();
      if (instance === undefined || type === 'X') {
        socket.destroy();
        return;
      }
      socket.write(answerTo(instance, type, body));
    }
  });
}

function answerTo(instance: Server, type: string, body: Buffer): Buffer {
  const ready = message('Z', Buffer.from('I'));
  const ok = Buffer.alloc(4);
  if (type === '') return Buffer.concat([message('R', ok), ready]);
  if (type === 'S') return ready;
  if (type !== 'Q') return refusal('0A000', 'this server takes simple queries alone');
  const query = body
    .toString('utf8', 0, body.length - 1)
    .trim()
    .toLowerCase();
  return Buffer.concat([resultOf(instance, query), ready]);
}

function resultOf({ recovers, engineVersion }: Server, query: string): Buffer {
  const [word = ''] = query.split(/\W/, 1);
  if (query.startsWith('select pg_is_in_recovery()')) {
    const flags = { recovery: recovers ? 't' : 'f' };
    const more = { read_only: recovers ? 'on' : 'off', version: engineVersion };
    return rowOf(query.includes('transaction_read_only') ? { ...flags, ...more } : flags);
  }
  if (['create', 'insert'].includes(word) && recovers)
    return refusal('25006', `cannot execute ${word.toUpperCase()} in a read-only transaction`);
  if (['begin', 'rollback', 'commit', 'create', 'insert'].includes(word)) return done(word.toUpperCase());
  return refusal('0A000', 'this server does not know that statement');
}

function rowOf(values: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(values);
  const fields = names.map((name) => {
    const rest = Buffer.alloc(18);
    // A boolean, or text: https://www.postgresql.org/docs/current/catalog-pg-type.html
    rest.writeInt32BE(name === 'recovery' ? 16 : 25, 6);
    return Buffer.concat([Buffer.from(`${name}\0`), rest]);
  });
  const cells = Object.values(values).map((value) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(Buffer.byteLength(value));
    return Buffer.concat([length, Buffer.from(value)]);
  });
  const count = Buffer.alloc(2);
  count.writeInt16BE(names.length);
  return Buffer.concat([
    message('T', Buffer.concat([count, ...fields])),
    message('D', Buffer.concat([count, ...cells])),
    done('SELECT 1'),
  ]);
}

function done(tag: string): Buffer {
  return message('C', Buffer.from(`${tag}\0`));
}

function refusal(code: string, text: string): Buffer {
  return message('E', Buffer.from(`SERROR\0VERROR\0C${code}\0M${text}\0\0`));
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
