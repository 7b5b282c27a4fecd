import { readdir, readFile } from 'node:fs/promises';
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
  type WorkflowTemplate,
} from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import packageFile from '../../../package.json' with { type: 'json' };
import {
  actionInputs,
  actionOutputs,
  inputVariable,
  type InputDefinition,
} from '../../../src/action/contract.ts';
import { actionFiles } from '../../../tools/action-files.ts';
import { readAction } from '../../acceptance/job-runner.ts';

interface RawStep {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface RawJob {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly RawStep[];
}

interface RawWorkflow {
  readonly on: {
    readonly workflow_dispatch?: {
      readonly inputs?: Readonly<
        Record<
          string,
          { readonly options?: readonly string[]; readonly default?: unknown; readonly description?: string }
        >
      >;
    } | null;
  };
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, RawJob>>;
}

const templates = (await readdir('workflows')).map((name) => `workflows/${name}`);
const ours = (await readdir('.github/workflows')).map((name) => `.github/workflows/${name}`);
const inputs: Readonly<Record<string, InputDefinition>> = actionInputs;

async function read(path: string): Promise<{ readonly text: string; readonly raw: RawWorkflow }> {
  const text = await readFile(path, 'utf8');
  return { text, raw: parse(text) as RawWorkflow };
}

/** Parses with GitHub's own parser; the mistakes it finds, and those of the conversion, are in `errors`. */
async function converted(path: string): Promise<WorkflowTemplate> {
  const { context, value } = parseWorkflow(
    { name: path, content: await readFile(path, 'utf8') },
    new NoOperationTraceWriter(),
  );
  if (value === undefined)
    throw new Error(
      context.errors
        .getErrors()
        .map(({ message }) => message)
        .join('\n'),
    );
  return await convertWorkflowTemplate(context, value);
}

function stepsOf({ jobs }: RawWorkflow): RawStep[] {
  return Object.values(jobs).flatMap(({ steps = [] }) => steps);
}

describe('action.yml', () => {
  it('and its page are what the contract makes of them', async () => {
    for (const { path, text } of actionFiles(packageFile)) expect(await readFile(path, 'utf8')).toBe(text);
  });

  it("is accepted by GitHub's parser, with the inputs and outputs of the contract", async () => {
    const action = await readAction();
    expect(action.runs.using).toBe('composite');
    expect(action.inputs?.map(({ id }) => id)).toEqual(Object.keys(actionInputs));
    expect(action.outputs?.map(({ id }) => id)).toEqual(Object.keys(actionOutputs));
  });

  it('hands every input to the program by the environment, and none to a shell', async () => {
    const { runs } = parse(await readFile('action.yml', 'utf8')) as {
      runs: { steps: (RawStep & { env?: Record<string, string> })[] };
    };
    expect(runs.steps.map(({ run }) => run ?? '').join('\n')).not.toContain('${{');
    expect(runs.steps.at(-1)?.env).toEqual(
      Object.fromEntries(
        Object.keys(actionInputs).map((name) => [inputVariable(name), `\${{ inputs.${name} }}`]),
      ),
    );
  });
});

describe.each([...templates, ...ours])('%s', (path) => {
  it("is accepted by GitHub's parser", async () => {
    const { errors = [], jobs } = await converted(path);
    expect(errors).toEqual([]);
    expect(jobs.length).toBeGreaterThan(0);
  });

  it('pins every action by its commit, with the version beside it', async () => {
    const { text, raw } = await read(path);
    const uses = stepsOf(raw).flatMap((step) => step.uses ?? []);
    for (const use of uses) expect(use).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
    expect(text.match(/^\s*(- )?uses: \S+@[0-9a-f]{40} # v\d[\w.]*$/gm) ?? []).toHaveLength(uses.length);
  });

  it('gives nothing at the top, and to each job what it needs', async () => {
    const { raw } = await read(path);
    expect(raw.permissions).toEqual({});
    for (const { permissions, steps = [] } of Object.values(raw.jobs)) {
      const writes = Object.entries(permissions ?? {}).filter(([, access]) => access !== 'read');
      expect(permissions).toBeDefined();
      expect(writes.map(([name]) => name).filter((name) => name !== 'id-token')).toEqual(
        path.endsWith('release.yml') && writes.length > 1
          ? ['contents', 'attestations']
          : // The results of a drill are proposed by a pull request, with the token of that job.
            steps.some(({ with: given }) => given?.['results-file'] !== undefined)
            ? ['contents', 'pull-requests']
            : [],
      );
    }
  });

  it('has no expression inside a script, and leaves no token behind', async () => {
    const { raw } = await read(path);
    for (const { run, uses, with: given } of stepsOf(raw)) {
      expect(run ?? '').not.toContain('${{');
      if (uses?.startsWith('actions/checkout@') === true) expect(given?.['persist-credentials']).toBe(false);
    }
  });
});

describe.each(templates)('the template %s', (path) => {
  it('uses inputs and outputs that the action has, and offers choices that it takes', async () => {
    const { text, raw } = await read(path);
    const uses = stepsOf(raw).filter((step) => step.uses?.startsWith('OWNER/region-failover@'));
    expect(uses.length).toBeGreaterThan(0);
    for (const { with: given = {} } of uses) {
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
      for (const [name, value] of Object.entries(given)) {
        const { choices } = inputs[name] ?? {};
        if (choices !== undefined && !String(value).includes('${{')) expect(choices).toContain(value);
      }
    }
    for (const [, name = ''] of text.matchAll(/steps\.(?:plan|failover)\.outputs\.(\w+)/g))
      expect(Object.keys(actionOutputs)).toContain(name);
    for (const [name, { options = [], description, default: value }] of Object.entries(
      raw.on.workflow_dispatch?.inputs ?? {},
    )) {
      const definition = inputs[name];
      expect(description?.length, `${name} says what it is`).toBeGreaterThan(10);
      if (definition?.choices !== undefined)
        expect(definition.choices).toEqual(expect.arrayContaining([...options]));
      if (definition?.default !== undefined) expect(String(value)).toBe(definition.default);
    }
  });

  it('waits for its turn instead of cancelling a run', async () => {
    const { text } = await read(path);
    expect(text).toMatch(/concurrency:\n\s+group: failover-/);
    if (!path.endsWith('health.yml')) expect(text).toContain('queue: max');
    expect(text).not.toContain('cancel-in-progress: true');
  });
});
