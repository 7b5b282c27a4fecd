import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option } from 'commander';
import { fail, type Exit } from '../../errors.ts';
import { runToReport } from '../../operations/report-service.ts';
import { renderHtmlReport } from '../../report/html-report.ts';
import { renderMarkdownReport } from '../../report/markdown-report.ts';
import { reportOfRun } from '../../report/run-report.ts';
import { openService, processClock, readConfig, type CommonOptions, type Terminal } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';

interface Options extends CommonOptions {
  readonly html?: string;
  readonly markdown?: string;
}

/** `report`: the page that people keep. */
export function addReport({ program, terminal, run }: Cli): void {
  program
    .command('report')
    .description('write what a run did and what it came to: a page to keep, its Markdown twin, or the data')
    .argument('[run]', 'the run (default: the newest of the service)')
    .addOption(new Option('--html <file>', 'where to write the page (default: <run>.html); - for the output'))
    .addOption(new Option('--markdown <file>', 'write Markdown with a Mermaid timeline; - for the output'))
    .addOption(configOption())
    .addOption(jsonOption())
    .action(run(async (name: string | undefined, options: Options) => await report(terminal, name, options)));
}

async function report(terminal: Terminal, name: string | undefined, options: Options): Promise<Exit> {
  const config = await readConfig(terminal, options);
  const session = openService(config, config.regions.at(1) ?? '');
  try {
    const { stored, executing } = await runToReport(session, name);
    const data = reportOfRun(stored, {
      place: session.store.place,
      madeAt: processClock().now(),
      executing,
    });
    const json = options.json === true;
    const { markdown } = options;
    const html = options.html ?? (json || markdown !== undefined ? undefined : `${data.run}.html`);
    if (json) terminal.out(JSON.stringify({ schema_version: 1, ...data }, null, 2));
    const say = (text: string): void => {
      if (json) terminal.err(text);
      else terminal.out(text);
    };
    if (markdown !== undefined)
      await write(terminal, say, { file: markdown, text: renderMarkdownReport(data) });
    if (html !== undefined) await write(terminal, say, { file: html, text: renderHtmlReport(data) });
    return 'done';
  } finally {
    session.close();
  }
}

async function write(
  terminal: Terminal,
  say: (text: string) => void,
  { file, text }: { readonly file: string; readonly text: string },
): Promise<void> {
  if (file === '-') {
    terminal.out(text.trimEnd());
    return;
  }
  try {
    await writeFile(file, text);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw fail(
      {
        code: 'USAGE',
        message: `The report cannot be written to ${file}.`,
        fix: 'Name another file.',
        found,
      },
      error,
    );
  }
  say(resolve(file));
}
