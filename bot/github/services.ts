import type { Clock } from '../../src/clock.ts';
import type { ConfigRegistry } from '../../src/config/config-kind.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { Log } from '../log.ts';
import { Later } from '../ports.ts';
import type { GitHubPort } from '../ports.ts';
import type { RepositorySetting } from '../settings.ts';
import type { GitHubApi } from './api.ts';
import { readText } from './files.ts';

type Services = Awaited<ReturnType<GitHubPort['services']>>;
type ServiceEntry = Services[number];

/** How long an answer is used again, in ms. */
const freshMs = 60_000;
/** How long the last answer stands in while GitHub is down: an incident must still be declared then. */
const staleMs = 24 * 3_600_000;

interface Kept {
  readonly entry: ServiceEntry;
  readonly commit: string;
  readonly at: number;
}

/** Reads the services of the repositories, at most once a minute, and their files only when the branch has moved. */
export function createServices({
  api,
  repositories,
  registry,
  clock,
  log,
}: {
  readonly api: GitHubApi;
  readonly repositories: readonly RepositorySetting[];
  readonly registry: ConfigRegistry;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<Services> {
  const kept = new Map<RepositorySetting, Kept>();
  const underWay = new Map<RepositorySetting, Promise<ServiceEntry>>();
  const refresh = async (repository: RepositorySetting): Promise<ServiceEntry> => {
    const before = kept.get(repository);
    try {
      const now = await readService(api, { repository, registry, before });
      kept.set(repository, { ...now, at: clock.now() });
      return now.entry;
    } catch (error) {
      if (!(error instanceof Later) || before === undefined || clock.now() - before.at > staleMs) throw error;
      log.warn(
        { repository, reason: error.message },
        'GitHub does not answer: the last known config is used',
      );
      return before.entry;
    }
  };
  const current = (repository: RepositorySetting): Promise<ServiceEntry> => {
    const before = kept.get(repository);
    if (before !== undefined && clock.now() - before.at < freshMs) return Promise.resolve(before.entry);
    const asked = underWay.get(repository) ?? refresh(repository);
    underWay.set(repository, asked);
    return asked.finally(() => underWay.delete(repository));
  };
  return async () => withoutDoubles(await Promise.all(repositories.map(current)));
}

interface Reading {
  readonly repository: RepositorySetting;
  readonly registry: ConfigRegistry;
  readonly before: Kept | undefined;
}

async function readService(
  api: GitHubApi,
  { repository, registry, before }: Reading,
): Promise<Pick<Kept, 'entry' | 'commit'>> {
  const { owner, repo, configPath } = repository;
  const place = `${owner}/${repo}`;
  const found = await api.read(repository, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}', { owner, repo }),
  );
  if (!found.ok) return broken(place, `${place} cannot be read: ${found.message}`);
  const branch = found.data.default_branch;
  const tip = await api.read(repository, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/branches/{branch}', { owner, repo, branch }),
  );
  if (!tip.ok) return broken(place, `${place} has no branch ${branch}: ${tip.message}`);
  const commit = tip.data.commit.sha;
  if (before?.commit === commit) return { entry: before.entry, commit };
  const text = await readText(api, repository, { path: configPath, ref: commit });
  if (text === undefined) return broken(place, `${place} has no ${configPath} on ${branch}.`, commit);
  const { config, diagnostics } = parseConfig({ text, file: configPath, registry });
  if (config === undefined) {
    const first = diagnostics.find(({ severity }) => severity === 'error');
    const where = first === undefined ? configPath : `${configPath}:${first.line}:${first.column}`;
    return broken(nameIn(text) ?? place, `${where} in ${place}: ${first?.message ?? 'has mistakes'}`, commit);
  }
  const source = {
    owner,
    repo,
    repositoryId: Number(found.data.id),
    branch,
    commit,
    configPath,
    configDigest: config.digest,
    workflowPath: `.github/workflows/${config.incidents?.workflow ?? 'failover.yml'}`,
  };
  return { entry: { name: config.service, at: { source, config } }, commit };
}

function broken(name: string, problem: string, commit = ''): Pick<Kept, 'entry' | 'commit'> {
  return { entry: { name, problem }, commit };
}

/** What a broken file calls its service, so that people are told about it by that name. */
function nameIn(text: string): string | undefined {
  return /^service:[ \t]*["']?([a-z0-9][a-z0-9-]{0,62})["']?[ \t]*(?:#.*)?$/m.exec(text)?.[1];
}

/** Two repositories with one name for their services: neither may be failed over by that name. */
function withoutDoubles(entries: Services): Services {
  const counts = new Map<string, number>();
  for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, count]): Services =>
    count === 1
      ? entries.filter((entry) => entry.name === name)
      : [
          {
            name,
            problem: `${count} repositories of REPOSITORIES call their service ${name}; rename all but one.`,
          },
        ],
  );
}
