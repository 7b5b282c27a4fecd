import type { BeginQuestion } from '../../src/job-protocol.ts';
import { authorised } from '../approvals/authorised.ts';
import type { Dispatch, Incident } from './incident.ts';

/** Whether a job may begin: now, later, or never and why. `changed`: the plan is another one than was shown. */
export type Judgement =
  | { readonly type: 'proceed' }
  | { readonly type: 'hold' }
  | { readonly type: 'refuse'; readonly reason: string; readonly changed?: true };

/** A job that asks whether it may begin, and what it says it is about to do. */
export interface Begin {
  readonly dispatch: Dispatch;
  readonly question: BeginQuestion;
  /** The command of the job, where it is known. */
  readonly command?: string | undefined;
  readonly at: number;
}

/** Whether exactly this is approved. */
export function judgeBegin(incident: Incident, begin: Begin): Judgement {
  const { dispatch, command } = begin;
  if (command !== undefined && command !== dispatch.command)
    return refuse(`The operation ${dispatch.operation} is \`${dispatch.command}\`, not \`${command}\`.`);
  if (dispatch.state === 'begun') return refuse(`The operation ${dispatch.operation} has begun already.`);
  switch (dispatch.command) {
    case 'plan':
      return refuse('A job that plans changes nothing, so it has nothing to begin.');
    case 'failover':
    case 'failback':
    case 'reprotect':
    case 'drill':
      return judgeStart(incident, begin);
    case 'resume':
    case 'retry':
    case 'skip':
    case 'abort':
      return judgeContinuation(incident, begin);
  }
}

function judgeStart(incident: Incident, { dispatch, question, at }: Begin): Judgement {
  const { state, plan } = incident;
  const mayWait = dispatch.external === true && (state === 'planning' || state === 'awaiting-approval');
  const different = differenceOf(incident, question);
  if (different !== undefined && !(mayWait && plan === undefined)) return different;
  if (mayWait) return { type: 'hold' };
  if (state !== 'starting') return refuse(`Nothing is to be started: ${incident.id} is \`${state}\`.`);
  if (!authorised(incident, at)) return refuse('The approvals have expired.');
  return { type: 'proceed' };
}

function judgeContinuation(incident: Incident, { dispatch, question }: Begin): Judgement {
  const { state, run } = incident;
  if (state !== 'running' && state !== 'stopped')
    return refuse(`There is no run to go on with: ${incident.id} is \`${state}\`.`);
  if (run !== undefined && question.run !== run)
    return refuse(`The run of this incident is ${run}, not ${question.run}.`);
  if (dispatch.step !== undefined && dispatch.step !== question.step)
    return refuse(`The step was to be ${dispatch.step}, not ${question.step ?? 'none'}.`);
  return differenceOf(incident, question) ?? { type: 'proceed' };
}

/** What differs from the request, the plan and the file that people have seen. */
function differenceOf({ request, plan, source }: Incident, asked: BeginQuestion): Judgement | undefined {
  if (asked.from !== request.from || asked.to !== request.to)
    return refuse(`${request.from} to ${request.to} was asked for, not ${asked.from} to ${asked.to}.`);
  if (sorted(asked.only) !== sorted(request.only))
    return refuse('The selection of resources (`only`) is another one than was asked for.');
  if (asked.configDigest !== source.configDigest)
    return refuse('The config file of the job is not the one that the incident is bound to.');
  if (plan === undefined) return refuse('There is no plan yet.');
  if (asked.planHash !== plan.hash)
    return { ...refuse('The plan is no longer the one that was shown.'), changed: true };
  if (asked.mode !== plan.mode) return refuse(`The plan is ${plan.mode}, the job is ${asked.mode}.`);
  return undefined;
}

function sorted(only: readonly string[]): string {
  return JSON.stringify([...only].sort());
}

function refuse(reason: string): { readonly type: 'refuse'; readonly reason: string } {
  return { type: 'refuse', reason };
}
