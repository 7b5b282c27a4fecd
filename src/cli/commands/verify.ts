import { Option } from 'commander';
import type { Config } from '../../config/config.ts';
import type { Exit } from '../../errors.ts';
import { chooseRegions } from '../../operations/choose-regions.ts';
import { verifyService } from '../../operations/check-service.ts';
import { checkJournal } from '../../operations/report-service.ts';
import { renderChecks, renderJournalCheck } from '../../report/checks-text.ts';
import { renderProblem } from '../../report/problem-text.ts';
import { openService, readConfig, type CommonOptions, type Terminal } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, directionOptions, jsonOption, type DirectionOptions } from '../options.ts';

interface Options extends CommonOptions, DirectionOptions {
  readonly run?: string;
}

/** `verify`: the post-conditions of "this region is active", or the chain of a run's journal. */
export function addVerify({ program, terminal, run }: Cli): void {
  const command = program
    .command('verify')
    .description(
      'check that a region is the active one, or that the journal of a run is whole; changes nothing',
    );
  for (const option of directionOptions().filter(({ long }) =>
    ['--from', '--to', '--only'].includes(long ?? ''),
  ))
    command.addOption(option);
  command
    .addOption(
      new Option('--run <run>', 'check the chained hashes of the journal of this run, and nothing else'),
    )
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(async (options: Options) => {
        const config = await readConfig(terminal, options);
        return options.run === undefined
          ? await verifyRegion(terminal, config, options)
          : await verifyJournal(terminal, config, { run: options.run, json: options.json === true });
      }),
    );
}

async function verifyRegion(terminal: Terminal, config: Config, options: Options): Promise<Exit> {
  const { palette, unicode } = terminal;
  const direction = chooseRegions(config, options);
  const session = openService(config, direction.to);
  try {
    const goal = { ...direction, operation: 'failover', mode: 'unplanned', fromCondition: 'up' } as const;
    const resources = await verifyService(session, goal, options.only ?? []);
    const ok = resources.every(({ checks }) => checks.every((check) => check.ok));
    if (options.json === true)
      terminal.out(JSON.stringify({ schema_version: 1, region: direction.to, ok, resources }, null, 2));
    else terminal.out(renderChecks(resources, { palette, unicode, region: direction.to }));
    return ok ? 'done' : 'failed';
  } finally {
    session.close();
  }
}

async function verifyJournal(
  terminal: Terminal,
  config: Config,
  { run, json }: { readonly run: string; readonly json: boolean },
): Promise<Exit> {
  const { palette, unicode } = terminal;
  const session = openService(config, config.regions.at(1) ?? '');
  try {
    const check = await checkJournal(session, run);
    const ok = check.problem === undefined;
    if (json) {
      terminal.out(JSON.stringify({ schema_version: 1, ok, ...check }, null, 2));
    } else if (check.problem !== undefined) {
      terminal.err(renderProblem(check.problem, palette));
    } else {
      terminal.out(renderJournalCheck(check, { palette, unicode }));
    }
    return ok ? 'done' : 'failed';
  } finally {
    session.close();
  }
}
