/** Secrets of this process: told to the runner once each, and taken out of everything that is written. */
export interface Masks {
  /** Adds a secret; lines of several are hidden one by one. Short values are left alone: hiding `1` would hide everything. */
  add(secret: string | undefined): void;
  /** The text with `***` in the place of every secret. */
  redact(text: string): string;
}

const shortest = 6;

/** Makes an empty list; `announce` is told each secret once. */
export function createMasks(announce: (secret: string) => void): Masks {
  const known = new Set<string>();
  let ordered: string[] = [];
  return {
    add: (secret) => {
      for (const line of (secret ?? '').split(/\r?\n/).map((each) => each.trim())) {
        if (line.length < shortest || known.has(line)) continue;
        known.add(line);
        announce(line);
      }
      // The longest first: a secret that begins like another must not leave its tail behind.
      ordered = [...known].sort((a, b) => b.length - a.length);
    },
    redact: (text) => ordered.reduce((rest, secret) => rest.replaceAll(secret, '***'), text),
  };
}
