import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../../src/errors.ts';
import { fencesOf, readPages } from './pages.ts';

const cli = readFileSync('docs/cli.md', 'utf8');

function help(...command: readonly string[]): string {
  return execFileSync(process.execPath, ['dist/cli.cjs', ...command, '--help'], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '200' },
  });
}

/** The names that stand at the beginnings of the lines under a heading of the help. */
function under(heading: string, text: string, name: RegExp): readonly string[] {
  const block = text.split(/\n(?=\S)/).find((part) => part.trimStart().startsWith(`${heading}:`)) ?? '';
  return [...block.matchAll(name)].map(([, found = '']) => found);
}

const commands = under('Commands', help(), /^ {2}([a-z][\w-]*)/gm).filter((name) => name !== 'help');
const optionsOf = new Map(commands.map((command) => [command, optionsIn(help(command))]));

function optionsIn(text: string): readonly string[] {
  return under('Options', text, /^ {2}(?:-\w, )?(--[\w-]+)/gm).filter((option) => option !== '--help');
}

/** The sections of docs/cli.md that are about one command, by its name. */
const sections = new Map(
  cli
    .split(/^## /m)
    .slice(1)
    .map((section): [string, string] => [section.split('\n')[0] ?? '', section])
    .filter(([heading]) => /^[a-z][\w-]*$/.test(heading)),
);

describe('docs/cli.md', () => {
  it('has a section for every command and none for another', () => {
    expect(commands.length).toBeGreaterThan(10);
    expect([...sections.keys()].sort()).toEqual([...commands].sort());
  });

  it.each(commands)('lists the options of %s as its help does', (command) => {
    const rows = [...(sections.get(command) ?? '').matchAll(/^\| `(--[\w-]+)[^`]*` +\|/gm)].map(
      ([, option = '']) => option,
    );
    expect([...rows].sort()).toEqual([...(optionsOf.get(command) ?? [])].sort());
  });

  it('has every exit code as the program has it', () => {
    const rows = [...cli.matchAll(/^\| (\d) +\| ([a-z]+) +\|/gm)].map(([, code, name = '']) => [
      name,
      Number(code),
    ]);
    expect(Object.fromEntries(rows)).toEqual(exitCodes);
  });
});

describe('the command lines in the pages', () => {
  it('use only commands and options that exist', () => {
    const wrong = readPages().flatMap((page) =>
      fencesOf(page).flatMap(({ code }) =>
        linesOf(code).flatMap((line) =>
          mistakesIn(line).map((mistake) => `${page.path}: ${mistake}: ${line}`),
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

function linesOf(code: string): readonly string[] {
  return code.replaceAll('\\\n', ' ').split('\n');
}

function mistakesIn(line: string): readonly string[] {
  const given = /(?:^|\s|`)(?:npx region-failover|region-failover|node \S*cli\.cjs) (.+)$/.exec(
    line.split(/\s#/)[0] ?? '',
  )?.[1];
  const [command = '', ...words] = given?.split(/\s+/) ?? [];
  if (!/^[a-z]+$/.test(command)) return [];
  const options = optionsOf.get(command);
  if (options === undefined) return [`no command ${command}`];
  return words
    .filter(
      (word) => /^--[a-z]/.test(word) && word !== '--help' && !options.includes(word.split('=')[0] ?? ''),
    )
    .map((word) => `no option ${word}`);
}
