import { createHash, createSign, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { signedText } from '../../../bot/alarms/sns-message.ts';
import type { SnsMessage } from '../../../bot/alarms/sns-message.ts';
import { topic } from '../bot-rig.ts';

/** An SNS on loopback: a key, its certificate where SNS publishes it, and what was asked of it. */
export interface SnsRig {
  readonly url: string;
  readonly visited: string[];
  /** A notification as SNS sends it. `otherKey`: signed by somebody who is not SNS. */
  notification(message: unknown, other?: Partial<SnsMessage>): SnsMessage;
  confirmation(other?: Partial<SnsMessage>): SnsMessage;
  /** Signs again what a test has changed. */
  signed(message: SnsMessage, with_?: 'own-key' | 'other-key'): SnsMessage;
  close(): Promise<void>;
}

/** Where SNS says that its certificate stands. */
const certificateUrl = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem';

async function makeKey(name: string): Promise<{ readonly key: string; readonly certificate: string }> {
  const algorithm = {
    ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 },
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: createHash('sha256').update(name).digest('hex').slice(0, 16),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    signingAlgorithm: algorithm,
    keys,
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`;
  return { key, certificate: certificate.toString('pem') };
}

const keys = new Map<string, ReturnType<typeof makeKey>>();

/** The same key for the same owner and name: a new one takes a tenth of a second, and no test changes it. */
async function keyOf(owner: 'own' | 'other', name: string): ReturnType<typeof makeKey> {
  const id = `${owner} ${name}`;
  const key = keys.get(id) ?? makeKey(name);
  keys.set(id, key);
  return await key;
}

/** Starts an SNS. `subject`: whose certificate it shows. */
export async function startSns(now: () => number, subject = 'sns.amazonaws.com'): Promise<SnsRig> {
  const own = await keyOf('own', subject);
  const other = await keyOf('other', 'sns.amazonaws.com');
  const visited: string[] = [];
  const server = createServer((req, res) => {
    visited.push(req.url ?? '');
    if (req.url?.endsWith('.pem') === true) res.end(own.certificate);
    else res.end('<ConfirmSubscriptionResponse/>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const signed: SnsRig['signed'] = (message, by = 'own-key') => {
    const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
    const sign = createSign(algorithm).update(signedText(message));
    return { ...message, Signature: sign.sign(by === 'own-key' ? own.key : other.key, 'base64') };
  };
  const base = () => ({
    ...{ MessageId: randomUUID(), TopicArn: topic, Timestamp: new Date(now()).toISOString() },
    ...{ SignatureVersion: '2' as const, Signature: '', SigningCertURL: certificateUrl },
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visited,
    signed,
    // Laying parts of one kind of message over another is what tests of forged ones are about.
    notification: (message, given = {}) =>
      signed({
        ...base(),
        ...{ Type: 'Notification', Message: JSON.stringify(message) },
        ...given,
      } as SnsMessage),
    confirmation: (given = {}) =>
      signed({
        ...{ Type: 'SubscriptionConfirmation', Message: 'You have chosen to subscribe', Token: 'abc' },
        SubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=abc',
        ...base(),
        ...given,
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** One metric of a load balancer: what most alarms of a service look at. */
const loadBalancer = {
  ...{ MetricName: 'HTTPCode_Target_5XX_Count', Namespace: 'AWS/ApplicationELB' },
  Dimensions: [{ value: 'app/shop/50dc6c495c0c9188', name: 'LoadBalancer' }],
};

/** The metric under which `health --metrics cloudwatch` puts a number of the service. */
export function multiRegion(
  what: string,
  dimensions: Readonly<Record<string, string>> = { Service: 'shop' },
): unknown {
  const list = Object.entries(dimensions).map(([name, value]) => ({ value, name }));
  return { MetricName: 'Value', Namespace: `MultiRegion/${what}`, Dimensions: list };
}

/** What CloudWatch sends when an alarm changes; `Region` is the name that people read, as in the real thing. */
export function alarmChange(
  name: string,
  {
    region = 'eu-west-1',
    state = 'ALARM',
    at,
    trigger = loadBalancer,
  }: { readonly region?: string; readonly state?: string; readonly at: number; readonly trigger?: unknown },
): unknown {
  return {
    AlarmName: name,
    AlarmArn: `arn:aws:cloudwatch:${region}:111122223333:alarm:${name}`,
    NewStateValue: state,
    NewStateReason: 'Threshold crossed',
    StateChangeTime: new Date(at).toISOString().replace('Z', '+0000'),
    Region: 'EU (Ireland)',
    Trigger: trigger,
  };
}
