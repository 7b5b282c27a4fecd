import { markdownText } from '../../src/report/markdown-text.ts';
import { clockTime, plainText, type Line, type Span } from './line.ts';

/**
 * Foreign text as GitHub's Markdown that shows exactly that text. GitHub looks for mentions, issue numbers and addresses after it has
 * resolved character references, so a zero-width space stands behind each sign that begins one.
 */
export function githubText(text: string, most?: number): string {
  const clean = plainText(text, most);
  if (clean.trim() === '') return clean === '' ? '' : ' ';
  const blankBefore = clean.startsWith(' ') ? ' ' : '';
  const blankAfter = clean.endsWith(' ') ? ' ' : '';
  return `${blankBefore}${withoutReferences(markdownText(clean))}${blankAfter}`;
}

// Dashes, quotes, arrows and dots mean nothing to GitHub, and mails show the source.
function withoutReferences(markdown: string): string {
  return markdown
    .replace(/&#(183|821[12]|822[01]|8217|8230|8594);/g, (_, point: string) =>
      String.fromCodePoint(Number(point)),
    )
    .replace(/&#(?:64|35|96);/g, '$&&#8203;')
    .replace(/&#58;(?=\/\/)|www&#46;/gi, '$&&#8203;')
    .replace(/\b(GH-)(?=\d)/gi, '$1&#8203;')
    .replace(/\b([0-9a-f]{6})(?=[0-9a-f]{1,34}\b)/g, '$1&#8203;');
}

/** Foreign text as inline code; text with backticks is shown as text. */
function githubCode(text: string, most?: number): string {
  const inner = plainText(text, most).trim();
  if (inner === '') return '–';
  // Programs look for marks in the source of a text, where code hides nothing.
  return /`/.test(inner) ? githubText(inner) : `\`${inner.replace(/<!--/g, '<!\u200b--')}\``;
}

/** A line as Markdown; each piece of it at most `most` characters before it is escaped. */
export function markdownLine(line: Line, most?: number): string {
  return line.map((span) => markdownSpan(span, most)).join('');
}

function markdownSpan(span: Span, most?: number): string {
  if ('text' in span) return githubText(span.text, most);
  if ('code' in span) return githubCode(span.code, most);
  if ('at' in span) return clockTime(span.at);
  if ('bold' in span) {
    const inner = githubText(span.bold, most).trim();
    return inner === '' ? '' : `**${inner}**`;
  }
  const url = markdownTarget(span.url);
  return url === undefined ? githubText(span.link, most) : `[${githubText(span.link, most)}](${url})`;
}

function markdownTarget(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return href.replace(
    /[()<>\\]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** The comment by which the bot finds the issue of an incident again. */
export function incidentMarker(incident: string): string {
  return `<!-- region-failover:incident:${markerWord(incident)} -->`;
}

/** The comment by which the bot finds what it has written for an item of the outbox. */
export function itemMarker(item: number): string {
  return `<!-- region-failover:item:${item} -->`;
}

function markerWord(text: string): string {
  return text.replace(/[^\w.-]/g, '_');
}
