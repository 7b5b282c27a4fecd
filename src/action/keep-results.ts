import { isFinal } from '../engine/run-state.ts';
import { loadRun } from '../engine/run.ts';
import { createHttp } from '../http-client.ts';
import type { RunId } from '../ids.ts';
import type { Session } from '../operations/session.ts';
import type { DrillReport } from '../plan/drill-report.ts';
import type { Plan } from '../plan/plan.ts';
import { renderDrillMarkdown } from '../report/drill-markdown.ts';
import { drillOfRun } from '../report/drill-of-run.ts';
import type { Job } from './job.ts';
import { proposeSection } from './results-pull-request.ts';

/** Proposes what a run came to, where `results-file` asks for it. A run that may go on has come to nothing yet. */
export async function proposeRun(
  job: Job,
  { store, clock }: Session,
  { plan, run }: { readonly plan: Plan; readonly run: RunId | undefined },
): Promise<void> {
  const { operation } = plan.goal;
  const isDrill = operation === 'drill' || operation === 'failover' || operation === 'failback';
  if (job.inputs.resultsFile === undefined || run === undefined || !isDrill) return;
  try {
    const stored = await loadRun(store, run);
    if (isFinal(stored.state)) await proposeResults(job, drillOfRun(stored, clock.now()), run);
  } catch (error) {
    warn(job, error);
  }
}

/** Proposes a section of `results-file` by a pull request. What cannot be proposed costs a warning, never the result of the drill. */
export async function proposeResults(job: Job, report: DrillReport, id: string): Promise<void> {
  const { inputs, env, log, annotations } = job;
  const { resultsFile: path, githubToken: token } = inputs;
  if (path === undefined || token === undefined) return;
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  const workflowRun = env['GITHUB_RUN_ID'];
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const link =
    workflowRun === undefined ? {} : { link: `${server}/${repository}/actions/runs/${workflowRun}` };
  try {
    const { url, isNew } = await proposeSection({
      http: createHttp({ env }),
      api: env['GITHUB_API_URL'] ?? 'https://api.github.com',
      ...{ token, repository, path, id },
      // What one workflow run did stands in one pull request: a full drill is several runs.
      branch: `region-failover/drill-${workflowRun ?? id}`,
      title: `Drill of ${report.service}: ${report.from} to ${report.to}`,
      section: log.masks.redact(renderDrillMarkdown(report, link)),
    });
    annotations.notice(isNew ? `The results are proposed in ${url}.` : `The results are in ${url} already.`);
  } catch (error) {
    warn(job, error);
  }
}

function warn({ annotations, log, inputs }: Job, error: unknown): void {
  const why = log.masks.redact(error instanceof Error ? error.message : String(error));
  annotations.warning(`The results could not be proposed for ${inputs.resultsFile ?? ''}: ${why}`);
}
