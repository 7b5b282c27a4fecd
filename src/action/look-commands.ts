import type { Config } from '../config/config.ts';
import type { RunId } from '../ids.ts';
import { kinds } from '../kinds/registry.ts';
import type { Call } from '../plan/plan.ts';
import { verifyService } from '../operations/check-service.ts';
import { chooseRegions } from '../operations/choose-regions.ts';
import { measurementsOf, publish, publishCalls, runMeasurements } from '../operations/health-metrics.ts';
import { healthOfService, healthProblems, type RegionHealth } from '../operations/health-service.ts';
import { permissionsFor } from '../operations/iam-service.ts';
import { planService } from '../operations/plan-service.ts';
import { isBeingExecuted, latestRun, newRunId } from '../operations/run-service.ts';
import { checkJournal } from '../operations/report-service.ts';
import type { Session } from '../operations/session.ts';
import { renderChecks, renderJournalCheck } from '../report/checks-text.ts';
import { renderHealth } from '../report/health-text.ts';
import { plainPalette } from '../report/palette.ts';
import { renderStatus } from '../report/status-text.ts';
import { anyDirection, openService, readConfig, type Job } from './job.ts';
import { fenced } from './job-summary.ts';
import type { Outcome } from './outputs.ts';
import { keepReport } from './run-report.ts';
import { explain, refusedPlan, requestOf } from './show-plan.ts';

const style = { palette: plainPalette, unicode: true, width: 110 } as const;

const done: Outcome = { exit: 'done', reasonCode: 'OK', problems: [], warnings: [] };

/** `plan`: what a failover would do now. */
export async function plan(job: Job): Promise<Outcome> {
  const config = await readConfig(job);
  const { operation } = job.inputs;
  const direction = chooseRegions(config, job.inputs, operation);
  const opened = await openService(job, config, { ...direction, run: newRunId(job.clock.now()) });
  try {
    const request = { operation, ...direction, ...requestOf(job.inputs) };
    const planned = await planService(opened.session, request, job.signal);
    explain(job, planned.plan);
    job.bot?.send({ type: 'planned', plan: planned.plan });
    return planned.plan.problems.length > 0
      ? refusedPlan(planned.plan)
      : { ...done, planHash: planned.plan.hash, warnings: planned.plan.warnings };
  } finally {
    opened.close();
  }
}

/** `verify`: the post-conditions of "this region is active"; with a run, the chain of its journal and nothing else. */
export async function verify(job: Job): Promise<Outcome> {
  const config = await readConfig(job);
  if (job.inputs.run !== undefined) return await verifyJournal(job, config, job.inputs.run);
  const direction = chooseRegions(config, job.inputs);
  const opened = await openService(job, config, { ...direction, run: newRunId(job.clock.now()) });
  try {
    const resources = await verifyService(
      opened.session,
      { ...direction, operation: 'failover', mode: 'unplanned', fromCondition: 'up' },
      job.inputs.only,
    );
    show(job, renderChecks(resources, { ...style, region: direction.to }));
    const failed = resources.flatMap(({ resource, checks }) =>
      checks.filter(({ ok }) => !ok).map((check) => ({ resource, ...check })),
    );
    const problems = failed.map(({ resource, name, expected, found }) => ({
      code: 'CHECK_FAILED' as const,
      resource,
      region: direction.to,
      message: `${name}: expected ${expected}, found ${found.replace(/\.$/, '')}.`,
      expected,
      found,
    }));
    return problems.length === 0 ? done : { ...done, exit: 'failed', reasonCode: 'CHECK_FAILED', problems };
  } finally {
    opened.close();
  }
}

async function verifyJournal(job: Job, config: Config, run: RunId): Promise<Outcome> {
  const opened = await openService(job, config, {
    ...anyDirection(config, job),
    run: newRunId(job.clock.now()),
  });
  try {
    const check = await checkJournal(opened.session, run);
    if (check.problem !== undefined)
      return {
        exit: 'failed',
        reasonCode: check.problem.code,
        runId: run,
        problems: [check.problem],
        warnings: [],
      };
    show(job, renderJournalCheck(check, style));
    return { ...done, runId: run };
  } finally {
    opened.close();
  }
}

/** `health`: how every region answers, and whether it could take over. */
export async function health(job: Job): Promise<Outcome> {
  const config = await readConfig(job);
  const opened = await openService(job, config, {
    ...anyDirection(config, job),
    run: newRunId(job.clock.now()),
    calls: [...looksEverywhere(config), ...(job.inputs.metrics ? publishCalls(config.regions) : [])],
  });
  try {
    const regions = await healthOfService(opened.session, job.signal);
    show(job, renderHealth(config.service, regions, style));
    const warnings = job.inputs.metrics ? await putMetrics(job, opened.session, regions) : [];
    const problems = healthProblems(regions);
    return problems.length === 0
      ? { ...done, warnings }
      : { ...done, exit: 'failed', reasonCode: 'CHECK_FAILED', problems, warnings };
  } finally {
    opened.close();
  }
}

/** A job looks once, so a run counts as new for the day between two of them. */
const windowMs = 24 * 60 * 60_000;

async function putMetrics(
  { annotations }: Job,
  session: Session,
  regions: readonly RegionHealth[],
): Promise<readonly string[]> {
  const runs = await runMeasurements(session, windowMs).catch((error: unknown) => {
    annotations.warning(
      `The runs could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return [];
  });
  return publish(session, [...measurementsOf(session.config.service, regions), ...runs]);
}

/** Where a service has more than two regions, health is the one look that goes to all of them. */
export function looksEverywhere({ regions, resources }: Config): Call[] {
  return resources.flatMap((resource) =>
    regions.flatMap((region) => kinds.get(resource.kind)?.reads(resource, region) ?? []),
  );
}

/** `status` and `report`: a run step by step, in the log, the summary and as a page. */
export async function showRun(job: Job): Promise<Outcome> {
  const config = await readConfig(job);
  const opened = await openService(job, config, {
    ...anyDirection(config, job),
    run: newRunId(job.clock.now()),
  });
  try {
    const { session } = opened;
    const stored = await latestRun(session, job.inputs.run);
    if (stored === undefined) {
      show(job, `There has been no run of ${config.service} (${session.store.place}).`);
      return done;
    }
    const { record, state, context } = stored;
    job.log.text(
      renderStatus(
        { record, state, context, executing: await isBeingExecuted(session, stored) },
        { ...style, now: job.clock.now() },
      ),
    );
    const kept = await keepReport(job, session, stored);
    return { ...done, ...kept, runId: record.run, planHash: record.plan.hash };
  } finally {
    opened.close();
  }
}

/** `validate`: every mistake of the config at once, as annotations. */
export async function validate(job: Job): Promise<Outcome> {
  const { file, service, regions, resources } = await readConfig(job);
  show(job, `${file} is valid: ${service} in ${regions.join(', ')}, ${resources.length} resources.`);
  return done;
}

/** `iam`: the least-privilege policy of a failover. Contacts nothing. */
export async function iam(job: Job): Promise<Outcome> {
  const config = await readConfig(job);
  const { operation, mode, only } = job.inputs;
  const { policy } = permissionsFor(config, kinds, {
    ...chooseRegions(config, job.inputs, operation),
    operation,
    mode,
    only,
  });
  show(job, JSON.stringify(policy, null, 2), 'json');
  return done;
}

function show({ log, summary }: Job, text: string, language = 'text'): void {
  log.text(text);
  summary.page(fenced(log.masks.redact(text), language));
}
