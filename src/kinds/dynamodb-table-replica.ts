import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { classify } from '../error-class.ts';
import type { Region } from '../ids.ts';
import type { Lag } from '../plan/plan.ts';
import type { ObserveContext } from './kind.ts';
import { newestPoints } from './replication-lag.ts';
import type { DataPoint } from './replication-lag.ts';

/** What is seen of a table in one region. */
export interface TableReplica {
  readonly name: string;
  readonly status: string;
  readonly onDemand: boolean;
  /** Capacity units; 0 for a table on demand. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Strongly consistent across regions: nothing is ever behind. */
  readonly strong: boolean;
  /** What the table here says about its replicas elsewhere, by region. */
  readonly replicas: Readonly<Record<Region, string>>;
  /** How long what was written here was on its way to other regions lately. */
  readonly outbound: Readonly<Record<Region, Lag>>;
  /** In ms since the epoch. */
  readonly createdAt?: number | undefined;
}

const METRIC = 'ReplicationLatency';

/** One table; undefined where there is none of that name. There is no call for several. */
export async function describeTable(
  name: string,
  region: Region,
  context: ObserveContext,
): Promise<TableReplica | undefined> {
  const api = await context.outside.aws.dynamodb(region);
  try {
    const { Table } = await api.describeTable({ TableName: name }, { signal: context.signal });
    return Table === undefined ? undefined : tableOf(Table);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/**
 * Adds how long replication took, which is measured where the changes come from, and only while some arrive. That CloudWatch does not
 * answer hides no table. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export async function withLatency(
  tables: readonly TableReplica[],
  region: Region,
  context: ObserveContext,
): Promise<readonly TableReplica[]> {
  const queries = tables
    .filter(({ strong }) => !strong)
    .flatMap(({ name, replicas }) =>
      Object.keys(replicas).map((receiving) => ({
        key: `${name}/${receiving}`,
        namespace: 'AWS/DynamoDB',
        name: METRIC,
        dimensions: { TableName: name, ReceivingRegion: receiving },
        statistic: 'Maximum' as const,
      })),
    );
  if (queries.length === 0) return tables.map(withoutMeasuring);
  const measured = await newestPoints(queries, region, context).catch((error: unknown) => {
    context.signal.throwIfAborted();
    return classify(error, { region }).problem.message;
  });
  return tables.map((table) => {
    if (table.strong) return withoutMeasuring(table);
    const outbound = Object.keys(table.replicas).map((receiving): [Region, Lag] => {
      const point = typeof measured === 'string' ? undefined : measured.get(`${table.name}/${receiving}`);
      return [receiving, lagOf(point, typeof measured === 'string' ? measured : nothingArrived)];
    });
    return { ...table, outbound: Object.fromEntries(outbound) };
  });
}

const nothingArrived = 'no data points in 10 minutes';

/** Whether CloudWatch answered, and had nothing: then nothing was replicated in ten minutes, which it had been asked about. */
export function isSilent(lag: Lag): boolean {
  return lag.ms === undefined && lag.source === `${METRIC}: ${nothingArrived}`;
}

/** A write to a strongly consistent table is acknowledged when another region has it. */
function withoutMeasuring(table: TableReplica): TableReplica {
  const none: Lag = { ms: 0, source: 'multi-Region strong consistency' };
  return {
    ...table,
    outbound: Object.fromEntries(Object.keys(table.replicas).map((region) => [region, none])),
  };
}

function lagOf(point: DataPoint | undefined, silence: string): Lag {
  if (point === undefined) return { ms: undefined, source: `${METRIC}: ${silence}` };
  return { ms: Math.round(point.value), source: METRIC, at: point.at };
}

function tableOf(table: TableDescription): TableReplica {
  const replicas = (table.Replicas ?? []).flatMap(({ RegionName, ReplicaStatus }): [Region, string][] =>
    RegionName === undefined ? [] : [[RegionName, ReplicaStatus ?? 'unknown']],
  );
  return {
    name: table.TableName ?? '',
    status: table.TableStatus ?? 'unknown',
    onDemand: table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST',
    readUnits: table.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
    writeUnits: table.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
    strong: table.MultiRegionConsistency === 'STRONG',
    replicas: Object.fromEntries(replicas),
    outbound: {},
    createdAt: table.CreationDateTime?.getTime(),
  };
}

/** Whether a table or replica in this status serves nobody until somebody helps. */
export function isBrokenTable(status: string): boolean {
  return !['ACTIVE', 'CREATING', 'UPDATING'].includes(status);
}
