import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDirectory } from '../../../src/simulator/slack/world.ts';
import { renderMrkdwn } from '../../../src/simulator/slack/page/mrkdwn.ts';
import { world } from './example-world.ts';
import { startSlack } from './rig.ts';

const directory = createDirectory(world);
const shown = (text: string) => renderMrkdwn(text, directory).html;

describe('text on the page', () => {
  it.each([
    ['*bold* and _italic_ and ~gone~', '<strong>bold</strong> and <em>italic</em> and <s>gone</s>'],
    ['`a *b* &lt;c&gt;`', '<code>a *b* &lt;c&gt;</code>'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['a\nb', 'a<br />b'],
    ['&gt; said\nand', '<blockquote>said</blockquote>and'],
    ['<!channel>', '<span class="mention loud">@channel</span>'],
    ['&lt;!channel&gt;', '&lt;!channel&gt;'],
    ['<javascript:alert(1)|press>', '&lt;javascript:alert(1)|press&gt;'],
    ['<!date^1793610000^{date_num} {time}|soon>', /2026-11-02 09:00<\/time>$/],
    [':not_an_emoji:', ':not_an_emoji:'],
  ])('shows %j', (text, markup) => {
    if (typeof markup === 'string') expect(shown(text)).toBe(markup);
    else expect(shown(text)).toMatch(markup);
  });

  it('links addresses and names people, channels and groups', () => {
    const nadia = [...directory.users.values()].find((user) => user.name === 'nadia')?.id ?? '';
    expect(shown(`<@${nadia}>`)).toBe('<span class="mention">@Nadia Okafor</span>');
    expect(shown('<https://example.com/a_b_c?x=1&amp;y=2|*the* graph>')).toBe(
      '<a href="https://example.com/a_b_c?x=1&amp;y=2" target="_blank" rel="noopener noreferrer">*the* graph</a>',
    );
  });

  it('never becomes an element of its own, whatever is written', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.constantFrom(
          '<',
          '>',
          '"',
          "'",
          '&',
          '`',
          '```',
          '*',
          '_',
          '|',
          '<http://',
          '<script>',
          '^',
          '!date^',
          ':x:',
        ),
        fc.string({ maxLength: 6 }),
      ),
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const markup = shown(parts.join(''));
        const tags = [...markup.matchAll(/<\/?([a-z]+)/g)].map((match) => match[1]);
        const allowed = 'strong em s code pre br a span div blockquote time svg path rect circle'.split(' ');
        expect(tags.filter((tag) => !allowed.includes(tag ?? ''))).toEqual([]);
        expect(markup).not.toMatch(/href="(?!https?:|mailto:)/i);
        expect(markup).not.toMatch(/<[^>]*\son[a-z]+=[^>]*>/);
      }),
    );
  });
});

describe('the page', () => {
  const order = JSON.stringify({ as: 'nadia', do: 'send', channel: 'x', text: 'hello' });
  const post = (url: string, headers: Record<string, string>) =>
    fetch(`${url}/page/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: order,
    });

  it('takes orders from itself alone', async () => {
    const { slack } = await startSlack();
    expect((await post(slack.url, { origin: slack.url })).status).toBe(200);
    expect((await post(slack.url, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await post(slack.url, {})).status).toBe(403);
    const asForm = { origin: slack.url, 'content-type': 'text/plain' };
    expect((await post(slack.url, asForm)).status).toBe(403);
  });

  it('runs its own script and no other', async () => {
    const { slack } = await startSlack();
    const answer = await fetch(slack.url);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(policy).toContain("default-src 'none'");
    expect(await answer.text()).toContain(`<script nonce="${nonce}">`);
    const again = await fetch(slack.url);
    expect(again.headers.get('content-security-policy')).not.toBe(policy);
  });

  it('leads from a permalink to the thread', async () => {
    const { client } = await startSlack();
    const { channel = '', ts = '' } = await client.chat.postMessage({ channel: '#incidents', text: 'x' });
    const { permalink = '' } = await client.chat.getPermalink({ channel, message_ts: ts });
    const answer = await fetch(permalink, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`/?channel=${channel}&thread=${ts}`);
  });
});
