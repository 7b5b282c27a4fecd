import { existsSync } from 'node:fs';
import type { App } from '@slack/bolt';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { LocalSlack } from '../../../src/simulator/slack/local-slack.ts';
import { afterwards, startHttpApp, startSlack } from './rig.ts';

const executablePath = '/usr/bin/chromium';
const plain = (text: string) => ({ type: 'plain_text' as const, text });

function bot(app: App): void {
  app.command('/failover', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'declare',
        title: plain('Declare a failover'),
        submit: plain('Declare'),
        blocks: [
          {
            type: 'input',
            block_id: 'reason',
            label: plain('Reason'),
            element: { type: 'plain_text_input', action_id: 'text', multiline: true },
          },
        ],
      },
    });
  });
  app.view('declare', async ({ ack, view, client, body }) => {
    await ack();
    const reason = view.state.values['reason']?.['text']?.value ?? '';
    const escaped = reason.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    await client.chat.postMessage({
      channel: '#incidents',
      text: 'declared',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*Reason* ${escaped}` } },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'approve',
              style: 'primary',
              text: plain('Approve'),
              confirm: {
                title: plain('Approve the plan?'),
                text: plain('Production moves.'),
                confirm: plain('Yes, approve'),
                deny: plain('Not yet'),
              },
            },
          ],
        },
      ],
    });
    await client.chat.postEphemeral({
      channel: 'incidents',
      user: body.user.id,
      text: 'You cannot approve your own.',
    });
  });
  app.action('approve', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    await client.chat.postMessage({
      channel: body.channel?.id ?? '',
      thread_ts: body.message?.ts ?? '',
      text: `approved by <@${body.user.id}>`,
    });
  });
}

// One browser for all, with a profile of its own for each test.
let browser: Browser | undefined;
afterAll(() => browser?.close());

async function openPage(slack: LocalSlack, width = 1280): Promise<{ page: Page; complaints: string[] }> {
  browser ??= await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  afterwards(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (problem) => complaints.push(problem.message));
  await page.goto(slack.url);
  await page.getByRole('heading', { name: 'incidents' }).waitFor();
  return { page, complaints };
}

const commands = [{ line: '/failover eu-west-1 eu-west-2', about: 'Fail over to London' }];

describe.skipIf(!existsSync(executablePath))('the page in a browser', () => {
  it('plays a conversation: command, modal, message, another person, confirmation, thread', async () => {
    const { slack } = await startSlack({ page: { commands } });
    await startHttpApp(slack, bot);
    const { page, complaints } = await openPage(slack);

    await page.keyboard.type('/fail');
    await page.getByRole('option', { name: 'Fail over to London' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Declare' }).click();
    await page.getByText('Please complete this required field.').waitFor();
    await page.getByLabel('Reason').fill('<img src=x onerror=alert(1)> dark');
    await page.getByRole('button', { name: 'Declare' }).click();
    await page.getByText('<img src=x onerror=alert(1)> dark').waitFor();
    await page.getByText('You cannot approve your own.').waitFor();
    expect(await page.locator('#messages img').count()).toBe(0);

    await page.getByLabel('You are Nadia Okafor').click();
    await page.getByRole('button', { name: 'Omar Haddad' }).click();
    await page.getByLabel('You are Omar Haddad').waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    expect(await page.getByText('You cannot approve your own.').count()).toBe(0);
    await page.getByRole('button', { name: 'Yes, approve' }).click();
    await page.getByRole('button', { name: '1 reply' }).click();
    await page.locator('#replies').getByText('@Omar Haddad').waitFor();
    await page.getByLabel('Reply', { exact: true }).fill('thanks');
    await page.keyboard.press('Enter');
    await page.locator('#replies').getByText('thanks').waitFor();
    expect(complaints).toEqual([]);
  });

  it('counts what somebody has not read in another channel', async () => {
    const { slack } = await startSlack();
    const { page } = await openPage(slack);
    slack.as('omar').say('news', { channel: 'general' });
    await page.getByLabel('1 unread').waitFor();
    await page.getByRole('button', { name: 'general' }).click();
    await page.getByText('news').waitFor();
    expect(await page.getByLabel('1 unread').count()).toBe(0);
  });

  it('keeps a button in place under the pointer while its message is edited', async () => {
    const { slack, client } = await startSlack();
    let clicks = 0;
    await startHttpApp(slack, (app) => {
      app.action('approve', async ({ ack }) => {
        clicks += 1;
        await ack();
      });
    });
    const blocks = (state: string) => [
      { type: 'section' as const, text: plain(state) },
      {
        type: 'actions' as const,
        elements: [{ type: 'button' as const, action_id: 'approve', text: plain('Approve') }],
      },
    ];
    const first = await client.chat.postMessage({ channel: '#incidents', text: '1', blocks: blocks('one') });
    const { page } = await openPage(slack);
    await page.getByRole('button', { name: 'Approve' }).hover();
    await page.mouse.down();
    const { channel = '', ts = '' } = first;
    await client.chat.update({ channel, ts, text: '2', blocks: blocks('two') });
    await page.getByText('two').waitFor();
    await page.mouse.up();
    await slack.until(() => (clicks === 1 ? true : undefined));
  });

  it('says so when the app does not answer', async () => {
    const { slack } = await startSlack({ page: { commands } });
    slack.deliverTo({ commandUrl: 'http://127.0.0.1:9/' });
    const { page } = await openPage(slack);
    await page.keyboard.type('/failover eu-west-1 eu-west-2');
    await page.keyboard.press('Enter');
    await page.getByText('The app could not be reached.').waitFor();
    await page.getByText('failed with the error').waitFor();
  });

  it('fits a phone', async () => {
    const { slack, client } = await startSlack();
    await client.chat.postMessage({ channel: '#incidents', text: 'x'.repeat(500) });
    const { page } = await openPage(slack, 360);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(360);
    await page.getByLabel('Channels', { exact: true }).first().click();
    await page.getByRole('button', { name: 'general' }).click();
    await page.getByRole('heading', { name: 'general' }).waitFor();
  });
});
