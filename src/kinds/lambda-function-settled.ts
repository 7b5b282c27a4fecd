import type { Problem } from '../errors.ts';
import type { Step } from '../plan/plan.ts';
import { judgeKeys } from './connection-rules.ts';
import { seenIn } from './kind.ts';
import type { Observation, Settled } from './kind.ts';
import { lambdaParams } from './lambda-function-change.ts';
import type { EnvironmentParams } from './lambda-function-change.ts';
import type { LambdaLook, LambdaLooks } from './lambda-function-look.ts';
import { gapsTo, sourcesOf } from './lambda-function-target.ts';
import type { LambdaParams } from './lambda-function-target.ts';

/** Judges a step by its function. */
export function lambdaSettled(step: Step, observation: Observation<LambdaLooks>, now: number): Settled {
  const params = lambdaParams(step);
  const seen = seenIn(observation, step.region);
  const unfenced = params.role === 'fence' ? { evidence: { fence: 'Unfenced' } } : {};
  if (seen.state === 'failed')
    return { state: 'pending', note: `${params.name} cannot be seen: ${seen.problem.message}`, ...unfenced };
  const look = seen.state === 'seen' ? seen.value[params.name] : undefined;
  if (look === undefined || look.state === 'Failed') {
    const message = `There is no working function ${params.name} in ${step.region}.`;
    return { state: 'broken', problem: problemOf(step, message) };
  }
  if (params.role === 'environment') return environmentSettled(step, { look, params, observation });
  return targetSettled(step, { look, params, observation, now });
}

function environmentSettled(
  step: Step,
  about: { look: LambdaLook; params: EnvironmentParams; observation: Observation<LambdaLooks> },
): Settled {
  const { look, params, observation } = about;
  const verdicts = judgeKeys(params.rules, look.keys, observation.inputs);
  if (verdicts.some(({ ok }) => ok === false))
    return { state: 'not-begun', note: 'its environment does not hold the new values yet' };
  if (look.update === 'InProgress') return { state: 'pending', note: 'the update is in progress' };
  if (look.update === 'Failed') {
    const message =
      `The update of ${params.name} in ${step.region} has failed. ${look.updateReason ?? ''}`.trim();
    return { state: 'broken', problem: problemOf(step, message) };
  }
  if (verdicts.some(({ ok }) => ok === undefined)) return { state: 'unobservable' };
  return { state: 'done', note: verdicts.map(({ key, found }) => `${key}: ${found}`).join(', ') };
}

function targetSettled(
  step: Step,
  about: { look: LambdaLook; params: LambdaParams; observation: Observation<LambdaLooks>; now: number },
): Settled {
  const { look, params, observation, now } = about;
  const { role, name, wanted, only, drainMs } = params;
  const unfenced = role === 'fence' ? { evidence: { fence: 'Unfenced' } } : {};
  const failed = failureOf(look, observation.startedAt);
  if (failed !== undefined && wanted.provisioned !== undefined && wanted.provisioned > 0)
    return {
      state: 'broken',
      problem: problemOf(step, `Lambda keeps no concurrency warm for ${name} in ${step.region}: ${failed}.`),
    };
  const gaps = gapsTo(wanted, look, { only, atLeast: role === 'scale' });
  const note = gaps.map(({ what }) => what).join(', ');
  if (gaps.some(({ begun }) => !begun)) return { state: 'not-begun', note, ...unfenced };
  if (gaps.length > 0) return { state: 'pending', note, ...unfenced };
  if (role !== 'fence') return { state: 'done', note: `${name} is as wanted` };
  // Nothing new is started; what had been started before may run on and write until its time is up.
  const left = (observation.startedAt ?? observation.at) + drainMs - now;
  if (left > 0)
    return {
      state: 'pending',
      note: `invocations may run for ${Math.ceil(left / 1000)} s more`,
      ...unfenced,
    };
  const sources = sourcesOf(wanted, look, only).length;
  return {
    state: 'done',
    note: `no invocations, ${sources} event sources disabled`,
    evidence: { fence: 'Fenced', reserved: look.reserved ?? -1, sources },
  };
}

/** Why nothing is kept warm, if Lambda has given it up since the step began. */
function failureOf({ provisioned }: LambdaLook, startedAt: number | undefined): string | undefined {
  if (provisioned === null || provisioned === 'unknown' || provisioned.status !== 'FAILED') return undefined;
  // LastModified has whole seconds.
  if (startedAt !== undefined && provisioned.modifiedAt < startedAt - 1000) return undefined;
  return provisioned.reason ?? 'no reason given';
}

/** Whether a step that was taken back is back. */
export function lambdaUndone(step: Step, observation: Observation<LambdaLooks>): Settled {
  const params = lambdaParams(step);
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const look = seen.state === 'seen' ? seen.value[params.name] : undefined;
  if (look === undefined) return { state: 'done', note: 'the function is gone' };
  if (params.role === 'environment')
    return { state: look.update === 'InProgress' ? 'pending' : 'unobservable', note: look.update };
  const gaps = gapsTo(params.former, look, { only: params.only, atLeast: false });
  return { state: gaps.length === 0 ? 'done' : 'pending', note: gaps.map(({ what }) => what).join(', ') };
}

function problemOf(step: Step, message: string): Problem {
  return { code: 'STEP_BROKEN', message, resource: step.resource, step: step.id, region: step.region };
}
