import { cleanText } from '../../src/clean-text.ts';
import type { Segment } from '../commands/reply.ts';
import { clip, countOf } from './limits.ts';

/** A piece of a line: that of an answer, or a moment in ms since the epoch. Every text in it counts as typed by a stranger. */
export type Span = Segment | { readonly at: number };

/** One line of a message, before it is rendered for Slack, GitHub, mail or a page. */
export type Line = readonly Span[];

/** A line as a template: what is put in is plain text, a piece, or a line. */
export function say(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Span | Line)[]
): Line {
  return strings.flatMap((text, index): Line => {
    const own: Line = text === '' ? [] : [{ text }];
    const value = values[index];
    if (value === undefined) return own;
    if (typeof value === 'object') return [...own, ...(isLine(value) ? value : [value])];
    return [...own, { text: String(value) }];
  });
}

function isLine(value: Span | Line): value is Line {
  return Array.isArray(value);
}

/** Several lines as one, with something between them. */
export function joined(lines: readonly Line[], between: string): Line {
  return lines.flatMap((line, index): Line => (index === 0 ? line : [{ text: between }, ...line]));
}

/** The same text in bold. */
export function bold(text: string | number): Span {
  return { bold: String(text) };
}

/** The same text as code. */
export function code(text: string): Span {
  return { code: text };
}

/** The same text as a link; only for addresses that the bot or its config made. */
export function link(text: string, url: string): Span {
  return { link: text, url };
}

/** A text that marks what is code with backticks, as the fixes of problems do. Only as much as is ever shown of it. */
export function prose(text: string): Line {
  const parts = text.slice(0, longest).split('`');
  // Half a pair marks nothing.
  if (parts.length % 2 === 0) return [{ text }];
  return parts
    .map((part, index): Span => (index % 2 === 0 ? { text: part } : { code: part }))
    .filter((span) => !('text' in span) || span.text !== '');
}

/** A moment, in ms since the epoch, that readers see in their own time where the platform can do that. */
export function moment(at: number): Span {
  return { at };
}

/** No text of a stranger is shown at greater length, in characters. */
const longest = 600;
const looked = 4000;

/** A foreign text on one line without control characters, credentials or half characters, at most `most` long besides what keeps its direction. Blanks at its ends stay, as one. */
export function plainText(text: string, most = longest): string {
  // Only the beginning is ever shown, so only that is looked at.
  const clean = cleanText(text.slice(0, looked)).replace(/\p{Cs}/gu, '');
  if (clean === '') return /^\s+$/.test(text) ? ' ' : '';
  const before = /^\s/.test(text) ? ' ' : '';
  const after = /\s$/.test(text) ? ' ' : '';
  const isPart = text.length > looked || clean.length >= longest;
  const shown = isPart ? clip(clean, Math.min(most, longest), countOf(text)) : clip(clean, most);
  return `${before}${isolated(shown)}${after}`;
}

/** Right-to-left text must not turn round what stands beside it: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates */
function isolated(text: string): string {
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text)
    ? `\u2068${text}\u2069`
    : text;
}

/** `10:42 UTC`. */
export function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** A line as plain text, for mails and titles. */
export function plainLine(line: Line): string {
  return line
    .map((span) => {
      if ('text' in span) return plainText(span.text);
      if ('bold' in span) return plainText(span.bold);
      if ('code' in span) return plainText(span.code);
      if ('at' in span) return clockTime(span.at);
      return `${plainText(span.link)}: ${span.url}`;
    })
    .join('');
}
