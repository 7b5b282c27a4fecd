import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createCommandFiles,
  readCommandFiles,
  readPairs,
} from '../../../../src/simulator/github/runner/command-files.ts';
import { filesMatching } from '../../../../src/simulator/github/runner/glob.ts';
import { createMasks } from '../../../../src/simulator/github/runner/masks.ts';
import { createStepLog } from '../../../../src/simulator/github/runner/step-log.ts';
import { readCommand } from '../../../../src/simulator/github/runner/workflow-commands.ts';
import { insideOf } from '../../../../src/simulator/github/runner/write-tree.ts';
import type { JobAnnotation } from '../../../../src/simulator/github/runner-contract.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'files-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

describe('the files of a step', () => {
  test.each([
    ['a=1\nb=x=y\n', { a: '1', b: 'x=y' }],
    ['a<<EOF\none\ntwo\nEOF\nb=2\n', { a: 'one\ntwo', b: '2' }],
    ['a<<EOF\nEOF\n', { a: '' }],
    ['a=<<EOF\n', { a: '<<EOF' }],
    ['a<<=\nx\n=\n', { a: 'x' }],
    ['a=1\na=2\n', { a: '2' }],
    ['a<<EOF\r\none\r\nEOF\r\n', { a: 'one' }],
  ])('%j is read', (content, pairs) => {
    expect(readPairs(content)).toEqual({ pairs });
  });

  test.each([
    ['nonsense\n', "Invalid format 'nonsense'"],
    ['a<<EOF\nb=1\n', "Invalid value. Matching delimiter not found 'EOF'"],
  ])('%j is a problem', (content, problem) => {
    expect(readPairs(content).problem).toBe(problem);
  });

  test('cannot change what the runner itself sets', async () => {
    const files = await createCommandFiles(directory, 'reserved');
    await writeFile(files.GITHUB_ENV, 'GITHUB_SHA=x\nRUNNER_TEMP=/\nNODE_OPTIONS=--inspect\nMINE=1\n');
    const { env, problems } = await readCommandFiles(files);
    expect(env).toEqual({ MINE: '1' });
    expect(problems).toEqual(["Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."]);
  });

  test('a summary of more than a mebibyte is left out and said to be', async () => {
    const files = await createCommandFiles(directory, 'summary');
    await writeFile(files.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1));
    const { summary, problems } = await readCommandFiles(files);
    expect([summary, problems.length]).toEqual(['', 1]);
  });
});

describe('a workflow command', () => {
  test.each([
    [
      '::error file=a.js,line=3,title=T%3A%2C::m%0An%250A',
      { name: 'error', properties: { file: 'a.js', line: '3', title: 'T:,' }, data: 'm\nn%0A' },
    ],
    ['  ::notice::x::y', { name: 'notice', properties: {}, data: 'x::y' }],
    ['::Add-Mask::secret', { name: 'add-mask', properties: {}, data: 'secret' }],
    ['::endgroup::', { name: 'endgroup', properties: {}, data: '' }],
  ])('%s is read', (line, command) => {
    expect(readCommand(line)).toEqual(command);
  });

  test.each(['plain', 'a ::error::x', '::', ':: ::x', 'std::string'])('%s is none', (line) => {
    expect(readCommand(line)).toBeUndefined();
  });
});

function logOf(...lines: string[]) {
  const seen = { text: '', annotations: [] as JobAnnotation[] };
  const masks = createMasks();
  const log = createStepLog({
    masks,
    write: (text) => (seen.text += text),
    annotate: (annotation) => seen.annotations.push(annotation),
  });
  for (const line of lines) log.line(line);
  return { ...seen, failed: log.failed };
}

describe('the log of a step', () => {
  test('hides a masked text and each of its lines from then on, in annotations too', () => {
    const { text, annotations } = logOf(
      'early s3cret',
      '::add-mask::s3cret%0Asecond-half',
      '::error title=s3cret::is s3cret',
      'x second-half s3crets',
    );
    expect(text).toBe('early s3cret\n##[error]is ***\nx *** ***s\n');
    expect(annotations).toEqual([{ level: 'failure', title: '***', message: 'is ***' }]);
  });

  test('hides the longer of two secrets that share a beginning', () => {
    expect(logOf('::add-mask::abc', '::add-mask::abcdef', 'abcdef').text).toBe('***\n');
  });

  test('a blank mask hides nothing', () => {
    expect(logOf('::add-mask:: ', '::add-mask::', 'a b').text).toBe('a b\n');
  });

  test('between stop-commands and its token nothing is carried out', () => {
    const { annotations, text } = logOf(
      '::stop-commands::tok',
      '::error::no',
      '::add-mask::x',
      '::tok::',
      '::warning::yes',
      'x',
    );
    expect(annotations).toEqual([{ level: 'warning', message: 'yes' }]);
    expect(text).toContain('::error::no\n');
    expect(text.endsWith('x\n')).toBe(true);
  });

  test('keeps ten annotations of each level', () => {
    const many = Array.from({ length: 12 }, (_, index) => `::warning::${index}`);
    expect(logOf(...many, '::notice::n').annotations).toHaveLength(11);
  });

  test('set-output is not carried out, and set-env fails the step', () => {
    expect(logOf('::set-output name=a::b').failed).toBe(false);
    expect(logOf('::set-env name=a::b').failed).toBe(true);
  });
});

test('patterns find files as upload-artifact and hashFiles mean them', async () => {
  for (const name of ['a.txt', 'b.md']) await writeFile(join(directory, name), name);
  const found = (patterns: string[]) =>
    filesMatching(directory, patterns).map((file) => file.slice(directory.length + 1));
  expect(found(['*.txt'])).toEqual(['a.txt']);
  expect(found(['**/*', '!*.txt'])).toContain('b.md');
  expect(found(['**/*', '!*.txt'])).not.toContain('a.txt');
  expect(found(['[ab].*'])).toEqual(['a.txt', 'b.md']);
  expect(await readFile(join(directory, 'a.txt'), 'utf8')).toBe('a.txt');
});

test.each(['../x', 'a/../../x', '/../x'])('the path %s does not lead out of a workspace', (path) => {
  expect(() => insideOf(directory, path)).toThrow('leads out');
});
