import type * as z from 'zod';
import { quoted } from './diagnostic.ts';

/** Says what zod has found as the end of a sentence: "must be text, but is the number 5". */
export function issueWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeWords(String(issue.expected))}, but is ${valueWords(issue.input)}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map(String))}, but is ${valueWords(issue.input)}`;
    case 'too_small':
      return boundWords(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return boundWords(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_format':
      return formatWords(issue.format, issue.pattern);
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_union':
    case 'unrecognized_keys':
    case 'custom':
      return 'is not valid';
  }
}

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'empty',
};

function typeWords(expected: string): string {
  return types[expected] ?? expected;
}

/** What a value of the file is, in words. */
export function valueWords(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text ${quoted(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `\`${value}\``;
  return Array.isArray(value) ? 'a list' : 'a map';
}

/** Names joined for a sentence: `a`, `b` or `c`; at most twelve of them. */
export function oneOf(names: readonly string[]): string {
  const shown = names.slice(0, 12).map(quoted);
  if (names.length > shown.length)
    return `one of ${shown.join(', ')} and ${names.length - shown.length} more`;
  const last = shown.at(-1) ?? 'nothing';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} or ${last}`;
}

function boundWords(origin: string, bound: number | bigint, relation: string): string {
  if (origin === 'number' || origin === 'int' || origin === 'bigint') return `must be ${relation} ${bound}`;
  if (relation === 'at least' && Number(bound) === 1) return 'must not be empty';
  const unit = origin === 'string' ? 'character' : origin === 'array' || origin === 'set' ? 'item' : 'entry';
  const plural = unit === 'entry' ? 'entries' : `${unit}s`;
  return `must have ${relation} ${bound} ${Number(bound) === 1 ? unit : plural}`;
}

const formats: Readonly<Record<string, string>> = {
  url: 'a URL, such as `https://example.com/health`',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  email: 'an e-mail address',
  hostname: 'a host name',
};

function formatWords(format: string, pattern: string | undefined): string {
  const known = formats[format];
  if (known !== undefined) return `must be ${known}`;
  return pattern === undefined ? `must be a valid ${format}` : `must match the pattern ${quoted(pattern)}`;
}
