import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { BakedSite } from '../../src/brief/answer.ts';
import { bake } from '../../src/brief/bake.ts';
import type { BriefFacts } from '../../src/brief/brief.ts';
import type { Renderer } from '../../src/brief/renderer.ts';
import { nightAt } from '../brief/night-facts.ts';
import { openBrowser } from '../browser.ts';
import { builtPublic } from '../built-pages.ts';
import { briefOf, LEAD, openPage, rendererIn, serveSite, textAt } from './site.ts';

let folder: string;
let render: Renderer;
let browser: Browser;
let server: Server;
let origin: string;
let site: BakedSite;
let beacons: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-pages-'));
  render = await rendererIn(await builtPublic());
  site = await baked(nightAt('2024-11-06T07:29:00Z'), 'site');
  ({ server, origin, beacons } = await serveSite(() => site));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function baked(facts: BriefFacts, name: string): Promise<BakedSite> {
  const result = await bake(briefOf(facts), { outDir: join(folder, name), render });
  expect(result.problem).toBeNull();
  return result;
}

const open = (path: string, options: Parameters<typeof openPage>[2] = {}) =>
  openPage(browser, `${origin}/public${path}`, options);
/** A page of its own: a clock once set is set for good. */
async function openOwn(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  onTestFinished(() => page.close());
  await page.goto(`${origin}/public${path}`);
  return page;
}
const html = (path: string): string => textAt(site, path);

describe('the article’s page', () => {
  it('carries the stamp, the other capital’s time, the place, the caption and its credit, without any script', async () => {
    const page = await open(`/en/${LEAD}`, { script: false });
    expect(await page.textContent('.stamp')).toBe('16:29 JST, November 6, 2024');
    expect(await page.textContent('.stampline')).toContain('02:29 EST in Washington');
    expect(await page.textContent('.place')).toBe('Tokyo');
    expect(await page.textContent('figcaption')).toContain('16:29 in Tokyo, 02:29 in Washington');
    expect(await page.textContent('figcaption')).toContain('Illustration');
  });

  it('says the same in Japanese, as a Japanese paper would', async () => {
    const page = await open(`/ja/${LEAD}`, { script: false });
    expect(await page.textContent('.stamp')).toBe('2024年11月6日 16時29分');
    expect(await page.textContent('.place')).toBe('【東京】');
    expect(await page.textContent('.top')).toContain('政治の主な記事');
    expect(await page.textContent('.ranking')).toContain('アクセスランキング');
    expect(
      await page
        .locator('link[hreflang]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('hreflang'))),
    ).toEqual(['ja', 'en', 'x-default']);
  });

  it('shows what a figure rests on when its mark is pressed, by keyboard too', async () => {
    const page = await open(`/en/${LEAD}`);
    await page.locator('.m', { hasText: '1' }).first().focus();
    await page.keyboard.press('Enter');
    const note = page.locator('.note:popover-open');
    expect(await note.textContent()).toContain('Two of four groups name Trump');
    expect(await note.textContent()).toContain('journal record 201');
    expect(await note.boundingBox()).toMatchObject({ width: 320 });
  });

  it('binds the headline’s figure to its record: shown while pointed at, at a press and under the keys', async () => {
    const page = await open(`/en/${LEAD}`);
    expect(await page.textContent('h1')).toBe('Two of four groups name Trump; Tokyo waits for the rest');
    const figure = page.locator('h1 button');
    expect(await figure.textContent()).toBe('Two of four groups');
    const note = page.locator('#headline-0');
    await figure.hover();
    await expect.poll(() => note.isVisible()).toBe(true);
    expect(await note.textContent()).toContain('journal record 201');
    await note.hover();
    await page.waitForTimeout(400);
    expect(await note.isVisible()).toBe(true);
    await page.mouse.move(5, 5);
    await expect.poll(() => note.isVisible()).toBe(false);
    await page.focus('.section a');
    await page.keyboard.press('Tab');
    await expect.poll(() => note.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => note.isVisible()).toBe(false);
    const still = await open(`/ja/${LEAD}`, { script: false });
    await still.click('h1 button');
    expect(await still.textContent('.note:popover-open')).toContain('4系統のうち2系統がトランプ氏に当確');
  });

  it('lists every version, each readable, with what changed', async () => {
    const page = await open(`/en/${LEAD}`);
    expect(await page.locator('.vers > li').count()).toBe(3);
    expect(await page.locator('.vers del').first().textContent()).toContain('One');
    await page.locator('.vers a').first().click();
    expect(page.url()).toBe(`${origin}/public/en/${LEAD}v2/`);
    expect(await page.textContent('h1')).toContain('One of four groups names Trump');
    expect(await page.textContent('.turn')).toContain('This is version 2. There is a newer one.');
  });

  it('prints window, error and what was removed under the ranking, and that its readers are invented', async () => {
    const page = await open(`/en/${LEAD}`);
    expect(await page.textContent('.basis')).toMatch(
      /Unique readers, estimated, ±1.6 %, both languages; 16:05 to 16:29 JST. \d+ % of views removed as bots, prefetches and reloads. Reader figures invented/,
    );
  });

  it('describes itself to machines as a news article', () => {
    const data = JSON.parse(
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html(`/en/${LEAD}`))![1]!,
    );
    expect(data).toMatchObject({
      '@type': 'NewsArticle',
      inLanguage: 'en',
      dateModified: '2024-11-06T16:29+09:00',
      version: 3,
      creativeWorkStatus: 'Rehearsal',
    });
  });

  it('counts one read after three seconds, with nothing but the article’s name', async () => {
    // On a slow machine a reader before this one has stayed as long.
    beacons.length = 0;
    const page = await open(`/en/${LEAD}`);
    await expect
      .poll(() => beacons, { timeout: 15_000 })
      .toEqual(['/public/read the-government-follows-the-count']);
    expect(await page.context().cookies()).toEqual([]);
  });
});

describe('every page', () => {
  it('says at the very top that it is a rehearsal, in the desk’s own word', () => {
    const pages = [...site.pages].filter(([, { type }]) => type.startsWith('text/html'));
    expect(pages.length).toBeGreaterThan(25);
    for (const [path] of pages) {
      expect(html(path), path).toMatch(/<aside class="demo"[^>]*>\s*<p><b>(Rehearsal\.|演習)/);
      expect(html(path), path).toContain('<meta name="robots" content="noindex">');
    }
  });

  it('says nothing of the kind when it is live', async () => {
    const live = await baked({ ...nightAt('2024-11-06T07:29:00Z'), rehearsal: null }, 'live');
    const page = new TextDecoder().decode(live.pages.get('/en/')!.body);
    expect(page).not.toContain('class="demo"');
    expect(page).not.toContain('noindex');
  });

  it('runs under its own strict policy and asks nobody else for anything', async () => {
    for (const path of ['/en/', `/ja/${LEAD}`]) {
      expect(html(path)).not.toMatch(/\sstyle="|<script(?! type="(module" src=|application\/ld))|\son\w+="/);
      const context = await browser.newContext();
      const page = await context.newPage();
      const [complaints, hosts]: [string[], Set<string>] = [[], new Set()];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('request', (request) => hosts.add(new URL(request.url()).origin));
      await page.goto(`${origin}/public${path}`);
      expect([complaints, [...hosts]]).toEqual([[], [origin]]);
      await context.close();
    }
  });
});

describe('hostile text', () => {
  it('is shown as text and does nothing', async () => {
    const evil = '</script><img src=x onerror="document.title=\'owned\'">{{7*7}}"\'\u202e';
    const facts = nightAt('2024-11-06T07:29:00Z');
    const by = { en: evil, ja: evil };
    const hostile = {
      ...facts,
      claims: [{ ...facts.claims[0]!, by, source: evil }],
      leader: by,
      agency: { name: by, short: by },
    };
    const calm = site;
    site = await baked(hostile, 'hostile');
    for (const path of ['/en/', `/en/${LEAD}`, '/ja/politics/claim-300/']) {
      const page = await open(path);
      expect(await page.title()).not.toBe('owned');
      expect(await page.locator('img').count()).toBe(0);
      expect((await page.content()).includes('\u202e')).toBe(false);
    }
    site = calm;
  });
});

describe('a reader who stays', () => {
  it.each([
    ['en', /^\d+ seconds? ago$/, '1 minute ago', '3 h 5 min ago'],
    ['ja', /^\d+秒前$/, '1分前', '3時間5分前'],
  ] as const)(
    'sees the page’s age count on, by the server’s clock, in %s; nothing calls it out',
    async (language, seconds, minute, hours) => {
      const calm = site;
      const brief = { ...briefOf(nightAt('2024-11-06T07:29:00Z')), bakedAt: Date.now() };
      site = await bake(brief, { outDir: join(folder, `age-${language}`), render });
      // The reader's own clock is a day off; the server's tells.
      const page = await openOwn(`/${language}/live/`);
      await page.clock.install({ time: Date.now() + 86_400_000 });
      await page.reload();
      const age = page.locator('.stampline .ago');
      await expect.poll(() => age.textContent()).toMatch(seconds);
      const first = await age.textContent();
      await expect.poll(() => age.textContent(), { timeout: 10_000 }).not.toBe(first);
      const older = (minutes: number) =>
        page.evaluate(`document.querySelector('.stampline .ago').dataset.at -= ${minutes * 60_000}`);
      await older(1);
      await expect.poll(() => age.textContent(), { timeout: 10_000 }).toBe(minute);
      await older(3 * 60 + 4);
      await expect.poll(() => age.textContent(), { timeout: 10_000 }).toBe(hours);
      expect(await page.locator('[aria-live] .ago, [role=status] .ago').count()).toBe(0);
      const still = await open(`/${language}/live/`, { script: false });
      expect(await still.isVisible('.stampline .ago')).toBe(false);
      expect(await still.isVisible('.stampline .stamp')).toBe(true);
      site = calm;
    },
  );

  it('is told politely that there is something newer', async () => {
    const calm = site;
    const page = await openOwn(`/en/${LEAD}`);
    await page.clock.install();
    await page.reload();
    expect(await page.getAttribute('#news', 'aria-live')).toBe('polite');
    expect(await page.textContent('#news')).toBe('');
    site = await baked(nightAt('2024-11-06T10:40:00Z'), 'later');
    await page.clock.fastForward(20_000);
    await page.waitForSelector('#news a');
    expect(await page.textContent('#news')).toBe(
      'There is something newer. Load it: All four groups name Trump; Tokyo lets the hour run',
    );
    site = calm;
  });
});
