import { cleanText } from '../clean-text.ts';

/**
 * Text of people, programs and servers as Markdown that shows exactly that text, with harmless words in backticks as code. Whatever could begin a link, a mention, a tag, an
 * expression or any other structure is written as a character reference (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references).
 */
export function markdownText(text: string): string {
  return cleanText(text)
    .split(/(`[\w./:*()-]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : plain(part)))
    .join('');
}

function plain(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N}\p{So} ,.;:/?'"%+=()_-]/gu, reference)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, reference)
    .replace(/(?<!\d):(?=\S)|:(?=[^\s\d])/g, reference)
    .replace(/\bwww\./gi, (word) => `${word.slice(0, 3)}${reference('.')}`)
    .replace(/^(?:[-+=]|\d+[.)])/, (start) => reference(start.slice(0, 1)) + start.slice(1));
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
