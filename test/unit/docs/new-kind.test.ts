import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A copy of the repository, in which a kind is made as a contributor would make it.
let copy = '';

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'region-failover-new-kind-'));
  for (const name of [
    'src',
    'bot',
    'test/kinds',
    'tools',
    'docs',
    'package.json',
    'tsconfig.json',
    'schema.json',
    'dist',
    'action.yml',
    'workflows',
    '.prettierrc.json',
  ])
    await cp(name, join(copy, name), { recursive: true }).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  await symlink(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
});

afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

const made = ['src/kinds/sample-thing.ts', 'test/kinds/sample-thing.conformance.test.ts'];

/** action.yml and workflows/ belong to parts that may not be there. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function program(script: string, ...args: readonly string[]) {
  const answer = spawnSync(process.execPath, [join('node_modules', script), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status: answer.status, output: `${answer.stdout}${answer.stderr}` };
}

/** What the compiler says about what was made. It need not judge everything that is imported as well: that is the business of `npm run check:types`. */
function typeErrors(): readonly string[] {
  const config: unknown = ts.readConfigFile(join(copy, 'tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  ).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, copy);
  const files = made.map((path) => join(copy, path));
  const compiler = ts.createProgram(files, { ...options, incremental: false });
  return files.flatMap((file) => {
    const source = compiler.getSourceFile(file);
    return [...compiler.getSyntacticDiagnostics(source), ...compiler.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
    );
  });
}

const newKind = (...args: readonly string[]) => program('tsx/dist/cli.mjs', 'tools/new-kind.ts', ...args);

describe('npm run new-kind', () => {
  it(
    'makes a kind that is registered, documented, sound in its types and passes its own suite',
    { timeout: 120_000 },
    async () => {
      expect(newKind('sample-thing')).toMatchObject({ status: 0 });
      expect(await readFile(join(copy, 'src/kinds/registry.ts'), 'utf8')).toContain('sampleThing');
      expect(await readFile(join(copy, 'docs/kinds/index.md'), 'utf8')).toContain(
        '[sample-thing](sample-thing.md)',
      );
      expect(await readFile(join(copy, 'schema.json'), 'utf8')).toContain('"sample-thing"');

      expect(typeErrors()).toEqual([]);
      expect(program('prettier/bin/prettier.cjs', '--check', ...made)).toMatchObject({ status: 0 });
      expect(program('vitest/vitest.mjs', 'run', '--root', '.', 'test/kinds/sample-thing')).toMatchObject({
        status: 0,
      });
    },
  );

  it.each(['', 'Sample', 'two words', '../escape', 'rds-instance'])(
    'refuses the name "%s" and writes nothing',
    async (name) => {
      const before = await readFile(join(copy, 'src/kinds/registry.ts'), 'utf8');
      expect(newKind(...(name === '' ? [] : [name]))).toMatchObject({ status: 2 });
      expect(await readFile(join(copy, 'src/kinds/registry.ts'), 'utf8')).toBe(before);
    },
  );
});
