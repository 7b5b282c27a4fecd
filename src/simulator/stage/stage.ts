import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { startScenario, type Environment } from '../environment.ts';
import { startLocalGitHub, type LocalGitHub } from '../github/local-github.ts';
import { createRunner } from '../github/runner/runner.ts';
import { rsaKey } from '../rsa-key.ts';
import { scenarioConfigs } from '../scenarios/configs.ts';
import type { World } from '../world.ts';
import { startLocalSlack, type LocalSlack } from '../slack/local-slack.ts';
import type { PageOptions } from '../slack/page/options.ts';
import { environments, githubPeople, repository, slackWorld } from './cast.ts';
import { roles, trustGitHub } from './trust.ts';

/** What to put on the stage. */
export interface StageOptions {
  /** A variant of Lomash Wood, such as `dark`. */
  readonly variant: string;
  readonly clock: Clock;
  /** The folder of this project: its action.yml, dist and workflows are what the local GitHub executes. */
  readonly project: string;
  /** Where the bot will listen; jobs are told so. */
  readonly botUrl: string;
  readonly page?: PageOptions;
  readonly gate?: 'environment' | 'dispatch';
  /** Changes the failover.yml of the repository. */
  readonly config?: (text: string) => string;
  /** Socket Mode instead of requests to the bot's address. */
  readonly socketMode?: boolean;
}

/** Two AWS regions, a Slack and a GitHub around them, on loopback; all that is missing is the bot. */
export interface Stage {
  readonly aws: Environment;
  readonly slack: LocalSlack;
  readonly github: LocalGitHub;
  /** What the bot must be started with, but for where it keeps its data. */
  readonly botEnvironment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const minuteMs = 60_000;

/**
 * People need some minutes until they declare: the outage is four to five minutes old when the stage is set. It began late in a minute
 * of the metrics, whose samples so still show how far behind each replica was.
 */
function darkSince(world: World, now: number): void {
  const from = Math.floor((now - 4 * minuteMs) / minuteMs) * minuteMs - 13_000;
  for (const region of world.regions.values())
    for (const replica of region.dbInstances.values())
      if (replica.sourceArn !== undefined)
        replica.lag = [
          { from: replica.lag[0]?.from ?? 0, mode: 'steady', lagMs: replica.baseLagMs },
          { from, mode: 'stalled', lagMs: replica.baseLagMs },
        ];
}

const actionName = 'OWNER/region-failover';

/** Sets the stage. */
export async function startStage(options: StageOptions): Promise<Stage> {
  const { clock, botUrl, project } = options;
  const aws = await startScenario({ scenario: `lomash-wood:${options.variant}`, clock });
  if (options.variant === 'dark') darkSince(aws.world, clock.now());
  const folder = await mkdtemp(join(tmpdir(), 'region-failover-stage-'));
  const secrets = makeSecrets();
  // Jobs have no keys of their own: they get them for their token.
  const shared = Object.fromEntries(
    Object.entries(aws.environment).filter(
      ([name]) => !['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].includes(name),
    ),
  );
  const runner = createRunner({
    clock,
    workdirRoot: join(folder, 'jobs'),
    actions: { [actionName]: project },
    // An unsigned call names no region; where all of AWS is one address, the path has to.
    env: { ...shared, AWS_ENDPOINT_URL_STS: `${aws.url}/region/eu-west-2` },
    nodePath: process.execPath,
  });
  const github = await startLocalGitHub({
    clock,
    world: {
      ...githubPeople,
      runner,
      repositories: [
        {
          ...{ ...repository, defaultBranch: 'main', public: true },
          files: await repositoryFiles(options),
          environments: environments(options.gate ?? 'dispatch'),
          variables: {
            FAILOVER_BOT_URL: botUrl,
            FAILOVER_PLAN_ROLE: roles.plan,
            FAILOVER_ROLE: roles.run,
          },
        },
      ],
      app: {
        ...{ id: 4711, clientId: 'Iv1.local', slug: 'failover', installationId: 1_510 },
        privateKeyPem: secrets.privateKey,
        webhookSecret: secrets.webhook,
        webhookUrl: `${botUrl}/github/webhooks`,
      },
    },
  });
  trustGitHub(aws.world, {
    issuer: github.oidc.issuer,
    clock,
    repository: `${repository.owner}/${repository.name}`,
  });
  const address = `${botUrl}/slack/events`;
  const slack = await startLocalSlack({
    clock,
    signingSecret: secrets.signing,
    botToken: secrets.bot,
    appToken: secrets.app,
    world: slackWorld,
    ...(options.socketMode === true
      ? {}
      : { commandUrl: address, interactionUrl: address, eventsUrl: address }),
    ...(options.page === undefined ? {} : { page: options.page }),
  });
  return {
    ...{ aws, slack, github },
    botEnvironment: {
      PUBLIC_URL: botUrl,
      HOST: '127.0.0.1',
      PORT: new URL(botUrl).port,
      ...(options.socketMode === true
        ? { SLACK_APP_TOKEN: secrets.app }
        : { SLACK_SIGNING_SECRET: secrets.signing }),
      SLACK_BOT_TOKEN: secrets.bot,
      SLACK_API_URL: slack.apiUrl,
      GITHUB_APP_ID: '4711',
      GITHUB_PRIVATE_KEY: secrets.privateKey,
      GITHUB_WEBHOOK_SECRET: secrets.webhook,
      GITHUB_API_URL: github.apiUrl,
      OIDC_ISSUER: github.oidc.issuer,
      REPOSITORIES: `${repository.owner}/${repository.name}`,
      LINK_SECRET: secrets.link,
      REGION_FAILOVER_CLOCK: aws.environment['REGION_FAILOVER_CLOCK'] ?? '',
    },
    close: async () => {
      await Promise.all([slack.close(), github.close()]);
      await runner.close();
      await aws.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function repositoryFiles({ project, config = (text) => text, gate }: StageOptions) {
  const read = async (path: string): Promise<string> => await readFile(join(project, path), 'utf8');
  const text = scenarioConfigs['lomash-wood'] ?? '';
  const gated =
    gate === 'environment'
      ? text.replace('  channel: C0INCIDENTS\n', '  channel: C0INCIDENTS\n  gate: environment\n')
      : text;
  const smokeTest = 'docs/examples/lomash-wood/smoke-test.mjs';
  return {
    'failover.yml': config(gated),
    '.github/workflows/failover.yml': await read('workflows/failover.yml'),
    [smokeTest]: await read(smokeTest),
  };
}

function makeSecrets() {
  const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
  return {
    privateKey: rsaKey('app').export({ type: 'pkcs1', format: 'pem' }).toString(),
    webhook: hex(24),
    signing: hex(16),
    bot: `xoxb-${hex(12)}`,
    app: `xapp-1-${hex(12)}`,
    link: hex(32),
  };
}
