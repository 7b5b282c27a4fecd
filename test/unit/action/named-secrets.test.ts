import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAnnotations } from '../../../src/action/annotations.ts';
import { readInputs } from '../../../src/action/inputs.ts';
import { openSummary } from '../../../src/action/job-summary.ts';
import { readConfig } from '../../../src/action/job.ts';
import { openLog } from '../../../src/action/workflow-commands.ts';
import { virtualClock } from '../../../src/simulator/clock.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'secrets-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const config = `
service: shop
regions: [eu-west-1, eu-west-2]
resources:
  chat:
    kind: webhook
    urlEnv: CHAT_URL
  mail:
    kind: email
    smtpEnv: SMTP_URL
    from: failover@example.com
    to: [ops@example.com]
  rows:
    kind: sql-check
    userEnv: DB_USER
    passwordEnv: DB_PASSWORD
    database: shop
    query: select 1
    eu-west-1: db.eu-west-1.example.com
    eu-west-2: db.eu-west-2.example.com
`;

/** What is hidden in a job whose environment is this. */
async function masksIn(variables: Readonly<Record<string, string>>) {
  const file = join(directory, 'failover.yml');
  await writeFile(file, config);
  const env = { ...variables, INPUT_COMMAND: 'validate', INPUT_CONFIG: file };
  const log = openLog({ write: () => undefined, token: () => 'stop' });
  const ignored = (): void => undefined;
  await readConfig({
    ...{ inputs: readInputs(env), env, clock: virtualClock(0), log, annotations: createAnnotations(log) },
    summary: openSummary({ file: undefined, masks: log.masks, now: () => 0, warn: ignored }),
    ...{ signal: new AbortController().signal, actor: 'nadia', carries: ignored },
  });
  return log.masks;
}

it('hides of a URL also the parts that an error may quote alone', async () => {
  const masks = await masksIn({
    CHAT_URL: 'https://hooks.example.com/services/T000/B000/0123456789abcdef',
    SMTP_URL: 'smtp://mailer:s3cret%21word@mail.example.com:587',
  });
  for (const text of [
    'POST /services/T000/B000/0123456789abcdef',
    'AUTH mailer s3cret!word',
    'AUTH mailer s3cret%21word',
  ])
    expect(masks.redact(text)).toMatch(/^(POST|AUTH mailer) \*\*\*$/);
  expect(masks.redact('hooks.example.com does not answer')).toBe('hooks.example.com does not answer');
});

it('hides a password and shows a user, whose name stands in other places as well', async () => {
  const masks = await masksIn({ DB_USER: 'postgres', DB_PASSWORD: 'correct horse' });
  expect(masks.redact('postgres 16.4: correct horse')).toBe('postgres 16.4: ***');
});
