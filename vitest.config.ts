import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** GitHub's parser imports JSON in a way that Node itself does not take, so Vite must load it; its source maps point nowhere. */
const githubParser = /@actions\/(workflow-parser|expressions)/;

/** Files whose tests need a process that nobody uses before or after them: they intercept HTTP, or see what a module does when it is loaded. */
const ownProcess = ['test/unit/aws/{clients,web-identity}.test.ts'];

/** Whole programs on a stage. */
const acceptance = ['test/acceptance/**/*.test.ts'];

/** Loading the modules anew for each file takes longer than most tests. */
const sharedProcess = { isolate: false, setupFiles: ['test/rig/own-environment.ts'] };

/** Whole services there and back, and runs under every misfortune and killed at every point: minutes of computing, which `npm run check:journeys` spends and `npm test` does not. */
const journeys = [
  'test/acceptance/runbooks/*.test.ts',
  'test/acceptance/{crash,crash-anywhere,bad-luck,end-state}.test.ts',
  'test/acceptance/{,bot/}home-again.test.ts',
  'test/simulator/configured.test.ts',
];

/** The acceptance tests take longest and wait a lot: what comes after them fills the gaps, and none is left over at the end. One file takes longer than all others. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number =>
      ['/killed-everywhere.test.ts', '/test/acceptance/', ''].findIndex((part) => moduleId.includes(part));
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

/** Where tests put what they throw away: memory where there is plenty, because databases wait for every write to reach a disk. */
function temporaryFolder(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find((line) => line.split(' ')[1] === memory);
  return bavail * bsize > 2 ** 30 && mount !== undefined && !mount.includes('noexec') ? memory : tmpdir();
}

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
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    env: {
      TMPDIR: temporaryFolder(),
      // A notice of the AWS SDK about the version of Node, on every worker's terminal.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    // One more than the CI machine has cores: the acceptance tests wait for their programs half of the time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    reporters: ['default'],
    server: { deps: { inline: [githubParser] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'acceptance',
          include: acceptance,
          exclude: journeys,
          ...sharedProcess,
          setupFiles: [...sharedProcess.setupFiles, 'test/rig/no-standstill.ts'],
          // Whole runs; a machine that does other things as well takes its time.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { extends: true, test: { name: 'own process', include: ownProcess } },
      {
        extends: true,
        test: { name: 'journeys', include: journeys, testTimeout: 180_000, hookTimeout: 180_000 },
      },
      {
        extends: true,
        test: {
          name: 'shared process',
          include: ['test/**/*.test.ts'],
          exclude: [...ownProcess, ...acceptance, ...journeys],
          ...sharedProcess,
        },
      },
    ],
  },
});
