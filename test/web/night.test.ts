import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { deskView } from './fixture.ts';
import { type House, seen, withNight } from './open-night.ts';
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

describe('the night says where things stand before anything else', () => {
  it('begins its content with the sentence, in both languages', async () => {
    for (const language of ['en', 'ja'] as const) {
      const { headline, detail, next } = deskView(language).sentence;
      await withNight(house, { language }, async (page) => {
        const text = await seen(page, 'main');
        expect(text.startsWith(headline)).toBe(true);
        expect(await seen(page, '.say')).toContain(detail);
        expect(await seen(page, '.say strong')).toBe(next);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
      });
    }
  });

  it('says that it is a rehearsal, and what in it is reconstructed', async () => {
    await withNight(house, {}, async (page) => {
      const { basis } = deskView().clock.rehearsal!;
      expect(await seen(page, '.ribbon')).toContain('REHEARSAL');
      expect(await seen(page, '.ribbon')).toContain(basis);
      expect(await page.title()).toContain('rehearsal');
    });
  });

  it('shows the hour of both capitals and the minutes to the gate', async () => {
    await withNight(house, {}, async (page) => {
      const clocks = await seen(page, '.clocks');
      for (const part of ['Tokyo, JST', '19:41', 'Washington, EST', '05:41', '49 minutes'])
        expect(clocks).toContain(part);
    });
  });

  it('speaks the sentence when it changes, and is silent at first', async () => {
    await withNight(house, {}, async (page) => {
      const region = page.locator('#announcement');
      expect(await region.getAttribute('aria-live')).toBe('polite');
      expect(await region.textContent()).toBe('');
      house.server.show('hold');
      await page.waitForFunction(`document.getElementById('announcement').textContent !== ''`);
      expect(await region.textContent()).toContain(deskView('en', 'hold').sentence.headline);
    });
  });
});

describe('every picture has its twin', () => {
  it('tells the electors as a bar with words and as a table', async () => {
    await withNight(house, {}, async (page) => {
      const view = deskView();
      const bar = page.locator('.electors [role=img]');
      expect(await bar.getAttribute('aria-label')).toContain(`Trump ${view.called['R']} called`);
      await page.keyboard.press('t');
      const rows = await seen(page, '.electors table');
      for (const ticket of ['D', 'R']) expect(rows).toContain(String(view.called[ticket]));
    });
  });

  it('shows every contest once in the table when the folds are open, with the last sum at all electors', async () => {
    await withNight(house, {}, async (page) => {
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
    await withNight(house, {}, async (page) => {
      const states = deskView().contests.filter(({ parent }) => parent === null);
      expect(await page.locator('.map button').count()).toBe(states.length);
      expect(await page.locator('[data-contest=NE]').textContent()).toContain(
        'Nebraska 2nd: 1 elector, called for D',
      );
    });
  });

  it('has words and a table for the charts and for the feeds', async () => {
    await withNight(house, {}, async (page) => {
      for (const chart of await page.locator('.history svg').all())
        expect((await chart.getAttribute('aria-label'))?.length).toBeGreaterThan(40);
      await page.keyboard.press('t');
      expect(await page.locator('.history table tbody tr').count()).toBeGreaterThan(10);
      expect(await page.locator('.feeds table tbody tr').count()).toBe(deskView().feeds.length);
    });
  });
});

describe('the night when something is missing', () => {
  it('stands whole before the first count', async () => {
    house.server.show('before-closing');
    await withNight(house, {}, async (page) => {
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
    await withNight(house, {}, async (page) => {
      house.server.silence(true);
      await page.waitForSelector('.lost', { timeout: 15_000 });
      expect(await seen(page, '.lost')).toMatch(
        /Connection lost since \d\d:\d\d:\d\d .*known at 19:41 JST · 05:41 EST/,
      );
      expect(await seen(page, 'h1')).toBe('Not yet final enough.');
      house.server.silence(false);
      await page.waitForSelector('.lost', { state: 'detached', timeout: 15_000 });
    });
  });

  it('shows a hold and a withdrawal that is due with their mark and in words', async () => {
    house.server.show('withdrawal-due');
    await withNight(house, {}, async (page) => {
      expect(await seen(page, '.clocks')).toContain('A withdrawal is due');
      expect(await seen(page, '.ladder li[aria-current=step]')).toContain('hold');
    });
  });
});
