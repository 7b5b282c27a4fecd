import { createServer } from 'node:http';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Reply } from '../../../bot/commands/reply.ts';
import { sayLines } from '../../../bot/commands/reply.ts';
import { createRefusals } from '../../../bot/http/refusals.ts';
import type {
  SlackCommand,
  SlackHandlers,
  SlackPress,
  SlackSubmission,
} from '../../../bot/slack/interactions.ts';
import { createSlack, type Slack } from '../../../bot/slack/slack.ts';
import { openStore } from '../../../bot/store/open-store.ts';
import type { Store } from '../../../bot/store/store.ts';
import { systemClock, type Clock } from '../../../src/clock.ts';
import { startLocalSlack, type LocalSlack } from '../../../src/simulator/slack/local-slack.ts';
import { listening } from '../../unit/loopback.ts';

export const signingSecret = 'a-signing-secret';
const botToken = 'xoxb-bot';
const appToken = 'xapp-app';

/** The scopes of slack-manifest.yml; a call that wants another one is refused by the local Slack. */
export const scopes = [
  'commands',
  'chat:write',
  'usergroups:read',
  'users:read',
  'channels:history',
  'groups:history',
];

const world = {
  channels: [
    { name: 'incidents', id: 'C024BE7LR' },
    { name: 'status', id: 'C0STATUS1' },
    { name: 'elsewhere', id: 'C0ELSE001', app: false },
  ],
  users: [
    { name: 'nadia', id: 'UNADIA' },
    { name: 'omar', id: 'UOMAR' },
    { name: 'gus', id: 'UGUEST', kind: 'guest' },
    { name: 'sam', id: 'USTRANGER', kind: 'stranger' },
    { name: 'bo', id: 'UBOT', kind: 'bot' },
    { name: 'del', id: 'UDELETED', kind: 'deleted' },
    { name: 'olga', id: 'UOUTSIDE' },
  ],
  userGroups: [{ handle: 'sre', id: 'S0614TZR7', members: ['nadia', 'gus', 'sam', 'bo', 'del'] }],
} as const;

/** The bot's Slack in front of a local one. */
export interface SlackRig {
  readonly slack: Slack;
  readonly local: LocalSlack;
  readonly store: Store;
  readonly handlers: {
    -readonly [Name in keyof SlackHandlers]: SlackHandlers[Name];
  };
  readonly commands: SlackCommand[];
  readonly presses: SlackPress[];
  readonly submissions: SlackSubmission[];
  /** The address of the bot's listener. */
  readonly address: string;
}

/** Starts both, and stops them after the test. */
export async function slackRig({
  socket = false,
  clock = systemClock,
  store: given,
  timeoutMs = 5_000,
}: {
  readonly socket?: boolean;
  readonly clock?: Clock;
  readonly store?: Partial<Store>;
  readonly timeoutMs?: number;
} = {}): Promise<SlackRig> {
  const local = await startLocalSlack({ clock, signingSecret, botToken, appToken, scopes, world });
  const own = await openStore({ file: ':memory:' });
  await own.migrate();
  const store = { ...own, ...given };
  const commands: SlackCommand[] = [];
  const presses: SlackPress[] = [];
  const submissions: SlackSubmission[] = [];
  const noted = (): Reply => sayLines(true, 'Noted.');
  const handlers: SlackRig['handlers'] = {
    mayNeedForm: () => false,
    onCommand: () => Promise.resolve(noted()),
    onButton: () => Promise.resolve(noted()),
    onSubmit: () => Promise.resolve(noted()),
  };
  const log = pino({ level: 'silent' });
  const slack = createSlack({
    settings: {
      ...(socket ? { appToken } : { signingSecret }),
      botToken,
      apiUrl: local.apiUrl,
    },
    clock,
    store,
    log,
    refusals: createRefusals({ store, clock, log }),
    page: () => undefined,
    timeoutMs,
    handlers: {
      mayNeedForm: (text) => handlers.mayNeedForm(text),
      onCommand: (command) => {
        commands.push(command);
        return handlers.onCommand(command);
      },
      onButton: (press) => {
        presses.push(press);
        return handlers.onButton(press);
      },
      onSubmit: (submission) => {
        submissions.push(submission);
        return handlers.onSubmit(submission);
      },
    },
  });
  const port = await listening(
    createServer((request, response) => {
      void slack.listener?.(request, response).then((isOurs) => {
        if (!isOurs) response.writeHead(404).end();
      });
    }),
  );
  const address = `http://127.0.0.1:${port}/slack/events`;
  if (!socket) local.deliverTo({ commandUrl: address, interactionUrl: address });
  onTestFinished(async () => {
    await local.close();
    await slack.stop();
    await own.close();
  });
  return { slack, local, store, handlers, commands, presses, submissions, address };
}
