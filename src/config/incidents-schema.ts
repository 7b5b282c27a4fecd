import * as z from 'zod';
import { regionPattern } from '../ids.ts';
import { duration } from './duration.ts';

/** The id of a Slack user (`U…`, `W…`). */
const slackUser = z
  .string()
  .regex(/^[UW][A-Z0-9]{2,20}$/, 'must be the id of a Slack user, such as `U024BE7LH`');
const slackChannel = z
  .string()
  .regex(/^[CG][A-Z0-9]{2,20}$/, 'must be the id of a Slack channel, such as `C024BE7LR`');
const githubLogin = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, 'must be a GitHub login')
  .describe('The GitHub login of a person.');
const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable of the bot');

const person = z
  .strictObject({
    name: z.string().min(1).max(80).describe('What the person is called.'),
    slack: slackUser.optional().describe('The id of their Slack user.'),
    github: githubLogin.optional(),
  })
  .refine(
    ({ slack, github }) => slack !== undefined || github !== undefined,
    'needs `slack`, `github` or both',
  );

/** Who is who: the same person under two accounts counts once, and cannot approve what they asked for. */
export const peopleSchema = z
  .array(person)
  .describe('Who is who in Slack and GitHub, so that one person with two accounts counts once.');

const breakGlass = z
  .strictObject({
    people: z
      .array(z.string().min(1))
      .min(1)
      .describe('Names under `people` that may start without approvals, by `/failover break-glass`.'),
    within: duration
      .prefault('30m')
      .describe('How long a break-glass lets its run begin, from the moment it was used.'),
  })
  .describe('Who may go without approvals when nobody else answers. Loud, and reviewed afterwards.');

/** Who must say yes before a run begins. */
export const approvalsSchema = z
  .strictObject({
    required: z
      .int()
      .min(1)
      .max(10)
      .default(1)
      .describe('How many people must approve; the one who asked never counts.'),
    slackGroup: z
      .string()
      .regex(/^S[A-Z0-9]{2,20}$/, 'must be the id of a Slack user group, such as `S0614TZR7`')
      .optional()
      .describe('The Slack user group whose members may approve.'),
    githubTeam: z
      .string()
      .regex(/^[A-Za-z0-9-]+\/[\w.-]+$/, 'must be a GitHub team, such as `acme/sre`')
      .optional()
      .describe('The GitHub team whose members may approve.'),
    expires: duration
      .prefault('30m')
      .describe('How long after the plan was shown approvals may be given, and count.'),
    pointOfNoReturn: z
      .int()
      .min(0)
      .max(10)
      .default(0)
      .describe(
        'How many people must approve again before the first step that cannot be undone; 0 asks nobody.',
      ),
    breakGlass: breakGlass.optional(),
  })
  .refine(
    ({ slackGroup, githubTeam }) => slackGroup !== undefined || githubTeam !== undefined,
    'needs `slackGroup`, `githubTeam` or both',
  )
  .describe('Who must approve a failover that the bot starts or gates.');

const notify = z.union([
  z.strictObject({ slack: slackChannel.describe('A channel besides that of the incident.') }),
  z.strictObject({ email: z.array(z.email()).min(1).describe('Addresses; the bot needs SMTP_URL.') }),
  z.strictObject({
    sns: z
      .string()
      .regex(/^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/, 'must be the ARN of an SNS topic')
      .describe('The ARN of a topic.'),
  }),
  z.strictObject({ pagerduty: variable.describe('The variable with the integration key (Events API v2).') }),
  z.strictObject({ webhook: variable.describe('The variable with the address that takes a POST of JSON.') }),
]);

const regionName = z.string().regex(regionPattern, 'must be the name of an AWS region, or none');

const alarms = z
  .strictObject({
    policy: z
      .enum(['ask', 'auto'])
      .default('ask')
      .describe(
        'ask: an alarm shows a declaration with buttons. auto: it declares by itself; approvals stay as they are.',
      ),
    topics: z
      .array(z.string().regex(/^arn:aws[\w-]*:sns:/, 'must be the ARN of an SNS topic'))
      .min(1)
      .describe('The only topics that are listened to.'),
    agree: z
      .int()
      .min(1)
      .max(20)
      .default(2)
      .describe('For auto: how many different alarms must be in ALARM.'),
    for: duration.prefault('5m').describe('For auto: for how long they must all have been in ALARM.'),
    about: z
      .record(z.string().min(1).max(255), z.union([z.literal('none'), regionName]))
      .default({})
      .describe(
        'The region that is not well when an alarm of this name rings, where its metrics do not tell, such as for a health check of Route 53; none: it is passed over.',
      ),
  })
  .describe('What happens when an alarm reaches the bot.');

/** How the bot runs the incidents of this service. */
export const incidentsSchema = z
  .strictObject({
    channel: slackChannel.describe('The Slack channel of the incidents: #incidents.'),
    gate: z
      .enum(['environment', 'dispatch'])
      .default('dispatch')
      .describe(
        'environment: the job waits at its environment and the bot is its deployment protection rule. dispatch: the bot starts the job when it is approved.',
      ),
    workflow: z
      .string()
      .regex(/^[\w.-]+\.ya?ml$/, 'must be the name of a file in .github/workflows')
      .default('failover.yml')
      .describe('The workflow that carries out plans.'),
    notify: z.array(notify).max(20).default([]).describe('Who else is told. None of them can hold up a run.'),
    alarms: alarms.optional(),
  })
  .describe('Where and how the bot runs the incidents of this service.');

/** Who is who. */
export type PersonEntry = z.output<typeof person>;
/** Who must say yes. Durations in ms. */
export type ApprovalsConfig = z.output<typeof approvalsSchema>;
/** How incidents are run. Durations in ms. */
export type IncidentsConfig = z.output<typeof incidentsSchema>;
