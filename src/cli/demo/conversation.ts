import type { Exit } from '../../errors.ts';
import type { Terminal } from '../context.ts';
import type { DemoOptions, OpenStage } from './open-stage.ts';
import { withStage } from './with-stage.ts';

type Stage = OpenStage['stage'];

const channel = 'incidents';
/** Real time that the whole conversation may take. */
const patienceMs = 240_000;

/** Plays the conversation of a failover by itself: what is typed, pressed and answered, line by line. */
export async function playConversation(terminal: Terminal, options: DemoOptions): Promise<Exit> {
  return await withStage(terminal, {
    ...options,
    whenAsked: 'stopped',
    play: async ({ stage }) => {
      const transcript = follow(terminal, stage);
      try {
        return await play(stage, transcript);
      } finally {
        transcript.close();
      }
    },
  });
}

interface Transcript {
  /** Somebody does something. */
  says(who: string, text: string): void;
  /** The headline as it stands now, whole. */
  headline(): void;
  close(): void;
}

async function play({ slack }: Stage, transcript: Transcript): Promise<Exit> {
  const [nadia, tom, priya] = ['nadia', 'tom', 'priya'].map((name) => slack.as(name));
  const command = '/failover eu-west-1 eu-west-2';
  transcript.says('nadia', command);
  await nadia?.command(command, channel);
  await slack.until(() => nadia?.openViews()[0], patienceMs);
  transcript.says('nadia', 'Reason: eu-west-1 does not answer  [Declare]');
  await nadia?.submit(undefined, { reason: 'eu-west-1 does not answer' });
  const headline = await slack.until(
    () => (has(slack, '"approve"') ? slack.messages(channel)[0] : undefined),
    patienceMs,
  );
  // Whoever reads along sees what each thing led to before the next is done.
  const told = async (words: string): Promise<unknown> =>
    await slack.until(
      () => slack.thread(channel, headline.ts).find(({ text }) => text.includes(words)),
      patienceMs,
    );
  await told('The plan is ready');
  transcript.headline();
  for (const [name, person, effect] of [
    ['tom', tom, 'Tom Reid approved'],
    ['priya', priya, 'Priya Shah approved'],
  ] as const) {
    transcript.says(name, '[Approve]');
    await person?.click('approve', { channel, ts: headline.ts });
    await told(effect);
  }
  // The end is an end because nothing can be stopped any more.
  await slack.until(() => (isOver(slack) ? true : undefined), patienceMs);
  transcript.headline();
  return has(slack, 'Done.') ? 'done' : 'failed';
}

function has(slack: Stage['slack'], words: string): boolean {
  return JSON.stringify(slack.messages(channel)[0]?.blocks ?? []).includes(words);
}

function isOver(slack: Stage['slack']): boolean {
  return ['Done.', 'Failed.', 'Aborted.', 'Rejected.', 'Expired.', 'Refused.'].some((word) =>
    has(slack, `*${word}*`),
  );
}

/** Prints every message of the app once, as it comes, and the headline when it is asked for. */
function follow(terminal: Terminal, { slack }: Stage): Transcript {
  const { palette } = terminal;
  const out = (text: string): void => {
    terminal.out(text);
  };
  const seen = new Set<string>();
  const line = (who: string, text: string): void => {
    const [first = '', ...rest] = text.split('\n');
    out(`${palette.bold(who.padEnd(9))} ${first}`);
    for (const more of rest) out(`${' '.repeat(10)}${more}`);
  };
  const print = (): void => {
    const head = slack.messages(channel)[0];
    if (head === undefined) return;
    for (const { ts, text, threadTs } of slack.thread(channel, head.ts)) {
      if (threadTs === undefined || seen.has(ts)) continue;
      seen.add(ts);
      line('failover', palette.dim(plain(text)));
    }
  };
  const stop = slack.onChange(print);
  return {
    says: line,
    headline: () => {
      const blocks = slack.messages(channel)[0]?.blocks ?? [];
      out('');
      line('failover', blocks.flatMap(textOf).join('\n'));
      out('');
    },
    close: stop,
  };
}

/** The text of a block, without the marks of Slack's markup. */
function textOf(block: unknown): string[] {
  if (typeof block !== 'object' || block === null) return [];
  if ('elements' in block && Array.isArray(block.elements)) {
    const labels = block.elements.flatMap(textOf);
    const buttons = 'type' in block && block.type === 'actions';
    return [buttons ? labels.map((label) => `[${label}]`).join(' ') : labels.join(' ')];
  }
  if (!('text' in block)) return [];
  return typeof block.text === 'string' ? [plain(block.text)] : textOf(block.text);
}

function plain(text: string): string {
  return text
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!subteam\^[^>]*>/g, '@oncall')
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '$2 ($1)')
    .replace(/\*([^*\n]+)\*/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replaceAll('\u2060', '')
    .replaceAll('\u2217', '*')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
