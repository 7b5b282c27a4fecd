/** What must never be read in a log. */
export interface Masks {
  /** Hides a text from now on, and each of its lines; nothing for one that is blank. */
  add(secret: string): void;
  /** The text with `***` in the place of everything hidden. */
  hide(text: string): string;
  /** Whether a text holds something hidden: such an output is not passed on. */
  holds(text: string): boolean;
}

/** The masks of one job. */
export function createMasks(): Masks {
  const hidden = new Set<string>();
  // The longest first, or a part of a secret would leave the rest of it readable.
  const sorted = () => [...hidden].sort((left, right) => right.length - left.length);
  return {
    add: (secret) => {
      for (const each of [secret, ...secret.split(/\r?\n/)]) if (each.trim() !== '') hidden.add(each);
    },
    hide: (text) => sorted().reduce((found, each) => found.replaceAll(each, '***'), text),
    holds: (text) => [...hidden].some((each) => text.includes(each)),
  };
}
