/** An AWS region name such as `eu-west-2`. */
export type Region = string;

/** Where an observation was made: a region, or the word `global` for what has no region (a Route 53 record, a public name). */
export type Place = Region;

/** A resource's name in the config; with `each`, `group/item` such as `databases/orders`. */
export type ResourceId = string;

/** A step's name, stable between plans of the same config: `databases/orders:promote`. */
export type StepId = string;

/** A run's name, usable in an STS session name and in a file name: `fo-20261121-104722-7f3a`. */
export type RunId = string;

/** Any value that survives JSON unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Matches AWS region names in every partition (`eu-west-1`, `us-gov-east-1`, `ap-southeast-7`). */
export const regionPattern = /^[a-z]{2}(-[a-z]+){1,3}-\d{1,2}$/;

/** Makes a run id from a time (ms since the epoch) and a random suffix of lower-case hexadecimal digits. */
export function runId(nowMs: number, suffix: string): RunId {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `fo-${stamp}-${suffix}`;
}

/** The end of a run id, which all runs of one operation share. */
export function markOfRun(run: RunId): string {
  return run.slice(run.lastIndexOf('-') + 1);
}
