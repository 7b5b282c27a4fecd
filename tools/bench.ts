// Measures a failover, and the bot, beside what a person would use instead. Prints figures; nothing in the tests depends on them.
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBot, type BotFigures } from './bench/bot-figures.ts';
import { coldStartMs } from './bench/cold-start.ts';
import { benchedExamples, measureExample, type ExampleFigures } from './bench/example-figures.ts';
import { measureFleet, type FleetFigures } from './bench/fleet-figures.ts';
import { missingPrograms, runProcedure, type Procedure } from './bench/procedures.ts';
import { renderBot } from './bench/render-bot.ts';
import { renderExamples, type ExamplesFigures } from './bench/render-examples.ts';
import { renderFleets, renderProcedures } from './bench/render.ts';
import { bundle } from './bundle.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '8,64,256,1000' },
    json: { type: 'boolean', default: false },
    speed: { type: 'string', default: '10' },
    'no-shell': { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const config = 'docs/examples/lomash-wood/failover.yml';
const shellName = 'shell procedure';
const sections = ['failover', 'examples', 'bot'];
if (values.only !== undefined && !sections.includes(values.only))
  throw new Error(`--only takes ${sections.join(', ')}, not ${values.only}`);
const wants = (section: string): boolean => values.only === undefined || values.only === section;
// Without this a signal would end the bench and leave the servers that it has started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const directory = await mkdtemp(join(tmpdir(), 'region-failover-bench-'));
try {
  const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}`;
  const failover = wants('failover') ? await measureFailover() : undefined;
  const examples = wants('examples') ? await measureExamples(failover?.procedures) : undefined;
  const bot = wants('bot') ? await measureBot(await script('bare-bolt')) : undefined;
  const figures = { machine, ...failover, ...examples, ...(bot === undefined ? {} : { bot }) };
  console.log(values.json ? JSON.stringify(figures) : render({ machine, failover, examples, bot }));
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** A script of tools/bench as a program that a process of its own can run, made as the product is. */
async function script(name: string): Promise<string> {
  const programs = { [`${name}.cjs`]: `tools/bench/${name}.ts` };
  for (const { path, text } of await bundle({ programs, parts: true })) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return join(directory, `${name}.cjs`);
}

/** What the command line is made of, all its parts together. */
async function distMiB(): Promise<number> {
  const files = ['dist/cli.cjs', ...(await readdir('dist/parts')).map((name) => `dist/parts/${name}`)];
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1_048_576;
}

async function measureFailover(): Promise<FailoverFigures> {
  for (const name of ['subject', 'bare']) await script(name);
  const procedures = values['no-shell'] ? [] : await compareProcedures(Number(values.speed));
  const startMs = await coldStartMs(
    [process.execPath, 'dist/cli.cjs', 'plan', '--to', 'eu-west-2', '--config', 'CONFIG'],
    config,
    5,
  );
  const fleets: FleetFigures[] = [];
  for (const size of values.sizes.split(',').map(Number)) fleets.push(await measureFleet(size, directory));
  return {
    bundleMiB: await distMiB(),
    coldStartMs: startMs,
    speed: Number(values.speed),
    procedures,
    missing: missingPrograms(),
    fleets,
  };
}

/** The shell procedure is not run again where it has been. */
async function measureExamples(procedures: readonly Procedure[] | undefined): Promise<ExamplesFigures> {
  for (const name of ['subject', 'bare']) await script(name);
  const examples: ExampleFigures[] = [];
  for (const example of benchedExamples) examples.push(...(await measureExample(example, directory)));
  const shell =
    procedures === undefined && !values['no-shell'] && missingPrograms().length === 0
      ? await runShell(Number(values.speed))
      : procedures?.find(({ name }) => name === shellName);
  return { examples, shell };
}

async function compareProcedures(speed: number): Promise<Procedure[]> {
  const ours = [
    process.execPath,
    'dist/cli.cjs',
    'failover',
    '--to',
    'eu-west-2',
    '--yes',
    '--json',
    '--config',
    config,
  ] as const;
  const found = [await runProcedure('region-failover', [...ours], speed)];
  if (missingPrograms().length === 0) found.push(await runShell(speed));
  return found;
}

async function runShell(speed: number): Promise<Procedure> {
  return await runProcedure(shellName, ['bash', 'test/assets/lomash-wood/failover.sh'], speed);
}

interface FailoverFigures {
  readonly bundleMiB: number;
  readonly coldStartMs: number | undefined;
  readonly speed: number;
  readonly procedures: readonly Procedure[];
  readonly missing: readonly string[];
  readonly fleets: readonly FleetFigures[];
}

interface Measured {
  readonly machine: string;
  readonly failover: FailoverFigures | undefined;
  readonly examples: ExamplesFigures | undefined;
  readonly bot: BotFigures | undefined;
}

function render({ machine, failover, examples, bot }: Measured): string {
  return [
    machine,
    ...(failover === undefined ? [] : [renderFailover(failover)]),
    ...(examples === undefined ? [] : ['', renderExamples(examples)]),
    ...(bot === undefined ? [] : ['', renderBot(bot)]),
  ].join('\n');
}

function renderFailover(figures: FailoverFigures): string {
  const { bundleMiB, coldStartMs: startMs, fleets } = figures;
  return [
    `bundle ${bundleMiB.toFixed(1)} MiB; first call ${startMs === undefined ? 'never' : `${startMs.toFixed(0)} ms`} after process start (median of 5)`,
    '',
    renderProcedures(figures),
    '',
    renderFleets(fleets),
  ].join('\n');
}
