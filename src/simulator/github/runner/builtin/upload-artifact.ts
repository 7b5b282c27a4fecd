import { createHash } from 'node:crypto';
import { existsSync, lstatSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { artifactDirectory } from '../artifacts.ts';
import { filesIn, filesMatching } from '../glob.ts';
import type { BuiltinAction } from './builtin.ts';

/** Keeps files beyond the job, as https://github.com/actions/upload-artifact does. */
export const uploadArtifact: BuiltinAction = async ({ runtime, inputs, log }) => {
  const { run, options, machine } = runtime;
  const name = inputs['name'] || 'artifact';
  const patterns = (inputs['path'] ?? '').split('\n').filter((line) => line.trim() !== '');
  if (patterns.length === 0) throw new Error('Input required and not supplied: path');
  const files = wantedFiles(machine.workspace, patterns);
  if (files.length === 0) return nothingFound(inputs['if-no-files-found'] || 'warn', { patterns, log });
  const directory = artifactDirectory(options.workdirRoot, { run: run.id, name });
  const base = commonDirectory(files);
  const hash = createHash('sha256');
  for (const file of files) {
    const target = join(directory, files.length === 1 ? basename(file) : relative(base, file));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(file, target);
    hash.update(await readFile(file));
  }
  const id = String(parseInt(hash.copy().digest('hex').slice(0, 8), 16));
  log.say(`Artifact ${name} has been uploaded: ${files.length} file(s)`);
  const { owner, name: repository } = run.repository;
  return {
    'artifact-id': id,
    'artifact-digest': hash.digest('hex'),
    'artifact-url': `${runtime.host.serverUrl}/${owner.login}/${repository}/actions/runs/${run.id}/artifacts/${id}`,
  };
};

function wantedFiles(workspace: string, patterns: readonly string[]): readonly string[] {
  const absolute = patterns.map((each) => each.trim()).filter((each) => isAbsolute(each));
  const relativeOnes = patterns.filter((each) => !absolute.includes(each.trim()));
  const outside = absolute.flatMap((path) => {
    if (!existsSync(path)) return [];
    return lstatSync(path).isDirectory() ? filesIn(path) : [path];
  });
  return [...new Set([...outside, ...filesMatching(workspace, relativeOnes)])];
}

function nothingFound(
  policy: string,
  { patterns, log }: { readonly patterns: readonly string[]; readonly log: { line(text: string): void } },
): Readonly<Record<string, string>> {
  const message = `No files were found with the provided path: ${patterns.join(', ')}. No artifacts will be uploaded.`;
  if (policy === 'error') throw new Error(message);
  log.line(policy === 'warn' ? `::warning::${message}` : message);
  return {};
}

function commonDirectory(files: readonly string[]): string {
  const [first = '', ...others] = files.map((file) => dirname(file));
  return others.reduce((common, directory) => {
    let found = common;
    while (found !== directory && !directory.startsWith(`${found}/`) && found !== dirname(found))
      found = dirname(found);
    return found;
  }, first);
}
