import { openPointOfNoReturn } from '../approvals/status.ts';
import { end } from './end.ts';
import { isEnded, type Incident } from './incident.ts';
import { isExpired } from './on-approval.ts';
import { answerPointOfNoReturn } from './on-question.ts';
import { story, unchanged, type Outcome } from './outcome.ts';
import { silentJob } from './silence.ts';

/** Time has passed: approvals expire, a question is answered with no, a job has fallen silent, clocks on the headline move on. */
export function onTick(incident: Incident, at: number): Outcome {
  if (isEnded(incident)) return unchanged(incident);
  if (isExpired(incident, at))
    return end(incident, {
      ...{ state: 'expired', at },
      reason: 'The approvals did not come, or could not be used, in time. Nothing has been changed.',
    });
  const question = openPointOfNoReturn(incident);
  const { expires } = incident.policy.approvals;
  if (question !== undefined && at >= question.at + expires) {
    const reason = 'Nobody approved the step that cannot be undone in time.';
    return answerPointOfNoReturn(incident, question, { answer: { type: 'abort', actor: 'bot', reason }, at });
  }
  const silent = silentJob(incident, at);
  const stale =
    silent === undefined
      ? []
      : [
          story(incident, 'job-lost', {
            at,
            once: `silent/${silent.dispatch.operation}/${silent.dispatch.heardAt ?? 0}`,
            facts: { operation: silent.dispatch.operation, silentSince: String(at - silent.sinceMs) },
            broadcast: true,
          }),
        ];
  return { ...unchanged(incident), effects: [...stale, { type: 'headline' }] };
}
