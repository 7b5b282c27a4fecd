import { Probot, ProbotOctokit } from 'probot';
import type { Log } from '../log.ts';
import { Later } from '../ports.ts';
import type { Settings } from '../settings.ts';

/** How GitHub's answer to one call is told: the data, or the status with which it refused; 0 where the App is not installed. */
export type Answer<Data> =
  | { readonly ok: true; readonly data: Data; readonly status: number }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** One call, made with an authenticated client. */
export type Call<Data> = (
  octokit: ProbotOctokit,
) => Promise<{ readonly data: Data; readonly status: number }>;

/** A repository by its name. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** GitHub's API as the App sees it. */
export interface GitHubApi {
  readonly probot: Probot;
  /** A call that changes nothing: tried once more when GitHub does not answer. Throws `Later` when it does not then either. */
  read<Data>(repository: RepositoryName, call: Call<Data>): Promise<Answer<Data>>;
  /** As `read`, where the App is installed on the organisation. */
  readOrg<Data>(org: string, call: Call<Data>): Promise<Answer<Data>>;
  /** A call that changes something: made once. `lost` is the outcome that nobody knows: it may have had its effect. */
  write<Data>(repository: RepositoryName, call: Call<Data>): Promise<Answer<Data> | 'lost'>;
  /** The login under which the App acts: `slug[bot]`. Throws `Later`. */
  login(): Promise<string>;
  /** When GitHub last answered, ms since the epoch of the machine's clock; 0 before the first time. */
  answeredAt(): number;
}

/** How long one request may take, in real time: GitHub's clock is not ours to speed up. */
const timeoutMs = 10_000;

/** Retries and throttling are this module's own, because a dispatch must never be sent twice. */
const PlainOctokit = ProbotOctokit.defaults((options: Readonly<Record<string, unknown>>) => ({
  ...options,
  retry: { enabled: false },
  throttle: { enabled: false },
}));

/** Opens GitHub's API for the App of the settings; no request is made yet. */
export function createGitHubApi(settings: Settings['github'], log: Log): GitHubApi {
  let answered = 0;
  const fetchInTime: typeof fetch = async (input, init) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const given = init?.signal;
    const signal = given === undefined || given === null ? timeout : AbortSignal.any([given, timeout]);
    const response = await fetch(input, { ...init, signal });
    if (response.status < 500) answered = Date.now();
    return response;
  };
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.apiUrl,
    Octokit: PlainOctokit,
    log: log.child({ part: 'github' }),
    request: { fetch: fetchInTime },
  });
  const withToken: WithToken = (token) =>
    new PlainOctokit({
      ...{ auth: { token }, baseUrl: settings.apiUrl, request: { fetch: fetchInTime } },
      log: probot.log.child({ name: 'octokit' }),
    });
  const clients = installationClients(probot, withToken);
  let login: string | undefined;
  return {
    probot,
    answeredAt: () => answered,
    read: ({ owner, repo }, call) => twice(() => clients.attempt(`${owner}/${repo}`, call)),
    readOrg: (org, call) => twice(() => clients.attempt(clients.placeIn(org), call)),
    write: ({ owner, repo }, call) => clients.attempt(`${owner}/${repo}`, call),
    async login() {
      login ??= await ownLogin(probot);
      return login;
    },
  };
}

async function twice<Data>(attempt: () => Promise<Answer<Data> | 'lost'>): Promise<Answer<Data>> {
  const first = await attempt();
  const answer = first === 'lost' ? await attempt() : first;
  if (answer === 'lost') throw new Later('GitHub does not answer.');
  return answer;
}

async function ownLogin(probot: Probot): Promise<string> {
  const octokit = await probot.auth();
  const answer = await attempted(() => octokit.request('GET /app'));
  if (answer !== 'lost' && answer.ok && answer.data?.slug !== undefined) return `${answer.data.slug}[bot]`;
  throw new Later('GitHub does not say who the App is; check GITHUB_APP_ID and GITHUB_PRIVATE_KEY.');
}

interface Client {
  readonly octokit: ProbotOctokit;
  readonly installation: number;
}

/** How a client is made of a token that has just been issued. */
type WithToken = (token: string) => ProbotOctokit;

/** The App's clients, one for each `owner/repo` or organisation it is installed on. */
function installationClients(probot: Probot, withToken: WithToken) {
  const clients = new Map<string, Promise<Client | undefined>>();
  const keep = (place: string, opened: Promise<Client | undefined>): Promise<Client | undefined> => {
    const key = place.toLowerCase();
    clients.set(key, opened);
    const forget = () => clients.delete(key);
    opened.then((client) => client ?? forget(), forget);
    return opened;
  };
  const attempt = async <Data>(place: string, call: Call<Data>): Promise<Answer<Data> | 'lost'> => {
    const client = await (clients.get(place.toLowerCase()) ?? keep(place, openClient(probot, place)));
    if (client === undefined)
      return { ok: false, status: 0, message: `The GitHub App is not installed on ${place}.` };
    const answer = await attempted(() => call(client.octokit));
    if (answer === 'lost' || answer.ok || answer.status !== 401) return answer;
    // The token was revoked or has run out before its time: GitHub did nothing, so asking again is safe even for a change.
    const fresh = await keep(place, renewClient(probot, client, withToken));
    return fresh === undefined ? answer : attempted(() => call(fresh.octokit));
  };
  // The installation of an organisation is that of its repositories.
  const placeIn = (org: string) =>
    [...clients.keys()].find((place) => place.startsWith(`${org.toLowerCase()}/`)) ?? org;
  return { attempt, placeIn };
}

async function openClient(probot: Probot, place: string): Promise<Client | undefined> {
  const app = await probot.auth();
  const [owner = '', repo] = place.split('/');
  const found = await attempted<{ readonly id: number | bigint }>(() =>
    repo === undefined
      ? app.request('GET /orgs/{org}/installation', { org: owner })
      : app.request('GET /repos/{owner}/{repo}/installation', { owner, repo }),
  );
  if (found === 'lost') throw new Later('GitHub does not answer.');
  if (found.ok) {
    const installation = Number(found.data.id);
    return { octokit: await probot.auth(installation), installation };
  }
  if (found.status === 404) return undefined;
  throw new Later(`GitHub refuses the App (${found.status}); check GITHUB_APP_ID and GITHUB_PRIVATE_KEY.`);
}

/** Octokit has no way to renew a token that does not go to api.github.com, wherever GitHub is: it is asked for here. */
async function renewClient(
  probot: Probot,
  { installation }: Client,
  withToken: WithToken,
): Promise<Client | undefined> {
  const app = await probot.auth();
  const issued = await attempted(() =>
    app.request('POST /app/installations/{installation_id}/access_tokens', { installation_id: installation }),
  );
  if (issued === 'lost' || !issued.ok) return undefined;
  return { octokit: withToken(issued.data.token), installation };
}

interface HttpError extends Error {
  readonly status: number;
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

/** Makes the call and tells its outcome as a value. Throws `Later` where GitHub asks to come back later. */
async function attempted<Data>(
  call: () => Promise<{ readonly data: Data; readonly status: number }>,
): Promise<Answer<Data> | 'lost'> {
  try {
    const { data, status } = await call();
    return { ok: true, data, status };
  } catch (error) {
    if (error instanceof Later) throw error;
    // A network error has no status, or Octokit's invented 500 without a response.
    if (!isHttpError(error) || error.response === undefined || error.status >= 500) return 'lost';
    const afterMs = limitedFor(error);
    if (afterMs !== undefined) throw new Later('GitHub limits the rate of requests.', afterMs);
    return { ok: false, status: error.status, message: error.message.slice(0, 500) };
  }
}

function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}

/** How long GitHub asks us to wait, in ms (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api). */
function limitedFor({ status, response, message }: HttpError): number | undefined {
  if (status !== 429 && status !== 403) return undefined;
  const after = Number(response?.headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(after)) return after * 1000;
  if (response?.headers['x-ratelimit-remaining'] === '0') {
    const until = Number(response.headers['x-ratelimit-reset']) * 1000 - Date.now();
    return Number.isFinite(until) ? Math.max(1000, until) : 60_000;
  }
  return status === 429 || /rate limit/i.test(message) ? 60_000 : undefined;
}
