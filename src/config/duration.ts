import * as z from 'zod';

const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** What a duration looks like: `30s`, `5m`, `1h30m`, `500ms`; largest unit first, each at most once. */
const durationPattern = /^(?=\d)(\d{1,6}d)?(\d{1,6}h)?(\d{1,6}m)?(\d{1,6}s)?(\d{1,6}ms)?$/;

const looks = 'must be a duration with a unit, such as `30s`, `5m` or `1h30m`';

/** A duration written as in `1h30m`, in ms; undefined when the text is none. */
export function durationMs(text: string): number | undefined {
  if (!durationPattern.test(text)) return undefined;
  const parts = text.matchAll(/(\d+)(ms|d|h|m|s)/g);
  return [...parts].reduce(
    (sum, [, digits, unit]) => sum + Number(digits) * unitMs[unit as keyof typeof unitMs],
    0,
  );
}

function durationError(input: unknown): string | undefined {
  if (typeof input !== 'number') return input === undefined ? undefined : looks;
  return `needs a unit: \`${input}s\` for seconds, \`${input}m\` for minutes`;
}

/** The schema of a duration in failover.yml; its output is in ms. Give defaults as text with `prefault('5m')`. */
export const duration = z
  .string({ error: (issue) => durationError(issue.input) })
  .regex(durationPattern, { error: (issue) => durationError(issue.input), abort: true })
  .transform((text) => durationMs(text) ?? 0);
