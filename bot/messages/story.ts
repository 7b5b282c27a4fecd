import type { Story } from '../incidents/effect.ts';
import { isEnded, type Incident } from '../incidents/incident.ts';
import { contextBlock, sectionBlock, slackMessage, slackMetadata, type SlackMessage } from './blocks.ts';
import { link, say, type Line } from './line.ts';
import type { Shown } from './shown.ts';
import { storyLines } from './story-lines.ts';

/** Stories after which the approvers must do something. */
const asksApprovers: readonly Story['about'][] = ['planned', 'approvals-void', 'question'];

/** One line of the story for the thread, and for the channel where it is broadcast. `item`: that of the outbox. */
export function storyMessage(
  incident: Incident,
  story: Story,
  { shown, item }: { readonly shown: Shown; readonly item: number },
): SlackMessage {
  const lines = storyLines(incident, story);
  const message = slackMessage(
    lines[0] ?? say`${incident.id}`,
    [...sectionBlock(lines), ...contextBlock([where(incident, story, shown)])],
    slackMetadata(incident.id, item),
  );
  const group = incident.policy.approvals.slackGroup;
  return group !== undefined && asksApprovers.includes(story.about) && incident.request.purpose !== 'plan'
    ? { ...message, blocks: [...message.blocks, groupBlock(group)] }
    : message;
}

/** The only mention the bot ever makes: the approvers, when they must decide. The id comes from failover.yml, which takes nothing else there. */
function groupBlock(group: string): SlackMessage['blocks'][number] {
  return {
    type: 'context',
    elements: [
      { type: 'mrkdwn', text: `<!subteam^${group.replace(/\W/g, '')}> please decide.`, verbatim: true },
    ],
  };
}

/** Someone who meets the line in the channel finds the way to the buttons. */
function where(incident: Incident, { broadcast }: Story, { page }: Shown): Line {
  if (!broadcast) return [];
  const headline = incident.places.slack?.permalink;
  const name = isEnded(incident) ? 'Headline' : 'Headline with the buttons';
  return [
    ...say`${incident.id}`,
    ...(headline === undefined ? [] : say` · ${link(name, headline)}`),
    ...(page === undefined ? [] : say` · ${link('Live page', page)}`),
  ];
}
