import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../../bot/env.ts';
import { createLog } from '../../../bot/log.ts';
import { rsaKey } from '../../../src/simulator/rsa-key.ts';

const pem = rsaKey('app').export({ type: 'pkcs1', format: 'pem' }).toString();
const complete = {
  SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5',
  SLACK_BOT_TOKEN: 'xoxb-1-2-three',
  GITHUB_APP_ID: '77',
  GITHUB_PRIVATE_KEY: pem,
  GITHUB_WEBHOOK_SECRET: 'a secret of enough characters',
  PUBLIC_URL: 'https://failover.example.com/',
  REPOSITORIES: 'acme/shop, acme/web:deploy/failover.yml',
  DATA_DIR: '/data',
  LINK_SECRET: 'x'.repeat(32),
};

function problemsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const result = readSettings({ ...complete, ...env });
  return 'problems' in result ? result.problems : [];
}

describe('the environment', () => {
  test('that is complete gives settings', () => {
    expect(readSettings(complete)).toMatchObject({
      settings: {
        publicUrl: 'https://failover.example.com',
        listen: { host: '0.0.0.0', port: 8080 },
        github: {
          apiUrl: 'https://api.github.com',
          oidcIssuer: 'https://token.actions.githubusercontent.com',
        },
        repositories: [
          { owner: 'acme', repo: 'shop', configPath: 'failover.yml' },
          { owner: 'acme', repo: 'web', configPath: 'deploy/failover.yml' },
        ],
        store: { file: '/data/failover.sqlite' },
      },
    });
  });

  test('that is empty names everything that is missing, at once', () => {
    const result = readSettings({});
    const problems = 'problems' in result ? result.problems : [];
    for (const name of [
      ...['PUBLIC_URL', 'SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'GITHUB_APP_ID', 'GITHUB_PRIVATE_KEY'],
      ...['GITHUB_WEBHOOK_SECRET', 'REPOSITORIES', 'DATA_DIR', 'LINK_SECRET'],
    ])
      expect(problems.filter((line) => line.includes(name))).toHaveLength(1);
    expect(problems).toHaveLength(9);
  });

  test.each([
    ['SLACK_BOT_TOKEN', 'xapp-1-secret', 'xoxb-'],
    ['SLACK_APP_TOKEN', 'xoxb-1-secret', 'xapp-'],
    ['SLACK_SIGNING_SECRET', 'swordfish', 'fewer than 16'],
    ['GITHUB_APP_ID', 'Iv23abc', 'must be a number'],
    ['GITHUB_PRIVATE_KEY', 'swordfish', 'no RSA private key'],
    ['GITHUB_WEBHOOK_SECRET', 'development', 'fewer than 16'],
    ['PUBLIC_URL', 'http://failover.example.com', 'https'],
    ['PUBLIC_URL', 'https://user:pass@failover.example.com', 'without user'],
    ['GITHUB_API_URL', 'ftp://ghe.example.com', 'https'],
    ['REPOSITORIES', 'acme', 'OWNER/REPO'],
    ['REPOSITORIES', 'acme/shop:../../etc/failover.yml', 'OWNER/REPO'],
    ['DATABASE_URL', 'mysql://x', 'postgres'],
    ['LINK_SECRET', 'swordfish', 'fewer than 32'],
    ['PORT', 'eighty', 'PORT must be'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be'],
    ['SMTP_URL', 'https://mail.example.com', 'smtp://'],
    ['SNS_HOST', 'https://sns.example.com', 'loopback'],
  ])('with %s=%s is refused', (name, value, word) => {
    const problems = problemsOf({ [name]: value });
    expect(problems.join('\n')).toContain(word);
    expect(problems.join('\n')).not.toMatch(/swordfish|-1-secret/);
  });

  test('takes a key as one line, in base64, or from a file', () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'bot-env-')), 'key.pem');
    writeFileSync(file, pem);
    const keys = [
      { GITHUB_PRIVATE_KEY: pem.replaceAll('\n', '\\n') },
      { GITHUB_PRIVATE_KEY: Buffer.from(pem).toString('base64') },
      { GITHUB_PRIVATE_KEY: undefined, GITHUB_PRIVATE_KEY_FILE: file },
    ].map((env) => {
      const result = readSettings({ ...complete, ...env });
      return 'settings' in result ? result.settings.github.privateKey : result.problems;
    });
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toContain('BEGIN PRIVATE KEY');
    expect(problemsOf({ GITHUB_PRIVATE_KEY: undefined, GITHUB_PRIVATE_KEY_FILE: `${file}.not` })).toEqual([
      `GITHUB_PRIVATE_KEY_FILE names a file that cannot be read: ${file}.not (ENOENT).`,
    ]);
  });

  test('needs no signing secret in Socket Mode', () => {
    expect(problemsOf({ SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-1-A-2' })).toEqual([]);
  });
});

test('the process refuses to start without its settings, says all of it, and gives no secret away', async () => {
  const { code, stderr } = await run({ SLACK_BOT_TOKEN: 'wrong-secret-1', LINK_SECRET: 'short-secret-2' });
  expect(code).toBe(2);
  expect(stderr).toContain('GITHUB_PRIVATE_KEY is missing');
  expect(stderr).toContain('LINK_SECRET has fewer than 32');
  expect(stderr).not.toMatch(/wrong-secret-1|short-secret-2/);
});

function run(env: Readonly<Record<string, string>>): Promise<{ code: unknown; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'bot/main.ts', '--check'],
      { env: { PATH: process.env['PATH'], HOME: os.tmpdir(), ...env } },
      (error, _stdout, stderr) => {
        resolve({ code: error?.code ?? 0, stderr });
      },
    );
  });
}

test('a line of the log has no secrets, however they got into it', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  log.info(
    { token: 'abc123secret', config: { headers: { authorization: 'Bearer abc123secret' } } },
    'xoxb-123-abc at https://bot.example/runs/x?token=abc123secret and postgres://bot:abc123secret@db/x',
  );
  log.error(
    { err: new Error('gh' + 's_0123456789abcdefghijklmnop is refused') },
    'eyJhbGciOiJub25lIn0.eyJhIjoxfQ.abc',
  );
  expect(lines.join('')).not.toMatch(/abc123secret|xoxb-123|ghs_0123|eyJhbGci/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', token: '[secret]' });
});
