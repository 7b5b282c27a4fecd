import type { Json, JsonObject } from '../kubernetes/json.ts';

/** One resource of a user's config, as plain data: its spec with defaults filled in, and what it says of each region. */
export interface DescribedResource {
  readonly id: string;
  readonly kind: string;
  readonly spec: JsonObject;
  readonly regional: Readonly<Record<string, Json | undefined>>;
}

/** A user's service, as far as a world can be made of it; the first region is home. */
export interface DescribedService {
  readonly service: string;
  readonly regions: readonly [home: string, ...standbys: string[]];
  readonly account?: string;
  readonly witness?: { readonly bucket: string; readonly region: string };
  readonly resources: readonly DescribedResource[];
}
