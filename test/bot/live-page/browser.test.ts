import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { scaledClock } from '../../../src/simulator/clock.ts';
import { anIncident, declaredAt, hostileTexts, states, type Making } from '../messages/incidents.ts';
import { stateNames } from '../../../bot/messages/incident-lines.ts';
import { serve, type Served } from './served.ts';

// Debian's package; where it is absent the tests are named as skipped.
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const shots = process.env['SCREENSHOTS'];

/** By how many pixels the page is wider than its window. */
async function overflow(page: Page): Promise<number> {
  return Math.max(0, Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth')));
}

/** For people to look at, where somebody wants them. */
async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${name}-${colorScheme}.png`, fullPage: true });
  }
}

describe.skipIf(!existsSync(executablePath))('the page in a browser', () => {
  let browser: Browser;
  const open: Served[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await Promise.all(open.splice(0).map((one) => one.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  async function visit(
    making: Making,
    { width = 1280, script = true }: { width?: number; script?: boolean } = {},
  ): Promise<{ readonly page: Page; readonly served: Served }> {
    const clock = scaledClock({ startMs: declaredAt + 250_000, speed: 1 });
    const served = await serve(anIncident(making), clock);
    open.push(served);
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      javaScriptEnabled: script,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(served.link());
    return { page, served };
  }

  it('fits a phone and a desk in every state', async () => {
    const { page, served } = await visit({ state: 'planning' });
    for (const state of states) {
      await served.change(anIncident({ state }));
      await expect.poll(() => page.title()).toMatch(new RegExp(`^${stateNames[state].name}: `));
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect([state, width, await overflow(page)]).toEqual([state, width, 0]);
        if (shots !== undefined) await picture(page, join(shots, `${state}-${width}`));
      }
    }
  });

  it.each(['oneWord', 'html', 'rightToLeft'])('fits a phone with %s text', async (name) => {
    const { page } = await visit(
      { state: 'stopped', steps: 40, text: hostileTexts[name] ?? '' },
      { width: 360 },
    );
    expect(await overflow(page)).toBe(0);
  });

  it('follows the run: steps, state and title, and reads only the state aloud', async () => {
    const { page, served } = await visit({ state: 'awaiting-approval' });
    await expect.poll(() => page.locator('.badge').textContent()).toBe('Waiting for approval');
    await served.change(anIncident({ state: 'running' }));
    await expect.poll(() => page.locator('.badge').textContent()).toBe('Running');
    expect(await page.title()).toMatch(/^Running: /);
    expect(await page.locator('[aria-live=polite]').textContent()).toBe(
      'Running. Nothing has failed so far.',
    );
    expect(await page.locator('[aria-live] [data-since]').count()).toBe(0);
    await served.change(anIncident({ state: 'done' }));
    await expect.poll(() => page.locator('.badge').textContent()).toBe('Done');
    expect(await page.locator('.figure').first().textContent()).toBe('24:10 of 30:00');
  });

  it('lets the RTO clock run by itself', async () => {
    const { page } = await visit({ state: 'running' });
    const clock = page.locator('[role=timer]');
    const first = await clock.textContent();
    expect(first).toMatch(/^04:1\d$/);
    await expect.poll(() => clock.textContent(), { timeout: 4000 }).not.toBe(first);
  });

  it('leaves alone what a reader has opened, and where the focus is', async () => {
    const { page, served } = await visit({ state: 'awaiting-approval' });
    await page.waitForFunction("document.getElementById('link').hidden");
    const summary = page.locator('details[data-key="services:scale(*)"] > summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    await served.change(anIncident({ state: 'starting' }));
    await expect.poll(() => page.locator('.badge').textContent()).toBe('Starting');
    expect(await page.locator('details[data-key="services:scale(*)"]').getAttribute('open')).toBe('');
    expect(await page.evaluate("document.activeElement.closest('details').dataset.key")).toBe(
      'services:scale(*)',
    );
  });

  it('can be reached with the keyboard alone', async () => {
    const { page } = await visit({ state: 'done' });
    const wanted = await page.locator('a, summary').count();
    const reached = new Set<string>();
    for (let presses = 0; presses <= wanted; presses += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(
        "document.activeElement === document.body ? '' : document.activeElement.outerHTML",
      );
      if (typeof name === 'string' && name !== '') reached.add(name);
    }
    expect(reached.size).toBe(wanted);
  });

  it('says when the bot cannot be reached, and goes on when it can', async () => {
    const { page, served } = await visit({ state: 'running' });
    await page.waitForFunction("document.getElementById('link').hidden");
    served.page.close();
    await expect.poll(() => page.locator('#link').isVisible()).toBe(true);
    expect(await page.locator('#link').textContent()).toContain('trying again');
    await expect.poll(() => page.locator('#link').isVisible(), { timeout: 6000 }).toBe(false);
  });

  it('is complete without a script', async () => {
    const { page } = await visit({ state: 'running' }, { script: false });
    expect(await page.locator('.badge').textContent()).toBe('Running');
    expect(await page.locator('.steps li').count()).toBeGreaterThan(10);
  });

  it('has headings, names and states for those who do not see it', async () => {
    const { page } = await visit({ state: 'stopped' });
    const tree = await page.locator('main').ariaSnapshot();
    expect(tree).toContain('heading "Failover of lomash-wood: eu-west-1 → eu-west-2" [level=1]');
    expect(tree).toContain('heading "Checklist" [level=2]');
    expect(tree).toContain('progressbar "Steps done"');
    expect(tree).toContain('failed: Promote lomash-item-1-prod-replica');
    expect(tree).toMatch(/img "When each step ran/);
  });
});
