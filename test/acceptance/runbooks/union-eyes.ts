import type { Plan } from '../../../src/plan/plan.ts';
import { resolveRecord } from '../../../src/simulator/resolve-record.ts';
import { expect } from 'vitest';
import { openRunbook } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';
import type { Allowed } from './world-diff.ts';

/** Where Union Eyes runs. */
export const home = 'us-east-1';
/** Where it stands by. */
export const standby = 'us-west-2';
/** In ms. */
export const MINUTE = 60_000;

/** The way to us-west-2. */
export const away: Wish = { from: home, to: standby, operation: 'failover' };
/** What makes us-east-1 stand by behind us-west-2. */
export const reprotect: Wish = { from: home, to: standby, operation: 'reprotect' };
/** The way home. */
export const failback: Wish = { from: standby, to: home, operation: 'failback' };
/** What makes us-west-2 stand by behind us-east-1 again. */
export const standBehindHome: Wish = { from: standby, to: home, operation: 'reprotect' };

/** Opens Union Eyes where what is not asked about takes little time. */
export async function open(timing: 'real' | 'quick' = 'quick'): Promise<RunbookService> {
  const service = await openRunbook('union-eyes');
  const { timings } = service.running.world;
  Object.assign(timings, {
    createReplicaMs: MINUTE,
    modifyDbInstanceMs: 20_000,
    renameDbInstanceMs: 10_000,
    ...(timing === 'real' ? {} : { promotionMs: [20_000, 30_000] }),
  });
  return service;
}

/** Each change of the failover, and each of the way home with what makes it possible; once each. */
export const changes = {
  failover: [
    `kubernetes patch secrets ${standby} unioneyes-app`,
    `kubernetes patch deployments/scale ${standby} unioneyes-app`,
    `kubernetes patch deployments ${standby} unioneyes-app`,
    `rds PromoteReadReplica ${standby} unioneyes-prod-replica`,
    `elasticache FailoverGlobalReplicationGroup ${standby} ldgnf-unioneyes-global`,
    `s3 PutObject ${standby} stop-us-east-1`,
    `rds ModifyDBInstance ${standby} unioneyes-prod-replica`,
  ],
  fence: [`kubernetes patch deployments/scale ${home} unioneyes-app`],
  reprotect: [
    `kubernetes patch deployments/scale ${home} unioneyes-app`,
    `rds ModifyDBInstance ${home} unioneyes-prod-primary`,
    `rds CreateDBInstanceReadReplica ${home} unioneyes-prod-primary`,
    `route53 ChangeResourceRecordSets us-east-1 Z08UNIONEYES00000001`,
    `s3 DeleteObject ${standby} stop-us-east-1`,
  ],
  failback: [
    `kubernetes patch deployments/scale ${standby} unioneyes-app`,
    `kubernetes patch deployments/scale ${home} unioneyes-app`,
    `kubernetes patch deployments ${home} unioneyes-app`,
    `rds PromoteReadReplica ${home} unioneyes-prod-primary`,
    `elasticache FailoverGlobalReplicationGroup ${home} ldgnf-unioneyes-global`,
    `route53 ChangeResourceRecordSets us-east-1 Z08UNIONEYES00000001`,
    `rds ModifyDBInstance ${home} unioneyes-prod-primary`,
  ],
};

/** The rule that leads back is made, and marked as done when everything is copied. */
export const twice = [`s3 PutBucketReplication ${standby} unioneyes-assets-west`];

/** What is not as it was after a failover and the way home, and why. */
export const allowed: readonly Allowed[] = [
  {
    path: /^buckets\/unioneyes-assets-west\/replication\//,
    reason: 'the rule that leads back, which the first reprotect has made for the next failover',
  },
  {
    path: /^kubernetes\/us-west-2\/unioneyes\/secrets\/production\/unioneyes-app\/data\//,
    reason: 'the app in us-west-2 has been pointed at the stores of its own region and stays so',
  },
  {
    path: /\/deployments\/production\/unioneyes-app\/(metadata\/annotations\/deployment\.kubernetes\.io\/revision|spec\/template\/metadata\/annotations\/kubectl\.kubernetes\.io\/restartedAt)$/,
    reason: 'the restart leaves its time in the pod template, as kubectl does',
  },
  {
    path: /\/dbInstances\/unioneyes-prod-(primary|replica)-before-fo-/,
    reason: 'old primaries are set aside with their data until somebody deletes them',
  },
  { path: /\/dbInstances\/unioneyes-prod-(primary|replica)\/resourceId$/, reason: 'they are new instances' },
  {
    path: /\/dbInstances\/unioneyes-prod-primary\/writing$/,
    reason: 'nobody writes to the simulated database unless a test says so',
  },
];

/** A step of a plan, which must have it. */
export function step(plan: Plan, id: string) {
  const found = plan.steps.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
}

/** The region that DNS leads users to. */
export function led(service: RunbookService): string | undefined {
  return resolveRecord(service.running.world, 'unioneyes.com', 'A')?.region;
}

/** The config of the app in a region. */
export function config(service: RunbookService, region: string): Readonly<Record<string, string>> {
  const cluster = service.running.clusters.find((each) => each.region === region);
  const secret = cluster?.objects.get('secrets')?.get('production/unioneyes-app');
  const data = Object.entries((secret?.['data'] ?? {}) as Record<string, string>);
  return Object.fromEntries(data.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
}

/** Expects exactly these changes, each of them once. */
export function expectOnce(found: Readonly<Record<string, number>>, expected: readonly string[]): void {
  expect(found).toEqual(Object.fromEntries(expected.map((name) => [name, 1])));
}
