import type { Site } from '../site.ts';
import { resolveCommit, type Commit } from '../state/git.ts';
import type { Repository } from '../state/repository.ts';
import type { Workflow } from '../state/runs.ts';
import { readWorkflowFile, type Dispatchable } from './workflow-file.ts';

/** A workflow as it is at a commit. */
export interface WorkflowAtCommit extends Workflow {
  readonly name: string;
  readonly dispatchInputs: Dispatchable['inputs'];
}

/** A commit never changes, and every dispatch asks for its workflows. */
const filesRead = new WeakMap<Commit, Map<string, Dispatchable>>();

function readOnce(commit: Commit, path: string, text: string): Dispatchable {
  const known = filesRead.get(commit) ?? new Map<string, Dispatchable>();
  filesRead.set(commit, known);
  const file = known.get(path) ?? readWorkflowFile(path, text);
  known.set(path, file);
  return file;
}

/** The workflows at a commit, by path; by default the newest of the default branch. */
export function workflowsOf(
  site: Site,
  repository: Repository,
  commit: Commit | undefined = resolveCommit(repository.git),
): WorkflowAtCommit[] {
  if (commit === undefined) return [];
  return Object.entries(commit.files).flatMap(([path, text]) => {
    if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return [];
    const workflow = repository.workflows.get(path) ?? {
      id: site.nextId(),
      path,
      createdAt: commit.at,
    };
    repository.workflows.set(path, workflow);
    const { name, inputs } = readOnce(commit, path, text);
    return [{ ...workflow, name, dispatchInputs: inputs }];
  });
}

/** A workflow by its number, file name or path; by its path at some commit. */
export function findWorkflow(
  site: Site,
  repository: Repository,
  wanted: string | { readonly path: string; readonly commit: Commit },
): WorkflowAtCommit | undefined {
  if (typeof wanted === 'object') {
    return workflowsOf(site, repository, wanted.commit).find(({ path }) => path === wanted.path);
  }
  return workflowsOf(site, repository).find(
    ({ id, path }) => String(id) === wanted || path === wanted || path.endsWith(`/${wanted}`),
  );
}
