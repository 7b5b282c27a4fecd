import * as z from 'zod';
import { cleanText } from '../clean-text.ts';
import type { Resource } from '../config/config.ts';
import { fail } from '../errors.ts';
import type { Goal, Step, StepDraft } from '../plan/plan.ts';
import { httpStatusError, isSuccess, networkErrorName } from './http-status.ts';
import { announcementIn } from './announcement.ts';
import { defineKind, valueIn } from './kind.ts';
import type { ApplyContext, Applied, Observation, Outside } from './kind.ts';
import { deploymentsField } from './moments.ts';
import { variable } from './outside-env.ts';

const envName = z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable');

const spec = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where the message goes. Give either this or `urlEnv`.'),
    urlEnv: envName
      .optional()
      .describe('The environment variable that holds the URL, where the URL itself is a secret.'),
    method: z.enum(['POST', 'PUT']).default('POST').describe('The HTTP method.'),
    headers: z
      .record(
        z.string().regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header'),
        z.string().regex(/^[^\r\n]*$/),
      )
      .default({})
      .describe('Headers, for what is no secret.'),
    phase: z
      .enum(['announce', 'release'])
      .default('announce')
      .describe('When it is sent: at the beginning, or after the verification.'),
    deployments: deploymentsField,
  })
  .refine(({ url, urlEnv }) => (url === undefined) !== (urlEnv === undefined), {
    message: 'give either `url` or `urlEnv`',
    path: ['url'],
  });

type Spec = z.infer<typeof spec>;

interface Params {
  readonly url: string | null;
  readonly urlEnv: string | null;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Tells another system about the failover. */
export const webhook = defineKind<Spec, never, { readonly url: boolean }>({
  name: 'webhook',
  role: 'notification',
  summary: 'Tells another system about the failover with one JSON message over HTTP.',
  notes: [
    'The body is `{ resource, operation, from, to, mode, reason, run, text }`; `text` is one sentence, which incoming webhooks of chat systems show. `operation` is `deploy` for `deploy` and `rollback`, `from` and `to` are the region then.',
    'It is sent once and carries an Idempotency-Key that stays the same when it is tried again. Every 2xx answer counts.',
    'The run goes on without it: a failure is a warning.',
    'A URL from `urlEnv` is treated as a secret and appears in no plan, journal or message.',
  ],
  example: `kind: webhook
urlEnv: INCIDENT_WEBHOOK_URL
phase: announce
`,
  spec,
  places: ['global'],
  observe: (resources, _place, { outside }) =>
    Promise.resolve(
      new Map(resources.map(({ id, spec: block }) => [id, { url: urlOf(outside, block) !== undefined }])),
    ),
  reads: () => [],
  assess: ({ spec: { urlEnv } }, observation) =>
    valueIn(observation, 'global')?.url === false
      ? {
          state: 'ready',
          summary: 'no message can be sent',
          notes: [{ level: 'warning', message: `${urlEnv ?? 'The URL'} is not set: the webhook is skipped` }],
        }
      : { state: 'ready', summary: 'a message will be sent' },
  steps: (resource, observation, goal) => [sendStep(resource, goal, isUnset(observation))],
  announces: (resource, observation, { goal, moment }) => {
    const { deployments, phase } = resource.spec;
    const other = phase === 'announce' ? 'end' : 'begin';
    if (!deployments || moment === other) return undefined;
    const draft = sendStep(resource, goal, isUnset(observation));
    return { ...draft, after: [], params: { ...draft.params, moment } };
  },
  apply: send,
  settled: () => ({ state: 'unobservable' }),
  verify: () => [],
});

function isUnset(observation: Observation<{ readonly url: boolean }>): boolean {
  return valueIn(observation, 'global')?.url === false;
}

function urlOf(
  outside: Outside,
  { url, urlEnv }: { readonly url?: string | null | undefined; readonly urlEnv?: string | null | undefined },
): string | undefined {
  const found = url ?? (typeof urlEnv === 'string' ? variable(outside, urlEnv) : undefined);
  return found !== undefined && URL.canParse(found) ? found : undefined;
}

function sendStep({ spec: block }: Resource<Spec, never>, { to }: Goal, unset: boolean): StepDraft {
  const { url, urlEnv, method, headers, phase } = block;
  const target = url === undefined ? `$${urlEnv ?? ''}` : new URL(url).host;
  return {
    action: 'send',
    title: `Tell ${target}`,
    region: to,
    phase,
    risk: 'none',
    changes: true,
    expectedMs: 1_000,
    timeoutMs: 60_000,
    params: { url: url ?? null, urlEnv: urlEnv ?? null, method, headers, phase },
    calls: [{ service: 'http', action: method, resource: target, region: to, plane: 'data' }],
    watch: ['global'],
    optional: true,
    repeat: 'safe',
    ...(unset ? { skip: `${urlEnv ?? 'the URL'} is not set` } : {}),
  };
}

function textOf(step: Step, { goal, reason, run }: ApplyContext): string {
  const { from, to, mode, operation } = goal;
  if (operation === 'deploy') return announcementIn(step, { goal, reason, run }).text.replaceAll('\n', ' ');
  const phase = step.params['phase'];
  const verb = phase === 'announce' ? 'Regional failover begins' : 'Regional failover is done';
  return `${verb}: ${from} to ${to} (${mode}). ${cleanText(reason)}`.trim();
}

async function send(step: Step, context: ApplyContext): Promise<Applied> {
  const { outside, signal, token, run, reason, goal } = context;
  // The cast is sound: the params are made by `sendStep` alone.
  const params = step.params as unknown as Params;
  const { method } = params;
  const url = urlOf(outside, params);
  if (url === undefined) {
    const message = `There is no URL in ${params.urlEnv ?? 'the config'} for ${step.resource}.`;
    throw fail({
      code: 'RESOURCE_NOT_READY',
      message,
      fix: 'Set the variable.',
      resource: step.resource,
      step: step.id,
    });
  }
  const { from, to, mode, operation } = goal;
  const about = { resource: step.resource, operation, from, to, mode, reason, run };
  const body = JSON.stringify({ ...about, text: textOf(step, context) });
  const headers = { 'content-type': 'application/json', ...params.headers, 'idempotency-key': token };
  const where =
    params.url === null ? `The webhook in ${params.urlEnv ?? ''}` : `The webhook at ${new URL(url).host}`;
  const { status } = await outside.http
    .request({ url, method, headers, body, timeoutMs: 10_000, signal })
    .catch((error: unknown) => {
      // The network's error may quote the URL, which can be a secret: only its code goes on, for the retry policy and for people.
      const code = networkErrorName(error);
      throw Object.assign(new Error(`${where} could not be reached (${code})`), { code });
    });
  if (!isSuccess(status)) throw httpStatusError(where, status);
  return { note: `answered with HTTP ${status}`, evidence: { status } };
}
