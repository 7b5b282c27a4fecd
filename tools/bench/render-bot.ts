import type { AckFigures, BotFigures } from './bot-figures.ts';
import type { EditFigures } from './edits.ts';
import type { Memory } from './measured-child.ts';
import type { Spread } from './percentile.ts';
import { ratio, table } from './table.ts';

/** The bot's figures as tables, side by side with Bolt alone. */
export function renderBot({ load, firstSeconds, bot, bare, edits, memory }: BotFigures): string {
  return [
    `The bot: ${load.perSecond} commands a second for ${load.seconds} s, acknowledged within, ms`,
    table(
      ['', 'acknowledged', 'p50', 'ratio', 'p99', 'ratio', 'longest'],
      [
        ackRow('bot', bot, { own: bot.all, other: bare.all }),
        ackRow('bot, GitHub answers', bot, { own: bot.calm, other: bare.calm }),
        ackRow('bot, GitHub hangs', bot, { own: bot.hanging, other: bare.hanging }),
        ackRow(`bot, the ${firstSeconds} s before, just started`, bot, { own: bot.first, other: bare.first }),
        ackRow('bare Bolt', bare, { own: bare.all, other: bare.all }),
        ackRow(`bare Bolt, just started`, bare, { own: bare.first, other: bare.first }),
      ],
    ),
    '',
    'The bot: from an accepted event to the edited message, s; at best: with one edit every 1.2 s, and of one message every 2.5 s',
    table(
      ['incidents', 'events', 'not shown', 'edits', '429', 'p50', 'at best', 'p99', 'at best', 'ratio'],
      edits.map(editRow),
    ),
    '',
    'The bot: memory, MiB resident',
    table(
      [
        '',
        'idle',
        'with 20 incidents',
        'after them',
        `after ${load.perSecond * (firstSeconds + load.seconds)} commands`,
      ],
      [
        ['bot', memory.bot.idle, memory.bot.incidents, memory.bot.ended, memory.bot.commands].map(memoryCell),
        ['bare Bolt', memory.bare.idle, undefined, undefined, memory.bare.commands].map(memoryCell),
      ],
    ),
  ].join('\n');
}

function ackRow(name: string, of: AckFigures, { own, other }: { own: Spread; other: Spread }) {
  const { acknowledged, sent, all, longest } = of;
  return [
    name,
    own === all ? `${acknowledged} of ${sent}` : '',
    ms(own.p50),
    ratio(own.p50, other.p50),
    ms(own.p99),
    ratio(own.p99, other.p99),
    own === all ? ms(longest) : '',
  ];
}

function editRow({ incidents, events, unshown, edits, refused, shown, atBest }: EditFigures) {
  return [
    ...[incidents, events, unshown, edits, refused],
    ...[inSeconds(shown.p50), inSeconds(atBest.p50)],
    ...[inSeconds(shown.p99), inSeconds(atBest.p99), ratio(shown.p99, atBest.p99)],
  ];
}

function ms(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(1);
}

function inSeconds(value: number | undefined): string {
  return value === undefined ? '-' : (value / 1000).toFixed(1);
}

function memoryCell(value: string | Memory | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '-' : value.nowMiB.toFixed(0);
}
