import { letters } from '../names.ts';

/** How somebody belongs to the workspace. A stranger comes from another company over a shared channel. */
export type UserKind = 'member' | 'guest' | 'single-channel-guest' | 'stranger' | 'deleted' | 'bot';

/** Who and what is in a workspace when it starts; people are named by their handle, channels without the `#`. */
export interface SlackWorld {
  readonly team?: { readonly name: string; readonly domain?: string };
  readonly app?: { readonly name: string };
  readonly channels: readonly {
    readonly name: string;
    readonly id?: string;
    readonly topic?: string;
    readonly private?: boolean;
    readonly archived?: boolean;
    /** Everybody but deleted people, unless told. */
    readonly members?: readonly string[];
    /** Whether the app is a member; it is, unless told otherwise. */
    readonly app?: boolean;
  }[];
  readonly users: readonly {
    readonly name: string;
    readonly id?: string;
    readonly realName?: string;
    readonly title?: string;
    readonly email?: string;
    readonly kind?: UserKind;
  }[];
  readonly userGroups: readonly {
    readonly handle: string;
    readonly id?: string;
    readonly name?: string;
    readonly members: readonly string[];
    readonly disabled?: boolean;
  }[];
}

/** A person (or bot) of the workspace. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly email: string;
  kind: UserKind;
  readonly teamId: string;
}

/** A channel, or a direct conversation with the app. `members` are user ids. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly private: boolean;
  readonly direct: boolean;
  archived: boolean;
  app: boolean;
  readonly members: Set<string>;
}

/** A user group (`@sre`); `members` are user ids. */
export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  disabled: boolean;
  readonly members: Set<string>;
}

/** The workspace and the app in it, as other parts of Slack's API name them. */
export interface Identity {
  readonly teamId: string;
  readonly teamName: string;
  readonly domain: string;
  readonly appId: string;
  readonly appName: string;
  readonly botId: string;
  readonly botUserId: string;
}

/** Everybody and everything that is named in a workspace. */
export interface Directory {
  readonly identity: Identity;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly groups: Map<string, UserGroup>;
}

/** An id that looks like Slack's and is always the same for the same name. */
export function slackId(prefix: string, name: string): string {
  return `${prefix}${letters(`${prefix}:${name}`, 10).toUpperCase()}`;
}

/** Makes the directory of a workspace; throws when a channel or group names somebody who is not there. */
export function createDirectory(world: SlackWorld): Directory {
  const identity = identify(world);
  const users = new Map<string, User>();
  for (const seed of world.users) {
    const kind = seed.kind ?? 'member';
    const id = seed.id ?? slackId('U', seed.name);
    users.set(id, {
      id,
      kind,
      name: seed.name,
      realName: seed.realName ?? seed.name.charAt(0).toUpperCase() + seed.name.slice(1),
      title: seed.title ?? '',
      email: seed.email ?? `${seed.name}@example.com`,
      teamId: kind === 'stranger' ? slackId('T', 'another company') : identity.teamId,
    });
  }
  const botUser: User = {
    id: identity.botUserId,
    kind: 'bot',
    name: identity.appName.toLowerCase().replaceAll(' ', '-'),
    realName: identity.appName,
    title: '',
    email: '',
    teamId: identity.teamId,
  };
  const idOf = (name: string) => idByName(users, name);
  const channels = seedChannels(world, users, idOf);
  users.set(botUser.id, botUser);
  return { identity, users, channels, groups: seedGroups(world, idOf) };
}

function identify(world: SlackWorld): Identity {
  const teamName = world.team?.name ?? 'Example';
  const appName = world.app?.name ?? 'Region Failover';
  return {
    teamId: slackId('T', teamName),
    teamName,
    domain: world.team?.domain ?? teamName.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    appId: slackId('A', appName),
    appName,
    botId: slackId('B', appName),
    botUserId: slackId('U', `app ${appName}`),
  };
}

function seedChannels(world: SlackWorld, users: Map<string, User>, idOf: (name: string) => string) {
  const everybody = [...users.values()].filter((user) => user.kind !== 'deleted').map((user) => user.id);
  const channels = new Map<string, Channel>();
  for (const seed of world.channels) {
    const id = seed.id ?? slackId('C', seed.name);
    channels.set(id, {
      id,
      name: seed.name,
      topic: seed.topic ?? '',
      private: seed.private ?? false,
      direct: false,
      archived: seed.archived ?? false,
      app: seed.app ?? true,
      members: new Set(seed.members?.map(idOf) ?? everybody),
    });
  }
  return channels;
}

function seedGroups(world: SlackWorld, idOf: (name: string) => string) {
  const groups = new Map<string, UserGroup>();
  for (const seed of world.userGroups) {
    const id = seed.id ?? slackId('S', seed.handle);
    groups.set(id, {
      id,
      handle: seed.handle,
      name: seed.name ?? seed.handle,
      disabled: seed.disabled ?? false,
      members: new Set(seed.members.map(idOf)),
    });
  }
  return groups;
}

function idByName(users: Map<string, User>, name: string): string {
  const user = [...users.values()].find((one) => one.name === name || one.id === name);
  if (!user) throw new Error(`There is nobody named "${name}" in the workspace.`);
  return user.id;
}

/** Somebody by handle or id; throws when there is no such person. */
export function findUser(directory: Directory, name: string): User {
  const id = idByName(directory.users, name);
  const user = directory.users.get(id);
  if (!user) throw new Error(`There is nobody named "${name}" in the workspace.`);
  return user;
}

/** A channel by name (with or without `#`) or id. */
export function findChannel(directory: Directory, name: string): Channel | undefined {
  const bare = name.replace(/^#/, '');
  return (
    directory.channels.get(name) ?? [...directory.channels.values()].find((channel) => channel.name === bare)
  );
}

/** A user group by handle (with or without `@`) or id. */
export function findGroup(directory: Directory, name: string): UserGroup | undefined {
  const bare = name.replace(/^@/, '');
  return directory.groups.get(name) ?? [...directory.groups.values()].find((group) => group.handle === bare);
}
