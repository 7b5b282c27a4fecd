import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundle, bundles } from './bundle.ts';

// Writes dist/, which is committed: an Action installs nothing when it runs.
const files = (await Promise.all(bundles.map(bundle))).flat();
for (const { path, text } of files) {
  const file = join('dist', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode: path.includes('/') ? 0o644 : 0o755 });
}
// The name of a part holds its hash: those of before would stay for ever. A program that runs now still finds its other parts.
const made = new Set(files.map(({ path }) => path));
for (const path of await readdir('dist', { recursive: true }))
  if (path !== 'parts' && !made.has(path)) await rm(join('dist', path));
const programs = bundles.flatMap((each) => Object.keys(each.programs));
for (const { path, text } of files.filter((file) => programs.includes(file.path)))
  console.log(`dist/${path}  ${mebibytes(text.length)}`);
const parts = files.filter((file) => !programs.includes(file.path));
console.log(
  `dist/parts  ${String(parts.length)} files, ${mebibytes(parts.reduce((sum, { text }) => sum + text.length, 0))}`,
);

function mebibytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
