import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files through which a step speaks to the runner, by the names of their variables. */
export interface CommandFiles {
  readonly GITHUB_OUTPUT: string;
  readonly GITHUB_ENV: string;
  readonly GITHUB_PATH: string;
  readonly GITHUB_STATE: string;
  readonly GITHUB_STEP_SUMMARY: string;
}

/** What a step wrote into them. `problems`: in GitHub's words; with any of them the step has failed. */
export interface CommandFileContents {
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
  readonly problems: readonly string[];
}

const mostSummaryBytes = 1024 * 1024;

/** Empty files for one step. */
export async function createCommandFiles(directory: string, step: string): Promise<CommandFiles> {
  await mkdir(directory, { recursive: true });
  const file = (kind: string) => join(directory, `${kind}_${step}`);
  const files = {
    GITHUB_OUTPUT: file('set_output'),
    GITHUB_ENV: file('set_env'),
    GITHUB_PATH: file('add_path'),
    GITHUB_STATE: file('save_state'),
    GITHUB_STEP_SUMMARY: file('step_summary'),
  };
  await Promise.all(Object.values(files).map((each) => writeFile(each, '')));
  return files;
}

/** Reads what a step left behind. Never throws. */
export async function readCommandFiles(files: CommandFiles): Promise<CommandFileContents> {
  const text = async (file: string) => await readFile(file, 'utf8').catch(() => '');
  const problems: string[] = [];
  const pairs = (name: keyof CommandFiles, content: string) => {
    const read = readPairs(content);
    if (read.problem !== undefined)
      problems.push(`Unable to process file command '${name}' successfully. ${read.problem}`);
    return read.pairs;
  };
  const outputs = pairs('GITHUB_OUTPUT', await text(files.GITHUB_OUTPUT));
  const env = pairs('GITHUB_ENV', await text(files.GITHUB_ENV));
  const bytes = await stat(files.GITHUB_STEP_SUMMARY).then(
    ({ size }) => size,
    () => 0,
  );
  if ('NODE_OPTIONS' in env)
    problems.push("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
  return {
    outputs,
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !isReserved(name))),
    path: (await text(files.GITHUB_PATH)).split(/\r?\n/).filter((line) => line !== ''),
    summary: bytes > mostSummaryBytes ? '' : await text(files.GITHUB_STEP_SUMMARY),
    problems:
      bytes > mostSummaryBytes
        ? [...problems, '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k.']
        : problems,
  };
}

/** Variables that the runner itself sets: a step cannot change them for the others. */
function isReserved(name: string): boolean {
  return /^(GITHUB|RUNNER)_/i.test(name) || name === 'NODE_OPTIONS';
}

/** Reads `name=value` lines and `name<<DELIMITER` blocks. */
export function readPairs(content: string): {
  readonly pairs: Readonly<Record<string, string>>;
  readonly problem?: string;
} {
  const pairs: [string, string][] = [];
  const lines = content.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const block = line.indexOf('<<');
    if (block > 0 && (equals < 0 || block < equals)) {
      const delimiter = line.slice(block + 2);
      const end = delimiter === '' ? -1 : lines.indexOf(delimiter, at + 1);
      const pairsSoFar = Object.fromEntries(pairs);
      if (end < 0)
        return {
          pairs: pairsSoFar,
          problem: `Invalid value. Matching delimiter not found '${delimiter}'`,
        };
      pairs.push([line.slice(0, block), lines.slice(at + 1, end).join('\n')]);
      at = end;
    } else if (equals > 0) pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
    else return { pairs: Object.fromEntries(pairs), problem: `Invalid format '${line}'` };
  }
  return { pairs: Object.fromEntries(pairs) };
}
