import { fail } from '../errors.ts';
import { possibleLossMs } from '../plan/loss.ts';
import type { Step } from '../plan/plan.ts';
import { describeGlobalCaches, memberIn, withLag } from './elasticache-global-cache.ts';
import type { GlobalCache } from './elasticache-global-cache.ts';
import type { Applied, ApplyContext } from './kind.ts';
import { isMadeBy } from './run-begin.ts';
import { textParam } from './step-params.ts';

/** Makes the secondary of the step the primary, and says how far behind it was at that moment. Called in its own region: the lost one is not needed. */
export async function promote(step: Step, context: ApplyContext): Promise<Applied> {
  const { datastore, group } = namesOf(step);
  const before = await needed(step, context);
  if (memberIn(before, step.region)?.role === 'PRIMARY') return { note: `${group} is the primary already.` };
  const loss = await lossOf(before, step, context);
  const api = await context.outside.aws.elasticache(step.region);
  try {
    await api.failoverGlobalReplicationGroup(
      {
        GlobalReplicationGroupId: datastore,
        PrimaryRegion: step.region,
        PrimaryReplicationGroupId: group,
      },
      { signal: context.signal },
    );
  } catch (error) {
    // The answer to an earlier call may have been lost: then the datastore is changing, or has changed.
    const now = isWrongState(error) ? await look(step, context) : undefined;
    if (now?.datastore?.status !== 'modifying' && memberIn(now, step.region)?.role !== 'PRIMARY') throw error;
    return { note: `${group} is being promoted already.` };
  }
  return { note: `Promotion of ${group} has begun.`, loss };
}

/** Takes the secondary of the step out of its datastore, and says how far behind it was at that moment. */
export async function detach(step: Step, context: ApplyContext): Promise<Applied> {
  const { group } = namesOf(step);
  const before = await needed(step, context);
  const member = memberIn(before, step.region);
  if (member === undefined) return { note: `${group} stands alone already.` };
  if (member.role === 'PRIMARY') return { note: `${group} is the primary already.` };
  if (member.status === 'disassociating') return { note: `${group} is leaving already.` };
  const loss = await lossOf(before, step, context);
  await disassociate(step, context);
  return { note: `${group} is leaving ${textParam(step, 'datastore')}.`, loss };
}

/** Asked for right before the call that gives up what has not arrived. */
async function lossOf(
  before: GlobalCache,
  step: Step,
  context: ApplyContext,
): Promise<NonNullable<Applied['loss']>> {
  if (step.params['planned'] === true) return { ms: 0, source: 'drained after the end of writes' };
  const measured = (await withLag(new Map([[0, before]]), step.region, context)).get(0)?.lag;
  const lag = measured ?? { ms: undefined, source: 'GlobalDatastoreReplicationLag' };
  return { ms: possibleLossMs(lag, context.goal), source: lag.source };
}

/** Creates the secondary of the step; node type, engine and shards are those of the datastore. */
export async function createSecondary(step: Step, context: ApplyContext): Promise<Applied> {
  const { datastore, group } = namesOf(step);
  if ((await look(step, context))?.group !== undefined) return { note: `${group} exists already.` };
  const api = await context.outside.aws.elasticache(step.region);
  const { replicas, subnetGroup, securityGroups } = step.params;
  await api.createReplicationGroup(
    {
      ReplicationGroupId: group,
      ReplicationGroupDescription: `Created by failover run ${context.run}`,
      GlobalReplicationGroupId: datastore,
      ...(typeof replicas === 'number' ? { ReplicasPerNodeGroup: replicas } : {}),
      ...(typeof subnetGroup === 'string' ? { CacheSubnetGroupName: subnetGroup } : {}),
      ...(Array.isArray(securityGroups) ? { SecurityGroupIds: securityGroups.map(String) } : {}),
    },
    { signal: context.signal },
  );
  return { note: `${group} is being created as a secondary of ${datastore}.` };
}

/** Takes a member out again that this run has made; one that is older, or has become the primary, is left where it is. */
export async function leave(step: Step, context: ApplyContext): Promise<Applied> {
  const { group } = namesOf(step);
  const now = await look(step, context);
  const member = memberIn(now, step.region);
  if (member === undefined || member.status === 'disassociating')
    return { note: `${group} is no member any more.` };
  if (member.role === 'PRIMARY' || !isMadeBy(context.run, now?.group?.createdAt))
    return { note: `${group} is left alone: it is the primary, or older than this run.` };
  await disassociate(step, context);
  return { note: `${group} is leaving ${textParam(step, 'datastore')}.` };
}

/**
 * Deletes the group of the step, if it is younger than the run and not the primary. One that is a member still is taken out first; until
 * it is out ElastiCache refuses to delete it, and the refusal is tried again as any conflict is.
 */
export async function deleteSecondary(step: Step, context: ApplyContext): Promise<Applied> {
  const { group } = namesOf(step);
  const now = await look(step, context);
  if (now?.group === undefined || now.group.status === 'deleting') return { note: `${group} is gone.` };
  const member = memberIn(now, step.region);
  if (member?.role === 'PRIMARY' || !isMadeBy(context.run, now.group.createdAt))
    return { note: `${group} is left alone: it is the primary, or older than this run.` };
  if (member !== undefined && member.status !== 'disassociating') await disassociate(step, context);
  const api = await context.outside.aws.elasticache(step.region);
  await api.deleteReplicationGroup(
    { ReplicationGroupId: group, RetainPrimaryCluster: false },
    { signal: context.signal },
  );
  return { note: `${group} is being deleted.` };
}

async function disassociate(step: Step, context: ApplyContext): Promise<void> {
  const { datastore, group } = namesOf(step);
  const api = await context.outside.aws.elasticache(step.region);
  await api.disassociateGlobalReplicationGroup(
    {
      GlobalReplicationGroupId: datastore,
      ReplicationGroupId: group,
      ReplicationGroupRegion: step.region,
    },
    { signal: context.signal },
  );
}

function namesOf(step: Step): { datastore: string; group: string } {
  return { datastore: textParam(step, 'datastore'), group: textParam(step, 'group') };
}

async function look(step: Step, context: ApplyContext): Promise<GlobalCache | undefined> {
  return (await describeGlobalCaches([namesOf(step)], step.region, context)).get(0);
}

async function needed(step: Step, context: ApplyContext): Promise<GlobalCache> {
  const cache = await look(step, context);
  if (cache?.group !== undefined) return cache;
  const message = `${textParam(step, 'group')} does not exist in ${step.region}.`;
  const about = { resource: step.resource, step: step.id, region: step.region };
  throw fail({ code: 'RESOURCE_MISSING', message, ...about });
}

/** The query protocol and the SDK write the fault with and without its ending. */
function isWrongState(error: unknown): boolean {
  return error instanceof Error && /^InvalidGlobalReplicationGroupState(Fault)?$/.test(error.name);
}
