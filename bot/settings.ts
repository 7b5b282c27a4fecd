/** A repository whose service the bot fails over, and where in it the config stands. */
export interface RepositorySetting {
  readonly owner: string;
  readonly repo: string;
  readonly configPath: string;
}

/** Everything the bot is told by its environment. Holds secrets: never log it. */
export interface Settings {
  /** How people and jobs reach the bot, without a slash at the end. */
  readonly publicUrl: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly slack: {
    readonly signingSecret?: string;
    readonly botToken: string;
    /** Given: Socket Mode. */
    readonly appToken?: string;
    /** `https://slack.com/api/` unless told otherwise. */
    readonly apiUrl?: string;
  };
  readonly github: {
    readonly appId: number;
    readonly privateKey: string;
    readonly webhookSecret: string;
    /** Without a slash at the end. */
    readonly apiUrl: string;
    /** Where jobs get their OIDC tokens; without a slash at the end. */
    readonly oidcIssuer: string;
  };
  readonly repositories: readonly RepositorySetting[];
  readonly store: { readonly url: string } | { readonly file: string };
  /** Signs the links to the live page. */
  readonly linkSecret: string;
  readonly smtpUrl?: string;
  /** Who mails are from. */
  readonly smtpFrom: string;
  readonly logLevel: LogLevel;
  /** Where certificates of SNS come from instead of `sns.REGION.amazonaws.com`; loopback only, for tests and the demo. */
  readonly snsHost?: string;
}

/** The words of LOG_LEVEL. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** How much is logged. */
export type LogLevel = (typeof logLevels)[number];
