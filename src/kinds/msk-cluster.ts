import * as z from 'zod';
import { kafkaClusterArn } from '../aws/arn.ts';
import type { Resource } from '../config/config.ts';
import type { Problem } from '../errors.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Assessment, Call, Goal, Note, Step, StepDraft } from '../plan/plan.ts';
import { kafkaHoldings } from './msk-cluster-cost.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, Observation, Settled } from './kind.ts';
import {
  accessWays,
  isBrokenCluster,
  isServing,
  listClusters,
  listReplicators,
  withBrokers,
} from './msk-cluster-calls.ts';
import type { KafkaCluster } from './msk-cluster-calls.ts';
import { textParam } from './step-params.ts';

const MINUTE = 60_000;

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, 'must be the name of an MSK cluster')
  .describe('Name of the MSK cluster in this region.');

const spec = z.strictObject({
  access: z
    .enum(accessWays)
    .optional()
    .describe(
      'How clients log in, which decides about the output `brokers`; the first of iam, scram, tls and plaintext that the cluster offers where absent.',
    ),
});

const regional = z.union([
  name.transform((cluster): { cluster: string; replicator?: string | undefined } => ({ cluster })),
  z.strictObject({
    cluster: name,
    replicator: z
      .string()
      .min(1)
      .optional()
      .describe('Name of the MSK Replicator in this region that copies into this cluster.'),
  }),
]);

type Spec = z.output<typeof spec>;
type Regional = z.output<typeof regional>;
type ClusterResource = Resource<Spec, Regional>;

/** Amazon MSK clusters, one in each region. */
export const mskCluster = defineKind<Spec, Regional, KafkaCluster>({
  name: 'msk-cluster',
  role: 'data',
  summary: 'Watches the MSK cluster of each region, and waits until the one being activated serves.',
  notes: [
    'Nothing is switched: each region has a cluster of its own, and clients move by their configuration, for which the output `brokers` gives the bootstrap brokers. Moving producers and consumers is a matter of the deployments that run them.',
    'A cluster that MSK works on (`HEALING`, `MAINTENANCE`, `REBOOTING_BROKER`, `UPDATING`) goes on serving. A failover waits some time for it and goes on without; it stops at a cluster that is being created, has failed or is being deleted.',
    'With `replicator` the state of the MSK Replicator is watched as well. How far it is behind is not measured, so what had not been copied is unknown. The way back of a replicator has steps of its own (topics, consumer group offsets), which are done by hand.',
  ],
  example: ['kind: msk-cluster', 'eu-west-1: events', 'eu-west-2: events-standby'].join('\n'),
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['regions'],
  holdings: kafkaHoldings,
  outputNames: ['brokers', 'healthy'],
  observe: async (resources, place, context) => {
    const clusters = await listClusters(place, context);
    const asks = resources.some(({ regional: by }) => by[place]?.replicator !== undefined);
    const replicators = asks ? await listReplicators(place, context) : new Map<string, string>();
    const found = await Promise.all(
      resources.map(async ({ id, regional: by }): Promise<[ResourceId, KafkaCluster][]> => {
        const cluster = clusters.get(by[place]?.cluster ?? '');
        if (cluster === undefined) return [];
        const whole = await withBrokers(cluster, place, context);
        const replicator = by[place]?.replicator;
        if (replicator === undefined) return [[id, whole]];
        const state = replicators.get(replicator) ?? 'absent';
        return [[id, { ...whole, replicator: { name: replicator, state } }]];
      }),
    );
    return new Map(found.flat());
  },
  reads: lookCalls,
  assess: (resource, observation, goal) =>
    goal.operation === 'reprotect'
      ? assessIn(resource, observation, { ...goal, from: goal.to, to: goal.from })
      : withCondition(assessIn(resource, observation, goal), observation, goal),
  steps: (_resource, observation, { to }) => waits(observation, to),
  protect: (_resource, observation, { from }) => waits(observation, from),
  protected: (resource, observation, { from }) => checksIn(resource, observation, from),
  settled: settledCluster,
  verify: (resource, observation, { to }) => checksIn(resource, observation, to).slice(0, 1),
  outputs: (resource, observation, region) => {
    const cluster = valueIn(observation, region);
    if (cluster === undefined) return { brokers: undefined, healthy: undefined };
    const way = resource.spec.access ?? accessWays.find((each) => cluster.brokers[each] !== undefined);
    return {
      brokers: way === undefined ? undefined : cluster.brokers[way],
      healthy: isServing(cluster.state) ? 'yes' : 'no',
    };
  },
});

function clusterIn(resource: ClusterResource, region: Region): string {
  return resource.regional[region]?.cluster ?? '';
}

/** Lists have no resource-level permission: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmanagedstreamingforapachekafka.html */
function lookCalls(resource: ClusterResource, region: Region): readonly Call[] {
  const control = { service: 'kafka', region, plane: 'control' } as const;
  const arn = kafkaClusterArn({ region }, clusterIn(resource, region));
  const replicators = { ...control, action: 'ListReplicators', resource: '*' };
  return [
    { ...control, action: 'ListClustersV2', resource: '*' },
    { ...control, action: 'GetBootstrapBrokers', resource: arn },
    ...(resource.regional[region]?.replicator === undefined ? [] : [replicators]),
  ];
}

/** One that is being created cannot be used yet; one that is worked on can, so the wait for it may fail. */
function waits(observation: Observation<KafkaCluster>, region: Region): readonly StepDraft[] {
  const cluster = valueIn(observation, region);
  if (cluster === undefined || cluster.state === 'ACTIVE') return [];
  const serving = isServing(cluster.state);
  return [
    {
      action: 'wait',
      title: `Wait until ${cluster.name} is ACTIVE`,
      region,
      phase: 'ready',
      risk: 'none',
      changes: false,
      expectedMs: serving ? 5 * MINUTE : 20 * MINUTE,
      timeoutMs: serving ? 15 * MINUTE : 60 * MINUTE,
      params: { cluster: cluster.name },
      calls: [],
      ...(serving ? { optional: true } : {}),
      provides: serving ? [] : ['brokers', 'healthy'],
    },
  ];
}

function settledCluster(step: Step, observation: Observation<KafkaCluster>): Settled {
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const state = seen.state === 'seen' ? seen.value.state : 'absent';
  if (state === 'absent' || isBrokenCluster(state)) {
    const message = `${textParam(step, 'cluster')} in ${step.region} is ${state}.`;
    const about = { resource: step.resource, step: step.id, region: step.region };
    const problem: Problem = { code: 'STEP_BROKEN', message, ...about, expected: 'ACTIVE', found: state };
    return { state: 'broken', problem };
  }
  return state === 'ACTIVE'
    ? { state: 'done', note: state, evidence: { state } }
    : { state: 'pending', note: state };
}

function assessIn(
  resource: ClusterResource,
  observation: Observation<KafkaCluster>,
  { to }: Goal,
): Assessment {
  const seen = seenIn(observation, to);
  const id = clusterIn(resource, to);
  if (seen.state === 'failed') return refusal(seen.problem, resource.id);
  if (seen.state === 'absent') {
    const message = `There is no MSK cluster ${id} in ${to}.`;
    return refusal({ code: 'RESOURCE_MISSING', message, region: to }, resource.id);
  }
  const { state, message: why } = seen.value;
  const summary = `${id} in ${to} is ${state}${why === undefined ? '' : ` (${why})`}`;
  if (isBrokenCluster(state)) {
    const problem = { code: 'RESOURCE_NOT_READY', message: `${summary}.`, region: to } as const;
    return refusal({ ...problem, expected: 'ACTIVE', found: state }, resource.id);
  }
  return { state: state === 'ACTIVE' ? 'done' : 'ready', summary, notes: notesOf(seen.value, to) };
}

function notesOf({ name: id, state, replicator }: KafkaCluster, region: Region): readonly Note[] {
  const notes: Note[] = [];
  if (state !== 'ACTIVE' && isServing(state))
    notes.push({
      level: 'warning',
      message: `MSK is working on ${id} in ${region} (${state}). It serves, with less to spare.`,
    });
  if (replicator !== undefined && replicator.state !== 'RUNNING')
    notes.push({
      level: 'warning',
      message: `The replicator ${replicator.name} into ${id} is ${replicator.state}: what has been written elsewhere since is not there.`,
    });
  return notes;
}

/** A cluster that is worked on says nothing about its region, and one that serves does not speak for all the rest. */
function withCondition(
  assessment: Assessment,
  observation: Observation<KafkaCluster>,
  { from }: Goal,
): Assessment {
  const cluster = valueIn(observation, from);
  if (cluster?.state !== 'FAILED') return assessment;
  const evidence = [`MSK cluster ${cluster.name} is FAILED`];
  return { ...assessment, condition: { region: from, state: 'degraded', evidence } };
}

function refusal(problem: Problem, resource: ResourceId): Assessment {
  return { state: 'blocked', summary: problem.message, problems: [{ ...problem, resource }] };
}

/** The cluster itself first, then what copies into it. */
function checksIn(
  resource: ClusterResource,
  observation: Observation<KafkaCluster>,
  region: Region,
): readonly [Check, ...Check[]] {
  const seen = seenIn(observation, region);
  const cluster = seen.state === 'seen' ? seen.value : undefined;
  const serves: Check = {
    name: `${clusterIn(resource, region)} serves in ${region}`,
    ok: cluster !== undefined && isServing(cluster.state),
    expected: 'ACTIVE',
    found: cluster?.state ?? (seen.state === 'failed' ? seen.problem.message : 'does not exist'),
  };
  if (cluster?.replicator === undefined) return [serves];
  const { name: id, state } = cluster.replicator;
  const copies: Check = {
    name: `${id} copies into ${cluster.name}`,
    ok: state === 'RUNNING',
    expected: 'RUNNING',
    found: state,
  };
  return [serves, copies];
}
