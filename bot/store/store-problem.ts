import type { Whereabouts } from './database.ts';
import { tablesProblem } from './migrate.ts';

/** What to do about a file that SQLite cannot use, by the beginning of the error's code. */
const fileFixes: readonly (readonly [string, string])[] = [
  [
    'SQLITE_NOTADB',
    'It is no database of the bot. Put a backup in its place, or point DATA_DIR to another directory.',
  ],
  ['SQLITE_CORRUPT', 'It is damaged. Put a backup in its place.'],
  ['SQLITE_BUSY', 'Another process holds it: SQLite is for one bot.'],
  ['SQLITE_FULL', 'The disk is full.'],
  ['ENOSPC', 'The disk is full.'],
  ['ENOENT', 'There is none: check DATA_DIR.'],
  ['EEXIST', 'DATA_DIR must be a directory.'],
  ['ENOTDIR', 'DATA_DIR must be a directory.'],
];
const mustBeWritable = 'DATA_DIR must be a directory that the user of the bot may write.';

/** Why the memory of the bot cannot be used, where it is, and what to do; no password of an address is in it. What says so by itself is left as it is. */
export function storeProblem(where: Whereabouts, error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && why.startsWith(tablesProblem) && codeOf(error) === '') return error;
  if ('url' in where) {
    const place = hostOf(where.url);
    return new Error(
      `PostgreSQL${place} cannot be used: ${why}. Check DATABASE_URL, and that the server takes connections from here.`,
      { cause: error },
    );
  }
  const code = codeOf(error);
  const fix = fileFixes.find(([start]) => code.startsWith(start))?.[1] ?? mustBeWritable;
  return new Error(`The database ${where.file} cannot be used: ${why}. ${fix}`, { cause: error });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

function hostOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { host } = new URL(url);
  return host === '' ? '' : ` at ${host}`;
}
