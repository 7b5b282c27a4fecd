import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { AUTHORITATIVE_ANSWER, decode, encode, streamDecode, streamEncode } from 'dns-packet';
import type { Answer, Packet, Question } from 'dns-packet';
import { loadBalancerByName, resolveRecord } from './resolve-record.ts';
import type { HostedZone, World } from './world.ts';

/** A running name server; UDP and TCP listen on the same port of 127.0.0.1. */
export interface DnsServer {
  port: number;
  close(): Promise<void>;
}

const NXDOMAIN = 3;
const REFUSED = 5;

/** Serves the world's hosted zones on loopback. */
export async function startDns(world: World): Promise<DnsServer> {
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length > 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const length = 2 + received.readUInt16BE(0);
        socket.write(streamEncode(reply(world, streamDecode(received.subarray(0, length)))));
        received = received.subarray(length);
      }
    });
  });
  await new Promise<void>((resolve) => {
    tcp.listen(0, '127.0.0.1', resolve);
  });
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4');
  udp.on('message', (message, sender) => {
    udp.send(encode(reply(world, decode(message))), sender.port, sender.address);
  });
  await new Promise<void>((resolve, reject) => {
    udp.once('error', reject);
    udp.bind(port, '127.0.0.1', resolve);
  });
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all([
      new Promise<void>((resolve) => {
        udp.close(resolve);
      }),
      new Promise<void>((resolve) => {
        tcp.close(() => {
          resolve();
        });
      }),
    ]);
  };
  return { port, close };
}

function reply(world: World, query: Packet): Packet {
  const question = query.questions?.[0];
  const { answers, authorities, code } = question
    ? lookUp(world, question)
    : { answers: [], authorities: [], code: REFUSED };
  // dns-packet has no field for the response code: its four bits are part of the flags.
  const flags = (code === REFUSED ? 0 : AUTHORITATIVE_ANSWER) | code;
  return {
    type: 'response',
    id: query.id ?? 0,
    flags,
    questions: query.questions ?? [],
    answers,
    authorities,
  };
}

function lookUp(
  world: World,
  question: Question,
): { answers: Answer[]; authorities: Answer[]; code: number } {
  const name = question.name.toLowerCase().replace(/\.$/, '');
  const loadBalancer = loadBalancerByName(world, name);
  if (loadBalancer !== undefined) {
    const answers =
      question.type === 'A'
        ? loadBalancer.addresses.map((data) => ({ type: 'A' as const, name, ttl: 60, data }))
        : [];
    return { answers, authorities: [], code: 0 };
  }
  const zone = [...world.hostedZones.values()]
    .filter((one) => `${name}.` === one.name || `${name}.`.endsWith(`.${one.name}`))
    .sort((left, right) => right.name.length - left.name.length)[0];
  if (!zone) return { answers: [], authorities: [], code: REFUSED };
  const answers = answersFor(world, zone, { ...question, name });
  const exists =
    `${name}.` === zone.name ||
    zone.records.some((record) => record.Name === `${name}.` || record.Name?.endsWith(`.${name}.`));
  return { answers, authorities: answers.length > 0 ? [] : [soa(zone)], code: exists ? 0 : NXDOMAIN };
}

function answersFor(world: World, zone: HostedZone, { name, type }: Question): Answer[] {
  const apex = `${name}.` === zone.name;
  if (type === 'SOA') return apex ? [soa(zone)] : [];
  if (type === 'NS' && apex) return nameServers().map((data) => ({ type: 'NS', name, ttl: 172_800, data }));
  if (type !== 'A' && type !== 'CNAME' && type !== 'TXT') return [];
  // Steps of the golden ratio walk evenly through the weights, and always in the same way.
  const roll = (world.traffic.dnsQuestions * 0.618_033_988_749_895) % 1;
  world.traffic.dnsQuestions += 1;
  const { askedFrom } = world.traffic;
  const found = resolveRecord(world, name, {
    ...{ type, roll },
    ...(askedFrom === undefined ? {} : { clientRegion: askedFrom }),
  });
  return (found?.answers ?? []).map((data) => ({ type, name, ttl: found?.ttlSeconds ?? 60, data }));
}

function nameServers(): string[] {
  return ['ns-1.awsdns-simulated.com', 'ns-2.awsdns-simulated.net'];
}

function soa(zone: HostedZone): Answer {
  const data = {
    mname: 'ns-1.awsdns-simulated.com',
    rname: 'awsdns-hostmaster.amazon.com',
    serial: 1,
    refresh: 7200,
    retry: 900,
    expire: 1_209_600,
    minimum: 60,
  };
  return { type: 'SOA', name: zone.name.slice(0, -1), ttl: 900, data };
}
