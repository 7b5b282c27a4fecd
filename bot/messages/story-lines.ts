import type { Story } from '../incidents/effect.ts';
import type { Incident } from '../incidents/incident.ts';
import { doneSentence, recovers } from '../incidents/purpose.ts';
import { expected } from './clocks.ts';
import { clockLines, factLines, lossLines, planLines, sentence, shortHash } from './incident-lines.ts';
import { bold, code, prose, say, type Line } from './line.ts';
import { mrkdwnCode } from './mrkdwn.ts';
import { objectiveLines } from './objective-lines.ts';
import { titleOf } from './purpose-words.ts';

/** A story's facts by the names under which they may come; an empty one counts as absent. */
function factsOf({ facts }: Story): (...names: readonly string[]) => string | undefined {
  return (...names) => names.map((name) => facts[name]).find((text) => text !== undefined && text !== '');
}

type Tell = (incident: Incident, fact: ReturnType<typeof factsOf>) => readonly Line[];

const someone = 'somebody';

function because(reason: string | undefined): Line {
  return reason === undefined ? say`` : say` Reason: ${sentence(reason)}`;
}

function by(fact: ReturnType<typeof factsOf>): string {
  return fact('name', 'names', 'by') ?? someone;
}

function reasonOf(fact: ReturnType<typeof factsOf>): Line {
  return because(fact('reason', 'why'));
}

/** What each line of the story says. The first line is also what a notification says. */
const tellers: Readonly<Record<Story['about'], Tell>> = {
  declared: (incident) => [say`📣 ${bold(`${titleOf(incident)} is declared.`)}`, ...factLines(incident)],
  planned: (incident) => [
    say`✋ ${bold('The plan is ready.')} ${incident.request.purpose === 'plan' ? '' : 'It needs approval before anything is changed.'}`,
    ...planLines(incident),
  ],
  approved: ({ plan }, fact) => [
    say`✅ ${bold(by(fact))} approved ${fact('step') === undefined ? hashOf(fact, plan?.hash) : say`going past ${stepOf(fact)}`}${countOfApprovals(fact)}.`,
  ],
  rejected: (_, fact) => [
    say`⛔ ${bold(by(fact))} rejected the plan. Nothing is carried out.${reasonOf(fact)}`,
  ],
  expired: () => [
    say`⌛ ${bold('Nobody approved in time.')} Nothing has been changed. Declare it again if it is still wanted.`,
  ],
  'approvals-void': ({ plan }, fact) => [
    say`⚠️ ${bold('The plan has changed,')} so the approvals so far do not count. The new plan is ${hashOf(fact, plan?.hash)}.`,
  ],
  'membership-lost': (_, fact) => [
    say`⚠️ The approval of ${bold(by(fact))} does not count any more: no member of the approvers when it was looked up again.${reasonOf(fact)}`,
  ],
  'break-glass': (_, fact) => [
    say`🚨 ${bold(`Break-glass by ${by(fact)}.`)} It starts without further approvals, and will be reviewed afterwards.${reasonOf(fact)}`,
  ],
  owner: (_, fact) => [say`👤 ${bold(by(fact))} owns this incident now.`],
  dispatched: (_, fact) => [say`▶️ The job for ${code(fact('command') ?? 'failover')} is started.`],
  'dispatch-unclear': (_, fact) => unclear(fact),
  'dispatch-refused': (_, fact) => [
    say`❌ ${bold('The job could not do its work:')} ${code(fact('command') ?? 'failover')}.${reasonOf(fact)}`,
    ...byHand(fact),
  ],
  begun: (incident, fact) => [
    say`▶️ ${bold(fact('resumed') === undefined ? 'The run has begun.' : 'The run goes on.')} ${incident.plan === undefined ? '' : `About ${expected(incident.plan.expectedMs)}.`}`,
  ],
  'step-done': (_, fact) => [say`✅ ${stepOf(fact)}${many(fact('steps'))}${after(fact('took'))}`],
  'step-failed': stepFailed,
  'step-skipped': (_, fact) => [
    say`⏭️ ${stepOf(fact)} is skipped${fact('name') === undefined ? '' : ` by ${by(fact)}`}.${reasonOf(fact)}`,
  ],
  warning: (_, fact) => [
    say`⚠️ ${fact('warning', 'message', 'reason', 'problem') ?? 'The run gave a warning without a text.'}`,
  ],
  question: question,
  answered: (_, fact) => [
    say`💬 ${bold(by(fact))} answered: ${answerOf(fact)}${fact('step') === undefined ? '' : say` (${code(fact('step') ?? '')})`}.${reasonOf(fact)}`,
  ],
  aborting: (_, fact) => [
    say`↩️ ${bold(`Aborted by ${by(fact)}.`)} No further step is begun.${fact('undo') === undefined ? '' : ' What can be taken back is taken back.'}${reasonOf(fact)}`,
  ],
  'job-lost': (_, fact) => [
    say`⚠️ ${bold('Nothing is heard of the job.')} The checklist may be out of date; GitHub is being asked.${reasonOf(fact)}`,
  ],
  stopped: (_, fact) => [
    say`⚠️ ${bold('The run has stopped')} and waits for an operator: retry or skip the step that failed, or abort.${reasonOf(fact)}`,
  ],
  ended: ended,
};

function optional(text: string | undefined, line: (text: string) => Line): Line[] {
  return text === undefined ? [] : [line(text)];
}

/** How many steps of a group have failed; nothing for a step that stands alone. */
function share(fact: ReturnType<typeof factsOf>): string {
  const [failed, steps] = [fact('failed'), fact('steps')];
  return failed === undefined || steps === undefined || steps === '1' ? '' : ` (${failed} of ${steps})`;
}

function many(steps: string | undefined): string {
  return steps === undefined || steps === '1' ? '' : ` · ${steps} steps`;
}

function after(text: string | undefined): string {
  return text === undefined ? '' : ` · ${text}`;
}

function stepFailed(_: Incident, fact: ReturnType<typeof factsOf>): Line[] {
  const isOptional = fact('optional') !== undefined;
  const blocks = fact('blocks');
  return [
    isOptional
      ? say`⚠️ ${stepOf(fact)}${share(fact)} has failed. The run goes on without it.`
      : say`❌ ${bold('A step has failed:')} ${stepOf(fact)}${blocks === undefined ? '' : `; ${blocks} more cannot start because of it`}.`,
    ...optional(
      fact('problem', 'message', 'reason'),
      (text) => say`${fact('code') === undefined ? '' : `${fact('code') ?? ''}: `}${sentence(text)}`,
    ),
    ...optional(fact('fix'), (text) => say`What to do: ${prose(sentence(text))}`),
  ];
}

function hashOf(fact: ReturnType<typeof factsOf>, newest: string | undefined): Line {
  const hash = fact('hash', 'planHash') ?? newest;
  return hash === undefined ? say`the plan` : say`plan ${code(shortHash(hash))}`;
}

function countOfApprovals(fact: ReturnType<typeof factsOf>): string {
  const [count, required] = [fact('count'), fact('required')];
  return count === undefined || required === undefined ? '' : `: ${count} of ${required}`;
}

const answers: Readonly<Record<string, string>> = {
  proceed: 'go on',
  retry: 'try again',
  skip: 'skip it',
  abort: 'abort',
};

function answerOf(fact: ReturnType<typeof factsOf>): string {
  const answer = fact('answer');
  return answer === undefined ? 'see the headline' : (answers[answer] ?? answer);
}

function stepOf(fact: ReturnType<typeof factsOf>): Line {
  const step = fact('step') ?? 'a step';
  const title = fact('title');
  return title === undefined ? [code(step)] : say`${title} (${code(step)})`;
}

function question({ request }: Incident, fact: ReturnType<typeof factsOf>): Line[] {
  const asked = fact('question', 'type');
  const isMove = recovers(request.purpose);
  if (asked === 'step-failed' || fact('problem', 'code') !== undefined)
    return [
      say`✋ ${bold('A decision is needed:')} ${stepOf(fact)} has failed. Retry it, skip it with a reason, or abort.`,
      ...optional(fact('problem', 'message'), (text) => say`${sentence(text)}`),
    ];
  return [
    say`✋ ${bold('A decision is needed: the point of no return is next.')} After ${stepOf(fact)} ${isMove ? say`the move to ${code(request.to)}` : 'it'} cannot be taken back.`,
  ];
}

function unclear(fact: ReturnType<typeof factsOf>): Line[] {
  return [
    say`⚠️ ${bold(`GitHub did not say whether the job${ofJob(fact('job'))} was started.`)} It is looked for by its name before anything else is done.${reasonOf(fact)}`,
    ...byHand(fact),
  ];
}

function ofJob(job: string | undefined): string {
  return job === undefined ? '' : ` for ${job}`;
}

/** What to type when nobody but the terminal is left. */
function byHand(fact: ReturnType<typeof factsOf>): Line[] {
  const command = fact('cli', 'command');
  if (command?.includes(' ') !== true) return [];
  const how = say`If GitHub stays down, run this in a terminal that has the credentials, in the directory of the config:`;
  // Half a command is worse than none.
  return command.length <= 590 && mrkdwnCode(command).length < 2400
    ? [how, [code(command)]]
    : [
        say`If GitHub stays down, run ${code('region-failover failover')} in a terminal with the regions, resources and plan hash of the headline.`,
      ];
}

function ended(incident: Incident, fact: ReturnType<typeof factsOf>): Line[] {
  const { state, request, endReason } = incident;
  const what =
    state === 'done'
      ? request.purpose === 'plan'
        ? say`✅ ${bold('The plan is made.')}`
        : say`✅ ${bold(doneSentence(request))} The run is done.`
      : say`❌ ${bold(`It ended without success: ${state}.`)}${because(fact('reason', 'why') ?? endReason)}`;
  return [
    what,
    ...clockLines(incident, incident.endedAt ?? incident.declaredAt),
    ...lossLines(incident),
    ...objectiveLines(incident),
  ];
}

/** The lines of one part of the story, from the incident as it is and the facts of that moment. */
export function storyLines(incident: Incident, story: Story): readonly Line[] {
  return tellers[story.about](incident, factsOf(story));
}
