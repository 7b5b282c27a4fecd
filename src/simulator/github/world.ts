import type { Runner } from './runner-contract.ts';

/** What somebody may do in every repository; `none` may still comment where it is public. */
export type Permission = 'admin' | 'write' | 'read' | 'none';

/** A person with an account. */
export interface LocalUser {
  readonly login: string;
  readonly id?: number;
  readonly name?: string;
  /** Default: write. */
  readonly permission?: Permission;
}

/** A team of an organisation; its members by login. */
export interface LocalTeam {
  readonly org: string;
  readonly slug: string;
  readonly members: readonly string[];
}

/** An environment: `app` makes the App its protection rule, `reviewers` are logins of whom one must approve. */
export interface LocalEnvironment {
  readonly name: string;
  readonly protectedBy?: 'app';
  readonly reviewers?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A repository with one commit, on its default branch. */
export interface LocalRepository {
  readonly owner: string;
  readonly name: string;
  readonly id: number;
  readonly defaultBranch: string;
  readonly files: Readonly<Record<string, string>>;
  readonly environments: readonly LocalEnvironment[];
  readonly public: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** OIDC subjects without the ids, as repositories from before 15 July 2026 have them. */
  readonly olderSubject?: boolean;
}

/** The GitHub App, installed once, on every repository of the world. */
export interface LocalApp {
  readonly id: number;
  readonly clientId: string;
  readonly slug: string;
  readonly privateKeyPem: string;
  readonly webhookSecret: string;
  /** Where deliveries go; nothing is delivered while it is not set (see `webhooks.pointTo`). */
  readonly webhookUrl?: string;
  readonly installationId: number;
  /** Default: what the bot of this project asks for. */
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>;
  /** The subscribed events; default: all that are sent. */
  readonly events?: readonly string[];
}

/** All that a local GitHub begins with. */
export interface GitHubWorld {
  readonly repositories: readonly LocalRepository[];
  readonly users: readonly LocalUser[];
  readonly teams: readonly LocalTeam[];
  readonly app: LocalApp;
  /** Without one, runs stay queued. */
  readonly runner?: Runner;
}

/** The permissions an App has when the world does not say. */
export const defaultAppPermissions: Readonly<Record<string, 'read' | 'write'>> = {
  actions: 'write',
  contents: 'read',
  deployments: 'write',
  environments: 'read',
  issues: 'write',
  members: 'read',
  metadata: 'read',
};

/** The events an App is told of when the world does not say. */
export const defaultAppEvents: readonly string[] = [
  'deployment_protection_rule',
  'issue_comment',
  'issues',
  'workflow_job',
  'workflow_run',
];
