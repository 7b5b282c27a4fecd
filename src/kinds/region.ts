import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { clusterCalls, clusterField } from './cluster-ref.ts';
import { defineKind, seenIn } from './kind.ts';
import type { Observation, Seen, Settled } from './kind.ts';
import { forRegion, perRegion } from './per-region.ts';
import { askApi, askEndpoint, askNodes, conditionFrom, sentencesOf } from './region-evidence.ts';
import type { RegionEvidence } from './region-evidence.ts';
import { textParam } from './step-params.ts';

const spec = z.strictObject({
  cluster: clusterField.optional(),
  url: perRegion(z.url({ protocol: /^https?$/ }))
    .optional()
    .describe('A health URL of the service, for all regions or by region.'),
  address: perRegion(z.string().min(1))
    .optional()
    .describe(
      'The own address of each region (its load balancer), by region: the health URL is asked there, under the name that the URL has.',
    ),
});

type Spec = z.output<typeof spec>;

/** Evidence about whether a region is really down. */
export const region = defineKind<Spec, never, RegionEvidence>({
  name: 'region',
  role: 'evidence',
  health: 'api',
  summary: 'Gathers evidence about the regions: whether the API, the cluster and the service there answer.',
  notes: [
    'A region counts as down when nothing of what is asked answers, as up when all of it is well, and as degraded between. One endpoint that times out is no proof of a lost region: ask for the cluster and the service as well.',
    'An unplanned run that was planned because the region was down asks again before anything is changed, and stops with REGION_HEALTHY if the region is well again by then.',
    'The answers depend on where they are asked from: a run in the network of the lost region may be cut off from everything.',
  ],
  example: [
    'kind: region',
    'cluster: shop',
    'url: https://api.example.com/health',
    'address:',
    '  eu-west-1: shop-1.eu-west-1.elb.amazonaws.com',
    '  eu-west-2: shop-2.eu-west-2.elb.amazonaws.com',
  ].join('\n'),
  spec,
  places: ['regions'],
  batch: ({ id }) => id,
  observe: async ([resource], place, context) => {
    if (resource === undefined) return new Map();
    const { cluster } = resource.spec;
    const target = endpointIn(resource.spec, place);
    const [api, nodes, endpoint] = await Promise.all([
      askApi(place, context),
      cluster === undefined ? undefined : askNodes({ cluster, resource: resource.id }, place, context),
      target === undefined ? undefined : askEndpoint(target, place, context),
    ]);
    return new Map([[resource.id, { api, nodes, endpoint }]]);
  },
  reads: (resource, place) => looks(resource, place),
  assess: (_resource, observation, goal) => assessment(observation, goal),
  steps: (_resource, _observation, goal) => [confirmStep(goal)],
  settled: (step, observation) =>
    step.params['mode'] === 'planned' ? bothAnswer(step, observation) : stillLost(step, observation),
  vitals: (_resource, observation, place) => {
    const found = evidenceOf(seenIn(observation, place));
    if (found === undefined) return undefined;
    const states = { up: 'healthy', degraded: 'degraded', down: 'unhealthy' } as const;
    return { state: states[conditionFrom(found)], detail: sentencesOf(found, place).join(' ') };
  },
  verify: (_resource, observation, goal) => {
    const seen = seenIn(observation, goal.to);
    const ok = seen.state === 'seen' && seen.value.api.answers;
    return [{ name: `${goal.to} answers`, ok, expected: 'answers', found: said(seen, goal.to) }];
  },
});

/** Without an address of its own a region cannot be told from the others by a public name, unless the URL is its own. */
function endpointIn(
  { url, address }: Spec,
  place: Region,
): { url: string; connectTo: string | undefined } | undefined {
  if (url === undefined || (typeof url === 'string' && address === undefined)) return undefined;
  const own = forRegion(url, place);
  const connectTo = address === undefined ? undefined : forRegion(address, place);
  if (own === undefined || (typeof url === 'string' && connectTo === undefined)) return undefined;
  return { url: own, connectTo };
}

function looks({ spec: { cluster, ...others } }: Resource<Spec, never>, place: Region): readonly Call[] {
  const target = endpointIn(others, place);
  return [
    { service: 'sts', action: 'GetCallerIdentity', resource: '*', region: place, plane: 'data' },
    ...(cluster === undefined ? [] : clusterCalls(cluster, place)),
    ...(cluster === undefined || forRegion(cluster, place) === undefined
      ? []
      : [
          {
            service: 'kubernetes',
            action: 'list nodes',
            resource: 'nodes',
            region: place,
            plane: 'data' as const,
          },
        ]),
    ...(target === undefined
      ? []
      : [{ service: 'http', action: 'GET', resource: target.url, region: place, plane: 'data' as const }]),
  ];
}

/** A look that failed as a whole because nothing was reachable is evidence of its own. */
function evidenceOf(seen: Seen<RegionEvidence>): RegionEvidence | undefined {
  if (seen.state === 'seen') return seen.value;
  if (seen.state === 'failed' && !seen.reachable)
    return { api: { answers: false, detail: seen.problem.message } };
  return undefined;
}

function said(seen: Seen<RegionEvidence>, place: Region): string {
  if (seen.state === 'failed') return seen.problem.message;
  return seen.state === 'seen' ? sentencesOf(seen.value, place).join(' ') : 'not looked at';
}

function assessment(observation: Observation<RegionEvidence>, goal: Goal): Assessment {
  const from = evidenceOf(seenIn(observation, goal.from));
  const to = evidenceOf(seenIn(observation, goal.to));
  const condition =
    from === undefined
      ? {}
      : {
          condition: {
            region: goal.from,
            state: conditionFrom(from),
            evidence: sentencesOf(from, goal.from),
          },
        };
  if (to?.api.answers === false) {
    const message = `${goal.to}, the region to be activated, does not answer: ${to.api.detail}`;
    return {
      state: 'blocked',
      summary: message,
      problems: [{ code: 'REGION_UNREACHABLE', message, region: goal.to }],
      ...condition,
    };
  }
  const unwell = to === undefined || conditionFrom(to) === 'up' ? [] : sentencesOf(to, goal.to);
  const summary =
    from === undefined
      ? `${goal.from}: ${said(seenIn(observation, goal.from), goal.from)}`
      : sentencesOf(from, goal.from).join(' ');
  // A standby without nodes or pods is no fault before the failover, so this is said without alarm.
  return {
    state: 'ready',
    summary,
    notes: unwell.map((message) => ({ level: 'info' as const, message })),
    ...condition,
  };
}

function confirmStep({ from, to, mode, fromCondition }: Goal): StepDraft {
  return {
    action: 'confirm',
    title:
      mode === 'planned'
        ? `Check that ${from} and ${to} both answer`
        : `Look once more whether ${from} is lost`,
    region: mode === 'planned' ? to : from,
    phase: 'evidence',
    risk: 'none',
    changes: false,
    expectedMs: 10_000,
    timeoutMs: 2 * 60_000,
    params: { mode, from, to, fromCondition },
    calls: [],
    watch: mode === 'planned' ? [from, to] : [from],
  };
}

function bothAnswer(step: Step, observation: Observation<RegionEvidence>): Settled {
  const silent = [textParam(step, 'from'), textParam(step, 'to')].filter(
    (place) => evidenceOf(seenIn(observation, place))?.api.answers !== true,
  );
  const [first] = silent;
  if (first === undefined) return { state: 'done', note: 'both regions answer' };
  return {
    state: 'pending',
    note: `${silent.join(' and ')} does not answer (${said(seenIn(observation, first), first)})`,
  };
}

function stillLost(step: Step, observation: Observation<RegionEvidence>): Settled {
  const from = textParam(step, 'from');
  const found = evidenceOf(seenIn(observation, from));
  if (found === undefined) return { state: 'pending', note: said(seenIn(observation, from), from) };
  const condition = conditionFrom(found);
  const sentences = sentencesOf(found, from);
  if (condition === 'up' && step.params['fromCondition'] === 'down') {
    const message = `${from} was down when this was planned and is well again. ${sentences.join(' ')}`;
    return {
      state: 'broken',
      problem: {
        code: 'REGION_HEALTHY',
        message,
        resource: step.resource,
        step: step.id,
        region: from,
        expected: 'down',
        found: 'up',
      },
    };
  }
  return { state: 'done', note: `${from} is ${condition}`, evidence: { condition, sentences } };
}
