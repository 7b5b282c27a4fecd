import * as z from 'zod';
import type { Resource } from '../../src/config/config.ts';
import { defineKind, valueIn, type Kind, type Observation, type Settled } from '../../src/kinds/kind.ts';
import type { Assessment, Step, StepDraft } from '../../src/plan/plan.ts';
import type { ToyValue, ToyWorld } from './toy-world.ts';

/** A step of a toy: what a draft says, with defaults for what the test does not care about. */
export interface ToyStep extends Partial<StepDraft> {
  readonly action: string;
  /** How long its change takes to settle; `expectedMs` where absent. */
  readonly durationMs?: number;
  /** Nothing shows whether it was done. */
  readonly unobservable?: boolean;
  /** Data given up, in ms; null for a promotion that cannot tell. */
  readonly lossMs?: number | null;
}

/** The spec of a toy resource. */
export interface ToySpec {
  readonly steps: readonly ToyStep[];
  readonly assessment?: Partial<Assessment>;
  readonly steady?: boolean;
}

/** A process that uses the world: when it dies, nothing that it has begun comes back. */
export interface Process {
  readonly isDead: () => boolean;
  readonly die: () => void;
  readonly died: Promise<void>;
}

/** A process that lives until `die` is called. */
export function makeProcess(): Process {
  let dead = false;
  let tell = (): void => undefined;
  const died = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    isDead: () => dead,
    die: () => {
      dead = true;
      tell();
    },
    died,
  };
}

/** What a dead process waits for. */
export async function never<T>(): Promise<T> {
  return await new Promise<T>(() => undefined);
}

/** A draft with a toy's defaults: a reversible change of one second that nothing waits for. */
export function toyDraft(step: ToyStep): StepDraft {
  const { durationMs, unobservable, lossMs, ...draft } = step;
  const expectedMs = draft.expectedMs ?? durationMs ?? 1_000;
  return {
    title: `Do ${step.action}`,
    region: 'eu-west-2',
    phase: 'config',
    risk: 'reversible',
    changes: true,
    timeoutMs: 3_600_000,
    calls: [],
    after: [],
    ...draft,
    expectedMs,
    params: {
      durationMs: durationMs ?? expectedMs,
      unobservable: unobservable === true,
      ...(lossMs === undefined ? {} : { lossMs }),
      ...draft.params,
    },
  };
}

function settledOf(
  world: ToyWorld,
  step: Step,
  { observation, now }: { observation: Observation<ToyValue>; now: number },
): Settled {
  if (step.params.unobservable === true) return { state: 'unobservable' };
  const broken: Settled = {
    state: 'broken',
    problem: { code: 'STEP_BROKEN', message: `${step.id} has failed there` },
  };
  if (!step.changes)
    return world.faultsOf(step.id).breaks === true ? broken : { state: 'done', note: 'looked' };
  const at = valueIn(observation, step.region)?.since[step.action];
  if (at === undefined) return { state: 'not-begun', note: 'no trace of it' };
  const faults = world.faultsOf(step.id);
  if (faults.breaks === true) return broken;
  const isDone = faults.hangs !== true && now - at >= Number(step.params.durationMs);
  return isDone ? { state: 'done', note: 'is there' } : { state: 'pending', note: 'comes' };
}

/** A kind whose resources do whatever their spec says, in a world in memory. */
export function toyKind(world: ToyWorld, process: Process): Kind {
  return defineKind<ToySpec, unknown, ToyValue>({
    name: 'toy',
    summary: 'Does what a test says.',
    notes: [],
    example: '',
    spec: z.custom<ToySpec>(),
    places: ['regions'],
    observe: async (resources, place) => {
      if (process.isDead()) return await never();
      world.looks += 1;
      return new Map(resources.map((resource) => [resource.id, world.look(resource.id, place)]));
    },
    reads: () => [],
    assess: (resource) => ({ state: 'ready', summary: 'a toy', ...resource.spec.assessment }),
    steps: (resource: Resource<ToySpec>) => resource.spec.steps.map(toyDraft),
    apply: async (step, context) => {
      if (process.isDead()) return await never();
      world.apply(step.id, context.now);
      if (process.isDead()) return await never();
      const { lossMs } = step.params;
      const inputs = Object.values(context.inputs).join(' ');
      return {
        note: `applied ${step.id}${inputs === '' ? '' : ` with ${inputs}`}`,
        ...(lossMs === undefined
          ? {}
          : { loss: { ms: typeof lossMs === 'number' ? lossMs : undefined, source: 'toy lag' } }),
      };
    },
    undo: async (step, context) => {
      if (process.isDead()) return await never();
      world.undo(step.id, context.now);
      if (process.isDead()) return await never();
      return {};
    },
    settled: (step, observation, now) => settledOf(world, step, { observation, now }),
    verify: () => [],
    outputs: (resource, observation, region) => {
      const since = valueIn(observation, region)?.since ?? {};
      const provided = resource.spec.steps.flatMap((step) =>
        step.action in since ? (step.provides ?? []) : [],
      );
      return Object.fromEntries(
        provided.map((output) => [output, `${resource.id}-${output}-${since[provided[0] ?? ''] ?? 'new'}`]),
      );
    },
    outputNames: ['endpoint'],
  });
}
