import { clockTime, plainText, type Line, type Span } from './line.ts';

// A word joiner: nothing to see, but the name behind the sign is no mention any more.
const joiner = '\u2060';

/**
 * Foreign text as Slack's mrkdwn that shows exactly that text: no mention, link, emoji or formatting comes out of it.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
function mrkdwnText(text: string, most?: number): string {
  return entities(
    plainText(text, most)
      .replace(/`/g, 'ˋ')
      .replace(/\*/g, '∗')
      .replace(/~/g, '∼')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿')
      .replace(/([@#])(?=[\p{L}\p{N}])/gu, `$1${joiner}`)
      .replace(/:(?=[a-z0-9_+'-]*[a-z_+-][a-z0-9_+'-]*:)/gi, `:${joiner}`)
      .replace(/:\/\//g, `:${joiner}//`),
  );
}

function entities(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Foreign text as inline code. */
export function mrkdwnCode(text: string, most?: number): string {
  const inner = plainText(text, most).trim().replace(/`/g, 'ˋ');
  return inner === '' ? '–' : `\`${entities(inner)}\``;
}

/** A line as mrkdwn; each piece of it at most `most` characters before it is escaped. */
export function mrkdwnLine(line: Line, most?: number): string {
  return line.map((span) => mrkdwnSpan(span, most)).join('');
}

function mrkdwnSpan(span: Span, most?: number): string {
  if ('text' in span) return mrkdwnText(span.text, most);
  if ('code' in span) return mrkdwnCode(span.code, most);
  if ('at' in span) return slackTime(span.at);
  if ('bold' in span) {
    const inner = mrkdwnText(span.bold, most).trim();
    return inner === '' ? '' : `*${inner}*`;
  }
  const url = linkTarget(span.url);
  const text = mrkdwnText(span.link, most).trim().replace(/\|/g, '¦');
  return url === undefined ? text : `<${url}|${text}>`;
}

/** An address as it may stand in a link; undefined when it is none of the web. */
export function linkTarget(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return href.replace(/&/g, '&amp;').replace(/</g, '%3C').replace(/>/g, '%3E').replace(/\|/g, '%7C');
}

/** A moment in the reader's own time zone: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
function slackTime(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{time}|${clockTime(at)}>`;
}

/** A line for notifications and screen readers, where nothing is formatted: escaped, without code, links and dates. */
export function fallbackLine(line: Line, most?: number): string {
  return line
    .map((span) => {
      if ('at' in span) return clockTime(span.at);
      if ('text' in span) return mrkdwnText(span.text, most);
      if ('bold' in span) return mrkdwnText(span.bold, most);
      return mrkdwnText('code' in span ? span.code : span.link, most);
    })
    .join('');
}
