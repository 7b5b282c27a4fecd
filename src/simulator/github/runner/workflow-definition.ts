import { isSequence } from '@actions/workflow-parser';
import type { MappingToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { valueOf } from './evaluate.ts';
import { isObject, textOf, type Json, type JsonObject } from './json.ts';
import { permissionsOf, type Permissions } from './permissions.ts';
import { entriesOf, literalAt, mappingAt, partAt } from './template-file.ts';

/** A workflow file in the parts that a runner asks for; those with expressions are evaluated when they are needed. */
export interface WorkflowDefinition {
  /** Path in its repository. */
  readonly path: string;
  readonly root: MappingToken;
  readonly name: string;
  readonly permissions: Permissions | undefined;
  readonly jobs: readonly JobDefinition[];
}

/** One job of a workflow file. */
export interface JobDefinition {
  readonly id: string;
  readonly root: MappingToken;
  readonly needs: readonly string[];
  readonly permissions: Permissions | undefined;
  /** The workflow that it calls instead of having steps. */
  readonly uses: string | undefined;
  readonly steps: readonly StepDefinition[];
}

/** One step of a job or of a composite action. */
export interface StepDefinition {
  readonly root: MappingToken;
  /** As written, or `__2` for the second step without one. */
  readonly id: string;
}

/** An input that a workflow or action declares. */
export interface InputDefinition {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default: TemplateToken | undefined;
}

/** The parts of a workflow file that has been read without problems. */
export function workflowDefinition(path: string, root: MappingToken): WorkflowDefinition {
  return {
    path,
    root,
    name: literalAt(root, 'name') ?? path,
    permissions: permissionsOf(partAt(root, 'permissions')),
    jobs: entriesOf(partAt(root, 'jobs')).flatMap(([id, token]) => {
      const job = mappingAt(token);
      return job === undefined ? [] : [jobDefinition(id, job)];
    }),
  };
}

function jobDefinition(id: string, root: MappingToken): JobDefinition {
  return {
    id,
    root,
    needs: textsIn(partAt(root, 'needs')),
    permissions: permissionsOf(partAt(root, 'permissions')),
    uses: literalAt(root, 'uses'),
    steps: stepDefinitions(partAt(root, 'steps')),
  };
}

/** The steps of a job or composite action. */
export function stepDefinitions(token: TemplateToken | undefined): readonly StepDefinition[] {
  if (token === undefined || !isSequence(token)) return [];
  return [...token].flatMap((each, index) => {
    const root = mappingAt(each);
    return root === undefined ? [] : [{ root, id: literalAt(root, 'id') ?? `__${index + 1}` }];
  });
}

/** A text or a list of texts that may hold no expressions. */
function textsIn(token: TemplateToken | undefined): readonly string[] {
  if (token === undefined) return [];
  const value = valueOf(token, { contexts: {} });
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).map(textOf);
}

/** The inputs that stand under `on.workflow_dispatch`, `on.workflow_call` or an action's `inputs`. */
export function inputDefinitions(token: TemplateToken | undefined): readonly InputDefinition[] {
  return entriesOf(token).map(([name, input]) => ({
    name,
    type: literalAt(input, 'type') ?? 'string',
    required: textsIn(partAt(input, 'required'))[0] === 'true',
    default: partAt(input, 'default'),
  }));
}

/** The inputs of a run by their declared types: GitHub hands them over as texts. What is not declared is not there. */
export function dispatchInputs(
  { root }: WorkflowDefinition,
  given: Readonly<Record<string, string>>,
): JsonObject {
  const defaults = inputDefinitions(partAt(root, 'on', 'workflow_dispatch', 'inputs'));
  return Object.fromEntries(
    defaults.map((input) => {
      const text = given[input.name];
      const value = text ?? (input.default === undefined ? '' : valueOf(input.default, { contexts: {} }));
      return [input.name, typed(value, input.type)];
    }),
  );
}

/** A value by the declared type of its input. */
export function typed(value: Json, type: string): Json {
  if (isObject(value) || Array.isArray(value)) return value;
  if (type === 'boolean') return value === true || textOf(value).toLowerCase() === 'true';
  if (type === 'number') return value === '' ? 0 : Number(value);
  return textOf(value);
}
