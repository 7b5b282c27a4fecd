import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredRun } from '../engine/run.ts';
import type { RunSummary } from '../events.ts';
import type { RunId } from '../ids.ts';
import { isBeingExecuted, latestRun } from '../operations/run-service.ts';
import type { Session } from '../operations/session.ts';
import { renderHtmlReport } from '../report/html-report.ts';
import { renderMarkdownReport } from '../report/markdown-report.ts';
import { reportOfRun } from '../report/run-report.ts';
import type { Job } from './job.ts';

/** What became of a run, and where its page is. */
export interface KeptReport {
  readonly report?: string;
  /** In Markdown, short enough for an issue of GitHub. */
  readonly reportText?: string;
  readonly summary?: RunSummary;
}

/** An issue takes 65,536 characters; the declaration and the checklist stand there as well. */
const maxReportBytes = 50_000;

/**
 * Writes the HTML report of a run beside the job's other files and makes it the job summary. A report that cannot be written costs
 * a warning, never the run's result.
 */
export async function keepReport(
  { env, clock, log, summary: page, annotations }: Job,
  session: Session,
  run: StoredRun | RunId,
): Promise<KeptReport> {
  try {
    const stored = typeof run === 'string' ? await latestRun(session, run) : run;
    if (stored === undefined) return {};
    const executing = await isBeingExecuted(session, stored);
    const report = reportOfRun(stored, { place: session.store.place, madeAt: clock.now(), executing });
    page.report(report);
    const directory = join(env['RUNNER_TEMP'] ?? tmpdir(), 'region-failover');
    const file = join(directory, `${stored.record.run}.html`);
    await mkdir(directory, { recursive: true });
    await writeFile(file, log.masks.redact(renderHtmlReport(report)), { mode: 0o600 });
    const reportText = log.masks.redact(renderMarkdownReport(report, { maxBytes: maxReportBytes }));
    return { report: file, reportText, summary: report.summary };
  } catch (error) {
    page.flush();
    annotations.warning(
      `The report could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
    return {};
  }
}
