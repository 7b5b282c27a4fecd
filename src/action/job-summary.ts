import { writeFileSync } from 'node:fs';
import { clearTimeout, setTimeout } from 'node:timers';
import type { Numbered, RunEvent } from '../events.ts';
import { checklistView, type ChecklistView } from '../report/checklist-view.ts';
import { renderMarkdownReport } from '../report/markdown-report.ts';
import { reportOfView, type RunReport } from '../report/run-report.ts';
import type { Masks } from './masks.ts';

/** GitHub takes 1 MiB a step and drops a summary that is larger. */
const maxSummaryBytes = 1_000_000;

/** How often the summary of a run is written at most, in ms of the machine's clock. */
const intervalMs = 2_000;

/** The page that GitHub shows for this step. It is replaced as the run goes on, so that a job that is killed leaves its last state. */
export interface JobSummary {
  /** Takes up a run that has been worked on before. */
  watch(view: ChecklistView): void;
  event(event: Numbered<RunEvent>): void;
  /** Replaces the page with the report of a run. */
  report(report: RunReport): void;
  /** Replaces the page with Markdown. */
  page(markdown: string): void;
  /** Writes this page where there is none: of a step that ended before it had anything else to show. */
  instead(markdown: () => string): void;
  /** Writes what has not been written yet. */
  flush(): void;
}

/** What a summary is made with; without a file (outside a job) nothing is written. */
export interface SummaryInput {
  readonly file: string | undefined;
  readonly masks: Masks;
  /** ms since the epoch, of the run's clock. */
  readonly now: () => number;
  /** Told once where the file cannot be written: a full disk must cost the page, and never the run. */
  readonly warn: (message: string) => void;
}

/** Opens the summary of this step. */
export function openSummary({ file, masks, now, warn }: SummaryInput): JobSummary {
  let view: ChecklistView | undefined;
  let written = false;
  let failed = false;
  let writtenAt = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  const write = (markdown: string): void => {
    clearTimeout(timer);
    timer = undefined;
    writtenAt = performance.now();
    if (file === undefined || file === '') return;
    try {
      writeFileSync(file, limited(masks.redact(markdown)));
      written = true;
    } catch (error) {
      if (failed) return;
      failed = true;
      warn(`The job summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const refresh = (): void => {
    if (view !== undefined)
      write(renderMarkdownReport(reportOfView(view, now()), { maxBytes: maxSummaryBytes }));
  };
  return {
    watch: (known) => {
      view = known;
    },
    event: (event) => {
      view = checklistView(view, event);
      if (timer !== undefined) return;
      const waitMs = writtenAt + intervalMs - performance.now();
      if (waitMs <= 0) refresh();
      else timer = setTimeout(refresh, waitMs).unref();
    },
    report: (report) => {
      view = undefined;
      write(renderMarkdownReport(report, { maxBytes: maxSummaryBytes }));
    },
    page: (markdown) => {
      view = undefined;
      write(markdown);
    },
    instead: (markdown) => {
      if (!written) write(markdown());
    },
    flush: () => {
      if (timer !== undefined) refresh();
    },
  };
}

function limited(markdown: string): string {
  const bytes = Buffer.from(markdown);
  if (bytes.length <= maxSummaryBytes) return markdown;
  const note = '\n```\n\n_Cut: the log has the rest._\n';
  return `${bytes
    .subarray(0, maxSummaryBytes - note.length - 4)
    .toString()
    .replace(/�$/, '')}${note}`;
}

/** Text in a block of its own, whatever stands in it: the fence is longer than every row of backticks inside. */
export function fenced(text: string, language = 'text'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}\n`;
}
