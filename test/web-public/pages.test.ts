import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, type BakedSite } from '../../src/brief/answer.ts';
import { bake } from '../../src/brief/bake.ts';
import { type Brief, type BriefFacts, newestVersion } from '../../src/brief/brief.ts';
import { writeArticles } from '../../src/brief/front.ts';
import { inventViews } from '../../src/brief/invented-readers.ts';
import { countRead, emptyCounts, rankArticles } from '../../src/brief/ranking.ts';
import { openReaderHash } from '../../src/brief/reader-hash.ts';
import type { Renderer } from '../../src/brief/renderer.ts';
import { HOUR, MINUTE } from '../../src/election/instant.ts';
import { nightAt } from '../brief/night-facts.ts';
import { openBrowser } from '../browser.ts';

const LEAD = 'politics/the-government-follows-the-count/';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let folder: string;
let render: Renderer;
let browser: Browser;
let server: Server;
let origin: string;
let site: BakedSite;
const beacons: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-pages-'));
  await build({
    configFile: resolve(import.meta.dirname, '../../vite.public.config.ts'),
    build: { outDir: join(folder, 'built') },
  });
  render = (await import(pathToFileURL(join(folder, 'built/render.js')).href)) as Renderer;
  site = await baked(nightAt('2024-11-06T07:29:00Z'), 'site');
  server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname;
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        beacons.push(`${path} ${body}`);
        response.writeHead(204).end();
      });
      return;
    }
    const { status, headers, body } = answer(site, {
      path,
      ifNoneMatch: request.headers['if-none-match'] ?? null,
      acceptLanguage: null,
    });
    response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  browser = await openBrowser();
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

function briefOf(facts: BriefFacts, earlier: readonly BriefFacts[] = []): Brief {
  const first = earlier.reduce<Brief['articles'] | null>(
    (articles, past) => writeArticles(past, articles),
    null,
  );
  const articles = writeArticles(facts, first);
  const counts = emptyCounts(openReaderHash('pages'), true);
  const read = [articles.lead, ...articles.pieces].map((article) => ({
    id: article.id,
    about: newestVersion(article).about,
  }));
  for (let minute = facts.at - 20 * MINUTE; minute < facts.at; minute += MINUTE) {
    for (const view of inventViews(read, { minute, perMinute: 200, seed: 3 })) countRead(counts, view);
  }
  const ranking = rankArticles(counts, { window: HOUR, at: facts.at, limit: 10 });
  return { facts, articles, rankings: { hour: ranking, day: ranking } };
}

async function baked(facts: BriefFacts, name: string): Promise<BakedSite> {
  const earlier = [nightAt('2024-11-06T05:00:00Z'), nightAt('2024-11-06T06:30:00Z')];
  const result = await bake(briefOf(facts, earlier), { outDir: join(folder, name), render });
  expect(result.problem).toBeNull();
  return result;
}

async function open(
  path: string,
  options: { scheme?: 'light' | 'dark'; width?: number; script?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: 900 },
    colorScheme: options.scheme ?? 'light',
    javaScriptEnabled: options.script ?? true,
  });
  const page = await context.newPage();
  await page.goto(`${origin}/public${path}`);
  return page;
}

function html(path: string): string {
  return new TextDecoder().decode(site.pages.get(path)!.body);
}

describe('the article’s page', () => {
  it('carries the stamp, the other capital’s time, the place, the caption and its credit, without any script', async () => {
    const page = await open(`/en/${LEAD}`, { script: false });
    expect(await page.textContent('.stamp')).toBe('16:29 JST, November 6, 2024');
    expect(await page.textContent('.stampline')).toContain('02:29 EST in Washington');
    expect(await page.textContent('.place')).toBe('Tokyo');
    expect(await page.textContent('figcaption')).toContain('16:29 in Tokyo, 02:29 in Washington');
    expect(await page.textContent('figcaption')).toContain('Illustration');
    await page.context().close();
  });

  it('says the same in Japanese, as a Japanese paper would', async () => {
    const page = await open(`/ja/${LEAD}`, { script: false });
    expect(await page.textContent('.stamp')).toBe('2024年11月6日 16時29分');
    expect(await page.textContent('.place')).toBe('【東京】');
    expect(await page.textContent('.top')).toContain('政治の主な記事');
    expect(await page.textContent('.ranking')).toContain('アクセスランキング');
    expect(await page.getAttribute('link[rel=alternate]', 'hreflang')).toBe('en');
    await page.context().close();
  });

  it('shows what a figure rests on when its mark is pressed, by keyboard too', async () => {
    const page = await open(`/en/${LEAD}`);
    await page.focus('.m');
    await page.keyboard.press('Enter');
    const note = page.locator('.note:popover-open');
    expect(await note.textContent()).toContain('Two of four groups name Trump');
    expect(await note.textContent()).toContain('journal record 201');
    expect(await note.boundingBox()).toMatchObject({ width: 320 });
    await page.context().close();
  });

  it('lists every version, each readable, with what changed', async () => {
    const page = await open(`/en/${LEAD}`);
    expect(await page.locator('.vers > li').count()).toBe(3);
    expect(await page.locator('.vers del').first().textContent()).toContain('One');
    await page.locator('.vers a').first().click();
    expect(page.url()).toBe(`${origin}/public/en/${LEAD}v2/`);
    expect(await page.textContent('h1')).toContain('One of four groups names Trump');
    expect(await page.textContent('.turn')).toContain('This is version 2. There is a newer one.');
    await page.context().close();
  });

  it('prints window, error and what was removed under the ranking, and that its readers are invented', async () => {
    const page = await open(`/en/${LEAD}`);
    expect(await page.textContent('.basis')).toMatch(
      /Unique readers, estimated, ±1.6 %, both languages; 16:05 to 16:29 JST. \d+ % of views removed as bots, prefetches and reloads. Reader figures invented/,
    );
    await page.context().close();
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
      creativeWorkStatus: 'Demonstration',
    });
  });

  it('counts one read after three seconds, with nothing but the article’s name', async () => {
    const page = await open(`/en/${LEAD}`);
    await expect
      .poll(() => beacons, { timeout: 15_000 })
      .toEqual(['/public/read the-government-follows-the-count']);
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });
});

describe('every page', () => {
  it('says at the very top that it is a demonstration', () => {
    const pages = [...site.pages].filter(([, { type }]) => type.startsWith('text/html'));
    expect(pages.length).toBeGreaterThan(25);
    for (const [path] of pages) {
      expect(html(path), path).toMatch(/<aside class="demo"[^>]*>\s*<p><b>(Demonstration\.|演習)/);
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

  it('has no barrier that axe finds, in both languages, light and dark, wide and narrow', async () => {
    const axe = await readFile(AXE, 'utf8');
    for (const path of [
      '/en/',
      '/ja/',
      `/en/${LEAD}`,
      `/ja/${LEAD}`,
      '/en/ranking/',
      '/en/politics/call-pa/',
    ]) {
      for (const [scheme, width] of [
        ['light', 1440],
        ['dark', 390],
      ] as const) {
        const page = await open(path, { scheme, width });
        // The pages' policy refuses foreign scripts; axe comes in as the test's own evaluation.
        await page.evaluate(axe);
        const violations = await page.evaluate(async () => {
          const run = (
            globalThis as unknown as {
              axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
            }
          ).axe.run();
          return (await run).violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          );
        });
        expect(violations, `${path} ${scheme} ${width}`).toEqual([]);
        expect(
          await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
          path,
        ).toBeLessThanOrEqual(0);
        await page.context().close();
      }
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
      await page.context().close();
    }
    site = calm;
  });
});

describe('a reader who stays', () => {
  it('is told politely that there is something newer', async () => {
    const calm = site;
    const page = await open(`/en/${LEAD}`);
    expect(await page.getAttribute('#news', 'aria-live')).toBe('polite');
    expect(await page.textContent('#news')).toBe('');
    site = await baked(nightAt('2024-11-06T10:40:00Z'), 'later');
    await page.waitForSelector('#news a', { timeout: 30_000 });
    expect(await page.textContent('#news')).toBe(
      'There is something newer. Load it: All four groups name Trump; Tokyo lets the hour run',
    );
    site = calm;
    await page.context().close();
  });
});
