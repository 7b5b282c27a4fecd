import * as z from 'zod';
import type { Resource } from '../../../src/config/config.ts';
import { defineKind, type Kind } from '../../../src/kinds/kind.ts';
import { buildPlan, type PlanRequest } from '../../../src/plan/build-plan.ts';
import type { Assessment, Plan, StepDraft } from '../../../src/plan/plan.ts';

/** What a toy resource says and does: the planner of the product makes the plan from it. */
export interface Toy {
  readonly id: string;
  readonly drafts: readonly StepDraft[];
  readonly assessment?: Assessment;
}

const toyKind: Kind = defineKind<Toy, never, never>({
  name: 'toy',
  summary: 'Says what the test wants it to say.',
  notes: [],
  example: '',
  spec: z.custom<Toy>(),
  places: ['regions'],
  observe: () => Promise.resolve(new Map<string, never>()),
  reads: () => [],
  assess: ({ spec }) => spec.assessment ?? { state: 'ready', summary: 'ready' },
  steps: ({ spec }) => spec.drafts,
  settled: () => ({ state: 'unobservable' }),
  verify: () => [],
});

/** Plans for these toys with the product's own planner. */
export function toyPlan(
  toys: readonly Toy[],
  request: Partial<PlanRequest> = {},
  objectives: Plan['objectives'] = { rtoMs: 1_800_000, rpoMs: 30_000 },
): Plan {
  const resources = toys.map((toy): Resource => ({
    id: toy.id,
    group: toy.id.split('/')[0] ?? toy.id,
    kind: 'toy',
    spec: toy,
    regional: {},
    after: [],
  }));
  return buildPlan({
    config: {
      service: 'lomash-wood',
      regions: ['eu-west-1', 'eu-west-2'],
      objectives,
      resources,
      file: 'failover.yml',
      digest: 'sha256:0',
    },
    registry: new Map([['toy', toyKind]]),
    observations: new Map(),
    request: {
      from: 'eu-west-1',
      to: 'eu-west-2',
      operation: 'failover',
      mode: 'unplanned',
      only: [],
      ...request,
    },
    observedAt: 0,
  });
}

/** A step with everything that a test does not care about filled in. */
export function draft(action: string, rest: Partial<StepDraft> = {}): StepDraft {
  return {
    action,
    title: `Do ${action}`,
    region: 'eu-west-2',
    phase: 'data',
    risk: 'reversible',
    changes: true,
    expectedMs: 60_000,
    timeoutMs: 600_000,
    params: {},
    calls: [],
    ...rest,
  };
}

const databases = [
  'auth',
  'products',
  'orders',
  'appointments',
  'content',
  'customers',
  'notifications',
  'analytics',
];
const services = ['auth-service', 'product-service', 'order-payment-service', 'api-gateway'];

function database(name: string, position: number): Toy {
  const id = `lomash-${name}-prod-replica`;
  const call = {
    service: 'rds',
    action: 'PromoteReadReplica',
    resource: `arn:aws:rds:eu-west-2:111122223333:db:${id}`,
    region: 'eu-west-2',
    plane: 'control' as const,
  };
  const lag =
    name === 'analytics'
      ? { ms: undefined, source: 'ReplicaLag has no data points' }
      : { ms: 1000 * (position + 1), source: 'ReplicaLag' };
  return {
    id: `databases/${name}`,
    drafts: [
      draft('promote', { title: `Promote ${id}`, risk: 'irreversible', expectedMs: 240_000, calls: [call] }),
    ],
    assessment: { state: 'ready', summary: 'replica', lag },
  };
}

/** A service like the one of the runbook, with `eu-west-1` down. */
export function samplePlan(request: Partial<PlanRequest> = {}): Plan {
  const fence = services.map((name) =>
    draft(`fence(${name})`, {
      title: `Fence ${name} in eu-west-1: scale it to 0`,
      region: 'eu-west-1',
      phase: 'fence',
      optional: true,
      expectedMs: 15_000,
      after: [],
    }),
  );
  const scale = services.map((name) =>
    draft(`scale(${name})`, { title: `Scale ${name} in eu-west-2 to 3`, phase: 'compute', after: [] }),
  );
  const route53 = {
    service: 'route53',
    action: 'ChangeResourceRecordSets',
    resource: '*',
    region: 'us-east-1',
    plane: 'control' as const,
  };
  return toyPlan(
    [
      {
        id: 'regions',
        drafts: [
          draft('look', {
            title: 'Look once more whether eu-west-1 is lost',
            region: 'eu-west-1',
            phase: 'evidence',
            risk: 'none',
            changes: false,
            expectedMs: 10_000,
          }),
        ],
        assessment: {
          state: 'ready',
          summary: '',
          condition: {
            region: 'eu-west-1',
            state: 'down',
            evidence: [
              'rds.eu-west-1 did not answer within 10 s',
              'api.lomashwood.com answered 503 from eu-west-1',
            ],
          },
        },
      },
      ...databases.map(database),
      ...databases.map((name): Toy => ({
        id: `connections/${name}`,
        drafts: [
          draft('update', {
            title: `Point secret lomash-wood/${name}-service-database at eu-west-2`,
            phase: 'config',
            expectedMs: 2000,
          }),
        ],
      })),
      { id: 'services', drafts: [...fence, ...scale] },
      {
        id: 'sessions',
        drafts: [
          draft('create', {
            title: 'Create the redis cache lomash-sessions',
            phase: 'capacity',
            expectedMs: 300_000,
            skip: 'lomash-sessions is there already',
          }),
        ],
      },
      {
        id: 'dns',
        drafts: [
          draft('move', {
            title: 'Lead api.lomashwood.com to eu-west-2',
            phase: 'traffic',
            expectedMs: 60_000,
            calls: [route53],
          }),
        ],
      },
      {
        id: 'website',
        drafts: [
          draft('answers', {
            title: 'Wait until https://api.lomashwood.com/health is answered by eu-west-2',
            phase: 'verify',
            risk: 'none',
            changes: false,
          }),
        ],
      },
    ],
    request,
  );
}
