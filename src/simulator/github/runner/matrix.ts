import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * The combinations of a `strategy.matrix`, with `include` and `exclude`
 * (https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations). Throws where a
 * vector is no list or empty.
 */
export function expandMatrix(matrix: Json): readonly JsonObject[] {
  if (!isObject(matrix)) throw new Error('The matrix must be a mapping.');
  const { include = [], exclude = [], ...vectors } = matrix;
  const products = product(vectors).filter(
    (each) => !objectsIn(exclude).some((unwanted) => contains(each, unwanted)),
  );
  const base = Object.keys(vectors).length === 0 ? [] : products;
  const found = base.map((original) => ({ original, extended: original }));
  const added: JsonObject[] = [];
  for (const extra of objectsIn(include)) {
    // An original value is never overwritten; one that an earlier `include` has added may be.
    const fitting = found.filter(({ original }) =>
      Object.entries(extra).every(([key, value]) => !(key in original) || same(original[key], value)),
    );
    for (const each of fitting) each.extended = { ...each.extended, ...extra };
    if (fitting.length === 0) added.push(extra);
  }
  const all = [...found.map(({ extended }) => extended), ...added];
  if (all.length === 0) throw new Error('Matrix must define at least one vector.');
  return all;
}

function product(vectors: JsonObject): readonly JsonObject[] {
  return Object.entries(vectors).reduce<readonly JsonObject[]>(
    (found, [key, values]) => {
      if (!Array.isArray(values) || values.length === 0)
        throw new Error(`Matrix vector '${key}' does not contain any values.`);
      return found.flatMap((each) => (values as readonly Json[]).map((value) => ({ ...each, [key]: value })));
    },
    [{}],
  );
}

function objectsIn(value: Json): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

function contains(whole: JsonObject, part: JsonObject): boolean {
  return Object.entries(part).every(([key, value]) => key in whole && same(whole[key], value));
}

function same(left: Json | undefined, right: Json): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The values of a combination as a job's name shows them: `eu-west-1, 3`. */
export function matrixLabel(combination: JsonObject): string {
  return Object.values(combination)
    .flatMap((value) => (isObject(value) ? Object.values(value) : [value]))
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    .join(', ');
}
