import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../src/server-process.ts';
import { rsaKey } from '../../../src/simulator/rsa-key.ts';
import { runBot } from './bot-process.ts';

/** Throws where nobody catches it, as soon as the bot listens for that. */
const mistake = `const look = setInterval(() => {
  if (process.listenerCount('uncaughtException') === 0) return;
  clearInterval(look);
  throw new Error('nobody expected xoxb-1-2-three');
}, 10);`;

it('says in its log what nobody has caught, without secrets, and ends with 1', async () => {
  const data = await mkdtemp(join(tmpdir(), 'last-words-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const { PATH = '', HOME = '' } = process.env;
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  const bot = runBot({
    ...{ PATH, HOME, NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(mistake)}"` },
    ...{ PUBLIC_URL: nowhere, HOST: '127.0.0.1', PORT: '0', DATA_DIR: data },
    ...{ SLACK_BOT_TOKEN: 'xoxb-1-2-four', SLACK_SIGNING_SECRET: 'a'.repeat(32), SLACK_API_URL: nowhere },
    ...{ GITHUB_APP_ID: '7', GITHUB_WEBHOOK_SECRET: 'b'.repeat(32), GITHUB_API_URL: nowhere },
    GITHUB_PRIVATE_KEY: rsaKey('app').export({ type: 'pkcs1', format: 'pem' }).toString(),
    ...{ REPOSITORIES: 'acme/shop', LINK_SECRET: 'c'.repeat(64) },
  });
  onTestFinished(() => {
    bot.kill('SIGKILL');
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    bot[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  expect(await once(bot, 'close')).toEqual([1, null]);
  expect(said.stderr).toBe('');
  const last = JSON.parse(said.stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  expect(last).toMatchObject({ level: 'fatal', err: { message: 'nobody expected [secret]' } });
});
