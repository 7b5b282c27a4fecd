import { z } from 'zod';
import type { Clock } from '../../src/clock.ts';
import type { Log } from '../log.ts';
import { Later } from '../ports.ts';
import type { GitHubPort, IncidentService, ServiceAtCommit } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { Alarm } from './alarm.ts';
import { judgeAlarms } from './alarm-policy.ts';
import type { AlarmWish } from './alarm-policy.ts';

/** Shows a declaration with its button in the channel of the service. Throws where it could not be posted. */
export type Propose = (channel: string, wish: AlarmWish) => Promise<void>;

/** What the desk stands on. */
export interface AlarmDeskParts {
  readonly store: Pick<Store, 'readNote' | 'writeNote' | 'changeNote' | 'listIncidents' | 'appendAudit'>;
  readonly service: Pick<IncidentService, 'declare'>;
  readonly github: Pick<GitHubPort, 'services'>;
  readonly propose: Propose;
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
  const wishes = judgeAlarms(config, incidents.alarms, { alarms, now: clock.now() });
  for (const region of regions) {
    // Once from the first alarm to the moment when it is quiet again, however many alarms come and go meanwhile.
    const key = `alarm-done:${service}:${region}`;
    const isDone = (await store.readNote(key)) === true;
    const wish = wishes.find(({ from }) => from === region);
    if (wish === undefined) {
      if (isDone) await store.writeNote(key, false);
    } else if (!isDone && (await isSettled(parts, incidents.channel, wish))) {
      await store.writeNote(key, true);
    }
  }
}

async function isSettled(parts: AlarmDeskParts, channel: string, wish: AlarmWish): Promise<boolean> {
  return (await isOpen(parts.store, wish.service)) || (await carriedOut(parts, channel, wish));
}

/** An incident that is open is what the alarm is about. */
async function isOpen(store: AlarmDeskParts['store'], service: string): Promise<boolean> {
  return (await store.listIncidents({ service, open: true, limit: 1 })).length > 0;
}

async function carriedOut(
  { propose, service, store, clock, log }: AlarmDeskParts,
  channel: string,
  wish: AlarmWish,
): Promise<boolean> {
  const { from, to, reason, dedupe } = wish;
  if (wish.how === 'ask') {
    try {
      await propose(channel, wish);
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
