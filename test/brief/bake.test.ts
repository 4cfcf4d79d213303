import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bake } from '../../src/brief/bake.ts';
import type { Brief, BriefFacts } from '../../src/brief/brief.ts';
import { writeArticles } from '../../src/brief/front.ts';
import { emptyCounts, rankArticles } from '../../src/brief/ranking.ts';
import { openReaderHash } from '../../src/brief/reader-hash.ts';
import type { Renderer } from '../../src/brief/renderer.ts';
import { nightAt } from './night-facts.ts';

let outDir: string;
beforeEach(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'firstcall-bake-'));
});
afterEach(() => rm(outDir, { recursive: true, force: true }));

/** A page that names its moment at both ends: a mixed page would disagree with itself. */
const render: Renderer = {
  assets: {
    style: { name: 'public.css', type: 'text/css', text: 'body{}' },
    script: { name: 'age.js', type: 'text/javascript', text: '' },
    icon: { name: 'icon.svg', type: 'image/svg+xml', text: '<svg/>' },
  },
  render: (page, brief, links) =>
    `${brief.facts.at}\n${page.path} ${links.style}\n${'x'.repeat(200_000)}\n${brief.facts.at}`,
};

function briefAt(text: string, changes: Partial<BriefFacts> = {}): Brief {
  const facts = nightAt(text, changes);
  const ranking = rankArticles(emptyCounts(openReaderHash(''), true), { window: 1, at: facts.at, limit: 1 });
  return { facts, articles: writeArticles(facts, null), rankings: { hour: ranking, day: ranking } };
}

describe('baking', () => {
  it('writes every page in both languages, and only what changed the second time', async () => {
    const brief = briefAt('2024-11-06T07:29:00Z');
    const first = await bake(brief, { outDir, render });
    expect(first.problem).toBeNull();
    expect([...first.pages.keys()]).toEqual(
      expect.arrayContaining([
        '/en/',
        '/ja/',
        '/en/politics/call-pa/',
        '/ja/politics/the-government-follows-the-count/',
        '/en/ranking/',
        '/head.json',
        '/ranking.json',
      ]),
    );
    const written = (await stat(join(outDir, 'en/index.html'))).mtimeMs;
    const second = await bake(brief, { outDir, render, previous: first });
    expect([second.written, second.unchanged]).toEqual([0, first.pages.size]);
    expect((await stat(join(outDir, 'en/index.html'))).mtimeMs).toBe(written);
    expect(second.pages.get('/en/')!.etag).toBe(first.pages.get('/en/')!.etag);
  });

  it('changes the head’s version when something was said, not when time has passed', async () => {
    const version = async (brief: Brief) =>
      JSON.parse(
        new TextDecoder().decode((await bake(brief, { outDir, render })).pages.get('/head.json')!.body),
      ).version;
    const brief = briefAt('2024-11-06T07:29:00Z');
    const later = { ...brief, facts: { ...brief.facts, at: brief.facts.at + 60_000 } };
    expect(await version(later)).toBe(await version(brief));
    expect(await version(briefAt('2024-11-06T10:40:00Z'))).not.toBe(await version(brief));
  });

  it('renders an earlier version once, and again when its text is another', async () => {
    const rendered: string[] = [];
    const watched: Renderer = {
      ...render,
      render: (page, ...rest) => {
        rendered.push(page.path);
        return render.render(page, ...rest);
      },
    };
    const twice = (second: string): Brief => ({
      ...briefAt(second),
      articles: writeArticles(nightAt(second), briefAt('2024-11-06T07:29:00Z').articles),
    });
    const first = await bake(twice('2024-11-06T10:40:00Z'), { outDir, render: watched });
    const earlier = rendered.filter((path) => path.endsWith('/v1/'));
    expect(earlier).toHaveLength(2);
    await bake(twice('2024-11-06T10:41:00Z'), { outDir, render: watched, previous: first });
    expect(rendered.filter((path) => path.endsWith('/v1/'))).toEqual(earlier);
    const other = {
      ...briefAt('2024-11-06T10:40:00Z'),
      articles: writeArticles(nightAt('2024-11-06T10:40:00Z'), briefAt('2024-11-06T06:30:00Z').articles),
    };
    await bake(other, { outDir, render: watched, previous: first });
    expect(rendered.filter((path) => path.endsWith('/v1/'))).toHaveLength(4);
  });

  it('keeps the last good pages when a page cannot be rendered, and says why', async () => {
    const good = await bake(briefAt('2024-11-06T07:29:00Z'), { outDir, render });
    const broken: Renderer = {
      ...render,
      render: (page, ...rest) => (page.kind === 'ranking' ? fail() : render.render(page, ...rest)),
    };
    const after = await bake(briefAt('2024-11-06T10:40:00Z'), { outDir, render: broken, previous: good });
    expect(after.problem).toBe('the public pages were not renewed: no ranking today');
    expect(after.pages).toBe(good.pages);
    expect(await readFile(join(outDir, 'en/index.html'), 'utf8')).toBe(
      new TextDecoder().decode(good.pages.get('/en/')!.body),
    );
  });

  it('shows no reader a torn page while pages change under them', async () => {
    const times = Array.from({ length: 12 }, (_, minute) => `2024-11-06T07:${String(30 + minute)}:00Z`);
    let done = false;
    const torn: string[] = [];
    const reader = async () => {
      while (!done) {
        const lines = (await readFile(join(outDir, 'en/index.html'), 'utf8')).split('\n');
        if (lines.length !== 4 || lines[0] !== lines[3]) torn.push(lines[0] ?? '');
      }
    };
    await bake(briefAt('2024-11-06T07:29:00Z'), { outDir, render });
    const readers = [reader(), reader(), reader(), reader()];
    for (const time of times) await bake(briefAt(time), { outDir, render });
    done = true;
    await Promise.all(readers);
    expect(torn).toEqual([]);
    expect((await readdir(outDir, { recursive: true })).filter((file) => file.endsWith('.part'))).toEqual([]);
  });

  it('never puts a rehearsal into a live folder, nor live pages into a rehearsal’s', async () => {
    await bake(briefAt('2024-11-06T07:29:00Z'), { outDir, render });
    await expect(
      bake(briefAt('2024-11-06T07:29:00Z', { rehearsal: null }), { outDir, render }),
    ).rejects.toThrow('holds pages of a rehearsal; live pages need a folder of their own');
    await rm(outDir, { recursive: true });
    await bake(briefAt('2024-11-06T07:29:00Z', { rehearsal: null }), { outDir, render });
    await expect(bake(briefAt('2024-11-06T07:29:00Z'), { outDir, render })).rejects.toThrow(
      'holds live pages',
    );
  });

  it('touches nothing in a folder whose mark it cannot read', async () => {
    await writeFile(join(outDir, 'published.json'), 'null');
    await expect(bake(briefAt('2024-11-06T07:29:00Z'), { outDir, render })).rejects.toThrow(
      'does not say whether this folder is live',
    );
    expect(await readdir(outDir)).toEqual(['published.json']);
  });

  it('takes away what a rehearsal that starts again has not yet said', async () => {
    await bake(briefAt('2024-11-06T10:40:00Z'), { outDir, render });
    await bake(briefAt('2024-11-06T03:00:00Z'), { outDir, render });
    expect(await readdir(join(outDir, 'en/politics/call-wi'))).toEqual([]);
  });

  it('marks a rehearsal in the head and in the ranking', async () => {
    const { pages } = await bake(briefAt('2024-11-06T07:29:00Z'), { outDir, render });
    for (const path of ['/head.json', '/ranking.json'])
      expect(JSON.parse(new TextDecoder().decode(pages.get(path)!.body)).rehearsal.en).toBe(
        'November 5–6, 2024',
      );
  });
});

function fail(): never {
  throw new Error('no ranking today');
}
