import { dirname, join, normalize } from 'node:path';
import type { Page } from './pages.ts';

/** One row of a page in `docs/runbooks`. */
export interface Sentence {
  /** The page, from the top of the repository. */
  readonly page: string;
  readonly quote: string;
  /** How it is carried out, or why it is not. */
  readonly here: string;
  readonly state: 'proven' | 'described' | 'yours' | 'not carried out';
  /** The tests that show it: files from the top of the repository, each with words of the title of one of its tests. */
  readonly proofs: readonly { readonly file: string; readonly title: string }[];
}

/** The services whose runbooks have a page, by that page's path. */
export function serviceOf(path: string): string | undefined {
  return /^docs\/runbooks\/([\w-]+)\.md$/.exec(path)?.[1];
}

/** The sentences of a runbook, in its order. Throws for a row that has none of the four endings. */
export function sentencesOf({ path, text }: Page): readonly Sentence[] {
  return rowsOf(text)
    .filter(([quote]) => quote !== 'the runbook says')
    .map(([quote = '', here = '', proof = '']) => {
      const links = [...proof.matchAll(/\[(.*?)\]\(([^()\s]+\.ts)\)/g)];
      const proofs = links.map(([, title = '', target = '']) => ({
        title: title.replace(/\\(.)/g, '$1'),
        file: normalize(join(dirname(path), target)).replaceAll('\\', '/'),
      }));
      const ending = /^\**(described|yours|not carried out)\**$/.exec(proof)?.[1];
      const state = proofs.length > 0 ? 'proven' : (ending as Sentence['state'] | undefined);
      if (state === undefined) throw new Error(`${path}: no proof and no word instead of one: ${quote}`);
      return { page: path, quote, here, state, proofs };
    });
}

/** The rows of all tables, heads included, without the lines between head and body. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The ids of steps that a sentence names, such as `databases/…:promote`, where `…` stands for anything. */
export function stepsNamed({ here }: Sentence): readonly string[] {
  return [...here.matchAll(/`([a-z][\w/…-]*:[a-z][\w-]*(?:\([^`]*\))?)`/g)].map(([, id = '']) => id);
}

/** Whether a step is the one that a page names. */
export function isNamed(id: string, named: string): boolean {
  const escaped = named.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.+')}$`).test(id);
}
