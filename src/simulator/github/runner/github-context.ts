import { dirname } from 'node:path';
import type { RunHost, RunnableRun } from '../runner-contract.ts';
import { contextOf, isObject, type JsonObject } from './json.ts';
import type { Machine } from './machine.ts';

/** What the context `github` is made of before there is a machine. */
export interface GithubContextInput {
  readonly run: RunnableRun;
  readonly host: Pick<RunHost, 'serverUrl' | 'apiUrl' | 'token'>;
  /** The `name` of the run's workflow, or its path. */
  readonly workflow: string;
}

/** The context `github` of a run (https://docs.github.com/actions/reference/contexts-reference#github-context). */
export function githubContext({ run, host, workflow }: GithubContextInput): JsonObject {
  const { repository, actor, triggeringActor, ref, sha } = run;
  const full = `${repository.owner.login}/${repository.name}`;
  const payload = contextOf(run.payload);
  const event = isObject(payload) ? payload : {};
  return {
    actor: actor.login,
    actor_id: String(actor.id),
    triggering_actor: triggeringActor.login,
    api_url: host.apiUrl,
    server_url: host.serverUrl,
    graphql_url: `${host.apiUrl}/graphql`,
    base_ref: '',
    head_ref: '',
    event: run.event === 'workflow_dispatch' ? { inputs: run.inputs, ...event } : event,
    event_name: run.event,
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: false,
    repository: full,
    repository_id: String(repository.id),
    repository_owner: repository.owner.login,
    repository_owner_id: String(repository.owner.id),
    repositoryUrl: `${host.serverUrl.replace(/^https?:/, 'git:')}/${full}.git`,
    retention_days: '90',
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: String(run.attempt),
    secret_source: 'Actions',
    sha,
    token: host.token,
    workflow,
    workflow_ref: `${full}/${run.workflow.path}@${ref}`,
    workflow_sha: sha,
  };
}

/** The context `runner`. */
export function runnerContext(machine: Machine): JsonObject {
  return {
    name: machine.name,
    os: 'Linux',
    arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
    temp: machine.temp,
    tool_cache: machine.tools,
    // As GitHub has it: the directory around the workspace.
    workspace: dirname(machine.workspace),
    environment: 'github-hosted',
  };
}

/** Fields of `github` that are no variables, or only for some steps. */
const withoutVariable = new Set(['event', 'token', 'repositoryUrl', 'ref_protected', 'secret_source']);

/** The GITHUB_* and RUNNER_* variables that say the same as the contexts. */
export function fixedVariables(github: JsonObject, runner: JsonObject): Record<string, string> {
  const named = (prefix: string, values: JsonObject) =>
    Object.entries(values).flatMap(([name, value]): [string, string][] =>
      withoutVariable.has(name) || typeof value !== 'string'
        ? []
        : [[`${prefix}_${name.toUpperCase()}`, value]],
    );
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_REF_PROTECTED: 'false',
    ...Object.fromEntries([...named('GITHUB', github), ...named('RUNNER', runner)]),
  };
}
