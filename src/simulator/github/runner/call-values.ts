import { textAt, textsAt, valueOf, type Scope } from './evaluate.ts';
import type { JobEnd, WorkflowInput } from './job-graph.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { RunState } from './run-state.ts';
import { entriesOf, literalAt, partAt } from './template-file.ts';
import { inputDefinitions, typed, type JobDefinition } from './workflow-definition.ts';
import type { LoadedWorkflow } from './workflow-tree.ts';

type Contexts = Readonly<Record<string, Json>>;

/** The inputs of a called workflow by their declared types: what `with` gives, else their defaults. Throws where one cannot be evaluated. */
export function callInputs(
  job: JobDefinition,
  { called, contexts }: { readonly called: LoadedWorkflow; readonly contexts: Contexts },
): JsonObject {
  const token = partAt(job.root, 'with');
  const value = token === undefined ? {} : valueOf(token, { contexts });
  const given = isObject(value) ? value : {};
  const declared = inputDefinitions(partAt(called.definition.root, 'on', 'workflow_call', 'inputs'));
  return Object.fromEntries(
    declared.map((input): [string, Json] => {
      const found = Object.entries(given).find(([name]) => name.toLowerCase() === input.name.toLowerCase());
      const fallback = input.default === undefined ? '' : valueOf(input.default, { contexts });
      return [input.name, typed(found?.[1] ?? fallback, input.type)];
    }),
  );
}

/** What `on.workflow_call.outputs` declares, once the jobs of the called workflow have ended. */
export function callOutputs(
  called: LoadedWorkflow,
  {
    run,
    inputs,
    jobs,
  }: { readonly run: RunState; readonly inputs: JsonObject; readonly jobs: ReadonlyMap<string, JobEnd> },
): Readonly<Record<string, string>> {
  const ends = [...jobs].map(([id, { result, outputs }]): [string, Json] => [id, { result, outputs }]);
  const scope: Scope = {
    contexts: { github: run.github, inputs, vars: run.host.variables(), jobs: Object.fromEntries(ends) },
  };
  const declared = entriesOf(partAt(called.definition.root, 'on', 'workflow_call', 'outputs'));
  return Object.fromEntries(
    declared.map(([name, output]): [string, string] => [name, textAt(partAt(output, 'value'), scope) ?? '']),
  );
}

/** `secrets: inherit` passes all on; otherwise only those that are named, and what the called job's environment adds. */
export function calledSecrets(
  job: JobDefinition,
  {
    run: { host },
    secrets,
    contexts,
  }: { readonly run: RunState; readonly secrets: WorkflowInput['secrets']; readonly contexts: Contexts },
): WorkflowInput['secrets'] {
  if (literalAt(job.root, 'secrets') === 'inherit') return secrets;
  return (environment) => {
    const named = textsAt(partAt(job.root, 'secrets'), {
      contexts: { ...contexts, secrets: secrets(undefined) },
    });
    const common = host.secrets();
    const added = environment === undefined ? {} : host.secrets(environment);
    const own = Object.entries(added).filter(([name, value]) => common[name] !== value);
    return { ...named, ...Object.fromEntries(own) };
  };
}
