import type { IncidentEffect, Story } from '../incidents/effect.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Store } from '../store/store.ts';

/** What the issue shows by itself, or too often for a comment: its body is kept up to date. */
const notCommented: readonly Story['about'][] = [
  'declared',
  'planned',
  'dispatched',
  'begun',
  'step-done',
  'warning',
];

/** A line of the story. */
export type StoryEffect = Extract<IncidentEffect, { readonly type: 'story' }>;

/**
 * Hands a line of the story on to Slack and to GitHub as two items with keys of their own, so that neither platform waits for the
 * other, and neither gets the line twice because the other failed.
 */
export async function carryStory(
  store: Pick<Store, 'changeIncident'>,
  incident: Incident,
  effect: StoryEffect,
): Promise<void> {
  const types = notCommented.includes(effect.story.about)
    ? ['slack-story']
    : ['slack-story', 'github-comment'];
  await store.changeIncident(incident.id, (newest) => ({
    incident: newest,
    effects: types.map((type) => ({ type, key: effect.key, payload: effect })),
    audit: [],
    result: undefined,
  }));
}
