import type { JobAnnotation } from '../runner-contract.ts';
import type { Masks } from './masks.ts';
import { readCommand, type WorkflowCommand } from './workflow-commands.ts';

/** Reads the log of one step line by line. */
export interface StepLog {
  /** A line as the step wrote it, without its newline. */
  line(text: string): void;
  /** A line of the runner itself: no command is read from it. */
  say(text: string): void;
  /** Reports an error of the runner itself. */
  fail(message: string): void;
  /** Whether the step sent a command that is forbidden today, which fails it. */
  readonly failed: boolean;
}

/** Where the log of a step goes. */
export interface StepLogTarget {
  readonly masks: Masks;
  /** Takes lines, masked, each with its newline. */
  readonly write: (lines: string) => void;
  readonly annotate: (annotation: JobAnnotation) => void;
}

/** GitHub keeps this many annotations of each level of a step. */
const mostAnnotations = 10;
const annotationLevels: Readonly<Record<string, JobAnnotation['level']>> = {
  error: 'failure',
  warning: 'warning',
  notice: 'notice',
};

/** The log of a step: commands are carried out, secrets hidden, everything else is shown. */
export function createStepLog({ masks, write, annotate }: StepLogTarget): StepLog {
  const counts = { failure: 0, warning: 0, notice: 0 };
  let resume: string | undefined;
  let failed = false;

  const say = (text: string): void => {
    write(`${masks.hide(text)}\n`);
  };
  const annotateOnce = (annotation: JobAnnotation): void => {
    counts[annotation.level] += 1;
    if (counts[annotation.level] <= mostAnnotations) annotate(annotation);
  };
  const fail = (message: string): void => {
    say(`##[error]${message}`);
    annotateOnce({ level: 'failure', message: masks.hide(message) });
  };

  const carryOut = (command: WorkflowCommand, line: string): void => {
    const level = annotationLevels[command.name];
    if (level !== undefined) {
      say(`##[${command.name}]${command.data}`);
      annotateOnce(annotationOf(level, command, masks));
    } else if (command.name === 'add-mask') masks.add(command.data);
    else if (command.name === 'stop-commands') resume = command.data.toLowerCase();
    else if (command.name === 'group') say(`##[group]${command.data}`);
    else if (command.name === 'endgroup') say('##[endgroup]');
    else if (ignored.has(command.name)) return;
    else if (unsafe.has(command.name)) {
      failed = true;
      fail(`The \`${command.name}\` command is disabled. Please upgrade to using Environment Files.`);
    } else if (old.has(command.name))
      say(
        `##[warning]The \`${command.name}\` command is not carried out. Please upgrade to using Environment Files.`,
      );
    else say(line);
  };

  return {
    say,
    fail,
    line: (text) => {
      const command = readCommand(text);
      if (resume !== undefined && command?.name === resume) resume = undefined;
      else if (resume !== undefined || command === undefined) say(text);
      else carryOut(command, text);
    },
    get failed() {
      return failed;
    },
  };
}

const ignored = new Set(['debug', 'add-matcher', 'remove-matcher', 'echo']);
const unsafe = new Set(['set-env', 'add-path']);
const old = new Set(['set-output', 'save-state']);

function annotationOf(
  level: JobAnnotation['level'],
  { properties, data }: WorkflowCommand,
  masks: Masks,
): JobAnnotation {
  const { title, file, line } = properties;
  return {
    level,
    message: masks.hide(data),
    ...(title === undefined ? {} : { title: masks.hide(title) }),
    ...(file === undefined ? {} : { path: file }),
    ...(line === undefined || !/^\d+$/.test(line) ? {} : { line: Number(line) }),
  };
}
