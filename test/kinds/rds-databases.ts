import type { RdsDatabase } from '../../src/kinds/rds-database.ts';
import { rdsInstance } from '../../src/kinds/rds-instance.ts';
import type { Observation, Seen, Settled } from '../../src/kinds/kind.ts';
import type { Goal, Step } from '../../src/plan/plan.ts';
import { resourceOf } from './resource.ts';
import { stepOf } from './wire.ts';

/** A failover out of a region that is down. */
export const unplanned: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  mode: 'unplanned',
  operation: 'failover',
  fromCondition: 'down',
};
/** A switchover between two regions that answer. */
export const planned: Goal = { ...unplanned, mode: 'planned', fromCondition: 'up' };
/** The kind's example as a resource. */
export const resource = resourceOf(rdsInstance, rdsInstance.example, 'databases/orders');
/** ARN of the instance in eu-west-1. */
export const sourceArn = 'arn:aws:rds:eu-west-1:111122223333:db:orders-prod';

/** An instance in eu-west-2, as far as it is not told otherwise. */
export function database(given: Partial<RdsDatabase>): RdsDatabase {
  return {
    id: 'orders-prod-replica',
    arn: 'arn:aws:rds:eu-west-2:111122223333:db:orders-prod-replica',
    resourceId: 'db-REPLICA',
    status: 'available',
    engine: 'postgres',
    version: '16.4',
    endpoint: 'orders-prod-replica.example.eu-west-2.rds.amazonaws.com',
    port: 5432,
    replicas: [],
    multiAz: false,
    backupRetentionDays: 7,
    encrypted: false,
    allocatedGiB: 100,
    settings: { class: 'db.t3.medium' },
    ...given,
  };
}

/** The replica in eu-west-2, 1,200 ms behind. */
export const replica = database({ source: sourceArn, lag: { ms: 1200, source: 'ReplicaLag' } });
/** The same instance after its promotion. */
export const standalone = database({});
/** The instance in eu-west-1 that the replica follows. */
export const source = database({
  id: 'orders-prod',
  arn: sourceArn,
  resourceId: 'db-SOURCE',
  replicas: [replica.arn],
});
/** What is seen of a region that does not answer. */
export const dark: Seen<RdsDatabase> = {
  state: 'failed',
  reachable: false,
  problem: { code: 'UNREACHABLE', message: 'eu-west-1 does not answer.' },
};

/** An instance, a look at it, or nothing where there is none. */
export type Side = RdsDatabase | Seen<RdsDatabase> | undefined;

/** A look at a side. */
function seen(side: Side): Seen<RdsDatabase> {
  if (side === undefined) return { state: 'absent' };
  return 'state' in side ? side : { state: 'seen', value: side };
}

/** A look at both sides: eu-west-1 and eu-west-2. */
export function observed(from: Side, to: Side): Observation<RdsDatabase> {
  return { at: 0, places: { 'eu-west-1': seen(from), 'eu-west-2': seen(to) } };
}

/** A step of the plan that follows from both sides. */
export function stepNamed(action: string, { from, to, goal }: { from: Side; to: Side; goal: Goal }): Step {
  const draft = rdsInstance.steps(resource, observed(from, to), goal).find((step) => step.action === action);
  if (draft === undefined) throw new Error(`there is no step ${action}`);
  return stepOf(draft, resource);
}

/** How a step stands when eu-west-2 looks like this. */
export const settledAt = (step: Step, to: Side, startedAt?: number): Settled =>
  rdsInstance.settled(
    step,
    { ...observed(source, to), ...(startedAt === undefined ? {} : { startedAt }) },
    0,
  );
