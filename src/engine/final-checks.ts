import type { Config } from '../config/config.ts';
import type { RunSummary } from '../events.ts';
import { checkAll, type ResourceChecks } from './check-all.ts';
import { checkOneWriter, type OneWriter } from './one-writer.ts';
import { chain } from './journal.ts';
import { observeAll, type Looking } from './observe.ts';
import type { RunRecord, RunStore } from './run-store.ts';

/** A run that has just ended, and where its journal does. */
export interface EndedRun {
  readonly record: RunRecord;
  readonly summary: RunSummary;
  readonly last: { readonly seq: number; readonly hash: string };
}

interface Checking {
  readonly config: Config;
  readonly looking: Looking;
  readonly store: RunStore;
  readonly signal: AbortSignal;
}

/**
 * Writes the evidence that a finished run leaves behind: one fresh look at the region that is active now, and what the checks of
 * every resource of the plan say. The run is over by then: nothing that goes wrong here changes how it ended. Gives the summary
 * back, with a warning for each check that has failed.
 */
export async function recordFinalChecks(
  checking: Checking,
  { record, summary, last }: EndedRun,
): Promise<RunSummary> {
  if (summary.result !== 'done' || checking.signal.aborted) return summary;
  const own = await finalChecks(checking, record);
  const { checks: others, unknown } = await otherSide(checking, record);
  const checks = [...own, ...others];
  const at = checking.looking.clock.now();
  const entries = chain([{ type: 'checked', at, checks }], last);
  const written = checking.looking.clock.during(checking.store.append(record.run, entries));
  const failed = checks.flatMap((resource) =>
    resource.checks
      .filter(({ ok }) => !ok)
      .map(
        ({ name, expected, found }) =>
          `${resource.resource}, looked at once more after the run: ${name}: expected ${expected}, found ${found}`,
      ),
  );
  const warnings = await written.then(
    () => [...failed, ...unknown],
    () => [...failed, ...unknown, 'The checks at the end could not be written to the journal.'],
  );
  return { ...summary, warnings: [...summary.warnings, ...warnings] };
}

/** The region that was left is not asked after a failover: it may be dark. */
async function finalChecks(
  { config, looking, signal }: Checking,
  { plan }: RunRecord,
): Promise<ResourceChecks[]> {
  const resources = config.resources.filter(({ id }) => plan.assessments[id] !== undefined);
  const observations = await observeAll({ ...config, resources }, looking, {
    regions: plan.goal.operation === 'failover' ? [plan.goal.to] : [plan.goal.to, plan.goal.from],
    tries: 1,
    signal,
  });
  return checkAll(resources, observations, { registry: looking.registry, goal: plan.goal }).filter(
    ({ checks }) => checks.length > 0,
  );
}

/** Where data is held, the side that was left is asked once whether it is still written to; the run is over, so a dark region costs nobody time. */
async function otherSide({ config, looking, signal }: Checking, { plan }: RunRecord): Promise<OneWriter> {
  const { operation, from } = plan.goal;
  if (operation !== 'failover' && operation !== 'failback') return { checks: [], unknown: [] };
  const resources = config.resources.filter(
    ({ id, kind }) => plan.assessments[id] !== undefined && looking.registry.get(kind)?.writes !== undefined,
  );
  if (resources.length === 0) return { checks: [], unknown: [] };
  const observations = await observeAll({ ...config, resources }, looking, {
    regions: [from],
    tries: 1,
    signal,
  });
  return checkOneWriter(resources, observations, { registry: looking.registry, goal: plan.goal });
}
