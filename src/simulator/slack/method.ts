import { isObject, parseJson } from './fields.ts';
import type { Json } from './fields.ts';
import type { Tier } from './rate-limits.ts';
import type { SlackSide } from './side.ts';
import type { Channel } from './world.ts';
import { findChannel } from './world.ts';

/** The arguments of a call, which come as a form (all text) or as JSON. */
export interface Args {
  readonly all: Json;
  /** Text, or an empty string. */
  text(name: string): string;
  /** A value that a form carries as JSON text; undefined when it is missing, `INVALID` when it is no JSON. */
  json(name: string): unknown;
  /** True for `true`, `1` and their texts. */
  flag(name: string): boolean;
  /** A whole number, or the fallback. */
  number(name: string, fallback: number): number;
}

/** Stands for a member that is no JSON at all. */
export const INVALID = Symbol('not JSON');

/** An answer of the Web API: `{ ok, … }`. */
export type Answer = Json & { readonly ok: boolean };

/** One method of the Web API. */
export interface Method {
  readonly tier: Tier;
  /** The scope that the bot token must have; for conversations it depends on the channel. */
  readonly scope?: string | ((side: SlackSide, args: Args) => string | undefined);
  /** Whether it takes the app-level token instead of the bot's. */
  readonly appToken?: true;
  run(side: SlackSide, args: Args): Answer;
}

/** Reads the arguments of a call. */
export function argsOf(all: Json): Args {
  return {
    all,
    text: (name) => {
      const value = all[name];
      return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    },
    json: (name) => {
      const value = all[name];
      if (typeof value !== 'string') return value;
      if (value === '') return undefined;
      const parsed = parseJson(value);
      return parsed === undefined ? INVALID : parsed;
    },
    flag: (name) => [true, 1, 'true', '1'].includes(all[name] as boolean),
    number: (name, fallback) => {
      const value = Number(all[name] ?? Number.NaN);
      return Number.isInteger(value) ? value : fallback;
    },
  };
}

/** A refusal, with the messages that Slack puts into `response_metadata`. */
export function refuse(error: string, problems: readonly string[] = []): Answer {
  if (problems.length === 0) return { ok: false, error };
  return {
    ok: false,
    error,
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  };
}

/** Whether the bot token has a scope. */
export function hasScope(side: SlackSide, scope: string): boolean {
  return side.app.scopes === undefined || side.app.scopes.includes(scope);
}

/** The channel of a call when the app can see it. */
export function visibleChannel(side: SlackSide, name: string): Channel | undefined {
  const channel = findChannel(side.workspace.directory, name);
  return channel && (channel.app || !channel.private) ? channel : undefined;
}

/** The scope for reading a channel: `channels:history` for a public one, `groups:history` for a private one. */
export function channelScope(what: 'read' | 'history') {
  return (side: SlackSide, args: Args): string => {
    const channel = findChannel(side.workspace.directory, args.text('channel'));
    if (channel?.direct) return `im:${what}`;
    return channel?.private ? `groups:${what}` : `channels:${what}`;
  };
}

/** One page of a list, by Slack's cursors: base64 of where the next page begins. */
export function page<T>(all: readonly T[], args: Args, most: { usual: number; limit: number }) {
  const start = Number(Buffer.from(args.text('cursor'), 'base64').toString().replace('next:', '')) || 0;
  const size = Math.min(most.limit, Math.max(1, args.number('limit', most.usual)));
  const end = start + size;
  const more = end < all.length;
  return {
    items: all.slice(start, end),
    more,
    metadata: { next_cursor: more ? Buffer.from(`next:${end}`).toString('base64') : '' },
  };
}

/** The metadata of a message when it is one that Slack takes; an error code otherwise. */
export function readMetadata(args: Args): { metadata?: Json } | { error: string } {
  const value = args.json('metadata');
  if (value === undefined) return {};
  if (!isObject(value)) return { error: 'invalid_metadata_format' };
  if (typeof value['event_type'] !== 'string' || !isObject(value['event_payload']))
    return { error: 'invalid_metadata_schema' };
  if (JSON.stringify(value).length > 16_000) return { error: 'metadata_too_large' };
  return { metadata: value };
}
