import * as z from 'zod';
import { cleanText } from '../clean-text.ts';
import type { Resource } from '../config/config.ts';
import { fixOf } from '../errors.ts';
import type { Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { ApplyContext, Applied, ObserveContext } from './kind.ts';

const spec = z.strictObject({
  severity: z
    .enum(['critical', 'urgent', 'high'])
    .default('urgent')
    .describe('Severity of the case; `critical` needs an Enterprise plan.'),
  serviceCode: z
    .string()
    .min(1)
    .default('general-info')
    .describe('Service code, as DescribeServices lists it.'),
  categoryCode: z.string().min(1).default('using-aws').describe('Category code of that service.'),
  ccEmails: z
    .array(z.email())
    .max(10)
    .optional()
    .describe('Addresses that get copies of the correspondence.'),
  language: z.string().length(2).default('en').describe('Language of the case.'),
});

type Case = Resource<z.infer<typeof spec>, never>;

interface Value {
  /** Whether the account's support plan has the API. */
  readonly subscribed: boolean;
}

const needsPlan = 'AWS Support answers by API only with a Business support plan or better';

/** Opens a case with AWS Support. */
export const supportCase = defineKind<z.infer<typeof spec>, never, Value>({
  name: 'support-case',
  role: 'notification',
  summary: 'Opens a case with AWS Support when a failover begins.',
  notes: [
    'The API needs a Business, Enterprise On-Ramp or Enterprise support plan; without one the step is shown as skipped.',
    'AWS Support has its endpoint in us-east-1. The run goes on without the case.',
    'A failback opens no case: going home is no incident.',
    'The subject holds the id of the run; a case that is open under it is not opened again.',
    'The reason that was given for the failover is sent to AWS.',
  ],
  example: `kind: support-case
severity: urgent
serviceCode: general-info
categoryCode: using-aws
`,
  spec,
  places: ['global'],
  observe: async (resources, _place, context) => {
    const subscribed = await isSubscribed(context);
    return new Map(resources.map(({ id }) => [id, { subscribed }]));
  },
  reads: () => [supportCall('DescribeCases')],
  changes: (_resource, { operation }) => (operation === 'failover' ? openCalls() : []),
  assess: (_resource, observation, { operation }) => {
    if (operation !== 'failover') return { state: 'done', summary: 'a case is opened for a failover only' };
    const seen = seenIn(observation, 'global');
    const warn = (message: string) => ({
      state: 'ready' as const,
      summary: 'no case can be opened',
      notes: [{ level: 'warning' as const, message }],
    });
    if (seen.state === 'failed')
      return warn(`AWS Support cannot be asked: ${seen.problem.message} ${fixOf(seen.problem)}`);
    if (seen.state === 'seen' && !seen.value.subscribed) return warn(needsPlan);
    return { state: 'ready', summary: 'a case will be opened' };
  },
  steps: (resource, observation, goal) =>
    goal.operation === 'failover'
      ? [openStep(resource, goal, valueIn(observation, 'global')?.subscribed === false)]
      : [],
  apply: openCase,
  settled: () => ({ state: 'unobservable' }),
  verify: () => [],
});

async function isSubscribed({ outside, signal }: ObserveContext): Promise<boolean> {
  const api = await outside.aws.support();
  try {
    await api.describeCases({ maxResults: 10, includeCommunications: false }, { signal });
    return true;
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('SubscriptionRequired')) return false;
    throw error;
  }
}

function openStep(resource: Case, { from, to }: Goal, unsubscribed: boolean): StepDraft {
  const { severity, serviceCode, categoryCode, ccEmails, language } = resource.spec;
  return {
    action: 'open',
    title: `Open an AWS Support case (${severity})`,
    region: to,
    phase: 'announce',
    risk: 'none',
    changes: true,
    expectedMs: 3_000,
    timeoutMs: 60_000,
    params: { severity, serviceCode, categoryCode, language, ccEmails: ccEmails ?? [], from, to },
    calls: openCalls(),
    watch: ['global'],
    optional: true,
    // Safe because `apply` looks for the case of this run first.
    repeat: 'safe',
    ...(unsubscribed ? { skip: needsPlan } : {}),
  };
}

async function openCase(step: Step, { outside, signal, run, reason, goal }: ApplyContext): Promise<Applied> {
  const api = await outside.aws.support();
  const open = await api.describeCases(
    { includeResolvedCases: false, includeCommunications: false, maxResults: 100 },
    { signal },
  );
  const there = open.cases?.find(({ subject }) => subject?.includes(run) === true);
  if (there !== undefined)
    return {
      note: `case ${there.displayId ?? ''} is open already`,
      evidence: { case: there.caseId ?? null },
    };
  // The cast is sound: the params are made by `openStep` from the checked spec.
  const { severity, serviceCode, categoryCode, ccEmails, language } = step.params as unknown as z.infer<
    typeof spec
  >;
  const { caseId } = await api.createCase(
    {
      subject: `Regional failover ${goal.from} to ${goal.to} (${run})`,
      communicationBody: bodyOf(goal, run, reason),
      severityCode: severity,
      serviceCode,
      categoryCode,
      language,
      issueType: 'technical',
      ...(ccEmails === undefined || ccEmails.length === 0 ? {} : { ccEmailAddresses: ccEmails }),
    },
    { signal },
  );
  return { note: 'case opened', evidence: { case: caseId ?? null } };
}

function bodyOf({ from, to, mode }: Goal, run: string, reason: string): string {
  return [
    `We are failing over from ${from} to ${to} (${mode}).`,
    `Reason: ${cleanText(reason) || 'not given'}`,
    `Our run: ${run}`,
    `Please tell us what you know about ${from}, and of any limit or incident in ${to} that could hold this up.`,
  ].join('\n');
}

function openCalls(): readonly Call[] {
  return [supportCall('DescribeCases'), supportCall('CreateCase')];
}

/** AWS Support has no resource-level permissions: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssupport.html */
function supportCall(action: string): Call {
  return { service: 'support', action, resource: '*', region: 'us-east-1', plane: 'control' };
}
