import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';
import { kinds } from '../../../src/kinds/registry.ts';
import { readPages } from './pages.ts';
import { isNamed, rowsOf, sentencesOf, serviceOf, stepsNamed } from './runbook-pages.ts';
import type { Sentence } from './runbook-pages.ts';

const pages = readPages();
const index = pages.find(({ path }) => path === 'docs/runbooks.md') ?? { text: '' };
const runbooks = pages.filter(({ path }) => serviceOf(path) !== undefined);
const sentences = runbooks.flatMap(sentencesOf);

/** Titles of tests and of groups of tests: the first argument, on the line of the call or, where it is long, on the next one. */
const title = /^\s*(?:(?:it|test|describe)\b.*?\(|[\])},]*\)\(|(?=['"`]))(['"`])(.*)\1,/;

const titles = new Map(
  [...new Set(sentences.flatMap(({ proofs }) => proofs.map(({ file }) => file)))].map((file) => [
    file,
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => title.exec(line)?.[2]?.replaceAll("\\'", "'") ?? []),
  ]),
);

function counts(of: readonly Sentence[]): readonly number[] {
  const states = ['proven', 'described', 'yours', 'not carried out'] as const;
  return [of.length, ...states.map((state) => of.filter((sentence) => sentence.state === state).length)];
}

describe('the pages about the runbooks', () => {
  it('are five, each with its sentences', () => {
    expect(runbooks.map(({ path }) => serviceOf(path))).toEqual([
      ...['lomash-wood', 'maip', 'matbakh', 'rail', 'union-eyes'],
    ]);
    for (const page of runbooks) expect(sentencesOf(page).length).toBeGreaterThan(30);
  });

  it('name tests that exist, by their titles', () => {
    const missing = sentences.flatMap(({ page, proofs }) =>
      proofs
        .filter((proof) => !titles.get(proof.file)?.some((each) => each.includes(proof.title)))
        .map((proof) => `${page}: ${proof.file}: ${proof.title}`),
    );
    expect(missing).toEqual([]);
  });

  it('name resources that stand in the example', () => {
    const unknown = runbooks.flatMap((page) => {
      const file = `docs/examples/${serviceOf(page.path) ?? ''}/failover.yml`;
      const { config } = parseConfig({ text: readFileSync(file, 'utf8'), file, registry: kinds });
      const ids = config?.resources.map(({ id }) => id) ?? [];
      const named = sentencesOf(page).flatMap(stepsNamed);
      expect(named.length).toBeGreaterThan(10);
      return named
        .filter((step) => !ids.some((id) => isNamed(id, step.split(':')[0] ?? '')))
        .map((step) => `${page.path}: ${step}`);
    });
    expect(unknown).toEqual([]);
  });

  it('say of every sentence that is not proven what is done instead, or why nothing is', () => {
    expect(sentences.filter(({ here }) => here.length < 5).map(({ quote }) => quote)).toEqual([]);
  });

  it('are counted in the index as they are', () => {
    const counted = rowsOf(index.text).flatMap(([name = '', ...cells]) => {
      const service = /\(runbooks\/([\w-]+)\.md\)/.exec(name)?.[1];
      return service === undefined ? [] : [[service, ...cells.map(Number)]];
    });
    const wanted = runbooks.map((page) => [serviceOf(page.path), ...counts(sentencesOf(page))]);
    expect(counted).toEqual(wanted);
    const all = rowsOf(index.text).find(([name]) => name === 'all');
    expect(all?.slice(1).map(Number)).toEqual(counts(sentences));
  });
});
