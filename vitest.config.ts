import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default'],
    // GitHub's parser imports JSON in a way that Node itself does not take.
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
