/**
 * Writes the site to a folder: rendered whole first, then page by page under another name, then renamed into place, so
 * that a reader finds each page as it was or as it is. What does not change is not written. If anything fails, the
 * last good pages stay and the problem is told.
 *
 * A folder is live or a rehearsal for ever; it says which in `published.json`.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { formatInstant } from '../election/instant.ts';
import type { BakedPage, BakedSite } from './answer.ts';
import { type Brief, isTakenDown, LANGUAGES, newestVersion } from './brief.ts';
import { ninjsOf } from './ninjs.ts';
import { articlePath, feedPath, livePath, ninjsPath, type Page, pagesOf } from './pages.ts';
import type { Asset, Links, Renderer } from './renderer.ts';
import { encodePng } from './serve.ts';
import { drawShare } from './share-picture.ts';
import { feedPlaces, jsonFeed, newsSitemap, rssFeed } from './syndication.ts';
import { harmlessFacts } from './text.ts';

type Mode = BakedSite['mode'];
type Mark = { readonly mode: Mode; readonly files: readonly string[] };

const MARK = 'published.json';
const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

export async function bake(
  brief: Brief,
  options: {
    outDir: string;
    render: Renderer;
    base?: string;
    /** Where readers reach the site: feeds, sitemaps and shared links need whole addresses. */
    address?: string;
    previous?: BakedSite | null;
  },
): Promise<BakedSite> {
  const { outDir, render, base = '/public', address = 'http://127.0.0.1', previous = null } = options;
  const mode: Mode = brief.facts.rehearsal === null ? 'live' : 'rehearsal';
  const mark = await readMark(outDir);
  if (mark !== null && mark.mode !== mode) {
    throw new Error(
      `${outDir} holds ${named(mark.mode)}; ${named(mode)} need a folder of their own: set another one, or empty this one`,
    );
  }
  try {
    const pages = renderAll(
      { ...brief, facts: harmlessFacts(brief.facts) },
      {
        render,
        base,
        site: `${address.replace(/\/+$/, '')}${base}`,
        previous,
      },
    );
    const counts = await writeAll(outDir, pages, mode, { mark, previous });
    const all = [brief.articles.lead, ...brief.articles.pieces];
    const articles = new Set(all.filter((article) => !isTakenDown(article)).map(({ id }) => id));
    return { base, mode, pages, articles, ...counts, problem: null };
  } catch (error) {
    const last = previous ?? { base, mode, pages: new Map<string, BakedPage>(), articles: new Set<string>() };
    return {
      ...last,
      written: 0,
      unchanged: 0,
      problem: `the public pages were not renewed: ${(error as Error).message}`,
    };
  }
}

function named(mode: Mode): string {
  return mode === 'live' ? 'live pages' : 'pages of a rehearsal';
}

function renderAll(
  brief: Brief,
  options: { render: Renderer; base: string; site: string; previous: BakedSite | null },
): Map<string, BakedPage> {
  const { base, site, previous } = options;
  const { assets, render } = options.render;
  const pages = new Map<string, BakedPage>();
  const addAsset = (asset: Asset): string => {
    const path = `/assets/${asset.name.replace(/(\.\w+)$/, `.${hashOf(asset.text).slice(0, 12)}$1`)}`;
    pages.set(path, pageOf(asset.text, asset.type, { immutable: true }));
    return `${base}${path}`;
  };
  const links: Links = {
    base,
    site,
    picture: `${site}${addPicture(pages, brief, previous)}`,
    style: addAsset(assets.style),
    script: addAsset(assets.script),
    icon: addAsset(assets.icon),
    version: siteVersion(brief),
  };
  for (const page of pagesOf(brief)) {
    const source = sourceOf(page, brief, links);
    const before = previous?.pages.get(page.path);
    const same = source !== null && before?.source === source;
    pages.set(page.path, same ? before : pageOf(render(page, brief, links), HTML, { source }));
  }
  addMachinePages(pages, brief, links);
  pages.set('/ranking.json', pageOf(rankingJson(brief), JSON_TYPE));
  pages.set('/head.json', pageOf(headJson(brief, links), JSON_TYPE));
  return pages;
}

/** Feeds, the sitemap and an item of ninjs for each article and language. */
function addMachinePages(pages: Map<string, BakedPage>, brief: Brief, { site, picture }: Links): void {
  for (const place of feedPlaces(site)) {
    pages.set(feedPath(place, 'xml'), pageOf(rssFeed(brief, place), 'application/rss+xml; charset=utf-8'));
    pages.set(
      feedPath(place, 'json'),
      pageOf(jsonFeed(brief, place), 'application/feed+json; charset=utf-8'),
    );
  }
  pages.set('/news-sitemap.xml', pageOf(newsSitemap(brief, site), 'application/xml; charset=utf-8'));
  for (const article of [brief.articles.lead, ...brief.articles.pieces]) {
    for (const language of LANGUAGES) {
      const uri = `${site}${articlePath(article, language)}`;
      const item = ninjsOf(article, language, { facts: brief.facts, uri, picture });
      pages.set(ninjsPath(article, language), pageOf(`${JSON.stringify(item)}\n`, JSON_TYPE));
    }
  }
}

const PICTURE = /^\/assets\/count\.[^/]+\.png$/;
/** Earlier pictures that stay, for links that were shared and pages that a cache still holds. */
const PICTURES_KEPT = 20;

/** The picture of the count under an address of its own, with the last ones before it. */
function addPicture(pages: Map<string, BakedPage>, brief: Brief, previous: BakedSite | null): string {
  const { electors, verdict, tickets, election, rehearsal } = brief.facts;
  const source = hashOf(JSON.stringify([electors, verdict.level, tickets, election, rehearsal !== null]));
  const path = `/assets/count.${source.slice(0, 12)}.png`;
  const kept = [...(previous?.pages ?? [])].filter(([known]) => PICTURE.test(known) && known !== path);
  for (const [known, page] of kept.slice(-PICTURES_KEPT)) pages.set(known, page);
  const before = previous?.pages.get(path);
  if (before !== undefined) pages.set(path, before);
  else {
    const body = encodePng(drawShare(brief.facts));
    pages.set(path, { body, gzip: null, etag: `"${source}"`, type: 'image/png', immutable: true, source });
  }
  return path;
}

/** Shorter texts gain nothing from being packed, and `head.json` is asked for most. */
const PACKED_FROM = 1400;

function pageOf(text: string, type: string, also: Partial<BakedPage> = {}): BakedPage {
  const body = new TextEncoder().encode(text);
  return {
    body,
    gzip: body.length < PACKED_FROM ? null : new Uint8Array(gzipSync(body)),
    etag: `"${hashOf(text)}"`,
    type,
    immutable: false,
    source: null,
    ...also,
  };
}

/** An earlier version's page never changes by itself: it need not be rendered again with every minute of the night. */
function sourceOf(page: Page, { facts }: Brief, { style, icon }: Links): string | null {
  if (page.kind !== 'version') return null;
  const versions = page.article.versions.slice(0, page.version);
  const texts = versions.slice(-2).map(({ text }) => text);
  return hashOf(
    JSON.stringify([
      texts,
      versions.map(({ at, change, correction }) => [at, change, correction]),
      facts.rehearsal,
      facts.zones,
      isTakenDown(page.article),
      style,
      icon,
    ]),
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}

/** Changes when something is said that was not said before; the passing of time is not such a thing. */
function siteVersion({ facts, articles }: Brief): string {
  const versions = [articles.lead, ...articles.pieces].map(({ id, versions }) => `${id}:${versions.length}`);
  return hashOf(
    JSON.stringify([versions, facts.verdict.headline, facts.verdict.level, facts.electors]),
  ).slice(0, 12);
}

function headJson({ facts, articles }: Brief, { base, version }: Links): string {
  const { text } = newestVersion(articles.lead);
  const url = {
    en: `${base}${articlePath(articles.lead, 'en')}`,
    ja: `${base}${articlePath(articles.lead, 'ja')}`,
  };
  const headline = { en: text.en.headline, ja: text.ja.headline };
  const live = { en: `${base}${livePath('en')}`, ja: `${base}${livePath('ja')}` };
  return `${JSON.stringify({ version, at: formatInstant(facts.at), headline, url, live, rehearsal: facts.rehearsal?.title ?? null })}\n`;
}

function rankingJson({ facts, rankings, excluded = {} }: Brief): string {
  const windows = [rankings.hour, rankings.day].map((ranking) => ({
    ...ranking,
    asOf: formatInstant(ranking.asOf),
    from: formatInstant(ranking.from),
    window: ranking.window / 1000,
  }));
  const leftOut = Object.entries(excluded).map(([article, { at, reason }]) => ({
    article,
    at: formatInstant(at),
    reason,
  }));
  return `${JSON.stringify({
    rehearsal: facts.rehearsal?.title ?? null,
    windowUnit: 'seconds',
    rule: 'unique readers, most first; two articles change places only beyond the error; nobody reorders by hand',
    leftOut,
    windows,
  })}\n`;
}

async function readMark(outDir: string): Promise<Mark | null> {
  const text = await readFile(join(outDir, MARK), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Error(`cannot read ${join(outDir, MARK)}: check its rights`, { cause: error });
  });
  if (text === null) return null;
  try {
    const { mode, files } = JSON.parse(text) as Mark;
    if ((mode === 'live' || mode === 'rehearsal') && Array.isArray(files)) return { mode, files };
  } catch {}
  throw new Error(
    `${join(outDir, MARK)} does not say whether this folder is live or a rehearsal: empty the folder, or set another one`,
  );
}

/** Writes what changed beside its place, then renames all of it; the head that announces the change comes last. */
async function writeAll(
  outDir: string,
  pages: ReadonlyMap<string, BakedPage>,
  mode: Mode,
  { mark, previous }: { mark: Mark | null; previous: BakedSite | null },
) {
  const files = [...pages.keys()].map(fileOf);
  const pending: { readonly from: string; readonly to: string }[] = [];
  const write = async (file: string, body: Uint8Array): Promise<void> => {
    const to = join(outDir, file);
    const from = `${to}.${randomUUID()}.part`;
    await mkdir(dirname(to), { recursive: true });
    pending.push({ from, to });
    await writeFile(from, body);
  };
  try {
    if (mark === null || mark.files.join() !== files.join()) await write(MARK, markOf(mode, files));
    for (const [path, page] of pages) {
      if (!(await isThere(join(outDir, fileOf(path)), page, previous?.pages.get(path))))
        await write(fileOf(path), page.body);
    }
    for (const { from, to } of pending) await rename(from, to);
  } finally {
    await Promise.all(pending.map(({ from }) => rm(from, { force: true })));
  }
  const gone = (mark?.files ?? []).filter((file) => !files.includes(file) && !file.startsWith('assets/'));
  await Promise.all(gone.map((file) => rm(join(outDir, file), { force: true })));
  const written = pending.filter(({ to }) => to !== join(outDir, MARK)).length;
  return { written, unchanged: pages.size - written };
}

/** Whether the file holds the page already: known from the last bake, or read where there was none. */
async function isThere(file: string, page: BakedPage, before: BakedPage | undefined): Promise<boolean> {
  if (before !== undefined) return before.etag === page.etag;
  const now = await readFile(file).catch(() => null);
  return now !== null && Buffer.compare(now, page.body) === 0;
}

function markOf(mode: Mode, files: readonly string[]): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ mode, files } satisfies Mark)}\n`);
}

function fileOf(path: string): string {
  return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1);
}
