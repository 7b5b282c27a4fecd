import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Exit, Problem } from '../errors.ts';
import type { RunSummary } from '../events.ts';
import type { RunId } from '../ids.ts';
import { outputsVersion, type OutputName, type ReasonCode } from './contract.ts';

/** How a command ended. */
export interface Outcome {
  readonly exit: Exit;
  readonly reasonCode: ReasonCode;
  readonly runId?: RunId;
  readonly planHash?: string;
  readonly summary?: RunSummary;
  /** Path of the HTML report. */
  readonly report?: string;
  /** The report in Markdown, for the bot. */
  readonly reportText?: string;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** The outputs of an outcome; what does not apply is empty. */
export function outputsOf({
  exit,
  reasonCode,
  runId,
  planHash,
  summary,
  report,
}: Outcome): Record<OutputName, string> {
  const rpo = summary?.rpo;
  return {
    schema_version: String(outputsVersion),
    result: exit,
    reason_code: reasonCode,
    run_id: runId ?? '',
    plan_hash: planHash ?? '',
    rto_seconds: inSeconds(summary?.rtoMs),
    rpo_seconds: rpo?.known === true ? inSeconds(rpo.ms) : '',
    report: report ?? '',
  };
}

function inSeconds(ms: number | undefined): string {
  return ms === undefined ? '' : String(Math.round(ms) / 1000);
}

/**
 * Outputs as the runner's file wants them: a delimiter that no value can know stands around each
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions#multiline-strings).
 */
export function renderOutputs(
  outputs: Readonly<Record<string, string>>,
  delimiter: () => string = () => `end-${randomUUID()}`,
): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      const end = delimiter();
      return `${name}<<${end}\n${value}\n${end}\n`;
    })
    .join('');
}

/** Adds outputs to the runner's file; without one (outside a job) nothing happens. */
export function writeOutputs(file: string | undefined, outputs: Readonly<Record<string, string>>): void {
  if (file !== undefined && file !== '') appendFileSync(file, renderOutputs(outputs));
}
