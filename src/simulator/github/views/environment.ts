import { isoTime, nodeId, type Site } from '../site.ts';
import type { Environment, Repository } from '../state/repository.ts';
import type { Gate, Review, Run } from '../state/runs.ts';
import { accountView } from './account.ts';
import { repositoryPage, repositoryUrl } from './repository.ts';

function environmentUrl(site: Site, repository: Repository, name: string): string {
  return `${repositoryUrl(site, repository)}/environments/${encodeURIComponent(name)}`;
}

function pageOf(site: Site, repository: Repository, { name }: Environment): string {
  return `${repositoryPage(site, repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`;
}

function reviewersOf(site: Site, environment: Environment) {
  return (environment.reviewers ?? []).flatMap((login) => {
    const holder = site.accounts.find(login);
    return holder ? [{ type: 'User', reviewer: accountView(site, holder) }] : [];
  });
}

/** An environment with its rules. */
export function environmentView(site: Site, repository: Repository, environment: Environment) {
  const { id, name } = environment;
  const at = isoTime(repository.createdAt);
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: environmentUrl(site, repository, name),
    html_url: pageOf(site, repository, environment),
    created_at: at,
    updated_at: at,
    protection_rules: (environment.reviewers ?? []).length
      ? [
          {
            id: id * 10 + 1,
            node_id: nodeId('GA', id),
            prevent_self_review: false,
            type: 'required_reviewers',
            reviewers: reviewersOf(site, environment),
          },
        ]
      : [],
    deployment_branch_policy: null,
  };
}

/** The custom rules of an environment. */
export function protectionRulesView(site: Site, environment: Environment) {
  const { app } = site;
  const rule = {
    id: environment.id * 10,
    node_id: nodeId('GT', environment.id),
    enabled: true,
    app: {
      id: app.id,
      slug: app.slug,
      integration_url: `${site.apiUrl}/apps/${encodeURIComponent(app.slug)}`,
      node_id: nodeId('A', app.id),
    },
  };
  const rules = environment.protectedBy === 'app' ? [rule] : [];
  return { total_count: rules.length, custom_deployment_protection_rules: rules };
}

/** An environment that a run waits for. */
export function pendingView(
  site: Site,
  repository: Repository,
  { environment, gate, viewer }: { environment: Environment; gate: Gate; viewer: string },
) {
  return {
    environment: {
      id: environment.id,
      node_id: nodeId('EN', environment.id),
      name: environment.name,
      url: environmentUrl(site, repository, environment.name),
      html_url: pageOf(site, repository, environment),
    },
    wait_timer: 0,
    wait_timer_started_at: isoTime(gate.askedAt),
    current_user_can_approve: environment.reviewers?.includes(viewer) ?? false,
    reviewers: reviewersOf(site, environment),
  };
}

/** A deployment, made when a job comes to its environment. */
export function deploymentView(site: Site, repository: Repository, { run, gate }: { run: Run; gate: Gate }) {
  const url = `${repositoryUrl(site, repository)}/deployments/${gate.deployment}`;
  return {
    url,
    id: gate.deployment,
    node_id: nodeId('DE', gate.deployment),
    task: 'deploy',
    original_environment: gate.environment,
    environment: gate.environment,
    description: null,
    created_at: isoTime(gate.askedAt),
    updated_at: isoTime(gate.askedAt),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(site, repository),
    creator: accountView(site, run.actor),
    sha: run.sha,
    ref: run.branch,
    payload: {},
    transient_environment: false,
    production_environment: false,
    performed_via_github_app: null,
  };
}

/** What was said about an environment. */
export function reviewView(site: Site, repository: Repository, review: Review) {
  const environment = repository.environments.get(review.environment);
  return {
    state: review.state,
    comment: review.comment,
    user: accountView(site, review.user),
    environments: environment
      ? [
          {
            id: environment.id,
            node_id: nodeId('EN', environment.id),
            name: environment.name,
            url: environmentUrl(site, repository, environment.name),
            html_url: pageOf(site, repository, environment),
            created_at: isoTime(repository.createdAt),
            updated_at: isoTime(repository.createdAt),
          },
        ]
      : [],
  };
}
