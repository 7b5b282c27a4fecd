import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option } from 'commander';
import { loadRun } from '../../engine/run.ts';
import { fail, type Exit } from '../../errors.ts';
import { chooseRegions } from '../../operations/choose-regions.ts';
import { holdDrills } from '../../operations/drill-service.ts';
import { drillsOf, drillTypes, type DrillChoice, type DrillReport } from '../../plan/drill-report.ts';
import { renderDrillMarkdown } from '../../report/drill-markdown.ts';
import { drillOfRun } from '../../report/drill-of-run.ts';
import { renderDrill } from '../../report/drill-text.ts';
import { carryOut, carryOutOptions, type CarryOutOptions } from '../carry-out.ts';
import { openService, readConfig, type Terminal } from '../context.ts';
import type { Cli } from '../main.ts';

type Options = CarryOutOptions & { readonly type: DrillChoice; readonly report?: string | true };

/** `drill`: practises on the real thing. */
export function addDrill({ program, terminal, run }: Cli): void {
  const command = program
    .command('drill')
    .description('practise: let DNS leave the active region and come back, or check what a failover needs')
    .addOption(
      new Option(
        '--type <type>',
        'dns: traffic leaves by the health check and comes back; the others change nothing; all: every one of those',
      )
        .choices([...drillTypes])
        .default('dns'),
    )
    .addOption(new Option('--from <region>', 'the region that is active (default: the first of the config)'))
    .addOption(new Option('--to <region>', 'the region that stands by'))
    .addOption(
      new Option('--report [file]', 'also write the result as Markdown (default file: drill-TYPE.md)'),
    );
  for (const option of carryOutOptions()) command.addOption(option);
  command.action(
    run(async (options: Options) =>
      options.type === 'dns' ? await practise(terminal, options) : await look(terminal, options),
    ),
  );
}

/** The drill of DNS is a run like any other: with a plan, a journal, and a way back from wherever it stops. */
async function practise(terminal: Terminal, options: Options): Promise<Exit> {
  const report = reportFile(options);
  return await carryOut(
    terminal,
    {
      ...options,
      ended: async ({ store, clock }, run) => {
        if (report === undefined) return;
        const stored = await loadRun(store, run);
        await write(terminal, report, drillOfRun(stored, clock.now()));
      },
    },
    { operation: 'drill', drill: 'dns', mode: 'planned', only: [] },
  );
}

async function look(terminal: Terminal, options: Options): Promise<Exit> {
  const config = await readConfig(terminal, options);
  const { from, to } = chooseRegions(config, options, 'drill');
  const session = openService(config, to);
  try {
    const result = await holdDrills(session, drillsOf(options.type), { from, to });
    const { palette, unicode } = terminal;
    if (options.json === true) terminal.out(JSON.stringify({ schema_version: 1, ...result }, null, 2));
    else terminal.out(renderDrill(result, { palette, unicode }));
    const report = reportFile(options);
    if (report !== undefined) await write(terminal, report, result);
    return result.ok ? 'done' : 'failed';
  } finally {
    session.close();
  }
}

function reportFile({ report, type }: Options): string | undefined {
  return report === true ? `drill-${type}.md` : report;
}

async function write(terminal: Terminal, file: string, result: DrillReport): Promise<void> {
  try {
    await writeFile(file, renderDrillMarkdown(result));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    const message = `The result cannot be written to ${file}.`;
    throw fail({ code: 'USAGE', message, fix: 'Name another file.', found }, error);
  }
  terminal.err(resolve(file));
}
