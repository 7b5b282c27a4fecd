import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../../src/clock.ts';
import type { IncidentState } from '../incidents/incident.ts';
import type { Carried } from '../outbox/attempt.ts';
import type { Store } from '../store/store.ts';

/** What the bot counts, for Prometheus. */
export interface Metrics {
  /** Something that knocked was refused. */
  readonly refused: (at: string, code: string) => void;
  /** Slack answered 429. */
  readonly rateLimited: (method: string) => void;
  /** Slack waited this long for an acknowledgement, in ms. */
  readonly acknowledged: (tookMs: number) => void;
  /** An effect was carried out, or put off. */
  readonly carried: (carried: Carried) => void;
  /** The text that `/metrics` answers, and its media type. */
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

/** More open incidents than this are not counted. */
const mostIncidents = 1000;
const openStates: readonly IncidentState[] = [
  'planning',
  'awaiting-approval',
  'starting',
  'running',
  'stopped',
];
const prefix = 'region_failover_bot_';

/** Counts in this process; what is in the database is read when somebody asks. */
export function createMetrics(store: Pick<Store, 'listIncidents' | 'nextOutboxAt'>, clock: Clock): Metrics {
  const registry = new Registry();
  const counters = countersIn(registry);
  gaugesIn(registry, store, clock);
  return {
    refused: (at, code) => {
      counters.refusals.inc({ at, code });
    },
    rateLimited: (method) => {
      counters.limits.inc({ method });
    },
    acknowledged: (tookMs) => {
      counters.acknowledgements.observe(tookMs / 1000);
    },
    carried: ({ type, outcome, tookMs }) => {
      counters.effects.inc({ type, outcome });
      if (outcome === 'done') counters.delays.observe({ type }, tookMs / 1000);
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}

function countersIn(registry: Registry) {
  const registers = [registry];
  return {
    refusals: new Counter({
      name: `${prefix}refusals_total`,
      help: 'Requests that were refused: forged, foreign, expired, malformed.',
      labelNames: ['at', 'code'],
      registers,
    }),
    limits: new Counter({
      name: `${prefix}slack_rate_limited_total`,
      help: 'Answers 429 of Slack.',
      labelNames: ['method'],
      registers,
    }),
    acknowledgements: new Histogram({
      name: `${prefix}slack_acknowledgement_seconds`,
      help: 'How long Slack waited for an acknowledgement; it gives up after 3 s.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
      registers,
    }),
    effects: new Counter({
      name: `${prefix}effects_total`,
      help: 'Effects of the outbox that were tried, by outcome.',
      labelNames: ['type', 'outcome'],
      registers,
    }),
    delays: new Histogram({
      name: `${prefix}effect_delay_seconds`,
      help: 'From the event that wants an effect to the effect: for type headline, until the message was edited.',
      labelNames: ['type'],
      buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
      registers,
    }),
  };
}

function gaugesIn(
  registry: Registry,
  store: Pick<Store, 'listIncidents' | 'nextOutboxAt'>,
  clock: Clock,
): void {
  const registers = [registry];
  const approvals = new Gauge({
    name: `${prefix}approvals_given`,
    help: 'Approvals that have been given to incidents that wait for more.',
    registers,
  });
  const incidents: Gauge<'state'> = new Gauge({
    name: `${prefix}incidents`,
    help: 'Incidents that have not ended, by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      const open = await store.listIncidents({ open: true, limit: mostIncidents });
      for (const state of openStates)
        incidents.set({ state }, open.filter((incident) => incident.state === state).length);
      const waiting = open.filter(({ state }) => state === 'awaiting-approval');
      approvals.set(waiting.reduce((sum, incident) => sum + incident.approvals.length, 0));
    },
  });
  const overdue = new Gauge({
    name: `${prefix}outbox_overdue_seconds`,
    help: 'For how long the first item of the outbox has been due; 0 when nothing is.',
    registers,
    async collect() {
      const next = await store.nextOutboxAt();
      overdue.set(next === undefined ? 0 : Math.max(0, clock.now() - next) / 1000);
    },
  });
}
