import type { KnownBlock } from '@slack/web-api';
import type { ModalField, Reply } from '../commands/reply.ts';
import { actionsBlock, plain, sectionBlock, slackMessage, type SlackMessage } from './blocks.ts';
import { markdownLine } from './markdown.ts';
import { slackLimits } from './limits.ts';
import { say } from './line.ts';

type Answer = Extract<Reply, { readonly type: 'message' }>;

/** An answer that only the one who asked sees in Slack. */
export function slackReply({ lines, buttons = [] }: Answer): SlackMessage {
  const groups: KnownBlock[] = [];
  for (let at = 0; at < lines.length && groups.length < 4; at += 20)
    groups.push(...sectionBlock(lines.slice(at, at + 20)));
  const row = actionsBlock(
    buttons.map(({ name, label, value }) => ({ name, label: say`${label}`, value })),
  ).map(withDistinctButtons);
  const missing = Math.max(0, lines.length - 80);
  return slackMessage(lines[0] ?? say`Done.`, [
    ...groups,
    ...(missing > 0 ? sectionBlock([say`… and ${missing} more lines`]) : []),
    ...row.flat(),
  ]);
}

/** Slack wants every action id once in a block, so buttons of the same name go into blocks of their own. */
function withDistinctButtons(block: ReturnType<typeof actionsBlock>[number]): KnownBlock[] {
  const rows: (typeof block.elements)[] = [];
  for (const element of block.elements) {
    const free = rows.find((row) => row.every((other) => other.action_id !== element.action_id));
    if (free === undefined) rows.push([element]);
    else free.push(element);
  }
  return rows.map((elements) => ({ type: 'actions', elements }));
}

/** The answer as a comment in GitHub, where there are no buttons: their commands can be typed. Paragraphs of Markdown. */
export function githubReply(reply: Answer): string[] {
  return reply.lines.map((line) => markdownLine(line));
}

/** The errors at the fields of a modal that stays open, as the answer to its submission. */
export function modalErrors(errors: Readonly<Partial<Record<ModalField, string>>>): {
  readonly response_action: 'errors';
  readonly errors: Readonly<Record<string, string>>;
} {
  return {
    response_action: 'errors',
    errors: Object.fromEntries(
      Object.entries(errors).map(([name, text]) => [name, plain(text, slackLimits.hint).text]),
    ),
  };
}
