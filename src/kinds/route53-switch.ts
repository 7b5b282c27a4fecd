import { z } from 'zod';
import { bucketArn, healthCheckArn, objectArn, partitionOf } from '../aws/arn.ts';
import type { S3Api } from '../aws/services/s3.ts';
import type { Resource } from '../config/config.ts';
import type { Problem } from '../errors.ts';
import type { Place, Region } from '../ids.ts';
import type { Assessment, Call, Goal, Note, Step, StepDraft } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { ApplyContext, Applied, Check, ObserveContext, Observation, Settled } from './kind.ts';

const spec = z.strictObject({
  healthCheck: z
    .string()
    .min(1)
    .optional()
    .describe('Id of the inverted health check that watches the object, to be looked at when planning.'),
});

const regional = z.strictObject({
  bucket: z.string().min(3).describe('Bucket in this region that holds the switch.'),
  key: z.string().min(1).describe('Key of the object whose presence means that this region has taken over.'),
});

type Switch = Resource<z.infer<typeof spec>, z.infer<typeof regional>>;

/** The object in a region, or, seen globally, the health check that watches it. */
type Value =
  | { readonly type: 'object'; readonly present: boolean }
  | {
      readonly type: 'check';
      readonly inverted: boolean;
      readonly disabled: boolean;
      readonly watches: string;
    };

interface Params {
  readonly bucket: string;
  readonly key: string;
  /** Whether the step makes the object be there. */
  readonly present: boolean;
}

/** Moves traffic by an object in the region that takes over, without any call to the control plane of Route 53. */
export const route53Switch = defineKind<z.infer<typeof spec>, z.infer<typeof regional>, Value>({
  name: 'route53-switch',
  role: 'traffic',
  summary:
    'Moves traffic by putting an object into a bucket of the region that takes over: an inverted health check watches it.',
  notes: [
    'Standby takes over primary: the health check on the PRIMARY record watches the object and is inverted. While the object is absent PRIMARY counts as healthy; once it is there DNS moves. Nothing of the lost region and no control plane takes part. See https://aws.amazon.com/blogs/networking-and-content-delivery/creating-disaster-recovery-mechanisms-using-amazon-route-53/.',
    'The object must be readable by everybody, since health checkers come without credentials; it holds nothing but the id of the run.',
    'Activating the region whose record is PRIMARY deletes the object again.',
    'DNS moves after interval times threshold of the health check plus the TTL: about 100 seconds with a fast check and a TTL of 60.',
    'Give `witness` and switch different buckets, and the switch a bucket in the region that takes over, never in the one that may be lost.',
  ],
  example: `kind: route53-switch
healthCheck: 5e0c1b8e-6d4f-4a8e-9b0a-000000000000
eu-west-2: { bucket: example-switch-eu-west-2, key: take-over }
`,
  spec,
  regional,
  regionalNeeded: 'some',
  places: ['regions', 'global'],
  batch: (resource) => resource.id,
  observe,
  reads: (resource, place) => {
    const { healthCheck } = resource.spec;
    const at = resource.regional[place];
    if (place === 'global' && healthCheck !== undefined) return [checkCall(resource, healthCheck)];
    return at === undefined ? [] : [listCall(at.bucket, place)];
  },
  changes: (resource, { from, to }) => [...flipCalls(resource, to), ...flipCalls(resource, from)],
  assess,
  steps: (resource, observation, goal) => [
    ...flip(resource, observation, { region: goal.to, present: true, goal }),
    ...flip(resource, observation, { region: goal.from, present: false, goal }),
  ],
  apply: (step, context) => set(step, context, paramsOf(step).present),
  undo: (step, context) => set(step, context, !paramsOf(step).present),
  settled: (step, observation): Settled => {
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed')
      return { state: 'pending', note: `the switch cannot be seen: ${seen.problem.message}` };
    const present = isPresent(observation, step.region);
    const note = present ? 'the object is there' : 'the object is not there';
    return { state: present === paramsOf(step).present ? 'done' : 'not-begun', note };
  },
  verify: (resource, observation, { from, to }): readonly Check[] =>
    [
      { region: to, present: true },
      { region: from, present: false },
    ].flatMap(({ region, present }): Check[] => {
      const at = resource.regional[region];
      const seen = seenIn(observation, region);
      if (at === undefined) return [];
      const found =
        seen.state === 'failed'
          ? seen.problem.message
          : isPresent(observation, region)
            ? 'present'
            : 'absent';
      const expected = present ? 'present' : 'absent';
      return [{ name: `switch s3://${at.bucket}/${at.key}`, ok: found === expected, expected, found }];
    }),
});

async function observe(resources: readonly Switch[], place: Place, { outside, signal }: ObserveContext) {
  const looks = resources.map(
    async ({ id, spec: { healthCheck }, regional: regions }): Promise<readonly [string, Value][]> => {
      const at = regions[place];
      if (place === 'global') {
        if (healthCheck === undefined) return [];
        const api = await outside.aws.route53();
        const { HealthCheck } = await api.getHealthCheck({ HealthCheckId: healthCheck }, { signal });
        const {
          Inverted,
          Disabled,
          FullyQualifiedDomainName = '',
          ResourcePath = '',
        } = HealthCheck?.HealthCheckConfig ?? {};
        const watches = `${FullyQualifiedDomainName}${ResourcePath}`;
        return [[id, { type: 'check', inverted: Inverted === true, disabled: Disabled === true, watches }]];
      }
      if (at === undefined) return [];
      const api = await outside.aws.s3(place);
      return [
        [id, { type: 'object', present: await isThere(api, { Bucket: at.bucket, Key: at.key }, signal) }],
      ];
    },
  );
  return new Map((await Promise.all(looks)).flat());
}

interface ObjectName {
  readonly Bucket: string;
  readonly Key: string;
}

/** A listing tells an absent object from an absent bucket, and from a permission that is lacking; HeadObject does not. */
async function isThere(
  api: S3Api,
  { Bucket, Key: wanted }: ObjectName,
  signal: AbortSignal,
): Promise<boolean> {
  const { Contents = [] } = await api.listObjectsV2({ Bucket, Prefix: wanted, MaxKeys: 1 }, { signal });
  return Contents.some(({ Key }) => Key === wanted);
}

function assess(resource: Switch, observation: Observation<Value>, goal: Goal): Assessment {
  const { from, to } = goal;
  const { regional: regions, id } = resource;
  if (regions[to] === undefined && regions[from] === undefined) {
    const message = `${id} has no switch in ${from} or ${to}.`;
    return {
      state: 'blocked',
      summary: 'no switch for these regions',
      problems: [{ code: 'RESOURCE_MISSING', message, resource: id }],
    };
  }
  const seen = seenIn(observation, to);
  const problem: Problem | undefined =
    regions[to] !== undefined && seen.state === 'failed' ? seen.problem : undefined;
  if (problem)
    return { state: 'blocked', summary: `the switch in ${to} cannot be reached`, problems: [problem] };
  const left = [
    ...flip(resource, observation, { region: to, present: true, goal }),
    ...flip(resource, observation, { region: from, present: false, goal }),
  ];
  const notes = checkNotes(resource, observation, goal);
  if (left.length === 0) return { state: 'done', summary: `the switch stands on ${to}`, notes };
  return { state: 'ready', summary: left.map(({ title }) => title).join('; '), notes };
}

function checkNotes(
  { spec: block, regional: regions }: Switch,
  observation: Observation<Value>,
  { from, to }: Goal,
): readonly Note[] {
  const seen = seenIn(observation, 'global');
  const warn = (message: string): Note => ({ level: 'warning', message });
  const { healthCheck } = block;
  if (healthCheck === undefined) return [];
  if (seen.state === 'failed')
    return [warn(`Health check ${healthCheck} could not be looked at: ${seen.problem.message}`)];
  if (seen.state === 'absent' || seen.value.type !== 'check')
    return [warn(`There is no health check ${healthCheck}`)];
  const { inverted, disabled, watches } = seen.value;
  const at = regions[to] ?? regions[from];
  return [
    ...(inverted
      ? []
      : [warn(`Health check ${healthCheck} is not inverted: the switch would work the wrong way round`)]),
    ...(disabled
      ? [warn(`Health check ${healthCheck} is disabled, which counts as healthy: the switch moves nothing`)]
      : []),
    ...(at !== undefined && !(watches.includes(at.bucket) && watches.endsWith(at.key))
      ? [warn(`Health check ${healthCheck} watches ${watches}, not s3://${at.bucket}/${at.key}`)]
      : []),
  ];
}

interface Flip {
  readonly region: Region;
  readonly present: boolean;
  readonly goal: Goal;
}

function flip(
  resource: Switch,
  observation: Observation<Value>,
  { region, present, goal }: Flip,
): readonly StepDraft[] {
  const at = resource.regional[region];
  const seen = seenIn(observation, region);
  if (at === undefined || (seen.state !== 'failed' && isPresent(observation, region) === present)) return [];
  const object = `s3://${at.bucket}/${at.key}`;
  return [
    {
      action: present ? 'put' : 'delete',
      title: present ? `Put ${object}: ${region} takes over` : `Delete ${object}: ${goal.to} answers again`,
      region,
      phase: 'traffic',
      risk: 'reversible',
      changes: true,
      expectedMs: 100_000,
      timeoutMs: 5 * 60_000,
      params: { ...at, present },
      calls: flipCalls(resource, region),
      // Taking the old region's switch away cannot be waited for when that region is gone; the health check then sees no object either.
      optional: !present && goal.mode === 'unplanned',
      undo: { title: present ? `Delete ${object}` : `Put ${object} back` },
      repeat: 'safe',
    },
  ];
}

async function set(step: Step, { outside, signal, run }: ApplyContext, present: boolean): Promise<Applied> {
  const { bucket: Bucket, key: Key } = paramsOf(step);
  const api = await outside.aws.s3(step.region);
  // Looking first keeps a second attempt from writing again.
  if ((await isThere(api, { Bucket, Key }, signal)) === present)
    return { note: `s3://${Bucket}/${Key} was so already` };
  const Body = `region-failover ${run}\n`;
  if (present) await api.putObject({ Bucket, Key, Body, ContentType: 'text/plain' }, { signal });
  else await api.deleteObject({ Bucket, Key }, { signal });
  return { note: `s3://${Bucket}/${Key} ${present ? 'is there' : 'is gone'}` };
}

function isPresent(observation: Observation<Value>, region: Region): boolean {
  const value = valueIn(observation, region);
  return value?.type === 'object' && value.present;
}

/** Flipping and flipping back: one puts the object, the other deletes it. */
function flipCalls({ regional: regions }: Switch, region: Region): readonly Call[] {
  const at = regions[region];
  if (at === undefined) return [];
  const objects = ['PutObject', 'DeleteObject'].map((action) => objectCall(action, at, region));
  return [listCall(at.bucket, region), ...objects];
}

function listCall(bucket: string, region: Region): Call {
  return { service: 's3', action: 'ListBucket', resource: bucketArn(region, bucket), region, plane: 'data' };
}

function objectCall(action: string, { bucket, key }: z.infer<typeof regional>, region: Region): Call {
  return { service: 's3', action, resource: objectArn(region, bucket, key), region, plane: 'data' };
}

function checkCall({ regional: regions }: Switch, healthCheck: string): Call {
  const region = Object.keys(regions)[0] ?? 'us-east-1';
  const home = partitionOf(region).globalRegion;
  return {
    service: 'route53',
    action: 'GetHealthCheck',
    resource: healthCheckArn(region, healthCheck),
    region: home,
    plane: 'control',
  };
}

/** The cast is sound: the steps of this kind get their params from `flip` alone. */
function paramsOf(step: Step): Params {
  return step.params as unknown as Params;
}
