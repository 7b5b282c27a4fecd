import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Option } from 'commander';
import { fail } from '../../errors.ts';
import type { Terminal } from '../context.ts';
import { interruptSignal, readConfig } from '../context.ts';
import { describeService } from '../describe-service.ts';
import type { ScenarioRequest } from '../../simulator/entry.ts';
import type { Cli } from '../main.ts';
import { portNumber, positiveNumber } from '../options.ts';

interface Options {
  readonly scenario: string;
  readonly config?: string;
  readonly condition?: 'healthy' | 'dark' | 'degraded';
  readonly speed: number;
  readonly port?: number;
  readonly writeEnv?: string;
  readonly writeConfig?: string;
  readonly minutes: number;
  readonly json?: boolean;
}

/** Timers of Node run no longer; a longer one would end at once. */
const longestTimerMs = 2 ** 31 - 1;

/** `simulate`: a world to practise on. */
export function addSimulate({ program, terminal, run }: Cli): void {
  program
    .command('simulate')
    .description('start a simulated world on this machine and print the environment to export')
    .addOption(
      new Option('--scenario <name>', 'the world and, after a colon, its trouble').default('lomash-wood'),
    )
    .addOption(
      new Option(
        '--config <file>',
        'instead of a scenario: a world that holds what this failover.yml names, home active and the others standing by',
      ).conflicts(['scenario', 'writeConfig']),
    )
    .addOption(
      new Option('--condition <condition>', 'with --config: how home is doing (default: healthy)').choices([
        'healthy',
        'dark',
        'degraded',
      ]),
    )
    .addOption(
      new Option('--speed <factor>', 'how many simulated seconds pass in a second')
        .argParser(positiveNumber)
        .default(1),
    )
    .addOption(
      new Option('--port <number>', 'the port of the AWS endpoint (default: a free one)').argParser(
        portNumber,
      ),
    )
    .addOption(new Option('--write-env <file>', 'also write the environment to this file, to be sourced'))
    .addOption(
      new Option('--write-config <file>', 'also write the failover.yml of the scenario to this file'),
    )
    .addOption(
      new Option('--minutes <number>', 'stop by itself after so many real minutes')
        .argParser(positiveNumber)
        .default(240),
    )
    .addOption(new Option('--json', 'the environment as one line of JSON'))
    .action(run(async (options: Options) => await simulate(terminal, options)));
}

async function simulate(terminal: Terminal, options: Options): Promise<'done'> {
  const { startScenario, scaledClock, scenarioConfig } = await import('../../simulator/entry.ts');
  const chosen =
    options.config === undefined ? await scenarioOf(options) : await ownService(terminal, options);
  const clock = scaledClock({ startMs: Date.now(), speed: options.speed });
  const starting = startScenario({
    ...{ ...chosen.start, clock },
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  const world = await orUsage(starting, 'The world cannot be started there.', 'Choose another --port.');
  const interrupt = interruptSignal(() => undefined);
  try {
    await writeTo(options.writeConfig, scenarioConfig(options.scenario) ?? '');
    await writeTo(options.writeEnv, exports(world.environment));
    if (options.json === true) terminal.out(JSON.stringify(world.environment));
    else {
      terminal.out(exports(world.environment).trimEnd());
      terminal.err(
        `\n${chosen.name} runs at ${world.url}, ${options.speed} times as fast as the clock. Export the lines above in another shell; Ctrl-C stops it.`,
      );
    }
    for (const line of chosen.told()) terminal.err(line);
    await delay(Math.min(options.minutes * 60_000, longestTimerMs), undefined, {
      signal: interrupt.signal,
    }).catch(() => undefined);
    return 'done';
  } finally {
    interrupt.release();
    await world.close();
  }
}

/** What is to be started, what it is called, and what there is to say of it once it runs. */
interface Chosen {
  readonly name: string;
  readonly start: Pick<ScenarioRequest, 'scenario' | 'variant'>;
  readonly told: () => readonly string[];
}

async function scenarioOf({ scenario, condition }: Options): Promise<Chosen> {
  const { findScenario, scenarioNames } = await import('../../simulator/entry.ts');
  if (condition !== undefined)
    throw fail({
      code: 'USAGE',
      message: '--condition is for the world of a config.',
      fix: `Name it with --config, or a scenario in that condition: --scenario lomash-wood:${condition}.`,
    });
  if (findScenario(scenario) === undefined)
    throw fail({
      code: 'USAGE',
      message: `There is no scenario \`${scenario}\`.`,
      fix: `Use one of ${scenarioNames.join(', ')}, or fleet-N for N databases and deployments.`,
    });
  return { name: scenario, start: { scenario }, told: () => [] };
}

async function ownService(
  terminal: Terminal,
  { config: file, condition = 'healthy' }: Options,
): Promise<Chosen> {
  const config = await readConfig(terminal, file === undefined ? {} : { config: file });
  const { configuredScenario } = await import('../../simulator/entry.ts');
  const told: string[] = [];
  const scenario = configuredScenario(describeService(config), ({ summary, remarks }) => {
    const [home = ''] = config.regions;
    const state = condition === 'healthy' ? 'serves' : condition;
    told.push(`It holds ${summary}; ${home} is home and ${state}.`, ...remarks);
  });
  return { name: config.service, start: { scenario, variant: condition }, told: () => told };
}

async function writeTo(file: string | undefined, text: string): Promise<void> {
  if (file === undefined) return;
  const written = writeFile(file, text, { mode: 0o600 });
  await orUsage(written, `${file} cannot be written.`, 'Name another file.');
}

/** What the system has against a port or a file that was named is told as wrong usage. */
async function orUsage<T>(work: Promise<T>, message: string, fix: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw fail({ code: 'USAGE', message, found: error.message, fix }, error);
  }
}

/** Lines for a POSIX shell; values are quoted so that none of them is read as anything but text. */
function exports(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('');
}
