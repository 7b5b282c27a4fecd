import { observeAll } from '../engine/observe.ts';
import { classify } from '../error-class.ts';
import { fail, FailoverError } from '../errors.ts';
import type { ResourceId } from '../ids.ts';
import type { Kind, Observation, Registry } from '../kinds/kind.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { DeployProposal, DeployRequest } from '../plan/deploy-request.ts';
import type { Planned } from './plan-service.ts';
import type { Session } from './session.ts';
import { heraldsIn } from './tell-deployment.ts';

/** How long the looks that a deployment is planned from may take, in ms of the machine's clock. */
const lookTimeoutMs = 60_000;

/**
 * Plans a deployment: a small plan like any other, so that it takes the lease of the service, is written to a journal, and can be
 * resumed, aborted and taken back. `from` and `to` of its goal are the region it happens in. Changes nothing.
 * Throws ONLY_UNKNOWN and REGION_UNKNOWN, what the kind throws (USAGE, RESOURCE_MISSING), and what stands in the way of looking.
 */
export async function planDeployment(session: Session, request: DeployRequest): Promise<Planned> {
  const { config, clock, looking } = session;
  const { region } = request;
  const { resource, kind, deploy } = deployableFor(session, request);
  const now = clock.now();
  const signal = AbortSignal.timeout(lookTimeoutMs);
  const heralds = heraldsIn(session, region);
  const [proposal, looked] = await Promise.all([
    deploy(resource, request, { outside: looking.outside, now, signal }).catch((error: unknown) => {
      throw new FailoverError([{ ...classify(error, { region }).problem, resource: resource.id }], error);
    }),
    // One look and no more: whoever cannot be told holds nothing up.
    observeAll({ ...config, resources: heralds }, looking, { regions: [region], tries: 1, signal }),
  ]);
  const seen = { at: now, places: { [region]: { state: 'seen' as const, value: proposal.seen } } };
  // A topic that does not answer says nothing about the region as a place to deploy to.
  const observations = new Map([...withoutFailed(looked), [resource.id, seen]]);
  const resources = [resource, ...heralds];
  const plan = buildPlan({
    config: { ...config, resources },
    registry: new Map([...announcing(session.registry, proposal), [kind.name, proposing(kind, proposal)]]),
    observations,
    request: {
      ...{ operation: 'deploy', from: region, to: region, mode: 'planned' },
      only: resources.map(({ id }) => id),
    },
    observedAt: now,
  });
  // Nothing is checked at the end that the last step has not seen: the region may well be one that stands by.
  return {
    plan: { ...plan, assessments: {}, warnings: [...plan.warnings, ...failedIn(looked)] },
    observations,
  };
}

/** The kind with these steps in place of those that a failover would have. */
function proposing(kind: Kind, { steps, summary, warnings }: DeployProposal<unknown>): Kind {
  const notes = warnings.map((message) => ({ level: 'warning' as const, message }));
  return { ...kind, steps: () => steps, assess: () => ({ state: 'ready', summary, notes }) };
}

type Observations = ReadonlyMap<ResourceId, Observation>;

function withoutFailed(observations: Observations): Observations {
  return new Map(
    [...observations].map(([id, { at, places }]) => {
      const seen = Object.entries(places).filter(([, { state }]) => state !== 'failed');
      return [id, { at, places: Object.fromEntries(seen) }];
    }),
  );
}

function failedIn(observations: Observations): readonly string[] {
  return [...observations].flatMap(([id, { places }]) =>
    Object.values(places).flatMap((seen) =>
      seen.state === 'failed' ? [`${id} may not be told: ${seen.problem.message}`] : [],
    ),
  );
}

/** These kinds with the steps that tell of this deployment: as it begins, and when it has been proven. */
function announcing(
  registry: Registry,
  { what }: Pick<DeployProposal<unknown>, 'what'>,
): readonly (readonly [string, Kind])[] {
  return [...registry].flatMap(([name, kind]) => {
    const announces = kind.announces?.bind(kind);
    if (announces === undefined) return [];
    const steps: Kind['steps'] = (resource, observation, goal) =>
      (['begin', 'end'] as const).flatMap((moment) => {
        const draft = announces(resource, observation, { goal, moment });
        return draft === undefined ? [] : [{ ...draft, params: { ...draft.params, what } }];
      });
    return [[name, { ...kind, steps }] as const];
  });
}

function deployableFor({ config, registry }: Session, { resource, region }: DeployRequest) {
  if (!config.regions.includes(region))
    throw fail({
      code: 'REGION_UNKNOWN',
      message: `\`${region}\` is not a region of this service; ${config.file} has ${config.regions.join(', ')}.`,
      expected: config.regions.join(' or '),
      found: region,
    });
  const found = config.resources.find(({ id }) => id === resource);
  const kind = found === undefined ? undefined : registry.get(found.kind);
  if (found !== undefined && kind?.deploy !== undefined)
    return { resource: found, kind, deploy: kind.deploy.bind(kind) };
  const known = config.resources.filter((each) => registry.get(each.kind)?.deploy !== undefined);
  throw fail({
    code: 'ONLY_UNKNOWN',
    message: `${config.file} has nothing called \`${resource}\` that can be deployed to.`,
    expected: known.map(({ id }) => id).join(', ') || 'a resource of the kind ecs-service',
    found: resource,
  });
}
