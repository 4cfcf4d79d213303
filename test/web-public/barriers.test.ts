import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BakedSite } from '../../src/brief/answer.ts';
import { bake } from '../../src/brief/bake.ts';
import { nightAt } from '../brief/night-facts.ts';
import { openBrowser } from '../browser.ts';
import { builtPublic } from '../built-pages.ts';
import { briefOf, LEAD, openPage, rendererIn, serveSite, textAt } from './site.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PAGES = [
  '',
  'live/',
  'politics/',
  'statements/',
  'background/',
  'ranking/',
  LEAD,
  `${LEAD}v1/`,
  'politics/call-pa/',
];

let folder: string;
let browser: Browser;
let server: Server;
let origin: string;
let site: BakedSite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-barriers-'));
  const render = await rendererIn(await builtPublic());
  site = await bake(briefOf(nightAt('2024-11-06T07:29:00Z')), { outDir: join(folder, 'site'), render });
  expect(site.problem).toBeNull();
  ({ server, origin } = await serveSite(() => site));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('every kind of page', () => {
  it.each(
    (['en', 'ja'] as const).flatMap((language) => [
      { language, scheme: 'light', width: 1440 } as const,
      { language, scheme: 'dark', width: 390 } as const,
    ]),
  )(
    'has no barrier that axe finds, and never scrolls sideways: $language $scheme $width',
    async ({ language, scheme, width }) => {
      const axe = await readFile(AXE, 'utf8');
      const page = await openPage(browser, `${origin}/public/${language}/`, { scheme, width });
      for (const path of PAGES) {
        await page.goto(`${origin}/public/${language}/${path}`);
        await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
        // The pages' policy refuses foreign scripts; axe comes in as the test's own evaluation.
        await page.evaluate(axe);
        const violations = await page.evaluate(async (tags) => {
          type Axe = {
            run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
          };
          const { axe } = globalThis as unknown as { axe: Axe };
          const { violations } = await axe.run({ runOnly: tags });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        }, RULES);
        expect(violations, path).toEqual([]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(overflow, path).toBeLessThanOrEqual(0);
      }
    },
  );
});

describe('the live night page', () => {
  it('weighs at most 60 kB compressed on a first visit, with everything that it needs', () => {
    const page = textAt(site, '/en/live/');
    const needed = [...page.matchAll(/(?:href|src)="\/public(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    expect(needed.length).toBeGreaterThanOrEqual(3);
    const weight = ['/en/live/', ...new Set(needed)]
      .map((path) => gzipSync(site.pages.get(path)!.body).length)
      .reduce((sum, one) => sum + one, 0);
    expect(weight).toBeLessThan(60_000);
    expect(site.pages.get('/en/live/')!.gzip!.length).toBeLessThan(20_000);
  });

  it('is whole without script: verdict, groups, map, ladder, paths, updates and closings, in three zones', async () => {
    const page = await openPage(browser, `${origin}/public/en/live/`, { script: false });
    expect(await page.textContent('h1')).toBe('Not final: 2 of 4 independent groups name Trump.');
    expect(await page.textContent('.groups')).toContain('Fox News');
    expect(await page.locator('.map title').allTextContents()).toContain(
      'Pennsylvania, 19: called for Trump by the Associated Press, 16:24 JST',
    );
    expect(await page.textContent('.ladder [aria-current=step]')).toContain('Leaning');
    expect(await page.textContent('.paths')).toContain('Harris needs');
    expect(await page.textContent('.updates')).toContain('Trump claims victory');
    const closing = (await page
      .locator('.zones tr', { hasText: 'Pennsylvania' })
      .last()
      .textContent())!.replace(/\s+/g, ' ');
    expect(closing).toContain('10:00');
    expect(closing).toContain('20:00 EST');
    expect(closing).toContain('19:00 CST');
  });
});

describe('the picture for shared links', () => {
  it('is a real picture of its stated size, drawn from the facts', async () => {
    const path = /og:image" content="[^"]*\/public(\/assets\/count[^"]+)"/.exec(
      textAt(site, '/en/live/'),
    )![1]!;
    const page = await openPage(browser, `${origin}/public${path}`);
    const size = await page.evaluate(
      "(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])(document.querySelector('img'))",
    );
    expect(size).toEqual([1200, 630]);
    expect(site.pages.get(path)!.type).toBe('image/png');
  });
});
