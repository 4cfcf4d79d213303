import { describe, expect, it } from 'vitest';
import { npr, nyt, tse } from './fixtures.ts';
import { callsOf, countsOf, readItems, refusedOf, statesOf } from './read.ts';

describe('New York Times 2020', () => {
  const items = readItems('nyt-2020', JSON.stringify(nyt));

  it('gives the series in the order of the feed, whatever its stamps', () => {
    expect(
      countsOf(items)
        .slice(0, 2)
        .map(({ reportedAt, votes, precision }) => [reportedAt, votes['northa'], precision]),
    ).toEqual([
      ['2032-11-03T04:00:00Z', 0, 'rounded'],
      ['2032-11-03T01:30:00Z', 306, 'rounded'],
    ]);
  });

  it('gives the state and its counties exactly', () => {
    expect(
      countsOf(items)
        .slice(2)
        .map(({ unit, total, expectedShare }) => [unit, total, expectedShare]),
    ).toEqual([
      ['MA', 1000, 0.87],
      ['25001', 700, 0.9],
      ['25003', 300, 0.8],
    ]);
  });

  it('tells the call of a race from that of the page, a seat from the whole, and a runoff from a victory', () => {
    expect(callsOf(items).map(({ desk, contest, choice }) => [desk, contest, choice.name])).toEqual([
      ['AP', 'MA', 'Ada North'],
      ['NYT', 'MA', 'Ada North'],
      ['NYT', 'US', 'democrat'],
    ]);
    expect(statesOf(items)).toMatchObject([{ about: 'runoff', contest: 'GA/senate/special' }]);
    expect(refusedOf(items)).toEqual([]);
  });
});

describe('NPR 2024', () => {
  it('keeps the total that the page states and its stamp in milliseconds', () => {
    const items = readItems('npr-2024', JSON.stringify(npr));
    expect(countsOf(items)).toMatchObject([
      { contest: 'MA/senate/1/77', unit: 'MA', total: 35, expectedShare: 0.615, unitsReported: [60, 100] },
    ]);
    expect(callsOf(items)).toMatchObject([{ desk: 'AP', choice: { name: 'Ada North' } }]);
  });
});

describe('TSE', () => {
  const read = (change: object) => readItems('tse-2022', JSON.stringify({ ...tse, ...change }));

  it('reads decimal commas, the day before the month and the hour of Brasília', () => {
    expect(countsOf(read({}))).toMatchObject([
      {
        contest: 'SP',
        unit: 'SP',
        total: 70,
        blank: 5,
        expectedShare: 0.4725,
        unitsReported: [47, 100],
        reportedAt: '2032-10-02T23:15:00Z',
      },
    ]);
    expect(countsOf(read({}))[0]!.choices['13']!.name).toBe("D'AVILA");
  });

  it('takes who goes to the second round for no winner, and who is elected for one', () => {
    expect(callsOf(read({}))).toEqual([]);
    expect(statesOf(read({})).filter(({ about }) => about === 'runoff')).toHaveLength(1);
    const elected = read({ cand: [{ ...tse.cand[0], st: 'Eleito' }, tse.cand[1]] });
    expect(callsOf(elected)).toMatchObject([{ desk: 'TSE', contest: 'SP', key: '22' }]);
  });

  it('takes what is not the official count for a test', () => {
    expect(countsOf(read({ f: 's' }))[0]!.test).toBe(true);
  });

  it('gives the country the id BR', () => {
    expect(countsOf(read({ tpabr: 'br', cdabr: 'br' }))).toMatchObject([
      { contest: 'BR', unit: 'BR', level: 'national' },
    ]);
  });
});
