import type { Dispatch, Incident } from '../incidents/incident.ts';
import { carriesOut, operationOf } from '../incidents/purpose.ts';
import { Later } from '../ports.ts';
import type { DispatchOutcome } from '../ports.ts';
import type { Answer, GitHubApi } from './api.ts';
import { findDispatched } from './runs.ts';

/** GitHub takes no more than this of a workflow's inputs together. */
const longestReason = 2000;

/** Starts the workflow of an incident, once: an answer that does not come is `unclear`, never asked for again. */
export async function dispatchWorkflow(
  api: GitHubApi,
  incident: Incident,
  dispatch: Dispatch,
): Promise<DispatchOutcome> {
  try {
    const answer = await startWorkflow(api, incident, { dispatch, details: true });
    if (answer === 'lost') return { state: 'unclear', why: 'GitHub did not answer.' };
    if (answer.ok) return await dispatchedAs(api, incident, { dispatch, data: answer.data });
    // GitHub Enterprise Server before 3.21 does not know the field and has started nothing.
    if (!/return_run_details/.test(answer.message)) return refused(answer);
    const plain = await startWorkflow(api, incident, { dispatch, details: false });
    if (plain === 'lost') return { state: 'unclear', why: 'GitHub did not answer.' };
    return plain.ok ? await dispatchedAs(api, incident, { dispatch, data: undefined }) : refused(plain);
  } catch (error) {
    // A rate limit or an App that cannot log in: nothing was started, and trying again later is right.
    if (error instanceof Later) throw error;
    return { state: 'unclear', why: error instanceof Error ? error.message : String(error) };
  }
}

function startWorkflow(
  api: GitHubApi,
  { source, ...incident }: Incident,
  { dispatch, details }: { readonly dispatch: Dispatch; readonly details: boolean },
): Promise<Answer<unknown> | 'lost'> {
  const { owner, repo, branch, workflowPath } = source;
  const body = {
    owner,
    repo,
    workflow_id: workflowPath.slice(workflowPath.lastIndexOf('/') + 1),
    ref: branch,
    inputs: inputsOf({ ...incident, source }, dispatch),
    ...(details ? { return_run_details: true } : {}),
  };
  return api.write<unknown>(source, (octokit) =>
    octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', body),
  );
}

/** The inputs of workflows/failover.yml; empty ones are left out, so that a choice keeps its default. */
function inputsOf(incident: Incident, dispatch: Dispatch): Readonly<Record<string, string>> {
  const { request, source, plan } = incident;
  const { command } = dispatch;
  const operation = operationOf(request.purpose);
  const goesOn = command !== 'plan' && !carriesOut(command);
  const reason = (dispatch.reason ?? request.reason).slice(0, longestReason);
  const all = {
    command,
    // What goes on with a run needs the role of its operation. A workflow that was copied before there were others does not know the
    // input, and a failover is its default.
    operation: !carriesOut(command) && operation !== 'failover' ? operation : '',
    from: request.from,
    to: request.to,
    // What was approved is the plan's mode; `auto` could come out otherwise by now.
    mode: command === 'plan' ? request.mode : (plan?.mode ?? request.mode),
    only: request.only.join(','),
    reason,
    'plan-hash': carriesOut(command) ? (plan?.hash ?? '') : '',
    run: goesOn ? (incident.run ?? '') : '',
    step: dispatch.step ?? '',
    'operation-id': dispatch.operation,
    commit: source.commit,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

async function dispatchedAs(
  api: GitHubApi,
  { source }: Incident,
  { dispatch, data }: { readonly dispatch: Dispatch; readonly data: unknown },
): Promise<DispatchOutcome> {
  const details = detailsIn(data);
  if (details !== undefined) return { state: 'dispatched', ...details };
  const found = await findDispatched(api, source, dispatch.operation).catch(() => undefined);
  return found === undefined
    ? { state: 'unclear', why: 'GitHub started the workflow without telling which run it is.' }
    : { state: 'dispatched', githubRun: found.id, url: found.url };
}

function detailsIn(data: unknown): { readonly githubRun: number; readonly url: string } | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (!('workflow_run_id' in data) || !('html_url' in data)) return undefined;
  const { workflow_run_id: run, html_url: url } = data;
  return typeof run === 'number' && typeof url === 'string' ? { githubRun: run, url } : undefined;
}

function refused({ status, message }: Extract<Answer<unknown>, { ok: false }>): DispatchOutcome {
  return {
    state: 'refused',
    why: `GitHub refused to start the workflow (${status}): ${adviceFor(status)} ${message}`,
  };
}

function adviceFor(status: number): string {
  switch (status) {
    case 0:
      return 'install it on the repository.';
    case 401:
      return 'the key of the App is not accepted; check GITHUB_APP_ID and GITHUB_PRIVATE_KEY.';
    case 403:
      return 'the App lacks the permission Actions: write, or the organisation has not accepted it yet.';
    case 404:
      return 'there is no such workflow on the branch, or the App is not installed on the repository.';
    case 422:
      return 'the workflow does not take these inputs; compare it with workflows/failover.yml.';
    default:
      return 'the request was not accepted.';
  }
}
