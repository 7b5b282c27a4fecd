import { createCancellation, type Cancellation } from './cancellation.ts';
import { booleanAt, conditionAt, numberAt, textAt, valueOf, type Scope } from './evaluate.ts';
import { statusFunctions, type Status } from './functions.ts';
import { groupOf, runInstance, type InstanceEnd } from './job-instance.ts';
import { messageOf, type Outcome } from './job-runtime.ts';
import { callInputs, callOutputs, calledSecrets } from './call-values.ts';
import type { Json, JsonObject } from './json.ts';
import { expandMatrix, matrixLabel } from './matrix.ts';
import type { RunState } from './run-state.ts';
import { literalAt, partAt } from './template-file.ts';
import type { JobDefinition } from './workflow-definition.ts';
import type { LoadedWorkflow } from './workflow-tree.ts';

/** How a job ended for those that need it. `failed`: it counts against its run. */
export interface JobEnd {
  readonly result: Outcome;
  readonly failed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A workflow that is being executed: that of the run, or one that a job of it calls. */
export interface WorkflowInput {
  readonly run: RunState;
  readonly workflow: LoadedWorkflow;
  readonly inputs: JsonObject;
  /** In front of the keys and names of its jobs: empty, or `wave / `. */
  readonly prefix: { readonly key: string; readonly name: string };
  readonly secrets: (environment: string | undefined) => Readonly<Record<string, string>>;
  /** Of the call, when one of a matrix is to stop. */
  readonly stop?: AbortSignal;
}

/** Executes the jobs of a workflow, each as soon as those that it needs have ended. Never throws. */
export async function runJobs(input: WorkflowInput): Promise<ReadonlyMap<string, JobEnd>> {
  const { jobs } = input.workflow.definition;
  const ends = new Map<string, Promise<JobEnd>>();
  const done = new Map<string, JobEnd>();
  const start = (job: JobDefinition): Promise<JobEnd> => {
    const known = ends.get(job.id);
    if (known !== undefined) return known;
    const needed = jobs.filter(({ id }) => job.needs.includes(id)).map(start);
    const end = Promise.all(needed).then(async () => {
      const found = await runJob(job, { ...input, done });
      done.set(job.id, found);
      return found;
    });
    ends.set(job.id, end);
    return end;
  };
  await Promise.all(jobs.map(start));
  // In the order of the file, whatever order they ended in.
  return new Map(jobs.flatMap(({ id }) => [[id, done.get(id)] as const]).filter(isEnded));
}

function isEnded(entry: readonly [string, JobEnd | undefined]): entry is readonly [string, JobEnd] {
  return entry[1] !== undefined;
}

type Graph = WorkflowInput & { readonly done: ReadonlyMap<string, JobEnd> };

const skipped: JobEnd = { result: 'skipped', failed: false, outputs: {} };

async function runJob(job: JobDefinition, graph: Graph): Promise<JobEnd> {
  const { run, prefix } = graph;
  const key = `${prefix.key}${job.id}`;
  const kept = run.run.kept.find((each) => each.key === key);
  if (kept !== undefined) return keptEnd(kept.conclusion, kept.outputs);
  const scope = jobScope(job, graph);
  const announce = () =>
    run.host.job({
      key,
      name: `${prefix.name}${literalAt(job.root, 'name') ?? job.id}`,
      id: job.id,
      labels: [],
    });
  try {
    if (!conditionAt(partAt(job.root, 'if'), scope)) {
      announce().complete('skipped', {});
      return skipped;
    }
    return await runCombinations(job, { graph, scope });
  } catch (error) {
    const host = announce();
    host.annotate({ level: 'failure', message: messageOf(error) });
    host.complete('failure', {});
    return { result: 'failure', failed: true, outputs: {} };
  }
}

function keptEnd(conclusion: string, outputs: Readonly<Record<string, string>>): JobEnd {
  const result = ['success', 'skipped', 'cancelled'].find((each) => each === conclusion) as
    Outcome | undefined;
  return { result: result ?? 'failure', failed: result === undefined, outputs };
}

function jobScope(job: JobDefinition, graph: Graph): Scope {
  const { run, inputs, done } = graph;
  const needs = Object.fromEntries(
    job.needs.map((id): [string, Json] => {
      const { result, outputs } = done.get(id) ?? skipped;
      return [id, { result, outputs }];
    }),
  );
  return {
    contexts: { github: run.github, inputs, vars: run.host.variables(), needs },
    functions: statusFunctions(statusOf(job, graph)),
  };
}

/** `success()` asks all jobs upstream, not only those that are named in `needs`. */
function statusOf(job: JobDefinition, { run, workflow, done, stop }: Graph): Status {
  const upstream = new Set<string>();
  const visit = ({ needs }: JobDefinition): void => {
    for (const need of workflow.definition.jobs.filter(({ id }) => needs.includes(id) && !upstream.has(id))) {
      upstream.add(need.id);
      visit(need);
    }
  };
  visit(job);
  const results = [...upstream].map((id) => done.get(id)?.result);
  const cancelled = run.cancelled.aborted || stop?.aborted === true;
  return {
    cancelled,
    success: !cancelled && results.every((result) => result === 'success'),
    failure: !cancelled && results.includes('failure'),
  };
}

interface Ready {
  readonly graph: Graph;
  readonly scope: Scope;
}

async function runCombinations(job: JobDefinition, { graph, scope }: Ready): Promise<JobEnd> {
  const strategy = partAt(job.root, 'strategy');
  const matrix = partAt(strategy, 'matrix');
  const combinations = matrix === undefined ? [null] : expandMatrix(valueOf(matrix, scope));
  const failFast = booleanAt(partAt(strategy, 'fail-fast'), scope) ?? true;
  const atOnce = numberAt(partAt(strategy, 'max-parallel'), scope) ?? combinations.length;
  const cancellations = combinations.map(() => createCancellation(graph.run.forced));
  // What a workflow is called with stops with the call.
  graph.stop?.addEventListener('abort', () => {
    for (const each of cancellations) each.ask();
  });
  const ends: InstanceEnd[] = [];
  const runOne = async (index: number): Promise<void> => {
    const cancellation = cancellations[index] ?? createCancellation();
    const position = {
      'fail-fast': failFast,
      'max-parallel': atOnce,
      'job-index': index,
      'job-total': combinations.length,
    };
    const combination = {
      job,
      graph,
      scope,
      cancellation,
      matrix: combinations[index] ?? null,
      strategy: position,
    };
    const end = await runCombination(combination);
    ends.push(end);
    if (failFast && end.result === 'failure' && !end.forgiven) for (const each of cancellations) each.ask();
  };
  await inTurns(combinations.length, { atOnce: Math.max(1, atOnce), run: runOne });
  return together(ends);
}

/** Starts as many at once as are allowed, and the next as soon as one has ended. */
async function inTurns(
  count: number,
  { atOnce, run }: { readonly atOnce: number; readonly run: (index: number) => Promise<void> },
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await run(next - 1);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
}

function together(ends: readonly InstanceEnd[]): JobEnd {
  const counting = ends.map(({ result, forgiven }) => (forgiven ? 'success' : result));
  const result =
    (['failure', 'cancelled', 'success'] as const).find((each) => counting.includes(each)) ?? 'skipped';
  const outputs = Object.assign({}, ...ends.map((each) => each.outputs)) as Record<string, string>;
  return { result, failed: result === 'failure', outputs };
}

interface Combination {
  readonly job: JobDefinition;
  readonly graph: Graph;
  readonly scope: Scope;
  readonly cancellation: Cancellation;
  readonly matrix: JsonObject | null;
  readonly strategy: JsonObject;
}

async function runCombination({
  job,
  graph,
  scope,
  cancellation,
  matrix,
  strategy,
}: Combination): Promise<InstanceEnd> {
  const { run, prefix } = graph;
  const number = Number(strategy['job-index']) + 1;
  const contexts = { ...scope.contexts, matrix, strategy };
  const key = `${prefix.key}${job.id}${matrix === null ? '' : ` (${number})`}`;
  const kept = run.run.kept.find((each) => each.key === key);
  if (kept !== undefined) return { ...keptEnd(kept.conclusion, kept.outputs), forgiven: false };
  const name = `${prefix.name}${nameOf(job, { contexts, matrix })}`;
  const called = graph.workflow.called.get(job.id);
  if (called !== undefined) return await call(job, { graph, called, contexts, key, name, cancellation });
  return await runInstance({
    run,
    workflow: graph.workflow,
    definition: job,
    key,
    name,
    contexts,
    secrets: graph.secrets,
    cancellation,
    survivesCancel: () => survives(job, graph),
  });
}

/** Whether a job goes on when its run is cancelled: GitHub evaluates its `if` again. */
function survives(job: JobDefinition, graph: Graph): boolean {
  try {
    return conditionAt(partAt(job.root, 'if'), {
      ...jobScope(job, graph),
      functions: statusFunctions({ cancelled: true, success: false, failure: false }),
    });
  } catch {
    return false;
  }
}

function nameOf(
  job: JobDefinition,
  {
    contexts,
    matrix,
  }: { readonly contexts: Readonly<Record<string, Json>>; readonly matrix: JsonObject | null },
): string {
  const token = partAt(job.root, 'name');
  const name = textAt(token, { contexts }) ?? job.id;
  return matrix === null || token?.isExpression === true ? name : `${name} (${matrixLabel(matrix)})`;
}

interface Call {
  readonly graph: Graph;
  readonly called: LoadedWorkflow;
  readonly contexts: Readonly<Record<string, Json>>;
  readonly key: string;
  readonly name: string;
  readonly cancellation: Cancellation;
}

/** Executes a called workflow in the place of a job; its outputs are those that `on.workflow_call` declares. */
async function call(
  job: JobDefinition,
  { graph, called, contexts, key, name, cancellation }: Call,
): Promise<InstanceEnd> {
  const { run } = graph;
  const cancelled: InstanceEnd = { result: 'cancelled', forgiven: false, outputs: {} };
  const inputs = callInputs(job, { called, contexts });
  const leaving: (() => void)[] = [];
  const groups = [
    { token: partAt(job.root, 'concurrency'), contexts },
    { token: partAt(called.definition.root, 'concurrency'), contexts: { ...contexts, inputs } },
  ];
  try {
    for (const { token, contexts: visible } of groups) {
      const group = token === undefined ? undefined : groupOf(valueOf(token, { contexts: visible }));
      const entered = group === undefined ? undefined : await run.host.enter(group);
      if (entered?.state === 'cancelled') return cancelled;
      if (entered !== undefined) leaving.push(entered.leave);
    }
    const jobs = await runJobs({
      run,
      workflow: called,
      inputs,
      prefix: { key: `${key} / `, name: `${name} / ` },
      secrets: calledSecrets(job, { run, secrets: graph.secrets, contexts }),
      stop: cancellation.asked,
    });
    const { result } = together([...jobs.values()].map((end) => ({ ...end, forgiven: false })));
    return { result, forgiven: false, outputs: callOutputs(called, { run, inputs, jobs }) };
  } finally {
    for (const leave of leaving) leave();
  }
}
