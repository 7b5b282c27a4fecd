import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import { createActions, type Actions } from './actions/actions.ts';
import { createAnnounce } from './actions/announcer.ts';
import { createIssueTracker, type IssueTracker } from './actions/issue-tracker.ts';
import { createRunEvents } from './actions/run-events.ts';
import { createApiFaults, type ApiFaults } from './faults.ts';
import { serveApi, type Exchange } from './http/api.ts';
import { createCredentials, type Credentials } from './http/auth.ts';
import { createOidc, type Oidc, type OidcServer } from './oidc.ts';
import { serveOidc } from './http/oidc-endpoints.ts';
import { servePage } from './pages/serve-page.ts';
import { createPerson, type PersonOnGitHub } from './person.ts';
import { findRepository, type Site } from './site.ts';
import { createAccounts } from './state/accounts.ts';
import { createRepository, type Repository } from './state/repository.ts';
import type { Run } from './state/runs.ts';
import { accountView, installationView } from './views/account.ts';
import { minimalRepositoryView } from './views/repository.ts';
import { createWebhooks, type HookEvent, type Webhooks } from './webhooks.ts';
import { defaultAppEvents, defaultAppPermissions, type GitHubWorld } from './world.ts';

/** How a local GitHub is started. */
export interface LocalGitHubOptions {
  readonly clock: Clock;
  readonly world: GitHubWorld;
  /** By which App JWTs and installation tokens are judged; default: real time, because Octokit knows no other. */
  readonly appClock?: Clock;
  /** Default: a free one. */
  readonly port?: number;
}

/** A GitHub on loopback. */
export interface LocalGitHub {
  readonly url: string;
  /** For Octokit's `baseUrl`. */
  readonly apiUrl: string;
  readonly oidc: Oidc;
  readonly webhooks: Webhooks;
  readonly faults: Pick<ApiFaults, 'add' | 'clear'>;
  /** Somebody at the site, by login. */
  as(login: string): PersonOnGitHub;
  /** `owner/name`; default: the first one. Read it, and change it through people. */
  repository(name?: string): Repository;
  /** The runs of all repositories, oldest first. */
  runs(): readonly Run[];
  /** The machine of a job dies without a word, by the run and the key of the job (default: whichever is in progress). */
  loseRunner(run: number, job?: string): void;
  /** Tells the App that it was installed, as after the click. */
  announceInstallation(): void;
  /** Makes every installation token invalid. */
  revokeTokens(): void;
  /** Listens to every request to the API and its answer; the returned function stops that. */
  onExchange(listener: (exchange: Exchange) => void): () => void;
  close(): Promise<void>;
}

interface Parts {
  readonly site: Site;
  readonly actions: Actions;
  readonly issues: IssueTracker;
  readonly credentials: Credentials;
  readonly oidc: OidcServer;
  readonly webhooks: Webhooks & { readonly emit: (event: HookEvent) => void };
}

/** Starts a GitHub of its own on loopback, that unmodified Octokit, Probot and browsers talk to. */
export async function startLocalGitHub(options: LocalGitHubOptions): Promise<LocalGitHub> {
  const stopping = new AbortController();
  const listeners = new Set<(exchange: Exchange) => void>();
  const faults = createApiFaults();
  const server = createServer();
  const url = await listen(server, options.port ?? 0);
  const parts = assemble(options, { url, stop: stopping.signal });
  const told = (exchange: Exchange) => {
    for (const listener of listeners) listener(exchange);
  };
  const needs = { ...parts, faults, told, stop: stopping.signal };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    serve(needs, request, response).catch((problem: unknown) => {
      response.destroy(problem instanceof Error ? problem : new Error(String(problem)));
    });
  });
  return {
    ...surfaceOf(parts),
    faults,
    onExchange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      stopping.abort();
      for (const run of runsOf(parts.site)) for (const { running } of run.attempts) running?.cancel('force');
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function assemble(options: LocalGitHubOptions, { url, stop }: { url: string; stop: AbortSignal }): Parts {
  const { world, clock } = options;
  const site = createSite(options, url);
  const webhooks = createWebhooks(site.app, { clock, stop });
  const announce = createAnnounce(site, webhooks.emit);
  const credentials = createCredentials(site);
  const oidc = createOidc(site);
  const actions = createActions({
    site,
    events: createRunEvents(site, announce),
    runner: world.runner,
    stop,
    token: ({ id }) => {
      const repositories = new Set([id]);
      const permissions = { contents: 'read', metadata: 'read' };
      return credentials.issue({ kind: 'installation', permissions, repositories, narrowed: true }).token;
    },
    idToken: (at, job) => oidc.requestFor(at, job),
  });
  return { site, actions, issues: createIssueTracker(site, announce), credentials, oidc, webhooks };
}

function createSite({ world, clock, appClock = realClock }: LocalGitHubOptions, url: string): Site {
  let lastId = 1_000;
  const nextId = () => (lastId += 1);
  const accounts = createAccounts(world);
  const making = { accounts, nextId, at: clock.now() };
  const repositories = world.repositories.map((given) => createRepository(given, making));
  return {
    url,
    apiUrl: `${url}/api/v3`,
    clock,
    appClock,
    app: { permissions: defaultAppPermissions, events: defaultAppEvents, ...world.app },
    accounts,
    repositories: new Map(repositories.map((one) => [one.fullName.toLowerCase(), one])),
    nextId,
  };
}

function surfaceOf(parts: Parts) {
  const { site, actions, credentials, oidc, webhooks } = parts;
  const repository: LocalGitHub['repository'] = (name) => {
    const found = name === undefined ? [...site.repositories.values()][0] : findRepository(site, name);
    if (!found) throw new Error(`There is no repository ${name ?? 'at all'}.`);
    return found;
  };
  return {
    url: site.url,
    apiUrl: site.apiUrl,
    oidc,
    webhooks,
    repository,
    as: (login: string) => createPerson(parts, login),
    runs: () => runsOf(site),
    loseRunner: (id: number, key?: string) => {
      for (const candidate of site.repositories.values()) {
        const run = candidate.runs.get(id);
        const job = run?.attempts
          .at(-1)
          ?.jobs.find(({ announcement, status }) =>
            key === undefined ? status === 'in_progress' : announcement.key === key,
          );
        if (run && job) {
          actions.loseRunner(candidate, run, job);
          return;
        }
      }
      throw new Error(`Run ${id} has no such job in progress.`);
    },
    announceInstallation: () => {
      webhooks.emit(installationEvent(site));
    },
    revokeTokens: () => {
      credentials.revokeAll();
    },
  };
}

function installationEvent(site: Site): HookEvent {
  const repositories = [...site.repositories.values()];
  const owner = repositories[0]?.owner ?? site.accounts.bot;
  const payload = {
    action: 'created',
    installation: installationView(site, owner),
    repositories: repositories.map((one) => {
      const { id, node_id, name, full_name, private: hidden } = minimalRepositoryView(site, one);
      return { id, node_id, name, full_name, private: hidden };
    }),
    requester: null,
    sender: accountView(site, owner),
  };
  return { event: 'installation', action: 'created', payload };
}

function runsOf(site: Site): Run[] {
  return [...site.repositories.values()].flatMap(({ runs }) => [...runs.values()]);
}

async function serve(
  needs: Parameters<typeof serveApi>[0] & { readonly oidc: OidcServer },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', needs.site.url);
  if (url.pathname === '/api/v3' || url.pathname.startsWith('/api/v3/')) {
    await serveApi(needs, { request, response, url });
  } else if (url.pathname.startsWith('/_oidc/')) {
    await serveOidc(needs.oidc, { request, response, url });
  } else {
    servePage(needs.site, url.pathname, response);
  }
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Octokit has no clock but the real one. */
const realClock: Clock = {
  now: () => Date.now(),
  sleep: () => Promise.reject(new Error('Nothing waits by this clock.')),
  during: (work) => work,
};
