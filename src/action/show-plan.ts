import { explainPlan } from '../plan/explain.ts';
import { mermaidPlan } from '../plan/mermaid.ts';
import type { Plan } from '../plan/plan.ts';
import { plainPalette } from '../report/palette.ts';
import type { ActionInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { fenced } from './job-summary.ts';
import type { Outcome } from './outputs.ts';

/** The part of a planner's request that comes from inputs. */
export function requestOf({ command, operation, mode, only, acceptDataLoss, allowLostRegion }: ActionInputs) {
  // The only drill that has a plan.
  const isDrill = command === 'drill' || (command === 'plan' && operation === 'drill');
  return { mode, only, acceptDataLoss, allowLostRegion, ...(isDrill ? { drill: 'dns' as const } : {}) };
}

/** Shows a plan in the log and in the summary. */
export function explain({ log, summary }: Job, planned: Plan): void {
  const text = explainPlan(planned, {
    palette: plainPalette,
    unicode: true,
    width: 110,
    verbose: false,
    next: [],
  });
  log.text(text);
  summary.page(`${fenced(log.masks.redact(text))}\n${fenced(mermaidPlan(planned), 'mermaid')}`);
}

/** A plan with problems is not carried out. */
export function refusedPlan({ hash, problems, warnings }: Plan): Outcome {
  return {
    exit: 'refused',
    reasonCode: problems[0]?.code ?? 'PLAN_BLOCKED',
    planHash: hash,
    problems,
    warnings,
  };
}
