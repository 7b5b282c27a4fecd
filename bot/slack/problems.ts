import type { Clock } from '../../src/clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { SlackProblem } from './call.ts';

/** The same problem is told again after this long, in ms. */
const tellAgainMs = 60 * 60_000;

/** Tells the log and the audit what somebody must mend in Slack, each problem once an hour. */
export function createProblems({
  store,
  clock,
  log,
}: {
  readonly store: Pick<Store, 'appendAudit'>;
  readonly clock: Clock;
  readonly log: Log;
}): (problem: SlackProblem) => void {
  const toldAt = new Map<string, number>();
  return ({ code, method, channel, fix }) => {
    const key = `${code} ${channel ?? method}`;
    const at = clock.now();
    const before = toldAt.get(key);
    if (before !== undefined && at - before < tellAgainMs) return;
    toldAt.set(key, at);
    const details = { code, method, fix, ...(channel === undefined ? {} : { channel }) };
    log.error(details, `Slack refuses ${method}: ${code}. ${fix}`);
    store.appendAudit([{ at, action: 'slack-problem', actor: 'bot', details }]).catch((error: unknown) => {
      log.error({ err: error }, 'a problem with Slack could not be written to the audit');
    });
  };
}
