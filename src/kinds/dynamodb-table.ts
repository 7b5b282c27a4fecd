import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import type { Problem } from '../errors.ts';
import { formatDuration } from '../format-duration.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Assessment, Call, Goal, Lag, Note, StepDraft } from '../plan/plan.ts';
import { addReplica, removeReplica, setCapacity } from './dynamodb-table-changes.ts';
import { describeTable, isBrokenTable, withLatency } from './dynamodb-table-replica.ts';
import type { TableReplica } from './dynamodb-table-replica.ts';
import { settledTable, undoneTable } from './dynamodb-table-settled.ts';
import { situationOf, standbyOf } from './dynamodb-table-situation.ts';
import {
  capacityCalls,
  capacityStep,
  drainStep,
  followStep,
  lookCalls,
  replicaStep,
  waitStep,
} from './dynamodb-table-steps.ts';
import type { Capacity } from './dynamodb-table-steps.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, Observation } from './kind.ts';
import { forRegion, perRegion, type PerRegion } from './per-region.ts';

const units = z.int().min(1);

const capacity: z.ZodType<Capacity> = z.strictObject({
  read: units.describe('Fewest read capacity units.'),
  write: units.describe('Fewest write capacity units.'),
});

const spec = z.strictObject({
  table: z
    .string()
    .regex(/^[\w.-]{3,255}$/, 'must be the name of a table')
    .describe('Name of the table, which is the same in every region of a global table.'),
  capacity: perRegion(capacity)
    .optional()
    .describe(
      'Capacity that the table is to have at least where it is active, for all regions or by region; left alone where absent, and for tables on demand.',
    ),
  maxLag: duration
    .optional()
    .describe('Replication lag above which an unplanned failover is refused; only warned of where absent.'),
  replicaTime: duration
    .prefault('30m')
    .describe('How long it is expected to take to add a replica that is missing.'),
});

type Spec = z.output<typeof spec> & { readonly capacity?: PerRegion<Capacity> | undefined };
type TableResource = Resource<Spec>;

/** From this lag on, in ms, it is worth a warning; a second or so is normal. */
const WORTH_A_WARNING_MS = 30_000;

/** DynamoDB global tables. */
export const dynamodbTable = defineKind<Spec, unknown, TableReplica>({
  name: 'dynamodb-table',
  role: 'data',
  health: 'database',
  summary:
    'Watches a DynamoDB global table, which takes writes in every region, and waits for its replication.',
  notes: [
    'There is nothing to promote. An unplanned failover changes nothing but the capacity, if that is configured: what had not been replicated arrives when the lost region is back, and the last writer wins.',
    'The lag (`ReplicationLatency`) is measured in the region that the changes come from, so it is unknown when that does not answer. A lag is a warning, since it usually corrects itself; `maxLag` makes it a refusal.',
    'A planned failover waits, after writes have stopped, for an arrival that was written after their end, or until nothing has arrived for four minutes: the metric has no points where nothing is replicated. Replication that stands still without DynamoDB saying so cannot be told from that.',
    'A replica that exists is never removed. `reprotect` adds one that is missing, and takes it back only when the same run has made it.',
    '`capacity` sets the provisioned capacity itself. Application Auto Scaling with a lower minimum takes it back in time: raise that minimum, too.',
  ],
  example: ['kind: dynamodb-table', 'table: merchant-analytics'].join('\n'),
  spec,
  places: ['regions'],
  outputNames: ['healthy'],
  holdings: () => [{ what: 'replica', missing: 'how much is stored and written' }],
  observe: async (resources, place, context) => {
    const names = [...new Set(resources.map((resource) => resource.spec.table))];
    const described = await Promise.all(names.map((name) => describeTable(name, place, context)));
    const tables = described.filter((table) => table !== undefined);
    const measures = context.waiting?.some(({ action }) => action === 'drain') ?? true;
    const measured = measures ? await withLatency(tables, place, context) : tables;
    return new Map(
      resources.flatMap((resource): [ResourceId, TableReplica][] => {
        const table = measured.find(({ name }) => name === resource.spec.table);
        return table === undefined ? [] : [[resource.id, table]];
      }),
    );
  },
  reads: (resource, place) => lookCalls(resource.spec.table, place),
  changes: (resource, goal) => {
    if (goal.operation === 'drill') return [];
    if (goal.operation === 'reprotect')
      return replicaCalls(resource, { active: goal.to, standby: goal.from });
    const wanted = capacityIn(resource, goal.to);
    return wanted === undefined ? [] : capacityCalls(resource.spec.table, goal.to);
  },
  rebuilds: (resource, { operation, mode, from, to }) =>
    operation === 'reprotect' || mode === 'unplanned'
      ? []
      : replicaCalls(resource, { active: from, standby: to }),
  assess: (resource, observation, goal) =>
    goal.operation === 'reprotect'
      ? assessStandby(resource, observation, goal)
      : assessTable(resource, observation, goal),
  steps: stepsOf,
  protect: (resource, observation, goal) => {
    const sides = { table: resource.spec.table, active: goal.to, standby: goal.from };
    switch (standbyOf(resource.spec.table, observation, goal).is) {
      case 'missing':
        return [replicaStep(sides, resource.spec.replicaTime)];
      case 'following':
        return [followStep(sides, resource.spec.replicaTime)];
      case 'standing-by':
      case 'blocked':
        return [];
    }
  },
  protected: (resource, observation, goal) => {
    const standby = standbyOf(resource.spec.table, observation, goal);
    return [
      {
        name: `${resource.spec.table} is replicated to ${goal.from}`,
        ok: standby.is === 'standing-by',
        expected: 'an ACTIVE replica',
        found: standby.is === 'blocked' ? standby.problem.message : standby.is,
      },
    ];
  },
  apply: async (step, context) => {
    if (step.action === 'replicate') return addReplica(step, context);
    return step.action === 'capacity' ? setCapacity('new', step, context) : {};
  },
  undo: async (step, context) => {
    if (step.action === 'replicate') return removeReplica(step, context);
    return step.action === 'capacity' ? setCapacity('former', step, context) : {};
  },
  inCode: ({ action }) =>
    ({
      replicate: '`aws_dynamodb_table`: add the region under `replica`.',
      capacity: '`aws_dynamodb_table`, `aws_appautoscaling_target`: ignore the capacity.',
    })[action],
  settled: settledTable,
  undone: undoneTable,
  verify: (resource, observation, goal) => [
    isActive(resource, observation, goal),
    ...isReplicated(resource, observation, goal),
  ],
  outputs: (_resource, observation, region) => {
    const table = valueIn(observation, region);
    return { healthy: table === undefined ? undefined : table.status === 'ACTIVE' ? 'yes' : 'no' };
  },
});

function capacityIn(resource: TableResource, region: Region): Capacity | undefined {
  return resource.spec.capacity === undefined ? undefined : forRegion(resource.spec.capacity, region);
}

function replicaCalls(resource: TableResource, sides: { active: Region; standby: Region }): readonly Call[] {
  return replicaStep({ table: resource.spec.table, ...sides }, resource.spec.replicaTime).calls;
}

function stepsOf(
  resource: TableResource,
  observation: Observation<TableReplica>,
  goal: Goal,
): readonly StepDraft[] {
  const { table, replicaTime } = resource.spec;
  const situation = situationOf(table, observation, goal);
  switch (situation.is) {
    case 'blocked':
      return [];
    case 'unprotected': {
      const replica = replicaStep({ table, active: goal.from, standby: goal.to }, replicaTime);
      return [replica, drainStep(table, goal)];
    }
    case 'there': {
      const { table: now } = situation;
      const wanted = capacityIn(resource, goal.to);
      const less = wanted !== undefined && (now.readUnits < wanted.read || now.writeUnits < wanted.write);
      return [
        ...(now.status === 'ACTIVE' ? [] : [waitStep(table, goal.to)]),
        ...(goal.mode === 'planned' ? [drainStep(table, goal)] : []),
        ...(less && !now.onDemand ? [{ ...capacityStep(now, wanted, goal), after: [] }] : []),
      ];
    }
  }
}

function assessTable(
  resource: TableResource,
  observation: Observation<TableReplica>,
  goal: Goal,
): Assessment {
  const { table, maxLag } = resource.spec;
  const situation = situationOf(table, observation, goal);
  if (situation.is === 'blocked') return refusal(situation.problem, resource.id);
  if (situation.is === 'unprotected')
    return { state: 'ready', summary: `${table} has no replica in ${goal.to}: one is added first` };
  const lag = lagTo(observation, goal);
  if (goal.mode === 'unplanned' && goal.fromCondition !== 'down' && (lag.ms ?? 0) > (maxLag ?? Infinity))
    return { ...refusal(tooFarBehind(table, lag, { maxLag, region: goal.to }), resource.id), lag };
  const behind = lag.ms === undefined ? 'its lag is unknown' : `${formatDuration(lag.ms)} behind`;
  return {
    state: stepsOf(resource, observation, goal).length === 0 ? 'done' : 'ready',
    summary: `${table} in ${goal.to} is ${situation.table.status}, ${behind}`,
    lag,
    notes: notesOf(table, { lag, replica: situation.replica }, goal),
  };
}

function tooFarBehind(
  table: string,
  lag: Lag,
  { maxLag = 0, region }: { maxLag: number | undefined; region: Region },
): Problem {
  const found = formatDuration(lag.ms ?? 0);
  const expected = `at most ${formatDuration(maxLag)}`;
  const message = `${table} in ${region} is ${found} behind (${lag.source}).`;
  const fix = 'Wait until replication has caught up, or raise `maxLag`.';
  return { code: 'REPLICA_TOO_FAR_BEHIND', message, region, expected, found, fix };
}

function notesOf(
  table: string,
  { lag, replica }: { lag: Lag; replica: string | undefined },
  goal: Goal,
): readonly Note[] {
  const notes: Note[] = [];
  if (replica !== undefined && isBrokenTable(replica))
    notes.push({
      level: 'warning',
      message: `${goal.from} calls its replica of ${table} in ${goal.to} ${replica}: nothing has arrived there since.`,
    });
  if ((lag.ms ?? 0) > WORTH_A_WARNING_MS)
    notes.push({
      level: 'warning',
      message: `${table} in ${goal.to} is ${formatDuration(lag.ms ?? 0)} behind (${lag.source}). A high write volume usually corrects itself: watch it.`,
    });
  if (goal.mode === 'unplanned')
    notes.push({
      level: 'info',
      message: `What was written to ${table} in ${goal.from} and has not arrived yet arrives when ${goal.from} is back; the last writer wins.`,
    });
  return notes;
}

/** Measured where the changes come from. */
function lagTo(observation: Observation<TableReplica>, { from, to }: Goal): Lag {
  const lag = valueIn(observation, from)?.outbound[to];
  return lag ?? { ms: undefined, source: `ReplicationLatency: measured in ${from}, which does not answer` };
}

function assessStandby(
  resource: TableResource,
  observation: Observation<TableReplica>,
  goal: Goal,
): Assessment {
  const { table } = resource.spec;
  const standby = standbyOf(table, observation, goal);
  switch (standby.is) {
    case 'blocked':
      return refusal(standby.problem, resource.id);
    case 'standing-by':
      return { state: 'done', summary: `${table} is replicated to ${goal.from}` };
    case 'following':
      return { state: 'ready', summary: `The replica of ${table} in ${goal.from} is ${standby.status}` };
    case 'missing':
      return { state: 'ready', summary: `${table} has no replica in ${goal.from}: one is added` };
  }
}

function refusal(problem: Problem, resource: ResourceId): Assessment {
  return { state: 'blocked', summary: problem.message, problems: [{ ...problem, resource }] };
}

function isActive(resource: TableResource, observation: Observation<TableReplica>, { to }: Goal): Check {
  const seen = seenIn(observation, to);
  const found = seen.state === 'seen' ? seen.value.status : undefined;
  return {
    name: `${resource.spec.table} takes reads and writes in ${to}`,
    ok: found === 'ACTIVE',
    expected: 'ACTIVE',
    found: found ?? (seen.state === 'failed' ? seen.problem.message : 'does not exist'),
  };
}

/** Only the other region knows whether it replicates to `to`; one that has no table, or does not answer, has nothing to say. */
function isReplicated(
  resource: TableResource,
  observation: Observation<TableReplica>,
  { from, to }: Goal,
): readonly Check[] {
  const other = valueIn(observation, from);
  if (other === undefined) return [];
  const found = other.replicas[to];
  return [
    {
      name: `${resource.spec.table} in ${from} and ${to} is one global table`,
      ok: found === 'ACTIVE',
      expected: 'an ACTIVE replica',
      found: found ?? 'no replica',
    },
  ];
}
