import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { slackPath } from '../../../bot/slack/receiver.ts';
import { scopes } from './slack-rig.ts';

/** What each method that the code calls needs: https://docs.slack.dev/reference/methods. `commands` is for the slash command itself. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.getPermalink': [],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.update': [],
};

interface Manifest {
  readonly features: {
    readonly slash_commands: readonly { readonly command: string; readonly url: string }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly interactivity: { readonly is_enabled: boolean; readonly request_url: string };
  };
}

async function manifest(): Promise<Manifest> {
  return parse(await readFile('slack-manifest.yml', 'utf8')) as Manifest;
}

async function calledMethods(): Promise<readonly string[]> {
  const files = ['answer', 'find-message', 'form', 'identity', 'membership', 'port', 'slack'];
  const sources = await Promise.all(files.map((file) => readFile(`bot/slack/${file}.ts`, 'utf8')));
  const calls = [...sources.join('\n').matchAll(/client\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g)];
  return [...new Set(calls.map(([, method]) => method ?? ''))].sort();
}

it('asks for exactly the scopes that the calls of the code need', async () => {
  const methods = await calledMethods();
  expect(methods).toEqual(Object.keys(scopesOf).sort());
  const needed = new Set(['commands', ...methods.flatMap((method) => scopesOf[method] ?? [])]);
  const { oauth_config: oauth } = await manifest();
  expect([...oauth.scopes.bot].sort()).toEqual([...needed].sort());
  // The tests run with no more than that.
  expect([...scopes].sort()).toEqual([...needed].sort());
});

it('sends commands and buttons to the path where the bot listens', async () => {
  const { features, settings } = await manifest();
  expect(features.slash_commands.map(({ command }) => command)).toEqual(['/failover']);
  const paths = [features.slash_commands[0]?.url ?? '', settings.interactivity.request_url];
  expect(paths.map((address) => new URL(address).pathname)).toEqual([slackPath, slackPath]);
  expect(settings.interactivity.is_enabled).toBe(true);
});
