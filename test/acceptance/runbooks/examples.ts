import type { RunSummary } from '../../../src/events.ts';
import { setRegionCondition } from '../../../src/simulator/world.ts';
import { quicken } from '../lomash-wood.ts';
import { openDesk } from './notification-desk.ts';
import { openPagerDuty } from './rail-service.ts';
import { openRunbook } from './runbook-service.ts';
import type { RunbookService, Wish } from './runbook-service.ts';
import { snapshotOf } from './world-diff.ts';
import type { Snapshot } from './world-diff.ts';

/** An example, as far as whoever leaves its home and comes back must know it. */
export interface Example {
  readonly name: string;
  readonly home: string;
  readonly standby: string;
  /** Regions besides these, which follow home again when everything else does. */
  readonly followers: readonly string[];
}

/** All examples. */
export const examples: readonly Example[] = [
  { name: 'lomash-wood', home: 'eu-west-1', standby: 'eu-west-2', followers: [] },
  { name: 'union-eyes', home: 'us-east-1', standby: 'us-west-2', followers: [] },
  { name: 'maip', home: 'us-east-1', standby: 'us-west-2', followers: [] },
  { name: 'matbakh', home: 'eu-central-1', standby: 'eu-west-1', followers: [] },
  { name: 'rail', home: 'us-east-1', standby: 'eu-west-1', followers: ['ap-northeast-1'] },
];

const minuteMs = 60_000;

/** Opens an example where everything takes seconds, and stages are held no longer than resolvers need: waiting is looking again and again. */
export async function openQuick({ name }: Example, variant = 'healthy'): Promise<RunbookService> {
  const service = await openRunbook(name, variant, (config) => config.replace(/hold: \d+m/, 'hold: 1m'));
  quicken(service.running);
  const desk = await openDesk(service.running);
  const pager = await openPagerDuty(service.running);
  return {
    ...service,
    close: async () => {
      await service.close();
      await desk.close();
      pager.close();
    },
  };
}

/** The way there. */
export function awayOf({ home, standby }: Example): Wish {
  return { from: home, to: standby, operation: 'failover', run: runOf(0) };
}

/** There and back: away from a home that is lost, and to one that is well again, with everything behind it that stood by at first. */
export function legsOf(example: Example): readonly Wish[] {
  const { home, standby, followers } = example;
  const back: readonly Wish[] = [
    { from: home, to: standby, operation: 'reprotect' },
    { from: standby, to: home, operation: 'failback' },
    ...[standby, ...followers].map((from): Wish => ({ from, to: home, operation: 'reprotect' })),
  ];
  return [awayOf(example), ...back.map((wish, index) => ({ ...wish, run: runOf(index + 1) }))];
}

/** Runs have the same names in every world, since what they set aside is called after them. */
function runOf(leg: number): string {
  return `fo-20261121-00000${leg}-000000`;
}

/** Makes the world as this leg is to find it: home is lost before the first, and has been well for an hour before the second. */
export async function setTheStage({ running }: RunbookService, wish: Wish, home: string): Promise<void> {
  const { from, operation } = wish;
  if (from !== home || (operation !== 'failover' && operation !== 'reprotect')) return;
  setRegionCondition(running.world, home, operation === 'failover' ? 'dark' : 'healthy');
  if (operation === 'reprotect') await running.clock.sleep(60 * minuteMs);
}

/** What became of a wish. */
export interface Leg {
  readonly summary: RunSummary;
  /** How often each thing was changed, and each thing told. */
  readonly effects: Readonly<Record<string, number>>;
  /** The world when it had come to rest. */
  readonly end: Snapshot;
}

/** Carries a wish out, killed after each of these effects, and lets the world come to rest. */
export async function carryOut(
  service: RunbookService,
  wish: Wish,
  killedAfter: readonly string[] = [],
): Promise<Leg> {
  const effects: Record<string, number> = {};
  const summary = await service.killedAfter(wish, killedAfter, (effect) => {
    effects[effect] = (effects[effect] ?? 0) + 1;
  });
  return { summary, effects, end: await atRest(service) };
}

/** The world in ten minutes, when health checks have seen what there is to be seen; without what is by chance or another in every world. */
export async function atRest({ running }: RunbookService): Promise<Snapshot> {
  await running.clock.sleep(10 * minuteMs);
  const byChance = [
    /^regions\/[^/]+\/clusters\/[^/]+\/(certificateAuthority|endpoint)$/,
    /\/dbInstances\/[^/]+\/resourceId$/,
    // Tasks and their addresses; how many there are is in `desired` and in the numbers of the targets.
    /\/containers\/.*\/(tasks|deployments|events)\//,
    /\/loadBalancers\/[^/]+\/targets\//,
    /\/(updatedAt|registeredAt|stateSince|deployedAt)$/,
  ];
  return new Map([...snapshotOf(running)].filter(([path]) => !byChance.some((each) => each.test(path))));
}
