import { setTimeout as delay } from 'node:timers/promises';
import { people, type BotStage } from './bot-stage.ts';

/** How commands are sent. */
export interface CommandLoad {
  readonly perSecond: number;
  readonly seconds: number;
  /** Whether GitHub hangs for half of the time. */
  readonly gitHubHangs: boolean;
}

/** What became of the commands: ms from sending to the answer of those that were acknowledged. */
export interface Acknowledgements {
  readonly sent: number;
  /** While GitHub answers. */
  readonly calm: readonly number[];
  /** While GitHub takes every request and answers none. */
  readonly hanging: readonly number[];
}

/** GitHub is calm, hangs, is calm and hangs, for as long each. */
const turns = 4;

/** Types commands at an even pace, whether or not the ones before have been acknowledged. */
export async function measureAcknowledgements(
  { slack, github, services }: Pick<BotStage, 'slack' | 'github' | 'services'>,
  { perSecond, seconds, gitHubHangs }: CommandLoad,
): Promise<Acknowledgements> {
  const count = perSecond * seconds;
  const times = { calm: [] as number[], hanging: [] as number[] };
  const somebody = Object.values(people).map((name) => slack.as(name));
  const startedAt = performance.now();
  let recover: (() => void) | undefined;
  const sent = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await delay(Math.max(0, startedAt + (index * 1000) / perSecond - performance.now()));
      const hangs = gitHubHangs && Math.floor((index * turns) / count) % 2 === 1;
      if (hangs) recover ??= github.faults.add({ kind: 'hang' });
      else {
        recover?.();
        recover = undefined;
      }
      const sentAt = performance.now();
      const { channel, name } = services[index % services.length] ?? {};
      const outcome = await somebody[index % somebody.length]?.command(commandAt(index, name ?? ''), channel);
      if (outcome?.ok === true) times[hangs ? 'hanging' : 'calm'].push(performance.now() - sentAt);
    }),
  );
  recover?.();
  return { sent: sent.length, ...times };
}

/** What people type while an incident goes on: mostly looks, and in each fifty a plan and a form, which ask GitHub. */
function commandAt(index: number, service: string): string {
  if (index % 50 === 10) return `/failover plan eu-west-1 eu-west-2 ${service}`;
  if (index % 50 === 35) return `/failover eu-west-1 eu-west-2 ${service}`;
  return ['/failover status', '/failover help', '/failover history'][index % 3] ?? '/failover';
}
