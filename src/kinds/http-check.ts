import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Http } from '../http.ts';
import type { Json, Place, Region } from '../ids.ts';
import type { Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { networkErrorName } from './http-status.ts';
import { fieldAt, parseJson } from './json-fields.ts';
import { defineKind, seenIn } from './kind.ts';
import type { Check, ObserveContext, Observation, Seen, Settled } from './kind.ts';
import { lookUpAddresses, strayFrom } from './region-addresses.ts';
import type { Addresses } from './region-addresses.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const spec = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .describe('The public address that users reach, such as https://api.example.com/health.'),
  expect: z
    .strictObject({
      status: z.int().min(100).max(599).default(200).describe('The HTTP status.'),
      json: z
        .record(
          z.string().regex(/^\.?[\w-]+(\.[\w-]+)*$/, 'must be a path such as `region` or `build.region`'),
          scalar,
        )
        .default({})
        .describe(
          'Fields of the JSON answer and their values; the value `$to` stands for the region being activated.',
        ),
    })
    .prefault({})
    .describe('What the answer must be.'),
  dns: z
    .boolean()
    .default(false)
    .describe(
      'Also ask a name server of the zone: it must give the addresses of the region being activated.',
    ),
});

const regional = z
  .string()
  .regex(/^[A-Za-z0-9.-]+(:\d{1,5})?$/, 'must be a host, or host:port')
  .describe("The region's own address, such as the DNS name of its load balancer.");

type Spec = z.infer<typeof spec>;
type HttpCheck = Resource<Spec, string>;

interface Value {
  readonly status?: number;
  /** The fields of `expect.json`; a field that is not there is absent. */
  readonly fields: Readonly<Record<string, Json>>;
  /** Why there is no answer, or no JSON in it. */
  readonly error?: string;
  readonly dns?: Addresses;
}

interface Expected {
  readonly status: number;
  readonly json: Readonly<Record<string, Json>>;
  readonly to: Region;
  readonly dns: boolean;
}

/** Asks the service itself: the region by its own address before traffic moves, the public name afterwards. */
export const httpCheck = defineKind<Spec, string, Value>({
  name: 'http-check',
  role: 'verification',
  health: 'api',
  summary:
    'Asks the service itself: the new region by its own address before traffic moves, and the public name afterwards.',
  notes: [
    "With a region's own address, traffic waits until that region answers for itself. Host and TLS name stay those of `url`, as with curl's --connect-to.",
    'The value `$to` stands for the region being activated, so that one block serves both directions.',
    'No answer, another status or another field is waited out: up to 15 minutes before traffic moves, 10 minutes afterwards.',
    'The body is read up to 64 KiB; redirects are answers like any other and are not followed.',
    '`dns: true` asks an authoritative name server, so no cache stands between; the answer must be the addresses of the region itself.',
    'Its output `healthy` guards traffic that moves in stages: what the region answers at its own address.',
  ],
  example: `kind: http-check
url: https://api.example.com/health
expect: { status: 200, json: { region: $to } }
dns: true
eu-west-1: api-1.eu-west-1.elb.amazonaws.com
eu-west-2: api-2.eu-west-2.elb.amazonaws.com
`,
  spec,
  regional,
  regionalNeeded: 'some',
  places: ['regions', 'global'],
  batch: (resource) => resource.id,
  observe,
  reads: (resource, place) =>
    place === 'global' || resource.regional[place] !== undefined ? [getCall(resource, place)] : [],
  assess: (resource, observation, goal) => {
    const mistakes = mistakesIn(seenIn(observation, 'global'), expectedOf(resource, goal, resource.spec.dns));
    const found = mistakes.length === 0 ? `answers from ${goal.to} already` : mistakes.join(', ');
    const notes =
      resource.spec.dns && resource.regional[goal.to] === undefined
        ? [`dns: true has no effect: the address of ${goal.to} is not given`]
        : [];
    return {
      state: 'ready',
      summary: `${resource.spec.url}: ${found}`,
      notes: notes.map((message) => ({ level: 'warning', message })),
    };
  },
  steps,
  settled: (step, observation): Settled => {
    const place = step.watch?.[0] ?? step.region;
    const mistakes = mistakesIn(seenIn(observation, place), step.params as unknown as Expected);
    if (mistakes.length > 0) return { state: 'pending', note: mistakes.join(', ') };
    return { state: 'done', note: 'answers as expected', evidence: evidenceOf(seenIn(observation, place)) };
  },
  vitals: (resource, observation, region) => {
    if (resource.regional[region] === undefined) return undefined;
    const own = expectedOf(resource, { to: region }, false);
    const mistakes = mistakesIn(seenIn(observation, region), own);
    return mistakes.length === 0
      ? { state: 'healthy', detail: 'answers as expected' }
      : { state: 'unhealthy', detail: mistakes.join(', ') };
  },
  outputNames: ['healthy'],
  outputs: (resource, observation, region) => {
    const seen = seenIn(observation, region);
    if (resource.regional[region] === undefined || seen.state === 'absent') return { healthy: undefined };
    const mistakes = mistakesIn(seen, expectedOf(resource, { to: region }, false));
    return { healthy: mistakes.length === 0 ? 'yes' : 'no' };
  },
  verify: (resource, observation, goal): readonly Check[] =>
    (['global', goal.to] as const).flatMap((place) => {
      if (place !== 'global' && resource.regional[place] === undefined) return [];
      const expected = expectedOf(resource, goal, place === 'global' && resource.spec.dns);
      const mistakes = mistakesIn(seenIn(observation, place), expected);
      const name = place === 'global' ? resource.spec.url : `${resource.spec.url} at ${place}'s own address`;
      return [
        {
          name,
          ok: mistakes.length === 0,
          expected: describe(expected),
          found: mistakes.join(', ') || 'as expected',
        },
      ];
    }),
});

async function observe(resources: readonly HttpCheck[], place: Place, { outside, signal }: ObserveContext) {
  const looks = resources.map(async (resource) => {
    const address = resource.regional[place];
    if (place !== 'global' && address === undefined) return [];
    const answer = await ask(outside.http, resource, { address, signal });
    const dns =
      place === 'global' && resource.spec.dns ? { dns: await resolve(outside.http, resource, signal) } : {};
    // An interrupted look is no finding about the service.
    signal.throwIfAborted();
    return [[resource.id, { ...answer, ...dns }] as const];
  });
  return new Map<string, Value>((await Promise.all(looks)).flat());
}

interface Way {
  /** The region's own address; the public name where undefined. */
  readonly address: string | undefined;
  readonly signal: AbortSignal;
}

/** No answer is a finding of a check, not a failure of it. */
async function ask(
  http: Http,
  { spec: { url, expect } }: HttpCheck,
  { address, signal }: Way,
): Promise<Value> {
  const connectTo = address === undefined ? {} : { connectTo: address };
  try {
    const headers = { accept: 'application/json, */*;q=0.5', 'cache-control': 'no-cache' };
    const { status, body } = await http.request({ url, headers, timeoutMs: 5_000, signal, ...connectTo });
    const paths = Object.keys(expect.json);
    return paths.length === 0 ? { status, fields: {} } : { status, ...pick(body, paths) };
  } catch (error) {
    return { fields: {}, error: `no answer (${networkErrorName(error)})` };
  }
}

function pick(body: string, paths: readonly string[]): Pick<Value, 'fields' | 'error'> {
  const document = parseJson(body);
  if (document === undefined) return { fields: {}, error: 'the body is not JSON' };
  return {
    fields: Object.fromEntries(
      paths.flatMap((path) => fieldAt(document, path).map((value) => [path, value])),
    ),
  };
}

async function resolve(
  http: Http,
  { spec: { url }, regional: regions }: HttpCheck,
  signal: AbortSignal,
): Promise<Addresses> {
  const hosts = Object.entries(regions).map(([region, at]) => [region, [at.replace(/:\d+$/, '')]] as const);
  return lookUpAddresses(http, { name: new URL(url).hostname, regions: new Map(hosts) }, signal);
}

function expectedOf(
  { spec: { expect }, regional: regions }: HttpCheck,
  { to }: Pick<Goal, 'to'>,
  dns: boolean,
): Expected {
  const json = Object.fromEntries(
    Object.entries(expect.json).map(([path, value]) => [path, value === '$to' ? to : value]),
  );
  return { status: expect.status, json, to, dns: dns && regions[to] !== undefined };
}

function describe({ status, json, to, dns }: Expected): string {
  const fields = Object.entries(json).map(([path, value]) => `${path} ${JSON.stringify(value)}`);
  return [`status ${status}`, ...fields, ...(dns ? [`addresses of ${to}`] : [])].join(', ');
}

/** Everything that differs, as `status ..., expected ...`; empty when the answer is right. */
function mistakesIn(seen: Seen<Value>, expected: Expected): readonly string[] {
  if (seen.state === 'failed') return [seen.problem.message];
  if (seen.state === 'absent') return ['not looked at'];
  const { status, fields, error, dns } = seen.value;
  if (status === undefined) return [error ?? 'no answer'];
  if (status !== expected.status) return [`status ${status}, expected ${expected.status}`];
  if (error !== undefined) return [error];
  const wrong = Object.entries(expected.json).filter(([path, value]) => fields[path] !== value);
  const texts = wrong.map(([path, value]) => {
    const found = Object.hasOwn(fields, path) ? JSON.stringify(fields[path]) : 'is missing';
    return `${path} ${found}, expected ${JSON.stringify(value)}`;
  });
  return [...texts, ...(expected.dns ? dnsMistakes(dns, expected.to) : [])];
}

function dnsMistakes(dns: Value['dns'], to: Region): readonly string[] {
  const stray = strayFrom(dns ?? { name: [], regions: {} }, to);
  return stray === undefined ? [] : [stray];
}

function evidenceOf(seen: Seen<Value>): Readonly<Record<string, Json>> {
  if (seen.state !== 'seen') return {};
  const { status, fields, dns } = seen.value;
  return {
    status: status ?? null,
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(dns ? { addresses: dns.name } : {}),
  };
}

/** Whether the answer of any region will do: nothing asks which one it comes from. */
function answersAnywhere({ spec: { dns, expect }, regional: addresses }: HttpCheck): boolean {
  return !dns && Object.keys(addresses).length === 0 && !Object.values(expect.json).includes('$to');
}

function steps(resource: HttpCheck, _observation: Observation<Value>, goal: Goal): readonly StepDraft[] {
  const { to } = goal;
  const { url } = resource.spec;
  const common = { region: to, risk: 'none', changes: false, repeat: 'safe', after: [] } as const;
  const params = (dns: boolean) => ({ ...expectedOf(resource, goal, dns) }) satisfies Step['params'];
  const verify: StepDraft = {
    ...common,
    action: 'verify',
    title: answersAnywhere(resource)
      ? `Wait until ${url} answers with ${to} active`
      : `Wait until ${url} is answered by ${to}`,
    phase: 'verify',
    expectedMs: 60_000,
    timeoutMs: 10 * 60_000,
    params: params(resource.spec.dns),
    calls: [{ ...getCall(resource, 'global'), region: to }],
    watch: ['global'],
  };
  if (resource.regional[to] === undefined) return [verify];
  const ready: StepDraft = {
    ...common,
    action: 'ready',
    title: `Wait until ${to} answers by its own address`,
    phase: 'ready',
    expectedMs: 30_000,
    timeoutMs: 15 * 60_000,
    params: params(false),
    calls: [getCall(resource, to)],
    watch: [to],
  };
  return [ready, verify];
}

/** The public name has no region: whichever one it is led to answers. */
function getCall({ spec: { url }, regional: regions }: HttpCheck, place: Place): Call {
  const address = regions[place];
  const resource = address === undefined ? url : `${url} at ${address}`;
  return { service: 'http', action: 'GET', resource, region: place, plane: 'data' };
}
