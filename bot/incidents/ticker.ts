import type { Clock } from '../../src/clock.ts';
import type { IncidentService } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { Incident } from './incident.ts';
import { silentAfterMs } from './silence.ts';

/** Clocks on headlines move on at least this often, in ms; Slack takes about 50 edits a minute. */
const everyMs = 30_000;
const leastMs = 1_000;
const mostIncidents = 500;

/** What keeps time needs. */
export interface TickerParts {
  readonly store: Pick<Store, 'listIncidents'>;
  readonly service: Pick<IncidentService, 'signal'>;
  readonly clock: Clock;
  /** Told when a round failed; the next one comes all the same. */
  readonly onError: (error: unknown) => void;
}

/** Tells every open incident that time has passed: what expired or fell silent while the bot was away is noticed at once. Resolves to the open ones. */
export async function resumeOpenIncidents({
  store,
  service,
  clock,
  onError,
}: TickerParts): Promise<readonly Incident[]> {
  const open = await store.listIncidents({ open: true, limit: mostIncidents });
  for (const { id } of open) {
    try {
      await service.signal(id, { type: 'tick', at: clock.now() });
    } catch (error) {
      onError(error);
    }
  }
  return open;
}

/** Keeps time for open incidents. `stop` resolves when the round that is under way has ended. */
export function createTicker(parts: TickerParts): { start(): void; stop(): Promise<void> } {
  const over = new AbortController();
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const waitMs = await round(parts);
      await parts.clock.sleep(waitMs, over.signal).catch(() => undefined);
    }
  };
  return {
    start: () => {
      running ??= run();
    },
    stop: async () => {
      over.abort();
      await running;
    },
  };
}

async function round(parts: TickerParts): Promise<number> {
  try {
    const open = await resumeOpenIncidents(parts);
    const now = parts.clock.now();
    const next = Math.min(
      ...open
        .flatMap(momentsOf)
        .map((at) => at - now)
        .filter((ms) => ms > 0),
      everyMs,
    );
    return Math.max(next, leastMs);
  } catch (error) {
    parts.onError(error);
    return everyMs;
  }
}

/** When something of this incident is due, in ms since the epoch. */
function momentsOf({ expiresAt, questions, policy, dispatches }: Incident): readonly number[] {
  const expiries = questions
    .filter(({ answer }) => answer === undefined)
    .map(({ at }) => at + policy.approvals.expires);
  const silences = dispatches
    .filter(({ state }) => state === 'begun')
    .map(({ heardAt, at }) => (heardAt ?? at) + silentAfterMs);
  return [...(expiresAt === undefined ? [] : [expiresAt]), ...expiries, ...silences];
}
