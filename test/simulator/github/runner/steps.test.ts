import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBench, type RunnerBench, type Scene, type SeenJob } from './recording-host.ts';

let bench: RunnerBench;
beforeAll(async () => {
  bench = await startBench({ env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' } });
});
afterAll(async () => {
  await bench.close();
});

/** Runs these steps as one job. */
async function steps(text: string, scene: Scene = {}, job = ''): Promise<SeenJob> {
  const run = await bench.run(
    `on: { workflow_dispatch: { inputs: { reason: { type: string } } } }\njobs:\n  a:\n    runs-on: x\n${job}    steps:\n${text.replace(/^/gm, '      ')}\n`,
    scene,
  );
  if (run.problem !== undefined) throw new Error(run.problem);
  return run.job('a');
}

const said = ({ log }: SeenJob): string[] =>
  log
    .split('\n')
    .filter((line) => line.startsWith('> '))
    .map((line) => line.slice(2));
const conclusions = ({ steps: reports }: SeenJob) =>
  [...reports.values()].slice(1, -1).map(({ conclusion }) => conclusion);

describe('the environment of a step', () => {
  test('holds nothing of the process that runs us', async () => {
    process.env['SECRET_OF_THE_PARENT'] = 'leak';
    try {
      const { log } = await steps('- run: env');
      expect(log).not.toContain('SECRET_OF_THE_PARENT');
      expect(log).not.toContain('VITEST');
      expect(log).toContain('AWS_ENDPOINT_URL=http://127.0.0.1:9\n');
      expect(log).not.toContain(`HOME=${process.env['HOME'] ?? ''}\n`);
    } finally {
      delete process.env['SECRET_OF_THE_PARENT'];
    }
  });

  test('is put together from job, GITHUB_ENV, GITHUB_PATH and the step itself', async () => {
    const job = await steps(
      `- run: |
    echo "FROM_STEP=one" >> "$GITHUB_ENV"
    echo "JOB=changed" >> "$GITHUB_ENV"
    mkdir bin && printf '#!/bin/sh\\necho "> tool"\\n' > bin/tool && chmod +x bin/tool
    echo "$PWD/bin" >> "$GITHUB_PATH"
    echo "> [$FROM_STEP] $JOB"
- env: { OWN: '\${{ env.FROM_STEP }}!' }
  run: echo "> $FROM_STEP $JOB $OWN"; tool
- run: echo "> [$OWN] \${{ env.JOB }}"`,
      {},
      '    env: { JOB: job }\n',
    );
    expect(said(job)).toEqual(['[] job', 'one changed one!', 'tool', '[] changed']);
  });

  test('begins in the workspace, in the directory of defaults, or in its own', async () => {
    const job = await steps(
      `- run: mkdir -p "$GITHUB_WORKSPACE/a/b"
  working-directory: .
- run: echo "> \${PWD#$GITHUB_WORKSPACE}"
- run: echo "> \${PWD#$GITHUB_WORKSPACE}"
  working-directory: a/b
- run: echo "> never"
  working-directory: none`,
      {},
      '    defaults: { run: { working-directory: a, shell: bash } }\n',
    );
    expect(said(job)).toEqual(['/a', '/a/b']);
    expect(job.annotations[0]?.message).toBe('The working directory none does not exist.');
  });
});

describe('a shell', () => {
  test.each([
    ['', 'failure', []],
    ['shell: bash', 'failure', []],
    ['shell: sh', 'success', ['after']],
  ])('%j ends where a pipe fails: %s', async (shell, conclusion, lines) => {
    // Without a name, bash is called with -e alone: the pipe counts by its last program.
    const pipe = shell === '' ? 'cat none | grep x || exit 1' : 'cat none | cat';
    const job = await steps(`- run: |\n    ${pipe}\n    echo "> after"\n  ${shell}`);
    expect([job.conclusion, said(job)]).toEqual([conclusion, lines]);
  });

  test('may be any command that takes the script as {0}', async () => {
    expect(said(await steps(`- run: console.log('> ' + process.argv.length)\n  shell: node {0}`))).toEqual([
      '2',
    ]);
  });

  test('that is not there fails the step with its name', async () => {
    const job = await steps('- run: x\n  shell: no-such-shell {0}');
    expect(job.annotations[0]?.message).toContain('spawn no-such-shell ENOENT');
  });
});

describe('what people typed', () => {
  const hostile = `'; touch pwned; '" $(touch pwned) \`touch pwned\` \${{ github.token }} %0A::error::x\n::set-env name=A::b`;

  test('reaches a program through env as the same bytes, and is never evaluated', async () => {
    const job = await steps(
      `- env: { REASON: '\${{ inputs.reason }}' }
  run: |
    printf '%s' "$REASON" | base64 -w0 | sed 's/^/> /'; echo
    ls | sed 's/^/> file /'`,
      { inputs: { reason: hostile } },
    );
    expect(said(job).map((line) => Buffer.from(line, 'base64').toString())).toEqual([hostile]);
  });

  test('goes through an action with its inputs, and through outputs, as the same text', async () => {
    const job = await steps(
      `- uses: actions/checkout@v7
- id: act
  uses: ./echo
  with: { text: '\${{ inputs.reason }}' }
- env: { BACK: '\${{ steps.act.outputs.text }}' }
  run: |
    printf '%s' "$BACK" | base64 -w0 | sed 's/^/> /'; echo
    ls -A | sed 's/^/> file /'`,
      { inputs: { reason: hostile }, files: { 'echo/action.yml': echoAction } },
    );
    expect(said(job)).toEqual([Buffer.from(hostile).toString('base64'), 'file echo']);
  });

  test('a name of a step with line breaks writes no command into the log', async () => {
    const job = await steps(`- name: '\${{ inputs.reason }}'\n  run: 'true'`, {
      inputs: { reason: '::error::x' },
    });
    expect(job.annotations).toEqual([]);
  });
});

const echoAction = `
name: echo
description: Gives its text back
inputs: { text: { description: x, required: true, default: '' } }
outputs: { text: { description: x, value: '\${{ steps.s.outputs.text }}' } }
runs:
  using: composite
  steps:
    - id: s
      shell: bash
      env: { TEXT: '\${{ inputs.text }}' }
      run: |
        { echo "text<<$GITHUB_RUN_ID-END"; printf '%s\\n' "$TEXT"; echo "$GITHUB_RUN_ID-END"; } >> "$GITHUB_OUTPUT"
`;

describe('a composite action', () => {
  const files = {
    'outer/action.yml': `
name: outer
description: Uses another
inputs: { Who: { description: x, default: '\${{ github.actor }}' }, plain: { description: x, default: d } }
outputs: { all: { description: x, value: '\${{ steps.inner.outputs.text }}-\${{ steps.s.outputs.v }}' } }
runs:
  using: composite
  steps:
    - id: s
      shell: bash
      run: |
        echo "v=\${{ inputs.who }}" >> "$GITHUB_OUTPUT"
        echo "> \${GITHUB_ACTION_PATH##*/} $AROUND [$INPUT_WHO] \${{ inputs.plain }}"
        cat "$GITHUB_ACTION_PATH/data.txt"
    - id: inner
      uses: ./echo
      with: { text: 'in-\${{ inputs.who }}' }
`,
    'outer/data.txt': '> data\n',
    'echo/action.yml': echoAction,
    'fails/action.yml': `
name: fails
description: x
runs:
  using: composite
  steps:
    - { shell: bash, run: exit 1 }
    - { shell: bash, run: echo "> no" }
    - { shell: bash, if: failure(), run: 'echo "> cleans up \${{ github.action_status }}"' }
`,
  };

  test('has inputs with defaults, its own path, the env of its step, nested actions and outputs', async () => {
    const job = await steps(
      `- uses: actions/checkout@v7
- { id: o, uses: ./outer, env: { AROUND: around }, with: { surplus: 1 } }
- run: echo "> \${{ steps.o.outputs.all }} \${{ steps.o.conclusion }} [$AROUND]"`,
      { files },
    );
    expect(said(job)).toEqual(['outer around [] d', 'data', 'in-dana-dana success []']);
    expect(job.annotations).toEqual([
      { level: 'warning', message: "Unexpected input(s) 'surplus', valid inputs are ['who', 'plain']" },
    ]);
  });

  test('that fails runs its own failure() steps and fails its step', async () => {
    const job = await steps(
      '- uses: actions/checkout@v7\n- { id: f, uses: ./fails, continue-on-error: true }\n- run: echo "> ${{ steps.f.outcome }} ${{ steps.f.conclusion }}"',
      { files },
    );
    expect(said(job)).toEqual(['cleans up failure', 'failure success']);
  });

  test('does not see the secrets of the workflow', async () => {
    const job = await steps('- uses: actions/checkout@v7\n- uses: ./bad', {
      files: {
        'bad/action.yml':
          "name: x\ndescription: x\nruns: { using: composite, steps: [{ shell: bash, run: 'echo ${{ secrets.KEY }}' }] }",
      },
    });
    expect(job.annotations[0]?.message).toContain("Unrecognized named-value: 'secrets'");
  });

  test.each([
    ['nobody/nothing@v1', 'neither a repository here nor known to this runner'],
    ['docker://alpine', 'no containers'],
    ['./nowhere', "Can't find 'action.yml'"],
    ['actions/cache@v4', 'neither a repository here'],
  ])('%s fails with a clear message', async (uses, message) => {
    const job = await steps(`- uses: ${uses}`);
    expect([job.conclusion, job.annotations[0]?.message]).toEqual([
      'failure',
      expect.stringContaining(message),
    ]);
  });

  test('that cannot be found fails the job before its first step', async () => {
    expect(said(await steps('- run: echo "> first"\n- uses: nobody/nothing@v1'))).toEqual([]);
  });
});

describe('steps after one that failed', () => {
  test('run only where their condition asks for it', async () => {
    const job = await steps(`- { id: bad, run: exit 2 }
- { id: plain, run: echo "> plain" }
- { if: "failure()", run: 'echo "> failure \${{ steps.bad.outcome }} \${{ steps.plain.outcome }} \${{ job.status }}"' }
- { if: "always()", run: echo "> always" }
- { if: "!cancelled()", run: echo "> not cancelled" }
- { if: "\${{ always() && steps.bad.outputs.report != '' }}", run: echo "> no report" }`);
    expect(said(job)).toEqual(['failure failure skipped failure', 'always', 'not cancelled']);
    expect(conclusions(job)).toEqual(['failure', 'skipped', 'success', 'success', 'success', 'skipped']);
  });
});

describe('built-in actions', () => {
  test('checkout writes the files of the commit and says which', async () => {
    const job = await steps(
      `- { id: c, uses: actions/checkout@v7, with: { persist-credentials: false } }
- run: echo "> \${{ steps.c.outputs.ref }} \${{ steps.c.outputs.commit }}"; sed 's/^/> /' dir/a.txt; ./run.sh; [ ! -e .git ]`,
      { files: { 'dir/a.txt': 'text\n', 'run.sh': '#!/bin/sh\necho "> ran"\n' } },
    );
    expect(said(job)).toEqual([`refs/heads/main ${'a'.repeat(40)}`, 'text', 'ran']);
  });

  test('setup-node puts the node that runs us first, and nothing beside it', async () => {
    const job = await steps(
      '- uses: actions/setup-node@v7\n  with: { node-version: 24 }\n- run: node -p "\'> \' + process.version"; ls "${PATH%%:*}" | sed "s/^/> /"',
    );
    expect(said(job)).toEqual([process.version, 'node']);
  });

  test('upload-artifact keeps files beyond the job, and hashFiles reads them', async () => {
    const job = await steps(
      `- run: mkdir -p out/x; echo 1 > out/a.html; echo 2 > out/x/b.html; echo "> \${{ hashFiles('none/*') }}"
- { uses: actions/upload-artifact@v4, with: { name: report, path: out } }
- { uses: actions/upload-artifact@v4, with: { name: empty, path: none } }
- run: echo "> \${{ hashFiles('out/**') == hashFiles('out/a.html', 'out/x/*') }}"`,
    );
    expect(said(job)).toEqual(['', 'true']);
    expect(bench.runner.artifact(4001, 'report').map((file) => file.split('/report/')[1])).toEqual([
      'a.html',
      'x/b.html',
    ]);
    expect(job.annotations.map(({ level }) => level)).toEqual(['warning']);
  });

  test.each(['../x', 'a/b', '..'])('upload-artifact refuses the name %s', async (name) => {
    const job = await steps(
      `- run: echo 1 > a\n- { uses: actions/upload-artifact@v4, with: { name: '${name}', path: a } }`,
    );
    expect(job.annotations[0]?.message).toContain('The artifact name is not valid');
  });

  test('attest needs an OIDC token', async () => {
    const text =
      '- run: echo 1 > a\n- { id: t, uses: actions/attest-build-provenance@v3, with: { subject-path: a } }\n- run: grep -c sha256 "${{ steps.t.outputs.bundle-path }}"';
    expect((await steps(text)).conclusion).toBe('failure');
    expect((await steps(text, {}, '    permissions: { id-token: write }\n')).conclusion).toBe('success');
  });
});
