import { createVerify, X509Certificate } from 'node:crypto';
import * as z from 'zod';

const base = {
  MessageId: z.string().regex(/^[\w-]{1,100}$/),
  TopicArn: z.string().regex(/^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/),
  Message: z.string().max(300_000),
  Timestamp: z.iso.datetime(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.base64().max(4096),
  SigningCertURL: z.string().max(500),
};

const envelope = z.discriminatedUnion('Type', [
  z.looseObject({ ...base, Type: z.literal('Notification'), Subject: z.string().nullish() }),
  z.looseObject({
    ...base,
    Type: z.enum(['SubscriptionConfirmation', 'UnsubscribeConfirmation']),
    SubscribeURL: z.string().max(2000),
    Token: z.string().max(2000),
  }),
]);

/** A message of Amazon SNS as it comes over HTTPS (https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html). */
export type SnsMessage = z.output<typeof envelope>;

/** Reads a message; undefined for anything else, such as a raw delivery, which carries no signature. */
export function readSnsMessage(body: unknown): SnsMessage | undefined {
  const read = envelope.safeParse(body);
  return read.success ? read.data : undefined;
}

/** The region of a topic, from its ARN. */
export function topicRegion(topicArn: string): string {
  return topicArn.split(':')[3] ?? '';
}

/** Whether an address is one of SNS itself in this region, over TLS: the only places that certificates and confirmations come from. */
export function isSnsAddress(address: string, region: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  const hosts = [`sns.${region}.amazonaws.com`, `sns.${region}.amazonaws.com.cn`];
  return (
    protocol === 'https:' && port === '' && username === '' && password === '' && hosts.includes(hostname)
  );
}

/** Whether SNS made the message: the signature fits the certificate, and the certificate is of SNS and of today. */
export function isSignedBy(message: SnsMessage, pem: string, nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(pem);
    const subject = certificate.subject.split('\n').find((line) => line.startsWith('CN='));
    if (subject === undefined || !/^CN=sns(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/.test(subject))
      return false;
    if (nowMs < Date.parse(certificate.validFrom) || nowMs > Date.parse(certificate.validTo)) return false;
    // Version 1 is the default of SNS still, and SHA-1 by its definition; nothing but AWS's own key can have made it.
    const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
    return createVerify(algorithm)
      .update(signedText(message))
      .verify(certificate.publicKey, message.Signature, 'base64');
  } catch {
    return false;
  }
}

/** What is signed (https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html). */
export function signedText(message: SnsMessage): string {
  const pairs: readonly (readonly [string, string | null | undefined])[] =
    message.Type === 'Notification'
      ? [
          ['Message', message.Message],
          ['MessageId', message.MessageId],
          ['Subject', message.Subject],
          ['Timestamp', message.Timestamp],
          ['TopicArn', message.TopicArn],
          ['Type', message.Type],
        ]
      : [
          ['Message', message.Message],
          ['MessageId', message.MessageId],
          ['SubscribeURL', message.SubscribeURL],
          ['Timestamp', message.Timestamp],
          ['Token', message.Token],
          ['TopicArn', message.TopicArn],
          ['Type', message.Type],
        ];
  return pairs
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${key}\n${value ?? ''}\n`)
    .join('');
}
