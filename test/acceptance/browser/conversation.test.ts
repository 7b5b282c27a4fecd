import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi, type TestContext } from 'vitest';
import { scaledClock } from '../../../src/simulator/clock.ts';
import { startBotStage, type BotStage } from '../bot/bot-stage.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

// Debian's package; where it is absent the tests are named as skipped, and why.
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isInstalled = existsSync(executablePath);
const title = isInstalled
  ? 'the whole product in a browser'
  : `the whole product in a browser (skipped: there is no Chromium at ${executablePath})`;

/** A folder for pictures of each state, where somebody wants to look at them. */
const pictures = process.env['SCREENSHOTS'];

const command = '/failover eu-west-1 eu-west-2';
const widths = [360, 1280] as const;
const patience = { timeout: 60_000 };

/** By how many pixels the window, or something that scrolls up and down in it, is too narrow for what it shows. */
const overflowing = `[document.documentElement, ...document.querySelectorAll('.scroller, .side, dialog[open], .fields-of-form, main')]
  .map((box) => box.scrollWidth - box.clientWidth).filter((more) => more > 0)`;

const topMessage = "document.querySelector('#messages [data-kind=message]')";

/** Whether the headline begins at the upper edge of what is seen of the channel, give or take what stands above the first message. */
const isHeadlineAtTop = `Math.abs(${topMessage}.getBoundingClientRect().top
  - document.getElementById('scroller').getBoundingClientRect().top) < 60`;

/** The message that is edited from the declaration to the end; what somebody alone is told may stand above it. */
function headlineOf(page: Page): Locator {
  return page.locator('#messages .message[data-kind=message]').first();
}

/** Everything fits a phone and a desk; `name` is that of the pictures. */
async function sees(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 780 : 860 });
    expect([await page.title(), width, await page.evaluate(overflowing)]).toEqual([
      await page.title(),
      width,
      [],
    ]);
    if (pictures === undefined) continue;
    if (name.startsWith('incident-')) await page.evaluate(`${topMessage}.scrollIntoView()`);
    await page.screenshot({ path: join(pictures, `${name}-${width}.png`) });
  }
}

async function become(page: Page, name: string): Promise<void> {
  await page.getByLabel(/^You are /).click();
  await page.locator('#who').getByRole('button', { name }).click();
  await page.getByLabel(`You are ${name}`).waitFor();
}

/** Types the command, gives the reason in the modal and declares. */
async function declare(page: Page, { mode, name }: { mode?: string; name: string }): Promise<void> {
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Declare a failover' }).waitFor(patience);
  if (mode !== undefined) await page.getByLabel('Mode').selectOption(mode);
  await page.getByLabel('Reason').fill('eu-west-1 does not answer, nobody can order');
  await sees(page, `${name}-modal`);
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  await page.getByText('0 of 2 approvals').first().waitFor(patience);
}

async function approve(page: Page, name: string): Promise<void> {
  await become(page, name);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.locator('#confirm').getByText('moves lomash-wood from eu-west-1 to eu-west-2').waitFor();
  await page.locator('#confirm').getByRole('button', { name: 'Approve' }).click();
}

/** Nadia's first look at the product, which closes with its test. */
interface Visit {
  readonly stage: BotStage;
  readonly page: Page;
  /** What the browser has complained of, on any page. */
  readonly complaints: readonly string[];
}

describe.skipIf(!isInstalled)(title, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  });

  afterAll(async () => {
    await browser.close();
  });

  async function visit(variant: string, { onTestFinished }: TestContext): Promise<Visit> {
    const stage = await startBotStage({
      variant,
      // Pictures are taken while the clock goes on.
      ...(pictures === undefined ? {} : { clock: scaledClock({ startMs: Date.now(), speed: 5 }) }),
      page: {
        banner: { text: 'eu-west-1 has just gone dark. You are on call:', command },
        commands: [{ line: command, about: 'declare a failover' }],
      },
    });
    onTestFinished(() => stage.close());
    // Long enough to be watched.
    Object.assign(stage.aws.world.timings, { promotionMs: [60_000, 90_000] });
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      reducedMotion: 'reduce',
    });
    onTestFinished(async () => {
      await context.close();
    });
    context.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    context.on('weberror', (problem) => complaints.push(problem.error().message));
    const page = await context.newPage();
    await page.goto(stage.slack.url);
    await page.getByLabel('You are Nadia Khan').waitFor();
    return { stage, page, complaints };
  }

  /** Follows a link of the headline, or a button that is one, as a click in Slack does: into a page of its own. */
  async function follow(page: Page, name: RegExp): Promise<Page> {
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      headlineOf(page).getByRole('link', { name }).or(headlineOf(page).getByRole('button', { name })).click(),
    ]);
    await opened.waitForLoadState();
    return opened;
  }

  it.concurrent(
    'goes from the command to a finished checklist, in Slack, on the live page and in GitHub',
    async (test) => {
      const { stage, page, complaints } = await visit('dark', test);
      await declare(page, { name: 'declaration' });
      const headline = headlineOf(page);
      for (const words of ['nobody can order', 'Nadia Khan', 'ETA', 'Data that would be lost'])
        expect(await headline.textContent()).toContain(words);
      await sees(page, 'incident-declared');

      await approve(page, 'Tom Reid');
      await headline.getByText('1 of 2 approvals').waitFor(patience);
      await sees(page, 'incident-one-approval');
      const live = await follow(page, /Live page/);
      expect(await live.locator('.badge').textContent()).toBe('Waiting for approval');
      await sees(live, 'live-page-waiting');

      await approve(page, 'Priya Shah');
      await live.locator('.badge', { hasText: 'Running' }).waitFor(patience);
      await headline.getByText('Checklist').waitFor(patience);
      await headline.getByText(/[1-9]\d* of \d+ steps are done/).waitFor(patience);
      expect(await page.evaluate(isHeadlineAtTop), 'whoever approved sees what comes of it').toBe(true);
      await sees(page, 'incident-running');
      await sees(live, 'live-page-running');
      const issue = await follow(page, /Issue #/);
      expect(await issue.locator('input[type=checkbox]').count()).toBeGreaterThan(5);
      await sees(issue, 'issue-running');
      const job = await follow(page, /^Job$/);
      await sees(job, 'job-running');

      await headline.getByText('Done.').waitFor(patience);
      await headline.getByText(/RTO \d\d:\d\d of 30:00 · objective met/).waitFor();
      await sees(page, 'incident-done');
      await live.locator('.badge', { hasText: 'Done' }).waitFor(patience);
      expect(await live.locator('[data-since]').count(), 'no clock runs any more').toBe(0);
      const stopped = await live.getByRole('timer').textContent();
      expect(await headline.textContent()).toContain(`RTO ${stopped ?? ''} of 30:00`);
      await sees(live, 'live-page-done');
      await issue.getByText('Closed', { exact: true }).waitFor(patience);
      expect(await issue.locator('input[type=checkbox]:not(:checked)').count()).toBe(0);
      await sees(issue, 'issue-done');
      await job.locator('p .state.good').waitFor(patience);
      await sees(job, 'job-done');
      await headline.getByRole('button', { name: /replies/ }).click();
      await page.locator('#replies').getByText('has begun').waitFor();
      await sees(page, 'incident-thread');
      expect(stage.github.runs()).toHaveLength(2);
      expect(complaints).toEqual([]);
    },
  );

  it.concurrent(
    'shows a step that has failed with its buttons, and goes on when it is skipped',
    async (test) => {
      const { page, complaints } = await visit('promotion-fails', test);
      await declare(page, { mode: 'unplanned', name: 'unplanned' });
      await approve(page, 'Tom Reid');
      await page.getByText('1 of 2 approvals').first().waitFor(patience);
      await approve(page, 'Priya Shah');
      const headline = headlineOf(page);
      await headline.getByRole('button', { name: /^Skip / }).waitFor(patience);
      await sees(page, 'incident-failed-step');
      const live = await follow(page, /Live page/);
      await live.getByRole('heading', { name: 'What has failed' }).waitFor();
      await sees(live, 'live-page-failed-step');
      await headline.getByRole('button', { name: /^Skip / }).click();
      await page.getByRole('heading', { name: 'Skip a step' }).waitFor();
      await sees(page, 'skip-modal');
      await page.getByLabel('Why may it be skipped?').fill('orders is restored by hand');
      await page.getByRole('button', { name: 'Skip it' }).click();
      await headline.getByRole('button', { name: /^Skip / }).waitFor({ state: 'detached', ...patience });
      await sees(page, 'incident-skipped-step');
      expect(complaints).toEqual([]);
    },
  );
});
