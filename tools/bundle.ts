import { build, type Plugin } from 'esbuild';

/** One file of dist/ and the source file it is made from. */
export interface Bundle {
  readonly name: string;
  readonly entry: string;
  readonly banner?: string;
  /** CommonJS where absent; modules for what awaits at its top. */
  readonly format?: 'cjs' | 'esm';
  /** Left to node_modules: what has a compiled part. */
  readonly external?: readonly string[];
}

/** The files of dist/. */
export const bundles: readonly Bundle[] = [
  { name: 'cli.cjs', entry: 'src/cli/main.ts', banner: '#!/usr/bin/env node' },
  { name: 'action.cjs', entry: 'src/action/main.ts' },
  { name: 'simulator.cjs', entry: 'src/simulator/entry.ts' },
  {
    name: 'bot.mjs',
    entry: 'bot/main.ts',
    format: 'esm',
    external: ['libsql', 'pg-native'],
    // Packages inside are CommonJS and require what belongs to Node.
    banner:
      "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);",
  },
];

/** The simulator is a file of its own, loaded only by `simulate` and `demo`. */
const simulatorApart: Plugin = {
  name: 'simulator-apart',
  setup: (plugin) => {
    plugin.onResolve({ filter: /simulator\/entry\.ts$/ }, (request) =>
      request.kind === 'entry-point' ? undefined : { path: './simulator.cjs', external: true },
    );
  },
};

/** The text of a bundle: one readable file for Node 20. The same source gives the same text on every machine. */
export async function bundle({ entry, banner, format = 'cjs', external = [] }: Bundle): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format,
    external: [...external],
    // Without this the packages' CommonJS builds are taken, from which nothing unused can be left out.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [simulatorApart],
    ...(banner === undefined ? {} : { banner: { js: banner } }),
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error(`no output for ${entry}`);
  return output.text;
}
