import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSummary } from '../../../src/action/job-summary.ts';
import { createMasks } from '../../../src/action/masks.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'summary-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function open(name: string) {
  const file = join(directory, name);
  const warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
  };
  const summary = openSummary({ file, masks: createMasks(() => undefined), now: () => 0, warn });
  return { summary, warnings, text: () => readFile(file, 'utf8') };
}

it('costs one warning, and never the run, where its file cannot be written', () => {
  const { summary, warnings } = open('missing/summary.md');
  summary.page('one');
  summary.page('two');
  summary.flush();
  expect(warnings).toEqual([expect.stringMatching(/^The job summary could not be written: ENOENT/)]);
});

it('shows what went wrong where there is nothing else to show', async () => {
  const empty = open('empty.md');
  empty.summary.instead(() => 'what went wrong');
  expect(await empty.text()).toBe('what went wrong');
  const full = open('full.md');
  full.summary.page('the plan');
  full.summary.instead(() => 'what went wrong');
  expect(await full.text()).toBe('the plan');
});
