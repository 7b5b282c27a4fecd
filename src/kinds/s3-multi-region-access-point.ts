import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { inTurn } from './endpoint-turn.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { ApplyContext, Applied, ObserveContext, Observation, Settled } from './kind.ts';

const spec = z.strictObject({
  accessPoint: z
    .string()
    .regex(/^arn:[a-z-]+:s3::\d{12}:accesspoint\/[a-z0-9]+\.mrap$/, {
      error: 'must be the ARN of a Multi-Region Access Point, ending in .mrap',
    })
    .describe('ARN of the Multi-Region Access Point.'),
  standby: z
    .enum(['passive', 'active'])
    .default('passive')
    .describe('How a failback leaves the other region: passive where one is active, active where all are.'),
});

const regional = z.strictObject({
  bucket: z.string().min(3).describe('Bucket in this region behind the access point.'),
});

type AccessPoint = Resource<z.infer<typeof spec>, z.infer<typeof regional>>;

/** The dials, 0 or 100, by bucket. */
type Value = Readonly<Record<string, number>>;

interface Params {
  readonly accessPoint: string;
  readonly routes: Value;
  readonly was: Value;
  /** Regions whose endpoint may be used. */
  readonly endpoints: readonly Region[];
}

/** Where routes can be read and changed: https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapFailover.html */
const routeRegions = ['us-east-1', 'us-west-2', 'ap-southeast-2', 'ap-northeast-1', 'eu-west-1'] as const;

/** Moves the requests of an S3 Multi-Region Access Point between its buckets. */
export const s3MultiRegionAccessPoint = defineKind<z.infer<typeof spec>, z.infer<typeof regional>, Value>({
  name: 's3-multi-region-access-point',
  role: 'traffic',
  health: 'storage',
  summary:
    'Sends the requests of an S3 Multi-Region Access Point to the bucket of the region being activated.',
  notes: [
    'Both routes change in one call, since at least one of them must be active. It takes up to two minutes.',
    'Five regions serve the routes. Each attempt goes to another one of them, never to the region that is left, so that no single region is needed.',
    'A route is active or passive: traffic does not move in stages. Requests that are under way end where they began.',
    'Objects travel by the replication rules of the buckets, both ways where both take writes; `s3-bucket` looks after those.',
  ],
  example: `kind: s3-multi-region-access-point
accessPoint: arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap
eu-west-1: { bucket: example-media-eu-west-1 }
eu-west-2: { bucket: example-media-eu-west-2 }
`,
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['global'],
  batch: (resource) => resource.id,
  observe,
  reads: ({ spec: { accessPoint } }) =>
    routeRegions.map((region) => call('GetMultiRegionAccessPointRoutes', accessPoint, region)),
  changes: (resource, goal) => routeCalls(resource, goal),
  assess,
  steps,
  apply: (step, context) => submit(paramsOf(step).routes, step, context),
  undo: (step, context) => submit(paramsOf(step).was, step, context),
  settled: (step, observation) => standing(observation, paramsOf(step).routes),
  undone: (step, observation) => standing(observation, paramsOf(step).was),
  verify: (resource, observation, goal) =>
    Object.entries(wishFor(resource, goal)).map(([bucket, dial]) => {
      const seen = seenIn(observation, 'global');
      const found = valueIn(observation, 'global')?.[bucket];
      return {
        name: `route to ${bucket}`,
        ok: found === dial,
        expected: stateOf(dial),
        found: seen.state === 'failed' ? seen.problem.message : stateOf(found),
      };
    }),
});

/** One endpoint a look, another one each time, so that whoever looks again is not held up by the one that is lost. */
async function observe([resource]: readonly AccessPoint[], _place: string, context: ObserveContext) {
  const region = inTurn(routeRegions, context.now);
  if (resource === undefined || region === undefined) return new Map<string, Value>();
  return new Map([[resource.id, await routesOf(context, resource.spec.accessPoint, region)]]);
}

async function routesOf(
  { outside, signal }: Pick<ObserveContext, 'outside' | 'signal'>,
  Mrap: string,
  region: Region,
): Promise<Value> {
  const api = await outside.aws.s3control(region);
  const request = { AccountId: accountOf(Mrap), Mrap };
  const { Routes = [] } = await api.getMultiRegionAccessPointRoutes(request, { signal });
  return Object.fromEntries(
    Routes.map(({ Bucket = '', TrafficDialPercentage }) => [Bucket, TrafficDialPercentage ?? 0]),
  );
}

function wishFor({ spec: block, regional: regions }: AccessPoint, { from, to, operation }: Goal): Value {
  const [open, shut] = [regions[to]?.bucket, regions[from]?.bucket];
  const left = operation === 'failback' && block.standby === 'active' ? 100 : 0;
  return { ...(shut === undefined ? {} : { [shut]: left }), ...(open === undefined ? {} : { [open]: 100 }) };
}

function assess(resource: AccessPoint, observation: Observation<Value>, goal: Goal): Assessment {
  const seen = seenIn(observation, 'global');
  const summary = 'the routes cannot be changed';
  if (seen.state === 'failed' && seen.reachable)
    return { state: 'blocked', summary, problems: [{ resource: resource.id, ...seen.problem }] };
  const found = valueIn(observation, 'global');
  const missing = found && Object.keys(wishFor(resource, goal)).find((bucket) => found[bucket] === undefined);
  if (missing !== undefined) {
    const message = `${missing} is not behind ${resource.spec.accessPoint}.`;
    return {
      state: 'blocked',
      summary,
      problems: [{ code: 'RESOURCE_MISSING', message, resource: resource.id }],
    };
  }
  const notes = [
    ...(seen.state === 'failed' ? [`The routes cannot be read: ${seen.problem.message}`] : []),
    ...(goal.stages === undefined
      ? []
      : ['Routes are active or passive: all requests move at once, not in stages']),
  ].map((message) => ({ level: 'warning' as const, message }));
  if (steps(resource, observation, goal).length === 0)
    return { state: 'done', summary: `requests go to ${goal.to}`, notes };
  return { state: 'ready', summary: `requests are sent to ${goal.to}`, notes };
}

function steps(resource: AccessPoint, observation: Observation<Value>, goal: Goal): readonly StepDraft[] {
  const found = valueIn(observation, 'global');
  const routes = wishFor(resource, goal);
  if (found !== undefined && Object.entries(routes).every(([bucket, dial]) => found[bucket] === dial))
    return [];
  // What cannot be seen is taken to stand on the region that is left.
  const left = resource.regional[goal.from]?.bucket;
  const assumed = (bucket: string) => (bucket === left ? 100 : 0);
  const was = Object.fromEntries(
    Object.keys(routes).map((bucket) => [bucket, found?.[bucket] ?? assumed(bucket)]),
  );
  const { accessPoint } = resource.spec;
  return [
    {
      action: 'route',
      title: `Send the requests of ${accessPoint.replace(/^.*\//, '')} to ${goal.to}`,
      region: goal.to,
      phase: 'traffic',
      risk: 'reversible',
      changes: true,
      expectedMs: 90_000,
      timeoutMs: 10 * 60_000,
      params: { accessPoint, routes, was, endpoints: endpointsFor(goal) },
      calls: routeCalls(resource, goal),
      watch: ['global'],
      undo: { title: 'Put the routes back as they were' },
      repeat: 'safe',
    },
  ];
}

async function submit(routes: Value, step: Step, context: ApplyContext): Promise<Applied> {
  const { accessPoint: Mrap, endpoints } = paramsOf(step);
  const region = inTurn(endpoints, context.now) ?? routeRegions[0];
  const found = await routesOf(context, Mrap, region);
  const changed = Object.entries(routes).filter(([bucket, dial]) => found[bucket] !== dial);
  if (changed.length === 0) return { note: 'the routes stood so already' };
  const api = await context.outside.aws.s3control(region);
  const RouteUpdates = changed.map(([Bucket, TrafficDialPercentage]) => ({ Bucket, TrafficDialPercentage }));
  await api.submitMultiRegionAccessPointRoutes(
    { AccountId: accountOf(Mrap), Mrap, RouteUpdates },
    { signal: context.signal },
  );
  return { note: `${changed.length} routes submitted`, evidence: { endpoint: region } };
}

function standing(observation: Observation<Value>, routes: Value): Settled {
  const seen = seenIn(observation, 'global');
  if (seen.state === 'failed')
    return { state: 'pending', note: `the routes cannot be read: ${seen.problem.message}` };
  const found = valueIn(observation, 'global') ?? {};
  const all = Object.entries(routes);
  const right = all.filter(([bucket, dial]) => found[bucket] === dial).length;
  const note = `${right} of ${all.length} routes stand as wanted`;
  if (right === all.length) return { state: 'done', note };
  return { state: right === 0 ? 'not-begun' : 'pending', note };
}

/** The region that is left is not counted on. */
function endpointsFor({ from }: Goal): readonly Region[] {
  return routeRegions.filter((region) => region !== from);
}

function routeCalls({ spec: { accessPoint } }: AccessPoint, goal: Goal): readonly Call[] {
  return endpointsFor(goal).flatMap((region) =>
    ['GetMultiRegionAccessPointRoutes', 'SubmitMultiRegionAccessPointRoutes'].map((action) =>
      call(action, accessPoint, region),
    ),
  );
}

function call(action: string, resource: string, region: Region): Call {
  return { service: 's3', action, resource, region, plane: 'data' };
}

function accountOf(accessPoint: string): string {
  return accessPoint.split(':')[4] ?? '';
}

function stateOf(dial: number | undefined): string {
  if (dial === undefined) return 'no route';
  return dial === 0 ? 'passive' : 'active';
}

/** The cast is sound: the steps of this kind get their params from `steps` alone. */
function paramsOf(step: Step): Params {
  return step.params as unknown as Params;
}
