import type { AuditDraft } from '../store/store.ts';
import type { Incident } from './incident.ts';
import type { Outcome } from './outcome.ts';
import type { IncidentSignal } from './signal.ts';

/** What the audit keeps of a signal: who did what, what it changed, and every refusal. Nothing for what only repeats or counts time. */
export function auditOf(
  before: Incident,
  signal: IncidentSignal,
  { incident, verdict }: Outcome,
): readonly AuditDraft[] {
  const common = { at: signal.at, incident: before.id, actor: actorOf(signal) };
  const moved = before.state === incident.state ? {} : { from: before.state, to: incident.state };
  const details = { ...detailsOf(signal), ...planOf(incident), ...moved };
  if (!verdict.ok)
    return [
      {
        ...common,
        action: 'refused',
        details: { ...details, signal: signal.type, code: verdict.code, why: verdict.say },
      },
    ];
  const isChanged = incident !== before && (isWorthy(signal, before) || before.state !== incident.state);
  if (!isChanged) return [];
  if (verdict.answer?.type === 'refuse')
    return [
      {
        ...common,
        action: 'refused',
        details: { ...details, signal: signal.type, why: verdict.answer.reason },
      },
    ];
  const answer = verdict.answer === undefined ? {} : { answer: verdict.answer.type };
  return [{ ...common, action: signal.type, details: { ...details, ...answer } }];
}

function isWorthy(signal: IncidentSignal, before: Incident): boolean {
  switch (signal.type) {
    case 'tick':
    case 'posted':
    case 'heard':
      return false;
    case 'job-event':
      return !['step-waiting', 'step-started', 'step-retrying', 'step-done'].includes(signal.event.type);
    case 'question':
      return !before.questions.some(({ id }) => id === signal.id);
    default:
      return true;
  }
}

function actorOf(signal: IncidentSignal): string {
  if ('by' in signal) return signal.by.key;
  if (signal.type === 'question') return `job:${signal.githubRun ?? signal.operation}`;
  return signal.type === 'job-event' || signal.type === 'gate-asked' ? `job:${signal.githubRun}` : 'bot';
}

function planOf({ plan }: Incident): Readonly<Record<string, unknown>> {
  return plan === undefined ? {} : { plan: plan.hash };
}

/** The facts of a signal without what is large or kept elsewhere (plans, progress, reports). */
function detailsOf(signal: IncidentSignal): Readonly<Record<string, unknown>> {
  switch (signal.type) {
    case 'planned':
      return { operation: signal.operation, mode: signal.plan.mode, hash: signal.plan.hash };
    case 'job-event': {
      const { event, operation, githubRun } = signal;
      const step = 'step' in event ? { step: event.step } : {};
      const problem = 'problem' in event ? { code: event.problem.code } : {};
      const result = event.type === 'job-ended' ? { result: event.result, code: event.reasonCode } : {};
      return { operation, githubRun, event: event.type, seq: event.seq, ...step, ...problem, ...result };
    }
    case 'question': {
      const { id, operation, question } = signal;
      return {
        id,
        operation,
        question: question.type,
        ...('step' in question ? { step: question.step } : {}),
      };
    }
    case 'approve':
      return { via: signal.via, member: signal.member, name: signal.by.name };
    case 'reject':
      return { member: signal.member, name: signal.by.name, reason: signal.reason };
    case 'own':
    case 'abort':
    case 'retry':
    case 'skip':
    case 'resume':
    case 'break-glass':
      return { ...factsOf(signal), name: signal.by.name };
    case 'gate-asked': {
      const { githubRun, attempt, environment, filesSame } = signal;
      return { githubRun, attempt, environment, filesSame };
    }
    case 'dispatched':
    case 'dispatch-unclear':
    case 'dispatch-refused':
    case 'rechecked':
    case 'job-over':
    case 'heard':
      return factsOf(signal);
    case 'posted':
    case 'tick':
      return {};
  }
}

/** Everything but what stands in the other columns of the audit. */
function factsOf(signal: IncidentSignal): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(signal).filter(([name]) => !['type', 'at', 'by'].includes(name)));
}
