import { fail } from '../errors.ts';
import type { DeployProposal, DeployRequest } from '../plan/deploy-request.ts';
import { deploySteps, shortArn, whatOf } from './ecs-service-deploy.ts';
import type { Deployment } from './ecs-service-deploy.ts';
import { describeServices } from './ecs-service-look.ts';
import type { ServiceLook } from './ecs-service-look.ts';
import { describeRevision, familyOf, revisionBefore } from './ecs-service-revision.ts';
import { servicesIn } from './ecs-service-spec.ts';
import type { Services } from './ecs-service-spec.ts';
import type { ServicesSeen } from './ecs-service-steps.ts';
import type { ObserveContext } from './kind.ts';

interface Target {
  readonly cluster: string;
  readonly name: string;
  readonly look: ServiceLook;
}

/** The steps of a deployment to one service, from a look at it. Throws USAGE and RESOURCE_MISSING. */
export async function proposeDeployment(
  resource: Services,
  request: DeployRequest,
  context: ObserveContext,
): Promise<DeployProposal<ServicesSeen>> {
  const target = await targetFor(resource, request, context);
  const { name, look } = target;
  const deployment = await deploymentOf(target, request, context);
  const steps = deploySteps(resource.spec, deployment);
  const idle = look.desired === 0 && request.tasks === undefined;
  const blind = look.targetGroups.length === 0;
  return {
    steps,
    what: `${shortName(whatOf(deployment))} to ${name} in ${request.region}`,
    summary: `${name} in ${request.region} runs ${look.running} tasks of ${shortArn(look.taskDefinition)}`,
    warnings: [
      ...(idle ? [`${name} has no tasks, so nothing is tried out; give --tasks to start some`] : []),
      ...(blind ? [`${name} has no target group: neither errors nor health can be watched`] : []),
    ],
    seen: { [name]: look },
  };
}

/** An image without its registry, and with the beginning of its digest: people read it in the subject of a mail. */
function shortName(image: string): string {
  return image.replace(/^.*\//, '').replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1');
}

async function targetFor(
  resource: Services,
  { region, service, color }: DeployRequest,
  context: ObserveContext,
): Promise<Target> {
  const given = servicesIn(resource, region);
  const names = given?.names ?? [];
  const [first, ...others] = service === undefined ? names : names.filter((each) => each === service);
  if (given === undefined || first === undefined || others.length > 0) {
    const found = names.length === 0 ? 'no services' : names.join(', ');
    throw fail({
      code: 'USAGE',
      message: `${resource.id} has ${found} in ${region}; one must be named.`,
      fix: 'Name it with --service.',
    });
  }
  const name = color === undefined ? first : `${first}-${color}`;
  const wanted = { cluster: given.cluster, names: [name], limits: 'no', leaving: [] } as const;
  const look = (await describeServices(wanted, region, context)).get(name);
  if (look?.status === 'ACTIVE') return { cluster: given.cluster, name, look };
  const found = look === undefined ? 'does not exist' : `is ${look.status}`;
  const message = `The service ${given.cluster}/${name} in ${region} ${found}.`;
  throw fail({ code: 'RESOURCE_MISSING', message, resource: resource.id, region });
}

async function deploymentOf(
  { cluster, name, look }: Target,
  { region, resource, what, tasks }: DeployRequest,
  { outside, signal }: ObserveContext,
): Promise<Deployment> {
  const api = await outside.aws.ecs(region);
  const missing = (message: string) => fail({ code: 'RESOURCE_MISSING', message, resource, region });
  const family = familyOf(look.taskDefinition);
  const newest = (await describeRevision(api, family, signal))?.arn ?? '';
  const common = { region, cluster, service: name, look, newest, tasks: tasks ?? null };
  if (what === 'previous') {
    const before = await revisionBefore(api, look.taskDefinition, signal);
    if (before === undefined)
      throw missing(`There is no active revision of ${family} before ${shortArn(look.taskDefinition)}.`);
    return { ...common, image: null, revision: before };
  }
  const asked = 'taskDefinition' in what ? what.taskDefinition : look.taskDefinition;
  const found = await describeRevision(api, asked, signal);
  if (found === undefined) throw missing(`There is no task definition ${asked} in ${region}.`);
  if ('taskDefinition' in what) return { ...common, image: null, revision: found.arn };
  const names = Object.keys(found.images);
  const container = what.container ?? (names.length === 1 ? names[0] : look.container);
  if (container !== undefined && names.includes(container))
    return { ...common, image: { container, name: what.image }, revision: null };
  const has = container === undefined ? 'several containers' : `no container ${container}`;
  throw fail({
    code: 'USAGE',
    message: `${shortArn(found.arn)} has ${has}.`,
    expected: names.join(', '),
    fix: 'Name one with --container.',
  });
}
