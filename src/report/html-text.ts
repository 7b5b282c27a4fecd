import { cleanText } from '../clean-text.ts';

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as HTML that shows exactly that text, in elements and in quoted attributes; credentials, control and bidi characters are taken out. */
export function htmlText(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (character) => references[character] ?? '');
}

/** The same for our own sentences, in which commands and names stand in backticks. */
export function htmlProse(text: string): string {
  return htmlText(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** One column of a table: its heading and the classes of its cells (`num`: figures; `wide`: left out on a narrow screen). */
export interface Column {
  readonly title: string;
  readonly className?: string;
}

/** Rows that belong together, under a heading of their own where there is a title. Cells are HTML already. */
export interface RowGroup {
  readonly title?: string;
  readonly rows: readonly (readonly string[])[];
}

/** A table with a heading row; the first cell of each row names the row. */
export function htmlTable(caption: string, columns: readonly Column[], groups: readonly RowGroup[]): string {
  const classOf = (index: number): string => {
    const name = columns[index]?.className;
    return name === undefined ? '' : ` class="${name}"`;
  };
  const head = columns.map(({ title }, index) => `<th scope="col"${classOf(index)}>${htmlText(title)}</th>`);
  const row = (cells: readonly string[]): string => {
    const [first = '', ...more] = cells;
    const rest = more.map((cell, index) => `<td${classOf(index + 1)}>${cell}</td>`);
    return `<tr><th scope="row"${classOf(0)}>${first}</th>${rest.join('')}</tr>`;
  };
  const bodies = groups.map(({ title, rows }) => {
    const heading =
      title === undefined
        ? []
        : [`<tr class="stage"><th scope="rowgroup" colspan="${columns.length}">${htmlText(title)}</th></tr>`];
    return `<tbody>\n${[...heading, ...rows.map(row)].join('\n')}\n</tbody>`;
  });
  return `<div class="scroll"><table><caption>${htmlText(caption)}</caption><thead><tr>${head.join('')}</tr></thead>${bodies.join('\n')}</table></div>`;
}

/** A part of the page that is folded away when it is long; `summary` is text, `content` HTML. */
export function folded(summary: string, content: string, open: boolean): string {
  return `<details${open ? ' open' : ''}><summary>${htmlText(summary)}</summary>${content}</details>`;
}

/** A part of the page with its heading; `title` is text, `content` HTML. */
export function section(title: string, content: string): string {
  return `<section><h2>${htmlText(title)}</h2>\n${content}</section>`;
}
