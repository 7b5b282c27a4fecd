import { formatDuration } from '../format-duration.ts';
import type { Assessment, Goal, Note } from '../plan/plan.ts';
import type { RdsSituation } from './rds-situation.ts';
import { conditionOf } from './rds-status.ts';

/** How a database stands, in a word and a sentence; `wanted` is the class that it is to have when it is active. */
export function summaryOf(
  situation: Exclude<RdsSituation, { is: 'blocked' }>,
  goal: Goal,
  wanted: string | undefined,
): Omit<Assessment, 'notes'> {
  switch (situation.is) {
    case 'replica': {
      const { replica } = situation;
      const lag = replica.lag ?? { ms: undefined, source: 'ReplicaLag: not measured' };
      const behind = lag.ms === undefined ? 'its lag is unknown' : `${formatDuration(lag.ms)} behind`;
      return {
        state: 'ready',
        summary: `${replica.id} (${replica.engine} ${replica.version}) is ${replica.status}, ${behind}`,
        lag,
      };
    }
    case 'primary': {
      const { id, settings } = situation.primary;
      const summary = `${id} in ${goal.to} accepts writes already: there is nothing to promote`;
      if (wanted === undefined || settings.class === wanted) return { state: 'done', summary };
      return { state: 'ready', summary: `${summary}, but it is a ${settings.class ?? 'database'} as yet` };
    }
    case 'unprotected':
      return {
        state: 'ready',
        summary: `${situation.writer.id} in ${goal.from} has nothing that follows it in ${goal.to}: that is built first`,
      };
  }
}

/** What an operator should know about a database before the run. */
export function warningsOf(situation: Exclude<RdsSituation, { is: 'blocked' }>): readonly Note[] {
  const warning = (message: string): Note => ({ level: 'warning', message });
  switch (situation.is) {
    case 'primary':
      return situation.warning === undefined ? [] : [warning(situation.warning)];
    case 'unprotected': {
      const { old, writer } = situation;
      if (old?.source !== undefined)
        return [
          warning(
            `${old.id} follows ${old.source}, which is not ${writer.arn}; it is renamed, and a replica of that takes its name.`,
          ),
        ];
      return old === undefined
        ? []
        : [
            warning(
              conditionOf(old.status) === 'stopped'
                ? `${old.id} is stopped and stale. The plan takes ${writer.arn} for the truth; ${old.id} is started and renamed, and what only it holds is not carried over.`
                : `${old.id} and ${writer.arn} both accept writes. The plan takes ${writer.arn} for the truth; ${old.id} is renamed and what only it holds is not carried over.`,
            ),
          ];
    }
    case 'replica': {
      const { replica, source } = situation;
      const notes: Note[] = [];
      if (conditionOf(replica.status) === 'changing')
        notes.push(
          warning(`${replica.id} is ${replica.status}; RDS refuses the promotion until that is over.`),
        );
      if (replica.backupRetentionDays === 0)
        notes.push({
          level: 'info',
          message: `${replica.id} has no backups yet; the promotion turns them on.`,
        });
      if (source !== undefined && source.version !== replica.version)
        notes.push(warning(`${replica.id} runs ${replica.version}, ${source.id} ${source.version}.`));
      return notes;
    }
  }
}
