import type { Clock } from '../../src/clock.ts';
import type { IncidentEffect } from '../incidents/effect.ts';
import type { Incident } from '../incidents/incident.ts';
import type { GitHubPort, IncidentService, NotifyPort, SlackPort } from '../ports.ts';
import type { OutboxItem, Store } from '../store/store.ts';
import { carryDispatch } from './carry-dispatch.ts';
import { carryFirstDispatch, type DispatchEffect } from './carry-first-dispatch.ts';
import { carryRecheck } from './carry-recheck.ts';
import { carryNotify, type NotifyEffect } from './carry-notify.ts';
import { carryStory, type StoryEffect } from './carry-story.ts';

/** Everything effects are carried out with. */
export interface CarryContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly slack: SlackPort;
  readonly github: GitHubPort;
  readonly notify: NotifyPort;
  /** Pushes the newest state to whoever watches the live page. */
  readonly page: { notify(incident: string): void };
  readonly service: Pick<IncidentService, 'signal'>;
}

/** What stands in the outbox: the effects of `transition`, and what was handed on from them into sequences of their own. */
type Carried =
  | IncidentEffect
  | (Omit<StoryEffect, 'type'> & { readonly type: 'slack-story' | 'github-comment' })
  | (Omit<DispatchEffect, 'type'> & { readonly type: 'dispatch-settle' })
  | (Omit<NotifyEffect, 'type'> & { readonly type: 'notify-target' });

/**
 * Carries out one effect. `attempts` of the item counts this try as well: above 1 an earlier one may have had its effect. Throws
 * `Later` when it must come back; anything else that is thrown is a failure of its own.
 */
export function carryOut(context: CarryContext, incident: Incident, item: OutboxItem): Promise<void> {
  const { slack, github, page, store } = context;
  // The payload is what `transition`, `carryStory` or `carryNotify` wrote; the type of the row tells the two apart.
  const effect = { ...(item.payload as Carried), type: item.type } as Carried;
  switch (effect.type) {
    case 'headline':
      return carryHeadline(context, incident, item);
    case 'issue':
      return carryIssue(context, incident, item);
    case 'page':
      page.notify(incident.id);
      return Promise.resolve();
    case 'story':
      return carryStory(store, incident, effect);
    case 'slack-story':
      return slack.story(incident, effect.story, item);
    case 'github-comment':
      return github.comment(incident, effect.story, item);
    case 'dispatch':
      return carryFirstDispatch(context, incident, { effect, item });
    case 'dispatch-settle':
      return carryDispatch(context, incident, effect.dispatch);
    case 'recheck':
      return carryRecheck(context, incident, { approvals: effect.approvals, since: item.createdAt });
    case 'review':
      return github.review({
        callbackUrl: effect.callbackUrl,
        environment: effect.environment,
        state: effect.state,
        comment: effect.comment,
      });
    case 'cancel':
      return github.cancel(incident.source, effect.githubRun);
    case 'notify':
      return carryNotify(store, incident, effect);
    case 'notify-target':
      return carryTarget(context, incident, { effect, item });
    case 'review-item':
      return github.reviewItem(incident, item);
    default:
      // Written by a newer version that ran on this database.
      return Promise.reject(new Error(`this version cannot carry out effects of type ${item.type}`));
  }
}

async function carryHeadline(
  { slack, service, clock }: CarryContext,
  incident: Incident,
  item: OutboxItem,
): Promise<void> {
  const place = await slack.headline(incident, item);
  if (incident.places.slack?.ts === place.ts) return;
  await service.signal(incident.id, { type: 'posted', at: clock.now(), places: { slack: place } });
}

async function carryIssue(
  { github, service, clock }: CarryContext,
  incident: Incident,
  item: OutboxItem,
): Promise<void> {
  const place = await github.issue(incident, item);
  if (incident.places.issue?.number === place.number) return;
  await service.signal(incident.id, { type: 'posted', at: clock.now(), places: { issue: place } });
}

/** Slack has a port of its own, which finds a message again whose posting was not noted. */
async function carryTarget(
  { slack, notify }: CarryContext,
  incident: Incident,
  { effect, item }: { readonly effect: Omit<NotifyEffect, 'type'>; readonly item: OutboxItem },
): Promise<void> {
  const { target, about, key } = effect;
  const wanted = incident.policy.incidents.notify[target];
  if (wanted === undefined) return;
  if ('slack' in wanted) await slack.announce(wanted.slack, incident, item);
  else await notify.notify(incident, { target, about, delivery: key });
}
