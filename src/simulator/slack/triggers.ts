import type { Clock } from '../clock.ts';

/** A trigger_id opens one modal within three seconds (https://docs.slack.dev/interactivity/handling-user-interaction). */
const TRIGGER_LIFE_MS = 3000;

/** Who did what the trigger stands for, and where. */
export interface Trigger {
  readonly user: string;
  readonly channel?: string;
}

/** The trigger ids that are out. */
export interface Triggers {
  issue(trigger: Trigger): string;
  /** Uses a trigger up, or says why it cannot be. */
  exchange(id: string):
    | { readonly ok: true; readonly trigger: Trigger }
    | {
        readonly ok: false;
        readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';
      };
}

/** Makes an issuer of trigger ids over real time. */
export function createTriggers(wall: Clock): Triggers {
  const issued = new Map<string, { trigger: Trigger; at: number; used: boolean }>();
  return {
    issue: (trigger) => {
      const id = `${issued.size + 1}.${Math.floor(wall.now())}.trigger`;
      issued.set(id, { trigger, at: wall.now(), used: false });
      return id;
    },
    exchange: (id) => {
      const found = issued.get(id);
      if (!found) return { ok: false, error: 'invalid_trigger_id' };
      if (wall.now() - found.at > TRIGGER_LIFE_MS) return { ok: false, error: 'expired_trigger_id' };
      if (found.used) return { ok: false, error: 'exchanged_trigger_id' };
      found.used = true;
      return { ok: true, trigger: found.trigger };
    },
  };
}
