import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAnnotations } from '../../../src/action/annotations.ts';
import { readInputs } from '../../../src/action/inputs.ts';
import { openSummary } from '../../../src/action/job-summary.ts';
import type { Job } from '../../../src/action/job.ts';
import { proposeResults } from '../../../src/action/keep-results.ts';
import { openLog } from '../../../src/action/workflow-commands.ts';
import { proposeSection, type Proposal } from '../../../src/action/results-pull-request.ts';
import { createHttp } from '../../../src/http-client.ts';
import { smallWorld, startRig, type Rig } from '../../simulator/github/rig.ts';

const path = 'docs/disaster-recovery/chaos-testing.md';
const here = { owner: 'acme', repo: 'shop' };
let rig: Rig;

beforeEach(async () => {
  const world = smallWorld();
  rig = await startRig({ ...world, users: [...world.users, { login: 'reader', permission: 'read' }] });
});

afterEach(async () => {
  await rig.close();
  expect(rig.watched.problems).toEqual([]);
});

function proposal(given: Partial<Proposal> = {}): Proposal {
  return {
    http: createHttp({ env: {} }),
    api: rig.github.apiUrl,
    token: rig.github.as('nadia').token,
    repository: 'acme/shop',
    branch: 'region-failover/drill-4001',
    path,
    id: 'fo-1',
    title: 'Drill of shop',
    section: '## 2027-01-05 dns: passed\n',
    ...given,
  };
}

async function textOn(ref: string): Promise<string> {
  const { data } = await rig
    .octokitOf('nadia')
    .rest.repos.getContent({ ...here, path, ref, mediaType: { format: 'raw' } });
  // The cast is sound: asked for as raw, a file comes as its text.
  return data as unknown as string;
}

it('proposes a section in a new file, on a branch of its own, and leaves the default branch alone', async () => {
  const { url, isNew } = await proposeSection(proposal());
  expect([url, isNew]).toEqual([expect.stringContaining('/acme/shop/pull/1'), true]);
  expect(await textOn('region-failover/drill-4001')).toBe(
    '# Drills\n\n<!-- region-failover fo-1 -->\n\n## 2027-01-05 dns: passed\n',
  );
  await expect(textOn('main')).rejects.toMatchObject({ status: 404 });
  const { data } = await rig.octokitOf('nadia').rest.pulls.get({ ...here, pull_number: 1 });
  expect(data).toMatchObject({ title: 'Drill of shop', commits: 1, changed_files: 1, state: 'open' });
});

it('does nothing the second time, and puts another run of the same job into the same pull request', async () => {
  const first = await proposeSection(proposal());
  expect(await proposeSection(proposal())).toEqual({ ...first, isNew: false });
  const second = await proposeSection(proposal({ id: 'fo-2', section: '## failback\n' }));
  expect(second).toEqual(first);
  const text = await textOn('region-failover/drill-4001');
  expect(text.match(/<!-- region-failover/g)).toHaveLength(2);
  expect((await rig.octokitOf('nadia').rest.pulls.list(here)).data).toHaveLength(1);
});

it('adds to what people have written, and knows what has been merged', async () => {
  rig.github.as('omar').push({ [path]: '# Chaos testing\n\nOurs.\n<!-- region-failover fo-0 -->\n' });
  await proposeSection(proposal());
  expect(await textOn('region-failover/drill-4001')).toMatch(/^# Chaos testing\n\nOurs\.\n/);
  const merged = await proposeSection(proposal({ id: 'fo-0', branch: 'region-failover/drill-1' }));
  expect(merged).toMatchObject({
    isNew: false,
    url: expect.stringContaining(`/blob/main/${path}`) as string,
  });
});

it('says what the job must be allowed when GitHub refuses', async () => {
  const { token } = rig.github.as('reader');
  await expect(proposeSection(proposal({ token }))).rejects.toThrow(/403.*`contents: write`/);
});

it('takes what a drill came to from a job, and costs no more than a warning where that fails', async () => {
  const said: string[] = [];
  const write = (text: string): void => {
    said.push(text);
  };
  const job = (token: string): Job => {
    const log = openLog({ write, token: () => 'stop' });
    const env = {
      ...{ INPUT_COMMAND: 'drill', INPUT_DRILL_TYPE: 'all', INPUT_RESULTS_FILE: path },
      ...{ INPUT_GITHUB_TOKEN: token, GITHUB_API_URL: rig.github.apiUrl, GITHUB_SERVER_URL: rig.github.url },
      ...{ GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '4001' },
    };
    return {
      ...{ inputs: readInputs(env), env, clock: rig.clock, log, annotations: createAnnotations(log) },
      summary: openSummary({ file: undefined, masks: log.masks, now: () => 0, warn: () => undefined }),
      ...{ signal: new AbortController().signal, actor: 'nadia', carries: () => undefined },
    };
  };
  const check = { name: 'a | b', ok: true, expected: 'yes', found: '@team <b>', ms: 12 };
  const part = { type: 'health-check', tookMs: 12, checks: [check], notes: ['none'] } as const;
  const about = { service: 'shop', from: 'eu-west-1', to: 'eu-west-2', startedAt: 0, tookMs: 12 };
  const report = { ...about, ok: true, parts: [part] };
  await proposeResults(job(rig.github.as('nadia').token), report, 'fo-1');
  expect(said.join('')).toMatch(/::notice::The results are proposed in \S+\/acme\/shop\/pull\/1\./);
  const text = await textOn('region-failover/drill-4001');
  expect(text).toContain('## 1970-01-01 health-check: passed');
  expect(text).toContain(`<${rig.github.url}/acme/shop/actions/runs/4001>`);
  expect(text).not.toContain('@team');
  await proposeResults(job('ghp_wrong'), report, 'fo-2');
  expect(said.join('')).toContain('::warning::The results could not be proposed');
});
