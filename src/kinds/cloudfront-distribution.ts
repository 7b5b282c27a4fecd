import * as z from 'zod';
import { distributionArn, partitionOf } from '../aws/arn.ts';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import type { Problem } from '../errors.ts';
import { regionPattern } from '../ids.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Assessment, Call, Goal, Note, StepDraft } from '../plan/plan.ts';
import {
  describeDistribution,
  distributionParams,
  lead,
  leadsThere,
} from './cloudfront-distribution-change.ts';
import type { DistributionLook, Leads } from './cloudfront-distribution-change.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, ObserveContext, Observation, Settled } from './kind.ts';

const byRegion = z.record(
  z.string().regex(regionPattern, 'must be the name of an AWS region'),
  z.string().min(1),
);

const spec = z
  .strictObject({
    distribution: z
      .string()
      .regex(/^[A-Z0-9]{5,32}$/, 'must be the id of a distribution, such as E2EXAMPLE1234')
      .describe('Id of the distribution.'),
    origins: z
      .record(z.string().min(1), byRegion)
      .default({})
      .describe('Domain name of each origin that changes, by origin id and region.'),
    originGroups: z
      .record(z.string().min(1), byRegion)
      .default({})
      .describe('The origin that each origin group asks first, by id of the group and region.'),
    deployTime: duration
      .prefault('5m')
      .describe('How long a deployment to the edge locations is expected to take.'),
  })
  .refine((given) => Object.keys({ ...given.origins, ...given.originGroups }).length > 0, {
    path: ['origins'],
    message: 'must name at least one origin, or `originGroups` one origin group',
  });

type Spec = z.output<typeof spec>;
type Distribution = Resource<Spec, never>;

/** CloudFront distributions whose origins are in the active region. */
export const cloudfrontDistribution = defineKind<Spec, never, DistributionLook>({
  name: 'cloudfront-distribution',
  role: 'traffic',
  summary:
    'Leads a CloudFront distribution to the region being activated, by the domain names of its origins or the order of its origin groups.',
  notes: [
    'Changing a distribution needs the control plane of CloudFront, which is in us-east-1, and some minutes until every edge location has it. An origin group with failover criteria asks its second origin by itself, without any call: prefer it for reads, where the region that is left may be us-east-1.',
    'Only the named origins and origin groups change; everything else in the config is sent back as it was read, and a change by somebody else in between is refused by CloudFront and tried again.',
    'The new origin must answer to the host name and the certificate that the distribution uses for it. What the edge locations have cached stays cached.',
    'All traffic of the distribution moves at once: it has no weights, so the stages of a failback do not apply to it.',
  ],
  example: `kind: cloudfront-distribution
distribution: E2EXAMPLE1234
origins:
  api: { eu-west-1: api.eu-west-1.example.com, eu-west-2: api.eu-west-2.example.com }
`,
  spec,
  places: ['global'],
  holdings: () => [
    { what: 'distribution', missing: 'how much it sends', instead: [{ strategy: 'edge-cache' }] },
  ],
  observe: async (resources, _place, context) => lookAtAll(resources, context),
  reads: (resource) => [call('GetDistribution', resource)],
  changes: changeCalls,
  assess,
  steps,
  apply: (step, context) => lead(step, context, distributionParams(step).wanted),
  undo: (step, context) => lead(step, context, distributionParams(step).former),
  inCode: () => '`aws_cloudfront_distribution`: ignore `origin` and `origin_group`.',
  settled: (step, observation) => settledAt(distributionParams(step).wanted, observation),
  undone: (step, observation) => settledAt(distributionParams(step).former, observation),
  verify,
});

async function lookAtAll(
  resources: readonly Distribution[],
  context: ObserveContext,
): Promise<ReadonlyMap<ResourceId, DistributionLook>> {
  const ids = [...new Set(resources.map((resource) => resource.spec.distribution))];
  const looks = await Promise.all(
    ids.map(async (id) => [id, await describeDistribution(id, context)] as const),
  );
  const found = new Map(looks);
  return new Map(
    resources.flatMap((resource): [ResourceId, DistributionLook][] => {
      const look = found.get(resource.spec.distribution);
      return look === undefined ? [] : [[resource.id, look]];
    }),
  );
}

/** What the config says about a region. */
function wantedIn({ spec: { origins, originGroups } }: Distribution, region: Region): Leads {
  const of = (given: Spec['origins']): Record<string, string> =>
    Object.fromEntries(
      Object.entries(given).flatMap(([id, regions]) => {
        const name = regions[region];
        return name === undefined ? [] : [[id, name]];
      }),
    );
  return { origins: of(origins), groups: of(originGroups) };
}

/** Where it leads now, as far as that is going to change. */
function formerOf(look: DistributionLook, { origins, groups }: Leads): Leads {
  return {
    origins: Object.fromEntries(Object.keys(origins).map((id) => [id, look.origins[id] ?? ''])),
    groups: Object.fromEntries(Object.keys(groups).map((id) => [id, look.groups[id]?.[0] ?? ''])),
  };
}

function assess(resource: Distribution, observation: Observation<DistributionLook>, goal: Goal): Assessment {
  const { distribution } = resource.spec;
  const seen = seenIn(observation, 'global');
  const blocked = (problems: readonly Problem[]): Assessment => ({
    state: 'blocked',
    summary: `${distribution} cannot be changed`,
    problems: problems.map((problem) => ({ resource: resource.id, ...problem })),
  });
  if (seen.state === 'failed') return blocked([seen.problem]);
  if (seen.state === 'absent')
    return blocked([{ code: 'RESOURCE_MISSING', message: `There is no distribution ${distribution}.` }]);
  const wanted = wantedIn(resource, goal.to);
  const problems = problemsIn(resource, seen.value, goal.to);
  if (problems.length > 0) return blocked(problems);
  const notes = notesOn(resource, seen.value, goal);
  if (leadsThere(seen.value, wanted) && seen.value.status === 'Deployed')
    return { state: 'done', summary: `${distribution} leads to ${goal.to}`, notes };
  return { state: 'ready', summary: `${distribution} will lead to ${goal.to}`, notes };
}

function problemsIn(resource: Distribution, look: DistributionLook, region: Region): readonly Problem[] {
  const { distribution, origins, originGroups } = resource.spec;
  const wanted = wantedIn(resource, region);
  const unsaid = [...Object.keys(origins), ...Object.keys(originGroups)].filter(
    (id) => wanted.origins[id] === undefined && wanted.groups[id] === undefined,
  );
  const missing = (message: string): Problem => ({ code: 'RESOURCE_MISSING', message });
  return [
    ...unsaid.map((id) =>
      missing(`The config does not say where ${id} of ${distribution} leads in ${region}.`),
    ),
    ...Object.keys(wanted.origins)
      .filter((id) => look.origins[id] === undefined)
      .map((id) => missing(`${distribution} has no origin ${id}.`)),
    ...Object.entries(wanted.groups)
      .filter(([id, first]) => look.groups[id]?.includes(first) !== true)
      .map(([id, first]) => missing(`${distribution} has no origin group ${id} with the origin ${first}.`)),
  ];
}

function notesOn(
  resource: Distribution,
  look: DistributionLook,
  { from, to, stages }: Goal,
): readonly Note[] {
  const { distribution } = resource.spec;
  const home = partitionOf(to).globalRegion;
  const lost = `The control plane of CloudFront is in ${home}, the region that is being left: ${distribution} may not be changeable. An origin group with failover criteria moves without it.`;
  return [
    ...(from === home ? [{ level: 'warning' as const, message: lost }] : []),
    ...(look.enabled ? [] : [{ level: 'warning' as const, message: `${distribution} is disabled.` }]),
    ...(stages === undefined
      ? []
      : [{ level: 'info' as const, message: `${distribution} moves all its traffic at once.` }]),
  ];
}

function steps(
  resource: Distribution,
  observation: Observation<DistributionLook>,
  { to }: Goal,
): readonly StepDraft[] {
  const look = valueIn(observation, 'global');
  const wanted = wantedIn(resource, to);
  const { distribution, deployTime } = resource.spec;
  if (look === undefined || (leadsThere(look, wanted) && look.status === 'Deployed')) return [];
  const common = { region: to, phase: 'traffic', expectedMs: deployTime, watch: ['global'] } as const;
  const timeoutMs = Math.max(30 * 60_000, 3 * deployTime);
  const former = formerOf(look, wanted);
  const params = {
    distribution,
    wanted: { origins: { ...wanted.origins }, groups: { ...wanted.groups } },
    former: { origins: { ...former.origins }, groups: { ...former.groups } },
  };
  // Somebody has made the change already; only its end is awaited, and nothing of it is taken back.
  if (leadsThere(look, wanted))
    return [
      {
        ...common,
        ...{ action: 'wait', title: `Wait for the deployment of ${distribution}` },
        ...{ risk: 'none', changes: false, timeoutMs, params, calls: [] },
      },
    ];
  return [
    {
      ...common,
      ...{ action: 'lead', title: `Lead the distribution ${distribution} to ${to}` },
      ...{ risk: 'reversible', changes: true, timeoutMs, params, calls: changeCalls(resource) },
      undo: { title: `Lead ${distribution} back to its former origins` },
      repeat: 'safe',
    },
  ];
}

/** `Deployed` alone proves nothing: it is also what a distribution is before its change. */
function settledAt(leads: Leads, observation: Observation<DistributionLook>): Settled {
  const seen = seenIn(observation, 'global');
  if (seen.state === 'failed')
    return { state: 'pending', note: `CloudFront cannot be read: ${seen.problem.message}` };
  if (seen.state === 'absent') return { state: 'pending', note: 'the distribution is not seen' };
  if (!leadsThere(seen.value, leads)) return { state: 'not-begun', note: 'it leads elsewhere' };
  const { status } = seen.value;
  return status === 'Deployed'
    ? { state: 'done', note: status, evidence: { ...leads } }
    : { state: 'pending', note: status };
}

function verify(
  resource: Distribution,
  observation: Observation<DistributionLook>,
  { to }: Goal,
): readonly Check[] {
  const seen = seenIn(observation, 'global');
  const look = valueIn(observation, 'global');
  const wanted = wantedIn(resource, to);
  const found =
    look === undefined
      ? seen.state === 'failed'
        ? seen.problem.message
        : 'no such distribution'
      : [look.status, ...listed(formerOf(look, wanted))].join(', ');
  return [
    {
      name: `${resource.spec.distribution} leads to ${to}`,
      ok: look?.status === 'Deployed' && look.enabled && leadsThere(look, wanted),
      expected: ['Deployed', ...listed(wanted)].join(', '),
      found,
    },
  ];
}

function listed({ origins, groups }: Leads): readonly string[] {
  return Object.entries({ ...origins, ...groups }).map(([id, name]) => `${id} -> ${name}`);
}

function changeCalls(resource: Distribution): readonly Call[] {
  return ['GetDistributionConfig', 'UpdateDistribution'].map((action) => call(action, resource));
}

/** The regions of the config choose the partition. */
function call(action: string, { spec: { distribution, origins, originGroups } }: Distribution): Call {
  const regions = Object.values({ ...origins, ...originGroups }).flatMap((given) => Object.keys(given));
  const anyRegion = regions[0] ?? 'us-east-1';
  return {
    service: 'cloudfront',
    action,
    resource: distributionArn({ region: anyRegion }, distribution),
    region: partitionOf(anyRegion).globalRegion,
    plane: 'control',
  };
}
