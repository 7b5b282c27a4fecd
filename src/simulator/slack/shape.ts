import { isObject } from './fields.ts';

/** Checks a value that stands at a JSON pointer and adds what is wrong with it, in Slack's words, to the problems. */
export type Shape = (value: unknown, at: string, problems: string[]) => void;

/** Adds a problem as Slack words it: what, and where. */
export function complain(problems: string[], what: string, at: string): void {
  problems.push(`${what} [json-pointer:${at}]`);
}

/** How many characters (code points) a text has, which is what Slack's limits count. */
export function characters(text: string): number {
  return Array.from(text).length;
}

/** Text of that many characters at most, and one at least unless told. */
export function string(most: number, least = 1): Shape {
  return (value, at, problems) => {
    if (typeof value !== 'string') complain(problems, 'must be a string', at);
    else if (characters(value) < least)
      complain(problems, `must be more than ${String(least - 1)} characters`, at);
    else if (characters(value) > most) complain(problems, `must be less than ${most + 1} characters`, at);
  };
}

/** An http, https or mailto address of at most 3,000 characters. */
export const address: Shape = (value, at, problems) => {
  string(3000)(value, at, problems);
  if (typeof value === 'string' && !/^(https?:\/\/|mailto:)/.test(value))
    complain(problems, 'invalid url', at);
};

/** True or false. */
export const boolean: Shape = (value, at, problems) => {
  if (typeof value !== 'boolean') complain(problems, 'must be a boolean', at);
};

/** A whole number between two bounds. */
export function integer(least: number, most: number): Shape {
  return (value, at, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) complain(problems, 'must be an integer', at);
    else if (value < least || value > most) complain(problems, `must be between ${least} and ${most}`, at);
  };
}

/** One of some words. */
export function oneOf(...words: string[]): Shape {
  return (value, at, problems) => {
    if (typeof value !== 'string' || !words.includes(value))
      complain(problems, `must be one of: ${words.join(', ')}`, at);
  };
}

/** Anything. */
export const anything: Shape = () => undefined;

/** A list of so many things. */
export function list(item: Shape, most: number, least = 1): Shape {
  return (value, at, problems) => {
    if (!Array.isArray(value)) {
      complain(problems, 'must be an array', at);
      return;
    }
    if (value.length > most) complain(problems, `no more than ${most} items allowed`, at);
    if (value.length < least) complain(problems, `no fewer than ${least} items allowed`, at);
    value.forEach((one, index) => {
      item(one, `${at}/${index}`, problems);
    });
  };
}

/** An object with these members and no others. */
export function object(required: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape {
  const all: Record<string, Shape> = { ...required, ...optional };
  return (value, at, problems) => {
    if (!isObject(value)) {
      complain(problems, 'must provide an object', at);
      return;
    }
    for (const name of Object.keys(required))
      if (value[name] === undefined) complain(problems, `missing required field: ${name}`, at);
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      const shape = Object.hasOwn(all, name) ? all[name] : undefined;
      if (shape) shape(member, `${at}/${name}`, problems);
      else complain(problems, `invalid additional property: ${name}`, at);
    }
  };
}

/** An object whose `type` says which of the shapes it must have. */
export function byType(shapes: Record<string, Shape>): Shape {
  return (value, at, problems) => {
    if (!isObject(value)) {
      complain(problems, 'must provide an object', at);
      return;
    }
    const type = value['type'];
    if (type === undefined) {
      complain(problems, 'missing required field: type', at);
      return;
    }
    const shape = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (shape) shape(value, at, problems);
    else complain(problems, `unsupported type: ${typeof type === 'string' ? type : typeof type}`, at);
  };
}
