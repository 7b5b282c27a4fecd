import { awsRegions } from '../../src/config/aws-regions.ts';
import { suggest } from '../../src/config/suggest.ts';
import { regionPattern } from '../../src/ids.ts';
import { commandNames, type CommandName } from './command-names.ts';
import { wordsOf, type Word } from './words.ts';

/** The arguments of a command, found by what they look like, so that their order does not matter. */
export interface Arguments {
  /** Words that look like regions, in their order (`from A to B` and `to B from A` are put right). */
  readonly regions: readonly string[];
  /** The id of an incident: `lomash-wood-12`. */
  readonly incident?: string;
  /** The id of a step: `databases/orders:promote`. */
  readonly step?: string;
  /** Everything else: a service, a reason. */
  readonly rest: readonly Word[];
}

/** A command that was understood, or why not. Texts are plain and not escaped; `problem` never repeats what was typed. */
export type Parsed =
  | { readonly command: CommandName; readonly args: Arguments }
  | { readonly problem: string; readonly suggestion?: string };

/** More than this is no command, in UTF-16 units. */
export const longestCommand = 2_000;

/** What people type for a command besides its name. */
const aliases: Readonly<Record<string, CommandName>> = {
  start: 'declare',
  approved: 'approve',
  yes: 'approve',
  lgtm: 'approve',
  deny: 'reject',
  decline: 'reject',
  no: 'reject',
  cancel: 'abort',
  stop: 'abort',
  take: 'own',
  breakglass: 'break-glass',
  'fail-back': 'failback',
  protect: 'reprotect',
  're-protect': 'reprotect',
  log: 'history',
  list: 'status',
  '?': 'help',
  '--help': 'help',
  '-h': 'help',
};

/** Reads what follows `/failover`. Never throws, whatever it is given. */
export function parseCommand(text: string): Parsed {
  if (text.length > longestCommand)
    return { problem: `That is longer than ${longestCommand} characters. Give a shorter reason.` };
  const words = wordsOf(text);
  const [first, second] = words;
  if (first === undefined) return { command: 'declare', args: { regions: [], rest: [] } };
  const named = commandOf(first);
  if (named !== undefined) return parsed(named, words.slice(1));
  if (words.some(looksLikeRegion)) return parsed('declare', words);
  // `lomash-wood-12 approve` is as clear as the other way round.
  const swapped = second === undefined ? undefined : exactCommandOf(second);
  if (swapped !== undefined) return parsed(swapped, [first, ...words.slice(2)]);
  const suggestion = suggest(first.text.toLowerCase(), [...commandNames, ...Object.keys(aliases)]);
  const name = suggestion === undefined ? undefined : (aliases[suggestion] ?? suggestion);
  return {
    problem: 'That is not a command of /failover.',
    ...(name === undefined ? {} : { suggestion: name }),
  };
}

function parsed(command: CommandName, words: readonly Word[]): Parsed {
  if (command === 'declare' || command === 'plan') return { command, args: withRegions(words) };
  if (command === 'failback' || command === 'reprotect' || command === 'drill')
    return { command, args: withRegions(words) };
  const incident = words.find((word) => !word.quoted && looksLikeIncident(word.text));
  const step = words.find((word) => !word.quoted && looksLikeStep(word.text));
  return {
    command,
    args: {
      regions: [],
      ...(incident === undefined ? {} : { incident: incident.text.toLowerCase() }),
      ...(step === undefined ? {} : { step: step.text }),
      rest: words.filter((word) => word !== incident && word !== step),
    },
  };
}

/** Regions stand before the reason; one that the reason mentions is no argument. */
function withRegions(words: readonly Word[]): Arguments {
  const regions: string[] = [];
  const rest: Word[] = [];
  let isReversed = false;
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    const isFiller = !word.quoted && /^(from|to|->|=>|\u2192)$/i.test(word.text) && regions.length < 2;
    if (isFiller && next !== undefined && looksLikeRegion(next)) {
      if (regions.length === 0) isReversed = word.text.toLowerCase() === 'to';
      continue;
    }
    if (regions.length < 2 && rest.length < 2 && looksLikeRegion(word)) regions.push(word.text.toLowerCase());
    else rest.push(word);
  }
  return { regions: isReversed && regions.length === 2 ? regions.reverse() : regions, rest };
}

function commandOf(word: Word): CommandName | undefined {
  if (word.quoted) return undefined;
  const name = word.text.toLowerCase();
  return exactCommandOf(word) ?? (Object.hasOwn(aliases, name) ? aliases[name] : undefined);
}

function exactCommandOf({ text, quoted }: Word): CommandName | undefined {
  const name = text.toLowerCase();
  return quoted ? undefined : commandNames.find((command) => command === name);
}

function looksLikeRegion({ text, quoted }: Word): boolean {
  const name = text.toLowerCase();
  if (quoted || name.length > 20) return false;
  if (awsRegions.includes(name)) return true;
  if (regionPattern.test(name) && awsRegions.some((region) => region.startsWith(name.slice(0, 3))))
    return true;
  return (
    /^[a-z]{2}[-_a-z]{3,}\d{0,2}$/.test(name) && /\d$/.test(name) && suggest(name, awsRegions) !== undefined
  );
}

function looksLikeIncident(text: string): boolean {
  return /^[a-z0-9][\w.-]{0,80}-\d{1,9}$/i.test(text) && !awsRegions.includes(text.toLowerCase());
}

function looksLikeStep(text: string): boolean {
  return /^[^\s:]{1,200}:[^\s]{1,200}$/.test(text) && !/^https?:/i.test(text);
}
