import 'reflect-metadata';
import { X509Certificate, createPrivateKey, webcrypto } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';

/** A host certificate (with its issuer appended) and its key, both PEM. */
export interface HostCertificate {
  cert: string;
  key: string;
}

/** A certificate authority that lives in memory for as long as its simulator. */
export interface CertificateAuthority {
  /** The authority's own certificate, PEM: what clients must trust. */
  pem: string;
  /** A certificate for these DNS names or IP addresses; the same names get the same certificate. */
  certificateFor(...names: string[]): Promise<HostCertificate>;
  /** The same, ready for a TLS server's SNI callback. */
  secureContextFor(name: string): Promise<SecureContext>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

interface Issuer {
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

/** Makes a fresh certificate authority; its certificates are valid by the host's real clock, which is what clients look at. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  // Node's own WebCrypto differs from the DOM's only in its declarations.
  x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(3650),
    serialNumber: '01',
    name: 'CN=region-failover simulator CA',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const pem = `${certificate.toString('pem')}\n`;
  const made = new Map<string, Promise<HostCertificate>>();
  let serial = 1;
  const certificateFor = (...names: string[]) => {
    const known = made.get(names.join());
    if (known) return known;
    serial += 1;
    const fresh = issue({ certificate, keys }, names, serial);
    made.set(names.join(), fresh);
    return fresh;
  };
  const contexts = new Map<string, Promise<SecureContext>>();
  const secureContextFor = (name: string) => {
    const known = contexts.get(name);
    if (known) return known;
    const fresh = certificateFor(name).then((certificate) => createSecureContext(certificate));
    contexts.set(name, fresh);
    return fresh;
  };
  return { pem, certificateFor, secureContextFor };
}

async function issue(issuer: Issuer, names: string[], serial: number): Promise<HostCertificate> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(365),
    serialNumber: serial.toString(16).padStart(4, '0'),
    subject: `CN=${names[0] ?? 'localhost'}`,
    issuer: issuer.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: /^\d+(\.\d+){3}$/.test(value) ? 'ip' : 'dns', value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return {
    cert: `${new X509Certificate(Buffer.from(certificate.rawData)).toString()}${issuer.certificate.toString('pem')}\n`,
    key: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

function validity(days: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + days * DAY_MS) };
}
