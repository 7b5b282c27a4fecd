import type { Dispatch, Incident } from '../incidents/incident.ts';
import { operationOf } from '../incidents/purpose.ts';
import { clip } from './limits.ts';

/** The incident has the whole reason; a command that is typed from a phone should stay short. */
const longestReason = 120;

/**
 * The command that does in a terminal what a dispatch would have done, for when GitHub is down. Every word is quoted for a POSIX shell:
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 */
export function cliCommand(
  incident: Incident,
  dispatch: Pick<Dispatch, 'command' | 'step' | 'reason'>,
): string {
  const { source, run } = incident;
  const config = ['--config', source.configPath];
  return ['region-failover', ...words(incident, dispatch, run), ...config].map(shellWord).join(' ');
}

function words(
  { request, plan }: Incident,
  { command, step, reason }: Pick<Dispatch, 'command' | 'step' | 'reason'>,
  run: string | undefined,
): string[] {
  const why = ['--reason', clip(reason ?? request.reason, longestReason)];
  const operation = operationOf(request.purpose);
  const direction = [
    ...['--from', request.from, '--to', request.to],
    // The others are always planned, and do not ask.
    ...(operation === 'failover' ? ['--mode', plan?.mode ?? request.mode] : []),
    ...request.only.flatMap((name) => ['--only', name]),
  ];
  const approved = plan === undefined ? [] : ['--plan-hash', plan.hash];
  const ofRun = run === undefined ? [] : ['--run', run];
  switch (command) {
    case 'plan':
      return ['plan', ...(operation === 'failover' ? [] : ['--operation', operation]), ...direction];
    case 'failover':
    case 'failback':
    case 'reprotect':
      return [command, ...direction, ...why, ...approved];
    case 'drill':
      return ['drill', '--type', 'dns', ...direction, ...why, ...approved];
    case 'resume':
      return ['resume', ...(run === undefined ? [] : [run])];
    case 'abort':
      return ['abort', ...(run === undefined ? [] : [run]), ...why];
    case 'retry':
      return ['retry', step ?? '', ...ofRun];
    case 'skip':
      return ['skip', step ?? '', ...ofRun, ...why];
  }
}

/** One word as a shell reads it back, on one line: control characters become blanks, everything else stays what it was. */
export function shellWord(word: string): string {
  const line = word.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ').trim();
  return /^[\w./:=,@+-]+$/.test(line) && line !== '' ? line : `'${line.replace(/'/g, `'\\''`)}'`;
}
