import { applyMonitoring, planMonitoring, type MonitorPlan } from '../../operations/monitor-service.ts';
import type { Session } from '../../operations/session.ts';
import { renderMonitoring } from '../../report/monitor-text.ts';
import { renderProblems } from '../../report/problem-text.ts';
import { openService, readConfig, type CommonOptions, type Terminal } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';

/** `monitor plan` and `monitor apply`: dashboards and alarms in CloudWatch. */
export function addMonitor({ program, terminal, run }: Cli): void {
  const monitor = program
    .command('monitor')
    .description('dashboards and alarms in CloudWatch, in every region of the service');
  monitor
    .command('plan')
    .description('show what is missing or differs; changes nothing')
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run((options: CommonOptions) => show(terminal, options, { work: planMonitoring, applied: false })),
    );
  monitor
    .command('apply')
    .description('create and update what is missing or differs')
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run((options: CommonOptions) => show(terminal, options, { work: applyMonitoring, applied: true })),
    );
}

async function show(
  terminal: Terminal,
  options: CommonOptions,
  { work, applied }: { readonly work: (session: Session) => Promise<MonitorPlan>; readonly applied: boolean },
): Promise<'done' | 'failed'> {
  const config = await readConfig(terminal, options);
  const session = openService(config, config.regions.at(1) ?? '');
  try {
    const { items, problems } = await work(session);
    if (options.json === true) {
      const { service } = config;
      terminal.out(JSON.stringify({ schema_version: 1, service, applied, items, problems }, null, 2));
    } else {
      terminal.out(renderMonitoring(config.service, items, { palette: terminal.palette, applied }));
      for (const text of renderProblems(problems, terminal.palette)) terminal.err(text);
    }
    return problems.length === 0 ? 'done' : 'failed';
  } finally {
    session.close();
  }
}
