import { ecsServiceArn, taskDefinitionArn } from '../aws/arn.ts';
import { formatDuration } from '../format-duration.ts';
import type { Region } from '../ids.ts';
import type { Call, Step, StepDraft } from '../plan/plan.ts';
import type { ServiceLook } from './ecs-service-look.ts';
import { describeRevision, familyOf } from './ecs-service-revision.ts';
import type { Revision } from './ecs-service-revision.ts';
import type { EcsSpec } from './ecs-service-spec.ts';
import { lookAtTraffic } from './ecs-service-traffic.ts';
import type { TrafficLook } from './ecs-service-traffic.ts';
import type { ObserveContext } from './kind.ts';

/** What a step of a deployment carries. */
export interface DeployParams {
  readonly role: 'register' | 'deploy' | 'evaluate';
  readonly cluster: string;
  readonly service: string;
  /** The image to run and its container; null where a revision is given. */
  readonly image: { readonly container: string; readonly name: string } | null;
  /** ARN of the revision to deploy; null where the newest with the image is meant. */
  readonly revision: string | null;
  /** ARN of the revision that runs, and of the newest one, before the run. */
  readonly former: string;
  readonly newest: string;
  readonly deployment: string;
  /** Tasks to ask for; null where the count stays. */
  readonly tasks: number | null;
  readonly formerTasks: number;
  readonly errorRate: number;
  readonly p99Ms: number;
  readonly evaluateMs: number;
  readonly waitMs: number;
}

/** What a step of a deployment needs to see besides the service itself. */
export interface DeployLook {
  readonly newest?: Revision;
  readonly traffic?: TrafficLook;
}

/** What is to be deployed, and on which service. */
export interface Deployment {
  readonly region: Region;
  readonly cluster: string;
  readonly service: string;
  readonly look: ServiceLook;
  readonly newest: string;
  readonly image: DeployParams['image'];
  readonly revision: string | null;
  readonly tasks: number | null;
}

/** CloudWatch has the numbers of a minute up to this long after it is over. */
export const METRIC_DELAY_MS = 3 * 60_000;

/** Whether a step belongs to a deployment and not to a failover. */
export function isDeploying(step: Step): boolean {
  const role = step.params['role'];
  return role === 'register' || role === 'deploy' || role === 'evaluate';
}

/** Registers the image, deploys it, and keeps it only if it does well; otherwise it is taken back. */
export function deploySteps(spec: EcsSpec, deployment: Deployment): readonly StepDraft[] {
  const { region, service, look, image } = deployment;
  const { errorRate, p99, evaluate, wait, within } = spec.deploy;
  const params = (role: DeployParams['role']): StepDraft['params'] => {
    const given: DeployParams = {
      ...{ role, cluster: deployment.cluster, service, image },
      ...{ revision: deployment.revision, newest: deployment.newest },
      ...{ former: look.taskDefinition, deployment: look.primary?.id ?? '' },
      ...{ tasks: deployment.tasks, formerTasks: look.desired },
      ...{ errorRate, p99Ms: p99, evaluateMs: evaluate, waitMs: wait },
    };
    return { ...given, image: image === null ? null : { ...image } };
  };
  const change = { region, risk: 'reversible', changes: true, repeat: 'safe' } as const;
  const what = whatOf(deployment);
  const register: StepDraft = {
    ...change,
    action: `register(${service})`,
    title: `Register a task definition of ${service} with the image ${what}`,
    phase: 'config',
    expectedMs: 2_000,
    timeoutMs: 2 * 60_000,
    params: params('register'),
    calls: registerCalls(deployment),
    undo: { title: 'Deregister that task definition' },
  };
  const deploy: StepDraft = {
    ...change,
    action: `deploy(${service})`,
    title: `Deploy ${what} to ${service} in ${region}`,
    phase: 'compute',
    expectedMs: 2 * spec.startTime,
    timeoutMs: Math.max(within, 2 * spec.startTime + 60_000),
    params: params('deploy'),
    calls: [
      ...lookCalls(deployment),
      ...['DescribeServices', 'UpdateService'].map((action) => call(action, deployment)),
    ],
    undo: { title: `Deploy ${shortArn(look.taskDefinition)} again` },
  };
  const evaluation: StepDraft = {
    ...{ region, risk: 'none', changes: false, repeat: 'safe' },
    action: `evaluate(${service})`,
    title: `Watch ${service}: errors below ${percent(errorRate)}, p99 below ${formatDuration(p99)}, targets healthy`,
    phase: 'verify',
    expectedMs: evaluate + METRIC_DELAY_MS,
    timeoutMs: evaluate + wait + METRIC_DELAY_MS + 10 * 60_000,
    params: params('evaluate'),
    calls: trafficCalls(region),
    after: [deploy.action],
    retreats: deploy.action,
  };
  return [...(image === null ? [] : [register]), deploy, evaluation];
}

/** The image, or the revision such as `shop-api:7`. */
export function whatOf({ image, revision }: Deployment): string {
  return image?.name ?? shortArn(revision ?? '');
}

/** What the steps that wait need to see, by service; none of it is asked for by others. */
export async function lookForDeploy(
  step: Step,
  look: ServiceLook,
  context: ObserveContext,
): Promise<DeployLook> {
  const { role, image, former } = deployParams(step);
  if (role === 'evaluate')
    return look.targetGroups.length === 0
      ? {}
      : { traffic: await lookAtTraffic(look.targetGroups, step.region, context) };
  if (image === null) return {};
  const api = await context.outside.aws.ecs(step.region);
  const newest = await describeRevision(api, familyOf(former), context.signal);
  return newest === undefined ? {} : { newest };
}

/** The params of such a step. The cast is sound: these steps get them from `deploySteps` alone. */
export function deployParams(step: Step): DeployParams {
  return step.params as unknown as DeployParams;
}

function call(action: string, { cluster, service, region }: Deployment): Call {
  return {
    service: 'ecs',
    action,
    resource: ecsServiceArn({ region }, cluster, service),
    region,
    plane: 'control',
  };
}

/** DescribeTaskDefinition and DeregisterTaskDefinition know no resources. */
function lookCalls({ region, image }: Deployment): readonly Call[] {
  if (image === null) return [];
  return [{ service: 'ecs', action: 'DescribeTaskDefinition', resource: '*', region, plane: 'control' }];
}

function registerCalls(deployment: Deployment): readonly Call[] {
  const { region, look } = deployment;
  const common = { service: 'ecs', region, plane: 'control' } as const;
  const arn = taskDefinitionArn({ region }, familyOf(look.taskDefinition), '*');
  return [
    ...lookCalls(deployment),
    { ...common, action: 'RegisterTaskDefinition', resource: arn },
    { ...common, action: 'DeregisterTaskDefinition', resource: '*' },
  ];
}

/** The calls of a look at the targets of a service and at what they answer. */
export function trafficCalls(region: Region): readonly Call[] {
  const calls = [
    { service: 'elasticloadbalancing', action: 'DescribeTargetGroups' },
    { service: 'elasticloadbalancing', action: 'DescribeTargetHealth' },
    { service: 'cloudwatch', action: 'GetMetricData' },
  ];
  return calls.map((each) => ({ ...each, resource: '*', region, plane: 'control' }));
}

/** `shop-api:7` of a task definition's ARN. */
export function shortArn(arn: string): string {
  return arn.replace(/^.*\//, '');
}

/** A share such as 0.05 in words: `5%`. */
export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

/** The ARN to deploy: the one that is given, or the newest of the family once that has the image. */
export function wantedRevision(
  { image, revision }: DeployParams,
  newest: Revision | undefined,
): string | undefined {
  if (revision !== null) return revision;
  return image !== null && newest?.images[image.container] === image.name ? newest.arn : undefined;
}
