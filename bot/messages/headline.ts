import type { KnownBlock } from '@slack/web-api';
import { tallyOfQuestion } from '../approvals/tally.ts';
import { isEnded, type Incident } from '../incidents/incident.ts';
import {
  actionsBlock,
  contextBlock,
  headerBlock,
  sectionBlock,
  slackMessage,
  slackMetadata,
  type SlackMessage,
} from './blocks.ts';
import { incidentButtons, returnButtons, returnQuestion, stepButtons } from './buttons.ts';
import { checklistLines, failureLines, isFailed, listedSteps } from './checklist-lines.ts';
import {
  approvalCount,
  approvalLines,
  cautionLines,
  clockLines,
  factLines,
  lossLines,
  planLines,
  stateLine,
  staleLines,
  stateNames,
} from './incident-lines.ts';
import { bold, code, joined, link, moment, say, type Line } from './line.ts';
import { objectiveLines } from './objective-lines.ts';
import { titleOf } from './purpose-words.ts';
import type { Shown } from './shown.ts';
import { tellFailures } from './told-failures.ts';

const mostFailures = 5;

/** The message in the channel that is edited from the declaration to the end. `item`: that of the outbox, by which it is found again. */
export function headline(incident: Incident, shown: Shown, item: number): SlackMessage {
  const { now } = shown;
  const state = sectionBlock(
    [
      stateLine(incident),
      ...clockLines(incident, now),
      ...lossLines(incident),
      ...objectiveLines(incident),
      ...staleLines(incident, now),
    ],
    1800,
  );
  const facts = sectionBlock(factLines(incident), 1400);
  // Once it has begun the warnings have been read; all of them stay on the live page.
  const warnings = cautionLines(incident, incident.progress === undefined ? 5 : 2);
  const plan = sectionBlock([...planLines(incident), ...warnings], 2200);
  const approvals = sectionBlock(approvalLines(incident, now), 1200);
  const steps = sectionBlock(checklist(incident, now), 2900);
  const buttons = actionsBlock(incidentButtons(incident, shown));
  // Slack folds long messages: what people decide about comes first, then what happens, then what is known already.
  const parts =
    incident.progress === undefined
      ? [state, facts, plan, approvals, buttons, steps]
      : [state, question(incident), failures(incident), steps, buttons, facts, plan, approvals];
  return slackMessage(
    fallback(incident),
    [headerBlock(titleOf(incident)), ...parts.flat(), ...contextBlock([footLine(incident, shown)])],
    slackMetadata(incident.id, item),
  );
}

/** What a notification says. */
function fallback(incident: Incident): Line {
  const { state, endReason } = incident;
  const more = state === 'awaiting-approval' ? ` (${approvalCount(incident)})` : '';
  const why = isEnded(incident) && endReason !== undefined ? `: ${endReason}` : '';
  return say`${titleOf(incident)}. ${stateNames[state].name}${more}${why}`;
}

/** From the plan on, so that people see what they approve; nothing of it when it never ran. */
function checklist(incident: Incident, now: number): Line[] {
  const { progress, plan, state, request } = incident;
  if (progress === undefined && (plan === undefined || (isEnded(incident) && request.purpose !== 'plan')))
    return [];
  const lines = checklistLines(incident, now);
  return lines.length === 0 || state === 'planning' ? [] : [[bold('Checklist')], ...lines];
}

function question(incident: Incident): KnownBlock[] {
  const open = returnQuestion(incident);
  if (open?.question.type !== 'point-of-no-return') return [];
  const { counted, required } = tallyOfQuestion(incident, open);
  const lines = [
    say`✋ ${bold('The point of no return is next.')} After ${code(open.question.step)} the run cannot be taken back.`,
    say`${bold(`${counted.length} of ${required} approvals`)}`,
    ...counted.map(({ by, at }) => say`✅ ${by.name} at ${moment(at)}`),
  ];
  return [...sectionBlock(lines, 1200), ...actionsBlock(returnButtons(incident, open))];
}

/** Failed steps in full, members of a group together; behind them the buttons of each on which an operator can act. */
function failures(incident: Incident): KnownBlock[] {
  const failed = tellFailures(listedSteps(incident).filter(isFailed));
  const buttons = new Map(stepButtons(incident).map((offer) => [offer.step.id, offer.buttons]));
  const shown = failed.slice(0, mostFailures);
  const missing = failed.slice(mostFailures).flatMap(({ steps }) => steps).length;
  return [
    ...shown.flatMap((told) => [
      ...sectionBlock(failureLines(told), 700),
      ...told.steps.flatMap(({ id }) => actionsBlock(buttons.get(id) ?? [])),
    ]),
    ...(missing > 0 ? contextBlock([say`… and ${missing} more failed steps: see the live page`]) : []),
  ];
}

/** The live page is one of the buttons. */
function footLine(incident: Incident, { now }: Shown): Line {
  const { places, dispatches, id } = incident;
  const job = dispatches.findLast(({ url }) => url !== undefined)?.url;
  return joined(
    [
      [code(id)],
      ...(places.issue === undefined ? [] : [[link(`Issue #${places.issue.number}`, places.issue.url)]]),
      ...(job === undefined ? [] : [[link('Job', job)]]),
      say`as of ${moment(now)}`,
    ],
    ' · ',
  );
}
