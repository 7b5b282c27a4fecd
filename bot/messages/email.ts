import { htmlText } from '../../src/report/html-text.ts';
import type { Incident } from '../incidents/incident.ts';
import { announcementOf } from './announce.ts';
import { cut } from './limits.ts';
import { clockTime, plainLine, plainText, type Line } from './line.ts';
import type { Shown } from './shown.ts';

/** A mail to stakeholders. */
export interface Email {
  /** One line: a line break in it would be another header. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The mail about an incident as it is now. */
export function email(incident: Incident, shown: Shown): Email {
  const { title, lines } = announcementOf(incident, shown);
  const subject = cut(plainText(`[${incident.id}] ${title}`), 200);
  const paragraphs = lines.map((line) => `<p style="margin:0 0 8px">${htmlLine(line)}</p>`);
  return {
    subject,
    text: [...lines.map(plainLine), '', 'Sent by region-failover.', ''].join('\n'),
    html: [
      '<!doctype html><html lang="en"><head><meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
      `<title>${htmlText(subject)}</title></head>`,
      '<body style="font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif;max-width:640px;margin:0 auto;padding:16px">',
      `<h1 style="font-size:20px;line-height:1.3">${htmlText(title)}</h1>`,
      ...paragraphs,
      '<p style="margin:16px 0 0;opacity:.7">Sent by region-failover.</p></body></html>',
    ].join('\n'),
  };
}

/** A line as HTML. */
export function htmlLine(line: Line): string {
  return line
    .map((span) => {
      if ('text' in span) return htmlPiece(span.text);
      if ('bold' in span) return `<strong>${htmlPiece(span.bold).trim()}</strong>`;
      if ('code' in span) return `<code>${htmlPiece(span.code).trim()}</code>`;
      if ('at' in span)
        return `<time datetime="${new Date(span.at).toISOString()}">${clockTime(span.at)}</time>`;
      return /^https?:\/\//.test(span.url)
        ? `<a href="${htmlAddress(span.url)}">${htmlPiece(span.link)}</a>`
        : htmlPiece(span.link);
    })
    .join('');
}

function htmlPiece(text: string): string {
  const shown = plainText(text);
  const blank = (found: boolean): string => (found ? ' ' : '');
  return `${blank(shown.startsWith(' '))}${htmlText(shown)}${blank(shown.endsWith(' ') && shown !== ' ')}`;
}

/** Addresses are not cleaned as texts are, since their tokens would be taken out. */
function htmlAddress(url: string): string {
  return url.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
