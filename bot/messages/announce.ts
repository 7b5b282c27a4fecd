import { isEnded, type Incident } from '../incidents/incident.ts';
import {
  contextBlock,
  headerBlock,
  sectionBlock,
  slackMessage,
  slackMetadata,
  type SlackMessage,
} from './blocks.ts';
import { clockLines, factLines, lossLines, stateLine, stateNames } from './incident-lines.ts';
import { link, say, type Line } from './line.ts';
import { titleOf } from './purpose-words.ts';
import type { Shown } from './shown.ts';

/** What stakeholders are told: short, and without the means to act. `title` is plain text that is not yet escaped. */
export interface Announcement {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** The announcement of an incident as it is now. */
export function announcementOf(incident: Incident, { now, page }: Shown): Announcement {
  const { state } = incident;
  return {
    title: `${titleOf(incident)}: ${stateNames[state].name.toLowerCase()}`,
    lines: [
      stateLine(incident),
      ...clockLines(incident, now),
      ...(isEnded(incident) ? lossLines(incident) : []),
      ...factLines(incident),
      ...(page === undefined ? [] : [say`${link('Follow it live', page)}`]),
    ],
  };
}

/** The announcement as a message for another channel. `item`: that of the outbox. */
export function announcement(incident: Incident, shown: Shown, item: number): SlackMessage {
  const { title, lines } = announcementOf(incident, shown);
  return slackMessage(
    say`${title}`,
    [headerBlock(titleOf(incident)), ...sectionBlock(lines), ...contextBlock([say`${incident.id}`])],
    slackMetadata(incident.id, item),
  );
}
