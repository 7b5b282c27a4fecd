import type { SlackCall } from './call.ts';

/** Who the bot is in Slack. */
export interface SlackIdentity {
  /** The workspace. */
  readonly team: string | undefined;
  readonly bot: string | undefined;
}

/** Asks Slack once who the token belongs to; asks again after a failure. */
export function createIdentity(call: SlackCall): () => Promise<SlackIdentity> {
  let known: Promise<SlackIdentity> | undefined;
  return () => {
    known ??= call({ method: 'auth.test' }, (client) => client.auth.test()).then(
      ({ team_id, bot_id }) => ({ team: team_id, bot: bot_id }),
      (error: unknown) => {
        known = undefined;
        throw error;
      },
    );
    return known;
  };
}
