import type { CommandName } from './command-names.ts';
import type { CommandContext } from './context.ts';
import { approve, breakGlass, own, reject } from './decide.ts';
import { declare } from './declare.ts';
import { drill } from './drill.ts';
import { history, status } from './look.ts';
import type { Arguments } from './parse-command.ts';
import { sayLines, type Reply } from './reply.ts';
import { abort, resume, retry, skip } from './steer.ts';

/**
 * Who may. `approver`: a member of the group or team of the policy, and never the one who asked. `owner-or-approver`: an approver, the
 * owner, or the one who asked. `break-glass`: those on the list of the policy. What they may is decided again, and audited, by `transition`.
 */
export type Who = 'everyone' | 'approver' | 'owner-or-approver' | 'break-glass';

/** One row of the table. */
export interface CommandSpec {
  readonly name: CommandName;
  readonly usage: string;
  /** One line for `/failover help`. */
  readonly help: string;
  readonly who: Who;
  readonly needs: 'nothing' | 'incident' | 'step';
  /** What a dialog asks before a button does it; typing it is confirmation enough. */
  readonly confirm?: string;
  readonly run: (context: CommandContext, args: Arguments & { readonly hash?: string }) => Promise<Reply>;
}

const everyone = { who: 'everyone', needs: 'nothing' } as const;
const steering = { who: 'owner-or-approver', needs: 'incident' } as const;

/** Every command, for Slack and GitHub alike; reads as a permission matrix. */
export const commandTable: readonly CommandSpec[] = [
  {
    ...{ name: 'declare', ...everyone, usage: '/failover FROM TO [service] ["reason"]' },
    help: 'Declare: a plan is made, shown, and waits for approvals.',
    run: (context, args) => declare(context, args, 'failover'),
  },
  {
    ...{ name: 'plan', ...everyone, usage: '/failover plan FROM TO [service] ["reason"]' },
    help: 'Only make and show the plan; changes nothing.',
    run: (context, args) => declare(context, withReason(args, 'only to see the plan'), 'plan'),
  },
  {
    ...{ name: 'status', ...everyone, usage: '/failover status [incident]' },
    help: 'Where the open incidents stand.',
    run: status,
  },
  {
    ...{ name: 'approve', who: 'approver', needs: 'incident', usage: '/failover approve [incident]' },
    help: 'Say yes to the plan that is shown, or to the step that cannot be undone.',
    confirm: 'Approve exactly this plan?',
    run: approve,
  },
  {
    ...{
      name: 'reject',
      who: 'approver',
      needs: 'incident',
      usage: '/failover reject [incident] ["reason"]',
    },
    help: 'Say no; one no ends it.',
    confirm: 'Reject it? That ends the incident.',
    run: reject,
  },
  {
    ...{ name: 'abort', ...steering, usage: '/failover abort [incident] ["reason"]' },
    help: 'Stop it; what can be undone is undone.',
    confirm: 'Abort it? What can be undone is undone.',
    run: abort,
  },
  {
    ...{ name: 'retry', ...steering, usage: '/failover retry [incident] [step]' },
    help: 'Try a failed step again.',
    run: retry,
  },
  {
    ...{
      name: 'skip',
      who: 'owner-or-approver',
      needs: 'step',
      usage: '/failover skip [incident] STEP "reason"',
    },
    help: 'Go on without a failed step.',
    confirm: 'Go on without this step?',
    run: skip,
  },
  {
    ...{ name: 'resume', ...steering, usage: '/failover resume [incident]' },
    help: 'Go on with a run that stopped.',
    run: resume,
  },
  {
    ...{ name: 'own', ...steering, usage: '/failover own [incident]' },
    help: 'Take the lead.',
    run: own,
  },
  {
    ...{ name: 'failback', ...everyone, usage: '/failover failback [service] ["reason"]' },
    help: 'Declare the way home: a planned switchover, with the same approvals.',
    run: (context, args) => declare(context, args, 'failback'),
  },
  {
    ...{ name: 'reprotect', ...everyone, usage: '/failover reprotect [service] ["reason"]' },
    help: 'Declare: the other region is to stand by behind the one that is active now.',
    run: (context, args) => declare(context, args, 'reprotect'),
  },
  {
    ...{ name: 'drill', ...everyone, usage: '/failover drill [dns] [service] ["reason"]' },
    help: 'Declare a DNS drill: traffic leaves the active region by its health check, and comes back.',
    run: drill,
  },
  {
    ...{
      name: 'break-glass',
      who: 'break-glass',
      needs: 'incident',
      usage: '/failover break-glass [incident] "reason"',
    },
    help: 'Start without approvals; loud, and reviewed afterwards.',
    confirm: 'Start without approvals? Everybody is told, and it is reviewed.',
    run: breakGlass,
  },
  {
    ...{ name: 'history', ...everyone, usage: '/failover history [service | incident]' },
    help: 'Past incidents, or what happened in one.',
    run: history,
  },
  {
    ...{ name: 'help', ...everyone, usage: '/failover help [command]' },
    help: 'This list.',
    run: (_context, { rest }) => Promise.resolve(helpReply(rest[0]?.text.toLowerCase())),
  },
];

const whoWords: Readonly<Record<Who, string>> = {
  everyone: 'everyone',
  approver: 'approvers, never the one who asked',
  'owner-or-approver': 'approvers, the owner, and the one who asked',
  'break-glass': 'the break-glass list',
};

/** The row of a command. */
export function specOf(name: CommandName): CommandSpec {
  const spec = commandTable.find((row) => row.name === name);
  if (spec === undefined) throw new Error(`the table has no ${name}`);
  return spec;
}

/** All commands, or one of them in full. */
function helpReply(about?: string): Reply {
  const one = commandTable.find(({ name }) => name === about);
  if (one !== undefined)
    return sayLines(true, `\`${one.usage}\``, one.help, `Who may: ${whoWords[one.who]}.`);
  return sayLines(true, ...commandTable.map(({ usage, help }) => `\`${usage}\` ${help}`));
}

function withReason(args: Arguments, reason: string): Arguments {
  const hasReason = args.rest.length > 1 || args.rest[0]?.quoted === true;
  return hasReason ? args : { ...args, rest: [...args.rest, { text: reason, quoted: true }] };
}
