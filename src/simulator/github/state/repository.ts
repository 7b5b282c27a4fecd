import type { LocalEnvironment, LocalRepository } from '../world.ts';
import type { Accounts, Holder } from './accounts.ts';
import { commitTo, type Git } from './git.ts';
import type { Issue, Label } from './issues.ts';
import type { Pull } from './pulls.ts';
import type { Run, Workflow } from './runs.ts';

/** An environment with its number. */
export interface Environment extends LocalEnvironment {
  readonly id: number;
}

/** A repository as it is now. */
export interface Repository {
  readonly id: number;
  readonly owner: Holder;
  readonly name: string;
  readonly fullName: string;
  readonly public: boolean;
  readonly olderSubject: boolean;
  readonly createdAt: number;
  readonly git: Git;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly environments: Map<string, Environment>;
  readonly issues: Map<number, Issue>;
  readonly pulls: Map<number, Pull>;
  readonly labels: Map<string, Label>;
  /** By path. */
  readonly workflows: Map<string, Workflow>;
  readonly runs: Map<number, Run>;
}

/** What making a repository takes besides its description. */
export interface Making {
  readonly accounts: Accounts;
  readonly nextId: () => number;
  readonly at: number;
}

/** A repository with its first commit. */
export function createRepository(given: LocalRepository, { accounts, nextId, at }: Making): Repository {
  const owner = accounts.find(given.owner);
  if (!owner) throw new Error(`No account ${given.owner}.`);
  const git: Git = { commits: new Map(), branches: new Map(), defaultBranch: given.defaultBranch };
  const first = { branch: given.defaultBranch, files: given.files, message: 'First commit', author: owner };
  commitTo(git, { ...first, at });
  return {
    id: given.id,
    owner,
    name: given.name,
    fullName: `${owner.login}/${given.name}`,
    public: given.public,
    olderSubject: given.olderSubject ?? false,
    createdAt: at,
    git,
    variables: given.variables ?? {},
    secrets: given.secrets ?? {},
    environments: new Map(
      given.environments.map((environment) => [environment.name, { ...environment, id: nextId() }]),
    ),
    issues: new Map(),
    pulls: new Map(),
    labels: new Map(),
    workflows: new Map(),
    runs: new Map(),
  };
}
