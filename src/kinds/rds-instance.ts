import { z } from 'zod';
import { dbInstanceArn } from '../aws/arn.ts';
import { duration } from '../config/duration.ts';
import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import type { Call, Goal, Note, StepDraft } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Observation } from './kind.ts';
import {
  deleteReplica,
  fence,
  promote,
  replicate,
  setAside,
  setMultiAz,
  takeBack,
  unfence,
} from './rds-changes.ts';
import { describeDatabases, isWriter, withMetrics } from './rds-database.ts';
import type { RdsDatabase, RdsSettings } from './rds-database.ts';
import { settledRds, undoneRds } from './rds-settled.ts';
import { summaryOf, warningsOf } from './rds-summary.ts';
import { situationOf } from './rds-situation.ts';
import type { RdsSituation } from './rds-situation.ts';
import { conditionOf } from './rds-status.ts';
import {
  drainStep,
  fenceStep,
  lookCalls,
  multiAzStep,
  promoteStep,
  replicateStep,
  setAsideStep,
} from './rds-steps.ts';
import type { RdsWishes } from './rds-steps.ts';

const identifier = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,62}$/, 'must be the identifier of a DB instance')
  .describe('Identifier of the DB instance in this region.');

const spec = z.strictObject({
  promotionTime: duration.prefault('5m').describe('How long a promotion is expected to take.'),
  backupRetentionDays: z
    .int()
    .min(1)
    .max(35)
    .default(7)
    .describe('Days that backups are kept after a promotion.'),
  multiAz: z
    .boolean()
    .optional()
    .describe('`true` adds a standby in another zone after the failover; left as it is otherwise.'),
  fence: z
    .enum(['stop', 'none'])
    .default('none')
    .describe('`stop` stops an old primary that still answers, after an unplanned promotion.'),
});

const regional = z.union([
  identifier.transform((instance): { instance: string } & RdsSettings => ({ instance })),
  z.strictObject({
    instance: identifier,
    class: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Instance class of a replica that has to be built here; as the instance it replaces where absent.',
      ),
    subnetGroup: z
      .string()
      .min(1)
      .optional()
      .describe('DB subnet group of a replica that has to be built here.'),
    parameterGroup: z
      .string()
      .min(1)
      .optional()
      .describe('DB parameter group of a replica that has to be built here.'),
    securityGroups: z
      .array(z.string().min(1))
      .optional()
      .describe('VPC security groups of a replica that has to be built here.'),
    kmsKey: z
      .string()
      .min(1)
      .optional()
      .describe(
        'KMS key, in this region, of a replica that has to be built here, where its source is encrypted; as the instance it replaces, else `alias/aws/rds`, where absent.',
      ),
  }),
]);

type Spec = z.output<typeof spec>;
type Regional = z.output<typeof regional>;
type Database = Resource<Spec, Regional>;

/** RDS instances with a cross-region read replica. */
export const rdsInstance = defineKind<Spec, Regional, RdsDatabase>({
  name: 'rds-instance',
  role: 'data',
  summary:
    'Promotes the cross-region read replica of an RDS instance, and builds the replica anew for the way back.',
  notes: [
    'A promotion cannot be undone: afterwards there are two instances of their own. It is proven by the replication source having vanished; the status alone reads `available` before the promotion has begun, too.',
    'Data that had not reached the replica when it was promoted is lost. The lag is read from CloudWatch (`ReplicaLag`) right before the call and reported as the loss; without data points it is reported as unknown, never as zero.',
    'Failback is the same plan with the regions exchanged, in planned mode: the old primary is renamed (its data is kept), a replica of the instance that is active now takes its name, catches up while writes go on, and is promoted when they have been stopped. Building the replica takes from half an hour to hours.',
    'A PostgreSQL replica of an instance that nobody writes to reports up to five minutes of lag, since it measures the age of the last transaction. The drain of an idle database may take as long: it ends when a point of the metric proves that the replica has replayed past the end of writes.',
    'RDS does not stop an instance that has a replica, so `fence: stop` takes effect after the promotion. RDS starts a stopped instance again after seven days.',
    'A replica is a single-zone instance unless told otherwise, and adding a zone takes long: `multiAz: true` does it after traffic has moved.',
  ],
  example: ['kind: rds-instance', 'eu-west-1: orders-prod', 'eu-west-2: orders-prod-replica'].join('\n'),
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['regions'],
  outputNames: ['endpoint', 'port'],
  observe: async (resources, place, context) => {
    const ids = new Map(
      resources.flatMap((resource) =>
        idIn(resource, place) === undefined ? [] : [[resource.id, idIn(resource, place) ?? '']],
      ),
    );
    const described = await describeDatabases([...ids.values()], place, context);
    // A promotion proves itself by what the instance says: its lag need not be looked up time and again.
    const promoting = context.waiting?.every(({ action }) => action === 'promote') === true;
    const found = promoting ? described : await withMetrics(described, place, context);
    return new Map(
      [...ids].flatMap(([resource, id]) => (found.has(id) ? [[resource, found.get(id) as RdsDatabase]] : [])),
    );
  },
  reads: (_resource, place) => lookCalls(place),
  changes: promotionCalls,
  rebuilds: rebuildCalls,
  assess: (resource, observation, goal) => {
    const situation = situationIn(resource, observation, goal);
    if (situation.is === 'blocked')
      return {
        state: 'blocked',
        summary: situation.problem.message,
        problems: [{ ...situation.problem, resource: resource.id }],
      };
    const notes = [...warningsOf(situation), ...fenceNotes(resource, observation, goal)];
    return { ...summaryOf(situation, goal), notes };
  },
  steps: (resource, observation, goal) => {
    const situation = situationIn(resource, observation, goal);
    return situation.is === 'blocked' ? [] : stepsIn(situation, resource, { observation, goal });
  },
  apply: async (step, context) => {
    switch (step.action) {
      case 'promote':
        return promote(step, context);
      case 'set-aside':
        return setAside(step, context);
      case 'replicate':
        return replicate(step, context);
      case 'fence':
        return fence(step, context);
      case 'multi-az':
        return setMultiAz(true, step, context);
      default:
        return {};
    }
  },
  undo: async (step, context) => {
    switch (step.action) {
      case 'set-aside':
        return takeBack(step, context);
      case 'replicate':
        return deleteReplica(step, context);
      case 'fence':
        return unfence(step, context);
      case 'multi-az':
        return setMultiAz(false, step, context);
      default:
        return {};
    }
  },
  settled: settledRds,
  undone: undoneRds,
  verify: (resource, observation, goal) => {
    const seen = seenIn(observation, goal.to);
    const name = `${idIn(resource, goal.to) ?? resource.id} accepts writes in ${goal.to}`;
    const expected = 'available, no replication source, an endpoint';
    if (seen.state !== 'seen')
      return [
        {
          name,
          ok: false,
          expected,
          found: seen.state === 'absent' ? 'does not exist' : seen.problem.message,
        },
      ];
    const { status, source, endpoint } = seen.value;
    const ok = conditionOf(status) === 'usable' && source === undefined && endpoint !== undefined;
    return [
      {
        name,
        ok,
        expected,
        found: `${status}, ${source === undefined ? 'no replication source' : `replicates from ${source}`}, ${endpoint ?? 'no endpoint'}`,
      },
    ];
  },
  outputs: (_resource, observation, region) => {
    const database = valueIn(observation, region);
    return { endpoint: database?.endpoint, port: database?.port?.toString() };
  },
});

/** RDS keeps identifiers in lower case, however they were written. */
function idIn(resource: Database, region: Region): string | undefined {
  return resource.regional[region]?.instance.toLowerCase();
}

function situationIn(resource: Database, observation: Observation<RdsDatabase>, goal: Goal): RdsSituation {
  const id = idIn(resource, goal.to);
  if (id !== undefined) return situationOf(id, observation, goal);
  const message = `${resource.id} names no instance in ${goal.to}.`;
  return { is: 'blocked', problem: { code: 'RESOURCE_MISSING', message, region: goal.to } };
}

function wishesOf(resource: Database, goal: Goal): RdsWishes {
  return {
    id: idIn(resource, goal.to) ?? '',
    goal,
    promotionTimeMs: resource.spec.promotionTime,
    backupRetentionDays: resource.spec.backupRetentionDays,
    settings: resource.regional[goal.to] ?? {},
  };
}

/** The calls of promoting, with what the config asks for beside it. */
function promotionCalls(resource: Database, goal: Goal): readonly Call[] {
  const wishes = wishesOf(resource, goal);
  const fromId = idIn(resource, goal.from);
  const stops = goal.mode === 'unplanned' && resource.spec.fence === 'stop' && fromId !== undefined;
  const steps = [
    promoteStep(wishes),
    ...(resource.spec.multiAz === true ? [multiAzStep(wishes)] : []),
    ...(stops ? [fenceStep(fromId, wishes)] : []),
  ];
  return steps.flatMap(({ calls }) => calls);
}

/** Only a planned switchover builds a replica. */
function rebuildCalls(resource: Database, goal: Goal): readonly Call[] {
  const fromId = idIn(resource, goal.from);
  if (fromId === undefined || goal.mode === 'unplanned') return [];
  const wishes = wishesOf(resource, goal);
  const writer = {
    id: fromId,
    arn: dbInstanceArn({ region: goal.from }, fromId),
    encrypted: false,
    settings: {},
  };
  const steps = [setAsideStep(wishes, { resourceId: '*' }), replicateStep(wishes, writer, undefined)];
  return steps.flatMap(({ calls }) => calls);
}

function fenceNotes(resource: Database, observation: Observation<RdsDatabase>, goal: Goal): readonly Note[] {
  const from = valueIn(observation, goal.from);
  if (goal.mode === 'planned' || resource.spec.fence === 'stop' || from === undefined || !isWriter(from))
    return [];
  return [
    {
      level: 'info',
      message: `${from.id} in ${goal.from} goes on accepting writes after the promotion; \`fence: stop\` would stop it.`,
    },
  ];
}

function stepsIn(
  situation: Exclude<RdsSituation, { is: 'blocked' }>,
  resource: Database,
  { observation, goal }: { observation: Observation<RdsDatabase>; goal: Goal },
): readonly StepDraft[] {
  const wishes = wishesOf(resource, goal);
  const to = valueIn(observation, goal.to);
  const zones =
    resource.spec.multiAz === true && (situation.is !== 'primary' || to?.multiAz === false)
      ? [multiAzStep(wishes)]
      : [];
  switch (situation.is) {
    case 'primary':
      return zones;
    case 'unprotected': {
      const { old, writer } = situation;
      const aside = old === undefined ? [] : [setAsideStep(wishes, old)];
      return [...aside, replicateStep(wishes, writer, old), drainStep(wishes), promoteStep(wishes), ...zones];
    }
    case 'replica': {
      if (goal.mode === 'planned') return [drainStep(wishes), promoteStep(wishes), ...zones];
      const fromId = idIn(resource, goal.from);
      const stop = resource.spec.fence === 'stop' && fromId !== undefined ? [fenceStep(fromId, wishes)] : [];
      const after = stop.length === 0 ? [] : zones.map((step) => ({ ...step, after: ['promote'] }));
      return [promoteStep(wishes), ...stop, ...(stop.length === 0 ? zones : after)];
    }
  }
}
