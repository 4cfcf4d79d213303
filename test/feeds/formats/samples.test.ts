import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/feeds/formats/item.ts';
import { parseCsv } from './parse-csv.ts';
import { callsOf, countsOf, readItems, refusedOf, statesOf, votesIn } from './read.ts';

const SAMPLES = resolve(import.meta.dirname, '../../../../shared/data/samples');
const there = existsSync(SAMPLES);
if (!there) console.warn(`skipped: no samples of real feeds in ${SAMPLES}`);

const textOf = (path: string): string => readFileSync(resolve(SAMPLES, path), 'utf8');
const itemsOf = (path: string, state: string | null = null): Item[] =>
  readItems('auto', textOf(path), state, 65_536);
const sum = (figures: readonly number[]): number => figures.reduce((all, one) => all + one, 0);

describe.skipIf(!there)('samples of real feeds import completely', () => {
  it('AP 2: every unit and candidate, the call from the state row alone', () => {
    const path = 'ap-v2/20121106_ak_prez.json';
    const items = itemsOf(path);
    const units = JSON.parse(textOf(path)).races[0].reportingUnits as {
      candidates: { voteCount: number }[];
    }[];
    expect(countsOf(items).map(({ total }) => total)).toEqual(
      units.map(({ candidates }) => sum(candidates.map(({ voteCount }) => voteCount))),
    );
    expect(countsOf(items).map(({ contest, unit, level }) => [contest, unit, level])).toEqual([
      ['AK', 'AK', 'state'],
      ['AK', '02000', 'other'],
    ]);
    expect(callsOf(items).map(({ contest, choice }) => [contest, choice.name])).toEqual([
      ['AK', 'Mitt Romney'],
    ]);
    expect(refusedOf(items)).toEqual([]);
  });

  it('NPR, derived from AP 3: the total that the file states, and both who go on', () => {
    const items = itemsOf('ap-v3-derived/CA_S_3_5_2024.json');
    const counts = countsOf(items);
    const results = JSON.parse(textOf('ap-v3-derived/CA_S_3_5_2024.json')).races as {
      results: { total: number; candidates: unknown[] }[];
    }[];
    expect(counts.map(({ total }) => total)).toEqual(results.map(({ results: [one] }) => one!.total));
    expect(counts.map(({ votes }) => Object.keys(votes).length)).toEqual(
      results.map(({ results: [one] }) => one!.candidates.length),
    );
    expect(votesIn(counts)).toBe(sum(counts.map(({ total }) => total!)));
    expect(counts[0]!.expectedShare).toBeCloseTo(0.9966, 6);
    expect(callsOf(items)).toHaveLength(4);
    expect(refusedOf(items)).toEqual([]);
  });

  it.each(['json', 'xml'])('NIST %s: every contest, unit and vote', (kind) => {
    const items = itemsOf(`nist-err-v2/err-2022-11-08-Massachusetts-Cambridge.${kind}`);
    const text = textOf(`nist-err-v2/err-2022-11-08-Massachusetts-Cambridge.xml`);
    const counts = countsOf(items);
    const votes = [...text.matchAll(/<Count>(\d+)<\/Count>/g)].map(([, figure]) => Number(figure));
    const blanks = [...text.matchAll(/<(?:Under|Over)votes>(\d+)</g)].map(([, figure]) => Number(figure));
    expect(sum(counts.map(({ total }) => total!))).toBe(sum(votes));
    expect(sum(counts.map(({ blank }) => blank ?? 0))).toBe(sum(blanks));
    expect(new Set(counts.map(({ contest }) => contest)).size).toBe(26);
    expect(new Set(counts.map(({ unit }) => unit)).size).toBe(42);
    expect(
      new Set(
        counts.flatMap(({ contest, choices }) => Object.keys(choices).map((key) => `${contest} ${key}`)),
      ).size,
    ).toBe(64);
    expect(statesOf(items).filter(({ about }) => about === 'ballots-cast')).toHaveLength(42);
    expect(refusedOf(items)).toEqual([]);
  });

  it('NIST: both syntaxes of one report say the same, whatever ids they give to answers', () => {
    const [json, xml] = ['json', 'xml'].map((kind) =>
      countsOf(itemsOf(`nist-err-v2/err-2022-11-08-Massachusetts-Cambridge.${kind}`))
        .map(({ contest, unit, votes, choices }) => {
          const named = Object.entries(votes).map(([key, figure]) => `${choices[key]!.name} ${figure}`);
          return [contest, unit, ...named.sort()].join(', ');
        })
        .sort(),
    );
    expect(xml!.filter((line) => !json!.includes(line))).toEqual([]);
    expect(xml).toHaveLength(json!.length);
  });

  it('Clarity summary: every contest with every choice', () => {
    const path = 'clarity/GA_2020_105369_271066_summary.json';
    const items = itemsOf(path, 'GA');
    const contests = JSON.parse(textOf(path)) as { V: number[] }[];
    expect(countsOf(items)).toHaveLength(298);
    expect(new Set(countsOf(items).map(({ contest }) => contest)).size).toBe(298);
    expect(votesIn(countsOf(items))).toBe(sum(contests.flatMap(({ V }) => V)));
    expect(countsOf(items)[0]).toMatchObject({
      contest: 'GA',
      unit: 'GA',
      total: 4_991_923,
      unitsReported: [158, 159],
    });
    expect(refusedOf(items)).toEqual([]);
  });

  it('Clarity detail: every county, and the total that its units do not reach', () => {
    const items = itemsOf('clarity/county.xml');
    const counties = countsOf(items).filter(({ level }) => level === 'county');
    const kinds = [...textOf('clarity/county.xml').matchAll(/<VoteType name="[^"]+" votes="(\d+)"/g)].map(
      ([, votes]) => Number(votes),
    );
    expect(counties).toHaveLength(75);
    expect(sum(counties.map(({ total }) => total!))).toBe(sum(kinds));
    expect(countsOf(items).at(-1)).toMatchObject({
      contest: 'AR/senate/100',
      unit: 'AR',
      total: 477_734,
      reportedAt: '2014-11-13T20:58:41Z',
    });
    expect(statesOf(items).filter(({ about }) => about === 'sum')).toHaveLength(1);
    expect(statesOf(items).filter(({ about }) => about === 'ballots-cast')).toHaveLength(75);
    expect(refusedOf(items)).toEqual([]);
  });

  it('New York Times: the state, its counties, the series and all 134 calls of the page', () => {
    const items = itemsOf('nyt-2020/delaware.json');
    const [race] = JSON.parse(textOf('nyt-2020/delaware.json')).data.races;
    const exact = countsOf(items).filter(({ precision }) => precision === 'exact');
    const [state, ...counties] = exact;
    expect(state).toMatchObject({ contest: 'DE', unit: 'DE', total: race.votes, expectedShare: 0.99 });
    expect(votesIn([state!])).toBe(race.votes);
    expect(counties.map(({ unit }) => unit)).toEqual(['10001', '10003', '10005']);
    expect(votesIn(counties)).toBe(race.votes);
    expect(countsOf(items).filter(({ precision }) => precision === 'rounded')).toHaveLength(
      race.timeseries.length,
    );
    const ofPage = callsOf(items).filter(({ desk }) => desk === 'NYT');
    expect(ofPage.length + statesOf(items).length).toBe(134);
    expect(ofPage.filter(({ contest }) => /^[A-Z]{2}$/.test(contest) && contest !== 'US')).toHaveLength(49);
    expect(ofPage.find(({ contest }) => contest === 'PA')?.saidAt).toMatch(/^2020-11-07T16:30:27/);
    expect(refusedOf(items)).toEqual([]);
  });

  it('TSE: the valid votes that the file states', () => {
    const items = itemsOf('tse-2022/sp-c0001-e000544-r.json');
    const [count] = countsOf(items);
    expect(count).toMatchObject({
      contest: 'SP',
      level: 'state',
      total: 25_656_334,
      blank: 571_257 + 962_123,
      unitsReported: [101_073, 101_073],
      expectedShare: 1,
      reportedAt: '2022-10-03T02:00:58Z',
      test: false,
    });
    expect(votesIn([count!])).toBe(25_656_334);
    expect(Object.keys(count!.votes)).toHaveLength(11);
    expect(callsOf(items)).toEqual([]);
    expect(
      statesOf(items)
        .filter(({ about }) => about === 'runoff')
        .map(({ value }) => value),
    ).toEqual(['JAIR BOLSONARO', 'LULA']);
    expect(refusedOf(items)).toEqual([]);
  });

  it('OpenElections: every row in one count a county and contest', () => {
    const path = 'openelections/20201103__de__general__county.csv';
    const rows = parseCsv(textOf(path));
    const counts = countsOf(itemsOf(path, 'DE'));
    expect(votesIn(counts)).toBe(sum(rows.map((row) => Number(row['votes']))));
    expect(sum(counts.map(({ votes }) => Object.keys(votes).length))).toBe(rows.length);
    expect(new Set(counts.map(({ contest }) => contest)).size).toBe(58);
    expect(new Set(counts.map(({ unit }) => unit))).toEqual(
      new Set(['DE/New Castle', 'DE/Kent', 'DE/Sussex']),
    );
    const president = counts.filter(({ contest }) => contest === 'DE');
    expect(sum(president.map(({ total }) => total!))).toBe(504_010);
  });

  it('MEDSL: the total of every state, but two that its rows do not add up to', () => {
    const path = 'medsl/2024-president-state.csv';
    const rows = parseCsv(textOf(path));
    const counts = countsOf(itemsOf(path));
    const stated = new Map(rows.map((row) => [row['state_po'], Number(row['totalvotes'])]));
    expect(counts).toHaveLength(51);
    expect(
      sum(counts.map(({ votes }) => Object.keys(votes).length)) +
        rows.filter((row) => /^(UNDER|OVER)VOTES$|^VOID$|^SPOILED$/.test(row['candidate']!)).length,
    ).toBe(rows.length);
    expect(votesIn(counts) + sum(counts.map(({ blank }) => blank ?? 0))).toBe(
      sum(rows.map((row) => Number(row['votes']))),
    );
    const odd = counts.filter((count) => votesIn([count]) + (count.blank ?? 0) !== stated.get(count.unit));
    expect(
      odd.map(({ unit, total }) => [unit, total! - votesIn(odd.filter((one) => one.unit === unit))]),
    ).toEqual([
      ['DC', 0],
      ['NY', 874],
    ]);
  });
});
