import * as client from '@aws-sdk/client-dynamodb';
import type { Table } from '../global-stores.ts';
import { defineOperation, failure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import { addTable } from '../store-builders.ts';
import { regionOf, scheduleIn } from '../world.ts';
import { pageOf } from './pages.ts';

const invalid = (message: string) => failure({ code: 'ValidationException', status: 400 }, message);

/** Tables are named by name or by ARN. */
const nameIn = (input: { TableName?: string | undefined }): string =>
  (input.TableName ?? '').replace(/^arn:.*:table\//, '');

function describeTable(input: client.DescribeTableInput, call: Call): Answer<client.DescribeTableOutput> {
  const table = call.region.tables.get(nameIn(input));
  return table ? { Table: show(table) } : missing(nameIn(input));
}

function missing(name: string): Failure {
  const message = `Requested resource not found: Table: ${name} not found`;
  return failure(client.ResourceNotFoundException$, message);
}

function listTables(input: client.ListTablesInput, call: Call): client.ListTablesOutput {
  const names = [...call.region.tables.keys()].sort();
  const from = input.ExclusiveStartTableName;
  const rest = from === undefined ? names : names.filter((name) => name > from);
  const page = pageOf(rest, undefined, input.Limit ?? 100);
  const last = page.next === undefined ? undefined : page.items.at(-1);
  return { TableNames: page.items, LastEvaluatedTableName: last };
}

function updateTable(input: client.UpdateTableInput, call: Call): Answer<client.UpdateTableOutput> {
  const table = call.region.tables.get(nameIn(input));
  if (!table) return missing(nameIn(input));
  const update = input.ReplicaUpdates?.[0];
  if (input.ProvisionedThroughput === undefined && update === undefined)
    return invalid('At least one of ProvisionedThroughput, BillingMode, ReplicaUpdates is required');
  if (table.status !== 'ACTIVE') {
    const message = `Attempt to change a resource which is still in use: Table is being updated: ${table.name}`;
    return failure(client.ResourceInUseException$, message);
  }
  const refusal =
    update === undefined
      ? changeThroughput(table, input.ProvisionedThroughput, call)
      : changeReplica(table, update, call);
  return refusal ?? { TableDescription: show(table) };
}

function changeThroughput(
  table: Table,
  wanted: client.ProvisionedThroughput | undefined,
  call: Call,
): Failure | undefined {
  const [read = 0, write = 0] = [wanted?.ReadCapacityUnits, wanted?.WriteCapacityUnits];
  if (table.billing === 'PAY_PER_REQUEST')
    return invalid(
      'One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  if (read === table.readUnits && write === table.writeUnits)
    return invalid(
      `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${read}. Requested ReadCapacityUnits: ${read}.`,
    );
  table.status = 'UPDATING';
  scheduleIn(call.world, call.world.timings.tableUpdateMs, {
    apply: () => {
      table.status = 'ACTIVE';
      table.readUnits = read;
      // Writes of one replica are writes of all, so their capacity is kept the same.
      for (const each of [table, ...othersOf(table, call)]) each.writeUnits = write;
    },
  });
  return undefined;
}

function othersOf(table: Table, call: Call): Table[] {
  return table.replicas.flatMap(({ region }) => call.world.regions.get(region)?.tables.get(table.name) ?? []);
}

function changeReplica(table: Table, update: client.ReplicationGroupUpdate, call: Call): Failure | undefined {
  if (update.Create !== undefined) return createReplica(table, update.Create.RegionName ?? '', call);
  if (update.Delete !== undefined) return deleteReplica(table, update.Delete.RegionName ?? '', call);
  return invalid('Only Create and Delete of a replica are simulated.');
}

function createReplica(table: Table, name: string, call: Call): Failure | undefined {
  if (table.replicas.some(({ region }) => region === name) || name === table.region)
    return invalid(
      `Failed to create a the new replica of table with name: '${table.name}' in region ${name} because one already exists`,
    );
  const region = regionOf(call.world, name);
  if (region.tables.has(table.name)) return invalid(`Table already exists in region ${name}: ${table.name}`);
  const others = [table, ...othersOf(table, call)];
  const { billing, readUnits, writeUnits, consistency } = table;
  const replica = addTable(call.world, {
    ...{ name: table.name, region: name, billing, readUnits, writeUnits, consistency },
    status: 'CREATING',
    createdAt: call.now,
    replicas: others.map((other) => ({ region: other.region, status: 'ACTIVE' })),
  });
  const entries = others.map((other) => {
    const entry: Table['replicas'][number] = { region: name, status: 'CREATING' };
    other.replicas.push(entry);
    return entry;
  });
  table.status = 'UPDATING';
  scheduleIn(call.world, call.world.timings.tableReplicaMs, {
    apply: () => {
      table.status = 'ACTIVE';
      replica.status = 'ACTIVE';
      for (const entry of entries)
        entry.status = call.doomedStatus === undefined ? 'ACTIVE' : 'CREATION_FAILED';
    },
  });
  return undefined;
}

function deleteReplica(table: Table, name: string, call: Call): Failure | undefined {
  const entry = table.replicas.find(({ region }) => region === name);
  const replica = call.world.regions.get(name)?.tables.get(table.name);
  if (!entry || !replica) {
    const message = `Replica not found in region ${name}`;
    return failure(client.ReplicaNotFoundException$, message);
  }
  entry.status = 'DELETING';
  replica.status = 'DELETING';
  table.status = 'UPDATING';
  scheduleIn(call.world, call.world.timings.tableUpdateMs, {
    apply: () => {
      table.status = 'ACTIVE';
      call.world.regions.get(name)?.tables.delete(table.name);
      for (const other of [table, ...othersOf(table, call)])
        other.replicas = other.replicas.filter(({ region }) => region !== name);
    },
  });
  return undefined;
}

function show(table: Table): client.TableDescription {
  const replicas = table.replicas.map(({ region, status }) => ({
    RegionName: region,
    ReplicaStatus: status,
  }));
  const onDemand = table.billing === 'PAY_PER_REQUEST';
  return {
    TableName: table.name,
    TableStatus: table.status as client.TableStatus,
    TableArn: table.arn,
    TableId: table.id,
    CreationDateTime: new Date(table.createdAt),
    ProvisionedThroughput: {
      ReadCapacityUnits: onDemand ? 0 : table.readUnits,
      WriteCapacityUnits: onDemand ? 0 : table.writeUnits,
    },
    ...(onDemand ? { BillingModeSummary: { BillingMode: table.billing } } : {}),
    ...(replicas.length === 0
      ? {}
      : { Replicas: replicas, GlobalTableVersion: '2019.11.21', MultiRegionConsistency: table.consistency }),
  };
}

const tableArn = (input: { TableName?: string | undefined }, call: Call) => [
  regionalArn(call, 'dynamodb', `table/${nameIn(input)}`),
];

/** Amazon DynamoDB: tables, their capacity and their replicas in other regions; no items. */
export const dynamodb: Service = {
  name: 'dynamodb',
  signingName: 'dynamodb',
  protocol: 'json-1.0',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.DescribeTable$, { resources: tableArn, handle: describeTable }),
    defineOperation(client.ListTables$, { handle: listTables }),
    defineOperation(client.UpdateTable$, { mutating: true, resources: tableArn, handle: updateTable }),
  ],
};
