import type { Clock } from '../src/clock.ts';
import { watchAlarms } from './alarms/alarm-desk.ts';
import type { AlarmDesk } from './alarms/alarm-desk.ts';
import type { Gate } from './gate/gate.ts';
import type { GitHubApi } from './github/api.ts';
import { waitingRuns } from './github/runs.ts';
import type { Log } from './log.ts';
import type { GitHubPort, IncidentService } from './ports.ts';
import { watchJobs } from './progress/watch-jobs.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store/store.ts';

/** What is looked after by time. */
export interface WatchingParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly service: IncidentService;
  readonly github: GitHubPort;
  readonly api: GitHubApi;
  readonly gate: Gate;
  readonly desk: AlarmDesk;
  readonly clock: Clock;
  readonly log: Log;
}

/** How often old deliveries and finished effects are forgotten, in ms. */
const tidyEveryMs = 6 * 3_600_000;

/** Looks after jobs, gates and alarms, and forgets what is old, until it is stopped. */
export function startWatching(parts: WatchingParts): { stop(): Promise<void> } {
  const { settings, api, desk, clock, log } = parts;
  const over = new AbortController();
  const { apiUrl } = settings.github;
  const loops = [
    watchJobs({ ...parts, apiUrl, waitingRuns: (source) => waitingRuns(api, source) }, over.signal),
    watchAlarms(desk, { clock, log, signal: over.signal }),
    tidyUp(parts, over.signal),
  ];
  return {
    stop: async () => {
      over.abort();
      await Promise.all(loops);
    },
  };
}

async function tidyUp({ store, clock, log }: WatchingParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await store.tidy(clock.now()).catch((error: unknown) => {
      log.warn({ err: error }, 'what is old could not be forgotten');
    });
    await clock.sleep(tidyEveryMs, signal).catch(() => undefined);
  }
}
