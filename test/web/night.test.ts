import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/response/playbook.ts';
import { openBrowser } from '../browser.ts';
import { deskView } from './fixture.ts';
import { type FixtureServer, serveFixture } from './serve.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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
  server.silence(false);
  server.refuse(null);
  server.show('waiting');
  server.posted.length = 0;
});

type Look = {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark' | 'red';
  readonly width?: number;
};

/** Opens the night, does something with it, and fails on any error that the page throws. */
async function withNight(look: Look, act: (page: Page) => Promise<void>): Promise<void> {
  const { language = 'en', theme = 'light', width = 1440 } = look;
  const context: BrowserContext = await browser.newContext({ viewport: { width, height: 900 } });
  await context.addInitScript(`localStorage.setItem('theme', '${theme}')`);
  const page = await context.newPage();
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  await page.goto(`${server.address}/?lang=${language}`);
  await page.waitForSelector('.night');
  await act(page);
  await context.close();
  expect(thrown).toEqual([]);
}

/** What a reader sees of a block, without what is hidden. */
function seen(page: Page, selector: string): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count as seen
  return page.innerText(selector);
}

type Violation = {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

/** What axe finds in a part of the page: `document`, or a selector in quotes. */
async function violations(page: Page, part: string): Promise<string[]> {
  await page.evaluate(AXE);
  const result = (await page.evaluate(`axe.run(${part}, { resultTypes: ['violations'] })`)) as {
    readonly violations: readonly Violation[];
  };
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`),
  );
}

describe('the night says where things stand before anything else', () => {
  it('begins its content with the sentence, in both languages', async () => {
    for (const language of ['en', 'ja'] as const) {
      const { headline, detail, next } = deskView(language).sentence;
      await withNight({ language }, async (page) => {
        const text = await seen(page, 'main');
        expect(text.startsWith(headline)).toBe(true);
        expect(await seen(page, '.say')).toContain(detail);
        expect(await seen(page, '.say strong')).toBe(next);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
      });
    }
  });

  it('says that it is a rehearsal, and what in it is reconstructed', async () => {
    await withNight({}, async (page) => {
      const { basis } = deskView().clock.rehearsal!;
      expect(await seen(page, '.ribbon')).toContain('REHEARSAL');
      expect(await seen(page, '.ribbon')).toContain(basis);
      expect(await page.title()).toContain('rehearsal');
    });
  });

  it('shows the hour of both capitals and the minutes to the gate', async () => {
    await withNight({}, async (page) => {
      const clocks = await seen(page, '.clocks');
      for (const part of ['Tokyo, JST', '19:41', 'Washington, EST', '05:41', '49 minutes'])
        expect(clocks).toContain(part);
    });
  });

  it('speaks the sentence when it changes, and is silent at first', async () => {
    await withNight({}, async (page) => {
      const region = page.locator('#announcement');
      expect(await region.getAttribute('aria-live')).toBe('polite');
      expect(await region.textContent()).toBe('');
      server.show('hold');
      await page.waitForFunction(`document.getElementById('announcement').textContent !== ''`);
      expect(await region.textContent()).toContain(deskView('en', 'hold').sentence.headline);
    });
  });
});

describe('every picture has its twin', () => {
  it('tells the electors as a bar with words and as a table', async () => {
    await withNight({}, async (page) => {
      const view = deskView();
      const bar = page.locator('.electors [role=img]');
      expect(await bar.getAttribute('aria-label')).toContain(`Trump ${view.called['R']} called`);
      await page.keyboard.press('t');
      const rows = await seen(page, '.electors table');
      for (const ticket of ['D', 'R']) expect(rows).toContain(String(view.called[ticket]));
    });
  });

  it('shows every contest once in the table when the folds are open, with the last sum at all electors', async () => {
    await withNight({}, async (page) => {
      for (const fold of await page.locator('.fold button').all()) await fold.click();
      const codes = await page.locator('.table tbody th .code').allInnerTexts();
      expect(codes.toSorted()).toEqual(
        deskView()
          .contests.map(({ id }) => id)
          .toSorted(),
      );
      expect(await page.locator('.table tbody tr td.sum').last().textContent()).toBe('538');
    });
  });

  it('draws a tile for every state and says its districts', async () => {
    await withNight({}, async (page) => {
      const states = deskView().contests.filter(({ parent }) => parent === null);
      expect(await page.locator('.map button').count()).toBe(states.length);
      expect(await page.locator('[data-contest=NE]').textContent()).toContain(
        'Nebraska 2nd: 1 elector, called for D',
      );
    });
  });

  it('has words and a table for the charts and for the feeds', async () => {
    await withNight({}, async (page) => {
      for (const chart of await page.locator('.history svg').all())
        expect((await chart.getAttribute('aria-label'))?.length).toBeGreaterThan(40);
      await page.keyboard.press('t');
      expect(await page.locator('.history table tbody tr').count()).toBeGreaterThan(10);
      expect(await page.locator('.feeds table tbody tr').count()).toBe(deskView().feeds.length);
    });
  });
});

describe('the night works by keyboard', () => {
  it('opens reasons with their records and what would stop it', async () => {
    await withNight({}, async (page) => {
      await page.keyboard.press('r');
      expect(await seen(page, '.reasons .panel')).toContain('record 3921');
      await page.keyboard.press('s');
      expect(await seen(page, '.reasons .panel')).toContain('a group naming Harris');
      await page.keyboard.press('Escape');
      expect(await page.locator('.reasons .panel').count()).toBe(0);
    });
  });

  it('moves through the tiles with the arrows and selects with Enter', async () => {
    await withNight({}, async (page) => {
      await page.locator('[data-contest=PA]').focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      expect(await seen(page, '.detail h2')).toContain('Wisconsin');
      expect(await seen(page, '.detail')).toMatch(/Fox[\s\S]*15:47 JST · 01:47 EST/);
      expect(await seen(page, '.table tr.selected')).toContain('Wisconsin');
      expect(await page.locator('.map button[tabindex="0"]').count()).toBe(1);
    });
  });

  it('reaches every control with Tab, and shows where it is', async () => {
    await withNight({}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toContain('skip');
      const seen = new Set<string>();
      for (;;) {
        await page.keyboard.press('Tab');
        if (await page.evaluate('document.activeElement === document.body')) break;
        const [name, outline] = (await page.evaluate(
          `(() => { const e = document.activeElement; const s = getComputedStyle(e); const after = getComputedStyle(e, '::after');
            const label = e.parentElement?.querySelector(':scope > input + span'); const around = label ? getComputedStyle(label).outlineStyle : 'none';
            return [e.textContent.trim() || e.getAttribute('aria-label') || e.name, [s.outlineStyle, after.outlineStyle, around].some((style) => style !== 'none')]; })()`,
        )) as [string, boolean];
        expect(outline, `focus is not seen on "${name}"`).toBe(true);
        seen.add(name);
      }
      for (const control of ['Night', 'Journal', '日本語', 'R Reasons', 'C Call'])
        expect([...seen]).toContain(control);
    });
  });

  it('enters a call with C and the keyboard alone', async () => {
    await withNight({}, async (page) => {
      await page.keyboard.press('c');
      await page.keyboard.type('AP');
      await page.keyboard.press('Tab');
      await page.keyboard.type('MI');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog .answer:not(:empty)');
      await expect.poll(() => seen(page, 'dialog .answer')).toBe('Recorded as 4822.');
      expect(server.posted).toEqual([
        { path: '/api/command', body: { do: 'call', desk: 'AP', contest: 'MI', ticket: 'R' } },
      ]);
    });
  });

  it('says why where the desk refuses', async () => {
    server.refuse('Only the duty officer records calls.');
    await withNight({}, async (page) => {
      await page.keyboard.press('c');
      await page.selectOption('select[name=desk]', 'Fox');
      await page.check('input[name=ticket][value=R]');
      await page.keyboard.press('Enter');
      await expect
        .poll(() => seen(page, 'dialog .answer.refused'))
        .toBe('Only the duty officer records calls.');
    });
  });

  it('does not take letters for commands while a person writes', async () => {
    await withNight({}, async (page) => {
      await page.keyboard.press('c');
      await page.locator('input[name=saidAt]').fill('');
      await page.locator('input[name=saidAt]').pressSequentially('rst');
      expect(await page.locator('.reasons .panel').count()).toBe(0);
    });
  });
});

describe('the night when something is missing', () => {
  it('stands whole before the first count', async () => {
    server.show('before-closing');
    await withNight({}, async (page) => {
      const text = await seen(page, 'main');
      for (const part of [
        'Nothing is counted yet.',
        '538 open',
        'No projection yet',
        'Nothing has happened yet.',
        'no branch is armed',
      ])
        expect(text).toContain(part);
      expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
    });
  });

  it('says since when the connection is lost, keeps what was known, and comes back by itself', async () => {
    await withNight({}, async (page) => {
      server.silence(true);
      await page.waitForSelector('.lost', { timeout: 15_000 });
      expect(await seen(page, '.lost')).toMatch(
        /Connection lost since \d\d:\d\d:\d\d .*known at 19:41 JST · 05:41 EST/,
      );
      expect(await seen(page, 'h1')).toBe('Not yet final enough.');
      server.silence(false);
      await page.waitForSelector('.lost', { state: 'detached', timeout: 15_000 });
    });
  });

  it('shows a hold and a withdrawal that is due with their mark and in words', async () => {
    server.show('withdrawal-due');
    await withNight({}, async (page) => {
      expect(await seen(page, '.clocks')).toContain('A withdrawal is due');
      expect(await seen(page, '.ladder li[aria-current=step]')).toContain('hold');
    });
  });
});

describe('the night reads well for everybody', () => {
  for (const [theme, language] of [
    ['light', 'en'],
    ['light', 'ja'],
    ['dark', 'en'],
    ['dark', 'ja'],
    ['red', 'en'],
  ] as const) {
    it(`has no fault that axe finds: ${theme}, ${language}, with reasons, tables and the call form open`, async () => {
      await withNight({ theme, language }, async (page) => {
        await page.keyboard.press('r');
        await page.keyboard.press('t');
        await page.locator('[data-contest=NE]').click();
        expect(await violations(page, 'document')).toEqual([]);
        await page.keyboard.press('c');
        expect(await violations(page, "'dialog'")).toEqual([]);
      });
    });
  }

  it('never scrolls sideways, from a phone to a wide screen', async () => {
    for (const language of ['en', 'ja'] as const) {
      await withNight({ language, width: 390 }, async (page) => {
        await page.keyboard.press('r');
        await page.keyboard.press('t');
        for (const width of [320, 390, 768, 901, 1024, 1300, 1366, 1440, 1760, 1920]) {
          await page.setViewportSize({ width, height: 844 });
          expect(await page.evaluate('document.documentElement.scrollWidth'), `at ${width}`).toBe(width);
        }
      });
    }
  });

  it('takes four columns on a wide screen and one on a phone', async () => {
    await withNight({ width: 1920 }, async (page) => {
      const blocks = "['.map', '.table', '.night > .next', '.events']";
      const lefts = `new Set(${blocks}.map((block) => Math.round(document.querySelector(block).getBoundingClientRect().left))).size`;
      expect(await page.evaluate(lefts)).toBe(4);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(lefts)).toBe(1);
    });
  });

  it('keeps language, theme and page over a reload, and follows its links without one', async () => {
    await withNight({}, async (page) => {
      await page.click('text=日本語');
      await page.waitForSelector(`text=${deskView('ja').sentence.headline}`);
      await page.check('input[value=red]');
      await page.evaluate('window.stays = true');
      await page.click('nav >> text=判定');
      expect(await page.evaluate('[location.pathname, window.stays]')).toEqual(['/verdict', true]);
      await page.goBack();
      await page.waitForSelector('.night');
      await page.reload();
      await page.waitForSelector('.night');
      expect(await page.evaluate('document.documentElement.lang')).toBe('ja');
    });
  });
});
