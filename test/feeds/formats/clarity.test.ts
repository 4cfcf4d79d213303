import { describe, expect, it } from 'vitest';
import { clarityDetail, claritySettings, claritySummary } from './fixtures.ts';
import { countsOf, readItems, refusedOf, statesOf } from './read.ts';

describe('Clarity', () => {
  it('reads a summary, whose state only its address tells', () => {
    const summary = (state: string | null) =>
      countsOf(readItems('clarity-summary', JSON.stringify(claritySummary), state));
    expect(summary('GA').map(({ contest, unit }) => [contest, unit])).toEqual([
      ['GA', 'GA'],
      ['GA/state-house-district-9/5209', 'GA'],
    ]);
    expect(summary(null).map(({ contest }) => contest)).toEqual(['president', 'state-house-district-9/5209']);
    expect(Object.values(summary('GA')[0]!.choices)).toEqual([
      { name: 'Ada North', party: 'Dem' },
      { name: 'Ben South', party: 'Rep' },
    ]);
  });

  it('refuses a contest whose figures do not match its choices', () => {
    const [first, second] = claritySummary;
    const items = readItems('clarity-summary', JSON.stringify([{ ...first, V: [1] }, second]));
    expect(refusedOf(items)).toEqual(['[0].V: 1 figures for 2 choices']);
    expect(countsOf(items)).toHaveLength(1);
  });

  it('adds up the kinds of vote of each county, undervotes apart', () => {
    const [ash, birch, whole] = countsOf(readItems('clarity-detail', clarityDetail));
    expect(ash).toMatchObject({
      contest: 'AR',
      unit: 'AR/Ash',
      votes: { 1: 35, 2: 25 },
      total: 60,
      blank: 2,
      unitsReported: [2, 3],
    });
    expect(birch).toMatchObject({ unit: 'AR/Birch', total: 27, blank: 1 });
    expect(whole).toMatchObject({
      unit: 'AR',
      level: 'state',
      total: 87,
      reportedAt: '2032-11-03T08:58:41Z',
    });
  });

  it('says where the units of a choice do not add up to its total', () => {
    const items = readItems('clarity-detail', clarityDetail.replace('totalVotes="37"', 'totalVotes="40"'));
    expect(statesOf(items).filter(({ about }) => about === 'sum')).toMatchObject([
      { value: 'the units of Ben South add up to 37, its total says 40' },
    ]);
  });

  it('keeps the votes of a choice that cannot be read out of every figure', () => {
    const items = readItems(
      'clarity-detail',
      clarityDetail.replace('totalVotes="37"', 'totalVotes="thirty"'),
    );
    expect(refusedOf(items)).toEqual([
      'line 20, column 70 (Choice), totalVotes: "thirty" is no whole number',
    ]);
    expect(countsOf(items)[0]).toMatchObject({ votes: { 1: 35 }, blank: 2 });
  });

  it.each([
    ['11/3/2032 2:58:41 PM EDT', '2032-11-03T18:58:41Z'],
    ['1/13/2032 12:00:00 AM AKST', '2032-01-13T09:00:00Z'],
    ['1/13/2032 12:30:00 PM HST', '2032-01-13T22:30:00Z'],
  ])('reads the stamp %s', (stamp, utc) => {
    const items = readItems('clarity-detail', clarityDetail.replace('11/3/2032 2:58:41 AM CST', stamp));
    expect(countsOf(items)[0]!.reportedAt).toBe(utc);
  });

  it.each(['11/3/2032 2:58:41 AM XYZ', '2/30/2032 2:58:41 AM CST', 'soon'])(
    'leaves the time unknown at %s',
    (stamp) => {
      const items = readItems('clarity-detail', clarityDetail.replace('11/3/2032 2:58:41 AM CST', stamp));
      expect(countsOf(items)[0]!.reportedAt).toBeNull();
      expect(refusedOf(items)).toHaveLength(1);
    },
  );

  it('lists the versions of the counties', () => {
    expect(statesOf(readItems('clarity-settings', JSON.stringify(claritySettings), 'GA'))).toMatchObject([
      { about: 'version', unit: 'GA/Ash', value: '9001/31', at: '2032-11-03T07:58:41Z' },
      { about: 'version', unit: 'GA/North Birch', value: '9002/44' },
    ]);
  });
});
