import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Goal, Note } from '../plan/plan.ts';
import { changeService, serviceSettled, serviceUndone, undoService } from './ecs-service-change.ts';
import { isDeploying, lookForDeploy } from './ecs-service-deploy.ts';
import type { DeployLook } from './ecs-service-deploy.ts';
import { deployCalls } from './ecs-service-deploy-calls.ts';
import { proposeDeployment } from './ecs-service-proposal.ts';
import { describeServices } from './ecs-service-look.ts';
import type { ServiceLook } from './ecs-service-look.ts';
import {
  ecsRegional,
  ecsSpec,
  lookCalls,
  possibleCalls,
  restartReads,
  servicesIn,
} from './ecs-service-spec.ts';
import type { EcsSpec, Services } from './ecs-service-spec.ts';
import { servingSteps } from './ecs-service-serving.ts';
import { enoughOf, fenceSteps, protectSteps, releaseSteps, scaleSteps } from './ecs-service-steps.ts';
import type { ServicesSeen } from './ecs-service-steps.ts';
import { serviceHoldings } from './ecs-service-cost.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, ObserveContext, Observation } from './kind.ts';
import { textParam } from './step-params.ts';

type Regional = Services['regional'][string];

/** ECS services: their tasks, and what autoscaling makes of them. */
export const ecsService = defineKind<EcsSpec, Regional, ServicesSeen>({
  name: 'ecs-service',
  role: 'compute',
  summary:
    'Scales ECS services up in the region being activated, with their autoscaling, and lets the other region stand by.',
  notes: [
    'A service is up when it has one PRIMARY deployment, that deployment is COMPLETED and all its tasks run: what `aws ecs wait services-stable` waits for, and the rollout state besides. Whether the tasks answer is for `load-balancer-targets` to say.',
    'Activation never scales down. Bounds of Application Auto Scaling are widened before the count is raised, because a maximum below it would take the tasks away again.',
    '`restart` makes new tasks with `forceNewDeployment`, so that they read the secrets of their region afresh. A deployment that the circuit breaker has failed fails the step at once. Taking the step back restores the count; the new tasks stay.',
    '`fence: true` stops every task of the region being left and waits until the last one has really ended: a task that was told to end goes on writing for a while. It is proof only where the region answers. In an unplanned failover it is tried and may fail.',
    'In a planned switchover the region that was left shrinks to `standby` at the end, or, if it was fenced, stays empty until `reprotect`. A failback with `serving: both` starts it again as soon as home takes the writes, and lets it stand by when all traffic has moved. `reprotect` also restores its autoscaling bounds.',
    '`schedulesFor` names the region for which the schedules of both regions are written. While another one is active they are suspended, so that a schedule does not shrink the region that carries the traffic.',
    'The commands `deploy` and `rollback` put another image or revision into one service, as blue-green pipelines do: register, deploy, watch errors, p99 and targets by `deploy`, and go back by themselves where it does badly. They need `iam:PassRole` for the roles of the task definition, which `iam --operation deploy` prints and `deploy.roles` narrows, and do not move traffic between a blue and a green one.',
    'UpdateService is a control plane, but one of the region being activated. Tasks need capacity there at a moment when others want the same; where minutes matter keep them running.',
    'Infrastructure code that sets `desired_count` or the scalable target will take the change back: let it ignore both.',
  ],
  example: `kind: ecs-service
cluster: { eu-west-1: shop-eu-west-1, eu-west-2: shop-eu-west-2 }
tasks: { active: 6, standby: 2 }
autoscaling:
  active: { min: 6, max: 12 }
  standby: { min: 2, max: 6 }
  schedulesFor: eu-west-1
eu-west-1: shop-api
eu-west-2: shop-api
`,
  spec: ecsSpec,
  regional: ecsRegional,
  regionalNeeded: 'every',
  places: ['regions'],
  holdings: serviceHoldings,
  outputNames: ['healthy'],
  batch: (resource, place) => servicesIn(resource, place)?.cluster ?? resource.id,
  observe,
  reads: lookCalls,
  changes: possibleCalls,
  assess,
  steps: (resource, observation, goal) => [
    ...fenceSteps(resource, observation, goal),
    ...scaleSteps(resource, observation, goal),
    ...servingSteps(resource, observation, goal),
    ...releaseSteps(resource, observation, goal),
  ],
  protect: protectSteps,
  protected: (resource, observation, goal) =>
    (servicesIn(resource, goal.from)?.names ?? []).map((name) =>
      standsBy(resource.spec, valueIn(observation, goal.from)?.[name], { name, region: goal.from }),
    ),
  deploy: proposeDeployment,
  deploys: deployCalls,
  apply: changeService,
  undo: undoService,
  inCode: ({ action }) =>
    /^(register|deploy)/.test(action)
      ? '`aws_ecs_service`: ignore `task_definition`, or name the revision that runs.'
      : '`aws_ecs_service`: ignore `desired_count`; `aws_appautoscaling_target`: ignore `min_capacity` and `max_capacity`.',
  settled: serviceSettled,
  undone: serviceUndone,
  verify,
  outputs: (resource, observation, region) => ({
    healthy: healthOf(resource, observation, region),
  }),
  references: ({ spec }) => restartReads(spec).map((id) => `${id}.version`),
});

async function observe(resources: readonly Services[], place: Region, context: ObserveContext) {
  const [first] = resources;
  const cluster = first && servicesIn(first, place)?.cluster;
  if (cluster === undefined) return new Map<string, ServicesSeen>();
  const { waiting } = context;
  const deploying = waiting?.filter(isDeploying) ?? [];
  // A deployment may be about a service that no failover is about: the other one of a blue and a green.
  const namesOf = (chosen: readonly Services[]) => [
    ...new Set([
      ...chosen.flatMap((resource) => servicesIn(resource, place)?.names ?? []),
      ...deploying.map((step) => textParam(step, 'service')),
    ]),
  ];
  const scaled = resources.some(({ spec }) => spec.autoscaling !== undefined);
  // A fence asks for more than a look; what other steps wait for does not depend on it.
  const fences = resources.filter(
    ({ id, spec }) =>
      spec.fence &&
      (waiting === undefined ||
        waiting.some(({ resource, params }) => resource === id && params['role'] === 'fence')),
  );
  const found = await describeServices(
    {
      cluster,
      names: namesOf(resources),
      limits: scaled ? 'needed' : waiting === undefined ? 'optional' : 'no',
      leaving: fences.length === 0 ? [] : namesOf(fences),
    },
    place,
    context,
  );
  const more = await Promise.all(
    deploying.map(async (step): Promise<[string, DeployLook]> => {
      const name = textParam(step, 'service');
      const look = found.get(name);
      return [name, look === undefined ? {} : await lookForDeploy(step, look, context)];
    }),
  );
  return new Map(
    resources.map((resource) => {
      const entries = namesOf([resource]).flatMap((name): [string, ServiceLook & DeployLook][] => {
        const look = found.get(name);
        if (look === undefined || look.status === 'INACTIVE') return [];
        const added = more.filter(([each]) => each === name).map(([, each]) => each);
        return [[name, Object.assign({ ...look }, ...added) as ServiceLook & DeployLook]];
      });
      return [resource.id, Object.fromEntries(entries)] as const;
    }),
  );
}

function assess(resource: Services, observation: Observation<ServicesSeen>, goal: Goal): Assessment {
  const { to } = goal;
  const region = goal.operation === 'reprotect' ? goal.from : to;
  const problems = problemsIn(resource, observation, region);
  if (problems.length > 0)
    return { state: 'blocked', summary: problems.map(({ message }) => message).join(' '), problems };
  const steps =
    goal.operation === 'reprotect'
      ? protectSteps(resource, observation, goal)
      : [
          ...fenceSteps(resource, observation, goal),
          ...scaleSteps(resource, observation, goal),
          ...releaseSteps(resource, observation, goal),
        ];
  const looks = Object.entries(valueIn(observation, region) ?? {});
  const counts = looks.map(([name, { running, desired }]) => `${name} runs ${running} of ${desired} tasks`);
  return {
    state: steps.length === 0 ? 'done' : 'ready',
    summary: `${counts.join(', ')} in ${region}`,
    notes: [
      ...fenceNotes(resource, observation, goal),
      ...looks.flatMap(([name, look]) => notesOn(resource.spec, look, { name, region })),
    ],
  };
}

function problemsIn(
  resource: Services,
  observation: Observation<ServicesSeen>,
  region: Region,
): readonly Problem[] {
  const problem = (code: Problem['code'], message: string): Problem => ({
    code,
    message,
    resource: resource.id,
    region,
  });
  const given = servicesIn(resource, region);
  if (given === undefined)
    return [problem('RESOURCE_MISSING', `${resource.id} names no cluster for its services in ${region}.`)];
  const seen = seenIn(observation, region);
  if (seen.state === 'failed') return [{ ...seen.problem, resource: resource.id }];
  const found = seen.state === 'seen' ? seen.value : {};
  return given.names.flatMap((name) => {
    const look = found[name];
    const label = `The service ${given.cluster}/${name} in ${region}`;
    if (look === undefined) return [problem('RESOURCE_MISSING', `${label} does not exist.`)];
    if (look.daemon)
      return [
        problem('RESOURCE_NOT_READY', `${label} is a DAEMON: its tasks follow the container instances.`),
      ];
    if (look.status === 'ACTIVE') return [];
    return [
      {
        ...problem('RESOURCE_NOT_READY', `${label} is ${look.status}.`),
        expected: 'ACTIVE',
        found: look.status,
      },
    ];
  });
}

function fenceNotes(
  { spec: { fence } }: Services,
  observation: Observation<ServicesSeen>,
  { from, operation }: Goal,
): readonly Note[] {
  const seen = seenIn(observation, from);
  if (!fence || seen.state !== 'failed' || operation === 'reprotect') return [];
  const why = seen.reachable ? seen.problem.message : 'the region does not answer';
  return [{ level: 'warning', message: `Tasks in ${from} cannot be seen, so fencing them may fail: ${why}` }];
}

function notesOn(
  { autoscaling, tasks }: EcsSpec,
  { limits, primary }: ServiceLook,
  { name, region }: { name: string; region: Region },
): readonly Note[] {
  const warn = (message: string): Note => ({ level: 'warning', message: `${name} in ${region}: ${message}` });
  const notes: Note[] = [];
  if (limits !== undefined && autoscaling === undefined) {
    const between = `Application Auto Scaling holds it between ${limits.min} and ${limits.max} tasks`;
    notes.push(warn(`${between} and overrides the config; give \`autoscaling\``));
    if (limits.max < tasks.active)
      notes.push(warn(`its maximum is below the ${tasks.active} tasks it needs`));
  }
  if (limits === undefined && autoscaling !== undefined)
    notes.push(warn('it is not registered with Application Auto Scaling; `autoscaling` has no effect'));
  if (primary?.rolloutState === 'FAILED')
    notes.push(warn(`its last deployment has failed, so a new one is made: ${primary.reason}`));
  if (primary?.rolloutState === 'IN_PROGRESS') notes.push(warn('a deployment is in progress'));
  return notes;
}

function verify(resource: Services, observation: Observation<ServicesSeen>, { to }: Goal): readonly Check[] {
  const seen = seenIn(observation, to);
  const names = servicesIn(resource, to)?.names ?? [];
  const unseen = seen.state === 'failed' ? seen.problem.message : 'none';
  return names.map((name) => {
    const look = valueIn(observation, to)?.[name];
    const enough = enoughOf(resource.spec, look?.limits);
    return {
      name: `${name} runs in ${to}`,
      ok: look !== undefined && isUp(resource.spec, look),
      expected: `at least ${enough} tasks, its deployment not failed`,
      found:
        look === undefined
          ? unseen
          : `${look.running} tasks, deployment ${look.primary?.rolloutState ?? 'of another controller'}`,
    };
  });
}

function isUp(spec: EcsSpec, look: ServiceLook): boolean {
  return look.running >= enoughOf(spec, look.limits) && look.primary?.rolloutState !== 'FAILED';
}

function healthOf(
  resource: Services,
  observation: Observation<ServicesSeen>,
  region: Region,
): 'yes' | 'no' | undefined {
  const names = servicesIn(resource, region)?.names ?? [];
  const seen = valueIn(observation, region);
  if (seen === undefined || names.length === 0) return undefined;
  return names.every((name) => seen[name] !== undefined && isUp(resource.spec, seen[name])) ? 'yes' : 'no';
}

function standsBy(
  { tasks: { standby }, autoscaling }: EcsSpec,
  look: ServiceLook | undefined,
  { name, region }: { name: string; region: Region },
): Check {
  const bounds = autoscaling?.standby;
  const limits = look?.limits;
  const counted =
    look !== undefined && (standby === 'keep' || look.running >= Math.min(standby, look.desired));
  const bounded = bounds === undefined || limits === undefined || limits.min === bounds.min;
  const scaling = limits === undefined ? '' : `, autoscaling from ${limits.min} to ${limits.max}`;
  return {
    name: `${name} stands by in ${region}`,
    ok: counted && bounded && (standby === 'keep' || look.desired >= standby),
    expected: `${standby === 'keep' ? 'the tasks it had' : `${standby} tasks`}${bounds === undefined ? '' : `, autoscaling from ${bounds.min} to ${bounds.max}`}`,
    found: look === undefined ? 'not seen' : `${look.running} tasks${scaling}`,
  };
}
