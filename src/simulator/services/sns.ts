import * as client from '@aws-sdk/client-sns';
import { uuid } from '../names.ts';
import { defineOperation, failure, operationsOf } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { addTopic } from '../watching.ts';
import type { Topic } from '../watching.ts';
import { nextSequence } from '../world.ts';
import { pageOf } from './pages.ts';

/** A FIFO topic drops copies for five minutes: https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html */
const DEDUPLICATION_MS = 5 * 60_000;

/** The largest message, in bytes. */
const LARGEST = 262_144;

function createTopic(input: client.CreateTopicInput, call: Call): Answer<client.CreateTopicResponse> {
  const { Name: name = '' } = input;
  if (!/^[\w-]{1,251}(\.fifo)?$/.test(name))
    return failure(client.InvalidParameterException$, 'Invalid parameter: Topic Name');
  const known = [...call.region.watching.topics.values()].find((topic) => topic.name === name);
  return { TopicArn: (known ?? addTopic(call.world, call.region.name, name)).arn };
}

function publish(input: client.PublishInput, call: Call): Answer<client.PublishResponse> {
  const topic = call.region.watching.topics.get(input.TopicArn ?? '');
  if (!topic) return failure(client.NotFoundException$, 'Topic does not exist');
  const wrong = mistakeIn(input, topic);
  if (wrong !== undefined) return failure(client.InvalidParameterException$, `Invalid parameter: ${wrong}`);
  const deduplicationId = input.MessageDeduplicationId;
  const copy = topic.messages.find(
    (earlier) =>
      deduplicationId !== undefined &&
      earlier.deduplicationId === deduplicationId &&
      call.now - earlier.at < DEDUPLICATION_MS,
  );
  if (topic.fifo && copy !== undefined) return { MessageId: copy.id };
  const id = uuid(`${topic.arn}/${nextSequence(call.world)}`);
  topic.messages.push({
    id,
    at: call.now,
    subject: input.Subject,
    message: input.Message ?? '',
    attributes: Object.fromEntries(
      Object.entries(input.MessageAttributes ?? {}).map(([name, { StringValue = '' }]) => [
        name,
        StringValue,
      ]),
    ),
    deduplicationId,
  });
  return { MessageId: id };
}

function mistakeIn(input: client.PublishInput, topic: Topic): string | undefined {
  if (input.Message === undefined || input.Message === '') return 'Empty message';
  if (Buffer.byteLength(input.Message) > LARGEST) return 'Message too long';
  // At most 100 printable ASCII characters, on one line: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
  if (input.Subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(input.Subject)) return 'Subject';
  const empty = Object.values(input.MessageAttributes ?? {}).some(
    ({ DataType, StringValue }) => DataType === 'String' && (StringValue ?? '') === '',
  );
  if (empty) return 'The message attribute must contain non-empty value for its type';
  if (topic.fifo && input.MessageGroupId === undefined)
    return 'The MessageGroupId parameter is required for FIFO topics';
  if (topic.fifo && input.MessageDeduplicationId === undefined)
    return 'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly';
  return undefined;
}

function getTopicAttributes(
  input: client.GetTopicAttributesInput,
  call: Call,
): Answer<client.GetTopicAttributesResponse> {
  const topic = call.region.watching.topics.get(input.TopicArn ?? '');
  if (!topic) return failure(client.NotFoundException$, 'Topic does not exist');
  return {
    Attributes: {
      TopicArn: topic.arn,
      Owner: call.world.accountId,
      DisplayName: '',
      SubscriptionsConfirmed: '0',
      SubscriptionsPending: '0',
      SubscriptionsDeleted: '0',
      ...(topic.fifo ? { FifoTopic: 'true', ContentBasedDeduplication: 'false' } : {}),
    },
  };
}

function listTopics(input: client.ListTopicsInput, call: Call): client.ListTopicsResponse {
  const page = pageOf([...call.region.watching.topics.keys()].sort(), input.NextToken, 100);
  return { Topics: page.items.map((TopicArn) => ({ TopicArn })), NextToken: page.next };
}

/** Amazon SNS: topics and what is published to them; nothing is delivered. */
export const sns: Service = {
  name: 'sns',
  signingName: 'sns',
  protocol: 'query',
  xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  global: false,
  throttling: { code: 'Throttling', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.CreateTopic$, { mutating: true, handle: createTopic }),
    // A message changes nothing in the account, so publishing counts as no change.
    defineOperation(client.Publish$, {
      resources: (input: client.PublishInput) => [input.TopicArn ?? '*'],
      handle: publish,
    }),
    defineOperation(client.GetTopicAttributes$, {
      resources: (input: client.GetTopicAttributesInput) => [input.TopicArn ?? '*'],
      handle: getTopicAttributes,
    }),
    defineOperation(client.ListTopics$, { handle: listTopics }),
  ],
};
