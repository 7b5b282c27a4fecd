import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from './settings.ts';

/** The bot's log: one JSON object a line. */
export type Log = Logger;

/** Fields that may hold a secret, at the top of a line or one and two levels below it. */
const secretFields = [
  'authorization',
  'Authorization',
  'cookie',
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'privateKey',
  'webhookSecret',
  'linkSecret',
  'smtpUrl',
  'password',
  'secret',
  'response_url',
  'responseUrl',
  'trigger_id',
  'env',
  'headers',
];

/** Values that are secrets wherever they stand: Slack's and GitHub's tokens, JWTs, links to the live page, passwords in addresses. */
const secretTexts =
  /xox[a-z]-[\w-]+|xapp-[\w-]+|gh[a-z]_\w{20,}|github_pat_\w+|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+|(?<=[?&]token=)[^&\s"]+|(?<=:\/\/[^\s:@/"]{1,80}:)[^\s@"]+(?=@)/g;

/** What may be written to a log or the audit: without anything that looks like a secret. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(secretTexts, '[secret]');
}

/** Logs to standard output unless told otherwise; a line's secrets are blotted out however they got into it. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const out = destination ?? pino.destination({ dest: 1, sync: true });
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[secret]',
      },
    },
    {
      write: (line: string) => {
        out.write(withoutSecrets(line));
      },
    },
  );
}
