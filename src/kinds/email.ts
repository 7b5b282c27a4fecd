import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { fail } from '../errors.ts';
import type { Json } from '../ids.ts';
import { sendMail } from '../mail.ts';
import type { DeployMoment } from '../plan/deploy-request.ts';
import type { Goal, Step, StepDraft } from '../plan/plan.ts';
import { announcementIn } from './announcement.ts';
import { defineKind, valueIn } from './kind.ts';
import type { ApplyContext, Applied, Observation, Outside } from './kind.ts';
import { deploymentsField, momentsField, phaseOf, tells } from './moments.ts';
import { variable } from './outside-env.ts';
import { textParam } from './step-params.ts';

const spec = z.strictObject({
  to: z.array(z.email()).min(1).max(50).describe('Who gets the mails.'),
  from: z.email().describe('The sender, an address that the mail server lets us use.'),
  smtpEnv: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable')
    .default('SMTP_URL')
    .describe(
      'The environment variable that holds the mail server: `smtps://user:password@mail.example.com`.',
    ),
  when: momentsField,
  deployments: deploymentsField,
});

type Spec = z.output<typeof spec>;

interface Value {
  /** Whether the variable holds the URL of a mail server. */
  readonly server: boolean;
}

/** Tells people by mail. */
export const email = defineKind<Spec, never, Value>({
  name: 'email',
  role: 'notification',
  summary: 'Sends a mail when a run begins and when its checks have passed.',
  notes: [
    'Mails of one run form a thread, and a mail that is sent again carries the same Message-ID, by which mailboxes drop the copy.',
    'The address of the server is treated as a secret and appears in no plan, journal or message. The run goes on without mail: a failure is a warning.',
    'Use a mail server that does not live in the regions of the service.',
  ],
  example: `kind: email
to: [oncall@example.com]
from: failover@example.com
smtpEnv: SMTP_URL
`,
  spec,
  places: ['global'],
  observe: (resources, _place, { outside }) =>
    Promise.resolve(
      new Map(
        resources.map(({ id, spec: { smtpEnv } }) => [
          id,
          { server: serverOf(outside, smtpEnv) !== undefined },
        ]),
      ),
    ),
  reads: () => [],
  assess: ({ spec: { smtpEnv, to } }, observation) =>
    valueIn(observation, 'global')?.server === false
      ? {
          state: 'ready',
          summary: 'no mail can be sent',
          notes: [{ level: 'warning', message: `${smtpEnv} holds no smtp:// URL: the mails are skipped` }],
        }
      : { state: 'ready', summary: `${to.join(', ')} will be told` },
  steps: (resource, observation, goal) => {
    const unset = isUnset(observation);
    return resource.spec.when.map((moment) => mailStep(resource, goal, { moment, unset }));
  },
  announces: (resource, observation, { goal, moment }) =>
    tells(resource.spec, moment)
      ? mailStep(resource, goal, { moment, unset: isUnset(observation) })
      : undefined,
  apply: send,
  settled: () => ({ state: 'unobservable' }),
  verify: () => [],
});

function isUnset(observation: Observation<Value>): boolean {
  return valueIn(observation, 'global')?.server === false;
}

function serverOf(outside: Outside, name: string): string | undefined {
  const url = variable(outside, name);
  return url !== undefined && /^smtps?:\/\//.test(url) && URL.canParse(url) ? url : undefined;
}

function mailStep(
  { spec: { to: people, from, smtpEnv } }: Resource<Spec, never>,
  { to }: Goal,
  { moment, unset }: { readonly moment: DeployMoment; readonly unset: boolean },
): StepDraft {
  return {
    action: moment,
    title: `Tell ${people.length === 1 ? (people[0] ?? '') : `${people.length} people`} by mail`,
    region: to,
    phase: phaseOf(moment),
    risk: 'none',
    changes: true,
    expectedMs: 2_000,
    timeoutMs: 90_000,
    params: { to: people, from, smtpEnv, moment },
    calls: [{ service: 'http', action: 'SMTP', resource: `$${smtpEnv}`, region: to, plane: 'data' }],
    watch: ['global'],
    after: [],
    optional: true,
    repeat: 'safe',
    ...(unset ? { skip: `${smtpEnv} holds no smtp:// URL` } : {}),
  };
}

async function send(step: Step, context: ApplyContext): Promise<Applied> {
  const { outside, signal, run, token } = context;
  const smtpEnv = textParam(step, 'smtpEnv');
  const url = serverOf(outside, smtpEnv);
  if (url === undefined)
    throw fail({
      code: 'RESOURCE_NOT_READY',
      message: `There is no mail server in ${smtpEnv}.`,
      fix: 'Set the variable to an smtp:// or smtps:// URL.',
      resource: step.resource,
      step: step.id,
    });
  const { title, text } = announcementIn(step, context);
  const people = addressesIn(step.params['to']);
  const mail = {
    from: textParam(step, 'from'),
    to: people,
    subject: `[${run}] ${title}`,
    text: `${text}\n`,
    id: `${run}.${token}`,
    thread: run,
  };
  await sendMail(url, mail, signal);
  return { note: `sent to ${people.join(', ')}`, evidence: { to: people } };
}

function addressesIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
