import { envReader, isLoopback, privateKeyOf, webAddress } from './env-reader.ts';
import type { Env, EnvReader } from './env-reader.ts';
import { logLevels } from './settings.ts';
import type { RepositorySetting, Settings } from './settings.ts';

/** The settings, or everything that is missing or wrong, one sentence each and without any value of a secret. */
export type SettingsResult =
  { readonly settings: Settings } | { readonly problems: readonly [string, ...string[]] };

/** Reads the bot's environment; docs/running-the-bot.md lists the variables. */
export function readSettings(env: Env): SettingsResult {
  const reader = envReader(env);
  const smtpUrl = smtp(reader);
  const snsHost = loopbackHost(reader, 'SNS_HOST');
  const publicUrl = address(reader, 'PUBLIC_URL', reader.required(wanted.publicUrl));
  const host = URL.canParse(publicUrl) ? new URL(publicUrl).hostname : 'localhost';
  const settings: Settings = {
    publicUrl,
    smtpFrom: reader.optional('SMTP_FROM') ?? `region-failover@${host}`,
    listen: { host: reader.optional('HOST') ?? '0.0.0.0', port: port(reader) },
    slack: slack(reader),
    github: github(reader),
    repositories: repositories(reader),
    store: store(reader),
    linkSecret: reader.secret(wanted.linkSecret, 32),
    logLevel: logLevel(reader),
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
    ...(snsHost === undefined ? {} : { snsHost }),
  };
  const [first, ...rest] = reader.problems;
  return first === undefined ? { settings } : { problems: [first, ...rest] };
}

/** Where the memory is kept: all that `history`, `audit export` and `audit verify` need. */
export function readStoreSetting(
  env: Env,
): { readonly store: Settings['store'] } | { readonly problems: readonly [string, ...string[]] } {
  const reader = envReader(env);
  const setting = store(reader);
  const [first, ...rest] = reader.problems;
  return first === undefined ? { store: setting } : { problems: [first, ...rest] };
}

const wanted = {
  publicUrl: {
    name: 'PUBLIC_URL',
    what: 'the address at which people, GitHub and jobs reach the bot, such as https://failover.example.com',
  },
  signingSecret: {
    name: 'SLACK_SIGNING_SECRET',
    what: 'the Signing Secret on the page "Basic Information" of the Slack app (not needed in Socket Mode, with SLACK_APP_TOKEN)',
  },
  botToken: {
    name: 'SLACK_BOT_TOKEN',
    what: 'the Bot User OAuth Token (xoxb-…) on the page "OAuth & Permissions" of the Slack app',
  },
  appId: { name: 'GITHUB_APP_ID', what: 'the App ID on the settings page of the GitHub App' },
  privateKey: {
    name: 'GITHUB_PRIVATE_KEY',
    what: 'the private key (PEM) generated on the settings page of the GitHub App, or GITHUB_PRIVATE_KEY_FILE with its path',
  },
  webhookSecret: {
    name: 'GITHUB_WEBHOOK_SECRET',
    what: 'the webhook secret on the settings page of the GitHub App; make one with `openssl rand -hex 32`',
  },
  repositories: {
    name: 'REPOSITORIES',
    what: 'the repositories with a failover.yml, such as acme/shop,acme/web:deploy/failover.yml',
  },
  linkSecret: {
    name: 'LINK_SECRET',
    what: 'what signs the links to the live page; make one with `openssl rand -hex 32`',
  },
} as const;

function slack(reader: EnvReader): Settings['slack'] {
  const appToken = reader.optional('SLACK_APP_TOKEN');
  const signingSecret =
    appToken === undefined
      ? reader.secret(wanted.signingSecret, 16)
      : reader.optional(wanted.signingSecret.name);
  const botToken = reader.required(wanted.botToken);
  const apiUrl = reader.optional('SLACK_API_URL');
  if (botToken !== '' && !botToken.startsWith('xoxb-'))
    reader.problem(`SLACK_BOT_TOKEN does not begin with xoxb-: it must be ${wanted.botToken.what}.`);
  if (appToken !== undefined && !appToken.startsWith('xapp-'))
    reader.problem(
      'SLACK_APP_TOKEN does not begin with xapp-: it must be an app-level token with the scope connections:write.',
    );
  return {
    botToken,
    ...(signingSecret === undefined ? {} : { signingSecret }),
    ...(appToken === undefined ? {} : { appToken }),
    ...(apiUrl === undefined ? {} : { apiUrl: `${address(reader, 'SLACK_API_URL', apiUrl)}/` }),
  };
}

function github(reader: EnvReader): Settings['github'] {
  const appId = reader.required(wanted.appId);
  if (appId !== '' && !/^[1-9]\d{0,15}$/.test(appId))
    reader.problem(`GITHUB_APP_ID must be a number: ${wanted.appId.what}.`);
  const key = reader.required(wanted.privateKey);
  const privateKey = key === '' ? '' : privateKeyOf(key);
  if (privateKey === undefined)
    reader.problem(`GITHUB_PRIVATE_KEY is no RSA private key: it must be ${wanted.privateKey.what}.`);
  const webhookSecret = reader.secret(wanted.webhookSecret, 16);
  // What Probot falls back to when there is none: known to everybody.
  if (webhookSecret === 'development')
    reader.problem(
      `GITHUB_WEBHOOK_SECRET is \`development\`, which everybody knows: ${wanted.webhookSecret.what}.`,
    );
  return {
    appId: Number(appId),
    privateKey: privateKey ?? '',
    webhookSecret,
    apiUrl: address(reader, 'GITHUB_API_URL', reader.optional('GITHUB_API_URL') ?? 'https://api.github.com'),
    oidcIssuer: address(
      reader,
      'OIDC_ISSUER',
      reader.optional('OIDC_ISSUER') ?? 'https://token.actions.githubusercontent.com',
    ),
  };
}

const repositoryPattern = /^([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([\w.-]{1,100})(?::([\w./-]{1,200}\.ya?ml))?$/;

function repositories(reader: EnvReader): readonly RepositorySetting[] {
  const words = reader
    .required(wanted.repositories)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  return words.flatMap((word) => {
    const [, owner, repo, configPath = 'failover.yml'] = repositoryPattern.exec(word) ?? [];
    const clear = configPath.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
    if (owner !== undefined && repo !== undefined && clear) return [{ owner, repo, configPath }];
    reader.problem(
      `REPOSITORIES has \`${word.slice(0, 80)}\`, which is not OWNER/REPO or OWNER/REPO:PATH/failover.yml.`,
    );
    return [];
  });
}

function store(reader: EnvReader): Settings['store'] {
  const url = reader.optional('DATABASE_URL');
  const directory = reader.optional('DATA_DIR');
  if (url === undefined && directory === undefined)
    reader.problem(
      'Neither DATA_DIR nor DATABASE_URL is set: DATA_DIR is a directory that outlives the process (SQLite, one bot); DATABASE_URL is postgres://… (one bot or several).',
    );
  if (url !== undefined && directory !== undefined)
    reader.problem('Both DATA_DIR and DATABASE_URL are set: keep one of them.');
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url))
    reader.problem('DATABASE_URL must begin with postgres:// or postgresql://.');
  return url === undefined ? { file: `${directory ?? ''}/failover.sqlite` } : { url };
}

function port(reader: EnvReader): number {
  const value = reader.optional('PORT') ?? '8080';
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
    reader.problem('PORT must be a number up to 65535.');
  return Number(value);
}

function logLevel(reader: EnvReader): Settings['logLevel'] {
  const value = reader.optional('LOG_LEVEL') ?? 'info';
  const level = logLevels.find((one) => one === value);
  if (level === undefined) reader.problem(`LOG_LEVEL must be one of ${logLevels.join(', ')}.`);
  return level ?? 'info';
}

function address(reader: EnvReader, name: string, value: string): string {
  if (value === '') return '';
  const url = webAddress(value);
  if (url === undefined)
    reader.problem(
      `${name} must be an https address without user, query and fragment (http is for this machine only).`,
    );
  return url ?? '';
}

function smtp(reader: EnvReader): string | undefined {
  const value = reader.optional('SMTP_URL');
  if (value !== undefined && !(/^smtps?:\/\//.test(value) && URL.canParse(value)))
    reader.problem(
      'SMTP_URL must begin with smtp:// or smtps://, such as smtps://user:password@mail.example.com.',
    );
  return value;
}

function loopbackHost(reader: EnvReader, name: string): string | undefined {
  const value = reader.optional(name);
  if (value === undefined) return undefined;
  const url = webAddress(value);
  if (url === undefined || !isLoopback(new URL(url).hostname)) {
    reader.problem(`${name} is for tests on this machine: it must be a loopback address.`);
    return undefined;
  }
  return url;
}
