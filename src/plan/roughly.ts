import { formatDuration } from '../format-duration.ts';

/** A duration in ms without the parts that are zero: `4 min`, `2 h`, `1 min 30 s`. */
export function roughly(ms: number): string {
  return formatDuration(ms).replace(/ 00 (?:s|min)$/, '');
}
