import { data } from '@actions/expressions';
import type { ExpressionData } from '@actions/expressions/data/expressiondata';

/** What an expression of a workflow can come to, and what its contexts are made of. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of a context, such as `github.event`. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is an object, and not a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as GitHub's evaluator takes it. */
export function toData(value: Json): ExpressionData {
  if (value === null) return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (isObject(value))
    return new data.Dictionary(...Object.entries(value).map(([key, each]) => ({ key, value: toData(each) })));
  return new data.Array(...value.map(toData));
}

/** What GitHub's evaluator gave back, as plain values. */
export function fromData(value: ExpressionData): Json {
  if (value instanceof data.Dictionary)
    return Object.fromEntries(value.pairs().map(({ key, value: each }) => [key, fromData(each)]));
  if (value instanceof data.Array) return value.values().map(fromData);
  return value instanceof data.Null ? null : value.value;
}

/** A value as text, with GitHub's coercion: null is empty, an object is `Object`. */
export function textOf(value: Json): string {
  return toData(value).coerceString();
}

/** Plain data of unknown origin as a context: what JSON cannot carry is left out. */
export function contextOf(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}
