import { Option } from 'commander';
import type { Exit } from '../../errors.ts';
import type { OperatorRequest } from '../../engine/run-store.ts';
import type { StoredRun } from '../../engine/run.ts';
import { findRun, isBeingExecuted, resumeService } from '../../operations/run-service.ts';
import type { Session } from '../../operations/session.ts';
import {
  actor,
  openService,
  processClock,
  readConfig,
  type CommonOptions,
  type Terminal,
} from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';
import { watchRun } from '../watch-run.ts';

/** `resume`: goes on where a run stopped. */
export function addResume({ program, terminal, run }: Cli): void {
  program
    .command('resume')
    .description('go on with a run that was interrupted or stopped')
    .argument('[run]', 'the run (default: the newest of the service that has not ended)')
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(
        async (name: string | undefined, options: CommonOptions) =>
          await withRun(
            terminal,
            { options, name },
            async (session, stored) => await takeUp(terminal, { session, stored, options, requests: [] }),
          ),
      ),
    );
}

/** `--run`, for commands whose argument is something else. */
export function runOption(): Option {
  return new Option('--run <run>', 'the run (default: the newest of the service that has not ended)');
}

/** Finds a run and opens its service for it. */
export async function withRun(
  terminal: Terminal,
  { options, name }: { readonly options: CommonOptions; readonly name: string | undefined },
  work: (session: Session, stored: StoredRun) => Promise<Exit>,
): Promise<Exit> {
  const config = await readConfig(terminal, options);
  const finder = openService(config, config.regions.at(1) ?? '');
  let session: Session | undefined;
  try {
    const stored = await findRun(finder, name);
    session = openService(config, stored.record.plan.goal.to);
    return await work(session, stored);
  } finally {
    finder.close();
    session?.close();
  }
}

/** Takes a run up again with these requests, or hands them to the process that is executing it now. */
export async function takeUp(
  terminal: Terminal,
  {
    session,
    stored,
    options,
    requests,
  }: {
    readonly session: Session;
    readonly stored: StoredRun;
    readonly options: CommonOptions;
    readonly requests: readonly OperatorRequest[];
  },
): Promise<Exit> {
  const { run, plan } = stored.record;
  if (requests.length > 0 && (await isBeingExecuted(session, stored))) {
    for (const request of requests) await session.store.request(run, request);
    terminal.out(
      options.json === true
        ? JSON.stringify({ schema_version: 1, run, handed_over: true })
        : `Run ${run} is being executed by another process, which has been told and acts within seconds; \`status\` shows it.`,
    );
    return 'done';
  }
  return await watchRun(
    { terminal, session, json: options.json === true, plan, stored },
    async (running) => await resumeService(session, run, { ...running, actor: actor(), requests }),
  );
}

/** The time and person of a request made now. */
export function requestMeta(): { readonly at: number; readonly actor: string } {
  return { at: processClock().now(), actor: actor() };
}
