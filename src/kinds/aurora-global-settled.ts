import type { Problem } from '../errors.ts';
import type { Step } from '../plan/plan.ts';
import { formerOf } from './aurora-global-changes.ts';
import { memberOf } from './aurora-global-look.ts';
import type { AuroraSide } from './aurora-global-look.ts';
import { isInStep } from './aurora-global-rebuild.ts';
import { listParam } from './aurora-global-replace.ts';
import { brokenStep } from './broken-step.ts';
import { seenIn } from './kind.ts';
import type { Observation, Settled } from './kind.ts';
import { conditionOf } from './rds-status.ts';
import { textParam } from './step-params.ts';

/** Whether a step of a global database is over, from what the step's region says. */
export function settledAurora(step: Step, observation: Observation<AuroraSide>): Settled {
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const side = seen.state === 'seen' ? seen.value : {};
  switch (step.action) {
    case 'switchover':
    case 'failover':
      return moved(side, step);
    case 'instance':
      return instanced(side, step);
    case 'set-aside':
      return setAside(side, step);
    case 'regroup':
      return regrouped(side, step);
    case 'replicate':
      return replicated(side, step);
    default:
      return rejoined(side);
  }
}

/**
 * A cluster reads `available` before and after. Only its place in the list of members proves that it is the writer, and only when
 * nothing is under way any more: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_FailoverState.html
 */
function moved(side: AuroraSide, step: Step): Settled {
  const { cluster, global } = side;
  if (cluster === undefined) return { state: 'broken', problem: gone(step) };
  const condition = conditionOf(cluster.status);
  if (condition === 'broken' || condition === 'stopped')
    return { state: 'broken', problem: broken(cluster.status, step) };
  const member = memberOf(side);
  const move = global?.move;
  if (move !== undefined) return { state: 'pending', note: move.status };
  if (condition === 'changing') return { state: 'pending', note: cluster.status };
  if (member?.writer === false) return { state: 'not-begun', note: `${cluster.status}, still a secondary` };
  if (cluster.endpoint === undefined) return { state: 'pending', note: 'has no endpoint yet' };
  return {
    state: 'done',
    note: member === undefined ? 'a cluster of its own, accepts writes' : `${cluster.status}, the writer`,
    evidence: {
      status: cluster.status,
      version: cluster.version,
      endpoint: cluster.endpoint,
      globalEndpoint: global?.endpoint ?? null,
      writer: cluster.arn,
    },
  };
}

function instanced({ cluster }: AuroraSide, step: Step): Settled {
  const id = textParam(step, 'instance');
  const status = cluster?.instances.find((instance) => instance.id === id)?.status;
  if (status === undefined) return { state: 'not-begun', note: 'no such instance yet' };
  const condition = conditionOf(status);
  if (condition === 'usable') return { state: 'done', note: status };
  return condition === 'broken'
    ? { state: 'broken', problem: broken(status, step) }
    : { state: 'pending', note: status };
}

function setAside({ cluster, global }: AuroraSide, step: Step): Settled {
  const isOld = cluster !== undefined && cluster.resourceId === step.params['resourceId'];
  if (isOld && conditionOf(cluster.status) === 'broken')
    return { state: 'broken', problem: broken(cluster.status, step) };
  if (isOld && conditionOf(cluster.status) === 'changing') return { state: 'pending', note: cluster.status };
  if (isOld) return { state: 'not-begun', note: `still called ${cluster.id}` };
  if (step.params['withGlobal'] === true && global !== undefined && !hasNewWriter(global))
    return { state: 'not-begun', note: `${global.id} still has its name` };
  return { state: 'done', note: 'the names are free' };

  /** The new global database has the name already, and its writer is elsewhere. */
  function hasNewWriter({ members }: NonNullable<AuroraSide['global']>): boolean {
    return members.some(({ writer, region }) => writer && region !== step.region);
  }
}

function regrouped(side: AuroraSide, step: Step): Settled {
  const { global } = side;
  if (global === undefined) return { state: 'not-begun', note: 'no global database of this name' };
  if (memberOf(side)?.writer !== true)
    return {
      state: 'broken',
      problem: brokenStep(step, {
        message: `${global.id} exists, and ${textParam(step, 'cluster')} is not its writer.`,
        expected: textParam(step, 'cluster'),
        found: global.members.find(({ writer }) => writer)?.arn ?? 'no writer',
      }),
    };
  return global.status === 'available'
    ? { state: 'done', note: `the writer of ${global.id}` }
    : { state: 'pending', note: global.status };
}

function replicated(side: AuroraSide, step: Step): Settled {
  const { cluster } = side;
  if (cluster === undefined || cluster.resourceId === step.params['replaces'])
    return { state: 'not-begun', note: 'no secondary yet' };
  const states = [cluster.status, ...cluster.instances.map(({ status }) => status)];
  const bad = states.find((status) => ['broken', 'stopped'].includes(conditionOf(status)));
  if (bad !== undefined) return { state: 'broken', problem: broken(bad, step) };
  const missing = listParam(step, 'instances').filter(
    (id) => !cluster.instances.some((instance) => instance.id === id),
  );
  if (missing.length > 0) return { state: 'not-begun', note: `${missing.join(', ')}: not there yet` };
  const changing = states.find((status) => conditionOf(status) === 'changing');
  if (changing !== undefined) return { state: 'pending', note: changing };
  if (memberOf(side)?.writer === true) return { state: 'done', note: 'the writer already' };
  return inStep(side);
}

function rejoined(side: AuroraSide): Settled {
  if (side.cluster === undefined) return { state: 'pending', note: 'not there' };
  if (memberOf(side) === undefined) return { state: 'pending', note: 'not in the global database yet' };
  return inStep(side);
}

function inStep(side: AuroraSide): Settled {
  const { cluster, global } = side;
  const synchronization = memberOf(side)?.synchronization ?? 'connected';
  if (!isInStep(side))
    return { state: 'pending', note: `${cluster?.status ?? 'not there'}, ${synchronization}` };
  const writer = global?.members.find((member) => member.writer);
  return {
    state: 'done',
    note: `follows ${writer?.arn ?? 'the writer'}`,
    evidence: { synchronization, writer: writer?.arn ?? null },
  };
}

/** Whether a step that was taken back is back. */
export function undoneAurora(step: Step, observation: Observation<AuroraSide>): Settled {
  const seen = seenIn(observation, step.region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const side = seen.state === 'seen' ? seen.value : {};
  return { state: isBack(side, step) ? 'done' : 'pending', note: side.cluster?.status ?? 'does not exist' };
}

function isBack(side: AuroraSide, step: Step): boolean {
  const { cluster, global } = side;
  switch (step.action) {
    case 'switchover':
      return (
        global?.move === undefined &&
        formerOf(side, step)?.writer === true &&
        conditionOf(cluster?.status ?? '') === 'usable'
      );
    case 'instance':
      return cluster?.instances.some(({ id }) => id === step.params['instance']) !== true;
    case 'set-aside':
      return (
        (step.params['resourceId'] === null || cluster?.resourceId === step.params['resourceId']) &&
        (cluster === undefined || conditionOf(cluster.status) === 'usable') &&
        (step.params['withGlobal'] !== true || global !== undefined)
      );
    case 'regroup':
      return global === undefined;
    default:
      return cluster === undefined || (memberOf(side) === undefined && cluster.status !== 'deleting');
  }
}

function gone(step: Step): Problem {
  return brokenStep(step, {
    message: `${textParam(step, 'cluster')} does not exist in ${step.region} any more.`,
    expected: 'available',
    found: 'absent',
  });
}

function broken(status: string, step: Step): Problem {
  return brokenStep(step, {
    message: `${textParam(step, 'cluster')} in ${step.region} is ${status}; RDS does not bring it back by itself.`,
    expected: 'available',
    found: status,
  });
}
