import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  SectionBlock,
} from '@slack/web-api';
import type { ButtonName } from '../commands/button-names.ts';
import type { ButtonValue } from '../commands/reply.ts';
import { cut, fitLines, slackLimits } from './limits.ts';
import { plainLine, plainText, type Line } from './line.ts';
import { fallbackLine, linkTarget, mrkdwnLine } from './mrkdwn.ts';

/** A message as `chat.postMessage` and `chat.update` take it. Slack reads nothing into its texts, and shows no previews of links. */
export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly parse: 'none';
  readonly link_names: false;
  readonly unfurl_links: false;
  readonly unfurl_media: false;
  readonly metadata?: SlackMetadata;
}

/** By what a message is found again when the answer to its posting was lost: ids, nothing else. */
export interface SlackMetadata {
  readonly event_type: 'region_failover';
  readonly event_payload: { readonly incident: string; readonly item: number };
}

/** The metadata of a message that is sent for an item of the outbox. */
export function slackMetadata(incident: string, item: number): SlackMetadata {
  return { event_type: 'region_failover', event_payload: { incident: cut(incident, 255), item } };
}

/** A message of these blocks; `fallback` is what a notification says. */
export function slackMessage(
  fallback: Line,
  blocks: readonly KnownBlock[],
  metadata?: SlackMetadata,
): SlackMessage {
  const text =
    [600, 150, 40, 12]
      .map((length) => fallbackLine(fallback, length))
      .find((tried) => tried.length <= slackLimits.fallback) ?? '';
  return {
    text: text.trim() === '' ? 'region-failover' : text,
    blocks: blocks.slice(0, slackLimits.blocks),
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** A heading. */
export function headerBlock(text: string): HeaderBlock {
  return {
    type: 'header',
    text: { type: 'plain_text', text: cut(plainText(text), slackLimits.header), emoji: false },
  };
}

/** A paragraph of lines, cut to `most` characters with a last line that says how many are missing; nothing without lines. */
export function sectionBlock(lines: readonly Line[], most: number = slackLimits.section): SectionBlock[] {
  const text = fittingText(lines, most);
  return text === '' ? [] : [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
}

/** A small grey line; nothing without text. */
export function contextBlock(lines: readonly Line[]): ContextBlock[] {
  const texts = lines.slice(0, slackLimits.contextElements).map((line) => fittingText([line], 1000));
  const elements = texts
    .filter((text) => text !== '')
    .map((text) => ({ type: 'mrkdwn' as const, text, verbatim: true }));
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}

/** The lines with ever shorter pieces until none of them is too long alone; then as many as fit. */
function fittingText(lines: readonly Line[], most: number): string {
  const shown = lines.map((line) => fittingLine(line, most * 0.8)).filter((text) => text !== '');
  return fitLines(shown, most, (missing) => `… and ${missing} more lines`).join('\n');
}

function fittingLine(line: Line, most: number): string {
  for (const length of [600, 300, 120, 40, 12]) {
    const text = mrkdwnLine(line, length).trim();
    if (text.length <= most) return text;
  }
  return '…';
}

/** A button before it has its value. */
export interface ButtonDraft {
  readonly name: ButtonName;
  readonly label: Line;
  readonly value: ButtonValue;
  readonly style?: 'primary' | 'danger';
  /** Asked before the press counts. */
  readonly confirm?: { readonly title: string; readonly text: Line; readonly yes: string };
  /** Opens this address instead. */
  readonly url?: string;
}

/** A row of buttons. One whose value would be too long is left out: its command can still be typed. */
export function actionsBlock(drafts: readonly ButtonDraft[]): ActionsBlock[] {
  const elements = drafts.flatMap(button).slice(0, slackLimits.actions);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function button({ name, label, value, style, confirm, url }: ButtonDraft): Button[] {
  const packed = JSON.stringify(value);
  const href = url === undefined ? undefined : linkTarget(url)?.replace(/&amp;/g, '&');
  if (packed.length > slackLimits.buttonValue || (url !== undefined && href === undefined)) return [];
  if (href !== undefined && href.length > slackLimits.buttonUrl) return [];
  return [
    {
      type: 'button',
      action_id: name,
      text: plain(plainLine(label), slackLimits.buttonText),
      value: packed,
      ...(style === undefined ? {} : { style }),
      ...(href === undefined ? {} : { url: href }),
      ...(confirm === undefined ? {} : { confirm: dialog(confirm, style) }),
    },
  ];
}

function dialog(
  { title, text, yes }: NonNullable<ButtonDraft['confirm']>,
  style: ButtonDraft['style'],
): NonNullable<Button['confirm']> {
  return {
    title: plain(title, slackLimits.confirmTitle),
    text: plain(plainLine(text), slackLimits.confirmText),
    confirm: plain(yes, slackLimits.confirmAnswer),
    deny: plain('Back', slackLimits.confirmAnswer),
    ...(style === undefined ? {} : { style }),
  };
}

/** Text that Slack does not read anything into, cut to its limit. */
export function plain(
  text: string,
  most: number,
): { readonly type: 'plain_text'; readonly text: string; readonly emoji: false } {
  const shown = cut(text.trim(), most);
  return { type: 'plain_text', text: shown === '' ? '–' : shown, emoji: false };
}
