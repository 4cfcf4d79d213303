import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, type BakedSite } from '../../src/brief/answer.ts';
import { bake } from '../../src/brief/bake.ts';
import { type BriefFacts, newestVersion } from '../../src/brief/brief.ts';
import type { Renderer } from '../../src/brief/renderer.ts';
import { drawShare } from '../../src/brief/share-picture.ts';
import { applyStory, NO_STORIES, type StoryContent } from '../../src/brief/story.ts';
import type { Desk } from '../../src/desk.ts';
import { parseInstant } from '../../src/election/instant.ts';
import { type OpenSite, openSite } from '../../src/server/public-site.ts';
import { nightAt } from '../brief/night-facts.ts';
import { builtPublic } from '../built-pages.ts';
import { embeddedNight, livedDesk } from '../desk/embedded-night.ts';
import { briefOf, EARLIER, LEAD, rendererIn, textAt } from './site.ts';

const AT = '2024-11-06T07:29:00Z';
const REHEARSAL = nightAt(AT);
const LIVE = nightAt(AT, { rehearsal: null });

let folder: string;
let render: Renderer;
let desk: Desk;
let rehearsed: BakedSite;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-rehearsal-'));
  const built = await builtPublic();
  render = await rendererIn(built);
  await mkdir(join(folder, 'dist/public'), { recursive: true });
  await writeFile(
    join(folder, 'dist/public/render.js'),
    `export * from '${pathToFileURL(join(built, 'render.js'))}';\n`,
  );
  desk = await livedDesk(await embeddedNight(), parseInstant('2024-11-05T23:30:00Z'));
  rehearsed = await baked(REHEARSAL);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function place(): string {
  count += 1;
  return join(folder, `site-${count}`);
}

function baked(facts: BriefFacts, outDir = place(), previous: BakedSite | null = null): Promise<BakedSite> {
  return bake(briefOf(facts), { outDir, render, previous });
}

function siteFor(rehearsal: boolean, outDir: string): Promise<OpenSite> {
  return openSite({ root: folder, folder: outDir, rehearsal, wall: () => 0, report: () => undefined });
}

/** Publishes until nothing new is recorded, as the house does; returns what was told. */
async function published(rehearsal: boolean, outDir: string): Promise<{ site: OpenSite; kinds: string[] }> {
  const site = await siteFor(rehearsal, outDir);
  const job = await desk.read((reader) => site.publish(reader, reader.state.at));
  const kinds = (await job()).map(({ kind }) => kind);
  await site.close();
  return { site, kinds };
}

const htmlOf = (site: BakedSite): string[] =>
  [...site.pages].filter(([, { type }]) => type.startsWith('text/html')).map(([path]) => textAt(site, path));
const ask = (path: string, more: { ifNoneMatch?: string } = {}) =>
  answer(rehearsed, { path: `/public${path}`, ifNoneMatch: more.ifNoneMatch ?? null, acceptLanguage: null });
const refused = async (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => false,
    () => true,
  );
const isMarked = (site: BakedSite): boolean =>
  site.mode === 'rehearsal' &&
  htmlOf(site).every((html) => /<aside class="demo"/.test(html) && html.includes('content="noindex"'));

/** Each tries to get a rehearsal in front of readers as if it were live, and says whether it was kept from it. */
const WAYS: readonly (readonly [string, () => boolean | Promise<boolean>])[] = [
  [
    'into a folder that holds live pages',
    async () => {
      const live = place();
      await baked(LIVE, live);
      return refused(baked(REHEARSAL, live));
    },
  ],
  [
    'into that folder by another name',
    async () => {
      const live = place();
      await baked(LIVE, live);
      await symlink(live, `${live}-link`);
      return refused(baked(REHEARSAL, `${live}-link`));
    },
  ],
  [
    'into a folder whose mark was emptied',
    async () => {
      const live = place();
      await baked(LIVE, live);
      await writeFile(join(live, 'published.json'), '');
      return refused(baked(REHEARSAL, live));
    },
  ],
  [
    'into a folder whose mark says something else',
    async () => {
      const live = place();
      await baked(LIVE, live);
      await writeFile(join(live, 'published.json'), '{"mode":"REHEARSAL","files":[]}');
      return refused(baked(REHEARSAL, live));
    },
  ],
  [
    'on top of a live bake that is still in memory',
    async () => isMarked(await baked(REHEARSAL, place(), await baked(LIVE))),
  ],
  [
    'the other way round: live pages into a rehearsal’s folder',
    async () => {
      const own = place();
      await baked(REHEARSAL, own);
      return refused(baked(LIVE, own));
    },
  ],
  [
    'with an empty title',
    async () =>
      isMarked(
        await baked(nightAt(AT, { rehearsal: { ...REHEARSAL.rehearsal!, title: { en: '', ja: '' } } })),
      ),
  ],
  [
    'with a title that closes the strip',
    async () => {
      const title = { en: '</aside><style>.demo{display:none}</style>', ja: '</aside>' };
      const site = await baked(nightAt(AT, { rehearsal: { title, basis: title } }));
      return isMarked(site) && htmlOf(site).every((html) => !html.includes('<style'));
    },
  ],
  [
    'on any page without the strip and without noindex',
    () => isMarked(rehearsed) && htmlOf(rehearsed).length > 25,
  ],
  [
    'in an answer that a search engine may keep',
    () =>
      ['/', '/en/', '/nowhere', '/en', '/head.json', '/en/feed.xml']
        .map((path) => ask(path))
        .concat(ask('/en/', { ifNoneMatch: '*' }))
        .every(({ headers }) => headers['x-robots-tag'] === 'noindex'),
  ],
  ['in the head that pages poll', () => JSON.parse(textAt(rehearsed, '/head.json')).rehearsal !== null],
  [
    'in the ranking',
    () => {
      const ranking = JSON.parse(textAt(rehearsed, '/ranking.json'));
      return (
        ranking.rehearsal !== null && ranking.windows.every(({ invented }: { invented: boolean }) => invented)
      );
    },
  ],
  [
    'in a feed under the plain name',
    () =>
      [...rehearsed.pages.keys()]
        .filter((path) => /feed\.(xml|json)$/.test(path))
        .every((path) => /\(rehearsal\)|（演習）/.test(textAt(rehearsed, path))),
  ],
  ['in the sitemap for news search', () => !textAt(rehearsed, '/news-sitemap.xml').includes('<url>')],
  [
    'as a usable item of ninjs',
    () =>
      [...rehearsed.pages.keys()]
        .filter((path) => path.endsWith('ninjs.json'))
        .every((path) => JSON.parse(textAt(rehearsed, path)).pubStatus === 'withheld'),
  ],
  [
    'as structured data of a real article',
    () =>
      htmlOf(rehearsed)
        .filter((html) => html.includes('application/ld+json'))
        .every((html) => html.includes('"creativeWorkStatus":"Rehearsal"')),
  ],
  [
    'as a shared picture without a word',
    () => {
      const [marked, plain] = [drawShare(REHEARSAL), drawShare(LIVE)].map(
        ({ pixels }) => pixels[10 * 1200 + 1190],
      );
      return marked !== plain;
    },
  ],
  [
    'on paper, where styles could hide the strip',
    async () => {
      const style = [...rehearsed.pages.keys()].find((path) => path.endsWith('.css'))!;
      return !/\.demo[^{}]*\{[^}]*(display:\s*none|visibility:\s*hidden)/.test(textAt(rehearsed, style));
    },
  ],
  [
    'by what a person writes',
    async () => {
      const source = {
        headline: 'LIVE: this is no rehearsal',
        standfirst: '',
        body: '<aside class="x">Live.</aside>',
      };
      const content: StoryContent = {
        place: 'politics',
        text: { en: source, ja: source },
        embargo: null,
        line: null,
      };
      const stories = (['story-written', 'story-released'] as const).reduce(
        (before, kind, step) =>
          applyStory(before, {
            kind,
            by: 'person:press',
            at: REHEARSAL.at,
            seq: 900 + step,
            data:
              kind === 'story-written'
                ? { story: 'live', content, followed: ['en', 'ja'] }
                : { story: 'live', binds: '' },
          }),
        NO_STORIES,
      );
      const site = await bake(briefOf(REHEARSAL, EARLIER, stories), { outDir: place(), render });
      return isMarked(site) && textAt(site, '/en/politics/live/').includes('LIVE: this is no rehearsal');
    },
  ],
  [
    'by an old version’s page, whose moment is past',
    () => textAt(rehearsed, `/en/${LEAD}v1/`).includes('<aside class="demo"'),
  ],
  [
    'from a desk that rehearses to a server that is live',
    async () => {
      const outDir = place();
      const { site, kinds } = await published(false, outDir);
      const nothing = await refused(readFile(join(outDir, 'published.json')));
      return nothing && kinds.join() === 'pages' && site.state.problem !== null;
    },
  ],
];

describe('a rehearsal is kept from appearing as live', () => {
  it.each(WAYS)('%s', async (_, attempt) => {
    expect(await attempt()).toBe(true);
  });

  it('in at least twenty ways that were tried', () => {
    expect(WAYS.length).toBeGreaterThanOrEqual(20);
    expect(newestVersion(briefOf(REHEARSAL).articles.lead).text.en.headline).toBe(
      newestVersion(briefOf(LIVE).articles.lead).text.en.headline,
    );
  });
});
