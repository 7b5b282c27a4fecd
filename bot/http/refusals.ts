import type { Clock } from '../../src/clock.ts';
import { withoutSecrets } from '../log.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

/** Something that knocked and was not let in. */
export interface Knock {
  /** Where: `slack`, `job`, `github`, `comment`, `sns`, `live-page`. */
  readonly at: string;
  readonly code: string;
  readonly message: string;
  readonly incident?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes refusals to the audit and the log. */
export interface Refusals {
  /** Never throws. A flood is cut off: what is above the limit of a minute is counted and told in one line. */
  note(knock: Knock): Promise<void>;
}

/** Lines a minute and place; anybody on the internet can cause one, so they must not fill the disk. */
const mostPerMinute = 30;

interface Window {
  readonly since: number;
  readonly noted: number;
  readonly dropped: number;
}

/** Keeps the audit of refusals bounded. `onRefusal` counts all of them. */
export function createRefusals({
  store,
  clock,
  log,
  onRefusal,
}: {
  readonly store: Pick<Store, 'appendAudit'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onRefusal?: (at: string, code: string) => void;
}): Refusals {
  const windows = new Map<string, Window>();
  return {
    async note({ at, code, message, incident, details }) {
      onRefusal?.(at, code);
      const now = clock.now();
      const { window, dropped } = counted(windows.get(at), now);
      windows.set(at, window);
      if (window.dropped > 0) return;
      const line = {
        at: now,
        action: 'refused',
        actor: 'unknown',
        ...(incident === undefined ? {} : { incident }),
        details: {
          at,
          code,
          message: withoutSecrets(message).slice(0, 500),
          ...(dropped > 0 ? { refusedBefore: dropped } : {}),
          ...details,
        },
      };
      log.warn({ at, code, incident, dropped }, `refused: ${message}`);
      await store.appendAudit([line]).catch((error: unknown) => {
        log.error({ err: error }, 'the audit of a refusal could not be written');
      });
    },
  };
}

function counted(
  before: Window | undefined,
  now: number,
): { readonly window: Window; readonly dropped: number } {
  if (before === undefined || now - before.since >= 60_000)
    return { window: { since: now, noted: 1, dropped: 0 }, dropped: before?.dropped ?? 0 };
  const full = before.noted >= mostPerMinute;
  return {
    window: full ? { ...before, dropped: before.dropped + 1 } : { ...before, noted: before.noted + 1 },
    dropped: 0,
  };
}
