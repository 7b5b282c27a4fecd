import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';

/** Which folder may import which: DESIGN's one-way dependencies, as restricted paths. */
const layers = [
  // [folder, what it may import besides itself]
  ['src/config', []],
  ['src/plan', ['src/config', 'src/kinds/kind.ts']],
  ['src/engine', ['src/config', 'src/plan', 'src/kinds/kind.ts']],
  ['src/aws', []],
  ['src/kubernetes', ['src/aws']],
  ['src/kinds', ['src/config', 'src/plan', 'src/aws', 'src/kubernetes']],
  ['src/report', ['src/config', 'src/plan', 'src/engine']],
  ['src/simulator', []],
];
const folders = ['config', 'plan', 'engine', 'aws', 'kubernetes', 'kinds', 'report', 'simulator', 'cli', 'action'].map((name) => `src/${name}`);

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'tools/*.mjs'] }, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...layers.map(([target, allowed]) => ({
              target,
              from: folders.filter((folder) => folder !== target && !allowed.includes(folder)),
              except: [],
              message: `${target} may import only ${[target, ...allowed].join(', ')} and the files at the top of src.`,
            })).map((zone) => zone),
          ],
        },
      ],
      'no-restricted-imports': ['error', { patterns: [{ group: ['child_process', 'node:child_process'], importNames: ['exec', 'execSync'], message: 'Run programs with execFile or spawn and an argument array: no shell.' }] }],
      'max-params': ['error', 3],
    },
  },
  { files: ['*.config.ts', '*.config.js', 'eslint.config.js'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['**/*.mjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
);
