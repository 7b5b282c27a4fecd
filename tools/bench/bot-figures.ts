import { setTimeout as delay } from 'node:timers/promises';
import { measureAcknowledgements, type Acknowledgements, type CommandLoad } from './acknowledgements.ts';
import { startBotStage, type BotStage } from './bot-stage.ts';
import { endIncidents, measureEdits, startIncident, type EditFigures } from './edits.ts';
import type { Memory } from './measured-child.ts';
import { percentile, spreadOf, type Spread } from './percentile.ts';

/** How long acknowledgements took, in ms. */
export interface AckFigures {
  readonly sent: number;
  readonly acknowledged: number;
  /** Of the first commands after the start, which are not counted in the others. */
  readonly first: Spread;
  readonly calm: Spread;
  readonly hanging: Spread;
  readonly all: Spread;
  readonly longest: number | undefined;
}

/** Memory in MiB at moments of a process's life; undefined where the system does not tell. */
export type Memories<Moment extends string> = Readonly<Record<Moment, Memory | undefined>>;

/** What the bot came to. */
export interface BotFigures {
  readonly load: CommandLoad;
  readonly firstSeconds: number;
  readonly bot: AckFigures;
  readonly bare: AckFigures;
  readonly edits: readonly EditFigures[];
  readonly memory: {
    readonly bot: Memories<'idle' | 'incidents' | 'ended' | 'commands'>;
    readonly bare: Memories<'idle' | 'commands'>;
  };
}

const load: CommandLoad = { perSecond: 50, seconds: 20, gitHubHangs: true };
/** So long a process that has just been started runs slowly, because nothing of it is compiled yet. */
const firstSeconds = 5;
const incidentCount = 20;
/** What a process needs to come to rest after its start. */
const restMs = 3_000;
const botScript = 'dist/bot.mjs';

/** Measures the committed bot, and beside it Bolt alone, each in a process of its own. `bareScript`: the bundle of bare-bolt.ts. Takes three to four minutes. */
export async function measureBot(bareScript: string): Promise<BotFigures> {
  const bot = await underCommands(botScript);
  const bare = await underCommands(bareScript);
  const { edits, ...incidents } = await withIncidents();
  return {
    ...{ load, firstSeconds, edits, bot: bot.figures, bare: bare.figures },
    memory: {
      bot: { ...incidents, commands: bot.after },
      bare: { idle: bare.idle, commands: bare.after },
    },
  };
}

async function underCommands(script: string) {
  const stage = await startBotStage(script, 1);
  try {
    await delay(restMs);
    const idle = await stage.child.memory();
    const first = await measureAcknowledgements(stage, {
      ...load,
      seconds: firstSeconds,
      gitHubHangs: false,
    });
    const figures = ackFigures(first, await measureAcknowledgements(stage, load));
    return { idle, figures, after: await stage.child.memory() };
  } finally {
    await stage.close();
  }
}

function ackFigures(first: Acknowledgements, { sent, calm, hanging }: Acknowledgements): AckFigures {
  const all = [...calm, ...hanging];
  return {
    ...{ sent, acknowledged: all.length, longest: percentile(all, 1) },
    ...{ first: spreadOf(first.calm), calm: spreadOf(calm), hanging: spreadOf(hanging), all: spreadOf(all) },
  };
}

async function withIncidents() {
  const stage = await startBotStage(botScript, incidentCount);
  try {
    await delay(restMs);
    const idle = await stage.child.memory();
    const { edits, incidents } = await playIncidents(stage);
    const during = await stage.child.memory();
    await endIncidents(stage, incidents);
    await delay(restMs);
    return { edits, idle, incidents: during, ended: await stage.child.memory() };
  } catch (error) {
    throw new Error(`The bot has said: ${stage.child.lastWords()}`, { cause: error });
  } finally {
    await stage.close();
  }
}

/** First one incident alone, whose edits no other's hold up; then all of them. */
async function playIncidents(stage: BotStage) {
  const [service, ...services] = stage.services;
  if (service === undefined) throw new Error('There is no service to fail over.');
  const first = await startIncident(stage, service);
  const alone = await measureEdits(stage, [first], { everyMs: 400, times: 50 });
  const others = await Promise.all(services.map(async (other) => await startIncident(stage, other)));
  const incidents = [first, ...others];
  const together = await measureEdits(stage, incidents, { everyMs: 2_000, times: 30 });
  return { incidents, edits: [alone, together] };
}
