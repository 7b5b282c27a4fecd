/** A stretch of the file's text, in UTF-16 offsets; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a span stands for people: line and columns from 1, counted in characters. */
export interface Location {
  readonly line: number;
  readonly column: number;
  /** The column after the last character of the span, on the line where it starts. */
  readonly endColumn: number;
  /** The whole line, without its line break. */
  readonly source: string;
}

/** A file's name and text, able to say where an offset stands. */
export interface Source {
  readonly file: string;
  readonly text: string;
  locate(span: Span): Location;
}

/** Indexes a text for locating. A byte order mark is not part of the text. */
export function sourceOf(file: string, raw: string): Source {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return {
    file,
    text,
    locate(span) {
      const line = lineAt(starts, span.start);
      const lineStart = starts[line] ?? 0;
      const source = text.slice(lineStart, (starts[line + 1] ?? text.length + 1) - 1).replace(/\r$/, '');
      const column = characters(source.slice(0, span.start - lineStart)) + 1;
      const marked = characters(source.slice(span.start - lineStart, Math.max(span.end - lineStart, 0)));
      return { line: line + 1, column, endColumn: column + Math.max(marked, 1), source };
    },
  };
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function characters(text: string): number {
  return Array.from(text).length;
}
