import { describe, expect, it } from 'vitest';
import { clientOf, refusalOf, startSlack } from './rig.ts';

const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
const button = (actionId: string) => ({
  type: 'button' as const,
  action_id: actionId,
  text: { type: 'plain_text' as const, text: actionId },
});

describe('messages', () => {
  it('are posted, edited, found again with their metadata, and deleted', async () => {
    const { slack, client } = await startSlack();
    const metadata = { event_type: 'region_failover', event_payload: { item: 7 } };
    const posted = await client.chat.postMessage({
      channel: '#incidents',
      text: 'declared',
      blocks: [section('*declared*')],
      metadata,
    });
    const { channel = '', ts = '' } = posted;
    await client.chat.update({ channel, ts, text: 'planned', blocks: [section('*planned*')] });
    const { messages = [] } = await client.conversations.history({ channel, include_all_metadata: true });
    expect(messages).toMatchObject([{ ts, text: 'planned', metadata }]);
    await client.chat.delete({ channel, ts });
    expect(slack.messages('incidents')).toEqual([]);
  });

  it('lose their blocks when they are edited with text alone', async () => {
    const { slack, client } = await startSlack();
    const { channel = '', ts = '' } = await client.chat.postMessage({
      channel: '#incidents',
      text: 'one',
      blocks: [section('one')],
    });
    await client.chat.update({ channel, ts, text: 'two' });
    expect(slack.messages('incidents')).toMatchObject([{ text: 'two', blocks: [], edits: 1 }]);
  });

  it('have threads, whose replies the channel shows only when they are broadcast', async () => {
    const { slack, client } = await startSlack();
    const { channel = '', ts = '' } = await client.chat.postMessage({
      channel: '#incidents',
      text: 'parent',
    });
    await client.chat.postMessage({ channel, text: 'quiet', thread_ts: ts });
    await client.chat.postMessage({ channel, text: 'loud', thread_ts: ts, reply_broadcast: true });
    const { messages = [] } = await client.conversations.replies({ channel, ts });
    expect(messages.map((message) => message.text)).toEqual(['parent', 'quiet', 'loud']);
    expect(messages[0]).toMatchObject({ reply_count: 2 });
    expect(slack.messages('incidents').map((message) => message.text)).toEqual(['parent', 'loud']);
  });

  it('are given out page by page, the newest first', async () => {
    const { client, clock } = await startSlack();
    for (const text of ['1', '2', '3', '4', '5']) {
      await client.chat.postMessage({ channel: '#incidents', text });
      clock.advance(1000);
    }
    const channel = (await client.chat.postMessage({ channel: '#incidents', text: '6' })).channel ?? '';
    const pages: (string | undefined)[][] = [];
    let cursor: string | undefined;
    do {
      const page = await client.conversations.history({ channel, limit: 4, ...(cursor ? { cursor } : {}) });
      pages.push((page.messages ?? []).map((message) => message.text));
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    expect(pages).toEqual([
      ['6', '5', '4', '3'],
      ['2', '1'],
    ]);
  });

  it('can be shown to one member of the channel only', async () => {
    const { slack, client } = await startSlack();
    const { id } = slack.channel('incidents');
    const nadia = slack.as('nadia').user.id;
    await client.chat.postEphemeral({ channel: id, user: nadia, text: 'for you' });
    expect(slack.as('nadia').ephemerals()).toMatchObject([{ text: 'for you' }]);
    expect(slack.as('omar').ephemerals()).toEqual([]);
    const dora = slack.as('dora').user.id;
    expect(await refusalOf(client.chat.postEphemeral({ channel: id, user: dora, text: 'x' }))).toBe(
      'user_not_in_channel',
    );
  });
});

describe('a call is refused as Slack refuses it', () => {
  it.each([
    ['no such channel', { channel: 'C0', text: 'x' }, 'channel_not_found'],
    ['a private channel without the app', { channel: '#secret', text: 'x' }, 'channel_not_found'],
    ['a public channel without the app', { channel: '#elsewhere', text: 'x' }, 'not_in_channel'],
    ['nothing to show', { channel: '#incidents', text: '' }, 'no_text'],
    ['too long a text', { channel: '#incidents', text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['no such thread', { channel: '#incidents', text: 'x', thread_ts: '1.000001' }, 'thread_not_found'],
    [
      'too many blocks',
      { channel: '#incidents', text: 'x', blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) },
      'invalid_blocks',
    ],
    [
      'blocks that are too much together',
      {
        channel: '#incidents',
        text: 'x',
        blocks: Array.from({ length: 5 }, () => section('y'.repeat(2900))),
      },
      'msg_blocks_too_long',
    ],
  ])('%s', async (_, message, code) => {
    const { client } = await startSlack();
    expect(await refusalOf(client.apiCall('chat.postMessage', message))).toBe(code);
  });

  it.each([
    [section('x'.repeat(3001)), 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    [section(''), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      { type: 'actions', elements: Array.from({ length: 26 }, (_, index) => button(`a${index}`)) },
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      { type: 'actions', elements: [button('same'), button('same')] },
      '`action_id` already exists in this block: same [json-pointer:/blocks/0/elements/1]',
    ],
    [
      { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
      'must be one of: plain_text [json-pointer:/blocks/0/text/type]',
    ],
    [{ type: 'section' }, 'missing required field: text or fields [json-pointer:/blocks/0]'],
    [{ type: 'divider', colour: 'red' }, 'invalid additional property: colour [json-pointer:/blocks/0]'],
    [{ type: 'carousel3d' }, 'unsupported type: carousel3d [json-pointer:/blocks/0]'],
  ])('with what is wrong in a block and where (%#)', async (block, complaint) => {
    const { client } = await startSlack();
    const call = client.apiCall('chat.postMessage', { channel: '#incidents', text: 'x', blocks: [block] });
    await expect(call).rejects.toMatchObject({
      data: { error: 'invalid_blocks', response_metadata: { messages: [`[ERROR] ${complaint}`] } },
    });
  });

  it('when a message is edited that is gone, or that a person wrote', async () => {
    const { slack, client } = await startSlack();
    const { channel, ts } = slack.as('omar').say('mine');
    expect(await refusalOf(client.chat.update({ channel, ts, text: 'x' }))).toBe('cant_update_message');
    expect(await refusalOf(client.chat.update({ channel, ts: '1.000001', text: 'x' }))).toBe(
      'message_not_found',
    );
  });

  it('when the token is wrong, missing or of the other kind', async () => {
    const { slack, client } = await startSlack();
    expect(await refusalOf(clientOf(slack, 'xoxb-wrong').auth.test())).toBe('invalid_auth');
    expect(await refusalOf(clientOf(slack, '').auth.test())).toBe('not_authed');
    expect(await refusalOf(client.apps.connections.open({}))).toBe('not_allowed_token_type');
    expect(await client.auth.test()).toMatchObject({ team: 'Lomash Wood', bot_id: slack.identity.botId });
  });

  it('when the token lacks the scope, which the answer names', async () => {
    const { slack, client } = await startSlack({ scopes: ['chat:write', 'channels:history'] });
    const group = slack.group('failover-approvers').id;
    await expect(client.usergroups.users.list({ usergroup: group })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'usergroups:read', provided: 'chat:write,channels:history' },
    });
  });
});

describe('people', () => {
  it('are told apart: members, guests, strangers and those who left', async () => {
    const { slack, client } = await startSlack();
    const { users = [] } = await client.usergroups.users.list({
      usergroup: slack.group('failover-approvers').id,
    });
    expect(users).toEqual(['nadia', 'omar', 'gus'].map((name) => slack.as(name).user.id));
    const infoOf = async (name: string) =>
      (await client.users.info({ user: slack.as(name).user.id })).user ?? {};
    expect(await infoOf('gus')).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
    expect(await infoOf('dora')).toMatchObject({ deleted: true });
    const stranger = await infoOf('stella');
    expect(stranger).toMatchObject({ is_stranger: true });
    expect(stranger.team_id).not.toBe(slack.identity.teamId);
  });

  it('leave groups and become guests while the workspace runs', async () => {
    const { slack, client } = await startSlack();
    slack.setGroupMembers('failover-approvers', ['omar']);
    slack.setKind('omar', 'guest');
    const { users } = await client.usergroups.users.list({
      usergroup: slack.group('failover-approvers').id,
    });
    expect(users).toEqual([slack.as('omar').user.id]);
    const { user } = await client.users.info({ user: slack.as('omar').user.id });
    expect(user?.is_restricted).toBe(true);
  });
});

describe('too many calls', () => {
  it('are put off: messages after a short burst, one a second in a channel', async () => {
    const { slack, client, clock } = await startSlack();
    const post = () => refusalOf(client.chat.postMessage({ channel: '#incidents', text: 'x' }));
    for (let burst = 0; burst < 5; burst += 1) expect(await post()).toBe('accepted');
    expect(await post()).toBe('slack_webapi_rate_limited_error');
    expect(await refusalOf(client.chat.postMessage({ channel: '#general', text: 'x' }))).toBe('accepted');
    clock.advance(1000);
    expect(await post()).toBe('accepted');
    expect(slack.log.count('chat.postMessage', 'ratelimited')).toBe(1);
  });

  it('are told after how many seconds to come back', async () => {
    const { slack, client, clock } = await startSlack();
    const usergroup = slack.group('failover-approvers').id;
    for (let call = 0; call < 20; call += 1) await client.usergroups.users.list({ usergroup });
    clock.advance(15_000);
    await expect(client.usergroups.users.list({ usergroup })).rejects.toMatchObject({ retryAfter: 45 });
    clock.advance(45_000);
    expect((await client.usergroups.users.list({ usergroup })).ok).toBe(true);
  });
});

describe('trouble on demand', () => {
  it('fails calls before or after they have done something', async () => {
    const { slack, client } = await startSlack();
    const post = () => refusalOf(client.chat.postMessage({ channel: '#incidents', text: 'x' }));
    slack.faults.add({ name: 'chat.postMessage', times: 1, effect: { kind: 'status', status: 503 } });
    expect(await post()).toBe('slack_webapi_http_error');
    slack.faults.add({ name: 'chat.postMessage', times: 1, effect: { kind: 'reset' } });
    expect(await post()).toBe('slack_webapi_request_error');
    expect(slack.messages('incidents')).toHaveLength(0);
    slack.faults.add({ name: 'chat.postMessage', times: 1, effect: { kind: 'answer-lost' } });
    expect(await post()).toBe('slack_webapi_request_error');
    expect(slack.messages('incidents')).toHaveLength(1);
    expect(await post()).toBe('accepted');
    expect(slack.log.calls.map((call) => call.outcome)).toEqual(['http 503', 'reset', 'answer-lost', 'ok']);
  });

  it('takes Slack away and brings it back at the same address', async () => {
    const { slack, client } = await startSlack();
    for (const how of ['refused', 'reset'] as const) {
      await slack.outage(how);
      expect(await refusalOf(client.auth.test())).toBe('slack_webapi_request_error');
      await slack.restore();
      expect(await refusalOf(client.auth.test())).toBe('accepted');
    }
  });
});
