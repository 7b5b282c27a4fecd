import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Probot, ProbotOctokit } from 'probot';
import { steppedClock, type SteppedClock } from '../../../src/simulator/clock.ts';
import {
  startLocalGitHub,
  type LocalGitHub,
  type LocalGitHubOptions,
} from '../../../src/simulator/github/local-github.ts';
import type { GitHubWorld, LocalRepository } from '../../../src/simulator/github/world.ts';
import { rsaKey } from '../../../src/simulator/rsa-key.ts';
import { createManualRunner, type ManualRunner } from './manual-runner.ts';
import { watchOpenApi } from './openapi-check.ts';

const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Octokit reports every refusal; tests look at what it throws.
}

/** The workflow of the small world. */
export const workflowFile = '.github/workflows/failover.yml';

const workflow = `
name: failover
run-name: failover [\${{ inputs.operation-id }}]
on:
  workflow_dispatch:
    inputs:
      command: { type: choice, required: true, default: plan, options: [plan, failover] }
      to: { type: string, required: true }
      loud: { type: boolean, default: false }
      operation-id: { type: string }
jobs: {}
`;

const privateKeyPem = rsaKey('app').export({ type: 'pkcs8', format: 'pem' }).toString();

/** One private repository \`acme/shop\`, a guarded environment, three people in a team and a stranger. */
export function smallWorld(repository: Partial<LocalRepository> = {}): GitHubWorld {
  return {
    repositories: [
      {
        owner: 'acme',
        name: 'shop',
        id: 42,
        defaultBranch: 'main',
        public: false,
        files: { [workflowFile]: workflow, 'failover.yml': 'service: shop\n', 'docs/a.md': '# A\n' },
        environments: [
          { name: 'failover', protectedBy: 'app' },
          { name: 'reviewed', reviewers: ['nadia'], variables: { PLACE: 'reviewed' } },
          { name: 'failover-plan' },
        ],
        variables: { PLACE: 'repository', ROLE: 'planner' },
        ...repository,
      },
    ],
    users: [
      { login: 'nadia' },
      { login: 'omar' },
      { login: 'Kim' },
      { login: 'stranger', permission: 'none' },
    ],
    teams: [{ org: 'acme', slug: 'approvers', members: ['nadia', 'omar', 'Kim'] }],
    app: {
      id: 77,
      clientId: 'Iv23local',
      slug: 'region-failover',
      privateKeyPem,
      webhookSecret: 'a secret of enough characters',
      installationId: 5,
    },
  };
}

/** A local GitHub with everything that a test needs around it. */
export interface Rig {
  readonly github: LocalGitHub;
  readonly clock: SteppedClock;
  readonly runner: ManualRunner;
  readonly world: GitHubWorld;
  readonly watched: ReturnType<typeof watchOpenApi>;
  /** Octokit as the App's installation, as Probot makes it, without its own pauses between requests. */
  readonly octokit: ProbotOctokit;
  readonly probot: Probot;
  /** Octokit with the personal token of somebody. */
  octokitOf(login: string): ProbotOctokit;
  close(): Promise<void>;
}

/** Starts a local GitHub whose time stands still until it is told. */
export async function startRig(
  world: GitHubWorld = smallWorld(),
  options: Partial<LocalGitHubOptions> = {},
): Promise<Rig> {
  const clock = steppedClock(Date.UTC(2027, 0, 5, 12));
  const runner = createManualRunner();
  const github = await startLocalGitHub({ clock, world: { ...world, runner }, ...options });
  const watched = watchOpenApi(github);
  const probot = createProbot(github, world);
  const octokit = await probot.auth(world.app.installationId);
  const octokitOf = (login: string) =>
    new ProbotOctokit(
      withoutPauses({ auth: { token: github.as(login).token }, baseUrl: github.apiUrl, log: quiet }),
    );
  return { github, clock, runner, world, watched, octokit, probot, octokitOf, close: () => github.close() };
}

/** Probot as a bot would have it, told only where GitHub is. */
export function createProbot(github: LocalGitHub, { app }: GitHubWorld): Probot {
  return new Probot({
    appId: app.id,
    privateKey: app.privateKeyPem,
    secret: app.webhookSecret,
    baseUrl: github.apiUrl,
    logLevel: 'fatal',
    Octokit: ProbotOctokit.defaults(withoutPauses),
  });
}

/** Octokit's throttling waits 3 s between two comments, whatever the server says; Probot sets options of its own over plain defaults. */
function withoutPauses(options: Readonly<Record<string, unknown>>) {
  return { ...options, throttle: { enabled: false }, retry: { enabled: false } };
}

/** A webhook endpoint that keeps what it is sent. */
export async function startHook(): Promise<{
  readonly url: string;
  readonly received: { headers: IncomingHttpHeaders; body: string }[];
  close(): Promise<void>;
}> {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
