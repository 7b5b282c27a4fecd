import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { filesIn } from './pages.ts';

interface Job {
  readonly needs?: readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly run?: string;
  }[];
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const file = '.github/workflows/ci.yml';
const text = readFileSync(file, 'utf8');
const workflow = parse(text) as Workflow;
const jobs = Object.keys(workflow.jobs);

function gate(needs: Readonly<Record<string, { readonly result: string }>>) {
  return spawnSync(process.execPath, ['tools/check-gate.mjs', file, 'gate'], {
    encoding: 'utf8',
    env: { ...process.env, NEEDS: JSON.stringify(needs) },
  });
}

const allWell = Object.fromEntries(
  jobs.filter((job) => job !== 'gate').map((job) => [job, { result: 'success' }]),
);

describe('the gate of the CI workflow', () => {
  it('needs every other job', () => {
    expect([...(workflow.jobs['gate']?.needs ?? [])].sort()).toEqual(Object.keys(allWell).sort());
  });

  it('opens when all of them have succeeded', () => {
    expect(gate(allWell)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(['failure', 'cancelled', 'skipped'])('stays shut when a job ends as %s', (result) => {
    const answer = gate({ ...allWell, verify: { result } });
    expect(answer.status).toBe(1);
    expect(answer.stderr).toContain(`verify: ${result}`);
  });

  it('stays shut when a job of the file is not among those it needs', () => {
    const answer = gate(Object.fromEntries(Object.entries(allWell).filter(([job]) => job !== 'demo')));
    expect(answer.status).toBe(1);
    expect(answer.stderr).toContain('gate does not need demo');
  });
});

describe('the CI workflow', () => {
  it('runs what .ci/run runs', () => {
    expect(workflow.jobs['verify']?.steps.map(({ run }) => run)).toContain('bash .ci/run');
  });

  it('gives every job the least it needs', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) expect(job.permissions).toEqual({ contents: 'read' });
  });

  it('leaves no credentials behind after a checkout', () => {
    const checkouts = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')),
    );
    expect(checkouts).not.toEqual([]);
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
  });
});

describe('every workflow of this repository', () => {
  it('pins what it uses by commit, with the version beside it', () => {
    const uses = filesIn('.github/workflows', '.yml').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/^\s*(?:- )?uses: (?!\.\/)(.+)$/gm)].map(
        ([, used = '']) => used,
      ),
    );
    expect(uses).not.toEqual([]);
    expect(uses.filter((used) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))).toEqual([]);
  });
});
