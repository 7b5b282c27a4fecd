import { lstatSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Files below a directory that match any of these patterns, sorted. `*`, `?`, `[...]` and `**` as in
 * https://github.com/actions/toolkit/tree/main/packages/glob; `!` takes away again; a directory stands for all that is in it.
 */
export function filesMatching(directory: string, patterns: readonly string[]): readonly string[] {
  const wanted = patterns.map((each) => each.trim()).filter((each) => each !== '' && !each.startsWith('#'));
  const found = new Set<string>();
  const all = filesIn(directory);
  for (const pattern of wanted) {
    const matches = matcher(pattern.replace(/^!/, ''));
    for (const file of all) {
      if (!matches(relative(directory, file))) continue;
      if (pattern.startsWith('!')) found.delete(file);
      else found.add(file);
    }
  }
  return [...found].sort();
}

/** Every file below a directory; links are not followed, so none leads out of it. */
export function filesIn(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isFile() === true);
}

function matcher(pattern: string): (path: string) => boolean {
  const source = pattern
    .replace(/^\.\//, '')
    .replace(/\/$/, '')
    .split(/(\*\*\/|\*\*|\*|\?|\[[^\]]+\])/)
    .map((part) => globPart(part))
    .join('');
  const expression = new RegExp(`^${source}(?:/.*)?$`);
  return (path) => expression.test(path);
}

function globPart(part: string): string {
  if (part === '**/') return '(?:.*/)?';
  if (part === '**') return '.*';
  if (part === '*') return '[^/]*';
  if (part === '?') return '[^/]';
  if (/^\[[^\]]+\]$/.test(part)) return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
  return part.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
}
