import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { type FixtureServer, serveFixture } from '../web/serve.ts';
import { fullNight } from './night.ts';
import { type Look, openPage } from './open-page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATHS = ['/verdict', '/response', '/relations', '/meetings', '/feeds', '/brief', '/journal'];

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

/** Goes through the pages in one window, as a person does. */
async function throughPages(
  look: Omit<Look, 'path'>,
  act: (page: Page, path: string) => Promise<void>,
): Promise<void> {
  const page = await openPage(browser, server, { ...look, path: PATHS[0]! });
  for (const path of PATHS) {
    await page.locator(`nav a[href^="${path}"]`).click();
    await page.locator('#page .block').first().waitFor();
    await act(page, path);
  }
}

describe('every page', () => {
  const looks: Omit<Look, 'path'>[] = [
    { language: 'en', theme: 'light' },
    { language: 'ja', theme: 'dark' },
    { language: 'ja', theme: 'light', width: 390 },
    { language: 'en', theme: 'red', width: 390 },
  ];
  for (const look of looks) {
    it(`has nothing that axe objects to: ${Object.values(look).join(', ')}`, () =>
      throughPages(look, async (page, path) => {
        await page.evaluate(AXE);
        const violations = await page.evaluate(
          `axe.run('#page').then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary].join(' ')))`,
        );
        expect({ path, violations }).toEqual({ path, violations: [] });
      }));
  }

  for (const language of ['en', 'ja'] as const) {
    it(`never scrolls sideways, from a telephone to a wall: ${language}`, () =>
      throughPages({ language }, async (page, path) => {
        for (const width of [390, 768, 1024, 1440, 1920]) {
          await page.setViewportSize({ width, height: 900 });
          const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect({ path, width, beyond }).toEqual({ path, width, beyond: 0 });
        }
      }));
  }

  it('speaks Japanese whole: no heading of a page is left in English', () =>
    throughPages({ language: 'ja' }, async (page) => {
      const headings = await page.locator('#page h2').allTextContents();
      expect(headings.length).toBeGreaterThan(0);
      for (const heading of headings) expect(heading).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    }));
});

describe('relations', () => {
  it('says the balance, shows it as a table on T, and names whom we neglected, never met first', async () => {
    const page = await openPage(browser, server, { path: '/relations' });
    await page.getByText('56 % of our attention went to the Harris camp, 44 % to the Trump camp.').waitFor();
    expect(await page.getByRole('row', { name: /Around Harris 14 56 % 3/ }).count()).toBe(0);
    await page.keyboard.press('t');
    await page.getByRole('row', { name: /Around Harris 14 56 % 3/ }).waitFor();
    const block = page.locator('.block', { hasText: 'Whom we have neglected' });
    expect(await block.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('M. Okafor'),
      expect.stringContaining('P. Lindqvist'),
    ]);
  });
});

describe('meetings', () => {
  it('holds an hour and frees a held one, by the list and by the band', async () => {
    const page = await openPage(browser, server, { path: '/meetings' });
    const hour = Date.parse('2024-11-06T23:00:00Z');
    await page
      .locator('.band')
      .getByRole('button', { name: /^Hold 7.Nov.08:00–09:00.JST · 6.Nov.18:00–19:00.EST/ })
      .click();
    await page
      .getByRole('button', { name: /^Free 7.Nov.07:00–08:00/ })
      .last()
      .press('Enter');
    await expect.poll(commands).toEqual([
      { do: 'hold-window', from: hour, to: hour + 3_600_000 },
      { do: 'free-window', from: hour - 3_600_000, to: hour },
    ]);
  });

  it('notes the beginning and the end of the talk, each once', async () => {
    const page = await openPage(browser, server, { path: '/meetings' });
    expect(await page.getByRole('button', { name: 'Talk has ended' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Talk has started' }).click();
    await expect.poll(commands).toEqual([{ do: 'talk-started' }]);
    server.show('waiting', (view) => ({
      ...fullNight(view),
      talk: { startedAt: view.clock.at - 300_000, endedAt: null },
    }));
    await page.getByText('Duration: 5 minutes').waitFor();
    await page.getByRole('button', { name: 'Talk has ended' }).click();
    await expect.poll(commands).toEqual([{ do: 'talk-started' }, { do: 'talk-ended' }]);
  });
});

describe('brief', () => {
  it('links to the public page and shows the line in force only once it was let out', async () => {
    const page = await openPage(browser, server, { path: '/brief' });
    expect(await page.getByRole('link', { name: 'Open the public page' }).getAttribute('href')).toBe(
      '/public/',
    );
    await page.getByText('No line is in force.').waitFor();
    server.show('released', fullNight);
    await page
      .locator('.block', { hasText: 'line in force' })
      .getByText('The Government has sent its congratulations')
      .waitFor();
    expect(await page.getByText('No line is in force.').count()).toBe(0);
  });
});

describe('journal', () => {
  it('lists records newest first and by kind', async () => {
    const page = await openPage(browser, server, { path: '/journal' });
    await page.getByRole('row', { name: /Mori approves the message/ }).waitFor();
    await page.getByLabel('Kind').selectOption('retraction');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    expect(await page.locator('tbody tr').textContent()).toContain('CBS takes Arizona back');
  });

  it('comes to a record by its address, and shows it whole when opened', async () => {
    const page = await openPage(browser, server, { path: '/journal' });
    await page.evaluate(`location.hash = '#record-4180'`);
    const row = page.locator('#record-4180.marked');
    await row.waitFor();
    await row.getByRole('button').click();
    await page.getByText('"desk": "Fox"').waitFor();
  });

  it('shows the state as known then, and asks for a moment where none is given', async () => {
    const page = await openPage(browser, server, { path: '/journal' });
    await page.getByLabel('Moment, Tokyo', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Give a date and a time.').waitFor();
    await page.getByLabel('Moment, Tokyo', { exact: true }).fill('2024-11-06T07:40');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Nothing is counted yet.').waitFor();
    await page.getByText(/up to record 12/).waitFor();
  });
});
