import { DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon DynamoDB: its client and the commands that are used of it. */
export const dynamodb = defineService('dynamodb', (settings) => new DynamoDBClient(settings), {
  describeTable: DescribeTableCommand,
  updateTable: UpdateTableCommand,
});

/** Amazon DynamoDB, one method for each operation. */
export type DynamodbApi = ApiOf<typeof dynamodb>;
