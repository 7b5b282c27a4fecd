import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { fail } from '../errors.ts';
import type { DeployMoment } from '../plan/deploy-request.ts';
import type { Goal, Step, StepDraft } from '../plan/plan.ts';
import { announcementIn } from './announcement.ts';
import type { Moment } from './announcement.ts';
import { httpStatusError, isSuccess, networkErrorName } from './http-status.ts';
import { defineKind, valueIn } from './kind.ts';
import type { ApplyContext, Applied, Observation } from './kind.ts';
import { deploymentsField, phaseOf } from './moments.ts';
import { variable } from './outside-env.ts';
import { textParam } from './step-params.ts';

/** https://developer.pagerduty.com/docs/send-alert-event; `PAGERDUTY_URL` takes its place, as in the bot. */
const publicAddress = 'https://events.pagerduty.com/v2/enqueue';

const spec = z.strictObject({
  keyEnv: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable')
    .default('PAGERDUTY_ROUTING_KEY')
    .describe('The environment variable that holds the integration key (Events API v2).'),
  severity: z
    .enum(['critical', 'error', 'warning', 'info'])
    .default('critical')
    .describe('The severity of the alert.'),
  source: z.string().min(1).max(255).default('region-failover').describe('What the alert is about.'),
  resolve: z
    .boolean()
    .default(true)
    .describe('Whether the alert is resolved when the checks of the run have passed.'),
  deployments: deploymentsField,
});

type Spec = z.output<typeof spec>;

interface Value {
  /** Whether there is a key. */
  readonly key: boolean;
}

/** Raises an alert in PagerDuty and resolves it. */
export const pagerduty = defineKind<Spec, never, Value>({
  name: 'pagerduty',
  role: 'notification',
  summary: 'Raises an alert in PagerDuty when a run begins, and resolves it when its checks have passed.',
  notes: [
    'Alert and resolution carry the id of the run as `dedup_key`, so that a repeated call raises nothing twice.',
    'A run that stops or fails leaves the alert open: it is still somebody’s trouble.',
    'Of deployments the alert is raised only when one was taken back or has stopped, and resolved when it is done after all.',
    'The key appears in no plan, journal or message. The run goes on without PagerDuty: a failure is a warning.',
    'HTTPS_PROXY is honoured; `PAGERDUTY_URL` replaces the public address.',
  ],
  example: `kind: pagerduty
keyEnv: PAGERDUTY_ROUTING_KEY
severity: critical
source: shop
`,
  spec,
  places: ['global'],
  observe: (resources, _place, { outside }) =>
    Promise.resolve(
      new Map(
        resources.map(({ id, spec: { keyEnv } }) => [id, { key: variable(outside, keyEnv) !== undefined }]),
      ),
    ),
  reads: () => [],
  assess: ({ spec: { keyEnv } }, observation) =>
    valueIn(observation, 'global')?.key === false
      ? {
          state: 'ready',
          summary: 'no alert can be raised',
          notes: [{ level: 'warning', message: `${keyEnv} is not set: PagerDuty is skipped` }],
        }
      : { state: 'ready', summary: 'an alert will be raised' },
  steps: (resource, observation, goal) => {
    const unset = isUnset(observation);
    const moments: readonly Moment[] = resource.spec.resolve ? ['begin', 'end'] : ['begin'];
    return moments.map((moment) => alertStep(resource, goal, { moment, unset }));
  },
  announces: (resource, observation, { goal, moment }) => {
    const { deployments, resolve } = resource.spec;
    // A deployment that begins, or that somebody gives up, is nobody's trouble.
    const isTrouble = moment === 'failed' || (moment === 'end' && resolve);
    return !deployments || !isTrouble
      ? undefined
      : alertStep(resource, goal, { moment, unset: isUnset(observation) });
  },
  apply: send,
  settled: () => ({ state: 'unobservable' }),
  verify: () => [],
});

function isUnset(observation: Observation<Value>): boolean {
  return valueIn(observation, 'global')?.key === false;
}

function alertStep(
  { spec: { keyEnv, severity, source } }: Resource<Spec, never>,
  { to }: Goal,
  { moment, unset }: { readonly moment: DeployMoment; readonly unset: boolean },
): StepDraft {
  return {
    action: moment === 'end' ? 'resolve' : 'trigger',
    title: moment === 'end' ? 'Resolve the alert in PagerDuty' : `Raise an alert in PagerDuty (${severity})`,
    region: to,
    phase: phaseOf(moment),
    risk: 'none',
    changes: true,
    expectedMs: 1_000,
    timeoutMs: 60_000,
    params: { keyEnv, severity, source, moment },
    calls: [{ service: 'http', action: 'POST', resource: 'events.pagerduty.com', region: to, plane: 'data' }],
    watch: ['global'],
    after: [],
    optional: true,
    repeat: 'safe',
    ...(unset ? { skip: `${keyEnv} is not set` } : {}),
  };
}

async function send(step: Step, context: ApplyContext): Promise<Applied> {
  const { outside, signal, run, goal } = context;
  const keyEnv = textParam(step, 'keyEnv');
  const key = variable(outside, keyEnv);
  if (key === undefined)
    throw fail({
      code: 'RESOURCE_NOT_READY',
      message: `There is no integration key in ${keyEnv}.`,
      fix: 'Set the variable.',
      resource: step.resource,
      step: step.id,
    });
  const isOver = textParam(step, 'moment') === 'end';
  const { title, text, facts } = announcementIn(step, context);
  const source = textParam(step, 'source');
  const body = {
    routing_key: key,
    event_action: isOver ? 'resolve' : 'trigger',
    dedup_key: run,
    payload: {
      // At most 1,024 characters.
      summary: `${source}: ${title}`.slice(0, 1_000),
      source,
      severity: textParam(step, 'severity'),
      component: source,
      group: goal.from === goal.to ? goal.to : `${goal.from} to ${goal.to}`,
      class: goal.operation === 'deploy' ? 'deployment' : 'region failover',
      custom_details: { ...facts, text },
    },
  };
  const { status } = await outside.http
    .request({
      url: variable(outside, 'PAGERDUTY_URL') ?? publicAddress,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      timeoutMs: 10_000,
      signal,
    })
    .catch((error: unknown) => {
      const code = networkErrorName(error);
      throw Object.assign(new Error(`PagerDuty could not be reached (${code})`), { code });
    });
  if (!isSuccess(status)) throw httpStatusError('PagerDuty', status);
  return { note: isOver ? 'alert resolved' : 'alert raised', evidence: { status, alert: run } };
}
