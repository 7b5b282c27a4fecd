import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { filesMatching } from '../glob.ts';
import { writeTemporary } from '../machine.ts';
import type { BuiltinAction } from './builtin.ts';

/** Writes an in-toto statement about files, as https://github.com/actions/attest does; nobody signs it here. */
export const attest: BuiltinAction = async ({ runtime, inputs, log }) => {
  const { machine, run } = runtime;
  if (runtime.fixedEnv['ACTIONS_ID_TOKEN_REQUEST_URL'] === undefined)
    throw new Error(
      'Failed to get ID token: the job needs `permissions: { id-token: write, attestations: write }`.',
    );
  const files = filesMatching(machine.workspace, (inputs['subject-path'] ?? '').split('\n'));
  if (files.length === 0) throw new Error(`Could not find subject at path ${inputs['subject-path'] ?? ''}`);
  const subject = await Promise.all(
    files.map(async (file) => ({
      name: relative(machine.workspace, file),
      digest: {
        sha256: createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      },
    })),
  );
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicate: { run: run.id, sha: run.sha },
  };
  log.say(`Attested ${files.length} file(s), unsigned: this runner has no signing service.`);
  return {
    'bundle-path': await writeTemporary(machine, 'attestation.json', JSON.stringify(statement)),
    'attestation-id': '',
    'attestation-url': '',
  };
};
