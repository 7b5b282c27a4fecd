import type { CreateDBClusterCommandInput } from '@aws-sdk/client-rds';
import { fail } from '../errors.ts';
import type { Step } from '../plan/plan.ts';
import { createInstance, deleteInstance, lookIn } from './aurora-global-changes.ts';
import { memberOf } from './aurora-global-look.ts';
import type { AuroraCluster, AuroraNames } from './aurora-global-look.ts';
import type { Applied, ApplyContext } from './kind.ts';
import { asideName } from './rds-aside.ts';
import { textParam } from './step-params.ts';

/** Texts of a step's parameter that is a list. */
export function listParam({ params }: Pick<Step, 'params'>, name: string): readonly string[] {
  const value = params[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** Renames the old cluster with its instances, and the global database that only it is left in. */
export async function setAside(step: Step, context: ApplyContext): Promise<Applied> {
  const { cluster, global } = await lookIn(step, context);
  const own = namesOf(step);
  const aside = asideOf(own, context);
  const notes: string[] = [];
  if (cluster !== undefined && cluster.resourceId === step.params['resourceId'])
    notes.push(...(await renameCluster(cluster, { to: aside.cluster, step, context })));
  // Once a new global database has the name, its writer is elsewhere.
  const isOldGlobal = global?.members.some(({ writer, region }) => writer && region !== step.region) !== true;
  if (step.params['withGlobal'] === true && isOldGlobal)
    notes.push(...(await renameGlobal(own.global, aside.global, { step, context })));
  if (notes.length === 0) return { note: `${own.cluster} has given up its name already.` };
  return {
    note: `${notes.join(', ')}; delete what is not needed any more.`,
    evidence: { renamedTo: aside.cluster },
  };
}

/** Gives the old cluster and all that was renamed with it their names back. */
export async function takeBack(step: Step, context: ApplyContext): Promise<Applied> {
  const own = namesOf(step);
  const aside = asideOf(own, context);
  const { cluster: present } = await lookIn(step, context);
  const isOld = present?.resourceId === step.params['resourceId'];
  if (present !== undefined && !isOld && step.params['resourceId'] !== null)
    throw fail({
      code: 'CONFLICT',
      message: `${aside.cluster} cannot be renamed to ${own.cluster} in ${step.region}: another cluster has that name.`,
      resource: step.resource,
      step: step.id,
      region: step.region,
    });
  const rds = await context.outside.aws.rds(step.region);
  const renamed = (await lookIn(step, context, { names: aside })).cluster;
  const members = present?.instances ?? renamed?.instances ?? [];
  for (const id of listParam(step, 'instances')) {
    const name = asideName(id, context.run);
    if (!members.some((instance) => instance.id === name)) continue;
    await rds.modifyDBInstance(
      { DBInstanceIdentifier: name, NewDBInstanceIdentifier: id, ApplyImmediately: true },
      { signal: context.signal },
    );
  }
  if (renamed !== undefined)
    await rds.modifyDBCluster(
      { DBClusterIdentifier: aside.cluster, NewDBClusterIdentifier: own.cluster, ApplyImmediately: true },
      { signal: context.signal },
    );
  if (step.params['withGlobal'] === true) await renameGlobal(aside.global, own.global, { step, context });
  return { note: `${own.cluster} has its name back.` };
}

interface Renaming {
  readonly to: string;
  readonly step: Step;
  readonly context: ApplyContext;
}

/** Instances first: the cluster keeps its old name until the last, and with it the sign that something is left to do. */
async function renameCluster(
  cluster: AuroraCluster,
  { to, step, context }: Renaming,
): Promise<readonly string[]> {
  const rds = await context.outside.aws.rds(step.region);
  const { signal } = context;
  for (const { id } of cluster.instances) {
    const name = asideName(id, context.run);
    // An instance that is being renamed shows its old name until that is over, and must not be renamed once more.
    if (!listParam(step, 'instances').includes(id) || isRenaming(cluster, id)) continue;
    await rds.modifyDBInstance(
      { DBInstanceIdentifier: id, NewDBInstanceIdentifier: name, ApplyImmediately: true },
      { signal },
    );
  }
  if (cluster.status === 'renaming') return [];
  await rds.modifyDBCluster(
    { DBClusterIdentifier: cluster.id, NewDBClusterIdentifier: to, ApplyImmediately: true },
    { signal },
  );
  return [`${cluster.id} is renamed to ${to}`];
}

function isRenaming({ instances }: AuroraCluster, id: string): boolean {
  return instances.some((instance) => instance.id === id && instance.status === 'renaming');
}

async function renameGlobal(
  from: string,
  to: string,
  { step, context }: { readonly step: Step; readonly context: ApplyContext },
): Promise<readonly string[]> {
  const { global } = await lookIn(step, context, {
    names: { global: from, cluster: textParam(step, 'cluster') },
  });
  if (global === undefined) return [];
  const rds = await context.outside.aws.rds(step.region);
  await rds.modifyGlobalCluster(
    { GlobalClusterIdentifier: from, NewGlobalClusterIdentifier: to },
    { signal: context.signal },
  );
  return [`${from} is renamed to ${to}`];
}

/** Makes a global database of the cluster that stands alone. */
export async function regroup(step: Step, context: ApplyContext): Promise<Applied> {
  const side = await lookIn(step, context);
  if (side.global !== undefined) return { note: `${textParam(step, 'global')} exists already.` };
  const rds = await context.outside.aws.rds(step.region);
  await rds.createGlobalCluster(
    { GlobalClusterIdentifier: textParam(step, 'global'), SourceDBClusterIdentifier: side.cluster?.arn },
    { signal: context.signal },
  );
  return { note: `${textParam(step, 'global')} is being created.` };
}

/** Dissolves the global database again, when the cluster is its only member. */
export async function ungroup(step: Step, context: ApplyContext): Promise<Applied> {
  const side = await lookIn(step, context);
  const { global, cluster } = side;
  if (global === undefined) return { note: `${textParam(step, 'global')} is gone.` };
  const others = global.members.filter(({ arn }) => arn !== cluster?.arn);
  if (others.length > 0) return { note: `${global.id} is left alone: it has other members.` };
  const rds = await context.outside.aws.rds(step.region);
  const { signal } = context;
  if (memberOf(side) !== undefined)
    await rds.removeFromGlobalCluster(
      { GlobalClusterIdentifier: global.id, DbClusterIdentifier: cluster?.arn },
      { signal },
    );
  await rds.deleteGlobalCluster({ GlobalClusterIdentifier: global.id }, { signal });
  return { note: `${global.id} is dissolved.` };
}

/** Makes the secondary and its instances, as far as they do not exist. */
export async function replicate(step: Step, context: ApplyContext): Promise<Applied> {
  const { cluster } = await lookIn(step, context);
  const isNew = cluster !== undefined && cluster.resourceId !== step.params['replaces'];
  const rds = await context.outside.aws.rds(step.region);
  if (!isNew) await rds.createDBCluster(clusterInput(step), { signal: context.signal });
  const missing = listParam(step, 'instances').filter(
    (id) => !isNew || !cluster.instances.some((instance) => instance.id === id),
  );
  for (const id of missing) await createInstance(id, step, context);
  if (isNew && missing.length === 0) return { note: `${cluster.id} exists already.` };
  return {
    note: `${textParam(step, 'cluster')} is being created behind ${textParam(step, 'writerRegion')}.`,
  };
}

function clusterInput(step: Step): CreateDBClusterCommandInput {
  const { params } = step;
  const text = (name: string): string | undefined =>
    typeof params[name] === 'string' ? params[name] : undefined;
  const securityGroups = listParam(step, 'securityGroups');
  const { min, max } = (params['serverless'] ?? {}) as { readonly min?: number; readonly max?: number };
  return {
    DBClusterIdentifier: textParam(step, 'cluster'),
    GlobalClusterIdentifier: textParam(step, 'global'),
    Engine: textParam(step, 'engine'),
    EngineVersion: text('version'),
    DBSubnetGroupName: text('subnetGroup'),
    DBClusterParameterGroupName: text('parameterGroup'),
    VpcSecurityGroupIds: securityGroups.length === 0 ? undefined : [...securityGroups],
    StorageEncrypted: text('kmsKey') === undefined ? undefined : true,
    KmsKeyId: text('kmsKey'),
    ServerlessV2ScalingConfiguration:
      min === undefined || max === undefined ? undefined : { MinCapacity: min, MaxCapacity: max },
  };
}

/**
 * Deletes the secondary that `replicate` has made; a cluster that accepts writes is never deleted. RDS wants it out of the global
 * database first, and while it is being detached the deletion is refused: trying again goes on from there.
 */
export async function removeSecondary(step: Step, context: ApplyContext): Promise<Applied> {
  const side = await lookIn(step, context);
  const { cluster, global } = side;
  if (cluster === undefined || cluster.status === 'deleting')
    return { note: `${textParam(step, 'cluster')} is gone.` };
  if (cluster.resourceId === step.params['replaces'])
    return { note: `${cluster.id} is left alone: it is the old one.` };
  const member = memberOf(side);
  if (member?.writer === true) return { note: `${cluster.id} is left alone: it accepts writes.` };
  const instances = cluster.instances.filter(({ status }) => status !== 'deleting');
  // Without instances nobody can write to it, even when it has left the global database: so they go first.
  if (member === undefined && instances.length > 0)
    return { note: `${cluster.id} is left alone: it is a cluster of its own.` };
  for (const { id } of instances) await deleteInstance(id, step, context);
  const rds = await context.outside.aws.rds(step.region);
  const { signal } = context;
  if (member !== undefined)
    await rds.removeFromGlobalCluster(
      { GlobalClusterIdentifier: global?.id, DbClusterIdentifier: cluster.arn },
      { signal },
    );
  await rds.deleteDBCluster({ DBClusterIdentifier: cluster.id, SkipFinalSnapshot: true }, { signal });
  return { note: `${cluster.id} is being deleted.` };
}

function namesOf(step: Step): AuroraNames {
  return { global: textParam(step, 'global'), cluster: textParam(step, 'cluster') };
}

function asideOf({ global, cluster }: AuroraNames, { run }: ApplyContext): AuroraNames {
  return { global: asideName(global, run), cluster: asideName(cluster, run) };
}
