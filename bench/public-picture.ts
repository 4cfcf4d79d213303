/**
 * Draws docs/public-pages.png: on the left the form of real newspaper pages, on the right the same parts cut from our
 * own rendered pages of one moment of the night, for an article and a front page, in English and Japanese.
 *
 * `node bin/run.js bench/public-picture.ts`, about half a minute; needs a Chromium. The night's figures are those of the
 * tests; readers are invented.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { bake } from '../src/brief/bake.ts';
import { nightAt } from '../test/brief/night-facts.ts';
import { openBrowser } from '../test/browser.ts';
import { buildPublic } from '../test/built-pages.ts';
import { briefOf, LEAD, rendererIn, serveSite } from '../test/web-public/site.ts';
import { PAPERS, type Paper, type PaperPart } from './public-papers.ts';

const OUT = resolve(import.meta.dirname, '../docs/public-pages.png');
/** Its parts then fill the right column at their natural size, so that the type can be compared. */
const OUR_WIDTH = 544;

const STYLE = `
  :root { font: 15px/1.45 "Noto Sans", "Noto Sans CJK JP", sans-serif; color: #16181b; background: #fff; }
  body { margin: 0; padding: 32px; width: 1960px; }
  h1 { font: 700 32px/1.2 "Noto Serif", serif; margin: 0 0 4px; }
  .sheets { display: grid; grid-template-columns: 1fr 1fr; gap: 48px; }
  .sheet { border-top: 2px solid #16181b; padding-top: 8px; }
  h2 { font: 700 22px/1.3 "Noto Serif", "Noto Serif CJK JP", serif; margin: 0; }
  .source, .note, .judgement { color: #54575c; font-size: 13px; margin: 2px 0 8px; overflow-wrap: anywhere; }
  .row { display: grid; grid-template-columns: 1fr 1.25fr; gap: 0 20px; border-top: 1px solid #dad7cf; padding: 10px 0 14px; }
  .row > h3 { grid-column: 1 / 3; font-size: 13px; margin: 0 0 8px; }
  .theirs { background: #f3f1ec; padding: 12px 14px; align-self: start; }
  .theirs p { margin: 0 0 4px; overflow-wrap: anywhere; }
  .judgement { grid-column: 1 / 3; color: #16181b; margin: 8px 0 0; }
  .bar { display: block; height: 11px; background: #bcb8ae; margin: 5px 0; }
  .head { display: grid; grid-template-columns: auto 1fr; gap: 0 10px; margin: 8px 0 10px; }
  .photo { height: 150px; background: repeating-linear-gradient(135deg, #dad7cf 0 1px, transparent 1px 7px); border: 1px solid #dad7cf; margin: 4px 0; }
  img { display: block; max-width: 100%; height: auto; margin-bottom: 8px; }`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const line = (text: string): string =>
  text === '▨'
    ? '<div class="photo"></div>'
    : `<p>${escaped(text).replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')}</p>`;

/** Headlines of different length, as bars. */
function bars(count: number, { numbered = false, under }: PaperPart): string {
  return Array.from({ length: count }, (_, place) => {
    const [first, second] = [92 - ((place * 17) % 20), 70 - ((place * 23) % 35)];
    const below = under === undefined ? '' : `<small class="source">${escaped(under)}</small>`;
    return `<div class="head"><span>${numbered ? place + 1 : ''}</span><div><i class="bar" style="width:${first}%"></i><i class="bar" style="width:${second}%"></i>${below}</div></div>`;
  }).join('');
}

function theirs(part: PaperPart): string {
  const shown = part.shows.map((one) => (typeof one === 'number' ? bars(one, part) : line(one))).join('');
  return `<div class="theirs">${shown}${part.note === undefined ? '' : `<p class="note">${escaped(part.note)}</p>`}</div>`;
}

async function ours(page: Page, { ours: selectors }: PaperPart): Promise<string> {
  const pictures: string[] = [];
  for (const selector of selectors) {
    const element = page.locator(selector).first();
    const picture = await element.screenshot({ scale: 'css' });
    const box = (await element.boundingBox())!;
    pictures.push(
      `<img width="${Math.round(box.width)}" alt="" src="data:image/png;base64,${picture.toString('base64')}">`,
    );
  }
  return `<div>${pictures.join('')}</div>`;
}

async function sheet(browser: Browser, origin: string, paper: Paper): Promise<string> {
  const path = `${origin}/public/${paper.language}/${paper.kind === 'article' ? LEAD : ''}`;
  const page = await browser.newPage({ viewport: { width: OUR_WIDTH, height: 900 } });
  await page.goto(path);
  const rows: string[] = [];
  for (const part of paper.parts) {
    rows.push(
      `<div class="row"><h3>${escaped(part.label)}</h3>${theirs(part)}${await ours(page, part)}<p class="judgement">${escaped(part.judgement)}</p></div>`,
    );
  }
  await page.context().close();
  return `<section class="sheet" lang="${paper.language}"><h2>${escaped(paper.title)}</h2><p class="source">${escaped(paper.source)}</p>${rows.join('')}</section>`;
}

const folder = await mkdtemp(join(tmpdir(), 'firstcall-picture-'));
await buildPublic(join(folder, 'built'));
const render = await rendererIn(join(folder, 'built'));
const site = await bake(briefOf(nightAt('2024-11-06T07:29:00Z')), { outDir: join(folder, 'site'), render });
if (site.problem !== null) throw new Error(`The pages were not baked: ${site.problem}`);
const { server, origin } = await serveSite(() => site);
const browser = await openBrowser();
try {
  const sheets: string[] = [];
  for (const paper of PAPERS) sheets.push(await sheet(browser, origin, paper));
  const page = await browser.newPage({ viewport: { width: 2024, height: 1200 } });
  await page.setContent(
    `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><h1>Our pages beside a newspaper’s</h1><p class="source">Left, on grey: the form of real pages, as stored copies show it; their headlines are drawn as bars. Right: the same parts of our own rendered pages, November 6, 2024, 16:29 in Tokyo (a rehearsal; readers invented). Below each: what is the same, what we do otherwise and why.</p><div class="sheets">${sheets.join('')}</div>`,
  );
  await page.screenshot({ path: OUT, fullPage: true });
} finally {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true, force: true });
}
