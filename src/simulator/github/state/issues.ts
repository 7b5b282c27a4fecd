import type { Holder } from './accounts.ts';

/** The reactions that GitHub knows. */
export const reactionContents = [
  '+1',
  '-1',
  'laugh',
  'confused',
  'heart',
  'hooray',
  'rocket',
  'eyes',
] as const;

/** One person's reaction. */
export interface Reaction {
  readonly id: number;
  readonly content: (typeof reactionContents)[number];
  readonly user: Holder;
  readonly at: number;
}

/** A label of a repository. */
export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

/** A comment on an issue. */
export interface Comment {
  readonly id: number;
  readonly user: Holder;
  body: string;
  readonly createdAt: number;
  updatedAt: number;
  readonly reactions: Reaction[];
}

/** An issue with its comments; times in ms since the epoch. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  readonly user: Holder;
  labels: Label[];
  assignees: Holder[];
  lock: { reason: 'off-topic' | 'too heated' | 'resolved' | 'spam' | null } | undefined;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  closedBy: Holder | null;
  readonly comments: Comment[];
  readonly reactions: Reaction[];
}

/** Adds a reaction; somebody reacts only once in one way, so a second one is the first. */
export function react(
  reactions: Reaction[],
  reaction: Reaction,
): { readonly reaction: Reaction; readonly created: boolean } {
  const there = reactions.find(
    ({ content, user }) => content === reaction.content && user.id === reaction.user.id,
  );
  if (there) return { reaction: there, created: false };
  reactions.push(reaction);
  return { reaction, created: true };
}
