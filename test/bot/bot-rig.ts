import { pino } from 'pino';
import { vi } from 'vitest';
import { createBot } from '../../bot/bot.ts';
import type { Bot } from '../../bot/bot.ts';
import type { Settings } from '../../bot/settings.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { steppedClock } from '../../src/simulator/clock.ts';
import type { SteppedClock } from '../../src/simulator/clock.ts';
import { startLocalGitHub } from '../../src/simulator/github/local-github.ts';
import type { LocalGitHub } from '../../src/simulator/github/local-github.ts';
import { rsaKey } from '../../src/simulator/rsa-key.ts';
import { startLocalSlack } from '../../src/simulator/slack/local-slack.ts';
import type { LocalSlack } from '../../src/simulator/slack/local-slack.ts';
import { createManualRunner } from '../simulator/github/manual-runner.ts';
import type { ManualRunner } from '../simulator/github/manual-runner.ts';

/** What the repository of these tests calls its service, and where alarms come from. */
export const topic = 'arn:aws:sns:eu-west-1:111122223333:alarms';

/** A failover.yml of one resource; `alarms` is the text of that block. */
export function failoverFile({
  gate = 'environment',
  alarms = `{ policy: ask, topics: ['${topic}'] }`,
}: { readonly gate?: string; readonly alarms?: string } = {}): string {
  return `service: shop
regions: [eu-west-1, eu-west-2]
people:
  - { name: Nadia, slack: U0NADIA01, github: nadia }
  - { name: Omar, slack: U0OMAR001, github: omar }
  - { name: Kim, slack: U0KIM0001, github: Kim }
approvals: { required: 1, githubTeam: acme/approvers, slackGroup: S0APPROVE, expires: 30m }
incidents:
  channel: C0INCIDENT
  gate: ${gate}
  alarms: ${alarms}
resources:
  health:
    kind: http-check
    url: https://shop.example.com/health
    eu-west-1: a.example.com
    eu-west-2: b.example.com
`;
}

const workflow = `name: failover
run-name: \${{ inputs.command }} to \${{ inputs.to }} [\${{ inputs.operation-id }}]
on:
  workflow_dispatch:
    inputs:
      command: { type: choice, required: true, default: plan, options: [plan, failover, reprotect, failback, drill, resume, retry, skip, abort] }
      operation: { type: choice, default: failover, options: [failover, reprotect, failback, drill] }
      from: { type: string }
      to: { type: string, required: true }
      mode: { type: choice, default: auto, options: [auto, planned, unplanned] }
      only: { type: string }
      reason: { type: string }
      plan-hash: { type: string }
      run: { type: string }
      step: { type: string }
      operation-id: { type: string }
      commit: { type: string }
jobs: {}
`;

const privateKeyPem = rsaKey('app').export({ type: 'pkcs8', format: 'pem' }).toString();
const webhookSecret = 'a webhook secret of enough characters';
const slack = { signingSecret: 'a signing secret of slack', botToken: 'xoxb-1-2-three' };

/** The whole bot in this process, between a local Slack and a local GitHub whose runs are in the hands of the test. */
export interface BotRig {
  readonly bot: Bot;
  readonly clock: SteppedClock;
  readonly github: LocalGitHub;
  readonly slack: LocalSlack;
  readonly runner: ManualRunner;
  readonly settings: Settings;
  /** What the bot has logged, one JSON object a line. */
  readonly logged: string[];
  /** What the audit says was refused. */
  refusals(): Promise<readonly { readonly at: unknown; readonly code: unknown }[]>;
  close(): Promise<void>;
}

/** Starts a rig. `files` are laid over those of the repository. */
export async function startBotRig({
  file = failoverFile(),
  settings: other = {},
}: { readonly file?: string; readonly settings?: Partial<Settings> } = {}): Promise<BotRig> {
  const clock = steppedClock(Date.now());
  const runner = manualRunner();
  const github = await startGitHub(clock, { runner, file });
  const localSlack = await startSlack(clock);
  const settings: Settings = {
    publicUrl: 'http://127.0.0.1:9',
    listen: { host: '127.0.0.1', port: 0 },
    slack: { ...slack, apiUrl: localSlack.apiUrl },
    github: {
      ...{ appId: 77, privateKey: privateKeyPem, webhookSecret },
      ...{ apiUrl: github.apiUrl, oidcIssuer: github.oidc.issuer },
    },
    repositories: [{ owner: 'acme', repo: 'shop', configPath: 'failover.yml' }],
    store: { file: ':memory:' },
    ...{ linkSecret: 'x'.repeat(32), smtpFrom: 'bot@example.com', logLevel: 'info' },
    ...other,
  };
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) });
  const bot = await createBot(settings, { clock, log });
  github.webhooks.pointTo(`${bot.url}/github/webhooks`);
  const requests = `${bot.url}/slack/events`;
  localSlack.deliverTo({ commandUrl: requests, interactionUrl: requests, eventsUrl: requests });
  return {
    ...{ bot, clock, github, slack: localSlack, runner, settings, logged },
    refusals: async () => {
      const lines = await bot.store.readAudit({ limit: 1000 });
      return lines
        .filter(({ action }) => action === 'refused')
        .map(({ details }) => ({ at: details['at'], code: details['code'] }));
    },
    close: async () => {
      await bot.stop();
      await Promise.all([github.close(), localSlack.close()]);
    },
  };
}

function manualRunner(): ManualRunner {
  const runner = createManualRunner();
  return {
    ...runner,
    title: ({ inputs }) =>
      `${inputs['command'] ?? ''} to ${inputs['to'] ?? ''} (${inputs['only'] || 'everything'}) by @x${(inputs['operation-id'] ?? '') === '' ? '' : ` [${inputs['operation-id']}]`}`,
  };
}

function startGitHub(
  clock: SteppedClock,
  { runner, file }: { readonly runner: ManualRunner; readonly file: string },
): Promise<LocalGitHub> {
  return startLocalGitHub({
    clock,
    world: {
      repositories: [
        {
          ...{ owner: 'acme', name: 'shop', id: 42, defaultBranch: 'main', public: false },
          files: { '.github/workflows/failover.yml': workflow, 'failover.yml': file },
          environments: [{ name: 'failover', protectedBy: 'app' }, { name: 'failover-plan' }],
        },
      ],
      users: [
        { login: 'nadia' },
        { login: 'omar' },
        { login: 'Kim' },
        { login: 'stranger', permission: 'none' },
      ],
      teams: [{ org: 'acme', slug: 'approvers', members: ['nadia', 'omar'] }],
      app: {
        ...{ id: 77, clientId: 'Iv23local', slug: 'region-failover', installationId: 5 },
        ...{ privateKeyPem, webhookSecret },
      },
      runner,
    },
  });
}

function startSlack(clock: SteppedClock): Promise<LocalSlack> {
  return startLocalSlack({
    ...{ clock, ...slack, appToken: 'xapp-1' },
    world: {
      channels: [{ name: 'incidents', id: 'C0INCIDENT' }],
      users: [
        { name: 'nadia', id: 'U0NADIA01' },
        { name: 'omar', id: 'U0OMAR001' },
        { name: 'kim', id: 'U0KIM0001' },
      ],
      userGroups: [{ handle: 'approvers', id: 'S0APPROVE', members: ['nadia', 'omar'] }],
    },
  });
}

/** Waits until the probe gives something, looking again whenever the event loop has turned; time stands still meanwhile. */
export function until<Found>(probe: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  return vi.waitFor(
    async () => {
      const found = await probe();
      if (found === undefined) throw new Error('not yet');
      return found;
    },
    { timeout: 5000, interval: 5 },
  );
}

/** A plan of one step, as a job tells it. */
export function aPlan(other: Partial<Plan> = {}): Plan {
  return {
    ...{ schemaVersion: 1, service: 'shop', only: [], objectives: {}, warnings: [], problems: [] },
    goal: {
      from: 'eu-west-1',
      to: 'eu-west-2',
      operation: 'failover',
      mode: 'unplanned',
      fromCondition: 'down',
    },
    steps: [
      {
        ...{ id: 'health:check', resource: 'health', kind: 'http-check', action: 'check', needs: [] },
        ...{ title: 'Look at the health of shop', region: 'eu-west-2', phase: 'verify', risk: 'none' },
        ...{ changes: false, expectedMs: 1000, timeoutMs: 60_000, params: {}, calls: [] },
      },
    ],
    assessments: { health: { state: 'ready', summary: 'answers' } },
    estimate: { totalMs: 1000, criticalPath: ['health:check'], startMs: { 'health:check': 0 } },
    dependencies: [],
    observedAt: 1_700_000_000_000,
    hash: `sha256:${'a'.repeat(64)}`,
    ...other,
  };
}
