import * as z from 'zod';
import { ecsServiceArn, ecsTaskArn, scalableTargetArn } from '../aws/arn.ts';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import { regionPattern } from '../ids.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Call, Goal } from '../plan/plan.ts';
import { forRegion, perRegion } from './per-region.ts';

const name = z.string().min(1).max(255);
const count = z.int().min(0).max(5000);

/** `5%` as 0.05. */
const percent = z
  .string()
  .regex(/^\d{1,2}(\.\d+)?%$/, 'must be a share such as `5%`')
  .transform((text) => Number(text.slice(0, -1)) / 100);

const bounds = (when: string) =>
  z
    .strictObject({
      min: count.describe(`Fewest tasks while ${when}.`),
      max: count.describe(`Most tasks while ${when}.`),
    })
    .refine(({ min, max }) => min <= max, { path: ['max'], message: 'must not be less than min' });

const autoscaling = z.strictObject({
  active: bounds('the region is active').describe('Bounds in the active region.'),
  standby: bounds('the region stands by')
    .optional()
    .describe('Bounds in the region that stands by; left alone where absent.'),
  schedulesFor: z
    .string()
    .regex(regionPattern, 'must be the name of an AWS region')
    .optional()
    .describe(
      'The region that must be active for the scheduled actions to be right. While another one is active they are suspended in both; left alone where absent.',
    ),
});

/** The block of an `ecs-service`. */
export const ecsSpec = z
  .strictObject({
    cluster: perRegion(name)
      .optional()
      .describe(
        'Name of the ECS cluster, for all regions or by region; may stand with the services instead.',
      ),
    tasks: z
      .strictObject({
        active: count.min(1).describe('Tasks that each service has in the active region, at least.'),
        standby: z
          .union([count, z.literal('keep')])
          .default('keep')
          .describe('Tasks in the region that stands by; `keep` leaves them alone.'),
      })
      .refine(({ active, standby }) => standby === 'keep' || standby <= active, {
        path: ['standby'],
        message: 'must not be more than active',
      })
      .describe('How many tasks each service has in either role.'),
    autoscaling: autoscaling
      .optional()
      .describe('Bounds of Application Auto Scaling, which would otherwise undo what is scaled.'),
    fence: z
      .boolean()
      .default(false)
      .describe(
        'Stop every task of the region being left first, so that nothing there writes any more. Not for services that are active in both.',
      ),
    restart: z
      .union([z.boolean(), z.array(z.string().min(1)).min(1)])
      .default(false)
      .describe(
        'Replace the tasks that ran already by new ones, which read their secrets afresh: `true`, or the resources whose `version` they wait for.',
      ),
    deploy: z
      .strictObject({
        errorRate: percent
          .prefault('5%')
          .describe('Share of answers with a 5xx status above which a deployment is bad.'),
        p99: duration
          .prefault('2s')
          .describe('Response time of the slowest hundredth above which a deployment is bad.'),
        evaluate: duration
          .prefault('60s')
          .describe('How long a new deployment must do well before it is kept.'),
        wait: duration.prefault('120s').describe('How long it may do badly before it is taken back.'),
        within: duration.prefault('20m').describe('How long deploying, or taking it back, may last.'),
        roles: z
          .array(
            z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'must be the ARN of a role'),
          )
          .default([])
          .describe(
            'Task and execution roles of the task definitions: the only ones that `iam --operation deploy` allows to be passed to tasks. Any role where there are none.',
          ),
      })
      .prefault({})
      .describe(
        'When the `deploy` and `rollback` commands take a new deployment back by themselves. No part of a failover.',
      ),
    startTime: duration.prefault('2m').describe('How long new tasks are expected to take until they run.'),
  })
  .refine(
    ({ tasks: { standby }, autoscaling: bounds }) =>
      standby === 'keep' || standby >= (bounds?.standby?.min ?? 0),
    {
      path: ['tasks', 'standby'],
      message: 'must not be below the minimum of `autoscaling.standby`, which would raise it again',
    },
  )
  .refine(({ tasks: { active }, autoscaling: bounds }) => active <= (bounds?.active.max ?? active), {
    path: ['tasks', 'active'],
    message: 'must not be above the maximum of `autoscaling.active`',
  });

const services = z
  .union([name, z.array(name).min(1)])
  .transform((given): readonly string[] => (typeof given === 'string' ? [given] : given));

interface InRegion {
  readonly cluster?: string | undefined;
  readonly services: readonly string[];
}

/** What a block says under a region's name. */
export const ecsRegional: z.ZodType<InRegion> = z.union([
  services
    .describe('Name of the service in this region, or several names.')
    .transform((names): InRegion => ({ services: names })),
  z.strictObject({
    cluster: name.optional().describe('Name of the ECS cluster in this region.'),
    services: services.describe('Name of the service in this region, or several names.'),
  }),
]);

/** A valid block. */
export type EcsSpec = z.output<typeof ecsSpec>;
/** The resource of such a block. */
export type Services = Resource<EcsSpec, InRegion>;

/** The cluster and the names of the services in a region; undefined where either is not given. */
export function servicesIn(
  { spec, regional }: Services,
  region: Region,
): { readonly cluster: string; readonly names: readonly string[] } | undefined {
  const given = regional[region];
  const cluster =
    given?.cluster ?? (spec.cluster === undefined ? undefined : forRegion(spec.cluster, region));
  return given === undefined || cluster === undefined ? undefined : { cluster, names: given.services };
}

/** The resources whose `version` a restart waits for. */
export function restartReads({ restart }: EcsSpec): readonly ResourceId[] {
  return typeof restart === 'boolean' ? [] : restart;
}

/** The calls of a look at the services. */
export function lookCalls(resource: Services, region: Region): readonly Call[] {
  const cluster = servicesIn(resource, region)?.cluster ?? '*';
  return [
    ...namesIn(resource, region).map((each) =>
      serviceCall('DescribeServices', resource, { region, name: each }),
    ),
    scalingCall('DescribeScalableTargets', region, '*'),
    ...(resource.spec.fence ? taskCalls(cluster, region) : []),
  ];
}

/** The calls that change one service, or take that back. */
export function changeCalls(resource: Services, at: { region: Region; name: string }): readonly Call[] {
  return [
    serviceCall('DescribeServices', resource, at),
    serviceCall('UpdateService', resource, at),
    scalingCall('DescribeScalableTargets', at.region, '*'),
    scalingCall('RegisterScalableTarget', at.region, scalableTargetArn({ region: at.region })),
  ];
}

/** Every call that a step towards the goal may make. */
export function possibleCalls(resource: Services, goal: Goal): readonly Call[] {
  const { fence, tasks, autoscaling: scaling } = resource.spec;
  const leaves = goal.mode === 'planned' || goal.operation === 'reprotect';
  const touched = fence || (leaves && (tasks.standby !== 'keep' || scaling !== undefined));
  return [goal.to, ...(touched ? [goal.from] : [])].flatMap((region) =>
    namesIn(resource, region).flatMap((each) => changeCalls(resource, { region, name: each })),
  );
}

/** Names of the services in a region; `*` where none is given. */
export function namesIn(resource: Services, region: Region): readonly string[] {
  return servicesIn(resource, region)?.names ?? ['*'];
}

/** A call about one service. */
export function serviceCall(
  action: string,
  resource: Services,
  { region, name: service }: { region: Region; name: string },
): Call {
  const arn = ecsServiceArn({ region }, servicesIn(resource, region)?.cluster ?? '*', service);
  return { service: 'ecs', action, resource: arn, region, plane: 'control' };
}

/** ListTasks is permitted by cluster alone: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html */
function taskCalls(cluster: string, region: Region): readonly Call[] {
  const common = { service: 'ecs', region, plane: 'control' } as const;
  return [
    { ...common, action: 'ListTasks', resource: '*' },
    { ...common, action: 'DescribeTasks', resource: ecsTaskArn({ region }, cluster) },
  ];
}

function scalingCall(action: string, region: Region, resource: string): Call {
  return { service: 'application-autoscaling', action, resource, region, plane: 'control' };
}
