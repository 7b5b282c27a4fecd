import { GetTopicAttributesCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon SNS: its client and the commands that are used of it. */
export const sns = defineService('sns', (settings) => new SNSClient(settings), {
  getTopicAttributes: GetTopicAttributesCommand,
  publish: PublishCommand,
});

/** Amazon SNS, one method for each operation. */
export type SnsApi = ApiOf<typeof sns>;
