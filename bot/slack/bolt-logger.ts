import { LogLevel, type Logger } from '@slack/bolt';
import { withoutSecrets, type Log } from '../log.ts';

/**
 * Bolt's and the client's messages in the bot's log. Their debug messages hold whole requests and are dropped; what they say at
 * `info` is of use only when looking for a fault.
 */
export function boltLogger(log: Log): Logger {
  const text = (parts: readonly unknown[]): string =>
    withoutSecrets(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '));
  return {
    debug: () => undefined,
    info: (...parts: unknown[]) => {
      log.debug({ from: 'bolt' }, text(parts));
    },
    warn: (...parts: unknown[]) => {
      log.warn({ from: 'bolt' }, text(parts));
    },
    error: (...parts: unknown[]) => {
      log.error({ from: 'bolt' }, text(parts));
    },
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
