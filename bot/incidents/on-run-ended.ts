import type { RunSummary } from '../../src/events.ts';
import { end } from './end.ts';
import type { Incident } from './incident.ts';
import { unchanged, type Outcome } from './outcome.ts';
import { doneSentence } from './purpose.ts';
import { stopRun } from './stop-run.ts';

/** The engine has said its last word about the run. */
export function onRunEnded(incident: Incident, summary: RunSummary, at: number): Outcome {
  // Only what was let begin can end; a run without approval is told about, never taken for the approved one.
  if (incident.state !== 'running') return unchanged(incident);
  const { result, counts, problems } = summary;
  const facts = {
    rtoMs: summary.rtoMs === undefined ? undefined : String(summary.rtoMs),
    rpoMs: summary.rpo?.known === true ? String(summary.rpo.ms) : undefined,
  };
  switch (result) {
    case 'done':
      return end(incident, { state: 'done', at, reason: doneSentence(incident.request), facts });
    case 'aborted': {
      const undone =
        counts.undone === 0 ? 'Nothing had to be undone.' : `${counts.undone} steps were undone.`;
      return end(incident, { state: 'aborted', at, reason: `The run was aborted. ${undone}`, facts });
    }
    case 'stopped':
    case 'halted': {
      const [first] = problems;
      const waits = `${counts.failed} failed, ${counts.pending} not begun.`;
      const reason = first === undefined ? waits : `${first.message} (${waits})`;
      return stopRun(incident, { at, about: 'stopped', reason, once: `${summary.run}/${summary.endedAt}` });
    }
  }
}
