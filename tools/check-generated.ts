import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, bundles } from './bundle.ts';
import { generatedFiles, registryPath, registrySource } from './generated.ts';

// Fails when a generated file is not what the source makes of it now, or is no longer made at all.
const dist = (await Promise.all(bundles.map(bundle))).flat();
const expected = [
  { path: registryPath, text: await registrySource() },
  ...(await generatedFiles()),
  ...dist.map(({ path, text }) => ({ path: join('dist', path), text })),
];
const stale: string[] = [];
for (const { path, text } of expected)
  if ((await readFile(path, 'utf8').catch(() => '')) !== text) stale.push(path);
const made = new Set(expected.map(({ path }) => path));
for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !made.has(path)) stale.push(path);
}
if (stale.length > 0) {
  console.error(`Not up to date: ${stale.join(', ')}\nRun: npm run generate`);
  process.exit(1);
}
console.log(`${expected.length} generated files are up to date`);
