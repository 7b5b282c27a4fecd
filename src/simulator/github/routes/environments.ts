import * as z from 'zod';
import { nothing, notAccessible, notFound, ok, refused, type Answer } from '../http/answer.ts';
import { accountOf } from '../http/auth.ts';
import { pageOf } from '../http/pagination.ts';
import { onRepository, readBody, type RepositoryCall, type Route } from '../http/route.ts';
import type { Environment } from '../state/repository.ts';
import { currentAttempt } from '../state/runs.ts';
import {
  deploymentView,
  environmentView,
  pendingView,
  protectionRulesView,
  reviewView,
} from '../views/environment.ts';
import { withRun } from './runs.ts';

const state = z.enum(['approved', 'rejected']);
const ruleBody = z.union([
  z.object({ environment_name: z.string(), state, comment: z.string().optional() }),
  z.object({ environment_name: z.string(), state: z.undefined().optional(), comment: z.string() }),
]);
const reviewBody = z.object({ environment_ids: z.array(z.number()), state, comment: z.string() });
const ofRun = '/repos/{owner}/{repo}/actions/runs/{run_id}';
const ofRepository = '/repos/{owner}/{repo}/environments';

/** Environments, their rules, and what waits for them: https://docs.github.com/en/rest/deployments */
export const environmentRoutes: readonly Route[] = [
  onRepository(`GET ${ofRepository}`, 'actions:read', listEnvironments),
  onRepository(`GET ${ofRepository}/{environment_name}`, 'actions:read', (call) =>
    withEnvironment(call, (environment) => ok(environmentView(call.site, call.repository, environment))),
  ),
  onRepository(`GET ${ofRepository}/{environment_name}/deployment_protection_rules`, 'actions:read', (call) =>
    withEnvironment(call, (environment) => ok(protectionRulesView(call.site, environment))),
  ),
  onRepository(`POST ${ofRun}/deployment_protection_rule`, 'deployments:write', answerRule),
  onRepository(`GET ${ofRun}/pending_deployments`, 'actions:read', listPending),
  onRepository(`POST ${ofRun}/pending_deployments`, 'deployments:write', review),
  onRepository(`GET ${ofRun}/approvals`, 'actions:read', (call) =>
    withRun(call, (run) =>
      ok(currentAttempt(run).reviews.map((one) => reviewView(call.site, call.repository, one))),
    ),
  ),
];

function withEnvironment(call: RepositoryCall, then: (environment: Environment) => Answer): Answer {
  const name = (call.params['environment_name'] ?? '').toLowerCase();
  const environment = [...call.repository.environments.values()].find(
    (one) => one.name.toLowerCase() === name,
  );
  return environment ? then(environment) : notFound;
}

function listEnvironments(call: RepositoryCall): Answer {
  const all = [...call.repository.environments.values()];
  const { items, headers } = pageOf(call, all);
  const environments = items.map((environment) => environmentView(call.site, call.repository, environment));
  return ok({ total_count: all.length, environments }, headers);
}

function answerRule(call: RepositoryCall): Answer {
  if (call.caller.kind !== 'installation') return notAccessible;
  return withRun(call, (run) => {
    const parsed = readBody(call, ruleBody);
    if ('answer' in parsed) return parsed.answer;
    const { environment_name: environment, comment = '', ...rest } = parsed.body;
    const where = { repository: call.repository, by: accountOf(call.site, call.caller) };
    const answer = { environment, rule: 'app', state: rest.state, comment } as const;
    return call.actions.answerGate(where, run, answer) ?? nothing;
  });
}

function listPending(call: RepositoryCall): Answer {
  return withRun(call, (run) => {
    const { site, caller, repository } = call;
    const viewer = caller.kind === 'user' ? caller.user.login : '';
    return ok(
      currentAttempt(run).gates.flatMap((gate) => {
        const environment = repository.environments.get(gate.environment);
        return environment ? [pendingView(site, repository, { environment, gate, viewer })] : [];
      }),
    );
  });
}

function review(call: RepositoryCall): Answer {
  const { site, repository, caller } = call;
  return withRun(call, (run) => {
    const parsed = readBody(call, reviewBody);
    if ('answer' in parsed) return parsed.answer;
    const { environment_ids: ids, comment, ...rest } = parsed.body;
    const chosen = [...repository.environments.values()].filter(({ id }) => ids.includes(id));
    const login = accountOf(site, caller).login;
    const allowed = chosen.every(({ reviewers = [] }) => reviewers.includes(login));
    if (caller.kind !== 'user' || !allowed) return refused(403, 'You are not a required reviewer.');
    const waiting = currentAttempt(run).gates.filter((gate) =>
      chosen.some(({ name }) => name === gate.environment),
    );
    for (const { name } of chosen) {
      const answer = { environment: name, rule: 'reviewers', state: rest.state, comment } as const;
      const refusal = call.actions.answerGate({ repository, by: caller.user }, run, answer);
      if (refusal) return refusal;
    }
    return ok(waiting.map((gate) => deploymentView(site, repository, { run, gate })));
  });
}
