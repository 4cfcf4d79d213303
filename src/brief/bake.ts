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
import { formatInstant } from '../election/instant.ts';
import type { BakedPage, BakedSite } from './answer.ts';
import { type Brief, newestVersion } from './brief.ts';
import { articlePath, type Page, pagesOf } from './pages.ts';
import type { Asset, Links, Renderer } from './renderer.ts';
import { harmlessFacts } from './text.ts';

type Mode = BakedSite['mode'];
type Mark = { readonly mode: Mode; readonly files: readonly string[] };

const MARK = 'published.json';
const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

export async function bake(
  brief: Brief,
  options: { outDir: string; render: Renderer; base?: string; previous?: BakedSite | null },
): Promise<BakedSite> {
  const { outDir, render, base = '/public', previous = null } = options;
  const mode: Mode = brief.facts.rehearsal === null ? 'live' : 'rehearsal';
  const mark = await readMark(outDir);
  if (mark !== null && mark.mode !== mode) {
    throw new Error(
      `${outDir} holds ${named(mark.mode)}; ${named(mode)} need a folder of their own: set another one, or empty this one`,
    );
  }
  try {
    const pages = renderAll({ ...brief, facts: harmlessFacts(brief.facts) }, { render, base, previous });
    const counts = await writeAll(outDir, pages, mode, { mark, previous });
    const articles = new Set([brief.articles.lead, ...brief.articles.pieces].map(({ id }) => id));
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
  options: { render: Renderer; base: string; previous: BakedSite | null },
): Map<string, BakedPage> {
  const { base, previous } = options;
  const { assets, render } = options.render;
  const pages = new Map<string, BakedPage>();
  const addAsset = (asset: Asset): string => {
    const path = `/assets/${asset.name.replace(/(\.\w+)$/, `.${hashOf(asset.text).slice(0, 12)}$1`)}`;
    pages.set(path, pageOf(asset.text, asset.type, { immutable: true }));
    return `${base}${path}`;
  };
  const links: Links = {
    base,
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
  pages.set('/ranking.json', pageOf(rankingJson(brief), JSON_TYPE));
  pages.set('/head.json', pageOf(headJson(brief, links), JSON_TYPE));
  return pages;
}

function pageOf(text: string, type: string, also: Partial<BakedPage> = {}): BakedPage {
  return {
    body: new TextEncoder().encode(text),
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
  return `${JSON.stringify({ version, at: formatInstant(facts.at), headline, url, rehearsal: facts.rehearsal?.title ?? null })}\n`;
}

function rankingJson({ facts, rankings }: Brief): string {
  const windows = [rankings.hour, rankings.day].map((ranking) => ({
    ...ranking,
    asOf: formatInstant(ranking.asOf),
    from: formatInstant(ranking.from),
    window: ranking.window / 1000,
  }));
  return `${JSON.stringify({ rehearsal: facts.rehearsal?.title ?? null, windowUnit: 'seconds', windows })}\n`;
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
