import * as z from 'zod';
import { regionPattern } from '../ids.ts';
import type { Region } from '../ids.ts';

/** One value for every region, or a value by region name. */
export type PerRegion<T> = T | Readonly<Record<Region, T>>;

/** The schema of a field that takes a plain value for all regions, or a map from region name to value. */
export function perRegion<T>(schema: z.ZodType<T>): z.ZodType<PerRegion<T>> {
  const byRegion = z.record(z.string().regex(regionPattern, 'must be the name of an AWS region'), schema);
  return z.union([schema, byRegion]);
}

/** The value for a region; undefined when the field is a map without that region. */
export function forRegion<T>(value: PerRegion<T>, region: Region): T | undefined {
  if (!isRegionMap(value)) return value;
  return value[region];
}

/** Only region names as keys make a map: no field of a spec is called like a region. */
function isRegionMap<T>(value: PerRegion<T>): value is Readonly<Record<Region, T>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => regionPattern.test(key));
}
