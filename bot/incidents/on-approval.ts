import { authorised } from '../approvals/authorised.ts';
import { mayApprove, mayBreakGlass, notAnApprover } from '../approvals/may-decide.ts';
import { openPointOfNoReturn } from '../approvals/status.ts';
import { tallyOf } from '../approvals/tally.ts';
import { end } from './end.ts';
import type { Approval, Incident } from './incident.ts';
import { isEnded } from './incident.ts';
import { answerPointOfNoReturn, approveQuestion } from './on-question.ts';
import { andThen, keyOf, moved, notifyAll, refused, story, unchanged, type Outcome } from './outcome.ts';
import type { IncidentSignal, RefusalCode } from './signal.ts';
import { recheck, start } from './start.ts';

type Of<Type extends IncidentSignal['type']> = Extract<IncidentSignal, { readonly type: Type }>;

/** A yes: to the plan that is shown, or to the step that cannot be undone. */
export function onApprove(incident: Incident, signal: Of<'approve'>): Outcome {
  const { by, via, at, planHash } = signal;
  if (planHash !== undefined && incident.plan !== undefined && planHash !== incident.plan.hash)
    return refused(incident, {
      code: 'PLAN_CHANGED',
      say: 'The plan has changed since you saw it. Read the new one, then approve that.',
    });
  const question = openPointOfNoReturn(incident);
  if (question !== undefined) return approveQuestion(incident, question, signal);
  const closed = notAsked(incident);
  if (closed !== undefined) return refused(incident, closed);
  const { plan, expiresAt } = incident;
  if (plan === undefined) return unchanged(incident);
  if (expiresAt !== undefined && at >= expiresAt)
    return refused(incident, { code: 'EXPIRED', say: 'The time for approvals is over. Declare it again.' });
  const before = tallyOf(incident);
  const refusal = mayApprove(incident, before.counted, signal);
  if (refusal !== undefined) return refused(incident, refusal);
  if (before.satisfied)
    return unchanged(incident, 'There are enough approvals already; the job is about to be started.');
  const approval: Approval = { by, via, at, planHash: plan.hash };
  const next: Incident = { ...incident, approvals: [...incident.approvals, approval] };
  const { counted, required, satisfied, missing } = tallyOf(next);
  const effects = [
    story(next, 'approved', {
      at,
      once: `${plan.hash}/${by.key}/${at}`,
      facts: { name: by.name, count: String(counted.length), required: String(required) },
    }),
    ...(satisfied ? [recheck(next, at)] : []),
  ];
  const rest = `${missing} more ${missing === 1 ? 'approval is' : 'approvals are'} needed.`;
  return moved(next, { effects, say: `Your approval counts. ${satisfied ? 'Starting.' : rest}` });
}

/** Why nobody is asked for approvals now. */
function notAsked(incident: Incident): { readonly code: RefusalCode; readonly say: string } | undefined {
  if (isEnded(incident)) return notOpen(incident);
  switch (incident.state) {
    case 'awaiting-approval':
      return undefined;
    case 'planning':
      return { code: 'NOT_READY', say: 'The plan is still being made; approve it when it is shown.' };
    default:
      return { code: 'NOT_READY', say: `It is approved already: ${incident.id} is \`${incident.state}\`.` };
  }
}

/** The refusal of everything that comes after the end. */
export function notOpen({ id, state }: Incident): { readonly code: RefusalCode; readonly say: string } {
  return { code: 'NOT_OPEN', say: `${id} has ended (\`${state}\`).` };
}

/** One no of one approver stops it. While it runs, a no is only the answer to the question about what cannot be undone. */
export function onReject(incident: Incident, { by, member, reason, at }: Of<'reject'>): Outcome {
  if (isEnded(incident)) return refused(incident, notOpen(incident));
  if (!member)
    return refused(incident, {
      ...notAnApprover(undefined),
      say: 'Only an approver can reject. If you asked for it yourself, use `/failover abort`.',
    });
  const why = reason ?? 'no reason given';
  const question = openPointOfNoReturn(incident);
  if (question !== undefined)
    return answerPointOfNoReturn(incident, question, {
      answer: { type: 'abort', actor: by.name, reason: why },
      ...{ by, at },
    });
  if (incident.state === 'running' || incident.state === 'stopped')
    return refused(incident, { code: 'NOT_READY', say: 'It has begun. `/failover abort` stops it.' });
  return end(incident, {
    state: 'rejected',
    at,
    reason: `${by.name} rejected it: ${why}`,
    facts: { name: by.name, why },
    say: 'Rejected. Nothing has been changed.',
  });
}

/** Approvers were looked up again: those who are none any more do not count, and what is left may be enough to start. */
export function onRechecked(incident: Incident, { members, asked, at }: Of<'rechecked'>): Outcome {
  const before = tallyOf(incident);
  if (incident.state !== 'awaiting-approval' || !before.satisfied || before.breakGlass !== undefined)
    return unchanged(incident);
  const wasAsked = ({ by }: Approval): boolean => asked?.includes(by.key) ?? true;
  const lost = before.counted.filter((one) => wasAsked(one) && !members.includes(one.by.key));
  const approvals = incident.approvals.filter((one) => !lost.includes(one));
  const next: Incident = lost.length === 0 ? incident : { ...incident, approvals };
  const told =
    lost.length === 0
      ? unchanged(incident)
      : moved(next, {
          effects: [
            story(next, 'membership-lost', {
              at,
              once: at,
              facts: { names: lost.map(({ by }) => by.name).join(', ') },
              broadcast: true,
            }),
          ],
        });
  const isWhole = tallyOf(next).counted.every((one) => members.includes(one.by.key));
  return andThen(told, (now) => (isWhole ? start(now, at) : unchanged(now)));
}

/** Somebody of the list goes without approvals: at once, in front of everybody, and reviewed afterwards. */
export function onBreakGlass(incident: Incident, { by, reason, at }: Of<'break-glass'>): Outcome {
  if (isEnded(incident)) return refused(incident, notOpen(incident));
  const refusal = mayBreakGlass(incident, by);
  if (refusal !== undefined) return refused(incident, refusal);
  if (reason.trim() === '')
    return refused(incident, { code: 'NOT_ALLOWED', say: 'Say why: `/failover break-glass "reason"`.' });
  const question = openPointOfNoReturn(incident);
  const { plan, state } = incident;
  if (state === 'starting' || state === 'stopped' || (state === 'running' && question === undefined))
    return refused(incident, { code: 'NOT_READY', say: 'Nothing waits for approvals now.' });
  if (state === 'planning' && incident.breakGlass !== undefined)
    return unchanged(incident, 'Noted already; it starts as soon as there is a plan.');
  const broken = loud(incident, { by, at, reason });
  if (question !== undefined)
    return andThen(broken, (now) =>
      answerPointOfNoReturn(now, question, { answer: { type: 'proceed' }, by, at }),
    );
  if (plan === undefined || state === 'planning') return broken;
  const approval: Approval = { by, via: 'break-glass', at, planHash: plan.hash };
  return andThen(broken, (now) => start({ ...now, approvals: [...now.approvals, approval] }, at));
}

function loud(incident: Incident, breakGlass: NonNullable<Incident['breakGlass']>): Outcome {
  const { by, at, reason } = breakGlass;
  const effects = [
    story(incident, 'break-glass', { at, once: at, facts: { name: by.name, reason }, broadcast: true }),
    { type: 'review-item' as const, key: keyOf(incident, 'review-item') },
    ...notifyAll(incident, 'break-glass', at),
  ];
  const say = 'Break-glass: approvals are not waited for. This will be reviewed.';
  return moved({ ...incident, breakGlass }, { effects, say });
}

/** Whether what is approved may still begin. */
export function isExpired(incident: Incident, at: number): boolean {
  if (incident.state === 'starting') return !authorised(incident, at);
  return (
    incident.state === 'awaiting-approval' && incident.expiresAt !== undefined && at >= incident.expiresAt
  );
}
