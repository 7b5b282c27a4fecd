import { createHash } from 'node:crypto';
import { PublishCommand, SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import { Later } from '../ports.ts';
import type { NotifyFacts } from './facts.ts';

type Env = Readonly<Record<string, string | undefined>>;

const timeoutMs = 5_000;

/**
 * Publishes to a topic in the topic's own region, with the credentials of the bot's surroundings. The message is JSON; its attributes
 * `about` and `state` are for filter policies. Throws `Later` unless AWS refuses the message for good.
 */
export async function publish(
  topic: string,
  facts: NotifyFacts,
  { delivery, env }: { readonly delivery: string; readonly env: Env },
): Promise<void> {
  const region = topic.split(':')[3] ?? '';
  const endpoint = env['AWS_ENDPOINT_URL_SNS'] ?? env['AWS_ENDPOINT_URL'];
  const client = new SNSClient({
    region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
    ...(endpoint === undefined || endpoint === '' ? {} : { endpoint }),
  });
  const attribute = (value: string): { DataType: 'String'; StringValue: string } => ({
    DataType: 'String',
    StringValue: value,
  });
  try {
    await client.send(
      new PublishCommand({
        TopicArn: topic,
        Subject: subjectOf(facts.title),
        Message: JSON.stringify(facts),
        MessageAttributes: {
          about: attribute(facts.about),
          state: attribute(facts.state),
          service: attribute(facts.service),
        },
        ...(topic.endsWith('.fifo')
          ? {
              MessageGroupId: facts.incident,
              MessageDeduplicationId: createHash('sha256').update(delivery).digest('hex'),
            }
          : {}),
      }),
    );
  } catch (error) {
    throw isRefused(error)
      ? error
      : new Later(
          `SNS in ${region} did not take the message: ${error instanceof Error ? error.message : String(error)}`,
        );
  } finally {
    client.destroy();
  }
}

/** ASCII, one line, fewer than 100 characters: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
function subjectOf(title: string): string {
  const ascii = title
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 99);
  return ascii === '' ? 'region-failover' : ascii;
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof SNSServiceException)) return false;
  const status = error.$metadata.httpStatusCode ?? 500;
  const passing = [
    'ThrottledException',
    'ThrottlingException',
    'KMSThrottlingException',
    'ExpiredToken',
    'RequestExpired',
  ];
  return status >= 400 && status < 500 && status !== 429 && !passing.includes(error.name);
}
