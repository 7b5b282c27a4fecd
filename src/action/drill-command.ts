import { chooseRegions } from '../operations/choose-regions.ts';
import { drillCalls } from '../operations/drill-calls.ts';
import { holdDrills } from '../operations/drill-service.ts';
import { newRunId } from '../operations/run-service.ts';
import { drillsOf, type DrillReport } from '../plan/drill-report.ts';
import { renderDrillMarkdown } from '../report/drill-markdown.ts';
import { renderDrill } from '../report/drill-text.ts';
import { plainPalette } from '../report/palette.ts';
import { openService, readConfig, type Job } from './job.ts';
import { proposeResults } from './keep-results.ts';
import { looksEverywhere } from './look-commands.ts';
import type { Outcome } from './outputs.ts';
import { carryOut } from './run-commands.ts';

/** `drill`: that of DNS is a run like any other, the others look. */
export async function drill(job: Job): Promise<Outcome> {
  const { drillType } = job.inputs;
  if (drillType === 'dns') return await carryOut(job, 'drill');
  const config = await readConfig(job);
  const direction = chooseRegions(config, job.inputs, 'drill');
  const run = newRunId(job.clock.now());
  const calls = [...looksEverywhere(config), ...drillCalls(config)];
  const opened = await openService(job, config, { ...direction, run, calls });
  try {
    const report = await holdDrills(opened.session, drillsOf(drillType), {
      ...direction,
      signal: job.signal,
    });
    job.log.text(renderDrill(report, { palette: plainPalette, unicode: true }));
    job.summary.page(renderDrillMarkdown(report));
    await proposeResults(job, report, run);
    return outcomeOf(report);
  } finally {
    opened.close();
  }
}

function outcomeOf({ parts, ok }: DrillReport): Outcome {
  const problems = parts.flatMap(({ type, checks }) =>
    checks
      .filter((check) => !check.ok)
      .map(({ name, expected, found, resource, region }) => ({
        code: 'CHECK_FAILED' as const,
        message: `${type}: ${name}: expected ${expected}, found ${found}.`,
        ...{ expected, found },
        ...(resource === undefined ? {} : { resource }),
        ...(region === undefined ? {} : { region }),
      })),
  );
  return { exit: ok ? 'done' : 'failed', reasonCode: ok ? 'OK' : 'CHECK_FAILED', problems, warnings: [] };
}
