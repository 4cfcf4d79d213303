import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { deskView } from './fixture.ts';
import { type House, seen, violations, withNight } from './open-night.ts';
import { serveFixture } from './serve.ts';

let house: House;

beforeAll(async () => {
  const [browser, server] = await Promise.all([openBrowser(), serveFixture()]);
  house = { browser, server };
});

afterAll(async () => {
  await house?.browser.close();
  await house?.server.close();
});

beforeEach(() => house.server.reset());

describe('the night works by keyboard', () => {
  it('opens reasons with their records and what would stop it', async () => {
    await withNight(house, {}, async (page) => {
      await page.keyboard.press('r');
      expect(await seen(page, '.reasons .panel')).toContain('record 3921');
      await page.keyboard.press('s');
      expect(await seen(page, '.reasons .panel')).toContain('a group naming Harris');
      await page.keyboard.press('Escape');
      expect(await page.locator('.reasons .panel').count()).toBe(0);
    });
  });

  it('moves through the tiles with the arrows and selects with Enter', async () => {
    await withNight(house, {}, async (page) => {
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
    await withNight(house, {}, async (page) => {
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
    await withNight(house, {}, async (page) => {
      await page.keyboard.press('c');
      await page.keyboard.type('AP');
      await page.keyboard.press('Tab');
      await page.keyboard.type('MI');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog .answer:not(:empty)');
      await expect.poll(() => seen(page, 'dialog .answer')).toBe('Recorded as 4822.');
      expect(house.server.posted).toEqual([
        { path: '/api/command', body: { do: 'call', desk: 'AP', contest: 'MI', ticket: 'R' } },
      ]);
    });
  });

  it('says why where the desk refuses', async () => {
    house.server.refuse('Only the duty officer records calls.');
    await withNight(house, {}, async (page) => {
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
    await withNight(house, {}, async (page) => {
      await page.keyboard.press('c');
      await page.locator('input[name=saidAt]').fill('');
      await page.locator('input[name=saidAt]').pressSequentially('rst');
      expect(await page.locator('.reasons .panel').count()).toBe(0);
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
      await withNight(house, { theme, language }, async (page) => {
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
      await withNight(house, { language, width: 390 }, async (page) => {
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
    await withNight(house, { width: 1920 }, async (page) => {
      const blocks = "['.map', '.table', '.rail > .next', '.events']";
      const lefts = `new Set(${blocks}.map((block) => Math.round(document.querySelector(block).getBoundingClientRect().left))).size`;
      expect(await page.evaluate(lefts)).toBe(4);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(lefts)).toBe(1);
    });
  });

  it('keeps language, theme and page over a reload, and follows its links without one', async () => {
    await withNight(house, {}, async (page) => {
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
