/** Slack's own troubles, which pass: the common errors of https://docs.slack.dev/reference/methods/chat.postMessage#errors. */
const passing: readonly string[] = [
  'fatal_error',
  'internal_error',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'accesslimited',
];

const reinstall =
  'Install the app in the workspace again, and give the bot its new token as SLACK_BOT_TOKEN.';
const invite = 'Invite the app into the channel: /invite @failover.';
const channelId =
  'Check the id of the channel in failover.yml, and invite the app if the channel is private.';

/** What to do about refusals that people can mend, by Slack's word for them. */
const fixes: Readonly<Record<string, string>> = {
  invalid_auth: reinstall,
  not_authed: reinstall,
  account_inactive: reinstall,
  token_revoked: reinstall,
  token_expired: reinstall,
  org_login_required: reinstall,
  missing_scope: 'Give the app the scopes of slack-manifest.yml, and install it again.',
  no_permission: 'Give the app the scopes of slack-manifest.yml, and install it again.',
  channel_not_found: channelId,
  not_in_channel: invite,
  is_archived: 'The channel is archived: name another one in failover.yml, or restore it.',
  restricted_action: 'A setting of the workspace or channel forbids the app to post there; ask its admins.',
  restricted_action_read_only_channel: 'Only some may post in this channel; ask its admins to add the app.',
  restricted_action_thread_only_channel: 'Only threads are allowed in this channel; name another one.',
  ekm_access_denied: 'The admins of the workspace have suspended posting.',
  access_denied: 'The admins of the workspace have taken access away from the app.',
};

/** Whether the refusal goes away by itself. */
export function isPassing(code: string): boolean {
  return passing.includes(code);
}

/** What somebody must do about the refusal; undefined where nobody can do anything. */
export function fixFor(code: string): string | undefined {
  return Object.hasOwn(fixes, code) ? fixes[code] : undefined;
}
