import { fail } from '../errors.ts';
import type { Region } from '../ids.ts';
import { possibleLossMs } from '../plan/loss.ts';
import type { Step } from '../plan/plan.ts';
import { isBetweenRegions } from './aurora-global-lag.ts';
import { lookAtAurora, memberOf } from './aurora-global-look.ts';
import type { AuroraCluster, AuroraNames, AuroraSide } from './aurora-global-look.ts';
import type { Applied, ApplyContext } from './kind.ts';
import { textParam } from './step-params.ts';

/** Switches over to the step's cluster, by the region of the writer as it is now. */
export async function switchOver(step: Step, context: ApplyContext): Promise<Applied> {
  const { side, cluster } = await needed(step, context);
  const done = arrived(side, cluster);
  if (done !== undefined) return { note: done };
  const writer = side.global?.members.find((member) => member.writer);
  await move(step, context, {
    target: cluster.arn,
    region: writer?.region ?? textParam(step, 'formerRegion'),
  });
  // Aurora promotes only when everything has arrived: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
  return {
    note: `The switchover to ${cluster.id} has begun.`,
    loss: { ms: 0, source: 'switchover: Aurora waits until everything has arrived' },
  };
}

/** Switches back to the cluster that was the writer before. */
export async function switchBack(step: Step, context: ApplyContext): Promise<Applied> {
  const { side, cluster } = await needed(step, context);
  const former = formerOf(side, step);
  if (former === undefined)
    throw fail({
      code: 'CONFLICT',
      message: `${textParam(step, 'former')} is no member of ${textParam(step, 'global')} any more.`,
      resource: step.resource,
      step: step.id,
      region: textParam(step, 'formerRegion'),
    });
  if (former.writer && side.global?.move === undefined)
    return { note: `${textParam(step, 'former')} is the writer.` };
  if (side.global?.move?.to === former.arn) return { note: 'The way back is under way already.' };
  await move(step, context, { target: former.arn, region: step.region });
  return { note: `The switchover from ${cluster.id} back has begun.` };
}

/** The member that was the writer before a switchover. */
export function formerOf({ global }: AuroraSide, step: Step) {
  const suffix = `:cluster:${textParam(step, 'former')}`;
  return global?.members.find(
    ({ arn, region }) => region === textParam(step, 'formerRegion') && arn.endsWith(suffix),
  );
}

async function move(
  step: Step,
  context: ApplyContext,
  { target, region }: { readonly target: string; readonly region: Region },
): Promise<void> {
  const rds = await context.outside.aws.rds(region);
  const input = { GlobalClusterIdentifier: textParam(step, 'global'), TargetDbClusterIdentifier: target };
  await rds
    .switchoverGlobalCluster(input, { signal: context.signal })
    .catch(unlessUnderWay(step, context, target));
}

/** Fails over to the step's cluster and says how far behind it was at that moment. */
export async function failOver(step: Step, context: ApplyContext): Promise<Applied> {
  const { side, cluster } = await needed(step, context, true);
  const done = arrived(side, cluster);
  if (done !== undefined) return { note: done };
  const { lag } = side;
  // A lag inside the secondary says nothing about what is still on its way between the regions.
  const telling = lag !== undefined && isBetweenRegions(lag.source);
  const ms = telling ? possibleLossMs(lag, context.goal) : undefined;
  const rds = await context.outside.aws.rds(step.region);
  const input = {
    GlobalClusterIdentifier: textParam(step, 'global'),
    TargetDbClusterIdentifier: cluster.arn,
    AllowDataLoss: true,
  };
  await rds
    .failoverGlobalCluster(input, { signal: context.signal })
    .catch(unlessUnderWay(step, context, cluster.arn));
  return {
    note: `The failover to ${cluster.id} has begun. What had not arrived may be in a snapshot called rds:unplanned-global-failover-*, once the region that was lost is back.`,
    loss: { ms, source: lossSource(lag?.source, telling) },
  };
}

function lossSource(source: string | undefined, telling: boolean): string {
  if (source === undefined) return 'AuroraGlobalDBRPOLag: not measured';
  return telling || source.includes(':') ? source : `${source} says nothing about the lag between regions`;
}

/** Why nothing has to be begun; undefined when something has. */
function arrived({ global, ...side }: AuroraSide, cluster: AuroraCluster): string | undefined {
  if (global === undefined || memberOf({ global, ...side }) === undefined)
    return `${cluster.id} is a cluster of its own and accepts writes already.`;
  if (global.move?.to === cluster.arn) return `The way to ${cluster.id} is under way already.`;
  if (memberOf({ global, ...side })?.writer === true && global.move === undefined)
    return `${cluster.id} is the writer already.`;
  return undefined;
}

/** An answer that was lost on the way leaves a global database that refuses to be moved once more: then it is on its way. */
function unlessUnderWay(
  step: Step,
  context: ApplyContext,
  target: string,
): (error: unknown) => Promise<void> {
  return async (error) => {
    if (!(error instanceof Error) || !/^Invalid(GlobalCluster|DBCluster)State/.test(error.name)) throw error;
    const { side } = await needed(step, context);
    const isWriter = side.global?.members.some(({ arn, writer }) => writer && arn === target) === true;
    if (side.global?.move?.to !== target && !isWriter) throw error;
  };
}

/** Gives a cluster the instance of the step. */
export async function addInstance(step: Step, context: ApplyContext): Promise<Applied> {
  const id = textParam(step, 'instance');
  const { cluster } = await needed(step, context);
  if (cluster.instances.some((instance) => instance.id === id)) return { note: `${id} exists already.` };
  await createInstance(id, step, context);
  return { note: `${id} is being created.` };
}

/** Creates an instance in the step's cluster. */
export async function createInstance(id: string, step: Step, context: ApplyContext): Promise<void> {
  const rds = await context.outside.aws.rds(step.region);
  const input = {
    DBInstanceIdentifier: id,
    DBClusterIdentifier: textParam(step, 'cluster'),
    DBInstanceClass: textParam(step, 'class'),
    Engine: textParam(step, 'engine'),
  };
  await rds.createDBInstance(input, { signal: context.signal });
}

/** Takes the instance of the step away again. */
export async function removeInstance(step: Step, context: ApplyContext): Promise<Applied> {
  const id = textParam(step, 'instance');
  const found = (await lookIn(step, context)).cluster?.instances.find((instance) => instance.id === id);
  if (found === undefined || found.status === 'deleting') return { note: `${id} is gone.` };
  await deleteInstance(id, step, context);
  return { note: `${id} is being deleted.` };
}

/** Deletes an instance of a cluster; the data is the cluster's. */
export async function deleteInstance(id: string, step: Step, context: ApplyContext): Promise<void> {
  const rds = await context.outside.aws.rds(step.region);
  await rds.deleteDBInstance(
    { DBInstanceIdentifier: id, SkipFinalSnapshot: true },
    { signal: context.signal },
  );
}

/** What the step's region says at this moment about these names, the step's own where absent. */
export async function lookIn(
  step: Step,
  context: ApplyContext,
  given: { readonly names?: AuroraNames; readonly withLag?: boolean } = {},
): Promise<AuroraSide> {
  const names = given.names ?? { global: textParam(step, 'global'), cluster: textParam(step, 'cluster') };
  const withLag = given.withLag === true;
  const [side] = await lookAtAurora([names], step.region, { context, withLag });
  return side ?? {};
}

async function needed(
  step: Step,
  context: ApplyContext,
  withLag = false,
): Promise<{ readonly side: AuroraSide; readonly cluster: AuroraCluster }> {
  const side = await lookIn(step, context, { withLag });
  if (side.cluster !== undefined) return { side, cluster: side.cluster };
  throw fail({
    code: 'RESOURCE_MISSING',
    message: `${textParam(step, 'cluster')} does not exist in ${step.region}.`,
    resource: step.resource,
    step: step.id,
    region: step.region,
  });
}
