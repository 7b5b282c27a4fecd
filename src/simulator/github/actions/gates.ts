import { invalid, type Answer } from '../http/answer.ts';
import type { Site } from '../site.ts';
import type { Holder } from '../state/accounts.ts';
import type { Environment, Repository } from '../state/repository.ts';
import type { Gate, Job } from '../state/runs.ts';
import type { InAttempt, RunEvents } from './run-events.ts';

/** An answer to the gates of an environment. */
export interface GateAnswer {
  readonly environment: string;
  readonly rule: 'app' | 'reviewers';
  /** Left out: a remark that decides nothing. */
  readonly state?: 'approved' | 'rejected' | undefined;
  readonly comment: string;
  readonly by: Holder;
}

const maxRemarks = 10;
const maxRemarkLength = 1_024;

/** The environment of that name; GitHub makes the ones that a workflow names first. */
export function environmentOf(site: Site, repository: Repository, name: string): Environment {
  const there = [...repository.environments.values()].find(
    (one) => one.name.toLowerCase() === name.toLowerCase(),
  );
  if (there) return there;
  const made = { name, id: site.nextId() };
  repository.environments.set(name, made);
  return made;
}

/** Asks the rules of an environment and waits for them; at once where there are none. */
export async function waitAtGate(
  { site, events }: { site: Site; events: RunEvents },
  at: InAttempt,
  { job, environment, changed }: { job: Job; environment: Environment; changed: () => void },
): Promise<'approved' | 'rejected' | 'cancelled'> {
  job.environment = environment.name;
  const { givenUp } = at.attempt;
  if (givenUp.signal.aborted) return 'cancelled';
  const open = new Set<'app' | 'reviewers'>();
  if (environment.protectedBy === 'app') open.add('app');
  if ((environment.reviewers ?? []).length > 0) open.add('reviewers');
  if (open.size === 0) return 'approved';
  const outcome = await new Promise<'approved' | 'rejected' | 'cancelled'>((decide) => {
    const gate: Gate = {
      deployment: site.nextId(),
      job,
      environment: environment.name,
      askedAt: site.clock.now(),
      open,
      decide,
    };
    at.attempt.gates.push(gate);
    job.status = 'waiting';
    changed();
    events.job('waiting', at, job);
    if (open.has('app')) events.protectionRule(at, gate);
    givenUp.signal.addEventListener(
      'abort',
      () => {
        decide('cancelled');
      },
      { once: true },
    );
  });
  at.attempt.gates.splice(0, Infinity, ...at.attempt.gates.filter((gate) => gate.job !== job));
  if (outcome === 'approved') {
    job.status = 'queued';
    changed();
    events.job('queued', at, job);
  }
  return outcome;
}

/** Takes an answer of a rule; the refusal where nothing waits for it. */
export function answerGates(site: Site, { attempt }: InAttempt, answer: GateAnswer): Answer | undefined {
  const waiting = attempt.gates.filter(
    (gate) =>
      gate.environment.toLowerCase() === answer.environment.toLowerCase() && gate.open.has(answer.rule),
  );
  if (waiting.length === 0) {
    return invalid(
      `There are no pending deployment requests to approve or reject for ${answer.environment}.`,
    );
  }
  if (answer.state === undefined) return remark(attempt.remarks, answer);
  const { environment, state, comment, by: user } = answer;
  attempt.reviews.push({ environment, state, comment, user, at: site.clock.now() });
  for (const gate of waiting) {
    gate.open.delete(answer.rule);
    if (state === 'rejected') gate.decide('rejected');
    else if (gate.open.size === 0) gate.decide('approved');
  }
  return undefined;
}

function remark(
  remarks: { environment: string; comment: string }[],
  { environment, comment }: GateAnswer,
): Answer | undefined {
  if (comment.length > maxRemarkLength)
    return invalid(`The comment is longer than ${maxRemarkLength} characters.`);
  if (remarks.length >= maxRemarks) return invalid(`There are ${maxRemarks} status reports already.`);
  remarks.push({ environment, comment });
  return undefined;
}
