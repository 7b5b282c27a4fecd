import type { Source, Span } from './source.ts';

/** A mistake or a doubt in failover.yml, with its place. Its texts are free of control characters. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable name of what was checked: `unknown-kind`. */
  readonly rule: string;
  /** One or two sentences. */
  readonly message: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** The column after the last character at fault. */
  readonly endColumn: number;
  /** The offending line as it stands in the file: escape it before printing. */
  readonly source: string;
  /** What to write instead, as a sentence. */
  readonly suggestion?: string;
}

/** What was found wrong, before its place is known by line and column. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly message: string;
  readonly span: Span;
  readonly suggestion?: string;
}

/** Gives a finding its place in the file. */
export function diagnosticOf(finding: Finding, source: Source): Diagnostic {
  return {
    severity: finding.severity,
    rule: finding.rule,
    message: printable(finding.message),
    file: source.file,
    ...source.locate(finding.span),
    ...(finding.suggestion === undefined ? {} : { suggestion: printable(finding.suggestion) }),
  };
}

// Controls, line separators, direction overrides, invisible characters, lone surrogates: what could forge a terminal's output.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text with everything that could disturb a terminal written as an escape. */
function printable(text: string): string {
  return text.replaceAll(unprintable, (character) => {
    const known = { '\t': '\\t', '\n': '\\n', '\r': '\\r' }[character];
    return known ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

const longestQuote = 60;

/** A value of the file as a message quotes it: in backticks, at most 60 characters. */
export function quoted(value: string): string {
  const characters = Array.from(value.slice(0, 2 * longestQuote + 2));
  const cut = characters.length > longestQuote;
  return `\`${printable(cut ? `${characters.slice(0, longestQuote).join('')}…` : value)}\``;
}

const before = 60;
const shown = 100;

/** One diagnostic as text: place and message, the line with the fault underlined, the suggestion. */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  options: { readonly colour?: boolean } = {},
): string {
  const paint = options.colour === true ? ansi : (text: string) => text;
  const { severity, line, column } = diagnostic;
  const place = `${printable(diagnostic.file)}:${line}:${column}`;
  const tone = severity === 'error' ? 'red' : 'yellow';
  const excerpt = excerptOf(diagnostic);
  const gutter = String(line);
  const lines = [
    `${paint(place, 'bold')} ${paint(severity, tone)}  ${diagnostic.rule}  ${diagnostic.message}`,
    ...(excerpt.line.trim() === ''
      ? []
      : [
          `  ${gutter} | ${excerpt.line}`,
          `  ${' '.repeat(gutter.length)} | ${' '.repeat(excerpt.indent)}${paint('^'.repeat(excerpt.width), tone)}`,
        ]),
    ...(diagnostic.suggestion === undefined ? [] : [`  ${diagnostic.suggestion}`]),
  ];
  return lines.join('\n');
}

/** All diagnostics as text, one below the other, with a count at the end. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: { readonly colour?: boolean } = {},
): string {
  if (diagnostics.length === 0) return '';
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const counts = [count(errors, 'error'), count(diagnostics.length - errors, 'warning')].filter(
    (text) => text !== '',
  );
  return `${diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, options)).join('\n\n')}\n\n${counts.join(', ')}\n`;
}

function count(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The part of the line around the fault, and how far in and how wide the fault is on screen. */
function excerptOf({ source, column, endColumn }: Diagnostic): {
  line: string;
  indent: number;
  width: number;
} {
  // A line of a megabyte is cut in UTF-16 units first, so that only a window of it is ever split into characters.
  const start = Math.max(0, column - 1 - before);
  const window = Array.from(source.slice(0, 2 * (column + shown))).slice(start, start + before + shown);
  const prefix = `${start > 0 ? '…' : ''}${printable(window.slice(0, column - 1 - start).join(''))}`;
  const marked = printable(window.slice(column - 1 - start, endColumn - 1 - start).join(''));
  const rest = printable(window.slice(endColumn - 1 - start).join(''));
  const cut = source.length > start + window.join('').length && window.length === before + shown;
  return {
    line: `${prefix}${marked}${rest}${cut ? '…' : ''}`,
    indent: screenWidth(prefix),
    width: Math.max(1, screenWidth(marked)),
  };
}

/** Columns a terminal needs: East Asian characters and emoji take two, combining marks none. */
function screenWidth(text: string): number {
  const width = (character: string) =>
    /\p{M}/u.test(character)
      ? 0
      : /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u.test(
            character,
          )
        ? 2
        : 1;
  return Array.from(text).reduce((sum, character) => sum + width(character), 0);
}

function ansi(text: string, tone: 'bold' | 'red' | 'yellow'): string {
  const code = { bold: 1, red: 31, yellow: 33 }[tone];
  return `\u001B[${code}m${text}\u001B[0m`;
}
