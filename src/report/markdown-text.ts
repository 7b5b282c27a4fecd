import { cleanText } from '../clean-text.ts';

/**
 * Text of people, programs and servers as Markdown that shows exactly that text: whatever could begin a link, a mention, a tag, an
 * expression or any other structure is written as a character reference (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references).
 */
export function markdownText(text: string): string {
  return cleanText(text)
    .replace(/[^\p{L}\p{M}\p{N}\p{So} ,.;/?'"%+=-]/gu, (character) =>
      character === ':' ? ':' : reference(character),
    )
    .replace(/:(?=\S)/g, reference(':'))
    .replace(/\bwww\./gi, (word) => `${word.slice(0, 3)}${reference('.')}`)
    .replace(/^([-+=]|\d+(?=\.))/, (start) =>
      /^\d/.test(start) ? reference(start.slice(0, 1)) + start.slice(1) : reference(start),
    );
}

function reference(character: string): string {
  return `&#${character.codePointAt(0) ?? 0xfffd};`;
}

/** A name as code where it is harmless, else as text. */
export function markdownCode(text: string): string {
  return /^[\w./:*()-]+$/.test(text) ? `\`${text}\`` : markdownText(text);
}

/** A table; cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
