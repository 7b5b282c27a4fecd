import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Resource } from '../../src/config/config.ts';
import type { Check, Kind, Observation, Settled } from '../../src/kinds/kind.ts';
import { phases } from '../../src/plan/plan.ts';
import type { Call, Goal, Step, StepDraft } from '../../src/plan/plan.ts';
import type { LoggedRequest } from '../../src/simulator/request-log.ts';
import { resourceOf } from './resource.ts';
import { contextOf, look, placesOf, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

/**
 * One way through a kind: a world, a resource in it, and what is wanted of it. `goal.operation` says who is asked: `protect` for a
 * reprotect (`goal.to` is active already), `drill` for a drill, `steps` for all others.
 */
export interface ConformanceCase {
  readonly name: string;
  /** The resource's block in failover.yml; the kind's own example where absent. */
  readonly block?: string;
  readonly goal: Goal;
  open(): Promise<Wire>;
  /** What the rest of a plan would do before a step, such as stopping the writers before a drain. */
  before?(step: Step, wire: Wire): void | Promise<void>;
  /** The values of the step's `reads`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The actions that are expected, in order. */
  readonly actions: readonly string[];
  /** Whether everything verifies afterwards (`protected` for a reprotect, `verify` for all others); true where absent. */
  readonly verifies?: boolean;
}

/** How far the clock is moved between two looks at least (a tenth of what takes longer), and how often at most: enough for what takes an hour. */
const TICK_MS = 20_000;
const TICKS = 200;

/** What every kind must do, whatever it is about. */
export function conforms(kind: Kind, cases: readonly ConformanceCase[]): void {
  describe(`${kind.name} as a kind`, () => {
    it('has an example that validates', () => {
      expect(() => resourceOf(kind, kind.example)).not.toThrow();
      expect(kind.example).toMatch(new RegExp(`^kind: ${kind.name}$`, 'm'));
    });

    it('describes every field of its block', () => {
      expect(
        [undescribed(kind.spec), kind.regional === undefined ? [] : undescribed(kind.regional)].flat(),
      ).toEqual([]);
    });

    it('has a summary and notes that are sentences', () => {
      for (const text of [kind.summary, ...kind.notes]) expect(text).toMatch(/^[A-Z`'].*\.$/s);
    });

    describe.each(cases)('$name', (given) => {
      it('proposes the same well-formed steps whenever it is asked', () => proposes(kind, given));
      it('changes each thing once, and what it calls is what it declares', () => carriesOut(kind, given));
      it('takes back what it says it can', () => takesBack(kind, given));
      if (given.goal.operation === 'drill')
        it('leaves everything as it was, and takes each change back in a release step', () =>
          leavesNoTrace(kind, given));
    });
  });
}

interface Scene {
  readonly kind: Kind;
  readonly given: ConformanceCase;
  readonly wire: Wire;
  readonly resource: Resource;
}

async function inScene(
  kind: Kind,
  given: ConformanceCase,
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const wire = await given.open();
  try {
    await play({ kind, given, wire, resource: resourceOf(kind, given.block ?? kind.example) });
  } finally {
    await wire.close();
  }
}

async function plan({ kind, given, wire, resource }: Scene): Promise<readonly Step[]> {
  const observation = await look(kind, resource, { wire, goal: given.goal });
  const assessment = kind.assess(resource, observation, given.goal);
  expect(assessment.problems ?? []).toEqual([]);
  expect(assessment.state).not.toBe('blocked');
  const drafts = draftsOf(kind, { resource, observation, goal: given.goal });
  expect(drafts).toEqual(draftsOf(kind, { resource, observation, goal: given.goal }));
  return drafts.map((draft) => stepOf(draft, resource));
}

interface Asked {
  readonly resource: Resource;
  readonly observation: Observation;
  readonly goal: Goal;
}

/** What the kind proposes, by the operation; a case of an operation that the kind does not know is a mistake. */
function draftsOf(kind: Kind, { resource, observation, goal }: Asked): readonly StepDraft[] {
  switch (goal.operation) {
    case 'reprotect':
      expect(kind).toHaveProperty('protect');
      return kind.protect?.(resource, observation, goal) ?? [];
    case 'drill':
      expect(kind).toHaveProperty('drill');
      return kind.drill?.(resource, observation, goal) ?? [];
    case 'failover':
    case 'failback':
    case 'deploy':
      return kind.steps(resource, observation, goal);
  }
}

/** A drill ends where it began, with `from` active, so what holds after one is what held before. */
function checksOf(kind: Kind, { resource, observation, goal }: Asked): readonly Check[] {
  switch (goal.operation) {
    case 'reprotect':
      expect(kind).toHaveProperty('protected');
      return kind.protected?.(resource, observation, goal) ?? [];
    case 'drill':
      return kind.verify(resource, observation, { ...goal, from: goal.to, to: goal.from });
    case 'failover':
    case 'failback':
    case 'deploy':
      return kind.verify(resource, observation, goal);
  }
}

async function proposes(kind: Kind, given: ConformanceCase): Promise<void> {
  await inScene(kind, given, async (scene) => {
    const steps = await plan(scene);
    expect(steps.map((step) => step.action)).toEqual(given.actions);
    expect(new Set(given.actions).size).toBe(given.actions.length);
    expect(JSON.parse(JSON.stringify(steps))).toEqual(steps);
    for (const step of steps) expectWellFormed(step, kind);
    scene.wire.advance(1000);
    expect(await plan(scene)).toEqual(steps);
  });
}

function expectWellFormed(step: Step, kind: Kind): void {
  expect(phases).toContain(step.phase);
  expect(step.timeoutMs).toBeGreaterThan(step.expectedMs);
  expect(step.title).toMatch(/^[A-Z]/);
  expect(step.undo !== undefined, `${step.id} is ${step.risk}`).toBe(step.risk === 'reversible');
  // A message changes nothing that could be lost, but it has to be sent.
  if (step.risk === 'none' && kind.role !== 'notification') expect(step.changes).toBe(false);
  if (step.changes) {
    expect(step.calls).not.toEqual([]);
    expect(kind).toHaveProperty('apply');
  }
  if (step.undo !== undefined) expect(kind).toHaveProperty('undo');
}

async function carriesOut(kind: Kind, given: ConformanceCase): Promise<void> {
  await inScene(kind, given, async (scene) => {
    const { wire, resource } = scene;
    const reads = placesOf(kind, given.goal).flatMap((place) => kind.reads(resource, place));
    const steps = await plan(scene);
    expectDeclared(wire.log.entries, reads);
    expectForeseen(steps, [
      ...(kind.changes?.(resource, given.goal) ?? []),
      ...(kind.rebuilds?.(resource, given.goal) ?? []),
    ]);
    for (const step of steps.filter(({ skip }) => skip === undefined)) {
      await given.before?.(step, wire);
      if (step.changes) expect((await settled(step, scene)).state, `${step.id} beforehand`).not.toBe('done');
      const first = await calling(scene, () => apply(step, scene));
      expectDeclared(first, step.calls);
      await wait(step, scene);
      const again = await calling(scene, () => apply(step, scene));
      expect(changesIn(again), `${step.id} once more`).toEqual([]);
    }
    if (given.verifies === false) return;
    const observation = await look(kind, resource, { wire, goal: given.goal });
    const checks = checksOf(kind, { resource, observation, goal: given.goal });
    expect(checks).not.toEqual([]);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    // What is protected is not protected once more.
    if (given.goal.operation === 'reprotect')
      expect(draftsOf(kind, { resource, observation, goal: given.goal })).toEqual([]);
  });
}

async function takesBack(kind: Kind, given: ConformanceCase): Promise<void> {
  await inScene(kind, given, async (scene) => {
    const taken: Step[] = [];
    for (const step of (await plan(scene)).filter(({ skip }) => skip === undefined)) {
      if (step.risk === 'irreversible' || step.risk === 'lossy') break;
      // The release steps of a drill take its changes back themselves; an abort comes before them.
      if (given.goal.operation === 'drill' && step.phase === 'release') break;
      await given.before?.(step, scene.wire);
      await apply(step, scene);
      await wait(step, scene);
      if (step.undo !== undefined) taken.unshift(step);
    }
    for (const step of taken) {
      const calls = await calling(
        scene,
        () => kind.undo?.(step, contextOf(scene.wire, given.goal, given.inputs)) ?? Promise.resolve(),
      );
      expectDeclared(calls, step.calls);
      await wait(step, scene, 'undone');
      const again = await calling(
        scene,
        () => kind.undo?.(step, contextOf(scene.wire, given.goal, given.inputs)) ?? Promise.resolve(),
      );
      expect(changesIn(again), `${step.id} taken back once more`).toEqual([]);
      expect((await settled(step, scene)).state, `${step.id} taken back`).not.toBe('done');
    }
  });
}

async function leavesNoTrace(kind: Kind, given: ConformanceCase): Promise<void> {
  await inScene(kind, given, async (scene) => {
    const steps = await plan(scene);
    const released = steps.findIndex(({ phase }) => phase === 'release');
    if (steps.some(({ changes }) => changes)) expect(released).toBeGreaterThan(0);
    for (const step of steps.slice(Math.max(0, released))) expect(step.phase).toBe('release');
    for (const step of steps.filter(({ skip }) => skip === undefined)) {
      await given.before?.(step, scene.wire);
      await apply(step, scene);
      await wait(step, scene);
    }
    expect(await plan(scene)).toEqual(steps);
  });
}

async function apply(step: Step, { kind, given, wire }: Scene): Promise<void> {
  if (step.changes) await kind.apply?.(step, contextOf(wire, given.goal, given.inputs));
}

async function settled(step: Step, { kind, given, wire, resource }: Scene): Promise<Settled> {
  return kind.settled(step, await look(kind, resource, { wire, goal: given.goal }), wire.now());
}

async function wait(step: Step, scene: Scene, how: 'settled' | 'undone' = 'settled'): Promise<void> {
  const { kind, given, wire, resource } = scene;
  if (how === 'undone' && kind.undone === undefined) return;
  let last: Settled | undefined;
  const startedAt = wire.now();
  for (let tick = 0; tick < TICKS; tick += 1) {
    const seen = await look(kind, resource, { wire, goal: given.goal, waiting: [step] });
    const observation = { ...seen, ...(given.inputs && { inputs: given.inputs }) };
    last =
      how === 'undone'
        ? kind.undone?.(step, observation)
        : kind.settled(step, { ...observation, startedAt }, wire.now());
    if (last?.state === 'done' || last?.state === 'unobservable') return;
    if (last?.state === 'broken') break;
    wire.advance(Math.max(TICK_MS, step.expectedMs / 10));
  }
  expect(last, `${step.id} ${how}`).toMatchObject({ state: 'done' });
}

/** The requests that some work has made. */
async function calling(scene: Scene, work: () => Promise<unknown>): Promise<readonly LoggedRequest[]> {
  const before = scene.wire.log.entries.length;
  await work();
  return scene.wire.log.entries.slice(before);
}

function changesIn(entries: readonly LoggedRequest[]): readonly string[] {
  return entries
    .filter((entry) => entry.mutating && entry.outcome === 'ok')
    .map(({ service, operation }) => `${service}:${operation}`);
}

/** Operations whose permission has another name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const permissions: Readonly<Record<string, string>> = {
  's3:HeadBucket': 'ListBucket',
  's3:ListObjectsV2': 'ListBucket',
  's3:HeadObject': 'GetObject',
  's3:GetBucketReplication': 'GetReplicationConfiguration',
  's3:PutBucketReplication': 'PutReplicationConfiguration',
  's3:DeleteBucketReplication': 'PutReplicationConfiguration',
  's3:GetObjectLockConfiguration': 'GetBucketObjectLockConfiguration',
  's3:CopyObject': 'PutObject',
};

/** IAM is generated from the declared calls, so a call that is not among them would be denied. */
function expectDeclared(entries: readonly LoggedRequest[], declared: readonly Call[]): void {
  const missing = entries.filter((entry) => !declared.some((call) => covers(call, entry)));
  expect(
    missing.map(
      ({ service, operation, region, resource }) =>
        `${service}:${operation} on ${resource ?? '*'} in ${region}`,
    ),
  ).toEqual([]);
}

/** Permissions are given before anything is known of the world, so no step may call what was not foreseen. */
function expectForeseen(steps: readonly Step[], foreseen: readonly Call[]): void {
  const calls = steps.flatMap((step) =>
    step.calls.filter(({ service }) => !['http', 'sql'].includes(service)),
  );
  const missing = calls.filter(
    ({ service, action, resource, region }) =>
      !foreseen.some(
        (call) =>
          call.service === service &&
          call.action === action &&
          call.region === region &&
          matches(call.resource, resource),
      ),
  );
  expect(missing).toEqual([]);
}

/** Whether a resource is what `pattern` says, `*` in it standing for anything. */
function matches(pattern: string, resource: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(resource);
}

function covers(call: Call, { service, operation, region, resource }: LoggedRequest): boolean {
  const action = permissions[`${service}:${operation}`] ?? operation;
  if (call.service !== service || call.region !== region) return false;
  if (service === 'kubernetes') return sameVerb(call.action, operation);
  if (call.action !== action) return false;
  return resource === undefined || matches(call.resource, resource);
}

/** `list nodes` and `patch deployments/scale` are written with different care; verb and resource type must agree. */
function sameVerb(action: string, operation: string): boolean {
  const [verb, type] = action.toLowerCase().split(/[ /]/);
  const [loggedVerb, loggedType] = operation.toLowerCase().split(/[ /]/);
  return verb === loggedVerb && (type === undefined || type === loggedType);
}

interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

/** The paths of all fields of a schema that nothing is said about. */
function undescribed(schema: z.ZodType, path = ''): readonly string[] {
  return fieldsOf(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema,
    path,
  );
}

function fieldsOf(schema: JsonSchema, path: string): readonly string[] {
  const nested = [
    ...(schema.anyOf ?? []),
    ...(schema.allOf ?? []),
    ...(schema.items === undefined ? [] : [schema.items]),
  ];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    ...(field.description === undefined ? [`${path}${name}`] : []),
    ...fieldsOf(field, `${path}${name}.`),
  ]);
  return [...own, ...nested.flatMap((part) => fieldsOf(part, path))];
}
