import { actorOf, standingOf, type CommandContext } from './context.ts';
import { findIncident } from './find-incident.ts';
import type { Arguments } from './parse-command.ts';
import type { Reply } from './reply.ts';
import { replyOf } from './verdict-reply.ts';
import type { Word } from './words.ts';

/** Arguments of a command, or of a button: `hash` is that of the plan the person saw. */
export type Asked = Pick<Arguments, 'incident' | 'step' | 'rest'> & { readonly hash?: string | undefined };

const longestReason = 500;

/** The words of a reason; undefined where there are none. */
export function reasonOf(rest: readonly Word[]): string | undefined {
  const text = rest
    .map((word) => word.text)
    .join(' ')
    .trim();
  return text === '' ? undefined : shortened(text);
}

/** A reason cut to what every platform takes, without cutting a character in two. */
export function shortened(text: string): string {
  return Array.from(text).slice(0, longestReason).join('');
}

/** Says yes to the plan that was seen, or to the step that cannot be undone. */
export async function approve(context: CommandContext, asked: Asked): Promise<Reply> {
  const found = await findIncident(context, asked.incident, '/failover approve INCIDENT');
  if ('reply' in found) return found.reply;
  const { incident } = found;
  const standing = await standingOf(context, incident);
  const planHash = asked.hash ?? incident.plan?.hash;
  return replyOf(
    await context.service.signal(incident.id, {
      ...{ type: 'approve', at: context.now, via: context.who.platform },
      ...standing,
      ...(planHash === undefined ? {} : { planHash }),
    }),
  );
}

/** Says no, which is the end of it. */
export async function reject(context: CommandContext, asked: Asked): Promise<Reply> {
  const found = await findIncident(context, asked.incident, '/failover reject INCIDENT ["reason"]');
  if ('reply' in found) return found.reply;
  const { by, member } = await standingOf(context, found.incident);
  const reason = reasonOf(asked.rest);
  return replyOf(
    await context.service.signal(found.incident.id, {
      ...{ type: 'reject', at: context.now, by, member },
      ...(reason === undefined ? {} : { reason }),
    }),
  );
}

/** Takes the lead. */
export async function own(context: CommandContext, asked: Asked): Promise<Reply> {
  const found = await findIncident(context, asked.incident, '/failover own INCIDENT');
  if ('reply' in found) return found.reply;
  const { by, member } = await standingOf(context, found.incident);
  return replyOf(
    await context.service.signal(found.incident.id, { type: 'own', at: context.now, by, member }),
  );
}

/** Goes without approvals; asks for the reason where there is none. */
export async function breakGlass(context: CommandContext, asked: Asked): Promise<Reply> {
  const found = await findIncident(context, asked.incident, '/failover break-glass "reason"');
  if ('reply' in found) return found.reply;
  const { incident } = found;
  const reason = reasonOf(asked.rest);
  if (reason === undefined && context.who.platform === 'slack')
    return { type: 'modal', modal: { kind: 'break-glass', incident: incident.id, prefilled: {} } };
  const by = actorOf(context, incident);
  return replyOf(
    await context.service.signal(incident.id, {
      ...{ type: 'break-glass', at: context.now, by, reason: reason ?? '' },
    }),
  );
}
