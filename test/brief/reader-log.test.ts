import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { countRead, emptyCounts, type ReaderCounts, rankArticles } from '../../src/brief/ranking.ts';
import { openReaderHash } from '../../src/brief/reader-hash.ts';
import { readLog, takeLog } from '../../src/brief/reader-log.ts';
import { DAY, HOUR, MINUTE, parseInstant } from '../../src/election/instant.ts';
import { ReaderStore } from '../../src/server/reader-store.ts';

const AT = parseInstant('2024-11-06T07:30:00Z');
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
const hour = { window: HOUR, at: AT, limit: 10 };
const hash = openReaderHash('log');

function read(counts: ReaderCounts, article: string, readers: readonly number[], at = AT - MINUTE): void {
  for (const reader of readers)
    countRead(counts, {
      article,
      at,
      prefetch: false,
      userAgent: BROWSER,
      ip: `10.0.${reader >> 8}.${reader & 255}`,
    });
}
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, place) => from + place);
const process = (by: string) => emptyCounts(hash, false, { by, logged: true });
const orderOf = (counts: ReaderCounts, before: readonly string[] = []) =>
  rankArticles(counts, { ...hour, before }).ranking.map(({ article }) => article);

let folder = '';
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the log of the readers', () => {
  it('gives the same ranking as one process that saw everything, however it is split, repeated and mixed', () => {
    const views = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom('a', 'b', 'c'), fc.nat(400), fc.nat(50)),
      {
        maxLength: 300,
      },
    );
    fc.assert(
      fc.property(views, fc.infiniteStream(fc.boolean()), (all, flips) => {
        const whole = process('whole');
        const parts = [process('p0'), process('p1'), process('p2')];
        const lines: string[] = [];
        for (const [place, article, reader, minutes] of all) {
          const at = AT - HOUR + minutes * MINUTE;
          read(whole, article, [reader], at);
          read(parts[place]!, article, [reader], at);
          if (flips.next().value) lines.push(takeLog(parts[place]!));
        }
        lines.push(...parts.map(takeLog));
        const merged = process('merged');
        for (const text of [...lines.toReversed(), ...lines]) readLog(merged, text);
        expect(rankArticles(merged, hour)).toEqual(rankArticles(whole, hour));
      }),
      { seed: 20241105, numRuns: 60 },
    );
  });

  it('holds neither an address nor a browser', () => {
    const counts = process('p0');
    read(counts, 'a', upTo(300));
    const text = takeLog(counts);
    expect(text).not.toMatch(/10\.0\.|Mozilla/);
    expect(takeLog(counts)).toBe('');
  });

  it('passes over what is no line of it', () => {
    const counts = process('p0');
    const broken = [
      '{"by":"p1","from":1730',
      'null',
      '{}',
      '{"by":"x","from":0,"views":-0.5,"raised":{}}',
      '[]',
    ];
    const wild = `{"by":"x","from":${AT - MINUTE},"views":1,"raised":{"a":"////"}}`;
    expect(readLog(counts, [...broken, wild].join('\n'))).toEqual({ taken: 1, broken: 5 });
    expect(orderOf(counts)).toEqual(['a']);
  });
});

describe('the order of the ranking', () => {
  it('stays while two articles are equal within the error, and changes beyond it', () => {
    const counts = process('p0');
    read(counts, 'a', upTo(1000));
    read(counts, 'b', upTo(1010));
    expect(orderOf(counts, ['a', 'b'])).toEqual(['a', 'b']);
    expect(orderOf(counts, ['b', 'a'])).toEqual(['b', 'a']);
    read(counts, 'b', upTo(100, 2000));
    expect(orderOf(counts, ['a', 'b'])).toEqual(['b', 'a']);
  });

  it('takes in newcomers and lets go of what nobody reads any more', () => {
    const counts = process('p0');
    read(counts, 'a', upTo(100));
    read(counts, 'new', upTo(500));
    expect(orderOf(counts, ['gone', 'a'])).toEqual(['new', 'a']);
  });

  it('leaves out what an editor excludes, and nothing else changes', () => {
    const counts = process('p0');
    for (const [article, readers] of [
      ['a', 900],
      ['b', 600],
      ['c', 300],
    ] as const)
      read(counts, article, upTo(readers));
    const excluded = { b: { at: AT, reason: 'read by a robot' } };
    const { ranking, views } = rankArticles(counts, { ...hour, excluded });
    expect(ranking.map(({ article }) => article)).toEqual(['a', 'c']);
    expect(views).toBe(1800);
  });
});

describe('what rises', () => {
  it('is read by more people in the last quarter of an hour than its pace before, beyond the error', () => {
    const counts = process('p0');
    for (let minutes = 55; minutes >= 0; minutes -= 5) {
      read(counts, 'steady', upTo(100, 100 * minutes), AT - minutes * MINUTE - 1);
      read(counts, 'rising', upTo(minutes < 15 ? 200 : 20, 300 * minutes), AT - minutes * MINUTE - 1);
      read(counts, 'chance', upTo(minutes < 15 ? 5 : 0), AT - minutes * MINUTE - 1);
    }
    const { rising } = rankArticles(counts, hour);
    expect(rising.map(({ article }) => article)).toEqual(['rising']);
    expect(rising[0]!.times).toBeGreaterThan(5);
  });
});

describe('readers on disk', () => {
  const open = () => ReaderStore.open(folder, { at: AT, day: '2024-11-05' });

  it('survive a restart and come together from two processes, each counted once', async () => {
    folder = await mkdtemp(join(tmpdir(), 'firstcall-readers-'));
    const [one, two] = [await open(), await open()];
    read(one.counts, 'a', upTo(500));
    read(two.counts, 'a', upTo(500, 250));
    await one.flush();
    await two.flush();
    await one.flush();
    const again = await open();
    for (const { counts } of [one, two, again]) {
      const { ranking, views } = rankArticles(counts, hour);
      expect(views).toBe(1000);
      expect(Math.abs(ranking[0]!.readers / 750 - 1)).toBeLessThan(0.03);
    }
    await one.flush();
    expect(rankArticles(again.counts, hour)).toEqual(rankArticles(one.counts, hour));
  });

  it('keep one salt through the night, and lose it with their logs when the epoch is over', async () => {
    folder = await mkdtemp(join(tmpdir(), 'firstcall-readers-'));
    const before = await open();
    read(before.counts, 'a', upTo(10));
    await before.flush();
    const midnight = await ReaderStore.open(folder, { at: AT + 2 * DAY, day: '2024-11-05' });
    expect(midnight.counts.hash('10.0.0.1', BROWSER)).toEqual(before.counts.hash('10.0.0.1', BROWSER));
    const later = await ReaderStore.open(folder, { at: AT + 7 * DAY, day: '2024-11-05' });
    expect(later.counts.hash('10.0.0.1', BROWSER)).not.toEqual(before.counts.hash('10.0.0.1', BROWSER));
    expect(await readdir(folder)).toEqual(['salt-1.json']);
  });

  it('read a half-written line when it is whole', async () => {
    folder = await mkdtemp(join(tmpdir(), 'firstcall-readers-'));
    const one = await open();
    read(one.counts, 'a', upTo(50));
    await one.flush();
    const name = (await readdir(folder)).find((file) => file.startsWith('log-'))!;
    const line = await readFile(join(folder, name), 'utf8');
    await writeFile(join(folder, name), line.slice(0, 40));
    const two = await open();
    expect(rankArticles(two.counts, hour).ranking).toEqual([]);
    await writeFile(join(folder, name), line);
    await two.flush();
    expect(rankArticles(two.counts, hour).views).toBe(50);
  });

  it('say which file to remove where the salt cannot be read', async () => {
    folder = await mkdtemp(join(tmpdir(), 'firstcall-readers-'));
    await writeFile(join(folder, 'salt-0.json'), '{}');
    await expect(open()).rejects.toThrow('salt-0.json holds no salt: remove it');
  });
});
