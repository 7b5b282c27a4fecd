import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { fail } from '../errors.ts';
import type { Problem } from '../errors.ts';
import type { Assessment, Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { httpStatusError, isSuccess } from './http-status.ts';
import { defineKind, seenIn } from './kind.ts';
import type { ApplyContext, Applied, ObserveContext, Observation, Outside, Settled } from './kind.ts';
import { variable } from './outside-env.ts';

const spec = z.strictObject({
  endpointId: z
    .string()
    .regex(/^we_\w+$/, 'must be the id of a webhook endpoint, we_...')
    .describe('Id of the webhook endpoint in Stripe.'),
  domain: z
    .enum(['global', 'regional'])
    .default('regional')
    .describe('`global` where Stripe calls a name that DNS moves: then nothing needs to be changed.'),
  apiKeyEnv: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable')
    .default('STRIPE_API_KEY')
    .describe(
      'The environment variable that holds the API key; a restricted key with write access to webhook endpoints is enough.',
    ),
});

const regional = z
  .url({ protocol: /^https$/ })
  .describe('The URL that Stripe calls while this region is active.');

type Webhook = Resource<z.infer<typeof spec>, string>;

type Value = { readonly state: 'seen'; readonly url: string } | { readonly state: 'no-key' };

interface Params {
  readonly endpointId: string;
  readonly apiKeyEnv: string;
  readonly url: string;
  readonly former: string;
}

/** Points a webhook endpoint of Stripe at the region being activated. */
export const stripeWebhook = defineKind<z.infer<typeof spec>, string, Value>({
  name: 'stripe-webhook',
  role: 'notification',
  summary: 'Points a webhook endpoint of Stripe at the region being activated.',
  notes: [
    'With `domain: global` the step is shown as skipped: DNS moves the name that Stripe calls.',
    'The signing secret of the endpoint stays the same when its URL changes.',
    'Stripe repeats events that were not accepted for up to three days: https://docs.stripe.com/webhooks#retries.',
    'The API key is taken from the environment and appears nowhere else.',
  ],
  example: `kind: stripe-webhook
endpointId: we_1Example
eu-west-1: https://eu-west-1.example.com/v1/webhooks/stripe
eu-west-2: https://eu-west-2.example.com/v1/webhooks/stripe
`,
  spec,
  regional,
  regionalNeeded: 'some',
  places: ['global'],
  batch: (resource) => resource.id,
  observe,
  reads: (resource) =>
    resource.spec.domain === 'global' ? [] : [stripeCall('GET', resource.spec.endpointId, 'global')],
  assess,
  steps: (resource, observation, goal) => [...step(resource, observation, goal)],
  apply: (each, context) => update(each, context, { url: paramsOf(each).url, token: context.token }),
  undo: (each, context) =>
    update(each, context, { url: paramsOf(each).former, token: `${context.token}-undo` }),
  settled: (each, observation): Settled => {
    const seen = seenIn(observation, 'global');
    if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
    if (seen.state === 'absent' || seen.value.state === 'no-key')
      return { state: 'pending', note: 'the endpoint cannot be read' };
    const done = seen.value.url === paramsOf(each).url;
    return { state: done ? 'done' : 'not-begun', note: `Stripe calls ${seen.value.url}` };
  },
  verify: ({ spec: block, regional: urls }, observation, { to }) => {
    const seen = seenIn(observation, 'global');
    const expected = urls[to];
    if (block.domain === 'global' || expected === undefined) return [];
    const found = seen.state === 'seen' && seen.value.state === 'seen' ? seen.value.url : 'not readable';
    return [{ name: `Stripe endpoint ${block.endpointId}`, ok: found === expected, expected, found }];
  },
});

async function observe(resources: readonly Webhook[], _place: string, { outside, signal }: ObserveContext) {
  const looks = resources.map(
    async ({ id, spec: { domain, endpointId, apiKeyEnv } }): Promise<readonly [string, Value][]> => {
      if (domain === 'global') return [];
      if (variable(outside, apiKeyEnv) === undefined) return [[id, { state: 'no-key' }]];
      const answer = await request(outside, { endpointId, apiKeyEnv, signal });
      if (answer.status === 404) return [];
      // Stripe's WebhookEndpoint object: https://docs.stripe.com/api/webhook_endpoints/object
      const { url } = JSON.parse(answer.body) as { readonly url?: string };
      return [[id, { state: 'seen', url: url ?? '' }]];
    },
  );
  return new Map((await Promise.all(looks)).flat());
}

function assess(resource: Webhook, observation: Observation<Value>, { to }: Goal): Assessment {
  const { endpointId, domain, apiKeyEnv } = resource.spec;
  if (domain === 'global') return { state: 'done', summary: 'Stripe calls a name that DNS moves' };
  const problem = (code: Problem['code'], message: string, fix?: string): Assessment => ({
    state: 'blocked',
    summary: `Stripe endpoint ${endpointId} cannot be changed`,
    problems: [{ code, message, resource: resource.id, ...(fix === undefined ? {} : { fix }) }],
  });
  const seen = seenIn(observation, 'global');
  const url = resource.regional[to];
  if (url === undefined)
    return problem(
      'RESOURCE_MISSING',
      `${resource.id} has no URL for ${to}.`,
      `Add ${to}, or set domain: global.`,
    );
  if (seen.state === 'failed')
    return {
      state: 'blocked',
      summary: 'Stripe does not answer',
      problems: [{ ...seen.problem, resource: resource.id }],
    };
  if (seen.state === 'absent')
    return problem('RESOURCE_MISSING', `Stripe has no webhook endpoint ${endpointId} for this API key.`);
  if (seen.value.state === 'no-key') {
    return problem(
      'RESOURCE_NOT_READY',
      `There is no API key for Stripe in ${apiKeyEnv}.`,
      `Set ${apiKeyEnv}, then plan again.`,
    );
  }
  const done = seen.value.url === url;
  return {
    state: done ? 'done' : 'ready',
    summary: done ? `Stripe calls ${url}` : `Stripe calls ${seen.value.url}, to be ${url}`,
  };
}

function step(resource: Webhook, observation: Observation<Value>, { to }: Goal): readonly StepDraft[] {
  const { endpointId, apiKeyEnv, domain } = resource.spec;
  const seen = seenIn(observation, 'global');
  const former = seen.state === 'seen' && seen.value.state === 'seen' ? seen.value.url : undefined;
  const url = resource.regional[to] ?? former;
  if (domain === 'regional' && (url === undefined || former === undefined || url === former)) return [];
  return [
    {
      action: 'update',
      title: `Point Stripe endpoint ${endpointId} at ${to}`,
      region: to,
      phase: 'traffic',
      risk: 'reversible',
      changes: true,
      expectedMs: 2_000,
      timeoutMs: 5 * 60_000,
      params: { endpointId, apiKeyEnv, url: url ?? '', former: former ?? '' },
      calls: [stripeCall('POST', endpointId, to)],
      watch: ['global'],
      repeat: 'safe',
      undo: { title: `Point Stripe endpoint ${endpointId} at ${former ?? 'its former URL'}` },
      ...(domain === 'global' ? { skip: 'Stripe calls a global name, which DNS moves' } : {}),
    },
  ];
}

async function update(
  each: Step,
  { outside, signal }: ApplyContext,
  { url, token }: { readonly url: string; readonly token: string },
): Promise<Applied> {
  const { endpointId, apiKeyEnv } = paramsOf(each);
  const { status } = await request(outside, { endpointId, apiKeyEnv, signal, change: { url, token } });
  if (status === 404) {
    const message = `Stripe has no webhook endpoint ${endpointId} for this API key.`;
    throw fail({ code: 'RESOURCE_MISSING', message, resource: each.resource, step: each.id });
  }
  return { note: `Stripe calls ${url}`, evidence: { url } };
}

interface StripeRequest {
  readonly endpointId: string;
  readonly apiKeyEnv: string;
  readonly signal: AbortSignal;
  /** Absent for a look. */
  readonly change?: { readonly url: string; readonly token: string };
}

/** One call of https://docs.stripe.com/api/webhook_endpoints; 404 is an answer, every other failure is thrown. */
async function request(outside: Outside, { endpointId, apiKeyEnv, signal, change }: StripeRequest) {
  const key = variable(outside, apiKeyEnv);
  if (key === undefined)
    throw fail({
      code: 'RESOURCE_NOT_READY',
      message: `There is no API key for Stripe in ${apiKeyEnv}.`,
      fix: `Set ${apiKeyEnv}.`,
    });
  const base = variable(outside, 'STRIPE_API_BASE') ?? 'https://api.stripe.com';
  const authorization = { authorization: `Bearer ${key}` };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const sent =
    change === undefined
      ? { headers: authorization }
      : {
          method: 'POST',
          headers: { ...authorization, ...form, 'idempotency-key': change.token },
          body: new URLSearchParams({ url: change.url }).toString(),
        };
  const answer = await outside.http.request({
    url: `${base}/v1/webhook_endpoints/${endpointId}`,
    timeoutMs: 10_000,
    signal,
    ...sent,
  });
  if (answer.status === 404 || isSuccess(answer.status)) return answer;
  throw httpStatusError(`The webhook endpoint ${endpointId} at Stripe`, answer.status);
}

function stripeCall(action: string, endpointId: string, region: string): Call {
  return {
    service: 'http',
    action,
    resource: `api.stripe.com/v1/webhook_endpoints/${endpointId}`,
    region,
    plane: 'control',
  };
}

/** The cast is sound: the steps of this kind get their params from `step` alone. */
function paramsOf(each: Step): Params {
  return each.params as unknown as Params;
}
