import { quoted } from './diagnostic.ts';

const longestWord = 64;

/** The candidate that a mistyped word most likely means, or undefined when none is close. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  const wanted = plain(word);
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    if (candidate.length > longestWord || candidate === word) continue;
    const distance = editDistance(wanted, plain(candidate));
    const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    if (distance <= allowed && (best === undefined || distance < best.distance))
      best = { candidate, distance };
  }
  return best?.candidate;
}

/** The question behind a suggestion. */
export function didYouMean(word: string): string {
  return `Did you mean ${quoted(word)}?`;
}

/** `replicaCount`, `replica_count` and `replica-count` are the same slip. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, '');
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    const above = rows[row - 1] ?? [];
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          cell(above, column) + 1,
          cell(current, column - 1) + 1,
          cell(above, column - 1) + (same ? 0 : 1),
          swapped ? cell(rows[row - 2], column - 2) + 1 : Infinity,
        ),
      );
    }
    rows.push(current);
  }
  return cell(rows[a.length], b.length);
}

function cell(row: readonly number[] | undefined, column: number): number {
  return row?.[column] ?? Infinity;
}
