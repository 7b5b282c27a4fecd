import { join } from 'node:path';
import { filesIn } from './glob.ts';
import { insideOf } from './write-tree.ts';
import { existsSync } from 'node:fs';

/** Where the artifact of a run is kept. Throws for a name that GitHub refuses. */
export function artifactDirectory(
  workdirRoot: string,
  { run, name }: { readonly run: number; readonly name: string },
): string {
  if (!/^[^"':<>|*?\r\n\\/]+$/.test(name) || /^\.+$/.test(name))
    throw new Error(
      `The artifact name is not valid: ${name}. It may hold none of " : < > | * ? \\ / and no line breaks.`,
    );
  return insideOf(join(workdirRoot, 'artifacts', String(run)), name);
}

/** The files of an artifact that a run has kept; none where there is no such artifact. */
export function artifactFiles(
  workdirRoot: string,
  artifact: { readonly run: number; readonly name: string },
): readonly string[] {
  const directory = artifactDirectory(workdirRoot, artifact);
  return existsSync(directory) ? filesIn(directory) : [];
}
