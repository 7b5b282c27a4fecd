import type { RepositoryAt, RunHost, RunnableRun } from '../runner-contract.ts';
import { effectivePermissions, excessOf, type Permissions } from './permissions.ts';
import { checkWorkflow, entriesOf, partAt, readWorkflow } from './template-file.ts';
import {
  inputDefinitions,
  workflowDefinition,
  type JobDefinition,
  type WorkflowDefinition,
} from './workflow-definition.ts';

/** A workflow with those that its jobs call. */
export interface LoadedWorkflow {
  readonly definition: WorkflowDefinition;
  /** Called workflows by the id of the job that calls them. */
  readonly called: ReadonlyMap<string, LoadedWorkflow>;
  /** `OWNER/REPO/.github/workflows/x.yml@REF` of a called workflow. */
  readonly ref?: string;
  /** What the calling job may do: a called job can have no more. */
  readonly callerPermissions?: Permissions;
}

/** A workflow that can be executed, or everything that stands against it. */
export type WorkflowTree =
  | { readonly ok: true; readonly workflow: LoadedWorkflow }
  | { readonly ok: false; readonly problems: readonly string[] };

interface Loading {
  readonly run: RunnableRun;
  readonly host: Pick<RunHost, 'readFile'>;
  readonly path: string;
  readonly text: string;
  readonly ref?: string;
  readonly at?: RepositoryAt;
  readonly callerPermissions?: Permissions;
  readonly depth: number;
}

/** GitHub's limit of workflows that call each other: the first one and nine below it. */
const deepest = 10;

/** Reads the workflow of a run and all that it calls. Never throws. */
export async function loadWorkflows(
  run: RunnableRun,
  host: Pick<RunHost, 'readFile'>,
): Promise<WorkflowTree> {
  return await load({ run, host, path: run.workflow.path, text: run.workflow.text, depth: 1 });
}

async function load(loading: Loading): Promise<WorkflowTree> {
  const { path, text, ref, callerPermissions } = loading;
  const file = readWorkflow(path, text);
  if (!file.ok) return file;
  const problems = [...(await checkWorkflow(file))];
  const definition = workflowDefinition(path, file.root);
  const called = new Map<string, LoadedWorkflow>();
  for (const job of definition.jobs) {
    problems.push(...problemsOf(job, { definition, loading }));
    if (job.uses === undefined) continue;
    const tree = await loadCalled(job, { definition, loading });
    if (tree.ok) called.set(job.id, tree.workflow);
    else problems.push(...tree.problems);
  }
  return problems.length > 0
    ? { ok: false, problems }
    : {
        ok: true,
        workflow: {
          definition,
          called,
          ...(ref === undefined ? {} : { ref }),
          ...(callerPermissions === undefined ? {} : { callerPermissions }),
        },
      };
}

interface Calling {
  readonly definition: WorkflowDefinition;
  readonly loading: Loading;
}

function problemsOf(job: JobDefinition, { definition, loading }: Calling): readonly string[] {
  const { path, callerPermissions } = loading;
  const unknown = ['container', 'services'].filter((key) => partAt(job.root, key) !== undefined);
  const asked = job.permissions ?? definition.permissions;
  const excess =
    callerPermissions === undefined || asked === undefined ? undefined : excessOf(asked, callerPermissions);
  return [
    ...unknown.map((key) => `${path}: Job '${job.id}' has '${key}', and this runner has no containers.`),
    ...(excess === undefined
      ? []
      : [`Error calling workflow '${path}'. The nested job '${job.id}' ${excess}.`]),
  ];
}

async function loadCalled(job: JobDefinition, { definition, loading }: Calling): Promise<WorkflowTree> {
  const uses = job.uses ?? '';
  const { run, host, path, at, depth } = loading;
  if (depth >= deepest)
    return { ok: false, problems: [`${path}: Workflows call each other deeper than ${deepest}.`] };
  const found = placeOf(uses, loading);
  const text = found === undefined ? undefined : host.readFile(found.path, found.at);
  if (found === undefined || text === undefined)
    return {
      ok: false,
      problems: [`${path}: error parsing called workflow "${uses}": workflow was not found.`],
    };
  const own = `${run.repository.owner.login}/${run.repository.name}`;
  const tree = await load({
    run,
    host,
    path: found.path,
    text,
    ref: `${found.at?.repository ?? at?.repository ?? own}/${found.path}@${found.at?.ref ?? run.ref}`,
    ...(found.at === undefined ? {} : { at: found.at }),
    callerPermissions: effectivePermissions(
      job.permissions,
      definition.permissions ?? loading.callerPermissions,
    ),
    depth: depth + 1,
  });
  if (!tree.ok) return tree;
  const problems = inputProblems(job, { path, called: tree.workflow.definition });
  return problems.length > 0 ? { ok: false, problems } : tree;
}

function placeOf(
  uses: string,
  { at }: Loading,
): { readonly path: string; readonly at?: RepositoryAt } | undefined {
  if (uses.startsWith('./')) return { path: uses.slice(2), ...(at === undefined ? {} : { at }) };
  const [, repository, path, ref] =
    /^([\w.-]+\/[\w.-]+)\/(\.github\/workflows\/[^@]+)@(.+)$/.exec(uses) ?? [];
  return repository === undefined || path === undefined || ref === undefined
    ? undefined
    : { path, at: { repository, ref } };
}

function inputProblems(
  job: JobDefinition,
  { path, called }: { readonly path: string; readonly called: WorkflowDefinition },
): readonly string[] {
  const trigger = partAt(called.root, 'on', 'workflow_call');
  const callable =
    trigger !== undefined || JSON.stringify(partAt(called.root, 'on')).includes('workflow_call');
  if (!callable)
    return [`${path}: ${called.path} is not reusable as it is missing a \`on.workflow_call\` trigger.`];
  const declared = inputDefinitions(partAt(trigger, 'inputs'));
  const given = entriesOf(partAt(job.root, 'with')).map(([name]) => name.toLowerCase());
  const known = declared.map(({ name }) => name.toLowerCase());
  return [
    ...declared
      .filter((input) => input.required && !given.includes(input.name.toLowerCase()))
      .map(
        ({ name }) => `${path}: Input ${name} is required, but not provided while calling ${called.path}.`,
      ),
    ...given
      .filter((name) => !known.includes(name))
      .map((name) => `${path}: Invalid input, ${name} is not defined in ${called.path}.`),
  ];
}
