import { showFailure } from '../answers.ts';
import { isObject, textOf } from '../fields.ts';
import type { Json } from '../fields.ts';
import type { FormValues } from '../form.ts';
import type { ActOutcome } from '../interactions.ts';
import { personOf } from '../person.ts';
import type { SlackPerson } from '../person.ts';
import type { SlackSide } from '../side.ts';
import { repliesOf } from '../workspace.ts';
import type { User } from '../world.ts';
import type { PageOptions } from './options.ts';
import { channelsOf } from './sidebar.ts';

const done: ActOutcome = { ok: true };

/** Does what somebody did on the page. */
export async function act(
  side: SlackSide,
  options: PageOptions,
  { me, order }: { me: User; order: Json },
): Promise<ActOutcome> {
  const person = personOf(side, me);
  const text = (name: string) => textOf(order[name]);
  const channel = channelsOf(side, me).find((one) => one.id === text('channel'))?.id;
  switch (order['do']) {
    case 'send':
      return channel === undefined
        ? { ok: false, error: 'channel_not_found' }
        : send(side, options, { person, channel, line: text('text').trim(), threadTs: text('thread') });
    case 'click':
      return person.click(text('action'), {
        ...(text('view') === '' ? { channel: channel ?? '', ts: text('ts') } : { view: text('view') }),
        ...(text('block') === '' ? {} : { blockId: text('block') }),
        ...(text('value') === '' ? {} : { value: text('value') }),
        values: formValues(order['values']),
      });
    case 'submit':
      return person.submit(text('view'), formValues(order['values']));
    case 'close-view':
      return person.closeView(text('view'));
    case 'dismiss':
      person.dismiss(text('ts'));
      return done;
    default:
      return { ok: false, error: 'unknown_action' };
  }
}

async function send(
  side: SlackSide,
  { commands = [] }: PageOptions,
  message: { person: SlackPerson; channel: string; line: string; threadTs: string },
): Promise<ActOutcome> {
  const { person, channel, line, threadTs } = message;
  if (line === '') return done;
  if (!line.startsWith('/')) {
    person.say(line, { channel, ...(threadTs === '' ? {} : { threadTs }) });
    return done;
  }
  const source =
    threadTs === '' ? {} : { source: { ts: lastTs(side, channel, threadTs), ephemeral: false, threadTs } };
  const complain = (why: string): ActOutcome => {
    showFailure(side, { user: person.user.id, channel, ...source }, why);
    return { ok: false, error: 'not_sent' };
  };
  // Slack takes no commands in threads.
  if (threadTs !== '') return complain('Commands work in the channel, not in threads.');
  const known = new Set(commands.map((command) => command.line.split(' ')[0]));
  const [name = ''] = line.split(/\s/);
  if (known.size > 0 && !known.has(name))
    return complain(`There is no command \`${name.replaceAll('`', '')}\` in this workspace.`);
  return person.command(line, channel);
}

function lastTs(side: SlackSide, channel: string, threadTs: string): string {
  return repliesOf(side.workspace, channel, threadTs).at(-1)?.ts ?? threadTs;
}

function formValues(value: unknown): FormValues {
  if (!isObject(value)) return {};
  const entries = Object.entries(value).flatMap(([name, given]): [string, string | string[]][] => {
    if (typeof given === 'string') return [[name, given]];
    return Array.isArray(given) ? [[name, given.map(String)]] : [];
  });
  return Object.fromEntries(entries);
}
