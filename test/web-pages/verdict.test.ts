import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { type FixtureServer, serveFixture } from '../web/serve.ts';
import { fullNight } from './night.ts';
import { openPage } from './open-page.ts';

let browser: Browser;
let server: FixtureServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), serveFixture()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(() => {
  server.refuse(null);
  server.show('waiting', fullNight);
  server.posted.length = 0;
});

const commands = () => server.posted.map(({ body }) => body);

async function onVerdict(act: (page: Page) => Promise<void>): Promise<void> {
  const page = await openPage(browser, server, { path: '/verdict' });
  await page
    .getByRole('button', { name: /^Strike/ })
    .first()
    .waitFor();
  await act(page);
}

describe('the verdict page', () => {
  it('names for each condition whether it holds, since when and by which records', () =>
    onVerdict(async (page) => {
      const row = page.getByRole('row', { name: /A1 three groups name one winner/ });
      expect(await row.textContent()).toMatch(/met\s*19:30.JST · 05:30.EST\s*record 3921, 4180, 4702/);
      expect(await row.getByRole('link', { name: '4180' }).getAttribute('href')).toBe('/journal#record-4180');
    }));

  it('shows calls by group and desk, what was taken back, and who contradicts whom', () =>
    onVerdict(async (page) => {
      expect(await page.getByRole('row', { name: /^NBC/ }).textContent()).toContain('19:30');
      const text = await page.locator('#page').textContent();
      expect(text).toContain('Nevada: desks differ');
      expect(text).toMatch(/CBS, Arizona[\s\S]*taken back at 19:37.JST · 05:37.EST\s*Stood 95 minutes/);
    }));

  it('strikes a wrong entry only with a reason', () =>
    onVerdict(async (page) => {
      await page.getByRole('button', { name: /Strike NBC NV/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Strike a wrong entry' });
      await dialog.getByRole('button', { name: 'Strike the entry' }).click();
      await dialog.getByText('Say why, in a few words.').waitFor();
      expect(commands()).toEqual([]);
      await page.keyboard.type('typed on the wrong line');
      await dialog.getByRole('button', { name: 'Strike the entry' }).click();
      await expect
        .poll(commands)
        .toEqual([{ do: 'strike', record: 4805, reason: 'typed on the wrong line' }]);
    }));

  it('gives the focus back to the button when a dialog is put aside', () =>
    onVerdict(async (page) => {
      const strike = page.getByRole('button', { name: /Strike NBC NV/ });
      await strike.click();
      await page.keyboard.press('Escape');
      await page.locator('button:focus[aria-label^="Strike NBC NV"]').waitFor();
    }));

  it('keeps a refused strike open, with the reason of the desk', () =>
    onVerdict(async (page) => {
      server.refuse('no such entry');
      await page.getByRole('button', { name: /Strike NBC NV/ }).click();
      await page.keyboard.type('wrong');
      await page.getByRole('button', { name: 'Strike the entry' }).click();
      await page.getByRole('dialog').getByText('no such entry').waitFor();
    }));

  it('takes a call by keys alone: C, desk, contest, ticket, Enter', () =>
    onVerdict(async (page) => {
      await page.keyboard.press('c');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('Fox');
      await page.keyboard.press('Tab');
      await page.keyboard.type('AZ');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect
        .poll(commands)
        .toEqual([expect.objectContaining({ do: 'call', desk: 'Fox', contest: 'AZ', ticket: 'R' })]);
    }));

  it('records a concession as speaking for the other side', () =>
    onVerdict(async (page) => {
      await page.getByRole('button', { name: 'Enter concession' }).click();
      await page.getByText('Choose who speaks.').waitFor();
      await page.getByRole('radio', { name: /Kamala Harris/ }).check();
      await page.getByRole('button', { name: 'Enter concession' }).click();
      await expect.poll(commands).toEqual([{ do: 'concession', ticket: 'R' }]);
      await page.getByText('Concession recorded.').waitFor();
    }));
});
