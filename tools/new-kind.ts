import { access, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { kindTemplate } from './kind-template.ts';

// npm run new-kind -- NAME: writes a kind and its test from the template, and renews what is made from the kinds.
const [name = '', ...rest] = process.argv.slice(2);
const mistake = rest.length > 0 ? 'Give one name.' : await mistakeIn(name);
if (mistake !== undefined) {
  console.error(`${mistake}\nUsage: npm run new-kind -- NAME`);
  process.exitCode = 2;
} else {
  for (const { path, text } of kindTemplate(name)) {
    // A file that is there already is somebody's work.
    const style = await resolveConfig(path);
    await writeFile(path, await format(text, { ...style, filepath: path }), { flag: 'wx' });
    console.log(path);
  }
  await import('./generate.ts');
  await import('./build.ts');
  console.log('Next: docs/development/adding-a-kind.md');
}

async function mistakeIn(given: string): Promise<string | undefined> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(given) || given.length > 40)
    return `A kind is named in lower-case letters, digits and single hyphens, such as dynamodb-table; not "${given}".`;
  for (const { path } of kindTemplate(given)) {
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) return `${path} exists already.`;
  }
  return undefined;
}
