import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BakedSite } from '../../src/brief/answer.ts';
import { bake } from '../../src/brief/bake.ts';
import type { BriefFacts } from '../../src/brief/brief.ts';
import { readNinjs } from '../../src/brief/ninjs.ts';
import type { Renderer } from '../../src/brief/renderer.ts';
import { NO_STORIES, type Stories } from '../../src/brief/story.ts';
import { nightAt } from '../brief/night-facts.ts';
import { builtPublic } from '../built-pages.ts';
import { briefOf, LEAD, rendererIn, textAt } from './site.ts';

const ADDRESS = 'https://brief.example';
const NIGHT = nightAt('2024-11-06T07:29:00Z', { rehearsal: null });
const LANGUAGES = ['en', 'ja'] as const;

let folder: string;
let render: Renderer;
let site: BakedSite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-machines-'));
  render = await rendererIn(await builtPublic());
  site = await baked(NIGHT, 'live');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function baked(facts: BriefFacts, name: string, stories: Stories = NO_STORIES): Promise<BakedSite> {
  const earlier = [nightAt('2024-11-06T05:00:00Z', { rehearsal: facts.rehearsal })];
  const brief = briefOf(facts, earlier, stories);
  const result = await bake(brief, { outDir: join(folder, name), render, address: ADDRESS });
  expect(result.problem).toBeNull();
  return result;
}

/** Elements by their path, with text and attributes; fails on anything that is not well-formed. */
function elementsOf(xml: string): { path: string; text: string; attributes: Record<string, string> }[] {
  const found: { path: string; text: string; attributes: Record<string, string> }[] = [];
  const open: { path: string; text: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser({ xmlns: true, position: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : value.value,
    ]);
    open.push({
      path: [open.at(-1)?.path, name].filter(Boolean).join('/'),
      text: '',
      attributes: Object.fromEntries(values),
    });
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on('closetag', () => found.push(open.pop()!));
  parser.write(xml).close();
  return found;
}

const textsIn = (xml: string, path: string) =>
  elementsOf(xml)
    .filter((one) => one.path === path)
    .map(({ text }) => text);

const address = z.string().startsWith(`${ADDRESS}/public/`);
const moment = z.iso.datetime({ offset: true });
/** As the pages write them, without seconds. */
const minute = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d$/);
const RFC822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/;

const JSON_FEED = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: address,
  feed_url: address,
  description: z.string(),
  language: z.enum(LANGUAGES),
  authors: z.array(z.strictObject({ name: z.string() })).min(1),
  items: z.array(
    z.strictObject({
      id: z.string().min(1),
      url: address,
      title: z.string().min(1),
      summary: z.string(),
      content_text: z.string().min(1),
      date_published: moment,
      date_modified: moment,
      authors: z.array(z.strictObject({ name: z.string() })),
      tags: z.array(z.string()),
      language: z.enum(LANGUAGES),
      _firstcall: z.strictObject({
        version: z.number().int().positive(),
        corrections: z.array(z.strictObject({ at: moment, text: z.string() })),
      }),
    }),
  ),
});

const value = (roles: [string, ...string[]]) =>
  z.array(
    z.strictObject({
      role: z.enum(roles),
      contentType: z.literal('text/plain'),
      charCount: z.number().int().optional(),
      value: z.string(),
    }),
  );
/** The part of ninjs 3.1 that is used; the standard allows no other properties in these objects. */
const NINJS = z.strictObject({
  uri: address,
  type: z.literal('text'),
  representationType: z.enum(['full', 'partial']),
  profile: z.string(),
  version: z.string().regex(/^\d+$/),
  firstCreated: moment,
  versionCreated: moment,
  pubStatus: z.enum(['usable', 'withheld', 'canceled']),
  language: z.enum(LANGUAGES),
  by: z.string(),
  headlines: value(['main']),
  descriptions: value(['standfirst']),
  bodies: value(['main']),
  subjects: z.array(z.strictObject({ name: z.string(), literal: z.string(), rel: z.string() })),
  places: z.array(z.strictObject({ name: z.string(), rel: z.string() })).optional(),
  edNote: z.string().optional(),
  associations: z.array(
    z.strictObject({
      name: z.string(),
      uri: address,
      type: z.literal('graphic'),
      renditions: z.array(
        z.strictObject({ name: z.string(), href: address, contentType: z.literal('image/png') }),
      ),
    }),
  ),
});

const ORGANISATION = z.strictObject({ '@type': z.literal('Organization'), name: z.string() });
const CORRECTIONS = z
  .array(z.strictObject({ '@type': z.literal('CorrectionComment'), text: z.string(), datePublished: minute }))
  .optional();
const COMMON = {
  '@context': z.literal('https://schema.org'),
  '@id': address,
  url: address,
  mainEntityOfPage: address,
  headline: z.string().min(1),
  description: z.string(),
  datePublished: minute,
  dateModified: minute,
  inLanguage: z.enum(LANGUAGES),
  isAccessibleForFree: z.boolean(),
  author: ORGANISATION,
  publisher: ORGANISATION,
  image: z.strictObject({
    '@type': z.literal('ImageObject'),
    url: address,
    width: z.literal(1200),
    height: z.literal(630),
  }),
  creativeWorkStatus: z.literal('Rehearsal').optional(),
};
const NEWS_ARTICLE = z.strictObject({
  ...COMMON,
  '@type': z.literal('NewsArticle'),
  articleSection: z.string(),
  version: z.number().int(),
  dateline: z.string().optional(),
  correction: CORRECTIONS,
});
const LIVE_BLOG = z.strictObject({
  ...COMMON,
  '@type': z.literal('LiveBlogPosting'),
  about: z.strictObject({ '@type': z.literal('Event'), name: z.string(), startDate: minute }),
  coverageStartTime: minute,
  liveBlogUpdate: z
    .array(
      z.strictObject({
        '@type': z.literal('BlogPosting'),
        headline: z.string().min(1),
        url: address,
        datePublished: minute,
        dateModified: minute,
        articleBody: z.string().min(1),
        correction: CORRECTIONS,
      }),
    )
    .min(1),
});

function structured(of: BakedSite, path: string): unknown {
  const match = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(textAt(of, path));
  return match === null ? null : JSON.parse(match[1]!);
}

function checkMachinePages(of: BakedSite): void {
  for (const [path] of of.pages) {
    if (path.endsWith('/feed.json')) JSON_FEED.parse(JSON.parse(textAt(of, path)));
    else if (path.endsWith('/ninjs.json')) NINJS.parse(JSON.parse(textAt(of, path)));
    else if (path.endsWith('.xml')) elementsOf(textAt(of, path));
    else if (path.endsWith('/live/')) LIVE_BLOG.parse(structured(of, path));
    else if (path.endsWith('/') && structured(of, path) !== null) NEWS_ARTICLE.parse(structured(of, path));
  }
}

describe('the pages for machines', () => {
  it('are valid: JSON Feed, ninjs, NewsArticle, LiveBlogPosting and every XML, in both languages', () => {
    checkMachinePages(site);
    expect([...site.pages.keys()].filter((path) => /feed\.(xml|json)$/.test(path))).toHaveLength(16);
  });

  it.each(LANGUAGES)('say the same in RSS as RSS 2.0 has it: %s', (language) => {
    const feed = textAt(site, `/${language}/feed.xml`);
    const channel = (name: string) => textsIn(feed, `rss/channel/${name}`);
    expect(elementsOf(feed).at(-1)!.attributes['version']).toBe('2.0');
    for (const name of ['title', 'link', 'description']) expect(channel(name), name).toHaveLength(1);
    expect(channel('language')).toEqual([language]);
    expect(channel('lastBuildDate')[0]).toMatch(RFC822);
    const items = textsIn(feed, 'rss/channel/item');
    for (const name of ['title', 'link', 'guid', 'pubDate', 'description', 'category'])
      expect(channel(`item/${name}`), name).toHaveLength(items.length);
    expect(new Set(channel('item/guid')).size).toBe(items.length);
    for (const date of channel('item/pubDate')) expect(date).toMatch(RFC822);
    for (const link of channel('item/link'))
      expect(site.pages.has(link.slice(`${ADDRESS}/public`.length)), link).toBe(true);
    const section = textsIn(textAt(site, `/${language}/background/feed.xml`), 'rss/channel/item/link');
    expect(section).toHaveLength(2);
  });

  it('list the night’s articles for news search, each with its twin', () => {
    const map = textAt(site, '/news-sitemap.xml');
    const urls = textsIn(map, 'urlset/url/loc');
    expect(urls.length).toBeGreaterThan(10);
    expect(new Set(textsIn(map, 'urlset/url/news:news/news:publication/news:language'))).toEqual(
      new Set(LANGUAGES),
    );
    for (const at of textsIn(map, 'urlset/url/news:news/news:publication_date')) moment.parse(at);
    expect(elementsOf(map).filter(({ path }) => path === 'urlset/url/xhtml:link')).toHaveLength(
      2 * urls.length,
    );
  });

  it('come back as a draft: what goes out as ninjs can be taken in, its numbers as the writer’s own', () => {
    const item = JSON.parse(textAt(site, '/en/politics/call-pa/ninjs.json'));
    const read = readNinjs(item);
    expect(read).toMatchObject({ ok: true, language: 'en' });
    if (read.ok)
      expect(read.source.headline).toBe('AP calls Pennsylvania, and its {plain:19} electors, for Trump');
    for (const bad of [
      null,
      7,
      {},
      { ...item, pubStatus: 'canceled' },
      { ...item, embargoedUntil: '2024-11-07T00:00:00Z' },
      { ...item, type: 'video' },
    ])
      expect(readNinjs(bad).ok).toBe(false);
  });

  it('of a rehearsal are marked: nothing for news search, and ninjs is withheld', async () => {
    const rehearsal = await baked(nightAt('2024-11-06T07:29:00Z'), 'rehearsal');
    checkMachinePages(rehearsal);
    expect(textsIn(textAt(rehearsal, '/news-sitemap.xml'), 'urlset/url/loc')).toEqual([]);
    expect(textsIn(textAt(rehearsal, '/en/feed.xml'), 'rss/channel/title')).toEqual([
      'Firstcall (rehearsal)',
    ]);
    expect(JSON.parse(textAt(rehearsal, `/en/${LEAD}ninjs.json`)).pubStatus).toBe('withheld');
  });
});

describe('a call that is taken back', () => {
  it('goes through page, feeds, head and structured data with one bake, and its earlier version stays readable', async () => {
    const called = NIGHT.contests.called.filter(({ contest }) => contest !== 'PA');
    const retraction = {
      desk: { en: 'the Associated Press', ja: 'AP通信' },
      contest: { id: 'PA', name: { en: 'Pennsylvania', ja: 'ペンシルベニア州' } },
      ticket: 'R',
      at: NIGHT.at + 60_000,
      record: 650,
    };
    const facts = {
      ...NIGHT,
      at: NIGHT.at + 61_000,
      electors: { ...NIGHT.electors, agency: { D: 214, R: 248 } },
      contests: { ...NIGHT.contests, called },
      retractions: [retraction],
    };
    const brief = briefOf(facts, [nightAt('2024-11-06T05:00:00Z', { rehearsal: null }), NIGHT]);
    const after = await bake(brief, {
      outDir: join(folder, 'live'),
      render,
      address: ADDRESS,
      previous: site,
    });
    expect(after.problem).toBeNull();
    checkMachinePages(after);
    const page = textAt(after, '/en/politics/call-pa/');
    expect(page).toContain('No longer stands: AP calls Pennsylvania');
    expect(page).toContain('The call it reported has been taken back.');
    expect(textAt(after, '/en/politics/call-pa/v1/')).toContain(
      'AP calls Pennsylvania, and its 19 electors, for Trump',
    );
    expect(structured(after, '/en/politics/call-pa/')).toMatchObject({
      correction: [{ '@type': 'CorrectionComment' }],
    });
    for (const [path, said] of [
      ['/en/feed.xml', 'No longer stands: AP calls Pennsylvania'],
      ['/ja/politics/feed.json', '【取り消し】'],
      ['/ja/live/', 'AP通信がペンシルベニア州の当確を取り消し'],
      ['/en/live/', 'takes back its call of Pennsylvania'],
      [`/en/${LEAD}`, '248'],
    ] as const)
      expect(textAt(after, path), path).toContain(said);
    const heads = [site, after].map((of) => JSON.parse(textAt(of, '/head.json')).version);
    expect(heads[0]).not.toBe(heads[1]);
    expect(textAt(after, '/ranking.json')).toContain('call-pa');
    // The list beside it leads nobody on: the ranked headline says what became of it.
    expect(textAt(after, '/en/ranking/')).toContain('No longer stands: AP calls Pennsylvania');
  });
});

describe('hostile text', () => {
  const wild = [
    '</script><script>alert(1)</script>',
    ']]></title><x:y xmlns:x="javascript:1"/>',
    `\u202e\u2066evil\u2069\u200f\ufeff`,
    'Z\u0336\u0337\u0338\u0321\u0322\u0327\u0328\u0336\u0337a\u0300\u0301\u0302\u0303\u0304\u0305',
    '\ud800 lone \udfff',
    '\u0000\u0008\u001b[31m\u2028\u2029',
    '&amp;&lt;&#x3c;script&gt;',
    '𝕿𝖗𝖚𝖒𝖕 👩‍👩‍👧‍👦 🇯🇵',
    'ﷺ'.repeat(500),
    'x'.repeat(1_000_000),
    '{electors:R} {{7*7}} <%= 7*7 %>',
    '" onmouseover="alert(1)',
  ];

  it.each(wild.map((text) => [text.slice(0, 24), text] as const))(
    'is shown harmlessly, and every format stays valid: %j',
    async (_, text) => {
      const by = { en: text, ja: text };
      const facts: BriefFacts = {
        ...NIGHT,
        leader: by,
        agency: { name: by, short: by },
        claims: [{ ...NIGHT.claims[0]!, by, source: text }],
        contests: { ...NIGHT.contests, all: NIGHT.contests.all.map((one) => ({ ...one, name: by })) },
        verdict: { ...NIGHT.verdict, headline: by },
      };
      const stories: Stories = {
        ...NO_STORIES,
        takenDown: { 'call-pa': { person: 'press', at: NIGHT.at, reason: text, record: 7 } },
      };
      const hostile = await baked(facts, `hostile-${wild.indexOf(text)}`, stories);
      checkMachinePages(hostile);
      for (const [path, page] of hostile.pages) {
        if (!page.type.startsWith('text/html')) continue;
        const html = textAt(hostile, path);
        expect(html.length, path).toBeLessThan(400_000);
        expect(html, path).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(html.match(/<script/g)?.length ?? 0, path).toBeLessThanOrEqual(2);
        expect(html, path).not.toMatch(/<[a-z][^<>"]*("[^"]*"[^<>"]*)*\sonmouseover=/);
      }
    },
  );
});
