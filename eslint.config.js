import tseslint from 'typescript-eslint';

const noShell = {
  group: ['child_process', 'node:child_process'],
  importNames: ['exec', 'execSync'],
  message: 'Run programs with spawn or execFile and an argument array: no shell.',
};

const folders = [
  'config',
  'plan',
  'engine',
  'aws',
  'kubernetes',
  'kinds',
  'store',
  'operations',
  'report',
  'simulator',
  'action',
  'cli',
];

/** What each folder may import from the others: the one-way dependencies of docs/architecture.md. `kinds/kind.ts` is the contract. */
const layers = {
  config: [],
  plan: ['config', 'kinds/kind.ts'],
  engine: ['config', 'plan', 'kinds/kind.ts'],
  aws: [],
  kubernetes: ['aws'],
  kinds: ['config', 'plan', 'aws', 'kubernetes'],
  store: ['engine', 'config', 'aws'],
  operations: ['config', 'plan', 'engine', 'kinds/kind.ts', 'aws', 'kubernetes', 'store'],
  report: ['config', 'plan', 'engine', 'kinds/kind.ts'],
  simulator: [],
  action: ['config', 'plan', 'engine', 'kinds', 'aws', 'operations', 'report'],
  cli: ['config', 'plan', 'engine', 'kinds', 'aws', 'operations', 'report', 'simulator/entry.ts'],
};

function layer(folder, allowed) {
  const refused = folders.filter((other) => other !== folder && !allowed.includes(other));
  const message = `src/${folder} may import only ${[folder, ...allowed].join(', ')} and the files at the top of src.`;
  // One entry for each depth: from src/simulator/services, ../kubernetes is a part of the simulator, and ../../kubernetes is not.
  return ['..', '../..', '../../..'].map((up, depth) => ({
    files: [`src/${folder}/${'*/'.repeat(depth)}*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [noShell, { group: groupAt(up, { folder, refused, allowed }), message }] },
      ],
    },
  }));
}

function groupAt(up, { folder, refused, allowed }) {
  return [
    ...refused.map((other) => `${up}/${other}/**`),
    ...allowed.filter((name) => name.endsWith('.ts')).map((name) => `!${up}/${name}`),
    // The simulator must stand on its own: what it tests may not be what it is made of.
    ...(folder === 'simulator' ? ['clock', 'errors', 'ids', 'events'].map((name) => `${up}/${name}.ts`) : []),
  ];
}

/** The bot stands in front of everything but the simulator and the surfaces beside it. */
const botLayer = ['..', '../..', '../../..'].map((up, depth) => ({
  files: [`bot/${'*/'.repeat(depth)}*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          noShell,
          {
            group: ['simulator', 'action', 'cli', 'operations', 'store'].map(
              (name) => `${up}/src/${name}/**`,
            ),
            message: 'bot may import config, plan, engine, kinds, report and the files at the top of src.',
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'tools/*.mjs', 'docs/examples/*/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-imports': ['error', { patterns: [noShell] }],
      'max-params': ['error', 3],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['*.config.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what is exported.' },
      ],
    },
  },
  ...botLayer,
  ...Object.entries(layers).flatMap(([folder, allowed]) => layer(folder, allowed)),
  { files: ['**/*.mjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
);
