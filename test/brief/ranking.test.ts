import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addHash,
  emptySketch,
  estimate,
  type Hash64,
  mergeInto,
  STANDARD_ERROR,
} from '../../src/brief/hyperloglog.ts';
import { inventViews } from '../../src/brief/invented-readers.ts';
import { countRead, emptyCounts, rankArticles, type View } from '../../src/brief/ranking.ts';
import { addressPrefix, openReaderHash, saltEpoch } from '../../src/brief/reader-hash.ts';
import { parseWindow, replayRanking } from '../../src/brief/replay-ranking.ts';
import { keyedReaderHash } from '../../src/brief/serve.ts';
import { DAY, formatInstant, HOUR, MINUTE, parseInstant } from '../../src/election/instant.ts';

const AT = parseInstant('2024-11-06T07:30:00Z');
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
const hash = openReaderHash('test');
const view = (changes: Partial<View> = {}): View => ({
  article: 'a',
  ip: '192.0.2.1',
  userAgent: BROWSER,
  at: AT - MINUTE,
  prefetch: false,
  ...changes,
});
const hour = { window: HOUR, at: AT, limit: 10 };

function sketchOf(hashes: readonly Hash64[]) {
  const sketch = emptySketch();
  for (const one of hashes) addHash(sketch, one);
  return sketch;
}

describe('the sketch', () => {
  it('is within four standard errors of the truth from one to a hundred thousand', () => {
    for (const size of [1, 10, 100, 1_000, 10_000, 100_000]) {
      const sketch = sketchOf(Array.from({ length: size }, (_, reader) => hash(`reader ${reader}`, '')));
      expect(Math.abs(estimate(sketch) / size - 1), `${size}`).toBeLessThan(4 * STANDARD_ERROR);
    }
  });

  it('gives the same result in any order, with any repetition and any split', () => {
    const someHashes = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 2 ** 32 - 1 })),
      { maxLength: 1500 },
    );
    fc.assert(
      fc.property(someHashes, fc.nat(), (hashes, cut) => {
        const half = cut % (hashes.length + 1);
        const parts = sketchOf(hashes.slice(half).reverse());
        mergeInto(parts, sketchOf(hashes.slice(0, half)));
        mergeInto(parts, sketchOf(hashes));
        expect(estimate(parts)).toBe(estimate(sketchOf(hashes)));
      }),
      { seed: 20241105, numRuns: 60 },
    );
  });
});

describe('a reader', () => {
  it('is counted once however often the page is loaded', () => {
    const counts = emptyCounts(hash, false);
    for (let minute = 1; minute < 60; minute++) countRead(counts, view({ at: AT - minute * MINUTE }));
    const ranking = rankArticles(counts, hour);
    expect(ranking.ranking).toEqual([{ article: 'a', readers: 1, equalTo: [] }]);
    expect(ranking.removedShare).toBeCloseTo(58 / 59, 3);
  });

  it('is not a bot, a prefetch or a client without a name', () => {
    const counts = emptyCounts(hash, false);
    for (const one of [view({ userAgent: 'curl/8.5.0' }), view({ userAgent: ' ' }), view({ prefetch: true })])
      countRead(counts, one);
    expect(rankArticles(counts, hour)).toMatchObject({ views: 3, removedShare: 1, ranking: [] });
  });

  it('keeps its household when an IPv6 address changes within it', () => {
    expect(addressPrefix('2001:db8:1:2:aaaa::1')).toBe(addressPrefix('2001:0DB8:1:2:bbbb:0:0:9'));
    expect(addressPrefix('2001:db8:1:3::1')).not.toBe(addressPrefix('2001:db8:1:2::1'));
    expect(addressPrefix('::ffff:192.0.2.7')).toBe('192.0.2.7');
  });

  it('keeps one salt through the night of the election', () => {
    const epochs = [-60, -12, 0, 24, 60].map((hours) =>
      saltEpoch(parseInstant('2024-11-06T00:00:00Z') + hours * HOUR, '2024-11-05'),
    );
    expect(new Set(epochs)).toEqual(new Set([0]));
    expect(saltEpoch(parseInstant('2024-11-06T00:00:00Z') + 7 * DAY, '2024-11-05')).toBe(1);
  });

  it('cannot be matched across epochs', () => {
    const secret = new Uint8Array(32).fill(7);
    expect(keyedReaderHash(secret, 0)('192.0.2.1', BROWSER)).toEqual(
      keyedReaderHash(secret, 0)('192.0.2.1', BROWSER),
    );
    expect(keyedReaderHash(secret, 0)('192.0.2.1', BROWSER)).not.toEqual(
      keyedReaderHash(secret, 1)('192.0.2.1', BROWSER),
    );
  });
});

describe('the window', () => {
  it('slides: what is older than an hour is out of the hour and still in the day', () => {
    const counts = emptyCounts(hash, false);
    for (let minute = 0; minute < 300; minute++)
      countRead(
        counts,
        view({ article: 'old', ip: `192.0.2.${minute % 250}`, at: AT - 6 * HOUR + minute * MINUTE }),
      );
    for (let minute = 0; minute < 60; minute++)
      countRead(counts, view({ article: 'new', ip: `192.0.2.${minute}`, at: AT - HOUR + minute * MINUTE }));
    expect(rankArticles(counts, hour).ranking.map(({ article }) => article)).toEqual(['new']);
    const day = rankArticles(counts, { ...hour, window: DAY });
    expect(day.ranking.map(({ article }) => article)).toEqual(['old', 'new']);
    expect(Math.abs(day.ranking[0]!.readers - 250)).toBeLessThan(8);
  });

  it('joins old intervals to hours without losing a reader', () => {
    const counts = emptyCounts(hash, false);
    for (let minute = 0; minute < 20 * 60; minute++)
      countRead(
        counts,
        view({ ip: `192.0.${minute >> 8}.${minute & 255}`, at: AT - 20 * HOUR + minute * MINUTE }),
      );
    expect(counts.intervals.length).toBeLessThan(60);
    const { ranking } = rankArticles(counts, { ...hour, window: DAY });
    expect(Math.abs(ranking[0]!.readers / 1200 - 1)).toBeLessThan(0.03);
  });

  it('is never longer than it says', () => {
    const counts = emptyCounts(hash, false);
    countRead(counts, view({ at: AT - HOUR - MINUTE }));
    countRead(counts, view({ at: AT - MINUTE }));
    expect(rankArticles(counts, { ...hour, at: AT }).from).toBeGreaterThanOrEqual(AT - HOUR);
  });
});

describe('a seeded evening', () => {
  const articles = Array.from({ length: 30 }, (_, place) => ({
    id: `article-${place}`,
    about: AT - place * 5 * MINUTE,
  }));
  const counts = emptyCounts(hash, true);
  const exact = new Map<string, Set<string>>();
  for (let minute = AT - 3 * HOUR; minute < AT; minute += MINUTE) {
    for (const one of inventViews(articles, { minute, perMinute: 1500, seed: 20241105 })) {
      countRead(counts, one);
      if (
        one.at < AT - HOUR ||
        one.prefetch ||
        !one.userAgent.startsWith('Mozilla/5.0 (') ||
        one.userAgent.includes('bot')
      )
        continue;
      exact.set(one.article, (exact.get(one.article) ?? new Set()).add(`${one.ip}|${one.userAgent}`));
    }
  }
  const ranking = rankArticles(counts, hour);

  it('ranks the ten most read as an exact count does, but for those within the error', () => {
    const truth = [...exact]
      .map(([article, readers]) => ({ article, readers: readers.size }))
      .sort((a, b) => b.readers - a.readers);
    ranking.ranking.forEach(({ article }, place) => {
      const [here, there] = [exact.get(article)!.size, truth[place]!.readers];
      expect(Math.abs(here / there - 1), article).toBeLessThan(2 * ranking.error);
    });
  });

  it('is within twice the stated error for each of the ten', () => {
    for (const { article, readers } of ranking.ranking)
      expect(Math.abs(readers / exact.get(article)!.size - 1)).toBeLessThan(2 * ranking.error);
  });

  it('says that its readers are invented, and invents the same again', () => {
    expect(ranking.invented).toBe(true);
    const options = { minute: AT, perMinute: 200, seed: 1 };
    expect(inventViews(articles, options)).toEqual(inventViews(articles, options));
    expect(inventViews(articles, options).every(({ ip }) => /^198\.1[89]\./.test(ip))).toBe(true);
  });

  it('gives the same readers when replayed from its log', () => {
    const lines = [...Array(60).keys()].flatMap((minute) =>
      inventViews(articles, { minute: AT - HOUR + minute * MINUTE, perMinute: 300, seed: 5 }).map((one) =>
        JSON.stringify({ ...one, at: formatInstant(one.at) }),
      ),
    );
    const replayed = replayRanking(lines, { window: '1h', at: AT });
    expect(replayed).toMatchObject({ asOf: '2024-11-06T07:30:00Z', window: '1h', error: 0.0163 });
    expect(replayed.ranking).toHaveLength(30);
    expect(replayRanking([...lines].reverse(), { window: '1h', at: AT })).toEqual(replayed);
  });
});

describe('a log of views', () => {
  it('is refused with the line’s number where a line is not a view', () => {
    expect(() => replayRanking(['', '{"article":1}'], { window: '1h', at: AT })).toThrow(
      'line 2 of the log is not a page view',
    );
    expect(() => parseWindow('2w')).toThrow('write it as 30m, 1h or 24h');
  });

  it('counts from the window’s first instant to just before its last', () => {
    const line = (at: number, ip: string) =>
      JSON.stringify({ at: formatInstant(at), article: 'a', ip, userAgent: BROWSER, prefetch: false });
    const lines = [
      line(AT - HOUR - 1, '192.0.2.1'),
      line(AT - HOUR, '192.0.2.2'),
      line(AT - 1, '192.0.2.3'),
      line(AT, '192.0.2.4'),
    ];
    expect(replayRanking(lines, { window: '1h', at: AT }).ranking).toEqual([{ article: 'a', readers: 2 }]);
  });
});
