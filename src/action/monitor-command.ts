import { applyMonitoring, monitorCalls, planMonitoring } from '../operations/monitor-service.ts';
import { newRunId } from '../operations/run-service.ts';
import { renderMonitoring } from '../report/monitor-text.ts';
import { plainPalette } from '../report/palette.ts';
import { anyDirection, openService, readConfig, type Job } from './job.ts';
import { fenced } from './job-summary.ts';
import type { Outcome } from './outputs.ts';

/** `monitor-plan` and `monitor-apply`: dashboards and alarms in CloudWatch. */
export async function monitor(job: Job): Promise<Outcome> {
  const config = await readConfig(job);
  const applied = job.inputs.command === 'monitor-apply';
  const opened = await openService(job, config, {
    ...anyDirection(config, job),
    run: newRunId(job.clock.now()),
    calls: monitorCalls(config, { changes: applied }),
  });
  try {
    const { items, problems } = await (applied ? applyMonitoring : planMonitoring)(opened.session);
    const text = renderMonitoring(config.service, items, { palette: plainPalette, applied });
    job.log.text(text);
    job.summary.page(fenced(job.log.masks.redact(text), 'text'));
    const [first] = problems;
    return first === undefined
      ? { exit: 'done', reasonCode: 'OK', problems: [], warnings: [] }
      : { exit: 'failed', reasonCode: first.code, problems, warnings: [] };
  } finally {
    opened.close();
  }
}
