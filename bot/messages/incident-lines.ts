import { formatDuration } from '../../src/format-duration.ts';
import type { Problem } from '../../src/errors.ts';
import { roughly } from '../../src/plan/roughly.ts';
import { tellProblems } from '../../src/plan/told-problems.ts';
import { tellTexts, type ToldText } from '../../src/plan/told-texts.ts';
import { silentJob } from '../incidents/silence.ts';
import { tallyOf } from '../approvals/tally.ts';
import { clockText, expected, isWithin, rtoClock, until } from './clocks.ts';
import { countLine, countedSteps } from './checklist-lines.ts';
import { bold, code, joined, moment, say, type Line } from './line.ts';
import type { Incident, IncidentState, Origin } from '../incidents/incident.ts';
import { doneSentence, recovers } from '../incidents/purpose.ts';
import { regionsLine } from './purpose-words.ts';

/** One sign and one or two words for a state. */
export const stateNames: Readonly<Record<IncidentState, { readonly sign: string; readonly name: string }>> = {
  planning: { sign: '⏳', name: 'Planning' },
  'awaiting-approval': { sign: '✋', name: 'Waiting for approval' },
  starting: { sign: '⏳', name: 'Starting' },
  running: { sign: '⏳', name: 'Running' },
  stopped: { sign: '⚠️', name: 'Stopped' },
  done: { sign: '✅', name: 'Done' },
  failed: { sign: '❌', name: 'Failed' },
  aborted: { sign: '↩️', name: 'Aborted' },
  rejected: { sign: '⛔', name: 'Rejected' },
  expired: { sign: '⌛', name: 'Expired' },
  refused: { sign: '⛔', name: 'Refused' },
};

/** What is going on, in one line: the state and what it means. */
export function stateLine(incident: Incident): Line {
  const { sign, name } = stateNames[incident.state];
  return say`${sign} ${bold(`${name}.`)} ${meaning(incident)}`;
}

function meaning(incident: Incident): Line {
  const { state, request, progress, endReason } = incident;
  const why = endReason === undefined || endReason === '' ? say`` : say` ${sentence(endReason)}`;
  switch (state) {
    case 'planning':
      return say`Looking at both regions. Nothing has been changed.`;
    case 'awaiting-approval':
      return say`Nothing has been changed.`;
    case 'starting':
      return say`Approved; the job is being started.`;
    case 'running':
      return progress?.status === 'aborting'
        ? say`Aborting: what can be taken back is being taken back.`
        : say`${countLine(countedSteps(incident))} are done.`;
    case 'stopped':
      return say`${countLine(countedSteps(incident))} are done. It waits for an operator.${why}`;
    case 'done':
      return request.purpose === 'plan'
        ? say`The plan is below. Nothing has been changed.`
        : say`${doneSentence(request)}`;
    case 'rejected':
    case 'expired':
    case 'refused':
      return progress === undefined ? say`Nothing has been changed.${why}` : say`${why}`;
    case 'failed':
    case 'aborted':
      return say`${why}`;
  }
}

/** The text with a full stop. */
export function sentence(text: string): string {
  return /[.!?…]\s*$/.test(text) ? text : `${text}.`;
}

/** The RTO clock, and what the objective says to it; nothing where there is nothing to recover. */
export function clockLines(incident: Incident, now: number): Line[] {
  const clock = rtoClock(incident, now);
  if (clock === undefined) return [];
  const within = isWithin(clock);
  const verdict =
    clock.state === 'restored'
      ? within === undefined
        ? ''
        : within
          ? ' · objective met'
          : ' · objective missed'
      : clock.state === 'stopped'
        ? ' · not restored'
        : within === false
          ? ' · over the objective'
          : '';
  return [say`${bold(`RTO ${clockText(clock)}`)}${verdict}`];
}

/** The data that was lost, against the objective; nothing before the run has ended. */
export function lossLines({ progress, policy, request }: Incident): Line[] {
  const summary = progress?.summary;
  if (summary === undefined || !recovers(request.purpose)) return [];
  const objective = policy.rpoMs === undefined ? '' : ` of ${formatDuration(policy.rpoMs)}`;
  const { rpo } = summary;
  if (rpo === undefined) return [say`${bold('RPO')} no data was lost`];
  const met =
    !rpo.known || policy.rpoMs === undefined
      ? ''
      : rpo.ms <= policy.rpoMs
        ? ' · objective met'
        : ' · objective missed';
  return rpo.known
    ? [say`${bold(`RPO at most ${lossText(rpo.ms)}${objective}`)}${met} (${rpo.source})`]
    : [say`${bold(`RPO at least ${lossText(rpo.ms)}`)} · one replica could not tell (${rpo.source})`];
}

function lossText(ms: number): string {
  return ms === 0 ? '0 s' : formatDuration(ms);
}

const origins: Readonly<Record<Origin, string>> = {
  slack: 'in Slack',
  github: 'in GitHub',
  workflow: 'through “Run workflow” in GitHub',
  alarm: 'by an alarm',
};

/** What the runbook wants declared: regions, reason, owner, ETA. */
export function factLines(incident: Incident): Line[] {
  const { request, requester, owner, origin, declaredAt, plan } = incident;
  const mode = plan?.mode ?? (request.mode === 'auto' ? 'planned where possible' : request.mode);
  return [
    say`${bold('Regions:')} ${regionsLine(request, mode)}`,
    say`${bold('Reason:')} ${request.reason === '' ? 'none given' : request.reason}`,
    say`${bold('Owner:')} ${owner?.name ?? 'nobody yet'}`,
    ...etaLines(incident),
    ...(request.only.length === 0
      ? []
      : [
          say`${bold('Only:')} ${joined(
            request.only.map((name) => [code(name)]),
            ', ',
          )}`,
        ]),
    say`Declared ${requester === undefined ? '' : `by ${requester.name} `}${origins[origin]} at ${moment(declaredAt)}`,
  ];
}

function etaLines({ plan, progress, state }: Incident): Line[] {
  if (plan === undefined)
    return state === 'planning' ? [say`${bold('ETA:')} known when the plan is made`] : [];
  const begun = (progress?.steps ?? []).flatMap(({ since }) => since ?? []);
  const about = expected(plan.expectedMs);
  if (state === 'running' && begun.length > 0)
    return [say`${bold('ETA:')} ${moment(Math.min(...begun) + plan.expectedMs)} (about ${about} in all)`];
  return state === 'awaiting-approval' || state === 'starting' || state === 'planning'
    ? [say`${bold('ETA:')} about ${about} from the start`]
    : [];
}

/** What people must know of the plan before they approve it. */
export function planLines({ plan, request: { purpose } }: Incident): Line[] {
  if (plan === undefined) return [];
  const { hash, mode, steps, expectedMs, pointOfNoReturn } = plan;
  const isMove = purpose === 'plan' || recovers(purpose);
  const loss = isMove ? plan.loss : undefined;
  const meaning = mode === 'planned' ? ' · planned: nothing is lost' : ' · unplanned';
  return [
    say`${bold('Plan')} ${code(shortHash(hash))} · ${steps.length} steps · about ${expected(expectedMs)}${isMove ? meaning : ''}`,
    ...(loss === undefined
      ? []
      : [
          loss.known
            ? say`${bold('Data that would be lost:')} up to ${lossText(loss.ms)} (${loss.source})`
            : say`${bold('Data that would be lost:')} not known; at least ${lossText(loss.ms)} (${loss.source})`,
        ]),
    ...(pointOfNoReturn === undefined ? [] : [say`${bold('Point of no return:')} ${code(pointOfNoReturn)}`]),
  ];
}

/** The beginning of a plan's hash, which is what people compare. */
export function shortHash(hash: string): string {
  return hash.replace(/^sha256:/, '').slice(0, 12);
}

/** What forbids the plan, and what it warns of; at most `most` of each. */
export function cautionLines({ plan, progress }: Incident, most = 5): Line[] {
  const problems = tellProblems(plan?.problems ?? []).map(
    ({ problem, members }) => say`❌ ${bold(problem.code)}${whomLine(problem, members)}: ${problem.message}`,
  );
  const warnings = tellTexts([...(plan?.warnings ?? []), ...(progress?.warnings ?? [])]).map(
    (told) => say`⚠️ ${toldSpans(told)}`,
  );
  return [...some(problems, most, 'problems'), ...some(warnings, most, 'warnings')];
}

/** Of whom it is told, where it is told of many; a message about one says it itself. */
function whomLine({ step, resource = '' }: Problem, members: string): Line {
  return members === '' ? [] : say` ${code(step ?? resource)} (${members})`;
}

/** A sentence as it is told of one or of many: a group as code, its members, and what is said of them, each cut by itself where there is no room. */
function toldSpans({ about, members, rest }: ToldText): Line {
  return members === '' ? say`${about + rest}` : say`${code(about)} (${members})${rest}`;
}

function some(lines: readonly Line[], most: number, words: string): Line[] {
  // A line that says "1 more" is no shorter than the one that it hides.
  return lines.length <= most + 1
    ? [...lines]
    : [...lines.slice(0, most), say`… and ${lines.length - most} more ${words}`];
}

/** `1 of 2 approvals · expires in 12 min`, and by whom. Without `now` (ms since the epoch) nothing that counts down: the live page has a clock for that. */
export function approvalLines(incident: Incident, now?: number): Line[] {
  const { policy, breakGlass, plan, state, expiresAt } = incident;
  if (plan === undefined || incident.request.purpose === 'plan') return [];
  const given = tallyOf(incident).counted;
  const isOpen = state === 'awaiting-approval' && expiresAt !== undefined;
  const left = isOpen && now !== undefined ? until(expiresAt, now) : undefined;
  const deadline =
    isOpen && now === undefined
      ? say` · until ${moment(expiresAt)}`
      : isOpen && left !== undefined
        ? say` · expires in ${left}, at ${moment(expiresAt)}`
        : say``;
  return [
    ...(breakGlass === undefined
      ? []
      : [
          say`🚨 ${bold('Break-glass')} by ${breakGlass.by.name} at ${moment(breakGlass.at)}: ${breakGlass.reason}`,
        ]),
    say`${bold(approvalCount(incident))}${deadline}`,
    ...given.map(({ by, via, at }) => say`✅ ${by.name} ${viaNames[via]} at ${moment(at)}`),
    ...(state === 'awaiting-approval' && policy.approvals.required > given.length
      ? [say`${approverText(incident)}`]
      : []),
  ];
}

const viaNames = { slack: 'in Slack', github: 'in GitHub', 'break-glass': 'by break-glass' } as const;

/** `1 of 2 approvals`. */
export function approvalCount(incident: Incident): string {
  const { required } = incident.policy.approvals;
  return `${tallyOf(incident).counted.length} of ${required} ${required === 1 ? 'approval' : 'approvals'}`;
}

function approverText({ policy: { approvals }, requester }: Incident): string {
  const groups = [
    ...(approvals.slackGroup === undefined ? [] : ['the Slack group of approvers']),
    ...(approvals.githubTeam === undefined ? [] : [`the GitHub team ${approvals.githubTeam}`]),
  ];
  const but = requester === undefined ? '' : `, but not ${requester.name}, who asked`;
  return `Members of ${groups.join(' and of ')} may approve${but}.`;
}

/** Says that what is shown may be out of date; nothing while the job is heard of. */
export function staleLines(incident: Incident, now: number): Line[] {
  const silent = silentJob(incident, now)?.sinceMs;
  if (silent === undefined) return [];
  return [
    say`⚠️ ${bold('No news from the job')} for ${roughly(Math.floor(silent / 1000) * 1000)}. What is shown here may be out of date; GitHub is being asked.`,
  ];
}
