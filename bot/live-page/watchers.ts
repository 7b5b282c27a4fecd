import { createHash } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';
import { silentJob } from '../incidents/silence.ts';
import type { Incident, IncidentId } from '../incidents/incident.ts';
import type { Store } from '../store/store.ts';
import { pageState } from './page-parts.ts';
import { openStream, sendEvent, type Stream } from './streams.ts';

/** How often a watched incident is looked at, in ms: another bot may have changed it, or its job may have fallen silent. */
const lookEveryMs = 5_000;
/** At least this often something is sent, in ms, so that no proxy closes the connection. */
const heartbeatMs = 15_000;

/** Everybody who watches a page now. */
export interface Watchers {
  /** Takes the stream, and sends the state unless the reader has it; false when there are too many. */
  add(incident: Incident, stream: Stream): boolean;
  /** Reads the incident again and tells its readers what is new. */
  changed(incident: IncidentId): Promise<void>;
  close(): void;
}

interface Parts {
  readonly store: Pick<Store, 'readIncident'>;
  readonly clock: Clock;
  readonly mostStreams?: number;
}

interface Watched {
  readonly streams: Set<Stream>;
  readonly stop: AbortController;
  saidAt: number;
  /** One look at a time; what changes meanwhile is looked at once more. */
  looking?: Promise<void>;
  /** Counts how often a look was wanted. */
  wanted: number;
}

/** Makes the watchers. */
export function createWatchers({ store, clock, mostStreams = 200 }: Parts): Watchers {
  const all = new Map<IncidentId, Watched>();
  const count = (): number => [...all.values()].reduce((sum, { streams }) => sum + streams.size, 0);

  const look = async (id: IncidentId, watched: Watched): Promise<void> => {
    let seen: number;
    do {
      seen = watched.wanted;
      const incident = await store.readIncident(id);
      if (incident !== undefined) tell(incident, watched, clock.now());
    } while (seen !== watched.wanted);
  };

  const changed = async (id: IncidentId): Promise<void> => {
    const watched = all.get(id);
    if (watched === undefined) return;
    watched.wanted += 1;
    watched.looking ??= look(id, watched).finally(() => {
      delete watched.looking;
    });
    await watched.looking;
  };

  const remove = (id: IncidentId, stream: Stream): void => {
    const watched = all.get(id);
    watched?.streams.delete(stream);
    if (watched?.streams.size !== 0) return;
    watched.stop.abort();
    all.delete(id);
  };

  const watch = async (id: IncidentId, { stop, streams }: Watched): Promise<void> => {
    for (;;) {
      try {
        await clock.sleep(lookEveryMs, stop.signal);
      } catch {
        return;
      }
      // The page shows the last state while the database does not answer.
      await changed(id).catch(() => undefined);
      const watched = all.get(id);
      if (watched === undefined || stop.signal.aborted) return;
      const now = clock.now();
      for (const stream of streams) if (stream.expiresAt <= now) bid(stream);
      beat(watched, now);
    }
  };

  return {
    add: (incident, stream) => {
      if (count() >= mostStreams) return false;
      const known = all.get(incident.id);
      const watched = known ?? newWatched(clock.now());
      watched.streams.add(stream);
      all.set(incident.id, watched);
      stream.res.on('close', () => {
        remove(incident.id, stream);
      });
      openStream(stream.res);
      tell(incident, { ...watched, streams: new Set([stream]) }, clock.now());
      if (known === undefined) void watch(incident.id, watched);
      // What has changed since the incident was read was told to those who were here already.
      void changed(incident.id).catch(() => undefined);
      return true;
    },
    changed,
    close: () => {
      for (const { streams, stop } of all.values()) {
        stop.abort();
        for (const { res } of streams) res.end();
      }
      all.clear();
    },
  };
}

function newWatched(saidAt: number): Watched {
  return { streams: new Set(), stop: new AbortController(), saidAt, wanted: 0 };
}

/** Sends the state to those who do not have it yet. */
function tell(incident: Incident, watched: Watched, now: number): void {
  const version = versionOf([incident, silentJob(incident, now) !== undefined]);
  const behind = [...watched.streams].filter((stream) => stream.version !== version);
  if (behind.length === 0) return;
  const data = JSON.stringify(pageState(incident, now));
  for (const stream of behind) {
    sendEvent(stream, { event: 'state', data, id: version });
    stream.version = version;
  }
  watched.saidAt = now;
}

function beat(watched: Watched, now: number): void {
  if (now - watched.saidAt < heartbeatMs) return;
  for (const stream of watched.streams) sendEvent(stream, { event: 'tick', data: String(now) });
  watched.saidAt = now;
}

/** The link has expired: the reader is told, and not let in again. */
function bid(stream: Stream): void {
  sendEvent(stream, { event: 'gone', data: '' });
  stream.res.end();
}

/** A short name for what a page shows, so that a reader who comes back is not sent what is already there. */
function versionOf(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 22);
}
