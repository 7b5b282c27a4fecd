import * as z from 'zod';
import type { Clock } from '../../src/clock.ts';
import type { Log } from '../log.ts';
import { Later } from '../ports.ts';
import type { GitHubPort, IncidentService, ServiceAtCommit } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { activeRegion } from '../incidents/active-region.ts';
import { isEnded, type Incident } from '../incidents/incident.ts';
import type { Alarm } from './alarm.ts';
import { judgeAlarms, keysBesides } from './alarm-policy.ts';
import type { AlarmFinding, AlarmNotice, AlarmWish } from './alarm-policy.ts';

/** What alarms post into the channel of the service. Both throw where it could not be posted. */
export interface AlarmPosts {
  /** Shows a declaration with its button. */
  propose(channel: string, wish: AlarmWish): Promise<void>;
  /** Says what is not well, without a button. */
  tell(channel: string, notice: AlarmNotice): Promise<void>;
}

/** What the desk stands on. */
export interface AlarmDeskParts {
  readonly store: Pick<Store, 'readNote' | 'writeNote' | 'changeNote' | 'listIncidents' | 'appendAudit'>;
  readonly service: Pick<IncidentService, 'declare'>;
  readonly github: Pick<GitHubPort, 'services'>;
  readonly posts: AlarmPosts;
  readonly clock: Clock;
  readonly log: Log;
}

/** Remembers the alarms of each service and does what its policy says. */
export interface AlarmDesk {
  /** The services that listen to this topic. */
  listening(topicArn: string): Promise<readonly ServiceAtCommit[]>;
  /** Takes up what an alarm says, for every service that listens. */
  take(alarm: Alarm, services: readonly ServiceAtCommit[]): Promise<void>;
  /** Looks again: alarms may have agreed for long enough by now, or a proposal could not be posted before. */
  look(): Promise<void>;
}

const alarmsNote = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    region: z.string(),
    state: z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']),
    reason: z.string(),
    since: z.number(),
    // Absent in notes of older bots.
    metrics: z
      .array(
        z.object({
          namespace: z.string(),
          service: z.string().optional(),
          region: z.string().optional(),
        }),
      )
      .default([]),
  }),
);

/** More alarms than this of one service are not remembered; the oldest are forgotten first. */
const mostAlarms = 200;

/** Opens the desk. */
export function createAlarmDesk(parts: AlarmDeskParts): AlarmDesk {
  const inTurn = queue();
  const listening = async (topicArn: string) =>
    (await alarmServices(parts)).filter(({ config }) => config.incidents?.alarms?.topics.includes(topicArn));
  return {
    listening,
    take: (alarm, services) =>
      inTurn(async () => {
        for (const service of services) {
          await remember(parts, service.config.service, alarm);
          await act(parts, service);
        }
      }),
    look: () =>
      inTurn(async () => {
        for (const service of await alarmServices(parts)) await act(parts, service);
      }),
  };
}

/** One after the other, so that an alarm that comes twice at once proposes once. */
function queue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
}

async function alarmServices({ github }: AlarmDeskParts): Promise<readonly ServiceAtCommit[]> {
  const services = await github.services();
  return services
    .flatMap((entry) => ('at' in entry ? [entry.at] : []))
    .filter(({ config }) => config.incidents?.alarms !== undefined);
}

async function remember({ store }: AlarmDeskParts, service: string, alarm: Alarm): Promise<void> {
  await store.changeNote(`alarms:${service}`, (note) => {
    const known = alarmsIn(note);
    const before = known.find(({ id }) => id === alarm.id);
    // SNS keeps no order: what is older than what is known says nothing new.
    if (before !== undefined && before.since > alarm.since) return { value: undefined, result: undefined };
    const others = known.filter(({ id }) => id !== alarm.id);
    return { value: [...others, alarm].slice(-mostAlarms), result: undefined };
  });
}

function alarmsIn(note: unknown): readonly Alarm[] {
  const read = alarmsNote.safeParse(note);
  return read.success ? read.data : [];
}

async function act(parts: AlarmDeskParts, { config }: ServiceAtCommit): Promise<void> {
  const { store, clock } = parts;
  const { service, incidents, regions } = config;
  if (incidents?.alarms === undefined) return;
  const alarms = alarmsIn(await store.readNote(`alarms:${service}`));
  const past = await store.listIncidents({ service, limit: mostIncidents });
  const active = activeRegion(past, regions);
  const findings =
    active === undefined ? [] : judgeAlarms(config, incidents.alarms, { alarms, active, now: clock.now() });
  for (const key of [...regions, ...keysBesides]) {
    // Once from the first alarm to the moment when it is quiet again, however many alarms come and go meanwhile.
    const note = `alarm-done:${service}:${key}`;
    const done = weightOf(await store.readNote(note));
    const finding = findings.find((each) => each.key === key);
    if (finding === undefined) {
      if (done > 0) await store.writeNote(note, false);
      continue;
    }
    const isWish = 'wish' in finding;
    // A region that was told of as the standby may be the active one by now; what has been proposed is told already.
    if (done < (isWish ? 2 : 1) && (await isSettled(parts, incidents.channel, { finding, past })))
      await store.writeNote(note, isWish ? true : 'told');
  }
}

/** Which region is active is looked for among so many of the newest incidents. */
const mostIncidents = 50;

/** What has been done about alarms so far: 0 nothing, 1 told, 2 proposed or declared. */
function weightOf(note: unknown): number {
  if (note === true) return 2;
  return note === 'told' ? 1 : 0;
}

async function isSettled(
  parts: AlarmDeskParts,
  channel: string,
  { finding, past }: { readonly finding: AlarmFinding; readonly past: readonly Incident[] },
): Promise<boolean> {
  const open = past.find((incident) => !isEnded(incident) && incident.request.purpose !== 'plan');
  if ('notice' in finding)
    return (
      (open !== undefined && !concerns(finding.notice, open)) || (await told(parts, channel, finding.notice))
    );
  // An incident that is open is what the alarm is about.
  return open !== undefined || (await carriedOut(parts, channel, finding.wish));
}

/** Whoever is about to approve a way into a region should know that it is not well. */
function concerns(notice: AlarmNotice, { state, request }: Incident): boolean {
  const isDecided = state !== 'planning' && state !== 'awaiting-approval';
  return !isDecided && notice.about === 'standby' && notice.regions.includes(request.to);
}

async function told(
  { posts, store, clock, log }: AlarmDeskParts,
  channel: string,
  notice: AlarmNotice,
): Promise<boolean> {
  try {
    await posts.tell(channel, notice);
  } catch (error) {
    log.warn({ err: error, service: notice.service }, 'what an alarm says could not be posted yet');
    return false;
  }
  await store.appendAudit([
    { at: clock.now(), action: 'alarm-told', actor: 'alarm', details: { ...notice } },
  ]);
  return true;
}

async function carriedOut(
  { posts, service, store, clock, log }: AlarmDeskParts,
  channel: string,
  wish: AlarmWish,
): Promise<boolean> {
  const { from, to, reason, dedupe } = wish;
  if (wish.how === 'ask') {
    try {
      await posts.propose(channel, wish);
    } catch (error) {
      log.warn({ err: error, service: wish.service }, 'the proposal of an alarm could not be posted yet');
      return false;
    }
    await store.appendAudit([
      { at: clock.now(), action: 'alarm-proposed', actor: 'alarm', details: { ...wish } },
    ]);
    return true;
  }
  const declared = await service.declare({
    purpose: 'failover',
    origin: 'alarm',
    service: wish.service,
    from,
    to,
    mode: 'auto',
    only: [],
    reason,
    dedupe,
  });
  if (!declared.ok) log.warn({ service: wish.service, code: declared.code }, 'alarms could not declare');
  return declared.ok || declared.code !== 'ALREADY_OPEN';
}

/** How long an alarm policy must hold is in minutes; looking this often is soon enough, in ms. */
const lookEveryMs = 15_000;

/** Looks at the desk until `signal` is aborted. */
export async function watchAlarms(
  desk: Pick<AlarmDesk, 'look'>,
  { clock, log, signal }: { readonly clock: Clock; readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    await desk.look().catch((error: unknown) => {
      if (error instanceof Later) log.info({ why: error.message }, 'the alarms cannot be looked at just now');
      else log.error({ err: error }, 'the alarms could not be looked at');
    });
    await clock.sleep(lookEveryMs, signal).catch(() => undefined);
  }
}
