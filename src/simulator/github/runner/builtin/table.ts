import { attest } from './attest.ts';
import type { BuiltinAction } from './builtin.ts';
import { checkout } from './checkout.ts';
import { setupNode } from './setup-node.ts';
import { uploadArtifact } from './upload-artifact.ts';

/** The actions that the runner knows by itself, whatever version is asked for. */
export const builtinActions: Readonly<Record<string, BuiltinAction | undefined>> = {
  'actions/checkout': checkout,
  'actions/setup-node': setupNode,
  'actions/upload-artifact': uploadArtifact,
  'actions/attest': attest,
  'actions/attest-build-provenance': attest,
};
