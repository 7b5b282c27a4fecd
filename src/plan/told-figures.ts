/** A piece of a text: words, the name of a member by its number, or a figure with its unit. */
export type Piece = { readonly words: string } | { readonly name: number } | { readonly figure: string };

const number = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const unit = String.raw`(?: ?(?:ms|s|min|h|d|%|[KMGT]i?B)(?![\p{L}\p{N}_]))`;

// `40 min 00 s`, `1.5 s`, `3`, `93 %`; no part of a name, an address, a date or an ARN.
const figures = new RegExp(
  String.raw`(?=\d)(?<![\p{L}\p{N}_./:@-])(?:${number}${unit}(?: ${number}${unit})*|${number})(?![\p{L}\p{N}_/:@-]|[.,]\d)`,
  'gu',
);

/** The words of a text and the figures between them. */
export function withFigures(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(figures)) {
    if (match.index > from) pieces.push({ words: text.slice(from, match.index) });
    pieces.push({ figure: match[0] });
    from = match.index + match[0].length;
  }
  return from < text.length ? [...pieces, { words: text.slice(from) }] : pieces;
}

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** How large a figure is beside others of its sort; times in ms. */
export function sizeOf(figure: string): number {
  const parts = [...figure.replaceAll(',', '').matchAll(/(\d+(?:\.\d+)?)(?: ?([a-z]+))?/gi)];
  return parts.reduce((sum, [, value = '0', name = '']) => sum + Number(value) * (unitsMs[name] ?? 1), 0);
}
