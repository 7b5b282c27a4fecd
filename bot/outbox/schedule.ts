import type { Incident } from '../incidents/incident.ts';
import type { OutboxItem } from '../store/store.ts';
import { createLane, type Lane } from './lane.ts';
import { createPacer, type Pace, type Pacer } from './pace.ts';

/** A headline is edited at most this often, so that people can read it. */
const messageEdits: Pace = { perMs: 2_500, burst: 1 };
/** chat.update is tier 3: 50 and more a minute for all messages together (https://docs.slack.dev/apis/web-api/rate-limits). */
const allEdits: Pace = { perMs: 1_200, burst: 10 };
/** About one message a second in a channel, with short bursts (same page). */
const channelPosts: Pace = { perMs: 1_000, burst: 3 };
/** GitHub asks for at most 80 writes of content a minute (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api). */
const issueEdits: Pace = { perMs: 5_000, burst: 1 };
const githubWrites: Pace = { perMs: 1_000, burst: 10 };
/** Until a headline or an issue exists, what belongs under it waits. In ms. */
const waitForPlaceMs = 2_000;

interface Turn {
  readonly name: string;
  readonly pace: Pace;
  /** Nobody else's: it can be paused without holding up other incidents. */
  readonly own?: true;
}

/** When items may go out, and how many at a time. */
export interface Schedule {
  /** How long the item must still wait, in ms. A wait that is not longer than `mostMs` takes the turn. */
  holdMs(wanted: {
    readonly item: OutboxItem;
    readonly incident: Incident;
    readonly now: number;
    readonly mostMs: number;
  }): number;
  /** Has failed, so that a newer wish for the same message must not go out before `until` either. */
  pause(item: OutboxItem, incident: Incident, until: number): void;
  /** Where the item is carried out: starting and stopping jobs never waits behind messages. */
  lane(type: string): Lane;
  /** Forgets old turns. */
  tidy(now: number): void;
}

/** Spaces out what goes to Slack and GitHub. One for a worker. */
export function createSchedule(): Schedule {
  const pacer = createPacer();
  const lanes = {
    jobs: createLane(32),
    slack: createLane(8),
    github: createLane(4),
    notify: createLane(4),
    inside: createLane(4),
  };
  return {
    holdMs: ({ item, incident, now, mostMs }) => {
      if (lacksPlace(item.type, incident)) return Math.max(waitForPlaceMs, mostMs + 1);
      const turns = turnsOf(item, incident);
      const wait = Math.max(0, ...turns.map(({ name, pace }) => pacer.wait(name, pace, now)));
      if (wait <= mostMs) take(pacer, turns, now + wait);
      return wait;
    },
    pause: (item, incident, until) => {
      for (const { name, own } of turnsOf(item, incident)) if (own === true) pacer.pause(name, until);
    },
    lane: (type) => lanes[laneOf(type)],
    tidy: (now) => {
      pacer.tidy(now);
    },
  };
}

/**
 * Whether later wishes take the place of the item: it waits in the outbox, where they find it, since what is asked for while a worker
 * has it in hands is done once more.
 */
export function isCoalesced(type: string): boolean {
  return type === 'headline' || type === 'issue' || type === 'page';
}

function take(pacer: Pacer, turns: readonly Turn[], at: number): void {
  for (const { name, pace } of turns) pacer.take(name, pace, at);
}

function lacksPlace(type: string, { places }: Incident): boolean {
  return (
    (type === 'slack-story' && places.slack === undefined) ||
    (type === 'github-comment' && places.issue === undefined)
  );
}

function turnsOf({ type }: OutboxItem, incident: Incident): readonly Turn[] {
  const posts = { name: `posts:${incident.policy.incidents.channel}`, pace: channelPosts };
  const writes = { name: 'github-writes', pace: githubWrites };
  switch (type) {
    case 'headline':
      return incident.places.slack === undefined
        ? [posts]
        : [
            { name: `headline:${incident.id}`, pace: messageEdits, own: true },
            { name: 'edits', pace: allEdits },
          ];
    case 'slack-story':
      return [posts];
    case 'issue':
      return [{ name: `issue:${incident.id}`, pace: issueEdits, own: true }, writes];
    case 'github-comment':
    case 'review-item':
      return [writes];
    default:
      return [];
  }
}

function laneOf(type: string): 'jobs' | 'slack' | 'github' | 'notify' | 'inside' {
  switch (type) {
    case 'dispatch':
    case 'dispatch-settle':
    case 'review':
    case 'recheck':
    case 'cancel':
      return 'jobs';
    case 'headline':
    case 'slack-story':
      return 'slack';
    case 'issue':
    case 'github-comment':
    case 'review-item':
      return 'github';
    case 'notify-target':
      return 'notify';
    default:
      return 'inside';
  }
}
