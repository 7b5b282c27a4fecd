import { nodeId, type Site } from '../site.ts';
import type { Holder } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { Attempt, Gate, Job, Run } from '../state/runs.ts';
import { repositoryUrl } from '../views/repository.ts';
import { deploymentView } from '../views/environment.ts';
import { jobView, runView, workflowView } from '../views/run.ts';
import type { Announce } from './announcer.ts';

/** The attempt of a run that something is about. */
export interface InAttempt {
  readonly repository: Repository;
  readonly run: Run;
  readonly attempt: Attempt;
}

/** Announces what becomes of runs and jobs. */
export interface RunEvents {
  run(action: 'requested' | 'in_progress' | 'completed', at: InAttempt): void;
  job(action: 'queued' | 'waiting' | 'in_progress' | 'completed', at: InAttempt, job: Job): void;
  /** Asks the App whether a job may go into its environment. */
  protectionRule(at: InAttempt, gate: Gate): void;
}

/** The events of runs, as GitHub words them. */
export function createRunEvents(site: Site, announce: Announce): RunEvents {
  const sender = ({ attempt }: InAttempt): Holder => attempt.triggeringActor;
  return {
    run: (action, at) => {
      const { repository, run, attempt } = at;
      const content = {
        workflow_run: runView(site, repository, { run, attempt }),
        workflow: workflowView(site, repository, run.workflow),
      };
      announce({ event: 'workflow_run', action, repository, sender: sender(at), content });
    },
    job: (action, at, job) => {
      const { repository } = at;
      const content = { workflow_job: jobView(site, repository, { ...at, job }) };
      announce({ event: 'workflow_job', action, repository, sender: sender(at), content });
    },
    protectionRule: (at, gate) => {
      const { repository, run } = at;
      const content = {
        environment: gate.environment,
        event: run.event,
        sha: run.sha,
        ref: run.branch,
        deployment_callback_url: `${repositoryUrl(site, repository)}/actions/runs/${run.id}/deployment_protection_rule`,
        deployment: {
          ...deploymentView(site, repository, { run, gate }),
          node_id: nodeId('DE', gate.deployment),
        },
        pull_requests: [],
      };
      announce({
        event: 'deployment_protection_rule',
        action: 'requested',
        repository,
        sender: sender(at),
        content,
      });
    },
  };
}
