import { cleanText } from '../clean-text.ts';
import type { Diagnostic } from '../config/diagnostic.ts';
import { fixOf, type Problem } from '../errors.ts';
import { tellProblems } from '../plan/told-problems.ts';
import { tellTexts, toldLine } from '../plan/told-texts.ts';
import type { JobLog, Place } from './workflow-commands.ts';

/** GitHub shows this many of each level for a step and drops the rest. */
const most = 10;

type Level = 'error' | 'warning' | 'notice';

/** Annotations of one step: those beyond the limit are in the log only, and the last one says so. */
export interface Annotations {
  /** What differs by member only is one annotation. */
  readonly problems: (problems: readonly Problem[]) => void;
  readonly warning: (message: string) => void;
  /** What differs by member only is one annotation. */
  readonly warnings: (messages: readonly string[]) => void;
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
    problems: (problems) => {
      for (const { problem, members } of tellProblems(problems)) {
        const where = [problem.step ?? problem.resource, problem.region]
          .filter((part) => part !== undefined)
          .map(cleanText);
        const title = [problem.code, ...where].join(' ');
        const said = [problem.message, members].filter((part) => part !== '');
        say('error', [...said.map(ended), cleanText(fixOf(problem))].join(' '), { title });
      }
    },
    warning: (message) => {
      say('warning', cleanText(message), {});
    },
    warnings: (messages) => {
      for (const told of tellTexts(messages)) say('warning', toldLine(told), {});
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

function ended(text: string): string {
  const sentence = cleanText(text);
  return /[.!?:)\]}]$/.test(sentence) ? sentence : `${sentence}.`;
}
