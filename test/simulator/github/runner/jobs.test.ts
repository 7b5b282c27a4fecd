import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runOf, startBench, type RunnerBench, type SeenRun } from './recording-host.ts';

let bench: RunnerBench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(async () => {
  await bench.close();
});

const results = ({ jobs }: SeenRun) =>
  Object.fromEntries(jobs.map(({ key, conclusion }) => [key, conclusion]));
const on = 'on: workflow_dispatch\n';

describe('jobs that need others', () => {
  test('go on, are skipped or are asked for by status functions after a failure', async () => {
    const run = await bench.run(`${on}
jobs:
  bad: { runs-on: x, steps: [{ run: exit 3 }] }
  good: { runs-on: x, steps: [{ run: 'true' }] }
  plain: { needs: [bad, good], runs-on: x, steps: [{ run: 'true' }] }
  condition: { needs: bad, if: "github.actor == 'dana'", runs-on: x, steps: [{ run: 'true' }] }
  report: { needs: [bad, plain], if: failure(), runs-on: x, steps: [{ run: 'echo \${{ needs.bad.result }} \${{ needs.plain.result }}' }] }
  always: { needs: bad, if: always(), runs-on: x, steps: [{ run: 'true' }] }
  # success() asks everything upstream: the job that failed is two steps away.
  after: { needs: always, runs-on: x, steps: [{ run: 'true' }] }
  mine: { needs: plain, if: "!cancelled() && needs.plain.result == 'skipped'", runs-on: x, steps: [{ run: 'true' }] }
`);
    expect(results(run)).toEqual({
      bad: 'failure',
      good: 'success',
      plain: 'skipped',
      condition: 'skipped',
      report: 'success',
      always: 'success',
      after: 'skipped',
      mine: 'success',
    });
    expect(run.conclusion).toBe('failure');
    expect(run.job('report').log).toContain('failure skipped\n');
    expect(run.job('bad').annotations).toEqual([
      { level: 'failure', message: 'Process completed with exit code 3.' },
    ]);
  });

  test('get the outputs of those they need, but never a secret', async () => {
    const run = await bench.run(
      `${on}
jobs:
  first:
    runs-on: x
    outputs: { text: '\${{ steps.s.outputs.text }}', key: '\${{ steps.s.outputs.key }}' }
    steps:
      - id: s
        env: { KEY: '\${{ secrets.KEY }}' }
        run: |
          printf 'text<<E\\none\\ntwo\\nE\\n' >> "$GITHUB_OUTPUT"
          echo "key=<$KEY>" >> "$GITHUB_OUTPUT"
  second:
    needs: first
    runs-on: x
    steps:
      - env: { TEXT: '\${{ needs.first.outputs.text }}', KEY: '\${{ needs.first.outputs.key }}' }
        run: echo "$TEXT|$KEY|"
`,
      { secrets: { '': { KEY: 'hunter2-hunter2' } } },
    );
    expect(run.job('first').outputs).toEqual({ text: 'one\ntwo' });
    expect(run.job('first').annotations).toEqual([
      { level: 'warning', message: "Skip output 'key' since it may contain secret." },
    ]);
    expect(run.job('second').log).toContain('one\ntwo||\n');
  });

  test('whose failure is allowed do not fail the run', async () => {
    const run = await bench.run(`${on}
jobs:
  shaky: { runs-on: x, continue-on-error: true, steps: [{ run: exit 1 }] }
  after: { needs: shaky, runs-on: x, steps: [{ run: 'echo \${{ needs.shaky.result }}' }] }
`);
    expect([run.conclusion, results(run)]).toEqual(['success', { shaky: 'failure', after: 'success' }]);
    expect(run.job('after').log).toContain('\nsuccess\n');
  });

  test('that are kept from an earlier attempt are not executed again', async () => {
    const run = await bench.run(
      `${on}
jobs:
  plan: { runs-on: x, outputs: { hash: x }, steps: [{ run: exit 1 }] }
  run: { needs: plan, runs-on: x, steps: [{ run: 'echo \${{ needs.plan.outputs.hash }}' }] }
`,
      { kept: [{ key: 'plan', conclusion: 'success', outputs: { hash: 'sha256:1' } }] },
    );
    expect(results(run)).toEqual({ run: 'success' });
    expect(run.job('run').log).toContain('\nsha256:1\n');
  });

  test('that are all skipped make a skipped run', async () => {
    expect(
      (await bench.run(`${on}jobs: { a: { if: false, runs-on: x, steps: [{ run: x }] } }`)).conclusion,
    ).toBe('skipped');
  });
});

describe('a matrix', () => {
  test('runs no more jobs at once than max-parallel allows, each with its own values', async () => {
    let now = 0;
    let most = 0;
    const run = await bench.run(
      `${on}
jobs:
  each:
    runs-on: x
    environment: production
    strategy: { max-parallel: 2, matrix: { config: "\${{ fromJSON(inputs.configs) }}" } }
    steps: [{ run: 'echo \${{ matrix.config }} \${{ strategy.job-index }}/\${{ strategy.job-total }}' }]
`.replace('on: workflow_dispatch', 'on: { workflow_dispatch: { inputs: { configs: { type: string } } } }'),
      {
        inputs: { configs: '["a", "b", "c"]' },
        gate: () => {
          now += 1;
          most = Math.max(most, now);
          return new Promise((done) =>
            setImmediate(() => {
              now -= 1;
              done('approved');
            }),
          );
        },
      },
    );
    expect(run.jobs.map(({ key, name }) => [key, name])).toEqual([
      ['each (1)', 'each (a)'],
      ['each (2)', 'each (b)'],
      ['each (3)', 'each (c)'],
    ]);
    expect(run.job('each (3)').log).toContain('\nc 2/3\n');
    expect(most).toBe(2);
  });

  test('cancels the others when one fails, unless fail-fast is off', async () => {
    const text = (strategy: string) => `${on}
jobs:
  each:
    runs-on: x
    environment: '\${{ matrix.n }}'
    strategy: { ${strategy} matrix: { n: [bad, good] } }
    steps: [{ run: '[ \${{ matrix.n }} = good ]' }]
`;
    // The good one waits at its environment until the bad one has failed.
    const scene = () => {
      let failed = () => undefined as unknown;
      const whenFailed = new Promise<'approved'>((done) => {
        failed = () => {
          done('approved');
        };
      });
      return {
        gate: (environment: string) =>
          environment === 'good' ? whenFailed : Promise.resolve('approved' as const),
        onLog: ({ name, log }: { name: string; log: string }) => {
          if (name === 'each (bad)' && log.includes('exit code 1')) setTimeout(failed, 100);
        },
      };
    };
    expect(results(await bench.run(text(''), scene()))).toEqual({
      'each (1)': 'failure',
      'each (2)': 'cancelled',
    });
    expect(results(await bench.run(text('fail-fast: false,'), scene()))).toEqual({
      'each (1)': 'failure',
      'each (2)': 'success',
    });
  });

  test('without values fails the job and says why', async () => {
    const run = await bench.run(
      `${on}jobs: { a: { runs-on: x, strategy: { matrix: { n: "\${{ fromJSON('[]') }}" } }, steps: [{ run: x }] } }`,
    );
    expect(run.conclusion).toBe('failure');
    expect(run.job('a').annotations[0]?.message).toContain("Matrix vector 'n' does not contain any values.");
  });
});

describe('before a job gets a machine', () => {
  const gated = `${on}
concurrency: { group: 'all-\${{ github.repository }}' }
jobs:
  a:
    runs-on: x
    environment: { name: failover, url: 'https://x/\${{ steps.s.outputs.page }}' }
    concurrency: { group: 'failover-\${{ github.repository }}', cancel-in-progress: false, queue: max }
    steps:
      - { id: s, run: 'echo page=7 >> "$GITHUB_OUTPUT"; echo "role \${{ vars.ROLE }} key \${{ secrets.KEY }}"' }
`;

  test('it enters its group, then waits at its environment, whose variables and secrets only then are read', async () => {
    const run = await bench.run(gated, {
      variables: { '': { ROLE: 'nobody' }, failover: { ROLE: 'operator' } },
      secrets: { failover: { KEY: 'k-0123' } },
    });
    expect(run.groups).toEqual([
      { group: 'all-acme/shop', cancelInProgress: false, queue: 'single' },
      { group: 'failover-acme/shop', cancelInProgress: false, queue: 'max' },
    ]);
    expect(run.job('a').calls).toEqual([
      'enter failover-acme/shop',
      'gate failover',
      'start',
      'complete success',
    ]);
    expect(run.job('a').log).toContain('\nrole operator key ***\n');
    expect(run.job('a').url).toBe('https://x/7');
  });

  test.each([
    ['rejected', 'failure'],
    ['cancelled', 'cancelled'],
  ] as const)('a gate that answers %s ends it without a step', async (answer, conclusion) => {
    const run = await bench.run(gated, { gate: () => Promise.resolve(answer) });
    expect(run.job('a').calls).toEqual([
      'enter failover-acme/shop',
      'gate failover',
      `complete ${conclusion}`,
    ]);
    expect(run.conclusion).toBe(conclusion);
  });

  test('it leaves its group when it is over, also one that never ran', async () => {
    const left: string[] = [];
    const enter = (group: { group: string }) =>
      Promise.resolve({ state: 'entered' as const, leave: () => left.push(group.group) });
    await bench.run(gated, { gate: () => Promise.resolve('rejected'), enter });
    expect(left).toEqual(['failover-acme/shop', 'all-acme/shop']);
  });

  test('a group whose place was taken cancels it', async () => {
    const run = await bench.run(gated, {
      enter: ({ group }) =>
        Promise.resolve(
          group.startsWith('all')
            ? { state: 'entered', leave: () => undefined }
            : { state: 'cancelled', why: 'newer' },
        ),
    });
    expect([run.conclusion, run.job('a').calls]).toEqual([
      'cancelled',
      ['enter failover-acme/shop', 'complete cancelled'],
    ]);
  });
});

describe('an OIDC token', () => {
  const text = (workflow: string, job: string) =>
    `${on}${workflow}\njobs: { a: { runs-on: x, ${job} steps: [{ run: 'echo "\${ACTIONS_ID_TOKEN_REQUEST_URL:-none} $ACTIONS_ID_TOKEN_REQUEST_TOKEN"' }] } }`;

  test.each([
    ['', '', false],
    ['permissions: {}', '', false],
    ['permissions: { id-token: write }', '', true],
    ['permissions: { id-token: write }', 'permissions: { contents: read },', false],
    ['permissions: {}', 'permissions: { id-token: write },', true],
    ['permissions: read-all', '', false],
    ['permissions: write-all', '', true],
  ])('with %j and %j is offered: %s', async (workflow, job, offered) => {
    const run = await bench.run(text(workflow, job));
    expect(run.job('a').tokens).toBe(offered ? 1 : 0);
    expect(run.job('a').log).toContain(
      offered ? 'http://127.0.0.1:1/token?api-version=2.0 ***\n' : '\nnone \n',
    );
  });
});

describe('a workflow that cannot start', () => {
  test.each([
    ['jobs: { a: { runs-on: x, stepz: [] } }', '(Line: 2, Col: 26)'],
    [
      'jobs: { a: { runs-on: x, needs: b, steps: [{ run: x }] }, c: { runs-on: x, steps: [{ run: x }] } }',
      "depends on unknown job 'b'",
    ],
    [
      "jobs: { a: { runs-on: x, steps: [{ run: 'echo ${{ secret.X }}' }] } }",
      "Unrecognized named-value: 'secret'",
    ],
    ['jobs: { a: { runs-on: x, container: node, steps: [{ run: x }] } }', 'no containers'],
    ['jobs: { a: { uses: ./.github/workflows/none.yml } }', 'workflow was not found'],
    ['jobs: [', 'test.yml'],
  ])('%s says what is wrong and where', async (jobs, problem) => {
    const run = await bench.run(`${on}${jobs}\n`);
    expect(run.conclusion).toBe('startup_failure');
    expect(run.problem).toContain(problem);
    expect(run.jobs).toEqual([]);
  });
});

describe('a called workflow', () => {
  const called = `
on:
  workflow_call:
    inputs: { name: { type: string, required: true }, times: { type: number, default: 2 }, loud: { type: boolean, default: false } }
    outputs: { said: { value: '\${{ jobs.say.outputs.said }}' } }
    secrets: { KEY: { required: false } }
jobs:
  say:
    runs-on: x
    permissions: { contents: read, id-token: write }
    outputs: { said: '\${{ steps.s.outputs.said }}' }
    steps:
      - id: s
        env: { NAME: '\${{ inputs.name }}' }
        run: |
          echo "said=$NAME x\${{ inputs.times }} \${{ inputs.loud == false }}" >> "$GITHUB_OUTPUT"
          echo "other secret: <\${{ secrets.OTHER }}> given: <\${{ secrets.KEY }}>"
`;
  const caller = (permissions: string, secrets = '') => `${on}
jobs:
  wave:
    permissions: { contents: read, ${permissions} }
    uses: ./.github/workflows/say.yml
    with: { name: '\${{ github.actor }}' }
    ${secrets}
  after: { needs: wave, runs-on: x, steps: [{ run: 'echo got \${{ needs.wave.outputs.said }}' }] }
`;
  const files = { '.github/workflows/say.yml': called };
  const secrets = { '': { OTHER: 'other-0123', KEY: 'key-0123' } };

  test('gets typed inputs and gives its outputs back', async () => {
    const run = await bench.run(caller('id-token: write'), { files, secrets });
    expect(run.jobs.map(({ key }) => key)).toEqual(['wave / say', 'after']);
    expect(run.job('wave / say').workflowRef).toBe('acme/shop/.github/workflows/say.yml@refs/heads/main');
    expect(run.job('after').log).toContain('got dana x2 true\n');
    expect(run.job('wave / say').log).toContain('other secret: <> given: <>\n');
  });

  test('sees only the secrets that are passed to it', async () => {
    const passed = await bench.run(caller('id-token: write', "secrets: { KEY: '${{ secrets.KEY }}' }"), {
      files,
      secrets,
    });
    expect(passed.job('wave / say').log).toContain('other secret: <> given: <***>\n');
    const inherited = await bench.run(caller('id-token: write', 'secrets: inherit'), { files, secrets });
    expect(inherited.job('wave / say').log).toContain('other secret: <***> given: <***>\n');
  });

  test('cannot have more than its caller may', async () => {
    const run = await bench.run(caller('id-token: none'), { files });
    expect(run.conclusion).toBe('startup_failure');
    expect(run.problem).toContain(
      "'say' is requesting 'id-token: write', but is only allowed 'id-token: none'",
    );
  });

  test('must be given what it requires', async () => {
    const run = await bench.run(
      `${on}jobs: { wave: { permissions: write-all, uses: ./.github/workflows/say.yml, with: { nam: x } } }`,
      { files },
    );
    expect(run.problem).toContain('Input name is required, but not provided');
    expect(run.problem).toContain('Invalid input, nam is not defined');
  });
});

test('the name of a run comes from its inputs, whatever they hold', () => {
  const text =
    "run-name: '${{ inputs.reason }} by @${{ github.actor }} [${{ inputs.operation-id }}]'\non: { workflow_dispatch: { inputs: { reason: {}, operation-id: {} } } }\njobs: { a: { runs-on: x, steps: [{ run: x }] } }";
  const inputs = { reason: "$(id) `x` ${{ github.token }} it's", 'operation-id': 'shop-1.2' };
  expect(bench.runner.title(runOf(text, { inputs }))).toBe(
    "$(id) `x` ${{ github.token }} it's by @dana [shop-1.2]",
  );
  expect(bench.runner.title(runOf('on: push\njobs: {}'))).toBeUndefined();
});

test('a boolean input is a boolean for expressions, and a text in the event', async () => {
  const run = await bench.run(
    "on: { workflow_dispatch: { inputs: { go: { type: boolean } } } }\njobs: { a: { if: '!inputs.go', runs-on: x, steps: [{ run: 'echo ${{ github.event.inputs.go }}' }] } }",
    { inputs: { go: 'false' } },
  );
  expect(run.job('a').log).toContain('\nfalse\n');
});
