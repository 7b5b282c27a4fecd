import { bucketArn, healthCheckArn, objectArn, partitionOf } from '../aws/arn.ts';
import type { S3Api } from '../aws/services/s3.ts';
import { fail, type Problem } from '../errors.ts';
import type { Place, Region } from '../ids.ts';
import type { Assessment, Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { ApplyContext, Applied, Check, ObserveContext, Observation, Settled } from './kind.ts';
import { checkNotes, deafCheck } from './route53-switch-check.ts';
import { checkHoldings, switchRegional, switchSpec } from './route53-switch-spec.ts';
import type {
  Switch,
  SwitchObject,
  SwitchParams as Params,
  SwitchSpec,
  SwitchValue as Value,
} from './route53-switch-spec.ts';

/** Moves traffic by an object in the region that takes over, without any call to the control plane of Route 53. */
export const route53Switch = defineKind<SwitchSpec, SwitchObject, Value>({
  name: 'route53-switch',
  role: 'traffic',
  summary:
    'Moves traffic by putting an object into a bucket of the region that takes over: an inverted health check watches it.',
  notes: [
    'Standby takes over primary: the health check on the PRIMARY record watches the object and is inverted. While the object is absent PRIMARY counts as healthy; once it is there DNS moves. Nothing of the lost region and no control plane takes part. See https://aws.amazon.com/blogs/networking-and-content-delivery/creating-disaster-recovery-mechanisms-using-amazon-route-53/.',
    'With `healthCheck` the plan looks at it: one that is disabled or not inverted would not follow the object, and blocks the run.',
    'The object must be readable by everybody, since health checkers come without credentials; it holds nothing but the id of the run.',
    'Activating the region whose record is PRIMARY deletes the object again. With `records`, a reprotect has deleted it before, once the records lead to the region that has taken over by themselves; without, it stays until then.',
    'DNS moves after interval times threshold of the health check plus the TTL: about 100 seconds with a fast check and a TTL of 60.',
    'Give `witness` and switch different buckets, and the switch a bucket in the region that takes over, never in the one that may be lost.',
  ],
  example: `kind: route53-switch
healthCheck: 5e0c1b8e-6d4f-4a8e-9b0a-000000000000
eu-west-2: { bucket: example-switch-eu-west-2, key: take-over }
`,
  spec: switchSpec,
  regional: switchRegional,
  regionalNeeded: 'some',
  places: ['regions', 'global'],
  batch: (resource) => resource.id,
  holdings: checkHoldings,
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
  protect: letGo,
  protected: (resource, observation, { to }): readonly Check[] => {
    const at = resource.regional[to];
    if (at === undefined || resource.spec.records === undefined) return [];
    const found = isPresent(observation, to) ? 'present' : 'absent';
    return [
      { name: `switch s3://${at.bucket}/${at.key}`, ok: found === 'absent', expected: 'absent', found },
    ];
  },
  references: ({ spec: { records } }) => (records === undefined ? [] : [`${records}.leads`]),
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
      // After a reprotect the records lead where the object led before, so its absence says nothing.
      ...(resource.spec.records === undefined ? [{ region: to, present: true }] : []),
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
  if (goal.operation === 'reprotect') {
    const [step] = letGo(resource, observation, goal);
    if (step === undefined) return { state: 'done', summary: 'the switch stays as it is' };
    return { state: 'ready', summary: step.title };
  }
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
  const deaf = deafCheck(resource, observation);
  if (deaf !== undefined)
    return {
      state: 'blocked',
      summary: 'the health check does not follow the switch',
      notes,
      problems: [deaf],
    };
  return { state: 'ready', summary: left.map(({ title }) => title).join('; '), notes };
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

/** The records lead to the region that has taken over by themselves, so the object that has led there is needed no longer. */
function letGo(resource: Switch, observation: Observation<Value>, goal: Goal): readonly StepDraft[] {
  const { records } = resource.spec;
  if (records === undefined) return [];
  return flip(resource, observation, { region: goal.to, present: false, goal }).map((draft) => ({
    ...draft,
    title: `Delete s3://${draft.params['bucket'] as string}/${draft.params['key'] as string}: the records lead to ${goal.to} now`,
    reads: [{ resource: records, output: 'leads', region: goal.to }],
  }));
}

/** Without the object DNS goes by the records: deleting it is right only when they lead to the region that has taken over. */
function mustLead({ region, resource, id }: Step, inputs: ApplyContext['inputs']): void {
  const [records, leads] = Object.entries(inputs).find(([name]) => name.endsWith('.leads')) ?? [];
  if (records === undefined || leads === 'yes') return;
  const name = records.replace(/\.leads$/, '');
  const message = `The records of ${name} do not lead to ${region} yet: without the object traffic would leave it.`;
  throw fail({ code: 'RESOURCE_NOT_READY', message, resource, region, step: id });
}

async function set(
  step: Step,
  { outside, signal, run, inputs }: ApplyContext,
  present: boolean,
): Promise<Applied> {
  const { bucket: Bucket, key: Key } = paramsOf(step);
  if (!present) mustLead(step, inputs);
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

function objectCall(action: string, { bucket, key }: SwitchObject, region: Region): Call {
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
