import { basename } from 'node:path';
import { build, transform, type BuildOptions, type Plugin } from 'esbuild';

/** Programs of dist/ that are made together, and the source file each begins with. */
export interface Bundle {
  /** Name of the file in dist/ to its entry: the ending says whether it is CommonJS or a module. */
  readonly programs: Readonly<Record<string, string>>;
  /** In parts: what is loaded only when it is needed, and what the programs share, are files of their own. */
  readonly parts?: boolean;
  readonly banner?: string;
  /** Left to node_modules: what has a compiled part. */
  readonly external?: readonly string[];
}

/** A file of dist/. */
export interface DistFile {
  /** Below dist/: `cli.cjs`, `parts/rds-N2QISA7N.cjs`. */
  readonly path: string;
  readonly text: string;
}

/** What dist/ is made of. */
export const bundles: readonly Bundle[] = [
  {
    programs: { 'cli.cjs': 'src/cli/main.ts', 'action.cjs': 'src/action/main.ts' },
    // Reading all of the SDK would take longer than everything else until the first call of AWS.
    parts: true,
  },
  { programs: { 'simulator.cjs': 'src/simulator/entry.ts' } },
  {
    programs: { 'bot.mjs': 'bot/main.ts' },
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

/** The files of a bundle, readable, for Node 20. The same source gives the same text on every machine. */
export async function bundle({
  programs,
  parts = false,
  banner,
  external = [],
}: Bundle): Promise<DistFile[]> {
  const [first = ''] = Object.keys(programs);
  const commonJs = first.endsWith('.cjs');
  const result = await build({
    ...common,
    entryPoints: Object.entries(programs).map(([name, entry]) => ({
      in: entry,
      out: name.replace(/\.[cm]js$/, ''),
    })),
    outdir: 'dist',
    outExtension: { '.js': commonJs ? '.cjs' : '.mjs' },
    bundle: true,
    write: false,
    // Only modules can be split, so parts are modules first.
    format: parts || !commonJs ? 'esm' : 'cjs',
    splitting: parts,
    chunkNames: 'parts/[name]-[hash]',
    external: [...external],
    // Without this the packages' CommonJS builds are taken, from which nothing unused can be left out.
    mainFields: ['module', 'main'],
    plugins: [simulatorApart],
    ...(banner === undefined ? {} : { banner: { js: banner } }),
  });
  const files = result.outputFiles.map(({ path, text }) => ({ path: below(path, programs), text }));
  return parts && commonJs ? Promise.all(files.map(asCommonJs)) : files;
}

const common: BuildOptions & { readonly write?: boolean } = {
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  // A text of one byte a character is read and parsed in half the time.
  charset: 'ascii',
  logLevel: 'warning',
  logOverride: { 'empty-import-meta': 'silent' },
};

/** CommonJS is loaded without a turn of the event loop for each file, and an `import()` in it is a `require` that waits. */
async function asCommonJs({ path, text }: DistFile): Promise<DistFile> {
  const { code } = await transform(text, {
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    charset: 'ascii',
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'silent' },
  });
  return { path, text: code };
}

function below(path: string, programs: Bundle['programs']): string {
  const name = basename(path);
  return name in programs ? name : `parts/${name}`;
}
