import * as z from 'zod';
import { metricSchema } from '../config/metric-schema.ts';
import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Call, Goal, Note, Step, StepDraft } from '../plan/plan.ts';
import { describeAlarms, recentPoints } from './alarm-look.ts';
import { judgeAlarms } from './alarm-state.ts';
import type { AlarmLook, AlarmVerdict, Threshold } from './alarm-state.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Observation, ObserveContext, Settled } from './kind.ts';

const alarmName = z.string().min(1).max(255);

const spec = z
  .strictObject({
    metric: metricSchema
      .extend({
        per: alarmName
          .optional()
          .describe(
            'The metric it is divided by, with the same namespace and dimensions: errors per request. Without requests there is no rate.',
          ),
      })
      .optional()
      .describe('A metric that is judged here, without an alarm having to exist.'),
    above: z.number().optional().describe('The metric is bad above this.'),
    below: z.number().optional().describe('The metric is bad below this.'),
    for: z
      .int()
      .min(1)
      .max(60)
      .default(2)
      .describe('The metric must be bad for so many periods, one after the other.'),
    noData: z
      .enum(['healthy', 'unhealthy'])
      .default('healthy')
      .describe(
        'What an alarm with INSUFFICIENT_DATA, one that does not exist, or a metric without data counts as.',
      ),
    verify: z
      .boolean()
      .default(false)
      .describe('Whether a run ends only when nothing is in alarm in the region it has activated.'),
  })
  .refine(
    ({ metric, above, below }) => (metric === undefined) === (above === undefined && below === undefined),
    {
      message: 'must be given with `metric`, and `metric` needs it or `below`',
      path: ['above'],
    },
  );

const regional = z.union([
  alarmName
    .describe('The name of an alarm in this region.')
    .transform((name) => ({ alarms: [name], dimensions: {} })),
  z
    .array(alarmName)
    .min(1)
    .describe('The names of alarms in this region.')
    .transform((alarms) => ({ alarms, dimensions: {} })),
  z.strictObject({
    alarms: z.array(alarmName).default([]).describe('The names of alarms in this region.'),
    dimensions: z
      .record(z.string().min(1), z.string().min(1))
      .default({})
      .describe('Dimensions that the metric has in this region besides those of `metric`.'),
  }),
]);

type Spec = z.output<typeof spec>;
type Regional = z.output<typeof regional>;
type Alarms = Resource<Spec, Regional>;

/** Alarms and metrics of CloudWatch that say whether a region is well. */
export const cloudwatchAlarm = defineKind<Spec, Regional, AlarmLook>({
  name: 'cloudwatch-alarm',
  role: 'evidence',
  summary: 'Asks CloudWatch whether a region is well: by alarms that exist, or by a metric and a threshold.',
  notes: [
    'It changes nothing. Named among the guards of traffic that moves in stages, it holds the next stage back while something is in alarm, and traffic goes back to the stage before: error rate, p99 latency or failed health checks, as you like.',
    'Alarms in the region that is left are evidence: with one in alarm the region counts as degraded. Quiet alarms prove nothing, because a region that is down publishes nothing.',
    'What has no data says nothing: it counts as `noData` says. Choose `unhealthy` for a guard only where the metric is there before traffic is.',
    'CloudWatch learns of a period a minute or two after it is over. Hold each stage for longer than `for` periods and two minutes, or the guard has not seen it.',
    'CloudWatch publishes the metrics of Route 53 health checks in us-east-1 alone; an alarm on one is named under that region only if the service has it.',
  ],
  example: `kind: cloudwatch-alarm
metric:
  namespace: AWS/ApplicationELB
  name: HTTPCode_Target_5XX_Count
  per: RequestCount
  statistic: Sum
above: 0.05
for: 2
eu-west-1: { dimensions: { LoadBalancer: app/shop-1/50dc6c495c0c9188 }, alarms: [shop-unhealthy] }
eu-west-2: { dimensions: { LoadBalancer: app/shop-2/7d5b0f2f0d5f4a3c }, alarms: [shop-unhealthy] }
`,
  spec,
  regional,
  regionalNeeded: 'some',
  places: ['regions'],
  outputNames: ['healthy'],
  holdings: ({ regional: regions }, place) => {
    const alarms = regions[place]?.alarms.length ?? 0;
    return alarms === 0 ? [] : [{ what: 'alarms', item: 'cloudwatch/alarm', quantity: alarms }];
  },
  observe,
  reads: (resource, place) => looks(resource, place),
  assess,
  steps: (resource, _observation, goal) =>
    resource.spec.verify && isAsked(resource, goal.to) ? [quietStep(resource, goal)] : [],
  settled: (step, observation): Settled => {
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
    if (seen.state === 'absent') return { state: 'pending', note: 'not looked at' };
    const { threshold, noData } = step.params as unknown as QuietParams;
    const verdict = judgeAlarms(seen.value, threshold ?? undefined);
    const note = verdict.sentences.join(' ');
    return isWell(verdict, noData)
      ? { state: 'done', note, evidence: { state: verdict.state, sentences: verdict.sentences } }
      : { state: 'pending', note };
  },
  verify: (resource, observation, { to }) => {
    if (!resource.spec.verify || !isAsked(resource, to)) return [];
    const seen = seenIn(observation, to);
    const verdict = seen.state === 'seen' ? judge(resource, seen.value, to) : undefined;
    return [
      {
        name: `the alarms of ${to}`,
        ok: verdict !== undefined && isWell(verdict, resource.spec.noData),
        expected: 'none in alarm',
        found:
          seen.state === 'failed' ? seen.problem.message : (verdict?.sentences.join(' ') ?? 'not looked at'),
      },
    ];
  },
  outputs: (resource, observation, region) => {
    const seen = valueIn(observation, region);
    if (seen === undefined) return { healthy: undefined };
    return { healthy: isWell(judge(resource, seen, region), resource.spec.noData) ? 'yes' : 'no' };
  },
});

async function observe(resources: readonly Alarms[], place: Region, context: ObserveContext) {
  const asked = resources.filter((resource) => isAsked(resource, place));
  const names = asked.flatMap((resource) => resource.regional[place]?.alarms ?? []);
  const metrics = asked.flatMap((resource) => {
    const threshold = thresholdIn(resource, place);
    return threshold === undefined
      ? []
      : [
          {
            id: resource.id,
            metric: threshold.metric,
            periods: threshold.for,
            per: resource.spec.metric?.per,
          },
        ];
  });
  const [alarms, points] = await Promise.all([
    describeAlarms(names, place, context),
    recentPoints(metrics, place, context),
  ]);
  return new Map(
    asked.map(({ id, regional: regions }): [string, AlarmLook] => {
      const own = regions[place]?.alarms ?? [];
      const series = points.get(id);
      return [
        id,
        {
          alarms: own.flatMap((name) => alarms.get(name) ?? []),
          missing: own.filter((name) => !alarms.has(name)),
          ...(series === undefined ? {} : { points: series }),
        },
      ];
    }),
  );
}

/** A region is asked about where it has alarms, and everywhere where there is a metric. */
function isAsked({ spec: { metric }, regional: regions }: Alarms, place: Region): boolean {
  return metric !== undefined || (regions[place]?.alarms.length ?? 0) > 0;
}

function thresholdIn({ spec: block, regional: regions }: Alarms, place: Region): Threshold | undefined {
  if (block.metric === undefined) return undefined;
  const { namespace, name, statistic, period, dimensions } = block.metric;
  return {
    metric: {
      namespace,
      name,
      statistic,
      period,
      dimensions: { ...dimensions, ...regions[place]?.dimensions },
    },
    ...(block.above === undefined ? {} : { above: block.above }),
    ...(block.below === undefined ? {} : { below: block.below }),
    for: block.for,
  };
}

/** Composite alarms are shown only to those who may describe all: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
function looks(resource: Alarms, place: Region): readonly Call[] {
  if (!isAsked(resource, place)) return [];
  const common = { service: 'cloudwatch', region: place, plane: 'control' } as const;
  return [
    ...((resource.regional[place]?.alarms.length ?? 0) === 0
      ? []
      : [{ ...common, action: 'DescribeAlarms', resource: '*' }]),
    ...(resource.spec.metric === undefined
      ? []
      : [{ ...common, action: 'GetMetricData', resource: '*', plane: 'data' as const }]),
  ];
}

function judge(resource: Alarms, look: AlarmLook, place: Region): AlarmVerdict {
  return judgeAlarms(look, thresholdIn(resource, place));
}

function isWell({ state }: AlarmVerdict, noData: Spec['noData']): boolean {
  return state === 'quiet' || (state === 'unknown' && noData === 'healthy');
}

function assess(resource: Alarms, observation: Observation<AlarmLook>, { from, to }: Goal): Assessment {
  const told = [to, from].map((place) => {
    const seen = seenIn(observation, place);
    if (seen.state === 'failed') return { place, verdict: undefined, text: seen.problem.message };
    if (seen.state === 'absent') return { place, verdict: undefined, text: 'not asked about' };
    const verdict = judge(resource, seen.value, place);
    return { place, verdict, text: verdict.sentences.join(' ') };
  });
  const [there, here] = told;
  const notes = told.flatMap(({ place, verdict, text }): Note[] => {
    if (verdict?.state === 'alarm' && place === to)
      return [{ level: 'warning', message: `${place}: ${text}` }];
    return (valueIn(observation, place)?.missing.length ?? 0) > 0
      ? [{ level: 'warning', message: `${place}: ${text}` }]
      : [];
  });
  return {
    state: 'ready',
    summary: `${to}: ${there?.text ?? ''}`,
    ...(notes.length === 0 ? {} : { notes }),
    // Only an alarm says something: a region that is down is as quiet as one that is well.
    ...(here?.verdict?.state === 'alarm'
      ? { condition: { region: from, state: 'degraded', evidence: here.verdict.sentences } }
      : {}),
  };
}

interface QuietParams {
  readonly threshold: Threshold | null;
  readonly noData: Spec['noData'];
}

function quietStep(resource: Alarms, { to }: Goal): StepDraft {
  const threshold = thresholdIn(resource, to);
  const params = {
    // `undefined` does not survive JSON.
    threshold: threshold === undefined ? null : { ...threshold, metric: { ...threshold.metric } },
    noData: resource.spec.noData,
  };
  return {
    action: 'quiet',
    title: `Wait until nothing is in alarm in ${to}`,
    region: to,
    phase: 'verify',
    risk: 'none',
    changes: false,
    expectedMs: 60_000,
    timeoutMs: 15 * 60_000,
    params: params as unknown as Step['params'],
    calls: [],
    repeat: 'safe',
  };
}
