import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaledClock, type Clock } from '../../src/simulator/clock.ts';
import { startLocalGitHub, type LocalGitHub } from '../../src/simulator/github/local-github.ts';
import type { LocalRepository } from '../../src/simulator/github/world.ts';
import type { Runner } from '../../src/simulator/github/runner-contract.ts';
import { rsaKey } from '../../src/simulator/rsa-key.ts';
import { startLocalSlack, type LocalSlack } from '../../src/simulator/slack/local-slack.ts';
import { freePort } from '../../src/server-process.ts';
import { startChild, type MeasuredChild } from './measured-child.ts';

/** A service of the stage: one file, one incident at a time, and a channel of its own. */
export interface StageService {
  readonly name: string;
  readonly channel: string;
  /** Of its failover.yml, as the bot computes it. */
  readonly configDigest: string;
}

/** A local Slack and a local GitHub in real time, and a server between them that runs as a process of its own. */
export interface BotStage {
  readonly slack: LocalSlack;
  readonly github: LocalGitHub;
  readonly services: readonly StageService[];
  /** Where the server listens. */
  readonly url: string;
  readonly child: MeasuredChild;
  close(): Promise<void>;
}

const owner = 'acme';
const repository = 'platform';
const workflowPath = '.github/workflows/failover.yml';
/** Who may act: one asks, the other says yes. */
export const people = { requester: 'nadia', approver: 'omar' } as const;
const secrets = { signing: randomBytes(16).toString('hex'), bot: `xoxb-${randomBytes(12).toString('hex')}` };

/** Sets the stage for this many services. `script`: the server; `dist/bot.mjs`, or one that only needs Slack. Throws when it does not start. */
export async function startBotStage(script: string, serviceCount: number): Promise<BotStage> {
  const services = Array.from({ length: serviceCount }, (_, index) => serviceAt(index + 1));
  const clock = scaledClock({ startMs: Date.now(), speed: 1 });
  const url = `http://127.0.0.1:${await freePort()}`;
  const slack = await startSlack(services, { clock, url });
  const app = appOf(url);
  const github = await startLocalGitHub({
    clock,
    world: {
      repositories: [await repositoryOf(services)],
      users: [{ login: people.requester }, { login: people.approver }],
      teams: [{ org: owner, slug: 'approvers', members: [people.approver] }],
      app,
      runner: idleRunner,
    },
  });
  const data = await mkdtemp(join(tmpdir(), 'region-failover-bench-bot-'));
  const leave = async (): Promise<void> => {
    await Promise.all([slack.close(), github.close()]);
    await rm(data, { recursive: true, force: true });
  };
  try {
    const child = await startChild(
      script,
      { ...environmentOf({ slack, github, services, url, app }), DATA_DIR: data },
      `${url}/readyz`,
    );
    const close = async (): Promise<void> => {
      await child.stop();
      await leave();
    };
    return { slack, github, services, url, child, close };
  } catch (error) {
    await leave();
    throw error;
  }
}

function startSlack(
  services: readonly StageService[],
  { clock, url }: { readonly clock: Clock; readonly url: string },
): Promise<LocalSlack> {
  const requests = `${url}/slack/events`;
  return startLocalSlack({
    ...{ clock, signingSecret: secrets.signing, botToken: secrets.bot, appToken: 'xapp-1' },
    ...{ commandUrl: requests, interactionUrl: requests, eventsUrl: requests },
    world: {
      channels: services.map(({ channel }) => ({ name: channel.toLowerCase(), id: channel })),
      users: [
        { name: people.requester, id: 'U0NADIA01' },
        { name: people.approver, id: 'U0OMAR001' },
      ],
      userGroups: [],
    },
  });
}

/** All that the server must be told but for where it keeps its data. */
function environmentOf({
  slack,
  github,
  services,
  url,
  app,
}: Pick<BotStage, 'slack' | 'github' | 'services' | 'url'> & { readonly app: ReturnType<typeof appOf> }) {
  return {
    ...{ PUBLIC_URL: url, HOST: '127.0.0.1', PORT: new URL(url).port, LOG_LEVEL: 'warn' },
    ...{ SLACK_SIGNING_SECRET: secrets.signing, SLACK_BOT_TOKEN: secrets.bot, SLACK_API_URL: slack.apiUrl },
    ...{ GITHUB_APP_ID: String(app.id), GITHUB_PRIVATE_KEY: app.privateKeyPem },
    ...{ GITHUB_WEBHOOK_SECRET: app.webhookSecret, GITHUB_API_URL: github.apiUrl },
    ...{ OIDC_ISSUER: github.oidc.issuer, LINK_SECRET: randomBytes(32).toString('hex') },
    REPOSITORIES: services.map(({ name }) => `${owner}/${repository}:${configPath(name)}`).join(','),
  };
}

function serviceAt(number: number): StageService {
  const name = `shop-${String(number).padStart(2, '0')}`;
  const channel = `C0INCIDENT${String(number).padStart(2, '0')}`;
  const configDigest = `sha256:${createHash('sha256').update(configOf({ name, channel })).digest('hex')}`;
  return { name, channel, configDigest };
}

function configPath(name: string): string {
  return `services/${name}/failover.yml`;
}

function configOf({ name, channel }: Pick<StageService, 'name' | 'channel'>): string {
  return `service: ${name}
regions: [eu-west-1, eu-west-2]
people:
  - { name: Nadia, slack: U0NADIA01, github: ${people.requester} }
  - { name: Omar, slack: U0OMAR001, github: ${people.approver} }
approvals: { required: 1, githubTeam: ${owner}/approvers, expires: 30m }
incidents: { channel: ${channel} }
resources:
  health:
    kind: http-check
    url: https://shop.example.com/health
    eu-west-1: a.example.com
    eu-west-2: b.example.com
`;
}

async function repositoryOf(services: readonly StageService[]): Promise<LocalRepository> {
  const workflow = await readFile('workflows/failover.yml', 'utf8');
  return {
    ...{ owner, name: repository, id: 42, defaultBranch: 'main', public: true },
    files: {
      [workflowPath]: workflow,
      ...Object.fromEntries(services.map((service) => [configPath(service.name), configOf(service)])),
    },
    environments: [{ name: 'failover' }, { name: 'failover-plan' }],
  };
}

function appOf(url: string) {
  const privateKeyPem = rsaKey('app').export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    ...{ id: 77, clientId: 'Iv1.local', slug: 'failover', installationId: 5, privateKeyPem },
    ...{ webhookSecret: randomBytes(24).toString('hex'), webhookUrl: `${url}/github/webhooks` },
  };
}

/** Runs stand queued: the bench itself says what their jobs would say. */
const idleRunner: Runner = {
  title: ({ inputs }) => `${inputs['command'] ?? ''} [${inputs['operation-id'] ?? ''}]`,
  start: () => ({ cancel: () => undefined, kill: () => undefined }),
};
