import type { Clock } from '../clock.ts';
import type { Json } from './fields.ts';
import { createDirectory } from './world.ts';
import type { Directory, SlackWorld } from './world.ts';

/** A message that a channel or a thread shows. */
export interface SlackMessage {
  readonly ts: string;
  readonly channel: string;
  /** The user id of the author; the app's bot user for messages of the app. */
  readonly user: string;
  text: string;
  blocks: readonly Json[];
  /** The parent's ts, for a reply. */
  readonly threadTs?: string;
  /** A reply that the channel shows as well. */
  readonly broadcast: boolean;
  metadata?: Json;
  /** How often it has been edited, and when last, as a ts. */
  edits: number;
  editedTs?: string;
}

/** A message that one person sees; `system` is the workspace itself saying that the app failed. */
export interface Ephemeral {
  readonly ts: string;
  readonly channel: string;
  readonly to: string;
  readonly from: 'app' | 'system';
  text: string;
  blocks: readonly Json[];
  readonly threadTs?: string;
}

/** A modal that somebody has open; of several, the last is on top. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId?: string;
  readonly externalId: string;
  readonly channel?: string;
  view: Json;
  hash: string;
  /** What the app (or a missing answer) complains of, by block id. */
  errors: Readonly<Record<string, string>>;
}

/** What has changed, for those who watch. */
export interface Change {
  readonly kind: 'message' | 'deleted' | 'ephemeral' | 'view' | 'people' | 'delivery' | 'call';
  readonly channel?: string;
  readonly ts?: string;
}

/** Everything that is said and shown in a workspace. */
export interface Workspace {
  readonly directory: Directory;
  readonly clock: Clock;
  messages: SlackMessage[];
  ephemerals: Ephemeral[];
  views: OpenView[];
  /** `user:channel` to the ts of what was read last. */
  readonly lastRead: Map<string, string>;
  /** Appends an id that was never used in this workspace. */
  nextId(prefix: string): string;
  /** The time now as a Slack timestamp (seconds and microseconds), each one later than the one before. */
  nextTs(): string;
  changed(change: Change): void;
  onChange(listener: (change: Change) => void): () => void;
}

/** Makes the workspace of a world, in which nothing has been said yet. */
export function createWorkspace(world: SlackWorld, clock: Clock): Workspace {
  const listeners = new Set<(change: Change) => void>();
  let ids = 0;
  let lastMicros = 0;
  return {
    directory: createDirectory(world),
    clock,
    messages: [],
    ephemerals: [],
    views: [],
    lastRead: new Map(),
    nextId: (prefix) => {
      ids += 1;
      return `${prefix}${String(ids).padStart(10, '0')}`;
    },
    nextTs: () => {
      lastMicros = Math.max(Math.floor(clock.now()) * 1000, lastMicros + 1);
      return formatTs(lastMicros);
    },
    changed: (change) => {
      for (const listener of listeners) listener(change);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function formatTs(micros: number): string {
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
}

/** The time of a Slack timestamp in milliseconds since the epoch. */
export function timeOfTs(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** A message of a channel by its ts. */
export function findMessage(workspace: Workspace, channel: string, ts: string): SlackMessage | undefined {
  return workspace.messages.find((message) => message.channel === channel && message.ts === ts);
}

/** What a channel shows, oldest first: its messages and the replies that are broadcast. */
export function channelMessages(workspace: Workspace, channel: string): SlackMessage[] {
  return workspace.messages.filter(
    (message) => message.channel === channel && (message.threadTs === undefined || message.broadcast),
  );
}

/** The replies of a thread, oldest first, without its parent. */
export function repliesOf(workspace: Workspace, channel: string, ts: string): SlackMessage[] {
  return workspace.messages.filter((message) => message.channel === channel && message.threadTs === ts);
}

/** Adds a message and gives it its ts. */
export function addMessage(
  workspace: Workspace,
  draft: Pick<SlackMessage, 'channel' | 'user' | 'text' | 'blocks'> &
    Partial<Pick<SlackMessage, 'threadTs' | 'broadcast' | 'metadata'>>,
): SlackMessage {
  const message: SlackMessage = { broadcast: false, ...draft, ts: workspace.nextTs(), edits: 0 };
  workspace.messages.push(message);
  workspace.changed({ kind: 'message', channel: message.channel, ts: message.ts });
  return message;
}

/** Takes a message out of its channel. */
export function removeMessage(workspace: Workspace, message: SlackMessage): void {
  workspace.messages = workspace.messages.filter((one) => one !== message);
  workspace.changed({ kind: 'deleted', channel: message.channel, ts: message.ts });
}

/** Shows somebody a message that nobody else sees. */
export function addEphemeral(workspace: Workspace, draft: Omit<Ephemeral, 'ts'>): Ephemeral {
  const ephemeral: Ephemeral = { ...draft, ts: workspace.nextTs() };
  workspace.ephemerals.push(ephemeral);
  workspace.changed({ kind: 'ephemeral', channel: ephemeral.channel, ts: ephemeral.ts });
  return ephemeral;
}

/** Takes an ephemeral message away. */
export function removeEphemeral(workspace: Workspace, ts: string): void {
  workspace.ephemerals = workspace.ephemerals.filter((one) => one.ts !== ts);
  workspace.changed({ kind: 'ephemeral', ts });
}
