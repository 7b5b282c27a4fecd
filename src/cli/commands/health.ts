import { InvalidArgumentError, Option } from 'commander';
import { durationMs } from '../../config/duration.ts';
import {
  measurementsOf,
  prometheusText,
  publish,
  runMeasurements,
  type Measurement,
} from '../../operations/health-metrics.ts';
import { healthOfService, healthProblems, type RegionHealth } from '../../operations/health-service.ts';
import type { Session } from '../../operations/session.ts';
import { renderHealth } from '../../report/health-text.ts';
import { interruptSignal, openService, readConfig, type CommonOptions, type Terminal } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';

type Options = CommonOptions & {
  /** In ms; true without a value. */
  readonly watch?: number | true;
  readonly metrics?: 'cloudwatch' | 'prometheus';
};

const defaultIntervalMs = 10_000;

/** How far back a run counts as new, where nobody looks again and again. */
const defaultWindowMs = 5 * 60_000;

/** `health`: how every region answers, how well its parts are, and whether it could take over. */
export function addHealth({ program, terminal, run }: Cli): void {
  program
    .command('health')
    .description(
      'show how every region answers, how well it is and whether it could take over; changes nothing',
    )
    .addOption(
      new Option('--watch [interval]', 'look again and again until Ctrl-C, every 10s or as told').argParser(
        interval,
      ),
    )
    .addOption(
      new Option(
        '--metrics <where>',
        'cloudwatch: also put the numbers into every region; prometheus: print them instead',
      ).choices(['cloudwatch', 'prometheus']),
    )
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(async (options: Options) => {
        const config = await readConfig(terminal, options);
        const session = openService(config, config.regions.at(1) ?? '');
        try {
          if (options.watch === undefined) return exitFor(await lookAndShow(session, terminal, options));
          return await watch(session, terminal, options);
        } finally {
          session.close();
        }
      }),
    );
}

async function watch(session: Session, terminal: Terminal, options: Options): Promise<'done' | 'failed'> {
  const { signal: interrupted, release } = interruptSignal(() => undefined);
  const signal = AbortSignal.any([interrupted, terminal.unread]);
  const everyMs = typeof options.watch === 'number' ? options.watch : defaultIntervalMs;
  let exit: 'done' | 'failed' = 'done';
  try {
    while (!signal.aborted) {
      exit = exitFor(await lookAndShow(session, terminal, { ...options, signal }));
      await session.clock.sleep(everyMs, signal);
    }
  } catch (error) {
    // Ctrl-C is how it is meant to end, or a reader that has seen enough.
    if (!signal.aborted) throw error;
  } finally {
    release();
  }
  return exit;
}

async function lookAndShow(
  session: Session,
  terminal: Terminal,
  options: Options & { readonly signal?: AbortSignal },
): Promise<readonly RegionHealth[]> {
  const { service } = session.config;
  const health = await healthOfService(session, options.signal);
  options.signal?.throwIfAborted();
  const measurements =
    options.metrics === undefined ? [] : await numbers(session, health, { terminal, options });
  if (options.metrics === 'prometheus') {
    terminal.out(prometheusText(measurements).trimEnd());
    return health;
  }
  if (options.json === true) {
    const document = { schema_version: 1, service, regions: health };
    // One document a line where there are many.
    terminal.out(options.watch === undefined ? JSON.stringify(document, null, 2) : JSON.stringify(document));
  } else {
    const text = renderHealth(service, health, { palette: terminal.palette, unicode: terminal.unicode });
    const at = new Date(session.clock.now()).toISOString().slice(11, 19);
    const live = options.watch !== undefined && terminal.interactive;
    // Home, and clear what is below: the picture stands still, and what was on the screen before stays in the scrollback.
    terminal.out(
      live ? `\u001b[2J\u001b[H${text}\n\n${terminal.palette.dim(`${at} UTC, Ctrl-C ends`)}` : text,
    );
  }
  if (options.metrics === 'cloudwatch')
    for (const warning of await publish(session, measurements)) terminal.err(warning);
  return health;
}

/** Runs whose store cannot be read leave the health of the regions as it is. */
async function numbers(
  session: Session,
  health: readonly RegionHealth[],
  { terminal, options }: { readonly terminal: Terminal; readonly options: Options },
): Promise<readonly Measurement[]> {
  const windowMs = typeof options.watch === 'number' ? options.watch : defaultWindowMs;
  const runs = await runMeasurements(session, windowMs).catch((error: unknown) => {
    terminal.err(`The runs could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  });
  return [...measurementsOf(session.config.service, health), ...runs];
}

function exitFor(health: readonly RegionHealth[]): 'done' | 'failed' {
  return healthProblems(health).length === 0 ? 'done' : 'failed';
}

function interval(value: string): number {
  const ms = durationMs(value);
  if (ms === undefined || ms < 1000)
    throw new InvalidArgumentError('It must be at least 1s, such as 30s or 5m.');
  return ms;
}
