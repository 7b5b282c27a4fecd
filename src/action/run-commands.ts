import { FailoverError } from '../errors.ts';
import { defaultAnswer } from '../engine/host.ts';
import { replayEvents } from '../engine/replay-events.ts';
import type { StoredRun } from '../engine/run.ts';
import type { OperatorRequest } from '../engine/run-store.ts';
import { isFinal } from '../engine/run-state.ts';
import type { RunSummary } from '../events.ts';
import type { RunId } from '../ids.ts';
import type { Config } from '../config/config.ts';
import { chooseRegions } from '../operations/choose-regions.ts';
import { planService, requireHash, type Planned } from '../operations/plan-service.ts';
import { requireSync } from '../operations/require-sync.ts';
import {
  exitOfRun,
  findRun,
  isBeingExecuted,
  newRunId,
  resumeService,
  runOfOperation,
  runPlan,
  type Running,
} from '../operations/run-service.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import { viewOfRun } from '../report/checklist-view.ts';
import { plainPalette } from '../report/palette.ts';
import { plainProgress } from '../report/plain-progress.ts';
import { renderSummary } from '../report/summary-text.ts';
import { askBot, begin } from './bot-questions.ts';
import { anyDirection, openService, readConfig, type Job, type JobSession } from './job.ts';
import type { Outcome } from './outputs.ts';
import { proposeRun } from './keep-results.ts';
import { keepReport } from './run-report.ts';
import { explain, refusedPlan, requestOf } from './show-plan.ts';

/** The commands that carry out a plan: they plan with keys that can only look, renew them for exactly this plan, and carry it out. */
export async function carryOut(job: Job, operation: Operation): Promise<Outcome> {
  const config = await readConfig(job);
  const direction = chooseRegions(config, job.inputs, operation);
  const { operationId } = job.inputs;
  const run = newRunId(job.clock.now(), operationId);
  const opened = await openService(job, config, { ...direction, run });
  try {
    const earlier = operationId === undefined ? undefined : await runOfOperation(opened.session, operationId);
    if (earlier !== undefined) return await goOn(job, config, { stored: earlier, requests: [] });
    job.log.text(`Looking at ${direction.from} and ${direction.to} ...`);
    const request = { operation, ...direction, ...requestOf(job.inputs) };
    const planned = await planService(opened.session, request, job.signal);
    explain(job, planned.plan);
    job.bot?.send({ type: 'planned', plan: planned.plan });
    if (planned.plan.problems.length > 0) return refusedPlan(planned.plan);
    requireHash(planned.plan, job.inputs.planHash);
    if (operation === 'failback' && job.inputs.validateSync)
      await requireSync(opened.session, { ...direction, signal: job.signal }, job.inputs.only);
    await begin(job, config, { plan: planned.plan, run });
    await opened.narrow(callsOf(planned.plan));
    return await start(job, config, { opened, planned, run });
  } finally {
    opened.close();
  }
}

async function start(
  job: Job,
  config: Config,
  { opened, planned, run }: { readonly opened: JobSession; readonly planned: Planned; readonly run: RunId },
): Promise<Outcome> {
  const { operationId, reason = 'no reason given' } = job.inputs;
  const operation = operationId === undefined ? {} : { operation: operationId };
  try {
    const summary = await runPlan(opened.session, planned, {
      ...running(job, config, { run, plan: planned.plan }),
      ...operation,
      reason,
      run,
    });
    return await ended(job, opened, { plan: planned.plan, summary });
  } catch (error) {
    // Somebody else has started the same operation between our look at the runs and our taking the lease.
    const repeated =
      error instanceof FailoverError &&
      ['RUN_EXISTS', 'RUN_UNFINISHED', 'LEASE_HELD'].includes(error.problems[0]?.code ?? '');
    const earlier =
      repeated && operationId !== undefined ? await runOfOperation(opened.session, operationId) : undefined;
    if (earlier === undefined) throw error;
    return await goOn(job, config, { stored: earlier, requests: [] });
  }
}

/** `resume`, `retry`, `skip` and `abort`: a run is taken up again, with what the operator wants. */
export async function takeUp(job: Job): Promise<Outcome> {
  const { inputs, clock, actor } = job;
  const { step = '', reason = 'no reason given' } = inputs;
  const meta = { at: clock.now(), actor };
  const requests: Readonly<Record<string, readonly OperatorRequest[]>> = {
    retry: [{ type: 'operator-retry', ...meta, step }],
    skip: [{ type: 'operator-skip', ...meta, step, reason }],
    abort: [{ type: 'operator-abort', ...meta, reason }],
  };
  const config = await readConfig(job);
  const finder = await openService(job, config, { ...anyDirection(config, job), run: newRunId(clock.now()) });
  try {
    const stored = await findRun(finder.session, inputs.run);
    return await goOn(job, config, { stored, requests: requests[inputs.command] ?? [] });
  } finally {
    finder.close();
  }
}

/** Goes on with a run that is there: hands requests to the process that executes it, reports it when it is over, else resumes it. */
async function goOn(
  job: Job,
  config: Config,
  { stored, requests }: { readonly stored: StoredRun; readonly requests: readonly OperatorRequest[] },
): Promise<Outcome> {
  const { run, plan } = stored.record;
  const { from, to } = plan.goal;
  const opened = await openService(job, config, { from, to, run });
  try {
    const { session } = opened;
    // A bot that was away while the run came to its end learns it now.
    if (isFinal(stored.state)) for (const event of replayEvents(stored)) job.bot?.send(event);
    if (isFinal(stored.state) && requests.length === 0 && job.inputs.operationId !== undefined) {
      job.annotations.notice(`Run ${run} of this operation is over; nothing has been started.`);
      return await ended(job, opened, { plan, stored });
    }
    const executing = await isBeingExecuted(session, stored);
    if (!executing || requests.length > 0) await begin(job, config, { plan, run });
    if (executing) {
      for (const request of requests) await session.store.request(run, request);
      const told = requests.length === 0 ? '' : ' It has been told and acts within seconds.';
      job.annotations.notice(`Run ${run} is being executed by another process.${told}`);
      const { report, reportText } = await keepReport(job, session, stored);
      return {
        exit: 'done',
        reasonCode: 'OK',
        runId: run,
        planHash: plan.hash,
        ...(report === undefined ? {} : { report }),
        ...(reportText === undefined ? {} : { reportText }),
        problems: [],
        warnings: [],
      };
    }
    await opened.narrow(callsOf(plan));
    job.summary.watch(viewOfRun(stored.record, stored.context, stored.state));
    const summary = await resumeService(session, run, { ...running(job, config, { run, plan }), requests });
    return await ended(job, opened, { plan, summary });
  } finally {
    opened.close();
  }
}

/** What a run does to this job: lines in the log, the summary, events to the bot. Without a bot a question gets its default, for nobody is there to answer. */
function running(
  job: Job,
  { approvals }: Config,
  { run, plan }: { readonly run: RunId; readonly plan: Plan },
): Running {
  const { log, summary, signal, actor, bot } = job;
  job.carries(run, plan);
  const line = (text: string): void => {
    log.text(text);
  };
  const progress = plainProgress(line, { palette: plainPalette, unicode: true });
  log.text(`Plan ${plan.hash}`);
  return {
    host: {
      emit: (event) => {
        progress(event);
        summary.event(event);
        bot?.send(event);
      },
      ask: async (request, withdrawn) =>
        bot === undefined ? defaultAnswer(request) : await askBot(bot, request, withdrawn),
    },
    signal,
    actor,
    onWait: line,
    confirmPointOfNoReturn: bot !== undefined && (approvals?.pointOfNoReturn ?? 0) > 0,
  };
}

async function ended(
  job: Job,
  { session }: JobSession,
  {
    plan,
    summary,
    stored,
  }: { readonly plan: Plan; readonly summary?: RunSummary; readonly stored?: StoredRun },
): Promise<Outcome> {
  const kept = await keepReport(job, session, stored ?? summary?.run ?? '');
  await proposeRun(job, session, { plan, run: stored?.record.run ?? summary?.run });
  const end = summary ?? kept.summary;
  if (end === undefined) throw new Error('A run has ended without a summary.');
  job.log.text(`\n${renderSummary(end, plan, { palette: plainPalette, width: 100, unicode: true })}`);
  const exit = exitOfRun(end);
  return {
    exit,
    reasonCode:
      exit === 'done'
        ? 'OK'
        : (end.problems[0]?.code ?? (end.result === 'aborted' ? 'ABORTED' : 'UNEXPECTED')),
    runId: end.run,
    planHash: plan.hash,
    summary: end,
    ...(kept.report === undefined ? {} : { report: kept.report }),
    ...(kept.reportText === undefined ? {} : { reportText: kept.reportText }),
    problems: end.problems,
    warnings: end.warnings,
  };
}

function callsOf({ steps }: Plan): Plan['steps'][number]['calls'] {
  return steps.flatMap(({ calls }) => calls);
}
