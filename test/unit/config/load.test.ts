import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { goodFile, toyKinds } from './toy-kinds.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'failover-config-'));
  await mkdir(path.join(directory, '.github'));
});
afterEach(() => rm(directory, { recursive: true }));

const write = (name: string, content: string | Uint8Array) => writeFile(path.join(directory, name), content);
const load = (file?: string) =>
  loadConfig({ directory, registry: toyKinds, ...(file === undefined ? {} : { file }) });

test('failover.yml comes before .github/failover.yml, and a named file before both', async () => {
  await write('.github/failover.yml', goodFile);
  expect(await load()).toMatchObject({ config: { file: '.github/failover.yml' } });
  await write('failover.yml', goodFile);
  expect(await load()).toMatchObject({ config: { file: 'failover.yml' } });
  await write('other.yml', goodFile);
  expect(await load('other.yml')).toMatchObject({ config: { file: 'other.yml' } });
});

test('a missing file says where it was looked for', async () => {
  const message = `There is no failover.yml and no .github/failover.yml in ${directory}.`;
  expect(await load()).toEqual({ problems: [{ code: 'CONFIG_NOT_FOUND', message }], diagnostics: [] });
  expect(await load('missing.yml')).toMatchObject({ problems: [{ code: 'CONFIG_NOT_FOUND' }] });
});

test('a directory is not a file, and the message names one that may be meant', async () => {
  const message = '.github is a folder: name the file in it, such as .github/failover.yml.';
  expect(await load('.github')).toMatchObject({ problems: [{ code: 'CONFIG_NOT_FOUND', message }] });
});

test('an invalid file yields one problem and every diagnostic', async () => {
  await write('failover.yml', goodFile.replace('toy-check', 'toy-chekc').replace('30m', '30'));
  const result = await load();
  expect(result).toMatchObject({
    problems: [{ code: 'CONFIG_INVALID', message: 'failover.yml is not valid: 2 mistakes.' }],
    diagnostics: [{ line: 4 }, { line: 27 }],
  });
});

test('what is not UTF-8 and what is too large is refused', async () => {
  await write('latin.yml', Buffer.from('service: caf\u00E9', 'latin1'));
  expect(await load('latin.yml')).toMatchObject({
    problems: [{ message: 'latin.yml is not valid: it is not UTF-8 text.' }],
    diagnostics: [{ rule: 'not-utf-8', line: 1, column: 13 }],
  });
  await write('large.yml', Buffer.alloc(10_000_000, 'é'));
  expect(await load('large.yml')).toMatchObject({ diagnostics: [{ rule: 'file-too-large' }] });
});
