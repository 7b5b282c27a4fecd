import { tableArn } from '../aws/arn.ts';
import type { Region } from '../ids.ts';
import type { Call, Goal, StepDraft } from '../plan/plan.ts';
import type { TableReplica } from './dynamodb-table-replica.ts';

const MINUTE = 60_000;

/** Fewest capacity units that a table with provisioned capacity is to have. */
export interface Capacity {
  readonly read: number;
  readonly write: number;
}

/** A table, and the two sides of it that a step is about. */
export interface TableSides {
  readonly table: string;
  readonly active: Region;
  readonly standby: Region;
}

/** The calls of one look at a table. */
export function lookCalls(table: string, region: Region): readonly Call[] {
  return [
    control('DescribeTable', table, region),
    { service: 'cloudwatch', action: 'GetMetricData', resource: '*', region, plane: 'data' },
  ];
}

function control(action: string, table: string, region: Region): Call {
  return {
    service: 'dynamodb',
    action,
    resource: tableArn({ region }, table),
    region,
    plane: 'control',
  };
}

/** DynamoDB copies the table in the caller's name: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables-security.html */
const copying = [
  'CreateTable',
  'CreateTableReplica',
  'Query',
  'Scan',
  'GetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'DeleteTable',
  'DeleteTableReplica',
];

/** Adds a replica of the table in the standby region. */
export function replicaStep({ table, active, standby }: TableSides, expectedMs: number): StepDraft {
  return {
    action: 'replicate',
    title: `Add a replica of ${table} in ${standby}`,
    region: active,
    phase: 'prepare',
    risk: 'reversible',
    changes: true,
    expectedMs,
    timeoutMs: Math.max(120 * MINUTE, 4 * expectedMs),
    params: { table, standby },
    watch: [active, standby],
    calls: [
      control('UpdateTable', table, active),
      ...[active, standby].flatMap((region) => copying.map((action) => control(action, table, region))),
      ...lookCalls(table, active),
      control('DescribeTable', table, standby),
    ],
    undo: { title: `Remove the replica in ${standby}, if this run has added it` },
    repeat: 'safe',
  };
}

/** Waits until the table in `to` has everything that was written in `from` before writes were stopped. */
export function drainStep(table: string, { from, to }: Goal): StepDraft {
  return {
    action: 'drain',
    title: `Wait until ${table} in ${to} has caught up`,
    region: to,
    phase: 'drain',
    risk: 'none',
    changes: false,
    expectedMs: 5 * MINUTE,
    timeoutMs: 20 * MINUTE,
    params: { table, source: from },
    // Replication is measured where the changes come from.
    watch: [from, to],
    calls: [],
  };
}

/** Raises the provisioned capacity in `to` to what production needs; a greater one is left. */
export function capacityStep(now: TableReplica, wanted: Capacity, { to }: Goal): StepDraft {
  const read = Math.max(now.readUnits, wanted.read);
  const write = Math.max(now.writeUnits, wanted.write);
  return {
    action: 'capacity',
    title: `Raise the capacity of ${now.name} to ${read} read and ${write} write units`,
    region: to,
    phase: 'capacity',
    risk: 'reversible',
    changes: true,
    expectedMs: MINUTE,
    timeoutMs: 30 * MINUTE,
    params: { table: now.name, read, write, readBefore: now.readUnits, writeBefore: now.writeUnits },
    calls: capacityCalls(now.name, to),
    undo: { title: `Give ${now.name} its former capacity of ${now.readUnits} and ${now.writeUnits} units` },
    repeat: 'safe',
  };
}

/** The calls of changing the capacity of a table and changing it back. */
export function capacityCalls(table: string, region: Region): readonly Call[] {
  return [control('UpdateTable', table, region), control('DescribeTable', table, region)];
}

/** Waits until a replica that is being added, or changed, replicates. */
export function followStep({ table, active, standby }: TableSides, expectedMs: number): StepDraft {
  return {
    action: 'follow',
    title: `Wait until the replica of ${table} in ${standby} is ACTIVE`,
    region: active,
    phase: 'prepare',
    risk: 'none',
    changes: false,
    expectedMs,
    timeoutMs: Math.max(120 * MINUTE, 4 * expectedMs),
    params: { table, standby },
    watch: [active, standby],
    calls: [],
  };
}

/** Waits until somebody else's change of the table is over. */
export function waitStep(table: string, region: Region): StepDraft {
  return {
    action: 'wait',
    title: `Wait until ${table} in ${region} is ACTIVE`,
    region,
    phase: 'capacity',
    risk: 'none',
    changes: false,
    expectedMs: 2 * MINUTE,
    timeoutMs: 30 * MINUTE,
    params: { table },
    calls: [],
  };
}
