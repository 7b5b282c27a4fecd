import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server as NetServer } from 'node:net';
import 'reflect-metadata';
import {
  X509CertificateGenerator,
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509';
import { onTestFinished } from 'vitest';

/** Listens on a free port of the loopback until the test ends; gives the port. */
export async function listening(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    if ('closeAllConnections' in server) (server as Server).closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/** A web server for one test; gives its port. */
export function serving(answer: RequestListener): Promise<number> {
  return listening(createServer(answer));
}

/** A TLS server with a certificate of its own for `name`; gives its port and that certificate as PEM. */
export async function servingTls(
  name: string,
  answer: RequestListener,
): Promise<{ port: number; ca: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
    ],
  });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const pem = certificate.toString('pem');
  const server = createTlsServer(
    { cert: pem, key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n` },
    answer,
  );
  return { port: await listening(server), ca: pem };
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
