import type { Problem } from '../errors.ts';
import { formatDuration } from '../format-duration.ts';
import type { Step } from '../plan/plan.ts';
import { deployParams, METRIC_DELAY_MS, percent, shortArn, wantedRevision } from './ecs-service-deploy.ts';
import type { DeployLook, DeployParams } from './ecs-service-deploy.ts';
import { isStable } from './ecs-service-look.ts';
import type { ServiceLook } from './ecs-service-look.ts';
import type { Minute, TrafficLook } from './ecs-service-traffic.ts';
import type { Settled } from './kind.ts';

/** Judges a step of a deployment. */
export function deploySettled(
  step: Step,
  look: ServiceLook & DeployLook,
  { startedAt, now }: { readonly startedAt: number | undefined; readonly now: number },
): Settled {
  const params = deployParams(step);
  const { image } = params;
  if (params.role === 'evaluate') return evaluated(step, look.traffic, { startedAt: startedAt ?? now, now });
  const wanted = wantedRevision(params, look.newest);
  if (wanted === undefined)
    return { state: 'not-begun', note: `no task definition has the image ${image?.name ?? ''}` };
  if (params.role === 'register')
    return { state: 'done', note: shortArn(wanted), evidence: { taskDefinition: wanted } };
  return rolledOut(step, look, wanted);
}

function rolledOut(step: Step, look: ServiceLook, wanted: string): Settled {
  const params = deployParams(step);
  const { primary, desired, running } = look;
  const found = `${running} of ${desired} tasks run`;
  if (primary?.taskDefinition !== wanted) {
    if (primary === undefined || primary.id === params.deployment)
      return { state: 'not-begun', note: `${shortArn(look.taskDefinition)} is deployed` };
    const message = `ECS took the deployment of ${shortArn(wanted)} to ${params.service} back by itself: ${primary.reason}`;
    return {
      state: 'broken',
      problem: problemOf(step, { message, expected: wanted, found: primary.taskDefinition }),
    };
  }
  if (primary.rolloutState === 'FAILED') {
    const message = `The deployment of ${params.service} in ${step.region} has failed: ${primary.reason}`;
    return { state: 'broken', problem: problemOf(step, { message, expected: 'COMPLETED', found: 'FAILED' }) };
  }
  if (params.tasks !== null && desired < params.tasks)
    return { state: 'not-begun', note: `${desired} tasks are asked for` };
  if (!isStable(look)) return { state: 'pending', note: `${primary.rolloutState ?? 'deploying'}, ${found}` };
  const evidence = {
    taskDefinition: wanted,
    rolloutState: primary.rolloutState ?? 'unknown',
    tasks: running,
  };
  return { state: 'done', note: found, evidence };
}

/** A bad minute is one of too many errors or too slow answers. It is no verdict yet: what is bad for `wait` without end is. */
function evaluated(
  step: Step,
  traffic: TrafficLook | undefined,
  { startedAt, now }: { readonly startedAt: number; readonly now: number },
): Settled {
  const { evaluateMs, waitMs, ...limits } = deployParams(step);
  const minutes = (traffic?.minutes ?? []).filter(({ at }) => at >= startedAt);
  const good = minutes.findLastIndex((minute) => faultOf(minute, limits) === undefined);
  const bad = minutes.slice(good + 1);
  const [first] = bad;
  const last = bad.at(-1);
  const fault = last === undefined ? undefined : faultOf(last, limits);
  if (first !== undefined && fault !== undefined) {
    if (now - first.at >= waitMs) return { state: 'broken', problem: badDeployment(step, fault) };
    return { state: 'pending', note: `${fault} for ${formatDuration(now - first.at)}` };
  }
  const sick = (traffic?.targets ?? 0) - (traffic?.healthy ?? 0);
  if (sick > 0) {
    const found = `${sick} of ${traffic?.targets ?? 0} targets are not healthy`;
    if (now - startedAt >= waitMs) return { state: 'broken', problem: badDeployment(step, found) };
    return { state: 'pending', note: found };
  }
  const seenMs = minutes.length === 0 ? 0 : (minutes.at(-1)?.at ?? 0) + 60_000 - startedAt;
  const isSilent = minutes.length === 0 && now - startedAt >= evaluateMs + METRIC_DELAY_MS;
  if (seenMs < evaluateMs && !isSilent) return { state: 'pending', note: 'no full evaluation period yet' };
  const requests = minutes.reduce((sum, minute) => sum + minute.requests, 0);
  const errors = minutes.reduce((sum, minute) => sum + minute.errors, 0);
  const note = requests === 0 ? 'no request came in that time' : `${errors} errors in ${requests} requests`;
  return { state: 'done', note, evidence: { requests, errors, targets: traffic?.targets ?? 0 } };
}

function faultOf(
  { requests, errors, p99Ms }: Minute,
  limits: Pick<DeployParams, 'errorRate' | 'p99Ms'>,
): string | undefined {
  if (errors / requests > limits.errorRate)
    return `${percent(errors / requests)} of the answers are errors, above ${percent(limits.errorRate)}`;
  if (p99Ms === undefined || p99Ms <= limits.p99Ms) return undefined;
  return `p99 is ${Math.round(p99Ms)} ms, above ${limits.p99Ms} ms`;
}

/** Whether what was deployed before is deployed again, and runs. */
export function deployUndone(step: Step, look: ServiceLook): Settled {
  const { role, former, formerTasks } = deployParams(step);
  if (role !== 'deploy') return { state: 'unobservable' };
  const back = look.primary?.taskDefinition === former && look.desired === formerTasks && isStable(look);
  return { state: back ? 'done' : 'pending', note: `${look.running} of ${look.desired} tasks run` };
}

function badDeployment(step: Step, found: string): Problem {
  const { service, waitMs } = deployParams(step);
  const message = `The new deployment of ${service} in ${step.region} does badly for ${formatDuration(waitMs)} and is taken back: ${found}.`;
  return problemOf(step, { message, expected: step.title, found });
}

function problemOf(
  step: Step,
  about: Pick<Problem, 'message'> & { expected: string; found: string },
): Problem {
  return { code: 'STEP_BROKEN', ...about, resource: step.resource, step: step.id, region: step.region };
}
