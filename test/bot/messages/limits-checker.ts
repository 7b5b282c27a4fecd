import type { KnownBlock, ModalView } from '@slack/web-api';
import type { SlackMessage } from '../../../bot/messages/blocks.ts';

/** Whether a text has half a surrogate pair in it. */
function isWhole(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

// Written down from https://docs.slack.dev/reference/block-kit a second time, so that a wrong number is noticed.
type Found = (problem: string) => void;

/** Everything in a message that Slack would refuse or that could call somebody or lead somewhere. Allowed are links to `hosts` and the group of approvers. */
export function messageProblems(message: SlackMessage, hosts: readonly string[]): string[] {
  const problems: string[] = [];
  const found: Found = (problem) => problems.push(problem);
  if (message.text === '' || message.text.length > 4000) found('fallback text');
  mrkdwn(message.text, hosts, found);
  if (message.blocks.length === 0 || message.blocks.length > 50) found(`${message.blocks.length} blocks`);
  message.blocks.forEach((block) => {
    checkBlock(block, hosts, found);
  });
  const size = JSON.stringify(message.blocks.map(textsOf)).length;
  if (size > 13_000) found(`${size} characters of text in all`);
  const payload = message.metadata?.event_payload;
  if (payload !== undefined && Object.keys(payload).sort().join() !== 'incident,item') found('metadata');
  return problems;
}

/** The same for a modal. */
export function modalProblems(view: ModalView): string[] {
  const problems: string[] = [];
  const found: Found = (problem) => problems.push(problem);
  plainText(view.title, 24, found);
  plainText(view.submit, 24, found);
  plainText(view.close, 24, found);
  if ((view.private_metadata ?? '').length > 3000) found('private_metadata');
  if ((view.callback_id ?? '').length > 255) found('callback_id');
  if (view.blocks.length === 0 || view.blocks.length > 100) found('modal blocks');
  const blocks = view.blocks as KnownBlock[];
  blocks.forEach((block) => {
    checkBlock(block, [], found);
  });
  return problems;
}

function textsOf(block: KnownBlock): unknown {
  return block.type === 'section' ? block.text?.text : block.type === 'context' ? block.elements : '';
}

function checkBlock(block: KnownBlock, hosts: readonly string[], found: Found): void {
  switch (block.type) {
    case 'header':
      plainText(block.text, 150, found);
      return;
    case 'section':
      if (block.fields !== undefined) found('fields are not expected');
      textObject(block.text, { most: 3000, hosts }, found);
      return;
    case 'context':
      if (block.elements.length === 0 || block.elements.length > 10) found('context elements');
      for (const element of block.elements)
        if (element.type === 'image') found('image');
        else textObject(element, { most: 3000, hosts }, found);
      return;
    case 'actions':
      actions(block, hosts, found);
      return;
    case 'input':
      input(block, found);
      return;
    default:
      found(`block ${block.type}`);
  }
}

function actions(
  { elements }: Extract<KnownBlock, { type: 'actions' }>,
  hosts: readonly string[],
  found: Found,
): void {
  if (elements.length === 0 || elements.length > 25) found('elements of actions');
  const ids = elements.map((element) => ('action_id' in element ? element.action_id : ''));
  if (new Set(ids).size !== ids.length) found(`action ids ${ids.join()}`);
  for (const element of elements) {
    if (element.type !== 'button') {
      found(element.type);
      continue;
    }
    plainText(element.text, 75, found);
    if ((element.value ?? '').length > 2000) found('button value');
    const value = JSON.parse(element.value ?? '') as { incident?: unknown };
    if (typeof value.incident !== 'string') found('button value without incident');
    if (element.url !== undefined && (element.url.length > 3000 || !isAllowed(element.url, hosts)))
      found(`button url ${element.url}`);
    if (element.confirm === undefined) continue;
    plainText(element.confirm.title, 100, found);
    if (element.confirm.text.type !== 'plain_text') found('confirm text type');
    else plainText(element.confirm.text, 300, found);
    plainText(element.confirm.confirm, 30, found);
    plainText(element.confirm.deny, 30, found);
  }
}

function input(
  { label, hint, element, block_id: id }: Extract<KnownBlock, { type: 'input' }>,
  found: Found,
): void {
  plainText(label, 2000, found);
  if (hint !== undefined) plainText(hint, 2000, found);
  if ((id ?? '').length === 0 || (id ?? '').length > 255) found('block_id');
  if (element.type === 'plain_text_input') {
    const { initial_value: initial = '', max_length: most = 3000 } = element;
    if (most > 3000 || initial.length > most || !isWhole(initial)) found('initial_value');
    return;
  }
  if (element.type !== 'static_select' || element.options === undefined) {
    found(`input ${element.type}`);
    return;
  }
  if (element.options.length === 0 || element.options.length > 100) found('options');
  for (const { text, value } of element.options) {
    plainText(text, 75, found);
    if ((value ?? '').length === 0 || (value ?? '').length > 150) found('option value');
  }
  const first = element.initial_option;
  if (first !== undefined && !element.options.some(({ value }) => value === first.value))
    found('initial option');
}

function plainText(
  text: { readonly type: string; readonly text: string; readonly emoji?: boolean } | undefined,
  most: number,
  found: Found,
): void {
  if (text?.type !== 'plain_text') found('not plain_text');
  const shown = text?.text ?? '';
  if (shown.trim() === '' || shown.length > most) found(`plain text of ${shown.length}, at most ${most}`);
  if (text?.emoji !== false) found('emoji names are read in plain text');
  if (!isWhole(shown)) found('half a character');
  if (/[\r\n\u2028\u2029\u202a-\u202e]/.test(shown)) found('line break or direction in plain text');
}

function textObject(
  text: { readonly type: string; readonly text: string; readonly verbatim?: boolean } | undefined,
  { most, hosts }: { readonly most: number; readonly hosts: readonly string[] },
  found: Found,
): void {
  if (text?.type !== 'mrkdwn' || text.verbatim !== true) found('not verbatim mrkdwn');
  const shown = text?.text ?? '';
  if (shown.trim() === '' || shown.length > most) found(`text of ${shown.length}, at most ${most}`);
  mrkdwn(shown, hosts, found);
}

/** Everything in angle brackets must be a date, an allowed link, or the approvers' group; nothing may be left that Slack reads by itself. */
function mrkdwn(text: string, hosts: readonly string[], found: Found): void {
  if (!isWhole(text)) found('half a character');
  if (/&(?!amp;|lt;|gt;)/.test(text)) found('an entity cut in two, or a raw &');
  for (const [whole, inner = ''] of text.matchAll(/<([^>]*)>/g)) {
    const url = inner.split('|')[0] ?? '';
    const allowed =
      /^!date\^\d+\^\{time\}\|\d\d:\d\d UTC$/.test(inner) ||
      /^!subteam\^S[A-Z0-9]+$/.test(inner) ||
      (/^https?:/.test(url) && isAllowed(url.replace(/&amp;/g, '&'), hosts));
    if (!allowed) found(`special ${whole}`);
  }
  const rest = text.replace(/<[^>]*>/g, '');
  if (/[<>]/.test(rest)) found('angle bracket');
  if (/[@#][\p{L}\p{N}]/u.test(withoutCode(rest))) found('mention without brackets');
  if (/:\/\/\w/.test(withoutCode(rest))) found('bare link');
  if ((rest.match(/`/g) ?? []).length % 2 === 1) found('odd backticks');
  if (/```/.test(rest)) found('code block');
  if (/\r|\u2028|\u0000|[\u202a-\u202e]/.test(text)) found('control or direction character');
}

function withoutCode(text: string): string {
  return text.replace(/`[^`\n]+`/g, '');
}

function isAllowed(url: string, hosts: readonly string[]): boolean {
  return URL.canParse(url) && hosts.includes(new URL(url).host);
}
