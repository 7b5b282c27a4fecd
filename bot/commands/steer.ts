import type { Incident } from '../incidents/incident.ts';
import { standingOf, type CommandContext } from './context.ts';
import { reasonOf, type Asked } from './decide.ts';
import { findIncident } from './find-incident.ts';
import { sayLines, type Reply } from './reply.ts';
import { replyOf } from './verdict-reply.ts';

/** Stops it: before it has begun for good, afterwards by undoing what can be undone. */
export async function abort(context: CommandContext, asked: Asked): Promise<Reply> {
  const found = await findIncident(context, asked.incident, '/failover abort INCIDENT ["reason"]');
  if ('reply' in found) return found.reply;
  const { by, member } = await standingOf(context, found.incident);
  const reason = reasonOf(asked.rest) ?? 'no reason given';
  return replyOf(
    await context.service.signal(found.incident.id, { type: 'abort', at: context.now, by, member, reason }),
  );
}

/** Tries a failed step again; without a step, the only one that failed, or the whole run where none did. */
export async function retry(context: CommandContext, asked: Asked): Promise<Reply> {
  const found = await findIncident(context, asked.incident, '/failover retry STEP');
  if ('reply' in found) return found.reply;
  const { incident } = found;
  const failed = failedSteps(incident);
  if (asked.step === undefined && failed.length === 0 && incident.state === 'stopped')
    return await resume(context, asked);
  const step = asked.step ?? onlyOf(failed);
  if (step === undefined) return whichStep('retry', incident);
  const { by, member } = await standingOf(context, incident);
  return replyOf(
    await context.service.signal(incident.id, { type: 'retry', at: context.now, by, member, step }),
  );
}

/** Goes on without a failed step; asks for the reason where there is none. */
export async function skip(context: CommandContext, asked: Asked): Promise<Reply> {
  const found = await findIncident(context, asked.incident, '/failover skip STEP "reason"');
  if ('reply' in found) return found.reply;
  const { incident } = found;
  const step = asked.step ?? onlyOf(failedSteps(incident));
  if (step === undefined) return whichStep('skip', incident);
  const reason = reasonOf(asked.rest);
  if (reason === undefined && context.who.platform === 'slack') {
    const title = incident.progress?.steps.find(({ id }) => id === step)?.title ?? step;
    return { type: 'modal', modal: { kind: 'skip', incident: incident.id, step, title, prefilled: {} } };
  }
  const { by, member } = await standingOf(context, incident);
  return replyOf(
    await context.service.signal(incident.id, {
      ...{ type: 'skip', at: context.now, by, member, step, reason: reason ?? '' },
    }),
  );
}

/** Goes on with a run whose job has vanished, or that stopped. */
export async function resume(context: CommandContext, asked: Asked): Promise<Reply> {
  const found = await findIncident(context, asked.incident, '/failover resume INCIDENT');
  if ('reply' in found) return found.reply;
  const { by, member } = await standingOf(context, found.incident);
  return replyOf(
    await context.service.signal(found.incident.id, { type: 'resume', at: context.now, by, member }),
  );
}

function failedSteps({ progress }: Incident): readonly string[] {
  return (progress?.steps ?? [])
    .filter(({ status }) => status === 'failed' || status === 'undo-failed' || status === 'uncertain')
    .map(({ id }) => id);
}

function onlyOf(steps: readonly string[]): string | undefined {
  return steps.length === 1 ? steps[0] : undefined;
}

function whichStep(name: 'retry' | 'skip', incident: Incident): Reply {
  const failed = failedSteps(incident);
  if (failed.length === 0) return sayLines(false, `No step of ${incident.id} has failed.`);
  return {
    type: 'message',
    visible: 'ephemeral',
    ok: false,
    lines: [[{ text: 'Which step?' }], ...failed.slice(0, 20).map((step) => [{ code: step }])],
    buttons: failed.slice(0, 20).map((step) => ({
      name,
      label: `${name === 'retry' ? 'Retry' : 'Skip'} ${step}`,
      value: { incident: incident.id, step },
    })),
  };
}
