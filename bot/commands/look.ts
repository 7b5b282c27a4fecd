import { approvalStatus } from '../approvals/status.ts';
import { formatDuration } from '../../src/format-duration.ts';
import type { Incident, Request } from '../incidents/incident.ts';
import { recovers } from '../incidents/purpose.ts';
import type { CommandContext } from './context.ts';
import type { Asked } from './decide.ts';
import { findIncident } from './find-incident.ts';
import { sayLines, type Reply, type ReplyLine, type Segment } from './reply.ts';

/** Where the open incidents stand. */
export async function status(context: CommandContext, asked: Asked): Promise<Reply> {
  const { store, now, incident: here } = context;
  if (asked.incident === undefined && here === undefined) {
    const open = await store.listIncidents({ open: true, limit: 20 });
    if (open.length === 0) return sayLines(true, 'No incident is open.');
    return sayLines(true, ...open.map((incident) => statusLine(incident, now)));
  }
  const found = await findIncident(context, asked.incident, '/failover status [INCIDENT]');
  if ('reply' in found) return found.reply;
  return sayLines(true, statusLine(found.incident, now), ...detailLines(found.incident));
}

/** The last incidents of a service, or what has happened in one. */
export async function history(context: CommandContext, asked: Asked): Promise<Reply> {
  const { store } = context;
  if (asked.incident !== undefined) {
    const lines = await store.readAudit({ incident: asked.incident, limit: 1_000 });
    if (lines.length === 0) return sayLines(false, 'There is no incident of that name.');
    const shown = lines.slice(-30);
    return sayLines(
      true,
      ...shown.map(({ at, action, actor }): ReplyLine => [
        { text: `${new Date(at).toISOString()} ` },
        { bold: action },
        { text: ` by ${actor.replace(/^(person|slack|github):/, '')}` },
      ]),
    );
  }
  const service = asked.rest[0]?.text ?? context.incident?.request.service;
  const past = await store.listIncidents({ limit: 15, ...(service === undefined ? {} : { service }) });
  if (past.length === 0) return sayLines(true, 'There has been no incident.');
  return sayLines(true, ...past.map(pastLine));
}

function statusLine(incident: Incident, now: number): ReplyLine {
  const { id, state, request, declaredAt, endedAt, progress } = incident;
  const { text, expiresInMs, question } = approvalStatus(incident, now);
  const since = formatDuration(Math.max(0, (endedAt ?? now) - declaredAt));
  const asks = state === 'awaiting-approval' || question !== undefined;
  const expires = expiresInMs === undefined ? '' : `, ${formatDuration(expiresInMs)} left`;
  const steps = progress?.steps ?? [];
  const done = steps.filter((step) => step.status === 'done').length;
  return [
    ...linked(incident, id),
    { text: ' ' },
    { bold: state },
    { text: ` ${purposeOf(request)}${request.from} to ${request.to}, ${since}` },
    ...(asks ? [{ text: `; ${text}${expires}` }] : []),
    ...(steps.length === 0 ? [] : [{ text: `; ${done} of ${steps.length} steps` }]),
  ];
}

/** A failover is what incidents are by default. */
function purposeOf({ purpose }: Request): string {
  return purpose === 'failover' ? '' : `${purpose} `;
}

function detailLines({ endReason, progress, plan, owner, requester }: Incident): readonly ReplyLine[] {
  const failed = (progress?.steps ?? []).filter(({ status: shown }) => shown === 'failed');
  const who = owner ?? requester;
  return [
    ...(who === undefined ? [] : [[{ text: `Owner: ${who.name}` }]]),
    ...(plan === undefined ? [] : [[{ text: 'Plan: ' }, { code: plan.hash }]]),
    ...failed
      .slice(0, 10)
      .map(({ id, problem }) => [{ text: 'Failed: ' }, { code: id }, { text: ` ${problem?.message ?? ''}` }]),
    ...(endReason === undefined ? [] : [[{ text: endReason }]]),
  ];
}

function pastLine(incident: Incident): ReplyLine {
  const { id, state, request, declaredAt, progress } = incident;
  const rtoMs = recovers(request.purpose) ? progress?.summary?.rtoMs : undefined;
  return [
    { text: `${new Date(declaredAt).toISOString().slice(0, 16)}Z ` },
    ...linked(incident, id),
    { text: ' ' },
    { bold: state },
    { text: ` ${request.purpose} ${request.from} to ${request.to}` },
    ...(rtoMs === undefined ? [] : [{ text: `, RTO ${formatDuration(rtoMs)}` }]),
    { text: `: ${request.reason}` },
  ];
}

function linked({ places }: Incident, text: string): readonly Segment[] {
  const url = places.slack?.permalink ?? places.issue?.url;
  return [url === undefined ? { code: text } : { link: text, url }];
}
