import { readFile } from 'node:fs/promises';
import { bundle, bundles } from './bundle.ts';
import { generatedFiles, registryPath, registrySource } from './generated.ts';

// Fails when a generated file is not what the source makes of it now.
const expected = [
  { path: registryPath, text: await registrySource() },
  ...(await generatedFiles()),
  ...(await Promise.all(
    bundles.map(async (each) => ({ path: `dist/${each.name}`, text: await bundle(each) })),
  )),
];
const stale: string[] = [];
for (const { path, text } of expected)
  if ((await readFile(path, 'utf8').catch(() => '')) !== text) stale.push(path);
if (stale.length > 0) {
  console.error(`Not up to date: ${stale.join(', ')}\nRun: npm run generate`);
  process.exit(1);
}
console.log(`${expected.length} generated files are up to date`);
