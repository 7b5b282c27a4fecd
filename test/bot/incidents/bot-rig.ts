import { createIncidentService } from '../../../bot/incidents/service.ts';
import { createJobEvents } from '../../../bot/incidents/job-events.ts';
import type { Config } from '../../../src/config/config.ts';
import type { GitHubPort, IncidentService } from '../../../bot/ports.ts';
import { openStore } from '../../../bot/store/open-store.ts';
import type { OutboxItem, Store } from '../../../bot/store/store.ts';
import { systemClock, type Clock } from '../../../src/clock.ts';
import { policy, source, t0 } from './rig.ts';

/** The middle of the bot on a real store in memory, and a clock that stands until it is set. */
export interface BotRig {
  readonly store: Store;
  readonly service: IncidentService;
  readonly jobEvents: ReturnType<typeof createJobEvents>;
  readonly services: GitHubPort['services'];
  readonly clock: Clock;
  /** Takes everything out of the outbox. */
  outbox(): Promise<readonly { readonly type: string; readonly payload: unknown }[]>;
  setNow(ms: number): void;
}

const bare: Config = {
  ...{
    service: 'bare',
    regions: ['eu-west-1', 'eu-west-2'],
    objectives: { rtoMs: 1_800_000 },
    resources: [],
  },
  ...{ file: 'failover.yml', digest: source.configDigest },
};
const { people, approvals, incidents } = policy;
const config: Config = { ...bare, service: 'lomash-wood', people, approvals, incidents };

/** Opens the rig; `stop` closes its store. */
export async function openRig(
  names: readonly string[] = ['lomash-wood'],
): Promise<BotRig & { stop(): Promise<void> }> {
  let now = t0;
  const clock: Clock = { ...systemClock, now: () => now };
  const store = await openStore({ file: ':memory:', clock });
  await store.migrate();
  const services: GitHubPort['services'] = () =>
    Promise.resolve([
      ...names.map((name) => ({ name, at: { source, config: { ...config, service: name } } })),
      { name: 'broken', problem: 'line 3: unknown key' },
      { name: 'bare', at: { source, config: bare } },
    ]);
  const wake = (): void => undefined;
  return {
    ...{ store, services, clock },
    service: createIncidentService({ store, github: { services }, clock, wake }),
    jobEvents: createJobEvents({ store, clock, wake }),
    outbox: async () => {
      const all: OutboxItem[] = [];
      for (;;) {
        const claimed = await store.claimOutbox({ worker: 'w', now: now + 1, until: now + 2, limit: 100 });
        if (claimed.length === 0) return all;
        all.push(...claimed);
        for (const { id } of claimed) {
          await store.beginOutbox(id, 'w');
          await store.finishOutbox(id, 'w');
        }
      }
    },
    setNow: (ms) => {
      now = ms;
    },
    stop: async () => {
      await store.close();
    },
  };
}
