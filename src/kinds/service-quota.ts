import type { MetricInfo } from '@aws-sdk/client-service-quotas';
import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Call, Goal } from '../plan/plan.ts';
import { defineKind, seenIn } from './kind.ts';
import type { Check, Observation, ObserveContext } from './kind.ts';
import { perRegion, forRegion } from './per-region.ts';
import { assessChecks } from './prerequisite.ts';
import { newestPoints } from './replication-lag.ts';

const spec = z.strictObject({
  service: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/, 'must be the code of a service, as `aws service-quotas list-services` has it')
    .describe('The code of the service, such as `ec2` or `fargate`.'),
  quota: z
    .string()
    .regex(/^L-[A-Z0-9]{8}$/, 'must be the code of a quota, such as `L-1216C47A`')
    .describe('The code of the quota, such as `L-1216C47A` (vCPUs of running On-Demand Standard instances).'),
  needs: perRegion(z.number().positive()).describe(
    'How much of it a failover takes, besides what is in use already; for all regions, or by region.',
  ),
});

type Spec = z.output<typeof spec>;
type QuotaResource = Resource<Spec, never>;

interface Value {
  readonly name: string;
  readonly limit: number;
  /** Absent where AWS does not measure it. */
  readonly used?: number;
}

/** Quotas that a failover would run into. */
export const serviceQuota = defineKind<Spec, never, Value>({
  name: 'service-quota',
  role: 'evidence',
  summary: 'Looks whether a quota leaves the region being activated the room that a failover takes.',
  notes: [
    'It changes nothing. Too little room is a warning in a plan and makes `health` fail. Raising a quota takes hours to days, so it has to be found out beforehand.',
    'What is in use is read from CloudWatch (`AWS/Usage`) where AWS measures it; where it does not, the whole quota counts as free, and it is said.',
    'A quota is a permission and no reservation: a region that everybody fails over to may have no capacity left.',
  ],
  example: `kind: service-quota
service: ec2
quota: L-1216C47A
needs: 64
`,
  spec,
  places: ['regions'],
  observe,
  reads: (_resource, place) => callsIn(place),
  assess: (resource, observation, goal) => assessChecks(checks(resource, observation, goal), goal),
  steps: () => [],
  settled: () => ({ state: 'unobservable' }),
  verify: () => [],
  prerequisites: checks,
});

async function observe(resources: readonly QuotaResource[], place: Region, context: ObserveContext) {
  const api = await context.outside.aws.quotas(place);
  const looks = resources.map(async ({ id, spec: { service, quota } }): Promise<[ResourceId, Value][]> => {
    try {
      const { Quota } = await api.getServiceQuota(
        { ServiceCode: service, QuotaCode: quota },
        { signal: context.signal },
      );
      if (Quota?.Value === undefined) return [];
      const used = await usageOf(Quota.UsageMetric, place, context);
      return [
        [id, { name: Quota.QuotaName ?? quota, limit: Quota.Value, ...(used === undefined ? {} : { used }) }],
      ];
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchResourceException') return [];
      throw error;
    }
  });
  return new Map((await Promise.all(looks)).flat());
}

async function usageOf(
  metric: MetricInfo | undefined,
  place: Region,
  context: ObserveContext,
): Promise<number | undefined> {
  const { MetricNamespace: namespace, MetricName: name, MetricDimensions: dimensions } = metric ?? {};
  if (namespace === undefined || name === undefined || dimensions === undefined) return undefined;
  const query = { key: name, namespace, name, dimensions, statistic: 'Maximum' } as const;
  return (await newestPoints([query], place, context)).get(name)?.value;
}

function checks({ spec: block }: QuotaResource, observation: Observation<Value>, { to }: Goal): Check[] {
  const needs = forRegion(block.needs, to);
  if (needs === undefined) return [];
  const seen = seenIn(observation, to);
  const label = `quota ${block.service} ${block.quota} in ${to}`;
  const expected = `${needs} free`;
  if (seen.state === 'failed') return [{ name: label, ok: false, expected, found: seen.problem.message }];
  if (seen.state === 'absent') return [{ name: label, ok: false, expected, found: 'no such quota' }];
  const { name, limit, used } = seen.value;
  const free = limit - (used ?? 0);
  const found = used === undefined ? `${limit}, its use is not measured` : `${free} of ${limit}`;
  return [{ name: `${label} (${name})`, ok: free >= needs, expected, found }];
}

/** Neither call knows permissions for single resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_servicequotas.html */
function callsIn(place: Region): readonly Call[] {
  return [
    { service: 'servicequotas', action: 'GetServiceQuota', resource: '*', region: place, plane: 'control' },
    { service: 'cloudwatch', action: 'GetMetricData', resource: '*', region: place, plane: 'data' },
  ];
}
