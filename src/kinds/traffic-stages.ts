import { formatDuration } from '../format-duration.ts';
import type { Json } from '../ids.ts';
import type { Goal, Stages, StepDraft, Step } from '../plan/plan.ts';
import type { Observation, Settled } from './kind.ts';

/** What is held at a stage. */
export interface Holding {
  /** What traffic goes to, as people name it. */
  readonly name: string;
  readonly percent: number;
  readonly stages: Stages;
  readonly goal: Goal;
  /** Shortest time that says anything, in ms: before it the clients have not followed yet. */
  readonly leastMs: number;
}

interface HoldParams {
  readonly holdMs: number;
  /** `<resource>.healthy` of each guard. */
  readonly guards: readonly string[];
}

/** The stages before the last one that are still ahead, given how much traffic goes to `to` already; ascending, without repeats. */
export function stagesAhead({ percent }: Stages, present: number): readonly number[] {
  return [...new Set(percent)]
    .filter((each) => each > present && each < 100)
    .sort((one, other) => one - other);
}

/** The step that waits at a stage and watches the guards in the region that traffic moves to. */
export function holdDraft({ name, percent, stages, goal, leastMs }: Holding): StepDraft {
  const holdMs = Math.max(stages.holdMs, leastMs);
  return {
    action: `hold-${percent}`,
    title: `Hold ${name} at ${percent} % for ${formatDuration(holdMs)} while ${goal.to} stays healthy`,
    region: goal.to,
    phase: 'traffic',
    risk: 'none',
    changes: false,
    expectedMs: holdMs,
    // Time to spare: guards that cannot be read for a moment do not fail the stage.
    timeoutMs: holdMs + 10 * 60_000,
    params: { holdMs, guards: stages.guards.map((guard): Json => `${guard}.healthy`) },
    calls: [],
    // Time and the guards decide, whatever the records say: nothing is asked of a control plane meanwhile.
    watch: [],
    restMs: holdMs,
    reads: stages.guards.map((resource) => ({ resource, output: 'healthy', region: goal.to })),
    retreats: `shift-${percent}`,
    repeat: 'safe',
  };
}

/** Whether a stage may be left: one guard that says no breaks it, a guard that cannot be read keeps it from ending. */
export function judgeHold(step: Step, { inputs = {}, startedAt }: Observation, now: number): Settled {
  // The cast is sound: the holds of all kinds are made by `holdDraft`.
  const { holdMs, guards } = step.params as unknown as HoldParams;
  const failing = guards.filter((guard) => inputs[guard] !== undefined && inputs[guard] !== 'yes');
  if (failing.length > 0) {
    const names = failing.map((guard) => guard.replace(/\.healthy$/, '')).join(', ');
    return {
      state: 'broken',
      problem: {
        code: 'CHECK_FAILED',
        message: `${names} failed in ${step.region} while traffic was moving there.`,
        fix: `Traffic goes back to the stage before. Mend ${names}, then \`retry\` the step or \`abort\`.`,
        expected: 'healthy for the whole stage',
        found: failing.map((guard) => `${guard}: ${inputs[guard] ?? 'unknown'}`).join(', '),
        resource: step.resource,
        region: step.region,
      },
    };
  }
  const unknown = guards.filter((guard) => inputs[guard] === undefined);
  if (startedAt === undefined) return { state: 'pending', note: 'it is not known when the stage began' };
  const leftMs = startedAt + holdMs - now;
  if (leftMs > 0) return { state: 'pending', note: `${formatDuration(leftMs)} left` };
  if (unknown.length > 0) return { state: 'pending', note: `${unknown.join(', ')} cannot be read` };
  return { state: 'done', note: `held for ${formatDuration(now - startedAt)}` };
}
