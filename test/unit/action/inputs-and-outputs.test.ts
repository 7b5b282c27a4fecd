import { expect, it } from 'vitest';
import { actionInputs, inputVariable, reasonCodes } from '../../../src/action/contract.ts';
import { readInputs } from '../../../src/action/inputs.ts';
import { fenced } from '../../../src/action/job-summary.ts';
import { outputsOf, renderOutputs } from '../../../src/action/outputs.ts';
import { FailoverError } from '../../../src/errors.ts';

function given(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const all = Object.keys(actionInputs).map((name) => [inputVariable(name), inputs[name] ?? ''] as const);
  return Object.fromEntries(all);
}

function mistakes(inputs: Readonly<Record<string, string>>): readonly string[] {
  try {
    readInputs(given(inputs));
    return [];
  } catch (error) {
    return error instanceof FailoverError ? error.problems.map(({ message }) => message) : ['another error'];
  }
}

it('fills in defaults for what was left empty', () => {
  expect(readInputs(given({ command: 'plan', to: ' eu-west-2 ' }))).toEqual({
    command: 'plan',
    to: 'eu-west-2',
    operation: 'failover',
    mode: 'auto',
    drillType: 'dns',
    only: [],
    acceptDataLoss: false,
    allowLostRegion: false,
    validateSync: false,
    metrics: false,
    roleDurationSeconds: 3600,
    sessionPolicy: true,
  });
});

it('reads resources from lines and commas, and booleans as workflows write them', () => {
  const inputs = readInputs(
    given({
      command: 'failover',
      only: 'databases, dns\n services/api \n',
      'accept-data-loss': 'TRUE',
      'session-policy': 'false',
    }),
  );
  expect(inputs).toMatchObject({
    only: ['databases', 'dns', 'services/api'],
    acceptDataLoss: true,
    sessionPolicy: false,
  });
});

it('asks for what a command needs', () => {
  expect(mistakes({ command: 'skip' })).toEqual([
    'Input `step` must be given for `command: skip`.',
    'Input `reason` must be given for `command: skip`.',
  ]);
  expect(mistakes({})).toEqual([expect.stringContaining('Input `command` must be given: plan, failover')]);
});

it('says what was found and what it may have been meant to be', () => {
  expect(mistakes({ command: 'fallover' })).toEqual([
    expect.stringMatching(/one of plan, failover, .*, not `fallover`\. Did you mean `failover`\?$/),
  ]);
  expect(mistakes({ command: 'monitor_plan' })).toEqual([
    expect.stringContaining('Did you mean `monitor-plan`?'),
  ]);
  expect(mistakes({ command: 'plan', mode: 'x\n::error::y' })).toEqual([
    expect.not.stringMatching(/\n|Did you mean/),
  ]);
});

it('refuses durations that STS would refuse', () => {
  for (const wrong of ['899', '43201', '1h', '-900'])
    expect(mistakes({ command: 'plan', 'role-duration': wrong })).toEqual([
      `Input \`role-duration\` must be a whole number from 900 to 43200, not \`${wrong}\`.`,
    ]);
  expect(mistakes({ command: 'plan', 'role-duration': '43200' })).toEqual([]);
});

it('leaves outputs empty that do not apply, and an RPO that is not known', () => {
  expect(outputsOf({ exit: 'refused', reasonCode: 'PLAN_BLOCKED', problems: [], warnings: [] })).toEqual({
    schema_version: '1',
    result: 'refused',
    reason_code: 'PLAN_BLOCKED',
    run_id: '',
    plan_hash: '',
    rto_seconds: '',
    rpo_seconds: '',
    report: '',
  });
  const summary = {
    run: 'r',
    service: 's',
    result: 'done',
    declaredAt: 0,
    endedAt: 1,
    rtoMs: 61_500,
    expectedMs: 1,
    counts: { done: 1, skipped: 0, failed: 0, pending: 0, undone: 0 },
    unfenced: [],
    problems: [],
    warnings: [],
  } as const;
  const unknown = outputsOf({
    exit: 'done',
    reasonCode: 'OK',
    summary: { ...summary, rpo: { ms: 0, known: false, source: 'none' } },
    problems: [],
    warnings: [],
  });
  expect([unknown.rto_seconds, unknown.rpo_seconds]).toEqual(['61.5', '']);
  const known = outputsOf({
    exit: 'done',
    reasonCode: 'OK',
    summary: { ...summary, rpo: { ms: 250, known: true, source: 'ReplicaLag' } },
    problems: [],
    warnings: [],
  });
  expect(known.rpo_seconds).toBe('0.25');
});

it('writes each output between delimiters that its value cannot know', () => {
  const names = ['first', 'second'];
  expect(renderOutputs({ a: 'x\nb<<EOF', b: '' }, () => names.shift() ?? '')).toBe(
    'a<<first\nx\nb<<EOF\nfirst\nb<<second\n\nsecond\n',
  );
  const [one, two] = [renderOutputs({ a: '' }), renderOutputs({ a: '' })];
  expect(one).not.toBe(two);
});

it('fences text with more backticks than stand in it', () => {
  expect(fenced('a ```` b')).toBe('`````text\na ```` b\n`````\n');
});

it('has each reason code once', () => {
  expect(new Set(reasonCodes).size).toBe(reasonCodes.length);
  expect(reasonCodes).toContain('OK');
});

it('takes a results file of the repository, and a token with it', () => {
  const drill = { command: 'drill', 'drill-type': 'all', 'github-token': 'a token' };
  const path = 'docs/disaster-recovery/chaos-testing.md';
  expect(readInputs(given({ ...drill, 'results-file': path }))).toMatchObject({
    drillType: 'all',
    resultsFile: path,
  });
  expect(mistakes({ command: 'drill', 'results-file': path })).toEqual([
    'Input `github-token` must be given for `results-file`.',
  ]);
  for (const wrong of ['../notes.md', '/etc/notes.md', '.github/workflows/drill.yml', 'docs/a b.md'])
    expect(mistakes({ ...drill, 'results-file': wrong })).toHaveLength(1);
});
