import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

/** GitHub's parser imports JSON in a way that Node itself does not take, so Vite must load it; its source maps point nowhere. */
const githubParser = /@actions\/(workflow-parser|expressions)/;

export default defineConfig({
  plugins: [
    {
      name: 'github-parser-without-source-maps',
      enforce: 'pre',
      load: async (id) =>
        githubParser.test(id) && id.endsWith('.js')
          ? (await readFile(id, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/m, '')
          : undefined,
    },
  ],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // A notice of the AWS SDK about the version of Node, on every worker's terminal.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    maxWorkers: 2,
    reporters: ['default'],
    server: { deps: { inline: [githubParser] } },
  },
});
