/** Colours and weights as functions of text; with identities the text stays plain. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** The signs that stand for states and joints. */
export interface Marks {
  readonly done: string;
  readonly failed: string;
  readonly running: string;
  readonly pending: string;
  readonly skipped: string;
  readonly blocked: string;
  readonly undone: string;
  readonly retrying: string;
  readonly warning: string;
  readonly arrow: string;
  readonly bullet: string;
  readonly ellipsis: string;
  readonly barFull: string;
  readonly barEmpty: string;
}

// Each is one column wide in a terminal.
const unicodeMarks: Marks = {
  done: '✔',
  failed: '✖',
  running: '●',
  pending: '○',
  skipped: '↷',
  blocked: '⊘',
  undone: '↶',
  retrying: '↻',
  warning: '▲',
  arrow: '→',
  bullet: '·',
  ellipsis: '…',
  barFull: '━',
  barEmpty: '─',
};

const asciiMarks: Marks = {
  done: '+',
  failed: 'x',
  running: '*',
  pending: '.',
  skipped: '>',
  blocked: '#',
  undone: '<',
  retrying: '~',
  warning: '!',
  arrow: '->',
  bullet: '-',
  ellipsis: '...',
  barFull: '=',
  barEmpty: '-',
};

/** How text is drawn. `width` in columns; `unicode` false where the terminal has ASCII only. */
export interface TextStyle {
  readonly palette: Palette;
  readonly width: number;
  readonly unicode?: boolean;
}

/** The signs of a style. */
export function marksOf({ unicode }: { readonly unicode?: boolean }): Marks {
  return unicode === false ? asciiMarks : unicodeMarks;
}

/** Writes control and invisible characters as `\u001b`, so that a name from a config can neither colour, move nor reorder what is printed. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

const colourSequence = new RegExp(String.raw`\u001b\[\d+m`, 'g');
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes on a terminal; colours take none, CJK and emoji two. */
export function widthOf(text: string): number {
  const bare = text.replace(colourSequence, '');
  if (/^[\x20-\x7e]*$/.test(bare)) return bare.length;
  let columns = 0;
  for (const character of bare) columns += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

/** Fills a text with blanks up to `columns`; text that is longer stays as it is. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/** Cuts an uncoloured text to `columns`, with `ellipsis` where something is missing. */
export function clip(text: string, columns: number, ellipsis = unicodeMarks.ellipsis): string {
  if (widthOf(text) <= columns) return text;
  const room = columns - widthOf(ellipsis);
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += widthOf(character);
    if (used > room) break;
    kept += character;
  }
  return room < 0 ? '' : kept.trimEnd() + ellipsis;
}

/** Breaks an uncoloured text into lines of at most `columns`, at blanks where it can. At least one line. */
export function wrap(text: string, columns: number): string[] {
  const limit = Math.max(10, columns);
  const lines: string[] = [];
  let line = '';
  // A number and its unit stay together.
  const bound = text.replace(/(\d) (?=(?:ms|s|min|h)\b)/g, '$1\u00a0');
  for (const word of bound.split(' ').flatMap((whole) => pieces(whole, limit))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > limit) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((whole) => whole.replaceAll('\u00a0', ' '));
}

function pieces(word: string, limit: number): string[] {
  if (widthOf(word) <= limit) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (widthOf(part) + widthOf(character) > limit) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** A text that hangs behind a first column: the label on the first line, blanks of the same width before the others. */
export function hanging(
  label: string,
  text: string,
  { width, paint = (line) => line }: { width: number; paint?: (line: string) => string },
): string[] {
  const indent = widthOf(label);
  return wrap(text, width - indent).map(
    (line, position) => (position === 0 ? label : ' '.repeat(indent)) + paint(line),
  );
}

/** Lays rows out in columns with two blanks between them; the last column is not filled up. Cells may be coloured. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : padTo(cell, widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** A time span in ms as a clock: `4:05`, `1:04:05`; negative spans count as zero. */
export function formatClock(ms: number, minutesWidth = 1): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const rest = String(seconds % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes).padStart(minutesWidth, '0')}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

/** `1 step`, `3 steps`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first few of many names, and how many more there are: `auth, orders and 6 more`. */
export function someOf(names: readonly string[], most: number): string {
  if (names.length <= most + 1) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
