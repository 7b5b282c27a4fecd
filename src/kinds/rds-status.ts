import type { Vital } from './kind.ts';

/**
 * What a DB instance can do in a status: `usable` serves clients, `changing` will end by itself, `stopped` serves nobody until
 * it is started, `broken` does not recover without somebody's help.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html
 */
export type RdsCondition = 'usable' | 'changing' | 'stopped' | 'broken';

const conditions: Readonly<Record<string, RdsCondition>> = {
  available: 'usable',
  'backing-up': 'changing',
  'configuring-associated-roles': 'usable',
  'configuring-enhanced-monitoring': 'usable',
  'configuring-iam-database-auth': 'usable',
  'configuring-log-exports': 'usable',
  'converting-to-vpc': 'changing',
  creating: 'changing',
  'delete-precheck': 'broken',
  deleting: 'broken',
  failed: 'broken',
  'inaccessible-encryption-credentials': 'broken',
  'inaccessible-encryption-credentials-recoverable': 'broken',
  'incompatible-create': 'broken',
  'incompatible-network': 'broken',
  'incompatible-option-group': 'broken',
  'incompatible-parameters': 'broken',
  'incompatible-restore': 'broken',
  'insufficient-capacity': 'broken',
  maintenance: 'changing',
  modifying: 'changing',
  'moving-to-vpc': 'changing',
  rebooting: 'changing',
  renaming: 'changing',
  'resetting-master-credentials': 'changing',
  'restore-error': 'broken',
  starting: 'changing',
  stopped: 'stopped',
  stopping: 'stopped',
  'storage-config-upgrade': 'usable',
  'storage-full': 'broken',
  'storage-initialization': 'usable',
  'storage-optimization': 'usable',
  upgrading: 'changing',
};

/** How well an instance is in its status. */
export function vitalOf(database: { readonly status: string } | undefined): Vital | undefined {
  if (database === undefined) return undefined;
  const states = {
    usable: 'healthy',
    changing: 'degraded',
    stopped: 'unhealthy',
    broken: 'unhealthy',
  } as const;
  return { state: states[conditionOf(database.status)], detail: database.status };
}

/** Every status that RDS documents. */
export const rdsStatuses: readonly string[] = Object.keys(conditions);

/** What an instance in this status can do; a status unknown here is taken for a passing one, so that it is waited for. */
export function conditionOf(status: string): RdsCondition {
  return conditions[status] ?? 'changing';
}
