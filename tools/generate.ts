import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generatedFiles, registrySource, registryPath } from './generated.ts';

// Writes everything that is made from the source: the kind registry first, because the rest is made from the registry.
await writeFile(registryPath, await registrySource());
await rm('docs/kinds', { recursive: true, force: true });
for (const { path, text } of await generatedFiles()) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  console.log(path);
}
