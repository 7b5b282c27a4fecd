import { WebClient } from '@slack/web-api';
import type { Clock } from '../src/clock.ts';
import { createAlarmPosts, declareProposal } from './alarms/proposal.ts';
import type { AlarmPosts } from './alarms/alarm-desk.ts';
import type { CommandContext } from './commands/context.ts';
import { parseCommand } from './commands/parse-command.ts';
import { runButton, runCommand, runSubmission } from './commands/run-command.ts';
import type { CommandName } from './commands/command-names.ts';
import type { GitHubCommand } from './github/comment-commands.ts';
import type { Reply } from './commands/reply.ts';
import type { Log } from './log.ts';
import type { Account } from './people/resolve-person.ts';
import { membershipOf } from './people/membership.ts';
import type { GitHubPort, IncidentService, SlackPort } from './ports.ts';
import type { Settings } from './settings.ts';
import { boltLogger } from './slack/bolt-logger.ts';
import { createSlackCall } from './slack/call.ts';
import type { SlackHandlers } from './slack/interactions.ts';
import { createProblems } from './slack/problems.ts';
import type { Store } from './store/store.ts';

/** What commands and buttons stand on; Slack is there only after its handlers are. */
export interface PeopleParts {
  readonly store: Store;
  readonly service: IncidentService;
  readonly github: GitHubPort;
  readonly slack: () => Pick<SlackPort, 'membership'>;
  readonly clock: Clock;
}

/** Commands whose answer may be a form. */
const withForm: readonly CommandName[] = [
  ...(['declare', 'plan', 'failback', 'reprotect', 'drill'] as const),
  ...(['skip', 'break-glass'] as const),
];

/** Puts Slack in front of the command table. */
export function slackHandlers(parts: PeopleParts): SlackHandlers {
  return {
    mayNeedForm: (text) => {
      const parsed = parseCommand(text);
      return 'command' in parsed && withForm.includes(parsed.command);
    },
    onCommand: ({ account, delivery, text }) => runCommand(contextOf(parts, account, delivery), text),
    onButton: ({ account, delivery, name, value }) =>
      name === 'declare'
        ? declareProposal(parts, value.incident, account)
        : runButton(contextOf(parts, account, delivery), name, value),
    onSubmit: ({ account, delivery, submission }) =>
      runSubmission(contextOf(parts, account, delivery), submission),
  };
}

/** Puts comments in GitHub in front of the same table. */
export function gitHubCommands(parts: PeopleParts): (command: GitHubCommand) => Promise<Reply> {
  return ({ account, delivery, text, incident }) =>
    runCommand(
      { ...contextOf(parts, account, delivery), ...(incident === undefined ? {} : { incident }) },
      text,
    );
}

function contextOf(
  { store, service, github, slack, clock }: PeopleParts,
  who: Account,
  delivery: string,
): CommandContext {
  return {
    service,
    store,
    who,
    delivery,
    now: clock.now(),
    services: () => github.services(),
    membership: (policy, person) => membershipOf({ slack: slack(), github }, policy, person),
  };
}

/** What alarms post into Slack, which belongs to no incident yet. */
export function slackAlarmPosts(
  settings: Settings['slack'],
  {
    store,
    clock,
    log,
  }: { readonly store: Pick<Store, 'appendAudit' | 'writeNote'>; readonly clock: Clock; readonly log: Log },
): AlarmPosts {
  const client = new WebClient(settings.botToken, {
    timeout: 5000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(log),
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
  });
  return createAlarmPosts(
    createSlackCall({ client, clock, onProblem: createProblems({ store, clock, log }) }),
    store,
  );
}
