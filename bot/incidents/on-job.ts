import { addDispatch, answerGate, dispatchOf, isLive, isWaiting } from './dispatches.ts';
import { end } from './end.ts';
import { isEnded, type Dispatch, type Incident } from './incident.ts';
import { andThen, keyOf, moved, refused, story, unchanged, withDispatch, type Outcome } from './outcome.ts';
import { carriesOut } from './purpose.ts';
import type { IncidentSignal } from './signal.ts';
import { approvedBy } from './start.ts';
import { stopRun } from './stop-run.ts';

type Of<Type extends IncidentSignal['type']> = Extract<IncidentSignal, { readonly type: Type }>;

/** How the start of a job went. */
export function onDispatch(
  incident: Incident,
  signal: Of<'dispatched' | 'dispatch-unclear' | 'dispatch-refused'>,
): Outcome {
  const { operation, at } = signal;
  const dispatch = dispatchOf(incident, { operation });
  if (dispatch === undefined) return unchanged(incident);
  switch (signal.type) {
    case 'dispatched':
      return onDispatched(incident, dispatch, signal);
    case 'dispatch-unclear': {
      if (dispatch.state !== 'asked') return unchanged(incident);
      const facts = { operation, job: dispatch.command };
      const effects = [story(incident, 'dispatch-unclear', { at, once: operation, facts })];
      return moved(withDispatch(incident, operation, { state: 'unclear' }), { effects });
    }
    case 'dispatch-refused':
      return isWaiting(dispatch) ? onRefused(incident, dispatch, signal) : unchanged(incident);
  }
}

function onDispatched(
  incident: Incident,
  dispatch: Dispatch,
  { githubRun, url, at }: Of<'dispatched'>,
): Outcome {
  const { operation, command, state } = dispatch;
  if (dispatch.githubRun !== undefined) return unchanged(incident);
  const isWanted = isLive(dispatch) && !isEnded(incident);
  const next = withDispatch(incident, operation, {
    ...{ githubRun, url, attempt: 1 },
    ...(state === 'asked' || state === 'unclear' ? { state: 'dispatched' as const } : {}),
  });
  if (!isWanted)
    return moved(next, {
      effects: [{ type: 'cancel', key: keyOf(incident, 'cancel', githubRun), githubRun }],
    });
  const facts = { command, operation, url };
  return moved(next, { effects: [story(next, 'dispatched', { at, once: operation, facts })] });
}

function onRefused(
  incident: Incident,
  { operation, command }: Dispatch,
  { reason, at }: Of<'dispatch-refused'>,
): Outcome {
  const next = withDispatch(incident, operation, { state: 'failed' });
  const isFirst = incident.state === 'planning' || incident.state === 'starting';
  if (isFirst && (command === 'plan' || carriesOut(command)))
    return end(next, { state: 'failed', at, reason: `GitHub did not start the job: ${reason}` });
  const facts = { command, operation, reason };
  return moved(next, {
    effects: [story(next, 'dispatch-refused', { at, once: operation, facts, broadcast: true })],
  });
}

/** A deployment waits for the bot: let go iff the job is the incident's own, of the first attempt, unchanged, and approved. */
export function onGateAsked(incident: Incident, signal: Of<'gate-asked'>): Outcome {
  const { githubRun, attempt, environment, callbackUrl, filesSame } = signal;
  const dispatch = dispatchOf(incident, { githubRun });
  if (dispatch === undefined)
    return refused(incident, { code: 'NOT_ALLOWED', say: `Run ${githubRun} is none of ${incident.id}.` });
  const { gate } = dispatch;
  const isKnown = gate?.callbackUrl === callbackUrl && gate.environment === environment;
  if (isKnown && (gate.attempt ?? 1) === attempt) return unchanged(incident);
  const waiting = withDispatch(incident, dispatch.operation, { gate: { callbackUrl, environment, attempt } });
  const asked = dispatchOf(waiting, { githubRun }) ?? dispatch;
  const no = (comment: string): Outcome => {
    const gated = answerGate(waiting, asked, { state: 'rejected', comment });
    return moved(gated.incident, { effects: gated.effects });
  };
  if (attempt > 1)
    return {
      ...no('A re-run carries no approval. Ask for it again with /failover.'),
      verdict: { ok: false, code: 'OLD_ATTEMPT', say: 'A re-run carries no approval.' },
    };
  if (filesSame === false)
    return andThen(no('Config or workflow have changed since the incident was declared.'), (now) =>
      filesChanged(now, asked, signal.at),
    );
  if (isEnded(incident) || !isLive(dispatch))
    return no(`The incident ${incident.id} has ended or called this job off.`);
  if (!mayPass(incident, dispatch)) return moved(waiting);
  const gated = answerGate(waiting, asked, { state: 'approved', comment: commentOf(incident, dispatch) });
  return moved(gated.incident, { effects: gated.effects });
}

/** What was approved cannot be started from this branch any more: people are told that, and not only that a job has ended. */
function filesChanged(incident: Incident, { external, command }: Dispatch, at: number): Outcome {
  if (incident.state !== 'starting' || external === true || !carriesOut(command)) return unchanged(incident);
  const reason =
    'Config or workflow on the branch have changed since it was declared, so the job was not let go. Nothing has been touched; declare it again.';
  return end(incident, { state: 'failed', at, reason });
}

/** Jobs that the bot itself has asked for have been decided on; a run from GitHub waits until it is approved. */
function mayPass({ state }: Incident, { external, command }: Dispatch): boolean {
  if (external !== true && command === 'plan') return true;
  return state === 'starting' || state === 'running' || state === 'stopped';
}

function commentOf(incident: Incident, { command, by, operation }: Dispatch): string {
  if (carriesOut(command)) return approvedBy(incident);
  return `Asked for by ${by?.name ?? 'the bot'} (${operation}).`.slice(0, 1_000);
}

interface Over {
  readonly at: number;
  readonly conclusion: string;
  /** Of the job that GitHub says is over. */
  readonly operation: string;
}

/** A job that ended well has made a plan, and the bot was away when it came: a plan changes nothing, so another one makes it, once. */
function withoutPlan(incident: Incident, { at, conclusion, operation }: Over): Outcome {
  const lost = incident.dispatches.filter(({ command, state }) => command === 'plan' && state === 'lost');
  if (conclusion === 'success' && lost.length === 1) {
    const message = 'The plan of the job has not reached the bot; another job plans.';
    const { incident: planning, effect } = addDispatch(incident, { command: 'plan', at });
    const told = story(incident, 'warning', { at, once: `over/${operation}`, facts: { message } });
    return moved(planning, { effects: [effect, told] });
  }
  const reason = `The job that plans has ended (${conclusion}) without a plan. Its log says why; it must also be able to reach the bot.`;
  return end(incident, { state: 'failed', at, reason });
}

/** A job that ended well has finished the run: another one reads out of the journal what it came to. Any other end is for people to decide on. */
function withoutLastWord(incident: Incident, { at, conclusion, operation }: Over): Outcome {
  const endedWell = conclusion === 'success';
  const reason = `The job has ended (${conclusion}) without a last word.${endedWell ? ' Another one asks what the run came to.' : ''}`;
  const stopped = stopRun(incident, { at, about: 'job-lost', reason, once: operation });
  if (!endedWell) return stopped;
  return andThen(stopped, (now) => {
    const asked = addDispatch(now, { command: 'resume', at });
    return moved(asked.incident, { effects: [asked.effect] });
  });
}

/** GitHub says that a job is over which the bot believed to be alive. */
export function onJobOver(incident: Incident, { githubRun, conclusion, at }: Of<'job-over'>): Outcome {
  const dispatch = dispatchOf(incident, { githubRun });
  if (dispatch === undefined || !isLive(dispatch)) return unchanged(incident);
  const { operation, command, external } = dispatch;
  const over = withDispatch(incident, operation, { state: 'lost' });
  if (isEnded(incident)) return moved(over);
  const { state } = incident;
  if (state === 'planning' && command === 'plan') return withoutPlan(over, { at, conclusion, operation });
  if (external === true && (state === 'planning' || state === 'awaiting-approval'))
    return end(over, { state: 'aborted', at, reason: `The run in GitHub has ended (${conclusion}).` });
  if (state === 'starting' && carriesOut(command))
    return end(over, { state: 'failed', at, reason: `The job has ended (${conclusion}) before it began.` });
  const hasOther = over.dispatches.some((one) => one.state === 'begun');
  if (state === 'running' && dispatch.state === 'begun' && !hasOther)
    return withoutLastWord(over, { at, conclusion, operation });
  if (command === 'plan') return moved(over);
  const facts = { message: `The job ${operation} (${command}) has ended: ${conclusion}.` };
  return moved(over, { effects: [story(over, 'warning', { at, once: `over/${operation}`, facts })] });
}
