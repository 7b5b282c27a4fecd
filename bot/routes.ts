import type { Clock } from '../src/clock.ts';
import { createAlarmDesk } from './alarms/alarm-desk.ts';
import type { AlarmDesk } from './alarms/alarm-desk.ts';
import { createAlarmEndpoint } from './alarms/alarm-endpoint.ts';
import { createSnsSite } from './alarms/sns-site.ts';
import type { Reply } from './commands/reply.ts';
import { createGate } from './gate/gate.ts';
import type { Gate } from './gate/gate.ts';
import type { GitHubApi } from './github/api.ts';
import { createCommentCommands } from './github/comment-commands.ts';
import type { GitHubCommand } from './github/comment-commands.ts';
import { personOfLogin } from './github/person-of.ts';
import { createWebhookEndpoint } from './github/webhooks.ts';
import { createHealthRoute } from './http/health.ts';
import type { Refusals } from './http/refusals.ts';
import type { Route } from './http/server.ts';
import { createJobEvents } from './incidents/job-events.ts';
import type { LivePage } from './live-page/live-page.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import { slackAlarmPosts } from './people-side.ts';
import type { GitHubPort, IncidentService } from './ports.ts';
import { createJobEndpoint } from './progress/job-endpoint.ts';
import { createJobTokenVerifier } from './progress/job-token.ts';
import type { Settings } from './settings.ts';
import type { Slack } from './slack/slack.ts';
import type { Store } from './store/store.ts';

/** What the paths of the bot stand on. */
export interface RouteParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly service: IncidentService;
  readonly github: GitHubPort;
  readonly api: GitHubApi;
  readonly slack: Slack;
  readonly page: LivePage;
  readonly metrics: Metrics;
  readonly refusals: Refusals;
  readonly wake: () => void;
  readonly onComment: (command: GitHubCommand) => Promise<Reply>;
  readonly gitHubReady: () => boolean;
  readonly stopping: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** All paths in the order in which they are asked, and what stands behind two of them and is looked after by time as well. */
export async function createRoutes(
  parts: RouteParts,
): Promise<{ readonly routes: readonly Route[]; readonly gate: Gate; readonly desk: AlarmDesk }> {
  const { settings, store, service, github, api, slack, page, refusals, clock, log } = parts;
  const personOf = (login: string, name: string) => personOfLogin(github, login, name);
  const { apiUrl, oidcIssuer: issuer } = settings.github;
  const login = () => api.login();
  const gate = createGate({ store, service, github, login, personOf, apiUrl, clock, log });
  const posts = slackAlarmPosts(settings.slack, { store, clock, log });
  const desk = createAlarmDesk({ store, service, github, posts, clock, log });
  const audience = new URL(settings.publicUrl).origin;
  const jobs = createJobEndpoint({
    ...{ store, service, github, clock, personOf, refusals },
    verify: createJobTokenVerifier({ issuer, audience, clock }),
    jobEvents: createJobEvents({ store, clock, wake: parts.wake }),
  });
  const { repositories } = settings;
  const onComment = createCommentCommands({
    api,
    store,
    repositories,
    onCommand: parts.onComment,
    refusals,
    log,
  });
  const webhooks = await createWebhookEndpoint({
    ...{ probot: api.probot, store, service, gate, onComment, refusals, clock, log },
  });
  const site = createSnsSite(settings.snsHost);
  return {
    gate,
    desk,
    routes: [
      createHealthRoute({ ...parts, slackReady: () => slack.ready() }),
      jobs,
      createAlarmEndpoint({ desk, site, store, refusals, clock, log }),
      (req, res) => page.handle(req, res),
      ...(slack.listener === undefined ? [] : [slack.listener]),
      webhooks,
    ],
  };
}
