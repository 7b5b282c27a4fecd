import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';

/** Writes the files of a commit below a directory. Throws for one whose path leads out of it. */
export async function writeTree(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    const file = insideOf(directory, path);
    await mkdir(dirname(file), { recursive: true });
    // A commit keeps whether a file may be run; here its first line tells.
    await writeFile(file, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  }
}

/** The path joined to a directory. Throws where that leads out of the directory. */
export function insideOf(directory: string, path: string): string {
  const file = join(directory, path);
  const way = relative(directory, file);
  if (way.startsWith('..') || isAbsolute(way)) throw new Error(`The path ${path} leads out of ${directory}.`);
  return file;
}
