import type { Problem } from '../errors.ts';
import type { ResourceId } from '../ids.ts';
import { formatDuration } from '../format-duration.ts';
import { leftBehind, possibleLossMs } from './loss.ts';
import { ofOperation, ofStages, unreachable } from './judge-operation.ts';
import type { PlanInput } from './build-plan.ts';
import type { Assessment, Goal, Step } from './plan.ts';

/** What speaks against a plan. */
export interface Judgement {
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** Everything that speaks against running these steps: what forbids it, and what the operator should know. */
export function judge(about: {
  input: PlanInput;
  goal: Goal;
  steps: readonly Step[];
  assessments: Readonly<Record<ResourceId, Assessment>>;
}): Judgement {
  const parts = [
    ofResources(about),
    ofOperation(about),
    ofMode(about.goal),
    ofWrites(about),
    ofLag(about),
    ofLostRegion(about),
    ofGlobalPlanes(about.steps),
    ofStages(about),
    ofBlindSpots(about),
  ];
  return {
    problems: parts.flatMap((part) => part.problems),
    warnings: [...new Set(parts.flatMap((part) => part.warnings))],
  };
}

function ofResources({
  input: { config, registry },
  goal,
  assessments,
}: {
  input: PlanInput;
  goal: Goal;
  assessments: Readonly<Record<ResourceId, Assessment>>;
}): Judgement {
  const kinds = new Map(config.resources.map(({ id, kind }) => [id, registry.get(kind)]));
  // What a drill or a new standby does not touch cannot stand in its way.
  const matters = (resource: ResourceId): boolean => {
    const kind = kinds.get(resource);
    if (goal.operation === 'reprotect') return kind?.protect !== undefined;
    return goal.operation !== 'drill' || kind?.drill !== undefined;
  };
  const entries = Object.entries(assessments).filter(([resource]) => matters(resource));
  return {
    problems: entries.flatMap(([resource, { state, summary, problems = [] }]) => {
      if (state === 'blocked' && problems.length === 0)
        return [{ code: 'PLAN_BLOCKED' as const, message: summary, resource }];
      return problems.map((problem) => ({ resource, ...problem }));
    }),
    warnings: entries.flatMap(([resource, { notes = [] }]) =>
      notes.filter((note) => note.level === 'warning').map((note) => `${resource}: ${note.message}`),
    ),
  };
}

function ofMode(goal: Goal): Judgement {
  if (goal.mode === 'unplanned' && goal.fromCondition === 'up') {
    return {
      problems: [],
      warnings: [
        `${goal.from} still answers. Unplanned mode gives up what has not been replicated; --mode planned stops writes first and loses nothing.`,
      ],
    };
  }
  if (goal.mode === 'planned' && goal.fromCondition === 'down') {
    return { problems: [unreachable(goal)], warnings: [] };
  }
  return { problems: [], warnings: [] };
}

/** A switchover promises that nothing is lost, which holds only where something stops the writes. */
function ofWrites({ goal, steps }: { goal: Goal; steps: readonly Step[] }): Judgement {
  const active = steps.filter((step) => step.skip === undefined);
  const gives = active.some(
    ({ risk, losesNothing }) => losesNothing !== true && (risk === 'irreversible' || risk === 'lossy'),
  );
  const moves = goal.operation === 'failover' || goal.operation === 'failback';
  if (!moves || goal.mode === 'unplanned' || !gives || active.some((step) => step.phase === 'fence'))
    return { problems: [], warnings: [] };
  const message = `No step of this plan stops the writes in ${goal.from}; what is written there after a replica has caught up is lost. Stop the writers by hand first.`;
  return { problems: [], warnings: [message] };
}

/** An idle PostgreSQL replica reports up to five minutes; a replica further behind than this would hold up stopped writers. */
const drainableMs = 6 * 60_000;

function undrainable(resource: ResourceId, lagMs: number, goal: Goal): Problem {
  return {
    code: 'REPLICA_TOO_FAR_BEHIND',
    message: `${resource} is ${formatDuration(lagMs)} behind. A switchover would stop the writes in ${goal.from} and then wait for it to catch up.`,
    fix: 'Wait until it has caught up. If that cannot be waited for, use --mode unplanned --accept-data-loss.',
    resource,
    region: goal.to,
    expected: `at most ${formatDuration(drainableMs)}`,
    found: formatDuration(lagMs),
  };
}

/** Replicas behind the RPO forbid an unplanned run; in a planned one they are drained first. An unknown lag is said, never taken for zero. */
function ofLag({
  input,
  goal,
  steps,
  assessments,
}: {
  input: PlanInput;
  goal: Goal;
  steps: readonly Step[];
  assessments: Readonly<Record<ResourceId, Assessment>>;
}): Judgement {
  const problems: Problem[] = [];
  const warnings: string[] = [];
  const losing = new Set(
    steps
      .filter((step) => step.skip === undefined && step.risk !== 'none' && step.risk !== 'reversible')
      .map((step) => step.resource),
  );
  // A switchover that can be taken back waits for its replication, too, while nobody can write.
  const waiting = new Set(
    steps
      .filter((step) => goal.mode === 'planned' && step.skip === undefined && step.phase === 'data')
      .map((step) => step.resource),
  );
  const own = new Map(input.config.resources.map(({ id, objectives }) => [id, objectives?.rpoMs]));
  for (const [resource, { lag }] of Object.entries(assessments)) {
    const limit = own.get(resource) ?? input.config.objectives.rpoMs;
    if (lag === undefined) continue;
    if (waiting.has(resource) && (lag.ms ?? 0) > drainableMs) {
      problems.push(undrainable(resource, lag.ms ?? 0, goal));
      continue;
    }
    if (!losing.has(resource)) {
      const left = leftBehind(resource, lag, { goal, limit: own.get(resource) });
      if (left !== undefined) warnings.push(left);
      continue;
    }
    if (lag.ms === undefined) {
      warnings.push(
        `${resource}: the replication lag is unknown (${lag.source}); the data loss cannot be told beforehand.`,
      );
      continue;
    }
    if (goal.mode === 'planned') continue;
    const loss = possibleLossMs(lag, goal);
    if (loss === undefined || limit === undefined || loss <= limit) continue;
    const message = `${resource} loses up to ${formatDuration(loss)} (${lag.source}); the RPO allows ${formatDuration(limit)}.`;
    // Waiting brings nothing back from a region that is down: refusing would only make the outage longer.
    if (goal.fromCondition === 'down')
      warnings.push(`${message} ${goal.from} is down, so waiting would not make it less.`);
    else if (input.request.acceptDataLoss === true)
      warnings.push(`${message} Accepted by --accept-data-loss.`);
    else
      problems.push({
        code: 'REPLICA_TOO_FAR_BEHIND',
        message,
        resource,
        region: goal.to,
        expected: `at most ${formatDuration(limit)}`,
        found: formatDuration(loss),
      });
  }
  return { problems, warnings };
}

/** A failover must not need what has just been lost: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/ */
function ofLostRegion({
  input,
  goal,
  steps,
}: {
  input: PlanInput;
  goal: Goal;
  steps: readonly Step[];
}): Judgement {
  if (goal.mode === 'planned') return { problems: [], warnings: [] };
  const needing = steps.filter(
    (step) =>
      step.skip === undefined &&
      step.optional !== true &&
      step.calls.some((call) => call.region === goal.from),
  );
  const messages = needing.map((step) => {
    const calls = step.calls
      .filter((call) => call.region === goal.from)
      .map((call) => `${call.service}:${call.action}`);
    return {
      step,
      message: `${step.id} needs ${calls.join(', ')} in ${goal.from}, the region that is being left.`,
    };
  });
  if (input.request.allowLostRegion === true)
    return { problems: [], warnings: messages.map(({ message }) => message) };
  return {
    problems: messages.map(({ step, message }) => ({
      code: 'PLAN_NEEDS_LOST_REGION',
      message,
      resource: step.resource,
      step: step.id,
      region: goal.from,
    })),
    warnings: [],
  };
}

function ofGlobalPlanes(steps: readonly Step[]): Judgement {
  const route53 = steps.filter(
    (step) =>
      step.skip === undefined &&
      step.calls.some((call) => call.service === 'route53' && call.plane === 'control'),
  );
  const message = `${route53.map((step) => step.id).join(', ')}: moving traffic by a record change needs the Route 53 control plane in us-east-1; a route53-switch needs only S3 in the region being activated.`;
  return { problems: [], warnings: route53.length === 0 ? [] : [message] };
}

/** What could not be looked at in the region being activated, where no kind has made it a blocker. */
function ofBlindSpots({
  input,
  goal,
  assessments,
}: {
  input: PlanInput;
  goal: Goal;
  assessments: Readonly<Record<ResourceId, Assessment>>;
}): Judgement {
  const warnings = Object.entries(assessments).flatMap(([resource, assessment]) => {
    if (assessment.state === 'blocked') return [];
    return [goal.to, 'global'].flatMap((place) => {
      const seen = input.observations.get(resource)?.places[place];
      return seen?.state === 'failed'
        ? [`${resource}: could not be looked at (${place}): ${seen.problem.message}`]
        : [];
    });
  });
  return { problems: [], warnings };
}
