import { createMasks, type Masks } from './masks.ts';

/** Where an annotation points. */
export interface Place {
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly col?: number;
  readonly endColumn?: number;
}

/** The runner's log: text that can never become a workflow command, and commands that are meant. */
export interface JobLog {
  readonly masks: Masks;
  /** Lines of text, whatever stands in them. */
  text(text: string): void;
  /** An annotation. */
  annotate(level: 'error' | 'warning' | 'notice', message: string, place?: Place): void;
  /** Lets later steps use commands again; nothing is written after it. */
  close(): void;
}

/** What a log writes to. */
export interface LogTarget {
  readonly write: (text: string) => void;
  /** A new unguessable token. */
  readonly token: () => string;
}

/**
 * Opens the log of this step. Commands are switched off while text is written, with a new token each time, so that no text of
 * people or programs is ever read as one
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands).
 */
export function openLog({ write, token }: LogTarget): JobLog {
  let stopped: string | undefined;
  let closed = false;
  const stop = (): void => {
    if (stopped !== undefined) return;
    stopped = token();
    write(`::stop-commands::${stopped}\n`);
  };
  const go = (): void => {
    if (stopped !== undefined) write(`::${stopped}::\n`);
    stopped = undefined;
  };
  const masks = createMasks((secret) => {
    go();
    write(`::add-mask::${escapeData(secret)}\n`);
  });
  return {
    masks,
    text: (text) => {
      if (closed) return;
      stop();
      write(`${masks.redact(text)}\n`);
    },
    annotate: (level, message, place = {}) => {
      if (closed) return;
      go();
      const properties = Object.entries(place)
        .map(([name, value]) => `${name}=${escapeProperty(masks.redact(String(value)))}`)
        .join(',');
      write(`::${level}${properties === '' ? '' : ` ${properties}`}::${escapeData(masks.redact(message))}\n`);
    },
    close: () => {
      go();
      closed = true;
    },
  };
}

/** The message of a command: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts has the same rules. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
