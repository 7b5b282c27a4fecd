import type { Config } from '../config/config.ts';
import { defaultAnswer, type HostAnswer, type HostRequest } from '../engine/host.ts';
import { fail } from '../errors.ts';
import type { RunId } from '../ids.ts';
import type { Plan } from '../plan/plan.ts';
import type { JobEvent } from '../job-protocol.ts';
import type { BotLink } from './bot-link.ts';
import type { Job } from './job.ts';
import type { Outcome } from './outputs.ts';

/** Asks the bot, where there is one, whether exactly this is approved. Throws NOT_APPROVED and BOT_UNREACHABLE: without a yes nothing is changed. */
export async function begin(
  { bot, inputs, log, signal, env }: Job,
  { digest }: Config,
  { plan, run }: { readonly plan: Plan; readonly run: RunId },
): Promise<void> {
  if (bot === undefined) return;
  log.text(`Asking ${inputs.botUrl ?? 'the bot'} whether this is approved ...`);
  const commit = inputs.commit ?? env['GITHUB_SHA'];
  const { from, to, mode } = plan.goal;
  const question = {
    type: 'begin' as const,
    ...{ from, to, mode, only: inputs.only, planHash: plan.hash, configDigest: digest },
    reason: inputs.reason ?? 'no reason given',
    ...(commit === undefined ? {} : { commit }),
    run,
    ...(inputs.step === undefined ? {} : { step: inputs.step }),
  };
  const answer = await bot.ask(question, run, signal);
  if (answer.type === 'proceed') return;
  const why = 'reason' in answer ? answer.reason : `it answered \`${answer.type}\``;
  throw fail({ code: 'NOT_APPROVED', message: `The bot has refused: ${why}` });
}

/**
 * Puts a question of the engine to people. When the bot falls silent a failed step waits for the operator, as it would without a bot;
 * what cannot be undone and needs a second yes is not done, and what was reversible is undone.
 */
export async function askBot(
  bot: BotLink,
  request: HostRequest,
  withdrawn: AbortSignal,
): Promise<HostAnswer> {
  try {
    const answer = await bot.ask(request, undefined, withdrawn);
    if (answer.type !== 'refuse') return answer;
    return { type: 'abort', actor: 'bot', reason: answer.reason };
  } catch (error) {
    if (request.type === 'step-failed' || withdrawn.aborted) return defaultAnswer(request);
    const why = error instanceof Error ? error.message : String(error);
    return {
      type: 'abort',
      actor: 'region-failover',
      reason: `No approval at the point of no return: ${why}`,
    };
  }
}

/** The last thing a job says. */
export function lastWord({
  exit,
  reasonCode,
  planHash,
  runId,
  problems,
  warnings,
  reportText,
}: Outcome): JobEvent & { readonly run?: RunId } {
  return {
    type: 'job-ended',
    result: exit,
    reasonCode,
    problems,
    warnings,
    ...(planHash === undefined ? {} : { planHash }),
    ...(runId === undefined ? {} : { run: runId }),
    ...(reportText === undefined ? {} : { report: reportText }),
  };
}
