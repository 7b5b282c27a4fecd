/** A word as it was typed, or several in quotes. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** Phones turn straight quotes into curly ones, and spaces into others. */
function normalised(text: string): string {
  return text
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02]/gu, '"')
    .replace(/[\u2018\u2019\u201a\u201b\u2032\uff07]/gu, "'")
    .replace(/[\u200b-\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/gu, ' ')
    .trim();
}

/** Splits text into words. A quote that is never closed reaches to the end; an apostrophe inside a word is none. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (let rest = normalised(text); rest !== ''; rest = rest.trimStart()) {
    const quote = rest[0];
    if (quote === '"' || (quote === "'" && /'(?= |$)/.test(rest.slice(1)))) {
      const end = quote === '"' ? rest.indexOf('"', 1) : rest.slice(1).search(/'(?= |$)/) + 1;
      const inner = end === -1 ? rest.slice(1) : rest.slice(1, end);
      if (inner.trim() !== '') words.push({ text: inner.trim(), quoted: true });
      rest = end === -1 ? '' : rest.slice(end + 1);
      continue;
    }
    const space = rest.indexOf(' ');
    const word = space === -1 ? rest : rest.slice(0, space);
    words.push({ text: word, quoted: false });
    rest = space === -1 ? '' : rest.slice(space);
  }
  return words;
}
