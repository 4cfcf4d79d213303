import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bake } from '../../src/brief/bake.ts';
import type { Renderer } from '../../src/brief/renderer.ts';
import { nightAt } from '../brief/night-facts.ts';
import { builtPublic } from '../built-pages.ts';
import { briefOf, LEAD, rendererIn, textAt } from './site.ts';

let folder: string;
let render: Renderer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-conventions-'));
  render = await rendererIn(await builtPublic());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inner = (html: string, pattern: RegExp): string =>
  (pattern.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, '').trim();

/** What a reader of a rendered page sees of its stamp, the other capital's, the caption and the masthead. */
async function printed(at: string, language: 'en' | 'ja') {
  const site = await bake(briefOf(nightAt(at), []), { outDir: join(folder, `${at}-${language}`), render });
  expect(site.problem).toBeNull();
  const html = textAt(site, `/${language}/${LEAD}`);
  return {
    stamp: inner(html, /class="stamp"[^>]*>(.*?)<\/time>/),
    there: inner(html, /class="stamp"[^>]*>.*?<\/time>\s*<span>(.*?)<\/span>/),
    machine: inner(html, /class="stamp" datetime="([^"]+)"/),
    caption: inner(html, /<figcaption>(.*?)<\/figcaption>/),
    day: inner(html, /class="muted day"[^>]*>(.*?)<a class="mark"/s).replace(/\s+/g, ' '),
  };
}

describe('the stamp of a rendered page', () => {
  it.each([
    [
      'a quarter past four',
      '2024-11-06T07:29:00Z',
      '16:29 JST, November 6, 2024',
      '2024年11月6日 16時29分',
      '02:29 EST in Washington',
      'ワシントン 2時29分',
    ],
    [
      'midnight in Tokyo',
      '2024-11-05T15:00:00Z',
      '00:00 JST, November 6, 2024',
      '2024年11月6日 0時00分',
      '10:00 EST, November 5, in Washington',
      'ワシントン 11月5日 10時00分',
    ],
    [
      'midnight in Washington',
      '2024-11-06T05:00:00Z',
      '14:00 JST, November 6, 2024',
      '2024年11月6日 14時00分',
      '00:00 EST in Washington',
      'ワシントン 0時00分',
    ],
    [
      'noon',
      '2024-11-06T03:00:00Z',
      '12:00 JST, November 6, 2024',
      '2024年11月6日 12時00分',
      '22:00 EST, November 5, in Washington',
      'ワシントン 11月5日 22時00分',
    ],
    [
      'the hour that comes twice, first',
      '2024-11-03T05:30:00Z',
      '14:30 JST, November 3, 2024',
      '2024年11月3日 14時30分',
      '01:30 EDT in Washington',
      'ワシントン 1時30分',
    ],
    [
      'the hour that comes twice, again',
      '2024-11-03T06:30:00Z',
      '15:30 JST, November 3, 2024',
      '2024年11月3日 15時30分',
      '01:30 EST in Washington',
      'ワシントン 1時30分',
    ],
    [
      'the last minute of the year',
      '2024-12-31T14:59:00Z',
      '23:59 JST, December 31, 2024',
      '2024年12月31日 23時59分',
      '09:59 EST in Washington',
      'ワシントン 9時59分',
    ],
  ])('is a newspaper’s at %s', async (_, at, english, japanese, thereEnglish, thereJapanese) => {
    const [en, ja] = [await printed(at, 'en'), await printed(at, 'ja')];
    expect([en.stamp, en.there]).toEqual([english, thereEnglish]);
    expect([ja.stamp, ja.there]).toEqual([japanese, thereJapanese]);
    expect(Date.parse(en.machine)).toBe(Date.parse(at));
    expect(ja.machine).toBe(en.machine);
  });

  it('keeps the first publication beside the newest hour, with its day where that is another', async () => {
    const earlier = [nightAt('2024-11-05T14:10:00Z')];
    const brief = briefOf(nightAt('2024-11-06T07:29:00Z'), earlier);
    const sameDay = briefOf(nightAt('2024-11-06T07:29:00Z'));
    const [two, one] = [
      await bake(brief, { outDir: join(folder, 'two-days'), render }),
      await bake(sameDay, { outDir: join(folder, 'one-day'), render }),
    ];
    const line = (site: typeof two, language: string) =>
      inner(textAt(site, `/${language}/${LEAD}`), /class="initial"[^>]*>(.*?)<\/time>/);
    expect([line(one, 'en'), line(one, 'ja')]).toEqual([
      '(first published at 14:00 JST)',
      '（初出 14時00分）',
    ]);
    expect([line(two, 'en'), line(two, 'ja')]).toEqual([
      '(first published at 23:10 JST, November 5)',
      '（初出 11月5日 23時10分）',
    ]);
  });

  it('stands with caption, credit and the day in both zones, as papers of each language set them', async () => {
    const [en, ja] = [
      await printed('2024-11-06T07:29:00Z', 'en'),
      await printed('2024-11-06T07:29:00Z', 'ja'),
    ];
    expect(en.caption).toBe(
      'Two clocks and a telephone: 16:29 in Tokyo, 02:29 in Washington.Illustration: Firstcall',
    );
    expect(ja.caption).toBe('二つの時計と電話。東京は16時29分、ワシントンは2時29分イラスト：Firstcall');
    expect(en.day).toBe('Wednesday, November 6, 2024 Tokyo 16:29 JST · Washington 02:29 EST');
    expect(ja.day).toBe('2024年11月6日（水） 東京 16時29分 · ワシントン 2時29分');
  });
});

describe('the lists of a rendered page', () => {
  const LISTS = [
    {
      language: 'en',
      section: 'Top articles in Politics',
      ranking: 'Access ranking',
      byline: 'Firstcall, written by rule from the desk’s records',
    },
    {
      language: 'ja',
      section: '政治の主な記事',
      ranking: 'アクセスランキング',
      byline: 'Firstcall（記録に基づく自動作成）',
    },
  ] as const;
  const sectionsOf = (html: string) =>
    [...html.matchAll(/<section class="(top|ranking)"[^>]*>.*?<\/section>/gs)].map(([whole, kind]) => ({
      kind,
      label: inner(whole, /<h2[^>]*>(.*?)<span/s),
      items: [...whole.matchAll(/<li>.*?<\/li>/gs)].map(([item]) => item),
    }));

  it.each(LISTS)(
    'are a paper’s in $language: five of the section, then five of the ranking, numbered, under their names',
    async ({ language, section, ranking, byline }) => {
      const site = await bake(briefOf(nightAt('2024-11-06T07:29:00Z')), {
        outDir: join(folder, `lists-${language}`),
        render,
      });
      const html = textAt(site, `/${language}/${LEAD}`);
      expect(inner(html, /class="byline"[^>]*>(.*?)<\/p>/)).toBe(byline);
      const [top, read] = sectionsOf(html);
      expect([top!.kind, top!.label, top!.items.length]).toEqual(['top', section, 5]);
      expect([read!.kind, read!.label, read!.items.length]).toEqual(['ranking', ranking, 5]);
      expect(read!.items.map((item) => inner(item, /<b[^>]*>(.*?)<\/b>/))).toEqual(['1', '2', '3', '4', '5']);
      for (const item of top!.items) expect(inner(item, /<time[^>]*>(.*?)<\/time>/)).toMatch(/\d/);
      const front = sectionsOf(textAt(site, `/${language}/`));
      expect(front.map(({ kind, items }) => [kind, items.length])).toEqual([
        ['top', 5],
        ['ranking', 5],
      ]);
      // A headline is set whole, where papers cut theirs with three dots.
      expect(front.flatMap(({ items }) => items).join('')).not.toMatch(/(\.\.\.|…)<\/a>/);
    },
  );
});
