import type { Json } from '../ids.ts';

/** The JSON value of a text; undefined when it is none. */
export function parseJson(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined;
  }
}

/** The scalar at a path such as `build.region`; empty when there is none. Own properties only. */
export function fieldAt(document: Json, path: string): readonly Json[] {
  const names = path.replace(/^\./, '').split('.');
  const found = names.reduce<Json | undefined>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name)
        ? (at as Readonly<Record<string, Json>>)[name]
        : undefined,
    document,
  );
  if (found === undefined || (typeof found === 'object' && found !== null)) return [];
  return [typeof found === 'string' ? found.slice(0, 200) : found];
}
