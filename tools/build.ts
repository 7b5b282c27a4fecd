import { writeFile, mkdir } from 'node:fs/promises';
import { bundles, bundle } from './bundle.ts';

// Writes dist/, which is committed: an Action installs nothing when it runs.
await mkdir('dist', { recursive: true });
for (const each of bundles) {
  const text = await bundle(each);
  await writeFile(`dist/${each.name}`, text, { mode: 0o755 });
  console.log(`dist/${each.name}  ${(text.length / 1_048_576).toFixed(1)} MiB`);
}
