import { isObject, plainText } from '../fields.ts';
import type { Directory } from '../world.ts';
import { emojiOf } from './emoji.ts';
import { drawMarks } from './icons.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';

/** Shows Slack's own text markup (https://docs.slack.dev/messaging/formatting-message-text); ids become names of the directory. */
export function renderMrkdwn(text: string, directory: Directory): Markup {
  return joined(
    text.split(/(```[\s\S]*?```)/).map((part) => {
      const code = /^```\n?([\s\S]*?)\n?```$/.exec(part)?.[1];
      if (code !== undefined) return html`<pre>${codeText(code, directory)}</pre>`;
      // A line break beside a code block is its border.
      return renderLines(part.replace(/^\n|\n$/g, ''), directory);
    }),
  );
}

/** Shows text without markup, but for emoji names. */
export function renderPlain(text: string): Markup {
  return joined(
    text.split(/(:[a-z0-9_+-]+:|\n)/).map((part) => (part === '\n' ? html`<br />` : emojiMarkup(part))),
  );
}

/** Shows a text object of Block Kit, with or without markup as its type says. */
export function renderText(text: unknown, directory: Directory): Markup {
  const content = plainText(text);
  return isObject(text) && text['type'] === 'mrkdwn'
    ? renderMrkdwn(content, directory)
    : renderPlain(content);
}

function joined(parts: readonly Markup[]): Markup {
  return { html: parts.map((part) => part.html).join('') };
}

function renderLines(text: string, directory: Directory): Markup {
  if (text === '') return nothing;
  const lines = text.split('\n').map((line) => {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line)?.[1];
    if (quoted !== undefined)
      return { block: true, shown: html`<blockquote>${renderInline(quoted, directory)}</blockquote>` };
    const item = /^( *)([•◦▪]|\d+\.) +(.*)$/.exec(line);
    if (item)
      return {
        block: true,
        shown: html`<div class="item ${item[1] ? 'deeper' : ''}">
          <span>${item[2]}</span><span>${renderInline(item[3] ?? '', directory)}</span>
        </div>`,
      };
    return { block: false, shown: renderInline(line, directory) };
  });
  return joined(
    lines.flatMap(({ block, shown }, index) => {
      const breaks = index > 0 && !block && !lines[index - 1]?.block;
      return breaks ? [html`<br />`, shown] : [shown];
    }),
  );
}

const inline = new RegExp(
  [
    '`(?<code>[^`\\n]+)`',
    '<(?<control>[^<>\\n]*)>',
    '(?<![\\p{L}\\p{N}*])\\*(?=\\S)(?<bold>[^*\\n]*[^*\\s])\\*(?![\\p{L}\\p{N}*])',
    '(?<![\\p{L}\\p{N}_])_(?=\\S)(?<italic>[^_\\n]*[^_\\s])_(?![\\p{L}\\p{N}_])',
    '(?<![\\p{L}\\p{N}~])~(?=\\S)(?<strike>[^~\\n]*[^~\\s])~(?![\\p{L}\\p{N}~])',
    '(?<emoji>:[a-z0-9_+-]+:)',
  ].join('|'),
  'gu',
);

function renderInline(text: string, directory: Directory): Markup {
  const parts: Markup[] = [];
  let end = 0;
  for (const match of text.matchAll(inline)) {
    parts.push(drawMarks(decode(text.slice(end, match.index))), renderMatch(match.groups ?? {}, directory));
    end = match.index + match[0].length;
  }
  parts.push(drawMarks(decode(text.slice(end))));
  return joined(parts);
}

function renderMatch(found: Record<string, string | undefined>, directory: Directory): Markup {
  if (found['code'] !== undefined) return html`<code>${codeText(found['code'], directory)}</code>`;
  if (found['control'] !== undefined) return renderControl(found['control'], directory);
  if (found['bold'] !== undefined) return html`<strong>${renderInline(found['bold'], directory)}</strong>`;
  if (found['italic'] !== undefined) return html`<em>${renderInline(found['italic'], directory)}</em>`;
  if (found['strike'] !== undefined) return html`<s>${renderInline(found['strike'], directory)}</s>`;
  return emojiMarkup(found['emoji'] ?? '');
}

/** Code keeps its characters, but a mention or a link in it works all the same, as in Slack. */
function codeText(text: string, directory: Directory): Markup {
  return joined(
    text.split(/(<[^<>\n]*>)/).map((part) => {
      const control = /^<([^<>\n]*)>$/.exec(part)?.[1];
      return control === undefined ? html`${decode(part)}` : renderControl(control, directory);
    }),
  );
}

function renderControl(control: string, directory: Directory): Markup {
  const bar = control.indexOf('|');
  const target = bar < 0 ? control : control.slice(0, bar);
  const label = bar < 0 ? undefined : decode(control.slice(bar + 1));
  if (target.startsWith('@')) {
    const user = directory.users.get(target.slice(1));
    return html`<span class="mention">@${user?.realName ?? label ?? target.slice(1)}</span>`;
  }
  if (target.startsWith('#')) {
    const channel = directory.channels.get(target.slice(1));
    return html`<span class="mention">#${channel?.name ?? label ?? target.slice(1)}</span>`;
  }
  if (target.startsWith('!date^')) return renderDate(target, label ?? '');
  if (target.startsWith('!subteam^')) {
    const group = directory.groups.get(target.slice('!subteam^'.length));
    return html`<span class="mention">@${group?.handle ?? label ?? 'group'}</span>`;
  }
  if (target.startsWith('!')) return html`<span class="mention loud">@${label ?? target.slice(1)}</span>`;
  const address = decode(target);
  if (!/^(https?:\/\/|mailto:)/i.test(address)) return html`&lt;${decode(control)}&gt;`;
  return html`<a href="${address}" target="_blank" rel="noopener noreferrer">${label ?? address}</a>`;
}

/** `!date^seconds^format^link`: the format's names in braces are filled in, in UTC, as the whole page shows times. */
function renderDate(target: string, fallback: string): Markup {
  const [, seconds = '', format = ''] = target.split('^');
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return html`${fallback}`;
  const in24 = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(date);
  const names: Record<string, string> = {
    date_num: date.toISOString().slice(0, 10),
    date_slash: in24({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    date_long: in24({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    date: in24({ day: 'numeric', month: 'long', year: 'numeric' }),
    date_short: in24({ day: 'numeric', month: 'short', year: 'numeric' }),
    date_pretty: in24({ day: 'numeric', month: 'long', year: 'numeric' }),
    date_short_pretty: in24({ day: 'numeric', month: 'short', year: 'numeric' }),
    date_long_pretty: in24({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: in24({ hour: '2-digit', minute: '2-digit' }),
    time_secs: in24({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
  const shown = format.replace(/\{([a-z_]+)\}/g, (whole, name: string) => names[name] ?? whole);
  return html`<time datetime="${date.toISOString()}" title="${date.toISOString()}">${decode(shown)}</time>`;
}

function emojiMarkup(text: string): Markup {
  const name = /^:([a-z0-9_+-]+):$/.exec(text)?.[1];
  return drawMarks((name === undefined ? undefined : emojiOf(name)) ?? decode(text));
}

/** Slack escapes three characters, and only these. */
function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
