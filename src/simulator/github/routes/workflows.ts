import * as z from 'zod';
import { nothing, notFound, ok, type Answer } from '../http/answer.ts';
import { accountOf } from '../http/auth.ts';
import { pageOf } from '../http/pagination.ts';
import { onRepository, readBody, type RepositoryCall, type Route } from '../http/route.ts';
import { findWorkflow, workflowsOf } from '../actions/workflows.ts';
import { repositoryUrl } from '../views/repository.ts';
import { runPage, workflowView } from '../views/run.ts';
import { listRuns } from './runs.ts';

const dispatchBody = z.object({
  ref: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  return_run_details: z.boolean().optional(),
});
const one = '/repos/{owner}/{repo}/actions/workflows/{workflow_id}';

/** Workflow files: https://docs.github.com/en/rest/actions/workflows */
export const workflowRoutes: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/actions/workflows', 'actions:read', listWorkflows),
  onRepository(`GET ${one}`, 'actions:read', ({ site, repository, params }) => {
    const workflow = findWorkflow(site, repository, params['workflow_id'] ?? '');
    return workflow ? ok(workflowView(site, repository, workflow)) : notFound;
  }),
  onRepository(`GET ${one}/runs`, 'actions:read', (call) => {
    const workflow = findWorkflow(call.site, call.repository, call.params['workflow_id'] ?? '');
    return workflow ? listRuns(call, (run) => run.workflow.id === workflow.id) : notFound;
  }),
  onRepository(`POST ${one}/dispatches`, 'actions:write', dispatch),
];

function listWorkflows(call: RepositoryCall): Answer {
  const all = workflowsOf(call.site, call.repository);
  const { items, headers } = pageOf(call, all);
  const workflows = items.map((workflow) => workflowView(call.site, call.repository, workflow));
  return ok({ total_count: all.length, workflows }, headers);
}

function dispatch(call: RepositoryCall): Answer {
  const { site, repository, params, caller } = call;
  const parsed = readBody(call, dispatchBody);
  if ('answer' in parsed) return parsed.answer;
  const { ref, inputs, return_run_details: details = false } = parsed.body;
  const where = { repository, by: accountOf(site, caller) };
  const started = call.actions.dispatch(where, { workflow: params['workflow_id'] ?? '', ref, inputs });
  if ('refusal' in started) return started.refusal;
  if (!details) return nothing;
  const { id } = started.run;
  return ok({
    workflow_run_id: id,
    run_url: `${repositoryUrl(site, repository)}/actions/runs/${id}`,
    html_url: runPage(site, repository, id),
  });
}
