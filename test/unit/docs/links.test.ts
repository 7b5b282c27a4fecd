import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anchorsOf, fencesOf, linksOf, readPages } from './pages.ts';
import type { Page } from './pages.ts';

const pages = readPages();
const byPath = new Map(pages.map((page) => [page.path, page]));
const docs = pages.filter(({ path }) => path.startsWith('docs/'));

function targetsOf(page: Page | undefined): ReadonlySet<string> {
  return new Set(page === undefined ? [] : linksOf(page).map(({ path }) => path));
}

describe('the pages of the repository', () => {
  it('are found', () => {
    expect(byPath.has('README.md')).toBe(true);
    expect(docs.length).toBeGreaterThan(20);
  });

  it('lead only to files that exist', () => {
    const broken = pages.flatMap(linksOf).filter(({ path }) => !existsSync(path));
    expect(broken.map(({ from, target }) => `${from}: ${target}`)).toEqual([]);
  });

  it('lead only to headings that exist', () => {
    const broken = pages.flatMap(linksOf).filter(({ path, anchor }) => {
      const page = byPath.get(path);
      return anchor !== undefined && (page === undefined || !anchorsOf(page).has(anchor));
    });
    expect(broken.map(({ from, target }) => `${from}: ${target}`)).toEqual([]);
  });

  it('can all be reached from the front page', () => {
    const reached = new Set(['README.md']);
    for (const path of reached) for (const target of targetsOf(byPath.get(path))) reached.add(target);
    expect(docs.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });

  it('lead back to a page that leads to them', () => {
    const lost = docs.filter(
      (page) =>
        ![...targetsOf(page)].some(
          (path) => path !== page.path && targetsOf(byPath.get(path)).has(page.path),
        ),
    );
    expect(lost.map(({ path }) => path)).toEqual([]);
  });

  it('begin with one heading of the first level', () => {
    const others = pages.filter(({ prose }) => prose.match(/^# /gm)?.length !== 1);
    expect(others.map(({ path }) => path)).toEqual([]);
  });
});

describe('the front page', () => {
  it('opens with the demo and the tests', () => {
    const readme = byPath.get('README.md');
    const first = readme === undefined ? [] : fencesOf(readme).slice(0, 2);
    expect(first.map(({ code }) => code.trim().split(/ *#/)[0])).toEqual(['npm run demo', 'npm test']);
  });
});
