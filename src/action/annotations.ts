import { cleanText } from '../clean-text.ts';
import type { Diagnostic } from '../config/diagnostic.ts';
import { fixOf, type Problem } from '../errors.ts';
import type { JobLog, Place } from './workflow-commands.ts';

/** GitHub shows this many of each level for a step and drops the rest. */
const most = 10;

type Level = 'error' | 'warning' | 'notice';

/** Annotations of one step: those beyond the limit are in the log only, and the last one says so. */
export interface Annotations {
  readonly problem: (problem: Problem) => void;
  readonly warning: (message: string) => void;
  readonly notice: (message: string) => void;
  readonly diagnostic: (diagnostic: Diagnostic) => void;
}

/** Annotates through the log. A message that has been said is not said again. */
export function createAnnotations(log: JobLog): Annotations {
  const said = { error: new Set<string>(), warning: new Set<string>(), notice: new Set<string>() };
  const say = (level: Level, message: string, place: Place): void => {
    const before = said[level];
    const key = `${place.file ?? ''}:${place.line ?? ''} ${message}`;
    if (before.has(key)) return;
    before.add(key);
    if (before.size < most) log.annotate(level, message, place);
    else if (before.size === most)
      log.annotate(level, `${message} (Further ones are in the log only.)`, place);
    // Errors stand in the log anyway, with what was expected and found.
    else if (level !== 'error') log.text(`${level}: ${message}`);
  };
  return {
    problem: (problem) => {
      const where = [problem.step ?? problem.resource, problem.region]
        .filter((part) => part !== undefined)
        .map(cleanText);
      const title = [problem.code, ...where].join(' ');
      const message = cleanText(problem.message);
      say('error', `${message}${/[.!?:)\]}]$/.test(message) ? '' : '.'} ${cleanText(fixOf(problem))}`, {
        title,
      });
    },
    warning: (message) => {
      say('warning', cleanText(message), {});
    },
    notice: (message) => {
      say('notice', cleanText(message), {});
    },
    diagnostic: ({ severity, rule, message, suggestion, file, line, column, endColumn }) => {
      const text = suggestion === undefined ? message : `${message} ${suggestion}`;
      say(severity, text, { title: rule, file, line, endLine: line, col: column, endColumn });
    },
  };
}
